"""Shares over the years: lines that break where no meeting was, the range left open, a fan, the pace that is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reports.measures.bands import BALANCED
from reports.measures.formulas import Value, share_of_women
from reports.measures.projection import HALF, Pace, Point, Projection
from reports.measures.wording import SMALL, rounded
from reports.presentation.svg import Plane, limits, pixels

BAND = (int(BALANCED.floor * 100), int((1 - BALANCED.floor) * 100))
LONGEST_RANGE = 20
"""Years between the earliest and the latest year of a projection from which it is not drawn: too few years to tell."""
AHEAD = 5
"""Years after the last one that a fan is drawn for, at least."""
TICKS = 12
"""Years named below a line, at most."""
APART = 18
"""Pixels from one text to the next, from which they do not read as lines of one."""
BESIDE_FIRST = (*range(24, 18, -1), *range(25, 45), *range(-10, -45, -1), *range(45, 61))
"""Pixels from the first point down to where its value is written, the best first."""


@dataclass(frozen=True, slots=True)
class Dot:
    """The share of one year. ``range_y`` and ``range_height`` where it is alone: elsewhere a ribbon shows them."""

    year: int
    x: str
    y: str
    range_y: str = ""
    range_height: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Years on end: the path through them and the corners of the ribbon around it."""

    path: str
    ribbon: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line over the years on its plane. ``runs`` are of two years or more; ``half`` is the place of 50 per cent."""

    plane: Plane
    runs: list[Run]
    dots: list[Dot]
    half: str
    band_y: str
    band_height: str

    @property
    def field_height(self) -> int:
        return self.plane.bottom - self.plane.top

    @property
    def first(self) -> Dot:
        return self.dots[0]

    @property
    def label_y(self) -> str:
        """Where the value of the last year is written beside the line: near its dot, with room for its base below."""
        return pixels(min(max(float(self.last.y) + 4, 16), self.plane.bottom - 14))

    @property
    def base_y(self) -> str:
        return pixels(float(self.label_y) + 16)

    @property
    def last(self) -> Dot:
        return self.dots[-1]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies after the last year: the fan of the projection, its middle, and the line that a goal asks for.

    Empty strings are not drawn. ``same``: today's pace is the one needed, so that one line says both.
    """

    fan: str = ""
    pace: str = ""
    needed: str = ""
    goal_x: str = ""
    goal_y: str = ""
    pace_y: str = ""
    same: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """The chart of a trend: a line, what lies ahead, rulers and the years named below."""

    line: Line
    ahead: Ahead
    rulers: list[tuple[int, str]] = field(default_factory=list)
    years: list[tuple[int, str, bool]] = field(default_factory=list)
    """Year, place, whether a phone names it too."""
    unchecked: list[Dot] = field(default_factory=list)

    @property
    def first_down(self) -> int:
        """Pixels from the first point down to its value, clear of all that is written at that end of the chart."""
        plane, y = self.line.plane, float(self.line.first.y)
        taken = [float(place) + (14 if number == 0 else -5) for number, (_step, place) in enumerate(self.rulers)]
        taken += [float(self.line.half) - 6, float(self.line.band_y) + 14, plane.height - 8]
        inside = [down for down in BESIDE_FIRST if APART <= y + down < plane.height]
        return max(inside, key=lambda down: min(APART, *(abs(y + down - one) for one in taken)))


def drawable(points: Sequence[Point]) -> list[Point]:
    """The years that bear a percentage, oldest first; a base under ten is told in counts and is no point of a line."""
    return sorted((one for one in points if one.counts.known >= SMALL), key=lambda one: one.year)


def line(points: Sequence[Point], plane: Plane) -> Line | None:
    """Years on end are joined; ``None`` where no year bears a percentage."""
    shown = drawable(points)
    if not shown:
        return None
    groups = _on_end(shown)
    alone = {group[0].year for group in groups if len(group) == 1}
    dots = [_dot(one, plane, alone=one.year in alone) for one in shown]
    runs = [_run(group, plane) for group in groups if len(group) > 1]
    low, high = (plane.down(Fraction(end, 100)) for end in BAND)
    top, bottom = max(high, plane.top), min(low, plane.bottom)
    return Line(plane, runs, dots, plane.y(HALF), pixels(top), pixels(max(bottom - top, 0)))


def trend(
    points: Sequence[Point],
    projection: Projection | None,
    pace: Pace | None,
    *,
    height: int = 336,
    unchecked: Sequence[Point] = (),
) -> Trend | None:
    """The chart of a series and of what is said of its future; nothing where fewer than two years bear a percentage.

    ``unchecked``: later years beside the series, as hollow dots.
    """
    shown, beside = drawable(points), drawable(unchecked)
    if len(shown) < 2:
        return None
    last = max(one.year for one in (*shown, *beside))
    until = max(last + AHEAD, pace.by_year if pace else 0) if projection or pace else last
    shares = [end for one in (*shown, *beside) for end in _ends(share_of_women(one.counts))]
    low, high = limits(shares, *BAND)
    right = 92.75 if until > last else 94.0
    plane = Plane(shown[0].year, until, low, high, height, 28, height - 48, 5.8, right)
    drawn = line(shown, plane)
    assert drawn is not None
    rulers = [(step, plane.y(Fraction(step, 100))) for step in range(low, high + 1, 10)]
    hollow = [_dot(one, plane, alone=True) for one in beside]
    return Trend(
        drawn, _ahead(projection, pace, plane, until), rulers, _named_years([*shown, *beside], plane, pace), hollow
    )


