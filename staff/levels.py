"""Levels of staff as the reference file has them, highest first, and which of them a printed one means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from meetings.countries import read_table

REFERENCE = Path(__file__).with_name("reference") / "staff_levels.csv"
OTHER = "GS-other"
_SPELT = re.compile(r"(?P<series>P|D|GS|G|FS|NO|S|TC)\s*-?\s*(?P<grade>\d|[A-D])")
_OTHER_SERIES = ("S", "TC")


@dataclass(frozen=True, slots=True)
class Level:
    """One level. ``rank`` orders them, 1 the highest; one that is not ``verified`` names no source and is never shown
    as a fact, only where an office's own sheet uses it."""

    code: str
    category: str
    band: str
    rank: int
    classification: str
    verified: bool
    source: str


@lru_cache
def levels() -> dict[str, Level]:
    """Every level by its code, highest first."""
    found = [
        Level(
            row["code"], row["category"], row["band"], int(row["rank"]), row["classification"],
            row["verified"] == "yes", row["source"],
        )
        for row in read_table(REFERENCE)
    ]  # fmt: skip
    return {level.code: level for level in sorted(found, key=lambda level: level.rank)}


def classification() -> str:
    """The classification that the reference file describes; another one breaks a series."""
    return next(iter(levels().values())).classification


def level_called(printed: str) -> Level | None:
    """The level that a printed one stands for: exactly, or none. "p3", "P 3" and "P-3" are one, G-5 is GS-5; the
    series S and TC are taken together."""
    text = " ".join(printed.split()).upper()
    if text in levels():
        return levels()[text]
    if text == OTHER.upper():
        return levels()[OTHER]
    spelt = _SPELT.fullmatch(text)
    if spelt is None:
        return None
    series = "GS" if spelt["series"] == "G" else spelt["series"]
    return levels().get(OTHER if series in _OTHER_SERIES else f"{series}-{spelt['grade']}")
