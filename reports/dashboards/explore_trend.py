"""The line of Explore over the years, where its figure is the share of women among those whom it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.measures.projection import Point
from reports.presentation.findings import of
from reports.presentation.marks import over_time
from reports.presentation.marks.over_time import Trend
from reports.results import Result
from reports.words import percent_text


@dataclass(frozen=True, slots=True)
class YearLine:
    """A trend without what lies ahead, with the words of its first and its last year."""

    title: str
    points: list[Point]
    chart: Trend

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
        words = {"title": self.title, "first": str(first.year), "was": self.first_text, "last": str(last.year)}
        return _("%(title)s by year: %(was)s in %(first)s, %(share)s in %(last)s.") % (
            words | {"share": self.last_text}
        )


def year_line(title: str, rows: Sequence[Result]) -> YearLine | None:
    """The line through the results of a dimension of years; none below two years that bear a percentage, and none where
    the figure is another one than the share of women."""
    if not rows or rows[0].metric.unit != "share" or any(row.value.value != row.share.value for row in rows):
        return None
    points = over_time.drawable([Point(int(row.key), row.counts) for row in rows])
    chart = over_time.trend(points, None, None, height=280)
    return YearLine(title, points, chart) if chart else None


def _percent(point: Point) -> str:
    return percent_text(point.share, point.counts.known)