def spark(points: Sequence[Point], *, height: int = 58) -> Line | None:
    """A small line without rulers; nothing below two years, which make no line."""
    shown = drawable(points)
    if len(shown) < 2:
        return None
    low, high = limits([end for one in shown for end in _ends(share_of_women(one.counts))], 50)
    return line(shown, Plane(shown[0].year, shown[-1].year, low, high, height, 6, height - 16, 3.0, 94.0))


def panels(series: Sequence[Sequence[Point]], *, height: int = 92) -> list[Line | None]:
    """Small multiples: one line each, all of them on the same years and the same scale."""
    return _on_one_plane(series, height, 8, height - 17, 2.0, 76.0)


def among(series: Sequence[Sequence[Point]], *, height: int = 50) -> list[Line | None]:
    """Lines to stand behind one another, one of them in front at a time: over the whole width, without rulers."""
    return _on_one_plane(series, height, 4, height - 4, 2.0, 97.0)


def drawn_ahead(projection: Projection | None) -> bool:
    """Whether a fan is drawn: where the target is reached in a year, within a range that tells something."""
    if projection is None or projection.status != "on_trend":
        return False
    earliest, latest = projection.reached_earliest, projection.reached_latest
    return isinstance(earliest, int) and isinstance(latest, int) and latest - earliest <= LONGEST_RANGE


def same_pace(pace: Pace | None) -> bool:
    """Whether what is needed and what is are one number as they are written."""
    return pace is not None and rounded(pace.required * 100, 1) == rounded(pace.actual * 100, 1)


def _on_one_plane(
    series: Sequence[Sequence[Point]], height: int, top: int, bottom: int, left: float, right: float
) -> list[Line | None]:
    """A line for each series, on the same years and the same scale; none where no year bears a percentage."""
    shown = [drawable(points) for points in series]
    every = [one for points in shown for one in points]
    if not every:
        return [None for _points in series]
    low, high = limits([end for one in every for end in _ends(share_of_women(one.counts))], *BAND)
    years = [one.year for one in every]
    plane = Plane(min(years), max(years), low, high, height, top, bottom, left, right)
    return [line(points, plane) for points in shown]


def _ahead(projection: Projection | None, pace: Pace | None, plane: Plane, until: int) -> Ahead:
    if projection is None:
        return Ahead()
    start, same = (projection.last_year, projection.base), same_pace(pace)
    drawn = drawn_ahead(projection)
    ends = [(until, projection.base + slope * (until - start[0])) for slope in (projection.high, projection.low)]
    middle = (until, projection.fitted(until))
    needed = pace is not None and pace.required > 0 and not same
    return Ahead(
        fan=plane.area([start, ends[0]], [start, ends[1]]) if drawn else "",
        pace=plane.line([start, _within(start, middle, plane)]) if drawn else "",
        needed=plane.line([start, (pace.by_year, projection.target)]) if needed and pace else "",
        goal_x=plane.x(pace.by_year) if pace else "",
        goal_y=plane.y(projection.target) if pace else "",
        pace_y=pixels(min(max(plane.down(middle[1]), plane.top), plane.bottom)),
        same=same and drawn,
    )


def _within(start: tuple[int, Fraction], end: tuple[int, Fraction], plane: Plane) -> tuple[int, Fraction]:
    """The end of a line, or the last year in which it is still on the plane."""
    high, slope = Fraction(plane.high, 100), (end[1] - start[1]) / (end[0] - start[0])
    if end[1] <= high or slope <= 0:
        return end
    year = start[0] + (high - start[1]) // slope
    return int(year), start[1] + slope * (int(year) - start[0])


def _named_years(shown: Sequence[Point], plane: Plane, pace: Pace | None) -> list[tuple[int, str, bool]]:
    years = [one.year for one in shown]
    step = -(-(plane.last - plane.first + 1) // TICKS)
    narrow = {years[0], years[-1], *({pace.by_year} if pace else ())}
    if len(years) > 4:
        narrow.add(years[len(years) // 2 - 1])
    named = {year for year in years if (years[-1] - year) % step == 0} | narrow
    if plane.last > years[-1] and all(abs(plane.last - year) > 1 for year in narrow):
        named.add(plane.last)
    return [(year, plane.x(year), year in narrow) for year in sorted(named)]


def _on_end(shown: Sequence[Point]) -> list[list[Point]]:
    """The years in groups without a gap."""
    groups: list[list[Point]] = []
    for one in shown:
        if groups and groups[-1][-1].year == one.year - 1:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _run(group: Sequence[Point], plane: Plane) -> Run:
    values = [(one.year, share_of_women(one.counts)) for one in group]
    path = plane.line([(year, _ends(value)[1]) for year, value in values])
    upper, lower = ([(year, _ends(value)[place]) for year, value in values] for place in (2, 0))
    return Run(path, plane.area(upper, lower))


def _dot(point: Point, plane: Plane, *, alone: bool) -> Dot:
    low, share, high = _ends(share_of_women(point.counts))
    x, y = plane.x(point.year), plane.y(share)
    if not alone or low == high:
        return Dot(point.year, x, y)
    top = plane.down(high)
    return Dot(point.year, x, y, pixels(top), pixels(plane.down(low) - top))


def _ends(value: Value) -> tuple[Fraction, Fraction, Fraction]:
    """Low, share, high of a value that has all of them."""
    low, share, high = value.low, value.value, value.high
    if low is None or share is None or high is None:
        raise ValueError("nobody is known")
    return low, share, high
