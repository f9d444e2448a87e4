"""Wordings of letters: texts with fields that the record fills, the office's newest version before the supplied."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from meetings.models import WordingVersion
from meetings.vocabulary import LetterLanguage, TextChoices

FIELD = re.compile(r"\[(\w+)\]")
"""A word in square brackets asks the record for something."""
Version = TypeVar("Version", bound=WordingVersion)


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject and a text with its fields open."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a letter, and whether the record filled it in."""

    text: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Letters(Generic[Version]):
    """Letters of one desk: the table of its wordings, their kinds, the fields they may ask for, what is supplied."""

    model: type[Version]
    kinds: type[TextChoices]
    fields: Sequence[str]
    supplied: Callable[[str, str], Wording]

    def in_force(self, kind: str, language: str) -> tuple[Wording, Version | None]:
        """The newest wording of the office, or the supplied one where it has none."""
        own: Version | None = self.model._base_manager.filter(kind=kind, language=language).order_by("version").last()
        return (Wording(own.subject, own.text), own) if own else (self.supplied(kind, language), None)

    def asked(self, query: Mapping[str, str], kinds: Sequence[str] = ()) -> tuple[str, str]:
        """Which letter in which language; what is not understood becomes the first of each."""
        kinds, languages = kinds or self.kinds.values, LetterLanguage.values
        kind, language = query.get("kind", ""), query.get("language", "")
        return kind if kind in kinds else kinds[0], language if language in languages else languages[0]


def filled(text: str, values: Mapping[str, str]) -> Iterator[Piece]:
    """The text in pieces: what the wording says, and what stands where it asks for a field."""
    for place, part in enumerate(FIELD.split(text)):
        is_field = place % 2 == 1
        said = values.get(part, f"[{part}]") if is_field else part
        if said:
            yield Piece(said, is_field)


def as_filled(text: str, values: Mapping[str, str]) -> str:
    """The same as one text."""
    return "".join(piece.text for piece in filled(text, values))


def unknown_fields(text: str, known: Collection[str]) -> list[str]:
    """Words in square brackets that nothing on record can fill."""
    return [name for name in FIELD.findall(text) if name not in known]
