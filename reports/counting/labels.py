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


def in_alphabetical_order(labelled: Iterable[tuple[str, str]]) -> list[str]:
    """Keys in the order of their labels, *none* at the end."""
    return [key for key, _label in sorted(labelled, key=lambda pair: (pair[0] == NO_GROUP, alphabetical(pair[1])))]
