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
DOT = 4.2


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


def waffle(counts: Counts, *, rows: int = 10) -> Marks:
    """Columns of squares, filled from the start; the line of one half stands after half of the columns."""
    marks = [Mark(who, str(place // rows * STEP), str(place % rows * STEP)) for place, who in enumerate(people(counts))]
    across = -(-counts.total // rows) if counts.total else 0
    half = pixels(counts.total / rows / 2 * STEP - (STEP - SQUARE) / 2)
    return Marks(marks, max(across * STEP, STEP), rows * STEP, half)


def hemicycle(counts: Counts) -> Marks:
    """Seats in half rings, filled from the left: the order of the seats is that of their angle, so that a gender is a
    wedge and half of the people end at the upright."""
    total = counts.total
    rings = max(1, round(math.sqrt(total / math.pi * 1.2)))
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


@dataclass(frozen=True, slots=True)
class Stacked:
    """One delegation in a dot stack: where on the line of shares, how high above it, and whether it is one person."""

    x: str
    y: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Stack:
    """Delegations by their share of women: filled of two people or more, hollow of one; ``unplaced``: none known."""

    dots: list[Stacked]
    height: int
    unplaced: int


def dot_stack(delegations: Sequence[Counts], *, steps: int = 20) -> Stack:
    """Each delegation with a share stands in the bin of that share, one above another from the ground."""
    placed = sorted(
        (one for one in delegations if one.known), key=lambda one: (Fraction(one.women, one.known), -one.total)
    )
    heights: dict[int, int] = {}
    found = []
    for one in placed:
        place = int(Fraction(one.women, one.known) * steps + Fraction(1, 2))
        heights[place] = level = heights.get(place, -1) + 1
        found.append((place, level, one.total == 1))
    high = max(heights.values(), default=0) + 1
    height = math.ceil(high * STEP + STEP)
    dots = [
        Stacked(f"{place / steps * 100:.2f}%", pixels(height - (level + 0.5) * STEP - DOT), alone)
        for place, level, alone in found
    ]
    return Stack(dots, height, len(delegations) - len(placed))
