"""What is written in the chart of a trend, and said of it to who does not see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.measures.projection import HALF, Pace, Point, Projection, percent_of
from reports.measures.wording import rounded
from reports.presentation.findings import of
from reports.presentation.marks.over_time import Trend
from reports.words import percent_text, said


@dataclass(frozen=True)
class TrendWords:
    """A drawn trend with its words, for ``marks/trend.html``. ``points`` are the years drawn, oldest first."""

    points: list[Point]
    chart: Trend | None
    projection: Projection | None
    pace: Pace | None

    @property
    def first_text(self) -> str:
        return _percent(self.points[0])

    @property
    def last_text(self) -> str:
        return _percent(self.points[-1])

    @property
    def last_base(self) -> str:
        return of(self.points[-1].counts)

    @property
    def spoken(self) -> str:
        """What the chart shows, for who does not see it."""
        first, last = self.points[0], self.points[-1]
        words = {"first": str(first.year), "was": _percent(first), "last": str(last.year), "share": _percent(last)}
        told = [_("Share of women by year: %(was)s in %(first)s, %(share)s in %(last)s.") % words]
        if self.projection:
            told += [said(self.projection.sentence), *([said(self.pace.sentence)] if self.pace else [])]
        return " ".join(told)

    @property
    def needed_title(self) -> str:
        if self.pace is None or self.projection is None:
            return ""
        words = {"year": str(self.pace.by_year), "target": str(percent_of(self.projection.target))}
        half = self.projection.target == HALF
        return (_("Needed for half in %(year)s:") if half else _("Needed for %(target)s %% in %(year)s:")) % words

    @property
    def needed_text(self) -> str:
        points = number_format(rounded(self.pace.required * 100, 1)) if self.pace else ""
        return _("+%(points)s points a year") % {"points": points}

    @property
    def pace_title(self) -> str:
        same = self.chart is not None and self.chart.ahead.same
        return _("At today’s pace, as needed") if same else _("At today’s pace")

    @property
    def pace_text(self) -> str:
        found = self.projection
        if found is None:
            return ""
        words = {"year": str(found.reached_in), "first": str(found.reached_earliest), "last": str(found.reached_latest)}
        words["target"] = str(percent_of(found.target))
        half, other = _("half in %(year)s (%(first)s–%(last)s)"), _("%(target)s %% in %(year)s (%(first)s–%(last)s)")
        return (half if found.target == HALF else other) % words


def _percent(point: Point) -> str:
    return percent_text(point.share, point.counts.known)
