"""Results about the office's own staff: people of each level on one day, how many must still come, and how fast.

All in people and exact fractions. The band is that of the setting ``PARITY_STAFF_FLOOR``, its day that of
``PARITY_STAFF_GOAL``; the rules are those of measures.md, *Staff*. Only days that somebody locked count.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from reports.measures import staffing
from reports.measures.projection import Point, Projection, projection
from reports.measures.selection import selection_ratio
from reports.measures.staffing import Appointments, DatedCounts, StaffPace, Turnover
from reports.measures.tally import Counts
from reports.measures.wording import share_in_words
from reports.practice_results.counted import people_of
from reports.words import said
from staff.levels import levels
from staff.models import HalfYear, Movement, Snapshot, StaffCount
from staff.vocabulary import COMING, IN_THE_SHARE, LEAVING, ScopeRule, StaffBand, StaffCategory, Stage

YEAR = datetime.timedelta(days=366)
NUMBERS = ("women", "men", "another", "not_recorded")
SNAPSHOT = ("pk", "as_of", "scope", "source", "classification", "entered_by_id", "locked_at", "demonstration")
"""What is read of a day beside its counts."""
DIMENSIONS = ("level", "category", "unit")
"""What staff are divided by."""


def floor() -> Fraction:
    """The lowest share of women, and of men, that is in the band."""
    return Fraction(settings.PARITY_STAFF_FLOOR, 100)


def goal() -> datetime.date:
    """The day by which every level is to be in its band."""
    return settings.PARITY_STAFF_GOAL


@dataclass(frozen=True, slots=True)
class StaffScope:
    """Whose posts are asked for; empty: all. Without a contract: appointments of one year or more."""

    category: str = ""
    contract: str = ""
    location: str = ""
    unit: str = ""

    @property
    def whole_levels(self) -> bool:
        """Whether levels are asked for as a whole, as movements and the plan are about them."""
        return not (self.contract or self.location or self.unit)

    def among(self, rows: QuerySet[StaffCount]) -> QuerySet[StaffCount]:
        """The rows that are asked for."""
        asked: dict[str, Any] = {"contract__in": [self.contract] if self.contract else IN_THE_SHARE}
        asked |= {name: value for name in ("category", "location", "unit") if (value := getattr(self, name))}
        return rows.filter(**asked)


@dataclass(frozen=True, slots=True)
class LevelResult:
    """A level on the day: its people, their position (a key of ``measures.staffing.position``), what the plan brings
    until the goal, and the level on the days before in the same classification, oldest first, today last."""

    level: str
    counts: Counts
    position: str
    turnover: Turnover | None = None
    days: list[DatedCounts] = field(default_factory=list)

    @property
    def men_below(self) -> bool:
        return self.position == staffing.MEN_BELOW

    @property
    def needed(self) -> int:
        """People of the gender that is too few who are needed in the place of others; 0 in the band."""
        if self.position not in (staffing.WOMEN_BELOW, staffing.MEN_BELOW):
            return 0
        counts = self.counts.exchanged() if self.men_below else self.counts
        return staffing.women_needed(counts, floor()).replacing

    @property
    def leaves_more_than_there_are(self) -> bool:
        """Whether the plan lets more women or men leave than the level has: then nothing follows from it."""
        left = self.turnover
        return left is not None and (left.women > self.counts.women or left.men > self.counts.men)

    @property
    def appointments(self) -> Appointments | None:
        """Of the posts that are filled until the goal, how many the gender needs that is too few (in the band: women);
        None without a plan, or where nothing follows from it."""
        if self.turnover is None or self.leaves_more_than_there_are:
            return None
        counts, left = self.counts, self.turnover
        if self.men_below:
            counts, left = counts.exchanged(), Turnover(left.men, left.women, left.posts)
        return staffing.required_appointments(counts, left, floor())

    @property
    def pace(self) -> StaffPace | None:
        return staffing.pace(self.days, goal(), floor())

    @property
    def projection(self) -> Projection | None:
        """From five years on that bear a share, for the gender that is too few; its last day stands for a year."""
        by_year = {one.day.year: one.counts for one in self.days}
        points = [
            Point(year, counts.exchanged() if self.men_below else counts) for year, counts in sorted(by_year.items())
        ]
        return projection(points, floor())

    @property
    def text(self) -> str:
        """The share of women with its base; counts alone below ten."""
        return said(share_in_words(self.counts.women, self.counts.known))


@dataclass(frozen=True, slots=True)
class GroupResult:
    """All of one category or unit on the day."""

    key: str
    label: str
    counts: Counts
    position: str

    @property
    def text(self) -> str:
        return said(share_in_words(self.counts.women, self.counts.known))


@dataclass(frozen=True, slots=True)
class YearOfMovements:
    """Who came to a level and who left it in the year that ends on the day; ``ratio``: the selection ratio of
    appointments, None where there is none."""

    level: str
    came: Counts
    left: Counts
    ratio: Fraction | None


class StaffResults:
    """Staff on one day that was locked, with the days before it; ``day`` is None where no day is."""

    def __init__(
        self,
        on: datetime.date | None = None,
        scope: StaffScope | None = None,
        every: Iterable[Snapshot] | None = None,
        at_levels: dict[tuple[Any, ...], Counts] | None = None,
    ) -> None:
        self.scope, self._at_levels = scope or StaffScope(), at_levels
        every = Snapshot.objects.exclude(locked_at=None).order_by("as_of") if every is None else every
        by_day = {one.as_of: one for one in every if one.scope != ScopeRule.ONE_YEAR_OR_MORE}
        by_day |= {one.as_of: one for one in every if one.scope == ScopeRule.ONE_YEAR_OR_MORE}
        self.every = [by_day[day] for day in sorted(by_day)]
        until = [one for one in self.every if on is None or one.as_of <= on]
        self.day: Snapshot | None = until[-1] if until else None
        self.series = [one for one in until if self.day and one.classification == self.day.classification]
        self.other_classification = [one for one in until if one not in self.series]

    def by_level(self, *, planned: bool = True) -> list[LevelResult]:
        """The levels that have somebody on the day, the highest first; two queries, with ``planned`` one more."""
        if self.day is None:
            return []
        counted = self._counted("level", "snapshot_id") if self._at_levels is None else self._at_levels
        dated: dict[str, list[DatedCounts]] = defaultdict(list)
        for one in self.series:
            for (level, pk), counts in counted.items():
                if pk == one.pk:
                    dated[level].append(DatedCounts(one.as_of, counts))
        ahead = self._planned() if planned and self.scope.whole_levels else {}
        found = ((level, days[-1].counts) for level, days in dated.items() if days[-1].day == self.day.as_of)
        return [
            LevelResult(level, counts, staffing.position(counts, floor()), ahead.get(level), dated[level])
            for level, counts in sorted(found, key=lambda one: _rank(one[0]))
        ]

    def by(self, dimension: str) -> list[GroupResult]:
        """Groups of the day by category or unit, or its levels as groups."""
        if self.day is None:
            return []
        counted = self._counted(dimension, of=[self.day])
        labels = {value: str(label) for value, label in StaffCategory.choices} if dimension == "category" else {}
        order = sorted(counted, key=lambda key: _rank(key[0]) if dimension == "level" else (0, key[0]))
        return [
            GroupResult(key, labels.get(key, key), counted[key,], staffing.position(counted[key,], floor()))
            for (key,) in order
        ]

    def in_parts(self, dimension: str) -> dict[str, list[LevelResult]]:
        """The levels of each unit or category on the day."""
        if self.day is None:
            return {}
        parts: dict[str, list[LevelResult]] = defaultdict(list)
        for (part, level), counts in self._counted(dimension, "level", of=[self.day]).items():
            parts[part].append(LevelResult(level, counts, staffing.position(counts, floor())))
        return {part: sorted(found, key=lambda one: _rank(one.level)) for part, found in sorted(parts.items())}

    def movements(self) -> list[YearOfMovements]:
        """Levels to which somebody came, or that somebody left, in the year until the day."""
        if self.day is None or not self.scope.whole_levels:
            return []
        rows = list(Movement.objects.filter(last_day__lte=self.day.as_of, last_day__gt=self.day.as_of - YEAR))
        found = []
        for level in sorted({row.level for row in rows}, key=_rank):
            here = [row for row in rows if row.level == level and self._of_category(level)]
            came = _sum(row for row in here if row.kind in COMING and not row.stage)
            left = _sum(row for row in here if row.kind in LEAVING)
            applied = _sum(row for row in here if row.stage == Stage.APPLIED)
            selected = _sum(row for row in here if row.stage == Stage.SELECTED)
            if here:
                found.append(YearOfMovements(level, came, left, selection_ratio(applied, selected)))
        return found

    def _of_category(self, level: str) -> bool:
        known = levels().get(level)
        return not self.scope.category or (known is not None and known.category == self.scope.category)

    def _counted(self, *names: str, of: Iterable[Snapshot] | None = None) -> dict[tuple[Any, ...], Counts]:
        """People by these fields, in one query."""
        days = [one.pk for one in (self.series if of is None else of)]
        rows = self.scope.among(StaffCount.objects.filter(snapshot__in=days)).order_by()
        sums = rows.values_list(*names).annotate(*(Sum(name) for name in NUMBERS))
        return {tuple(row[: len(names)]): Counts(*row[len(names) :]) for row in sums}

    def _planned(self) -> dict[str, Turnover]:
        """What half-years that begin after the day bring until the goal."""
        assert self.day
        rows = HalfYear.objects.filter(begins__gt=self.day.as_of, begins__lte=goal()).values_list("level")
        sums = rows.order_by().annotate(Sum("retiring_women"), Sum("retiring_men"), Sum("vacancies"))
        return {level: Turnover(women, men, posts) for level, women, men, posts in sums}


@dataclass(frozen=True, slots=True)
class StaffAtOnce:
    """Staff on the newest locked day, days that wait for a lock, and whether anything is planned until the goal."""

    results: StaffResults
    waiting: list[Snapshot]
    planned: bool


def staff_at_once() -> StaffAtOnce:
    """All of it in one query, as the overview needs it."""
    ahead = HalfYear.objects.filter(begins__gt=OuterRef("as_of"), begins__lte=goal()).order_by()
    of_level = Snapshot.objects.order_by().annotate(planned=Exists(ahead), level=F("counts__level"))
    people = {name: Sum(f"counts__{name}", filter=Q(counts__contract__in=IN_THE_SHARE)) for name in NUMBERS}
    days: dict[int, tuple[Snapshot, bool]] = {}
    counted: dict[tuple[Any, ...], Counts] = {}
    for row in of_level.values_list(*SNAPSHOT, "planned", "level").annotate(**people):
        head, (planned, level, *numbers) = dict(zip(SNAPSHOT, row, strict=False)), row[len(SNAPSHOT) :]
        days.setdefault(head["pk"], (Snapshot(**head), planned))
        if None not in numbers:
            counted[level, head["pk"]] = Counts(*numbers)
    every = sorted((day for day, _planned in days.values()), key=lambda one: one.as_of)
    results = StaffResults(every=[one for one in every if one.locked_at], at_levels=counted)
    waiting = [one for one in every if not one.locked_at]
    return StaffAtOnce(results, waiting, planned=bool(results.day and days[results.day.pk][1]))


def by_band(until: datetime.date, *, invented: bool) -> dict[datetime.date, dict[str, Counts]]:
    """Staff by band on the last locked day of each year that is not after ``until``; appointments of one year or more.
    Two queries."""
    every = Snapshot.objects.exclude(locked_at=None).filter(
        as_of__lte=until, demonstration=invented, scope=ScopeRule.ONE_YEAR_OR_MORE
    )
    last = {one.as_of.year: one for one in every.order_by("as_of")}
    days = {one.pk: one.as_of for one in last.values()}
    rows = StaffCount.objects.filter(snapshot__in=days, contract__in=IN_THE_SHARE).order_by()
    found: dict[datetime.date, dict[str, Counts]] = {
        day: {band: Counts() for band in StaffBand.values} for day in sorted(days.values())
    }
    for pk, level, *numbers in rows.values_list("snapshot_id", "level").annotate(*(Sum(name) for name in NUMBERS)):
        band = levels()[level].band
        found[days[pk]][band] += Counts(*numbers)
    return {day: {band: counts for band, counts in bands.items() if counts.total} for day, bands in found.items()}


def _sum(rows: Iterable[Movement]) -> Counts:
    return sum(map(people_of, rows), Counts())


def _rank(level: str) -> tuple[int, str]:
    """The place of a level among all, the highest first; what the reference does not have comes last."""
    known = levels().get(level)
    return (known.rank if known else len(levels()) + 1, level)
