"""The public trend: women by year where the same forums met, from published numbers, and what lies ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.measures.projection import GOAL_YEAR, HALF, Point, no_projection, projection, required_pace
from reports.measures.tally import Counts, total
from reports.measures.trends import constant_panel
from reports.presentation.findings import pace_note, trend_finding
from reports.presentation.marks import over_time
from reports.presentation.trend_words import TrendWords
from reports.public.figures import BY_MEETING, BY_YEAR, counts_of, pooled_line, rows_of
from reports.public.leading import open_meetings
from reports.releases.published import Published, Row
from reports.words import said


@dataclass(frozen=True)
class Years(TrendWords):
    """A trend with what stands around it. ``every``: all its years, also those with too few people to be drawn;
    ``forums``: names of those that met in each of them, empty where none did."""

    finding: str
    about: str
    note: str
    every: list[Point]
    forums: list[str]

    @property
    def first_number(self) -> str:
        """The share of the first year without its sign, where one follows at once."""
        return self.first_text.removesuffix("\u00a0%")

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [pooled_line(str(point.year), point.counts) for point in self.every]


def years_of(release: Published, until: int, forum: str = "") -> Years | None:
    """The trend of a release, or of one forum of it, up to a year; nothing without two years to compare."""
    if forum:
        rows = [row for row in open_meetings(release) if row["forum"] == forum]
        return trend(_points(release, rows), [forum], one_forum=True)
    names = {row["forum"]: row["forum_name"] for row in open_meetings(release)}
    frozen = rows_of(release, BY_YEAR)
    if frozen:
        codes = frozen[0]["forums"].split()
        return trend([Point(row["year"], counts_of(row)) for row in frozen], [names[code] for code in codes])
    points, codes = _constant(release, until)
    return trend(points, [names[code] for code in codes])


def _constant(release: Published, until: int) -> tuple[list[Point], list[str]]:
    """Of a release without the table by year: the longest series up to a year in which some forum met every year."""
    meetings = [row for row in open_meetings(release) if row["year"] <= until]
    present: dict[str, set[int]] = {}
    for row in meetings:
        present.setdefault(row["forum"], set()).add(row["year"])
    for first in sorted({row["year"] for row in meetings}):
        panel = constant_panel(present, first, until)
        if panel:
            return _points(release, [row for row in meetings if row["forum"] in panel and row["year"] >= first]), panel
    return [], []


def _points(release: Published, meetings: Sequence[Row]) -> list[Point]:
    """Meetings with open lists by year, added up."""
    by_meeting = {row["meeting_id"]: counts_of(row) for row in rows_of(release, BY_MEETING) if row["women"] is not None}
    parts: dict[int, list[Counts]] = {}
    for row in meetings:
        parts.setdefault(row["year"], []).append(by_meeting[row["meeting_id"]])
    return [Point(year, total(found)) for year, found in sorted(parts.items())]


def trend(points: Sequence[Point], forums: list[str], *, one_forum: bool = False) -> Years | None:
    """Points of a constant panel with their chart; of forums that differ by year nothing is said of the future."""
    ahead = projection(points, HALF) if forums else None
    pace = required_pace(ahead, GOAL_YEAR) if ahead else None
    chart = over_time.trend(points, ahead, pace, height=300)
    if chart is None:
        return None
    return Years(
        points=over_time.drawable(points),
        chart=chart,
        projection=ahead,
        pace=pace,
        finding=trend_finding(points, pace),
        about=_about(points, forums, one_forum),
        note=pace_note(ahead, said(no_projection(points))) if forums else "",
        every=list(points),
        forums=forums,
    )


def _about(points: Sequence[Point], forums: list[str], one_forum: bool) -> str:
    first, last = points[0], points[-1]
    words = {
        "first": str(first.year),
        "was": number_format(first.counts.known),
        "last": str(last.year),
        "known": number_format(last.counts.known),
        "open": number_format(last.counts.open),
        "forums": number_format(len(forums)),
        "named": ", ".join(forums),
    }
    if one_forum:
        return _(
            "Women among participants in States’ delegations, %%. Base: %(was)s people in %(first)s, %(known)s in"
            " %(last)s; there %(open)s are not recorded as a woman or a man"
        ) % (words)
    if not forums:
        who = _("All forums, which differ by year")
    elif len(forums) == 1:
        who = _("%(named)s, the one forum that met every year") % words
    else:
        who = ngettext("%(forums)s forum that met every year", "%(forums)s forums that met every year", len(forums))
        who %= words
    return _("Women among participants, %%. %(who)s; base: %(was)s people in %(first)s, %(known)s in %(last)s") % (
        words | {"who": who}
    )
