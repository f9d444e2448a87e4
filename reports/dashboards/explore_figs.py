"""The figure of an Explore view: its picture, its sentence and its interactive chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from meetings.rights import Account
from reports.dashboards.explore import FIRST_LOOK, Answer, view_from_query
from reports.dashboards.explore_answer import ExploredTable, drawn_share, figure_text
from reports.dashboards.explore_crosstab import Table, table_of
from reports.dashboards.explore_files import columns_and_rows
from reports.dashboards.explore_trend import year_line
from reports.dashboards.fig import Drawing, Fig
from reports.dashboards.quotes import source_of
from reports.dashboards.sections import shares_of
from reports.presentation import charts
from reports.presentation.charts import Share
from reports.presentation.svg import wrapped
from reports.presentation.tables import based_on
from reports.results import Result, whole
from reports.scope_results import Crosstab

KIND = "explore"
NAMES, ROW, HEAD, FOOT = 200, 46, 40, 34
"""Pixels: the column of names, a row, the line of heads, and what stands below a grid."""
ROWS, COLUMNS, LINES = 30, 11, 10
"""Rows and columns of a picture, and lines of an interactive chart, at most."""


def explored(query: Mapping[str, str], user: Account) -> Fig:
    """The figure of an address of Explore; raises Refused for what cannot be answered."""
    return fig_of(Answer(view_from_query(query or FIRST_LOOK), user))


def fig_of(answer: Answer) -> Fig:
    """The figure of an answer, of both scopes where there are two."""
    view, query = answer.view, answer.view.query()
    together = answer.crosstabs[0][1].whole if view.crossed else whole(answer.people, view.metric)
    columns, rows = columns_and_rows(answer)
    drawing, notes = _grid(answer) if view.crossed else _list(answer)
    return Fig(
        kind=KIND,
        query=query,
        page=(_("Explore"), f"{reverse('reports:explore')}?{query}"),
        finding=answer.finding,
        about=f"{answer.counted} {_together(together)}",
        spoken=_spoken(together, answer),
        source=source_of(answer.people),
        columns=columns,
        rows=rows,
        drawing=drawing,
        chart=_interactive(answer),
        notes=notes,
    )


def _together(row: Result) -> str:
    """The figure of everyone in the scope, with who is not recorded."""
    base, text = based_on(row), figure_text(row)
    words = {"figure": text, "base": base, "open": number_format(row.counts.open)}
    if base and base != text:
        return _("Together %(figure)s (%(base)s); %(open)s not recorded as women or men.") % words
    return _("Together %(figure)s; %(open)s not recorded as women or men.") % words


def _spoken(together: Result, answer: Answer) -> str:
    rows = answer.crosstabs[0][1].rows if answer.view.crossed else answer.rows
    each = [f"{row.label}: {figure_text(row)}" for row in rows[:ROWS]] if rows and len(rows) > 1 else []
    return " ".join([_together(together), *(f"{one}." for one in each)])


def _grid(answer: Answer) -> tuple[Drawing | None, list[str]]:
    """Both crosstabs, one below the other: the cells of the page."""
    names = answer.names if answer.view.other else ("",)
    found = [
        table_of(one, answer.view, lambda _key: "", None, name, columns=COLUMNS)
        for (_people, one), name in zip(answer.crosstabs, names, strict=True)
    ]
    found = [table for table in found if table.page.object_list]
    if not found:
        return None, []
    down, drawn = 0, []
    for table in found:
        drawn.append((down, _placed(table)))
        down += HEAD + (24 if table.name else 0) + ROW * (len(table.page.object_list[:ROWS]) + 1) + 12
    notes = list(dict.fromkeys(table.left_out for table in found if table.left_out))
    figure = {"tables": drawn, "foot": down, "marked": any(table.marked for table in found)}
    return Drawing("pictures/explored_grid.html", figure, down + FOOT), notes


def _placed(table: Table) -> dict[str, Any]:
    width = (1000 - NAMES) // (len(table.columns) + 1)
    across = [NAMES + place * width for place in range(len(table.columns) + 1)]
    begin = HEAD + (24 if table.name else 0)
    lines = [*table.page.object_list[:ROWS], table.foot]
    rows = [
        (begin + number * ROW, wrapped(row.label, NAMES - 12, 13)[:3], list(zip(across, row.cells, strict=False)), row)
        for number, row in enumerate(lines)
    ]
    heads = [(x, wrapped(label, width - 6, 12)[-2:]) for x, label in zip(across, table.columns, strict=False)]
    return {
        "name": table.name,
        "heads": heads,
        "heads_y": begin - 12,
        "rows": rows,
        "total_x": across[-1],
        "width": width - 4,
        "half": (width - 4) // 2,
        "rule": begin + (len(lines) - 1) * ROW,
    }


def _list(answer: Answer) -> tuple[Drawing | None, list[str]]:
    """A line over years, else a row for each group with its value on one scale."""
    line = year_line(answer.title, answer.rows) if answer.view.by.of_years and not answer.view.other else None
    if line:
        return Drawing("pictures/trend.html", {"trend": line}, line.chart.line.plane.height + 32), []
    of_key = {(ours or theirs).key: (ours, theirs) for ours, theirs in answer.pairs if ours or theirs}  # type: ignore[union-attr]
    keys = ExploredTable(answer).keys[:ROWS]
    if not keys:
        return None, []
    named = zip(answer.names, ((0, False), (1, True)), strict=True)
    rows = [
        (12 + number * ROW, wrapped(_label(of_key[key]), 250, 13)[:2], [_mark(row) for row in of_key[key]])
        for number, key in enumerate(keys)
    ]
    figure = {
        "rows": rows,
        "judged": answer.view.metric.judged,
        "share": answer.view.metric.unit == "share" and not answer.view.metric.interval,
        "foot": 12 + len(rows) * ROW,
        "legend": [(name, hollow) for name, (_place, hollow) in named] if answer.view.other else [],
    }
    words = {"shown": len(keys), "every": len(of_key)}
    notes = [_("The picture shows %(shown)s of %(every)s rows.") % words] if len(of_key) > len(keys) else []
    return Drawing("pictures/explored_list.html", figure, 12 + len(rows) * ROW + FOOT), notes


def _label(pair: tuple[Result | None, Result | None]) -> str:
    return next(row.label for row in pair if row)


def _mark(row: Result | None) -> dict[str, Any] | None:
    if row is None:
        return None
    text, base = figure_text(row), based_on(row)
    return {"text": text, "base": "" if base == text else base, "share": drawn_share(row)}


def _interactive(answer: Answer) -> dict[str, Any] | None:
    """The chart for plotly: of a crosstab a line for each of its first rows, where its columns follow in time."""
    if not answer.view.crossed:
        return answer.chart(ExploredTable(answer).keys[:ROWS])
    metric, columns = answer.view.metric, answer.view.columns
    if metric.unit != "share" or metric.interval or not columns.in_time:
        return None
    found = answer.crosstabs[0][1]
    named = [(row.label, _points(found, row.key, years=columns.of_years)) for row in found.rows[:LINES]]
    named = [(name, points) for name, points in named if any(one.percent is not None for one in points)]
    return charts.lines_over_time(named, mirrored=get_language_bidi()) if named else None


def _points(found: Crosstab, key: str, *, years: bool) -> Sequence[Share]:
    """One for each column, and for each year between that has none, so that lines break there."""
    cells = {cell.across.key: cell for cell in found.row(key) if cell and cell.across}
    shares = dict(zip(cells, shares_of(list(cells.values())), strict=True))
    labels = {column.key: column.label for column in found.columns}
    if years:
        ends = sorted(map(int, labels))
        labels = {str(year): str(year) for year in range(ends[0], ends[-1] + 1)}
    return [replace(shares[one], label=label) if one in shares else Share(label, None) for one, label in labels.items()]
