"""The overview: a period's figures, where they differ, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from meetings.rights import Account
from reports.counting.dimensions import FILTERS
from reports.counting.narrowing import Years, during, in_category
from reports.counting.scope import ALL, Scope
from reports.dashboards import quotes
from reports.dashboards.benchmarks import BENCHMARKS
from reports.dashboards.permitted import population_for
from reports.dashboards.quotes import Quote
from reports.dashboards.sections import Section, section, section_over_time, shares_of
from reports.measures.bands import BALANCED
from reports.panel_results import FlaggedPanel
from reports.presentation import sentences
from reports.presentation.charts import shares_by_group
from reports.presentation.dates import years_text
from reports.presentation.tables import Link
from reports.results import whole
from reports.scope_results import meetings_with_people
from reports.series import YearSeries, by_year, changes_since_last, since_year_before
from reports.words import said


class Overview:
    """Everything in reach of the person (``ever``), and the part of it in the years asked for (``now``).

    Without years the latest in which somebody took part.
    """

    def __init__(self, scope: Scope, user: Account) -> None:
        self.ever = population_for(user, replace(scope, years=None))
        self.years_held = sorted({meeting.start.year for meeting in meetings_with_people(self.ever)})
        latest = self.years_held[-1] if self.years_held else 0
        self.years: Years = scope.years or (latest, latest)
        self.now = during(self.ever, self.years)

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
            section("meeting_size", self.now, self._meetings_of("meeting_size")),
            section("regional_group", self.now, self._meetings_of("regional_group"), chart=True),
            section("category", everyone),
            section("area", self.now, self._meetings_of("area")),
        ]

    def trend(self) -> Section:
        """Year by year, of the forums alone that met in every year; where none did, of all of them, and said so."""
        yearly = by_year(self.ever, constant=True)
        if not yearly.points:
            yearly = by_year(self.ever, constant=False)
        in_time = section_over_time("year", yearly.people)
        in_time["heading"] = _("Year by year")
        in_time["notes"] = [note for note in (_panel(yearly), self._pace(yearly)) if note]
        return in_time

    def changes(self) -> list[dict[str, Any]]:
        """The last session of each forum beside the one before."""
        return [
            {
                "forum": one.name,
                "url": reverse("reports:forum", args=[one.code]),
                "session": one.latest,
                "before": one.previous,
                "sentence": one.text,
            }
            for one in changes_since_last(self.ever)
        ]

    def forums(self) -> Section:
        """Forums side by side, each against the band."""
        side_by_side = section("forum", self.now, lambda code: reverse("reports:forum", args=[code]))
        side_by_side["heading"] = _("Forums, side by side")
        low, high = int(BALANCED.floor * 100), int((1 - BALANCED.floor) * 100)
        shares = shares_of(side_by_side["results"])
        side_by_side["chart"] = shares_by_group(
            shares, _("Share of women"), band=(low, high), mirrored=get_language_bidi()
        )
        words = {"band": _(BALANCED.name), "source": _(BALANCED.source)}
        side_by_side["notes"] = [_("The grey field is the band “%(band)s” (%(source)s).") % words]
        return side_by_side

    def _pace(self, yearly: YearSeries) -> str:
        """When half would be reached if the pace went on, or why nothing is said of it. A pace is one of the same
        forums in every year; and of a single State none is told."""
        if not yearly.constant or sentences.names_a_state(self.now):
            return ""
        trend = yearly.trend()
        return said(trend.sentence) if trend else yearly.no_trend()

    def _meetings_of(self, key: str) -> Link:
        """From a group of a disaggregation to the meetings it stands in, counted as here."""

        def address(group: str) -> str:
            asked = dict(self.scope.only) | {key: group}
            scope = replace(self.scope, only=tuple((name, asked[name]) for name in FILTERS if name in asked))
            return f"{reverse('reports:explore')}?{scope.query(by='meeting')}"

        return address


def _panel(yearly: YearSeries) -> str:
    """Which forums are compared, and which are left out because they did not meet in every year."""
    kept, left = (", ".join(names) for names in (_names(yearly.forums), [one.name for one in yearly.left_out]))
    if not yearly.constant:
        return _("All forums: no forum met in every year, so the years are not comparable, and no pace is computed.")
    if not left:
        return _("The same forums in every year: %(kept)s.") % {"kept": kept}
    return _("The same forums in every year: %(kept)s. Left out: %(left)s.") % {"kept": kept, "left": left}


def _names(forums: Sequence[tuple[str, str]]) -> list[str]:
    return [name for _code, name in forums]


def benchmarks() -> list[dict[str, str]]:
    """Figures of the field, in the language of the page."""
    return [
        {"about": _(one.about), "share": _(one.share), "source": _(one.source), "differs": _(one.differs)}
        for one in BENCHMARKS
    ]
