"""The room as seats for the public: one seat is one person, in three categories, with a half that everybody can see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.measures.tally import Counts
from reports.presentation.marks.room import STEP, Mark, hemicycle
from reports.presentation.svg import pixels

WIDE, SKIRT = 1000, 70
"""Units across, and below the seats for their numbers."""
MOST_SEATS = 1_000
"""So many seats are still told apart; of more people a seat stands for several."""


@dataclass(frozen=True, slots=True)
class Room:
    """Seats in a box ``WIDE`` units wide. ``groups``: who (women, unknown, men) with the places of their seats;
    ``people``: how many one seat stands for."""

    groups: list[tuple[str, list[tuple[str, str]]]]
    radius: str
    height: int
    people: int
    rings: int

    @property
    def floor(self) -> int:
        """Where the lowest seats end."""
        return self.height - SKIRT

    @property
    def aisle(self) -> str:
        """Where the line that marks half of the seats ends: at the innermost of them."""
        return pixels(WIDE / 2 - self._inner)

    @property
    def foot(self) -> str:
        """The middle of the seats at the left end, under which their number is written; the right end mirrors it."""
        return pixels((WIDE / 2 - self._inner) / 2)

    @property
    def far_foot(self) -> str:
        return pixels(WIDE - (WIDE / 2 - self._inner) / 2)

    @property
    def _inner(self) -> float:
        return WIDE / 2 * (self.rings + 0.4) / (2 * self.rings + 1)


def room_of(counts: Counts) -> Room:
    """The seats of these people; whoever is not recorded as a woman or a man sits between women and men."""
    people = max(1, -(-counts.total // MOST_SEATS))
    seated = _seated(Counts(counts.women, counts.men, 0, counts.open), people)
    marks = hemicycle(seated)
    scale = WIDE / marks.width
    groups = [(who, list(_places(marks.marks, who, scale))) for who in ("women", "unknown", "men")]
    rings = round((marks.width / 2 / STEP - 1) / 2)
    return Room(groups, pixels(4.5 * scale), round(marks.height * scale) + SKIRT, people, rings)


def _places(marks: list[Mark], who: str, scale: float) -> Iterator[tuple[str, str]]:
    for mark in marks:
        if mark.who == who:
            yield pixels(float(mark.x) * scale), pixels(float(mark.y) * scale)


def _seated(counts: Counts, people: int) -> Counts:
    """How many seats each has: rounded up, so that nobody who is there is without one."""
    if people == 1:
        return counts
    seats = [-(-number // people) for number in (counts.women, counts.men, counts.unknown)]
    return Counts(seats[0], seats[1], 0, seats[2])
