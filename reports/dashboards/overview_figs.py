"""The figures of the overview: the trend, the forums side by side, and the grid of forum by year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from reports.dashboards.fig import Drawing, Fig
from reports.dashboards.overview import Overview
from reports.dashboards.quotes import source_of
from reports.dashboards.side_by_side import SideBySide
from reports.dashboards.trend_figure import TrendFigure, trend_fig
from reports.measures.formulas import coverage, share_of_women
from reports.measures.tally import Counts
from reports.measures.wording import percentage
from reports.presentation import charts
from reports.presentation.charts import Share
from reports.presentation.findings import forums_finding, of
from reports.presentation.printed import Row
from reports.presentation.svg import wrapped
from reports.results import fraction_of_one
from reports.words import percent_text

ROW, HEAD, NAMES = 112, 32, 175
"""Pixels of a row of small multiples, of the line above the first, and of the column of names."""
LINE, CELLS = 48, 230
"""Pixels of a line of the grid, and where its first cell begins."""
COLUMNS = (
    "forum",
    "name",
    "year",
    "who",
    "women",
    "men",
    "another",
    "unknown",
    "total",
    "known",
    "share_women",
    "share_low",
    "share_high",
    "coverage",
    "delegations",
    "only_men",
    "only_women",
    "cannot_tell",
)
"""A row is a forum in a year; ``who`` is participants or heads. The last four are of delegations of two or more."""


def trend(found: Overview, drawn: TrendFigure | None = None) -> Fig:
    """The share of women year by year, with what is said of its future."""
    return trend_fig("trend", found.scope.query(), _page(found), found.yearly, drawn or found.trend())


def forums(found: Overview, beside: SideBySide | None = None) -> Fig | None:
    """Small multiples: of each forum its participants, its heads and its delegations of one gender."""
    beside = beside or found.side_by_side()
    rows = beside.rows()
    if not rows:
        return None
    placed = [(HEAD + place * ROW, wrapped(row.name, NAMES, 13), row) for place, row in enumerate(rows)]
    figure = {"rows": placed, "first": beside.first, "last": beside.last}
    about = _("Women among participants and among heads of delegation, and delegations of one gender, by year")
    return _fig(found, beside, "forums", about, Drawing("pictures/forums.html", figure, HEAD + len(rows) * ROW))


def grid(found: Overview, beside: SideBySide | None = None) -> Fig | None:
    """Forum by year: a share with its base in every cell."""
    beside = beside or found.side_by_side()
    rows = beside.rows()
    if not rows:
        return None
    width = (1000 - CELLS) // len(beside.years)
    across = [CELLS + place * width for place in range(len(beside.years))]
    lines: list[dict[str, Any]] = []
    for row in rows:
        lines.append({"name": row.name, "whom": _("participants"), "cells": row.cells})
        if row.heads:
            lines.append({"name": "", "whom": _("heads of delegation"), "cells": row.head_cells})
    placed = [
        (HEAD - 8 + place * LINE, one["name"], one["whom"], list(zip(across, one["cells"], strict=True)))
        for place, one in enumerate(lines)
    ]
    foot = HEAD + len(lines) * LINE
    figure = {
        "years": list(zip(across, beside.years, strict=True)),
        "rows": placed,
        "width": width - 4,
        "half": (width - 4) // 2,
        "foot": foot,
    }
    about = _("Share of women by forum and year, in per cent, with the base under each share")
    return _fig(found, beside, "forums-by-year", about, Drawing("pictures/heat.html", figure, foot + 24))


def _fig(found: Overview, beside: SideBySide, kind: str, about: str, drawing: Drawing) -> Fig:
    finding = forums_finding(beside.latest, beside.last)
    return Fig(
        kind=kind,
        query=found.scope.query(),
        page=_page(found),
        finding=finding,
        about=about,
        spoken=" ".join(_spoken(beside)),
        source=source_of(found.settled),
        columns=COLUMNS,
        rows=list(_rows(beside)),
        drawing=drawing,
        chart=_lines(beside),
        notes=[_("Hatched: the range left open by people not recorded.")] if kind == "forums" else [],
    )


def _page(found: Overview) -> tuple[str, str]:
    query = found.scope.query()
    return _("Overview"), reverse("reports:overview") + (f"?{query}" if query else "")


def _rows(beside: SideBySide) -> Iterator[Row]:
    """Every forum in every year, unrounded, also of those forums that no picture has room for."""
    for code, year, who, counts in beside.measured():
        share = share_of_women(counts)
        one = beside.of_one_gender(code, year) if who == "participants" else None
        yield {
            "forum": code,
            "name": beside.names[code],
            "year": year,
            "who": who,
            "women": counts.women,
            "men": counts.men,
            "another": counts.another,
            "unknown": counts.unknown,
            "total": counts.total,
            "known": counts.known,
            "share_women": fraction_of_one(share.value),
            "share_low": fraction_of_one(share.low),
            "share_high": fraction_of_one(share.high),
            "coverage": fraction_of_one(coverage(counts).value),
            "delegations": one.delegations if one else None,
            "only_men": one.all_men if one else None,
            "only_women": one.all_women if one else None,
            "cannot_tell": one.undetermined if one else None,
        }


def _spoken(beside: SideBySide) -> Iterator[str]:
    """The last year of each forum that is drawn, for who does not see the picture."""
    last = {code: (year, counts) for code, year, who, counts in beside.measured() if who == "participants"}
    for code in beside.shown:
        year, counts = last[code]
        words = {"forum": beside.names[code], "year": str(year), "base": of(counts)}
        share = percent_text(share_of_women(counts).value, counts.known)
        if share:
            yield _("%(forum)s, %(year)s: women %(share)s (%(base)s).") % (words | {"share": share})
        elif counts.known:
            yield _("%(forum)s, %(year)s: women %(base)s.") % words
        else:
            yield _("%(forum)s, %(year)s: not recorded.") % words


def _lines(beside: SideBySide) -> dict[str, Any] | None:
    """A line for each forum that is drawn; none where no year bears a percentage."""
    series: dict[str, list[Share]] = {code: [] for code in beside.shown}
    for code, year, who, counts in beside.measured():
        if code in series and who == "participants":
            series[code].append(_point(year, counts))
    drawn = {code: points for code, points in series.items() if any(one.percent is not None for one in points)}
    ends = [int(one.label) for points in drawn.values() for one in points]
    named = [(beside.names[code], charts.every_year(points, *ends)) for code, points in drawn.items()]
    return charts.lines_over_time(named, mirrored=get_language_bidi()) if named else None


def _point(year: int, counts: Counts) -> Share:
    percent = percentage(share_of_women(counts).value, counts.known)
    return Share(str(year), None if percent is None else float(percent), base=of(counts))
