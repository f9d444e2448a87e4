"""Marks of staff: the share of a level beside its band, and its way to the goal."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.measures.staffing import YEAR, StaffPace
from reports.presentation.svg import Plane, Scale, limits, percents

AROUND = Scale(20, 80)
"""Shares beyond are drawn at the end of the line."""
HEIGHT, TOP, BOTTOM = 176, 16, 146


@dataclass(frozen=True, slots=True)
class Position:
    """Where a share stands: ``at``, the band with where it begins, its width, and its ``edge`` towards the share.

    ``edge`` is empty within the band; ``before``: the share stands before the band, so that its text does too.
    """

    at: str
    band: str
    band_width: str
    edge: str
    before: bool


def position_mark(share: Fraction, floor: Fraction) -> Position:
    low, high = AROUND.at(floor), AROUND.at(1 - floor)
    width = percents(float((1 - 2 * floor) * 100) * 100 / (AROUND.high - AROUND.low))
    edge = low if share < floor else high if share > 1 - floor else ""
    return Position(AROUND.at(share), low, width, edge, share < floor)


@dataclass(frozen=True, slots=True)
class PaceChart:
    """The share on the days on record, what the goal needs and where today's pace leads; places in the drawing."""

    height: int
    path: str
    needed: str
    today: str
    dots: list[tuple[str, str]]
    goal: tuple[str, str]
    today_y: str
    band_y: str
    band_height: str
    half: str
    years: list[tuple[str, str]]
    last_text: str
    needed_text: str
    today_text: str
    spoken: str


def pace_chart(
    days: Sequence[tuple[datetime.date, Fraction]], goal: datetime.date, pace: StaffPace, floor: Fraction, *,
    needed: str, actual: str, today: str, spoken: str,
) -> PaceChart:  # fmt: skip
    """Days that bear a share, oldest first, at least two; the goal is after the last. Text is given in words."""
    last, share = days[-1]
    ahead = Fraction((goal - last).days) / YEAR
    leads = min(max(share + pace.actual * ahead, Fraction(0)), Fraction(1))
    needs = share + (pace.required or 0) * ahead
    low, high = limits([*(one for _day, one in days), leads, needs, floor, 1 - floor], 30, 60)
    plane = Plane(days[0][0].toordinal(), goal.toordinal(), low, high, HEIGHT, TOP, BOTTOM, left=4, right=95)
    points = [(day.toordinal(), one) for day, one in days]
    end = goal.toordinal()
    dots = [(plane.x(day), plane.y(one)) for day, one in points]
    return PaceChart(
        height=HEIGHT,
        path=plane.line(points),
        needed=plane.line([points[-1], (end, needs)]),
        today=plane.line([points[-1], (end, leads)]),
        dots=dots,
        goal=(plane.x(end), plane.y(needs)),
        today_y=plane.y(leads),
        band_y=plane.y(1 - floor),
        band_height=f"{plane.down(floor) - plane.down(1 - floor):.1f}",
        half=plane.y(Fraction(1, 2)),
        years=[(str(day.year), plane.x(day.toordinal())) for day, _one in (days[0], days[-1])]
        + [(str(goal.year), plane.x(end))],
        last_text=today,
        needed_text=needed,
        today_text=actual,
        spoken=spoken,
    )
