"""Projection: when a target would be reached at the pace of the past years (measures.md, *Projection*).

The increment is the least-squares slope of the yearly pooled share on a constant panel of forums; the base is the
fitted value of the last year; the range comes from slope ± t(0.975, n − 2) · standard error. All exact fractions but
the t quantile and the root of the error. One target, named, in formula, "reached" and sentence.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from reports.measures.bands import NO_BAND_COVERAGE
from reports.measures.tally import Counts
from reports.measures.trends import ceiling
from reports.measures.wording import SMALL, Sentence, decimals_for, gettext_noop, rounded

FEWEST = 5
"""Points, each of another year, that a projection needs."""
HORIZON = 100
"""Years beyond which no year is named."""
HALF = Fraction(1, 2)
GOAL_YEAR = 2028
"""By when half is asked for, where nobody asks for another year."""
NEVER, BEYOND = "never", "beyond"

SENTENCES = {
    "reached": gettext_noop("{target}\u00a0% is reached: the trend of {first}–{last} is at {base}\u00a0% in {last}."),
    "not_on_trend": gettext_noop(
        "If the pace of {first}–{last} continues, {target}\u00a0% is not reached on the current trend."
    ),
    "on_trend": gettext_noop(
        "If the pace of {first}–{last} continues, {target}\u00a0% is reached in {year} (range: {earliest}–{latest})."
    ),
    "on_trend_long": gettext_noop(
        "If the pace of {first}–{last} continues, {target}\u00a0% is reached in {year}"
        " (range: {earliest} to more than 100 years)."
    ),
    "open_ended": gettext_noop(
        "If the pace of {first}–{last} continues, {target}\u00a0% is reached in {year} or never"
        " (at the earliest {earliest})."
    ),
    "beyond": gettext_noop("If the pace of {first}–{last} continues, {target}\u00a0% takes more than 100 years."),
    "beyond_or_never": gettext_noop(
        "If the pace of {first}–{last} continues, {target}\u00a0% takes more than 100 years or is never reached."
    ),
}
RISING = gettext_noop("Pace of {first}–{last}: {points} points more a year.")
FALLING = gettext_noop("Pace of {first}–{last}: {points} points fewer a year.")
LEVEL = gettext_noop("Pace of {first}–{last}: no change.")
LEFT_OUT = gettext_noop("Years not used, because fewer than 10 women and men or under 70 % are recorded: {years}.")
OTHER_SIDE = gettext_noop(
    "The figure for {last} alone is {share}\u00a0%, but one year off the line does not decide it."
)
TOO_FEW = gettext_noop(
    "No projection: it needs five years with at least 10 women and men and 70 % recorded; so far there are {years}."
)
REQUIRED = gettext_noop(
    "Reaching {target}\u00a0% by {by} needs {required} more points a year; the pace of {first}–{last} is {actual}."
)
DATED_REACHED = gettext_noop("{target}\u00a0% by {by} is reached already.")


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series: everyone of that year pooled."""

    year: int
    counts: Counts

    @property
    def bears_a_share(self) -> bool:
        """Whether a percentage is given for it at all, and it could be held against a target."""
        known = self.counts.known
        return known >= SMALL and Fraction(known, self.counts.total) >= NO_BAND_COVERAGE

    @property
    def share(self) -> Fraction:
        """Women / (women + men); raises ZeroDivisionError where nobody is known."""
        return Fraction(self.counts.women, self.counts.known)


