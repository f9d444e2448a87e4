"""Keys and labels of groups, and their alphabetical order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.utils.text import slugify

from reports.counting.groupings import NO_GROUP


def key_of(entity_key: str) -> str:
    """How a State or organization is named in an answer: by its code of three capitals, else by a slug."""
    is_code = len(entity_key) == 3 and entity_key.isupper()
    return entity_key if is_code else slugify(entity_key, allow_unicode=True) or entity_key


def alphabetical(label: str) -> str:
    """Sort key of a label: accents and case do not move a name to the end of the alphabet."""
    decomposed = unicodedata.normalize("NFKD", label.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def in_order(labelled: Iterable[tuple[str, str]], order: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Keys with their labels: those in ``order`` first, as they stand there, then by the alphabet, *none* last."""
    place = {key: number for number, key in enumerate(order)}

    def placed(group: tuple[str, str]) -> tuple[bool, int, str]:
        key, label = group
        return key == NO_GROUP and key not in place, place.get(key, len(place)), alphabetical(label)

    return sorted(labelled, key=placed)


def in_alphabetical_order(labelled: Iterable[tuple[str, str]]) -> list[str]:
    """Keys in the order of their labels, *none* at the end."""
    return [key for key, _label in in_order(labelled)]
