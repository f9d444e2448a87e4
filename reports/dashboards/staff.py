"""What the pages of staff show: each level against its band, how many must still come, and how fast it moves."""

from __future__ import annotations

import datetime
from functools import cached_property

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.dashboards.staff_levels import PaceCard, band_text, goal_text, level_rows, pace_card, people_needed
from reports.measures import staffing
from reports.measures.tally import Counts
from reports.measures.wording import rounded, share_in_words
from reports.practice_results.staff import GroupResult, StaffResults, YearOfMovements, floor
from reports.presentation.dates import day_text
from reports.words import said
from staff.models import PlannedStep

CHARTS = 2
"""Levels whose pace is drawn: those that need most people."""
STEPS = 5
"""Planned steps that are shown, soonest first."""


class StaffPage:
    """Staff on one day: every level against its band, then all levels together, which can hide what each is."""

    def __init__(self, results: StaffResults) -> None:
        self.results = results
        self.levels = results.by_level()
        self.rows = level_rows(self.levels)
        self.moved = results.movements()
        self.steps = list(PlannedStep.objects.filter(done=None)[:STEPS]) if results.scope.whole_levels else []
        self.demo = any(one.demonstration for one in results.every)
        self.source, self.floor_source = results.day.source if results.day else "", settings.PARITY_STAFF_SOURCE
        self.band, self.goal = band_text(), goal_text()

    @property
    def day(self) -> str:
        return day_text(self.results.day.as_of) if self.results.day else ""

    @cached_property
    def counts(self) -> Counts:
        """All levels together: never shown alone."""
        return sum((one.counts for one in self.levels), Counts())

    @property
    def total_text(self) -> str:
        return said(share_in_words(self.counts.women, self.counts.known))

    def _named(self, position: str) -> list[str]:
        return [one.level for one in self.levels if one.position == position]

    @property
    def headline(self) -> str:
        """Whether it is even overall, and level by level: in bold, before the numbers."""
        apart = self._named(staffing.WOMEN_BELOW) + self._named(staffing.MEN_BELOW)
        whole = staffing.position(self.counts, floor())
        even = whole in (staffing.WITHIN, staffing.AS_EVEN)
        if not apart:
            return _("Even at every level that can be judged.")
        return _("Even overall, not level by level.") if even else _("Not even, overall or level by level.")

    @property
    def shares(self) -> str:
        """The share of all levels with its base, and at once the levels outside the band."""
        words = {"share": self.total_text, "unknown": number_format(self.counts.unknown)}
        parts = [_("Women are %(share)s; %(unknown)s not recorded.") % words]
        if women := self._named(staffing.WOMEN_BELOW):
            parts.append(_("Too few women at %(levels)s.") % {"levels": ", ".join(women)})
        if men := self._named(staffing.MEN_BELOW):
            parts.append(_("Too few men at %(levels)s.") % {"levels": ", ".join(men)})
        return " ".join(parts)

    @property
    def finding(self) -> str:
        """Whom the levels need, the largest need first."""
        lacking = sorted((one for one in self.levels if one.needed), key=lambda one: -one.needed)
        if not lacking:
            return _("No level needs anybody to be in the band")
        return "; ".join(
            _("%(level)s needs %(people)s") % {"level": one.level, "people": people_needed(one)} for one in lacking
        )

    @cached_property
    def cards(self) -> list[PaceCard]:
        """The pace of the levels that need most people and bear a share."""
        lacking = sorted((one for one in self.levels if one.needed), key=lambda one: -one.needed)
        return [card for one in lacking if (card := pace_card(one))][:CHARTS]

    @property
    def broken(self) -> str:
        """What is said where an earlier day has other levels."""
        if not self.results.other_classification:
            return ""
        last = max(one.as_of for one in self.results.other_classification)
        return _("Until %(day)s levels were classified otherwise: the series begins anew after it.") % {
            "day": day_text(last)
        }

    @property
    def hiring_or_leaving(self) -> str:
        """Women among those who came and among those who left in the year until the day."""
        came, left = (sum((getattr(one, way) for one in self.moved), Counts()) for way in ("came", "left"))
        if not came.total and not left.total:
            return ""
        return _("In the year until %(day)s women were %(came)s of those who came, and %(left)s of those who left.") % {
            "day": self.day,
            "came": said(share_in_words(came.women, came.known)),
            "left": said(share_in_words(left.women, left.known)),
        }

    def movement_rows(self) -> list[tuple[YearOfMovements, str, str, str]]:
        """Each level with who came, who left, and the selection ratio."""
        return [
            (
                one,
                said(share_in_words(one.came.women, one.came.known)) if one.came.total else "–",
                said(share_in_words(one.left.women, one.left.known)) if one.left.total else "–",
                "–" if one.ratio is None else number_format(rounded(one.ratio, 2)),
            )
            for one in self.moved
        ]

    def units(self) -> list[GroupResult]:
        return self.results.by("unit")


def parsed_day(text: str) -> datetime.date | None:
    """A day as an address writes it; nothing for any other text."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
