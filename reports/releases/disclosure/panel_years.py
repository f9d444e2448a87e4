"""Panels by period: a year by its quarters or as one, never both, and the same in every release to come.

A year in two divisions, or first in one and then in the other, tells of the quarters in between by subtraction. So what
was read once decides, and numbers that were read stay until enough panels have changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reports.releases.disclosure.policy import PANEL_INVITATIONS

QUARTERS = (1, 2, 3, 4)


class Panels(NamedTuple):
    """Panels held, and those of them with speakers of one gender only."""

    number: int
    single_gender: int


class Place(NamedTuple):
    """A period, ``2024`` or ``2024-Q3``, and an area of work."""

    period: str
    area: str


NONE = Panels(0, 0)
Shown = Mapping[Place, Panels | None]
"""What was printed of each period; None where it was withheld."""


def quarter_of(day: datetime.date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def panels_to_tell(found: Mapping[Place, Panels], before: Shown, today: datetime.date) -> dict[Place, Panels | None]:
    """What a release tells of panels ``found`` by quarter, in order; ``before``: what was read of each period last."""
    years = sorted({(int(place.period[:4]), place.area) for place in (*found, *before)})
    told: dict[Place, Panels | None] = {}
    for year, area in years:
        over = [f"{year}-Q{quarter}" for quarter in QUARTERS if _is_over(year, quarter, today)]
        quarters = {period: found.get(Place(period, area), NONE) for period in over}
        if _by_quarters(year, area, quarters, before):
            shown = [one for one in over if quarters[one].number or Place(one, area) in before]
            for period in shown:
                told[Place(period, area)] = _stays(before.get(Place(period, area)), quarters[period])
        elif len(over) == len(QUARTERS):
            place = Place(str(year), area)
            told[place] = _stays(before.get(place), _added(quarters.values()))
    return told


def _by_quarters(year: int, area: str, quarters: Mapping[str, Panels], before: Shown) -> bool:
    """As it was read before; else by quarters where each that is over has panels enough, or has none."""
    if Place(str(year), area) in before:
        return False
    if any(Place(f"{year}-Q{quarter}", area) in before for quarter in QUARTERS):
        return True
    numbers = [one.number for one in quarters.values() if one.number]
    return bool(numbers) and min(numbers) >= PANEL_INVITATIONS


def _stays(before: Panels | None, now: Panels) -> Panels | None:
    """The numbers as they were read, or those of now where enough changed; None where there are too few."""
    if before is not None and _changed(before, now) < PANEL_INVITATIONS:
        return before
    return now if now.number >= PANEL_INVITATIONS else None


def _changed(before: Panels, now: Panels) -> int:
    """How many panels at least came, went or were judged anew."""
    single = now.single_gender - before.single_gender
    others = now.number - before.number - single
    return max(abs(single), abs(others), abs(single + others))


def _added(panels: Iterable[Panels]) -> Panels:
    given = list(panels)
    return Panels(sum(one.number for one in given), sum(one.single_gender for one in given))


def _is_over(year: int, quarter: int, today: datetime.date) -> bool:
    following = datetime.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return following <= today