@dataclass(frozen=True, slots=True)
class Projection:
    """A line through yearly shares and where it meets the target. Shares and slopes are of 1, slopes a year.

    ``status``: reached · on_trend · open_ended (the low slope never gets there) · beyond (more than 100 years) ·
    not_on_trend (slope ≤ 0). ``reached_in`` is a year only when on_trend or open_ended; ``reached_earliest`` from the
    high slope, ``reached_latest`` from the low one: a year, ``beyond`` or ``never``. ``left_out``: years that bear no
    share.
    """

    target: Fraction
    points: tuple[Point, ...]
    left_out: tuple[int, ...]
    base: Fraction
    slope: Fraction
    low: Fraction
    high: Fraction
    status: str
    reached_in: int | None = None
    reached_earliest: int | None = None
    reached_latest: int | Literal["beyond", "never"] | None = None

    @property
    def first_year(self) -> int:
        return self.points[0].year

    @property
    def last_year(self) -> int:
        return self.points[-1].year

    def fitted(self, year: int) -> Fraction:
        """The value of the line in a year: for drawing it."""
        return self.base + self.slope * (year - self.last_year)

    @property
    def sentence(self) -> Sentence:
        """The one sentence of the projection; it always says on which years' pace it rests."""
        text = self.status
        if self.status == "on_trend" and self.reached_latest == BEYOND:
            text = "on_trend_long"
        if self.status == "beyond" and self.reached_latest == NEVER:
            text = "beyond_or_never"
        params = {
            "year": str(self.reached_in),
            "earliest": str(self.reached_earliest),
            "latest": str(self.reached_latest),
            "base": self._percent(self.base),
        }
        return Sentence(SENTENCES[text], self._named() | params)

    @property
    def pace(self) -> Sentence:
        """The slope in points a year."""
        text = RISING if self.slope > 0 else FALLING if self.slope < 0 else LEVEL
        return Sentence(text, self._named() | {"points": _points(abs(self.slope))})

    @property
    def caveats(self) -> list[Sentence]:
        """What has to stand beside the sentence: years left out, and a last figure on the other side of the target."""
        found = []
        share = self.points[-1].share
        if (share >= self.target) != (self.base >= self.target):
            found.append(Sentence(OTHER_SIDE, self._named() | {"share": self._percent(share)}))
        if self.left_out:
            found.append(Sentence(LEFT_OUT, {"years": ", ".join(map(str, self.left_out))}))
        return found

    def _named(self) -> dict[str, object]:
        return {"first": str(self.first_year), "last": str(self.last_year), "target": percent_of(self.target)}

    def _percent(self, share: Fraction) -> object:
        """At the precision that the last year's base bears."""
        return rounded(share * 100, decimals_for(self.points[-1].counts.known) or 0)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a dated goal asks each year beside what the years brought, in points of 1; ``sentence`` says both."""

    by_year: int
    required: Fraction
    actual: Fraction
    sentence: Sentence

    @property
    def enough(self) -> bool:
        return self.actual >= self.required


def projection(points: Iterable[Point], target: Fraction = HALF) -> Projection | None:
    """The projection of a yearly series; ``None`` with fewer than five years that bear a share (``no_projection`` says
    so in words). Raises ValueError when a year comes twice: its meetings have to be pooled first."""
    every = sorted(points, key=lambda point: point.year)
    if len({point.year for point in every}) < len(every):
        raise ValueError("a year comes twice")
    used = tuple(point for point in every if point.bears_a_share)
    if len(used) < FEWEST:
        return None
    slope, base, error = _line(used)
    margin = Fraction(t_975(len(used) - 2) * error)
    left_out = tuple(point.year for point in every if not point.bears_a_share)
    found = Projection(target, used, left_out, base, slope, slope - margin, slope + margin, "not_on_trend")
    return _judged(found)


def no_projection(points: Iterable[Point]) -> Sentence:
    """Why there is no projection."""
    return Sentence(TOO_FEW, {"years": sum(point.bears_a_share for point in points)})


def required_pace(found: Projection, by_year: int) -> Pace | None:
    """Points a year from the last year's fitted value on to reach the target by ``by_year``, beside the actual pace;
    ``None`` where that year is not after the last one of the series."""
    if by_year <= found.last_year:
        return None
    required = max(Fraction(0), (found.target - found.base) / (by_year - found.last_year))
    named = found._named() | {"by": str(by_year)}
    if not required:
        return Pace(by_year, required, found.slope, Sentence(DATED_REACHED, named))
    said = {"required": _points(required), "actual": _points(found.slope)}
    return Pace(by_year, required, found.slope, Sentence(REQUIRED, named | said))


def percent_of(target: Fraction) -> object:
    """A target in per cent: whole where it is whole."""
    return rounded(target * 100, 0 if (target * 100).denominator == 1 else 1)


@lru_cache
def t_975(freedom: int) -> float:
    """The 0.975 quantile of Student's t with ``freedom`` ≥ 1 degrees: 12.706, 4.303, 3.182, … 1.960.

    The distribution function has a finite series for whole degrees of freedom (Abramowitz and Stegun 26.7.3, 26.7.4);
    it is inverted by bisection of the angle whose tangent is t / √freedom.
    """
    low, high = 0.0, math.pi / 2
    for _step in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < 0.95 else (low, middle)
    return math.tan(low) * math.sqrt(freedom)


def _within(angle: float, freedom: int) -> float:
    """Probability of |t| ≤ √freedom · tan(angle)."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    added = term if freedom > 1 else 0.0
    for number in range(3 if odd else 2, freedom - 1, 2):
        term *= cosine * cosine * (number - 1) / number
        added += term
    return (2 / math.pi) * (angle + sine * added) if odd else sine * added


def _line(points: Sequence[Point]) -> tuple[Fraction, Fraction, float]:
    """Slope, fitted value of the last year and standard error of the slope, by least squares."""
    number = len(points)
    mean_year = Fraction(sum(point.year for point in points), number)
    mean_share = sum((point.share for point in points), Fraction(0)) / number
    spread = sum(((point.year - mean_year) ** 2 for point in points), Fraction(0))
    slope = sum(((p.year - mean_year) * (p.share - mean_share) for p in points), Fraction(0)) / spread
    residues = sum(((p.share - mean_share - slope * (p.year - mean_year)) ** 2 for p in points), Fraction(0))
    return slope, mean_share + slope * (points[-1].year - mean_year), math.sqrt(residues / (number - 2) / spread)


def _judged(found: Projection) -> Projection:
    """Give a line its status and years."""
    if found.base >= found.target:
        return replace(found, status="reached")
    if found.slope <= 0:
        return found
    year, earliest, latest = (_year(found, slope) for slope in (found.slope, found.high, found.low))
    status = "beyond" if year == BEYOND else "open_ended" if latest == NEVER else "on_trend"
    return replace(
        found,
        status=status,
        reached_in=year if isinstance(year, int) else None,
        reached_earliest=earliest if isinstance(earliest, int) else None,
        reached_latest=latest,
    )


def _year(found: Projection, slope: Fraction) -> int | Literal["beyond", "never"]:
    """The first year in which a line from the base reaches the target."""
    if slope <= 0:
        return "never"
    years = (found.target - found.base) / slope
    return "beyond" if years > HORIZON else found.last_year + ceiling(years)


def _points(slope: Fraction) -> object:
    """Points a year: one decimal, two where one would say none."""
    once = rounded(slope * 100, 1)
    return once if once or not slope else rounded(slope * 100, 2)
