"""The chart of an Explore workbook: the figures of its table once more as a grid, and a native chart of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from meetings.files.spreadsheet_cells import guarded
from reports.dashboards.explore import Answer
from reports.measures.wording import SMALL
from reports.results import Result, fraction_of_one

if TYPE_CHECKING:
    from openpyxl import Workbook

DRAWN = 40
"""Groups in a chart at most: the grid has all."""
WIDE, HIGH, ROW = 26.0, 11.0, 0.62
"""Centimetres: a chart, and one bar of it."""
COLOURS = ("54278F", "28A197", "F46A25", "17456B", "767F8B", "9E6DC8", "0C675F", "A43D05", "5B8DB8", "39434F")
"""Of series; the first is women's."""
Grid = tuple[str, list[str], list[tuple[str, list[Fraction | None]]]]
"""Name, heads of columns, and of each row its label and its values."""


def add_chart(book: Workbook, answer: Answer) -> None:
    """A sheet for either scope of a crosstab, or one for a list; nothing of a figure that has no single value. A value
    that pages write as counts only is left empty, and the chart has a gap."""
    if answer.view.metric.interval:
        return
    for number, (name, heads, rows) in enumerate(_grids(answer), start=1):
        title = _("Chart") if number == 1 else _("Chart %(number)s") % {"number": number}
        sheet = book.create_sheet(title)
        sheet.append([guarded(name), *map(guarded, heads)])
        for label, values in rows:
            sheet.append([guarded(label), *(_cell(sheet, answer, value) for value in values)])
        if any(value is not None for _label, values in rows for value in values):
            shown = min(len(rows), DRAWN)
            sheet.add_chart(_chart(sheet, answer, len(heads), shown), f"A{len(rows) + 3}")


def _grids(answer: Answer) -> Iterator[Grid]:
    view = answer.view
    if view.crossed:
        for people_and_table, name in zip(answer.crosstabs, answer.names, strict=False):
            found = people_and_table[1]
            rows = [(row.label, [_value(cell) for cell in found.row(row.key)]) for row in found.rows]
            yield (name if view.other else str(view.by.title)), [column.label for column in found.columns], rows
        return
    heads = list(answer.names) if view.other else [answer.title]
    both = [[ours, theirs][: len(heads)] for ours, theirs in answer.pairs]
    labels = [(ours or theirs) for ours, theirs in answer.pairs]
    yield (
        str(view.by.title),
        heads,
        [(one.label, [_value(row) for row in rows]) for one, rows in zip(labels, both, strict=True) if one],
    )


def _value(row: Result | None) -> Fraction | None:
    return row.value.value if row and (row.metric.unit == "people" or row.precision_base >= SMALL) else None


def _cell(sheet: Any, answer: Answer, value: Fraction | None) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None:
        return None
    if answer.view.metric.unit == "people":
        return int(value)
    cell = WriteOnlyCell(sheet, fraction_of_one(value))
    cell.number_format = "0.00" if answer.view.metric.unit == "ratio" else "0.0%"
    return cell


def _chart(sheet: Any, answer: Answer, columns: int, rows: int) -> Any:
    """Lines where the groups follow each other in time, else bars; a row of a crosstab is a series."""
    from openpyxl.chart import BarChart, LineChart, Reference

    view = answer.view
    in_time = view.columns.in_time if view.crossed else view.by.in_time
    chart = LineChart() if in_time else BarChart()
    if not in_time and not view.crossed:
        chart.type = "bar"
        chart.y_axis.delete, chart.x_axis.scaling.orientation = False, "maxMin"
    chart.title, chart.width = answer.finding, WIDE
    chart.height = max(HIGH, ROW * rows * columns + 4) if not in_time and not view.crossed else HIGH
    if view.crossed:
        data = Reference(sheet, min_col=1, max_col=columns + 1, min_row=2, max_row=rows + 1)
        chart.add_data(data, from_rows=True, titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=2, max_col=columns + 1, min_row=1))
    else:
        data = Reference(sheet, min_col=2, max_col=columns + 1, min_row=1, max_row=rows + 1)
        chart.add_data(data, titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=rows + 1))
    _styled(chart, chart.series, in_time=in_time)
    chart.dispBlanksAs = "gap"
    chart.x_axis.delete = chart.y_axis.delete = False
    if view.metric.unit == "share":
        chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
        chart.y_axis.number_format = "0%"
    if len(chart.series) == 1:
        chart.legend = None
    else:
        chart.legend.position = "b"
    return chart


def _styled(chart: Any, series: Sequence[Any], *, in_time: bool) -> None:
    for number, one in enumerate(series):
        colour = COLOURS[number % len(COLOURS)]
        if in_time:
            one.graphicalProperties.line.solidFill, one.smooth = colour, False
            one.marker.symbol = "circle"
            one.marker.graphicalProperties.solidFill = one.marker.graphicalProperties.line.solidFill = colour
        else:
            one.graphicalProperties.solidFill = colour
