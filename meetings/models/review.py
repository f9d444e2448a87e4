"""What a clerk says about a staged list in its review; it waits with the import, and the record knows none of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

ALL, TWO_PEOPLE, ROW = "all", "two", "row:"
"""Of people no longer listed: what holds for all others; that one is nobody of this list; that one is a row of it."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer to a question of the list: ``answer`` as a question keeps it, ``by`` an account, ``at`` ISO 8601.

    ``codes`` and ``category`` are what the question offered and what the section of the list said.
    """

    kind: str
    key: str
    found: str
    answer: str
    by: int
    who: str
    at: str
    rows: int = 1
    codes: list[str] = field(default_factory=list)
    category: str = ""


@dataclass(frozen=True, slots=True)
class CorrectedCell:
    """A cell that was written anew: what the file prints and what is read instead."""

    row: int
    field: str
    printed: str
    said: str
    by: int
    who: str
    at: str


@dataclass(frozen=True)
class Review:
    """Answers, corrected cells, and who can read the list where that was said ("" where it was not).

    ``gone`` is what becomes of people whom the list no longer prints: by participation, or of "all" the others.
    """

    answers: tuple[GivenAnswer, ...] = ()
    cells: tuple[CorrectedCell, ...] = ()
    access: str = ""
    gone: Mapping[str, str] = field(default_factory=dict)

    def becomes_of(self, participation: int) -> str:
        """What was said about somebody no longer listed: an answer of their own, else that about all; "" asks later."""
        own = self.gone.get(str(participation), "")
        return own if own and own != TWO_PEOPLE else self.gone.get(ALL, "")

    @property
    def by_key(self) -> dict[tuple[str, str], str]:
        """The answers as an import looks them up: by kind and key."""
        return {(one.kind, one.key): one.answer for one in self.answers}

    def to_json(self) -> dict[str, Any]:
        if self == Review():
            return {}
        said = {"answers": [asdict(one) for one in self.answers], "cells": [asdict(one) for one in self.cells]}
        return said | {name: value for name, value in (("access", self.access), ("gone", dict(self.gone))) if value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Review:
        return cls(
            tuple(GivenAnswer(**one) for one in stored.get("answers", [])),
            tuple(CorrectedCell(**one) for one in stored.get("cells", [])),
            stored.get("access", ""),
            stored.get("gone", {}),
        )
