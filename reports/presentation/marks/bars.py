"""Bars: a share with its range, delegations of one gender over the years, women and men back to back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.measures.formulas import Value, share_of_women
from reports.measures.tally import Counts, OneGender
from reports.presentation.svg import WHOLE, percents, pixels


@dataclass(frozen=True, slots=True)
class Share:
    """Where a share of women stands on a line from 0 to 100 per cent: a dot or a bar ends at ``at``, and the range that
    those not recorded leave open begins at ``low`` and is ``width`` long."""

    at: str
    low: str
    width: str


def share(counts: Counts) -> Share | None:
    """The bar beside a share is that share: of women and men. None where it has no value."""
    return of_value(share_of_women(counts))


def of_value(value: Value) -> Share | None:
    """The same of any share; without a range, of its value alone."""
    if value.value is None:
        return None
    if value.low is None or value.high is None:
        return Share(WHOLE.at(value.value), WHOLE.at(value.value), percents(0))
    return Share(WHOLE.at(value.value), WHOLE.at(value.low), percents(float((value.high - value.low) * 100)))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a column, drawn from ``y`` downwards; ``who`` is men, women or unknown, ``number`` how many."""

    who: str
    number: int
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Column:
    """One year of delegations of one gender."""

    year: int
    x: str
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns over the years, all on one scale of delegations; they begin at 0, which is ``bottom``."""

    columns: list[Column]
    height: int
    bottom: int


ENDS = (6.4, 67.6)
"""Where the first and the last year stand where the numbers are written beside them."""


def most_of_one_gender(years: Iterable[OneGender]) -> int:
    """The highest column there would be."""
    return max((one.all_men + one.all_women + one.undetermined for one in years), default=0)


def columns(
    years: Mapping[int, OneGender],
    first: int,
    last: int,
    most: int,
    *,
    height: int = 92,
    ends: tuple[float, float] = ENDS,
) -> Columns:
    """Men only from the ground, women only above them, on top those of which it cannot be told.

    ``most``: what fills the height, so that several charts are on one scale; ``ends``: where the first and the last
    year stand, in per cent of the width. A year without a meeting has no column.
    """
    bottom, top = height - 17, 8
    unit = (bottom - top) / max(most, 1)
    span = max(last - first, 1)
    found = []
    for year, one in sorted(years.items()):
        parts, ground = [], float(bottom)
        for who, number in (("men", one.all_men), ("women", one.all_women), ("unknown", one.undetermined)):
            high = number * unit
            ground -= high
            if number:
                parts.append(Part(who, number, pixels(ground), pixels(high)))
        across = ends[0] + (ends[1] - ends[0]) * (year - first) / span if last > first else ends[1]
        found.append(Column(year, percents(across), parts))
    return Columns(found, height, bottom)


@dataclass(frozen=True, slots=True)
class Level:
    """One level: women leftwards from the middle, beyond them the open, men rightwards. In per cent of the width."""

    women_start: str
    women: str
    open_start: str
    open: str
    men: str


def diverging(levels: Sequence[Counts]) -> list[Level]:
    """Women left, men right, all levels on one scale: the longest side fills its half."""
    longest = max((max(one.women + one.open, one.men) for one in levels), default=0) or 1

    def long(number: int) -> float:
        return number / longest * 50

    return [
        Level(
            percents(50 - long(one.women)),
            percents(long(one.women)),
            percents(50 - long(one.women + one.open)),
            percents(long(one.open)),
            percents(long(one.men)),
        )
        for one in levels
    ]
