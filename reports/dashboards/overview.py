"""The overview: four practices, the trend, what changed, forums side by side, and of which year all of that is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.rights import Account
from reports.counting.dimensions import FILTERS
from reports.counting.narrowing import Years, during, in_category, of_forum
from reports.counting.scope import ALL, Scope
from reports.dashboards import quotes
from reports.dashboards.permitted import population_for
from reports.dashboards.quotes import Quote
from reports.dashboards.sections import Section, section
from reports.dashboards.side_by_side import SideBySide
from reports.dashboards.trend_figure import TrendFigure, trend_figure
from reports.measures.full_years import MeetingYear, SoFar, full_year, so_far
from reports.measures.projection import Point
from reports.practice_results.panels import FlaggedPanel
from reports.presentation import sentences
from reports.presentation.dates import years_text
from reports.presentation.findings import Moved, moved
from reports.presentation.tables import Link
from reports.results import whole
from reports.scope_results import forums_with_people, meetings_with_people
from reports.series import YearSeries, by_year, since_year_before


class Overview:
    """Everything in reach of the person (``ever``), the part of it in the years asked for (``now``), and that up to the
    year that leads (``settled``): trend, changes and forums are of it, so that an unfinished year moves none of them.

    Without years the one that ``full_years`` names.
    """

    def __init__(self, scope: Scope, user: Account, today: datetime.date | None = None) -> None:
        everywhere = population_for(user, replace(scope, years=None, forum=""))
        self.forums_met = forums_with_people(everywhere)
        self.ever = of_forum(everywhere, scope.forum) if scope.forum else everywhere
        self.today = today or datetime.datetime.now(datetime.UTC).date()
        meetings = meetings_with_people(self.ever)
        self.years_held = sorted({meeting.start.year for meeting in meetings})
        found = [MeetingYear(one.forum_id, one.start.year, bool(one.locked_at)) for one in meetings]
        self.leading = full_year(found, self.today.year)
        self.years: Years = scope.years or (self.leading, self.leading)
        self.so_far: list[SoFar] = so_far(found, self.leading)
        self.now = during(self.ever, self.years)
        over = self.years[1] if self.years[1] < self.today.year else 0
        self.until = max(self.leading, over)
        self.settled = during(self.ever, (self.years_held[0] if self.years_held else 0, self.until))

    @property
    def scope(self) -> Scope:
        return self.now.scope

    @property
    def period(self) -> str:
        """The years in words: 2026, or 2019–2026."""
        return years_text(self.years)

    def lead(self) -> str:
        """How much the figures below rest on."""
        meetings = meetings_with_people(self.now)
        forums = {meeting.forum_id for meeting in meetings}
        people = whole(self.now).counts.total
        numbers = {"meetings": len(meetings), "forums": len(forums), "people": people}
        words = {name: number_format(number) for name, number in numbers.items()} | {"period": self.period}
        counted = {
            "people": ngettext("%(people)s person", "%(people)s people", people) % words,
            "meetings": ngettext("%(meetings)s meeting", "%(meetings)s meetings", len(meetings)) % words,
            "forums": ngettext("%(forums)s forum", "%(forums)s forums", len(forums)) % words,
        }
        return _("%(period)s: %(people)s at %(meetings)s of %(forums)s.") % (words | counted)

    def sentences(self, panels: Sequence[FlaggedPanel] | None) -> list[Quote]:
        """Sentences to be quoted; beside the first what changed since the year before."""
        first, *others = quotes.every(self.now, panels)
        changed = self._since_year_before()
        return [replace(first, notes=[changed, *first.notes]) if changed else first, *others]

    def _since_year_before(self) -> str:
        """In people and points, on the forums of both years; of several years, or of a single State, nothing."""
        first, last = self.years
        if first != last or sentences.names_a_state(self.now):
            return ""
        changed = since_year_before(self.ever, last)
        words = {"year": str(last - 1), "change": changed}
        return _("Against %(year)s, in the forums that met in both years: %(change)s.") % words if changed else ""

    def sections(self) -> list[Section]:
        """The period by size of meeting, group, category and area; categories count everyone, not States alone."""
        everyone = in_category(self.now, ALL)
        return [
            self.forums(),
            section("meeting_size", self.now, self._meetings_of("meeting_size")),
            section("regional_group", self.now, self._meetings_of("regional_group")),
            section("category", everyone),
            section("area", self.now, self._meetings_of("area")),
        ]

    def not_leading(self) -> list[tuple[str, str]]:
        """The years after the one that leads, as they stand, with where they are shown: 2026 so far: 1 of 3 forums, not
        checked."""
        return [
            (_so_far_in_words(one, running=self.today.year), f"?{replace(self.scope, years=(one.year,) * 2).query()}")
            for one in self.so_far
        ]

    def moved(self) -> Moved | None:
        """The share of the year beside that of the year before, of the forums that met in both; of one year alone."""
        first, last = self.years
        if first != last or sentences.names_a_state(self.now):
            return None
        both = by_year(during(self.ever, (last - 1, last)), constant=True).points
        if [point.key for point in both] != [str(last - 1), str(last)]:
            return None
        return moved(both[0].counts, both[1].counts)

    @cached_property
    def yearly(self) -> YearSeries:
        """Year by year, of the forums alone that met in every year; where none did, of all of them."""
        constant = by_year(self.settled, constant=True)
        return constant if constant.points else by_year(self.settled, constant=False)

    @property
    def points(self) -> list[Point]:
        return [Point(int(one.key), one.counts) for one in self.yearly.points]

    def trend(self) -> TrendFigure:
        return trend_figure(self.yearly)

    def side_by_side(self) -> SideBySide:
        return SideBySide(self.settled, self.until)

    def forums(self) -> Section:
        """Forums side by side in the period, as a table."""
        side_by_side = section("forum", self.now, lambda code: reverse("reports:forum", args=[code]))
        side_by_side["heading"] = _("Forums, side by side")
        return side_by_side

    def _meetings_of(self, key: str) -> Link:
        """From a group of a disaggregation to the meetings it stands in, counted as here."""

        def address(group: str) -> str:
            asked = dict(self.scope.only) | {key: group}
            scope = replace(self.scope, only=tuple((name, asked[name]) for name in FILTERS if name in asked))
            return f"{reverse('reports:explore')}?{scope.query(by='meeting')}"

        return address


def _so_far_in_words(one: SoFar, running: int) -> str:
    words = {"year": str(one.year), "met": number_format(one.met), "of": number_format(one.of)}
    words["checked"] = number_format(one.checked)
    met = ngettext("%(met)s of %(of)s forum", "%(met)s of %(of)s forums", one.of) % words
    words["met"] = met
    if one.checked:
        state = _("%(met)s, %(checked)s of them checked") % words
    else:
        state = _("%(met)s, not checked") % words
    words["state"] = state
    return (_("%(year)s so far: %(state)s") if one.year >= running else _("%(year)s: %(state)s")) % words
