"""The trend as a figure: finding, whom it is about, chart, what is written in it, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.dashboards.sections import Section, section
from reports.measures.projection import GOAL_YEAR, HALF, Point
from reports.presentation import sentences
from reports.presentation.findings import pace_note, trend_finding
from reports.presentation.marks import over_time
from reports.presentation.trend_words import TrendWords
from reports.series import YearSeries
from reports.words import said


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
