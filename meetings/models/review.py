"""What a clerk says about a staged list in its review; it waits with the import, and the record knows none of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


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
    """Answers, corrected cells, and who can read the list where that was said ("" where it was not)."""

    answers: tuple[GivenAnswer, ...] = ()
    cells: tuple[CorrectedCell, ...] = ()
    access: str = ""

    @property
    def by_key(self) -> dict[tuple[str, str], str]:
        """The answers as an import looks them up: by kind and key."""
        return {(one.kind, one.key): one.answer for one in self.answers}

    def to_json(self) -> dict[str, Any]:
        if self == Review():
            return {}
        said = {"answers": [asdict(one) for one in self.answers], "cells": [asdict(one) for one in self.cells]}
        return said | ({"access": self.access} if self.access else {})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Review:
        return cls(
            tuple(GivenAnswer(**one) for one in stored.get("answers", [])),
            tuple(CorrectedCell(**one) for one in stored.get("cells", [])),
            stored.get("access", ""),
        )
