"""Forums beside each other: over the years on one scale, and as a grid of forum by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.counting.population import Population
from reports.measures.projection import Point
from reports.measures.tally import Counts, OneGender
from reports.measures.wording import SMALL, percentage
from reports.presentation.dates import from_to
from reports.presentation.findings import of
from reports.presentation.marks import bars, heat, over_time
from reports.presentation.marks.bars import Columns
from reports.presentation.marks.over_time import Line
from reports.results import by_forum_and_year, one_gender_by_forum_and_year
from reports.scope_results import forums_with_people
from reports.series import HEADS
from reports.words import percent_text

ForumYear = tuple[str, int]
FORUMS, YEARS = 6, 10
"""Forums drawn, and years of the grid, at most: the rest is in the table and in Explore."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A share in a grid: its text and base, how dark, and whether fewer than nine in ten are recorded."""

    text: str
    base: str
    step: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One small line with the last value in words; without a line the counts alone. ``year`` is that of the value."""

    line: Line | None
    text: str
    base: str
    year: int


@dataclass(frozen=True, slots=True)
class OneGenderPanel:
    """Delegations of one gender over the years, and in the last year of them: of how many, men only, women only."""

    columns: Columns
    year: int
    number: int
    of: int
    men: int
    women: int


@dataclass(frozen=True, slots=True)
class Row:
    """One forum: whom it counts in the last year, its lines, its cells in the grid by year.

    ``scale`` is that of all lines, such as 10–60; empty where none is drawn. ``heads_alone``: whoever comes is the only
    member of a delegation, so that heads are participants again.
    """

    code: str
    name: str
    url: str
    people: int
    scale: str
    participants: Panel
    heads: Panel | None
    heads_alone: bool
    one_gender: OneGenderPanel | None
    cells: list[Cell | None]
    head_cells: list[Cell | None]


class SideBySide:
    """The forums of a scope up to a year: those drawn, in the order of the alphabet, and what all of them are."""

    def __init__(self, people: Population, last: int) -> None:
        self.last = last
        self.names = dict(sorted(forums_with_people(people).items(), key=lambda pair: pair[1]))
        self._people, self._heads = by_forum_and_year(people), by_forum_and_year(people, HEADS)
        self.shown = self._largest()
        self._one_gender = one_gender_by_forum_and_year(people, self.shown)
        first = min((year for code, year in self._people if code in self.shown), default=last)
        self.first = first
        self.years = list(range(max(first, last - YEARS + 1), last + 1))
        self._scale = ""
        self.most = bars.most_of_one_gender(self._one_gender.values())

    @property
    def more(self) -> int:
        """Forums that are not drawn."""
        return len(self.names) - len(self.shown)

    @property
    def latest(self) -> list[Counts]:
        """Everyone in the last year, of each forum that met in it."""
        return [counts for (_code, year), counts in self._people.items() if year == self.last]

    def measured(self) -> Iterator[tuple[str, int, str, Counts]]:
        """Forum, year, whom (participants or heads of delegation) and their counts, of every forum, drawn or not."""
        for code in self.names:
            for year in sorted(self._of(self._people, code)):
                yield code, year, "participants", self._people[code, year]
                if (code, year) in self._heads:
                    yield code, year, "heads", self._heads[code, year]

    def of_one_gender(self, code: str, year: int) -> OneGender | None:
        """Delegations of one gender, two people or more, of a forum that is drawn."""
        return self._one_gender.get((code, year))

    def rows(self) -> list[Row]:
        tables = (self._people, self._heads)
        lines = over_time.panels([self._points(table, code) for table in tables for code in self.shown])
        planes = [one.plane for one in lines if one]
        self._scale = from_to(planes[0].low, planes[0].high) if planes else ""
        pairs = zip(lines[: len(self.shown)], lines[len(self.shown) :], strict=True)
        return [self._row(code, *pair) for code, pair in zip(self.shown, pairs, strict=True)]

    def _row(self, code: str, participants: Line | None, heads: Line | None) -> Row:
        panel = _panel(self._of(self._people, code), participants)
        assert panel is not None
        heads_alone = self._of(self._heads, code) == self._of(self._people, code)
        return Row(
            code=code,
            name=self.names[code],
            url=reverse("reports:forum", args=[code]),
            people=self._people.get((code, self.last), Counts()).total,
            scale=self._scale,
            participants=panel,
            heads=None if heads_alone else _panel(self._of(self._heads, code), heads),
            heads_alone=heads_alone,
            one_gender=self._columns(code),
            cells=[_cell(self._people.get((code, year))) for year in self.years],
            head_cells=[_cell(self._heads.get((code, year))) for year in self.years],
        )

    def _largest(self) -> list[str]:
        """The forums that are drawn: those of the last year first, the larger ones before the others."""

        def size(code: str) -> tuple[int, int]:
            found = self._of(self._people, code)
            return max(found), found[max(found)].total

        largest = sorted(self.names, key=size, reverse=True)[:FORUMS]
        return [code for code in self.names if code in largest]

    def _columns(self, code: str) -> OneGenderPanel | None:
        years = {year: one for (forum, year), one in self._one_gender.items() if forum == code and one.delegations}
        if not years:
            return None
        drawn = bars.columns(years, self.first, self.last, self.most)
        one = years[max(years)]
        number = one.all_men + one.all_women
        return OneGenderPanel(drawn, max(years), number, one.delegations, one.all_men, one.all_women)

    def _of(self, table: Mapping[ForumYear, Counts], code: str) -> dict[int, Counts]:
        return {year: counts for (forum, year), counts in table.items() if forum == code}

    def _points(self, table: Mapping[ForumYear, Counts], code: str) -> list[Point]:
        return [Point(year, counts) for year, counts in self._of(table, code).items()]


def _panel(years: Mapping[int, Counts], line: Line | None) -> Panel | None:
    if not years:
        return None
    year = max(years)
    text, base = _in_words(years[year])
    return Panel(line, text, base, year)


def _cell(counts: Counts | None) -> Cell | None:
    if counts is None:
        return None
    text, base = _in_words(counts)
    percent = percentage(Fraction(counts.women, counts.known), counts.known) if counts.known else None
    return Cell(text if percent is None else number_format(percent), base, heat.step(counts), heat.marked(counts))


def _in_words(counts: Counts) -> tuple[str, str]:
    """Share and base; below ten the base is the share, and of nobody known there is no value."""
    if not counts.known:
        return _("not recorded"), ""
    if counts.known < SMALL:
        return of(counts), ""
    return percent_text(Point(0, counts).share, counts.known), of(counts)
