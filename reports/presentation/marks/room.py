"""Who is in the room: one mark is one person, in the order women, another gender, not recorded, men."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.measures.tally import Counts
from reports.presentation.svg import pixels

ORDER = ("women", "another", "unknown", "men")
STEP, SQUARE = 11, 9
"""Units from one square to the next, and how wide it is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One person: who, and where."""

    who: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks in a box of ``width`` by ``height`` units. ``half`` is where the line of one half stands."""

    marks: list[Mark]
    width: int
    height: int
    half: str = ""


def people(counts: Counts) -> Iterator[str]:
    """Everyone, one by one."""
    for who in ORDER:
        yield from (who for _one in range(getattr(counts, who)))


def waffle(counts: Counts, *, rows: int = 10, round: bool = False) -> Marks:
    """Columns of squares, filled from the start; the line of one half stands after half of the columns. A dot stands
    where the middle of its square would."""
    inset = SQUARE / 2 if round else 0
    marks = [
        Mark(who, pixels(place // rows * STEP + inset), pixels(place % rows * STEP + inset))
        for place, who in enumerate(people(counts))
    ]
    across = -(-counts.total // rows) if counts.total else 0
    half = pixels(counts.total / rows / 2 * STEP - (STEP - SQUARE) / 2)
    return Marks(marks, max(across * STEP, STEP), rows * STEP, half)


def hemicycle(counts: Counts) -> Marks:
    """Seats in half rings, filled from the left: the order of the seats is that of their angle, so that a gender is a
    wedge and half of the people end at the upright."""
    total = counts.total
    rings = max(1, math.ceil(math.sqrt(total / math.pi / 1.5)))
    radii = [rings + ring for ring in range(1, rings + 1)]
    seats = sorted(_seats(total, radii), key=lambda seat: (seat[0], seat[1]))
    size = (radii[-1] + 1) * STEP
    marks = [
        Mark(who, pixels(size - radius * STEP * math.cos(angle)), pixels(size - radius * STEP * math.sin(angle)))
        for who, (angle, radius) in zip(people(counts), seats, strict=True)
    ]
    return Marks(marks, 2 * size, size + STEP, str(size))


def _seats(total: int, radii: Sequence[int]) -> Iterator[tuple[float, int]]:
    """Angle and radius of each seat: every ring has its part of them by its length."""
    left, length = total, sum(radii)
    for radius in radii:
        here = left if radius == radii[-1] else min(left, round(total * radius / length))
        left -= here
        for seat in range(here):
            yield math.pi * (seat + 0.5) / here, radius


MEN, WOMEN, UNTOLD, BAND = "men", "women", "untold", "balanced"
BINS = (MEN, "under_25", "25_to_39", BAND, "61_to_75", "over_75", WOMEN, UNTOLD)
"""From men only to women only; last those of which it cannot be told."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Delegations whose share of women lies near each other: so many of two people or more, and of one person."""

    key: str
    several: range
    alone: range

    @property
    def number(self) -> int:
        return len(self.several) + len(self.alone)


def bins(delegations: Sequence[Counts]) -> list[Bin]:
    """All delegations with somebody in them, each in one bin; the bins are those of ``BINS``, in their order."""
    found: dict[str, list[int]] = {key: [0, 0] for key in BINS}
    for one in delegations:
        if one.total:
            found[_bin(one)][one.total == 1] += 1
    return [Bin(key, range(several), range(alone)) for key, (several, alone) in found.items()]


def _bin(counts: Counts) -> str:
    """As delegations of one gender are counted: of one gender only where nobody is open."""
    if counts.open and not (counts.women and counts.men):
        return UNTOLD
    share = Fraction(counts.women, counts.known)
    if not counts.women or not counts.men:
        return WOMEN if counts.women else MEN
    if share < Fraction(2, 5):
        return "under_25" if share < Fraction(1, 4) else "25_to_39"
    if share > Fraction(3, 5):
        return "over_75" if share > Fraction(3, 4) else "61_to_75"
    return BAND
