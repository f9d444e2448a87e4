"""The trend as a figure: finding, whom it is about, chart, what is written in it, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from reports.dashboards.fig import Drawing, Fig
from reports.dashboards.quotes import source_of
from reports.dashboards.sections import Section, section, shares_of
from reports.measures.projection import GOAL_YEAR, HALF, Point
from reports.measures.wording import rounded
from reports.presentation import charts, sentences
from reports.presentation.charts import NEEDED, WOMEN, Share
from reports.presentation.findings import pace_note, trend_finding
from reports.presentation.marks import over_time
from reports.presentation.printed import FIGURE_COLUMNS, figure_row
from reports.presentation.trend_words import TrendWords
from reports.series import YearSeries
from reports.words import said

KEY = 32
"""Pixels of the key above a picture."""


@dataclass(frozen=True)
class TrendFigure(TrendWords):
    """The chart of a series with what stands around it; ``note`` says why nothing is drawn ahead, where nothing is."""

    finding: str
    about: str
    note: str
    notes: list[str]
    table: Section


def trend_figure(
    yearly: YearSeries, by: int = GOAL_YEAR, target: Fraction = HALF, unchecked: Sequence[Point] = ()
) -> TrendFigure:
    """Of a single State, or of forums that differ by year, nothing is said of the future. ``unchecked``: years beside
    the series, drawn hollow and part of nothing that is said."""
    named = sentences.names_a_state(yearly.people)
    ahead = yearly.constant and not named
    projection = yearly.trend(target) if ahead else None
    pace = yearly.pace(by, target) if ahead else None
    points = [Point(int(one.key), one.counts) for one in yearly.points]
    why = pace_note(projection, yearly.no_trend()) if ahead else ""
    notes = [_panel(yearly), said(projection.sentence) if projection else why]
    return TrendFigure(
        finding=_("Year by year") if named else trend_finding(points, pace if target == HALF else None),
        about=_about(yearly),
        note=why,
        notes=[note for note in notes if note],
        points=over_time.drawable(points),
        chart=None if named else over_time.trend(points, projection, pace, unchecked=unchecked),
        projection=projection,
        pace=pace,
        table=section("year", yearly.people),
    )


def trend_fig(kind: str, query: str, page: tuple[str, str], yearly: YearSeries, shown: TrendFigure) -> Fig:
    """The series with its tools, under the address of ``kind`` and ``query``; its rows are those of ``figures``."""
    height = shown.chart.line.plane.height + KEY if shown.chart else 0
    return Fig(
        kind=kind,
        query=query,
        page=page,
        finding=shown.finding,
        about=shown.about,
        spoken=shown.spoken if shown.chart else "",
        source=source_of(yearly.people),
        columns=FIGURE_COLUMNS,
        rows=[figure_row(one) for one in yearly.points],
        drawing=Drawing("pictures/trend.html", {"trend": shown}, height) if shown.chart else None,
        chart=_interactive(yearly, shown) if shown.chart else None,
        notes=shown.notes,
    )


def _interactive(yearly: YearSeries, shown: TrendFigure) -> dict[str, Any]:
    """The line with its ranges; dotted what today's pace leads to, dashed what is needed, as in the picture."""
    points = charts.every_year(shares_of(yearly.points))
    line = charts.shares_over_time(points, _("Share of women"), mirrored=get_language_bidi())
    ahead, projection, pace = shown.chart and shown.chart.ahead, shown.projection, shown.pace
    if not ahead or not projection:
        return line
    more = []
    assert shown.chart is not None
    last, until = shown.points[-1].year, shown.chart.line.plane.last
    if ahead.pace:
        years = range(last, until + 1)
        points = [Share(str(year), float(rounded(projection.fitted(year) * 100, 1))) for year in years]
        more.append((shown.pace_title, WOMEN, "dot", points))
    if ahead.needed and pace:
        steps = range(pace.by_year - last + 1)
        gap = (projection.target - projection.base) / max(len(steps) - 1, 1)
        points = [Share(str(last + one), float(rounded((projection.base + gap * one) * 100, 1))) for one in steps]
        more.append((f"{shown.needed_title} {shown.needed_text}", NEEDED, "dash", points))
    return charts.with_lines(line, more)


def _about(yearly: YearSeries) -> str:
    """Of whom the trend is, and what its last year rests on."""
    if not yearly.points:
        return ""
    last, forums = yearly.points[-1], len(yearly.forums)
    words = {"forums": number_format(forums), "year": last.key, "known": number_format(last.counts.known)}
    words["open"] = number_format(last.counts.open)
    if len(yearly.forums) == 1 and not yearly.left_out:
        told = _(
            "Share of women among participants, %%. %(known)s people with gender recorded in %(year)s, %(open)s not"
        )
        return told % words
    if yearly.constant:
        who = ngettext("the one forum that met every year", "the %(forums)s forums that met every year", forums) % words
    else:
        who = _("all forums, which differ by year")
    told = _(
        "Share of women among participants, %%. Of %(who)s; %(known)s people with gender recorded in %(year)s,"
        " %(open)s not"
    )
    return told % (words | {"who": who})


def _panel(yearly: YearSeries) -> str:
    """Which forums are compared, and which are left out because they did not meet in every year."""
    kept, left = (
        ", ".join(names) for names in ([name for _code, name in yearly.forums], [one.name for one in yearly.left_out])
    )
    if not yearly.constant:
        return _("No forum met in every year, so years are not comparable and no pace is computed.")
    if len(yearly.forums) == 1 and not left:
        return ""
    if not left:
        return _("The same forums in every year: %(kept)s.") % {"kept": kept}
    return _("The same forums in every year: %(kept)s. Left out: %(left)s.") % {"kept": kept, "left": left}
