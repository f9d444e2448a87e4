"""Panels and invitations by period: a year by its quarters or as one, never both, and the same in every later release.

A year in two divisions, or first in one and then in the other, tells of the quarters in between by subtraction. So what
was read once decides, and numbers that were read stay until enough panels, or invitations, have changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from reports.releases.disclosure.policy import PANEL_INVITATIONS

QUARTERS = (1, 2, 3, 4)


class Panels(NamedTuple):
    """Panels held, and those of them with speakers of one gender only."""

    number: int = 0
    single_gender: int = 0


class Invitations(NamedTuple):
    """Invitations to panels of others that are over, and how many of them were what; the names are those of columns.

    ``asked_with_later_line_up`` is the base of ``changed_after_asking``.
    """

    number: int = 0
    checked: int = 0
    asked: int = 0
    asked_with_later_line_up: int = 0
    changed_after_asking: int = 0
    declined: int = 0
    exempted: int = 0


Numbers = TypeVar("Numbers", Panels, Invitations)


class Place(NamedTuple):
    """A period, ``2024`` or ``2024-Q3``, and an area of work."""

    period: str
    area: str


class Readable(NamedTuple):
    """What is printed of a place; None where it is withheld."""

    panels: Panels | None = None
    invitations: Invitations | None = None


Shown = Mapping[Place, Readable]
"""What was printed of each period."""


def quarter_of(day: datetime.date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def to_tell(
    panels: Mapping[Place, Panels], invitations: Mapping[Place, Invitations], before: Shown, today: datetime.date
) -> dict[Place, Readable]:
    """What a release tells of both as found by quarter, in order; ``before``: what was read of each period last.

    Both stand in one table, so a year has one division for both: by quarters where each has enough of either, or none.
    """
    years = sorted({(int(place.period[:4]), place.area) for place in (*panels, *invitations, *before)})
    told: dict[Place, Readable] = {}
    for year, area in years:
        over = [f"{year}-Q{quarter}" for quarter in QUARTERS if _is_over(year, quarter, today)]
        of_panels = {period: panels.get(Place(period, area), Panels()) for period in over}
        of_invitations = {period: invitations.get(Place(period, area), Invitations()) for period in over}
        numbers = [one.number for one in of_panels.values()] + [one.number for one in of_invitations.values()]
        if _by_quarters(year, area, [one for one in numbers if one], before):
            for place in (Place(period, area) for period in over):
                held, invited = of_panels[place.period], of_invitations[place.period]
                if place in before or held.number or invited.number:
                    told[place] = _readable(before.get(place, Readable()), held, invited)
        elif len(over) == len(QUARTERS):
            place = Place(str(year), area)
            added = (_added(Panels, of_panels.values()), _added(Invitations, of_invitations.values()))
            told[place] = _readable(before.get(place, Readable()), *added)
    return told


def _by_quarters(year: int, area: str, numbers: list[int], before: Shown) -> bool:
    """As it was read before; else by quarters where each that is over has enough, or has none."""
    if Place(str(year), area) in before:
        return False
    if any(Place(f"{year}-Q{quarter}", area) in before for quarter in QUARTERS):
        return True
    return bool(numbers) and min(numbers) >= PANEL_INVITATIONS


def _readable(before: Readable, panels: Panels, invitations: Invitations) -> Readable:
    return Readable(_stays(before.panels, panels), _stays(before.invitations, invitations))


def _stays(before: Numbers | None, now: Numbers) -> Numbers | None:
    """The numbers as they were read, or those of now where enough changed; None where there are too few."""
    if before is not None and _changed(before, now) < PANEL_INVITATIONS:
        return before
    return now if now.number >= PANEL_INVITATIONS else None


def _changed(before: Sequence[int], now: Sequence[int]) -> int:
    """How many at least came, went or were judged anew: one changes each number, and each rest, by one at most."""
    numbers = [after - was for was, after in zip(before, now, strict=True)]
    rests = [numbers[0] - part for part in numbers[1:]]
    return max(map(abs, [*numbers, *rests]))


def _added(kind: type[Numbers], some: Iterable[Numbers]) -> Numbers:
    return kind(*(sum(column) for column in zip(*some, strict=True)))


def _is_over(year: int, quarter: int, today: datetime.date) -> bool:
    following = datetime.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return following <= today
