"""A crosstab of Explore as its page shows it: cells with number and base, totals, and a line for each row of years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.counting.dimensions import Dimension
from reports.dashboards.explore import View
from reports.dashboards.explore_answer import figure_text
from reports.measures.projection import Point
from reports.measures.wording import percentage
from reports.presentation.marks import heat, over_time
from reports.presentation.marks.over_time import Line
from reports.presentation.tables import based_on
from reports.results import Result
from reports.scope_results import Crosstab

ROWS, COLUMNS = 25, 40
"""Rows of a page, and columns at most: of years and meetings the last. Files hold all."""
DRAWN = 12
"""Rows at most whose lines stand behind one another: of more nobody tells one from another."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: its text and base, how dark (0: not at all), and whether fewer than nine in ten are recorded."""

    text: str
    base: str
    step: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One group over all columns; ``unknown`` are those of it not recorded as women or men. ``line`` is over years."""

    label: str
    url: str
    cells: list[Cell | None]
    line: Line | None
    total: Cell
    unknown: str


@dataclass(frozen=True, slots=True)
class Table:
    """What the page shows of a crosstab. ``name`` tells it from a second one; ``page`` is of its rows. ``others`` are
    the lines of all rows, to stand behind each; empty without years. ``left_out`` says which columns are missing,
    ``another`` whether some of those not recorded as women or men are recorded as of another gender."""

    name: str
    columns: list[str]
    page: Page[Row]
    foot: Row
    coloured: bool
    others: list[Line]
    left_out: str
    another: bool
    first: str = ""
    last: str = ""

    @property
    def marked(self) -> bool:
        """Whether any cell has the hatched corner."""
        every = [cell for row in (*self.page, self.foot) for cell in (*row.cells, row.total) if cell]
        return any(cell.marked for cell in every)


def table_of(
    found: Crosstab,
    view: View,
    link: Callable[[str], str],
    page: str | None,
    name: str = "",
    *,
    columns: int = COLUMNS,
) -> Table:
    """``link`` leads from a row to its own page; ``page`` is the one asked for; ``columns`` are shown at most."""
    shown = found.columns[-columns:] if view.columns.in_time else found.columns[:columns]
    coloured = is_share_of_women(found)
    lines = _lines(found) if coloured and view.columns.of_years else [None] * len(found.rows)

    def row(one: Result, line: Line | None) -> Row:
        cells = [found.cells.get((one.key, column.key)) for column in shown]
        return Row(
            one.label,
            link(one.key),
            [_cell(cell, coloured) if cell else None for cell in cells],
            line,
            _cell(one, coloured),
            number_format(one.counts.open),
        )

    rows = [row(one, line) for one, line in zip(found.rows, lines, strict=True)]
    total = Row(
        _("All"),
        "",
        [_cell(column, coloured) for column in shown],
        None,
        _cell(found.whole, coloured),
        number_format(found.whole.counts.open),
    )
    others = [line for line in lines if line] if len(rows) <= DRAWN else []
    drawn = next((line for line in lines if line), None)
    ends = (str(drawn.plane.first), str(drawn.plane.last)) if drawn else ("", "")
    return Table(
        name,
        [column.label for column in shown],
        Paginator(rows, ROWS).get_page(page),
        total,
        coloured,
        others,
        _left_out(len(found.columns), len(shown), view.columns),
        found.whole.counts.another > 0,
        *ends,
    )


def is_share_of_women(found: Crosstab) -> bool:
    """Whether the figure is the share of women among those whom its rows count: then one scale of colour says it."""
    every = (found.whole, *found.rows, *found.columns, *found.cells.values())
    return found.whole.metric.unit == "share" and all(one.value.value == one.share.value for one in every)


def _cell(one: Result, coloured: bool) -> Cell:
    """Of a share the number alone, per cent stands in the head; below ten its counts."""
    value, base = one.value.value, based_on(one)
    text = figure_text(one)
    if one.metric.unit == "share" and value is not None and not one.metric.interval:
        percent = percentage(value, one.precision_base)
        text = text if percent is None else number_format(percent)
    step = heat.step(one.counts) if coloured else 0
    return Cell(text, "" if base == text else base, step, heat.marked(one.counts))


def _lines(found: Crosstab) -> Sequence[Line | None]:
    """The line of each row over the years of the columns, all on one scale."""
    series = [
        [Point(int(cell.across.key), cell.counts) for cell in found.row(row.key) if cell and cell.across]
        for row in found.rows
    ]
    return over_time.among(series)


def _left_out(every: int, shown: int, columns: Dimension) -> str:
    if shown == every:
        return ""
    sentence = (
        ngettext(
            "The table shows the last %(shown)s of %(every)s column; the files have all.",
            "The table shows the last %(shown)s of %(every)s columns; the files have all.",
            every,
        )
        if columns.in_time
        else ngettext(
            "The table shows the first %(shown)s of %(every)s column; the files have all.",
            "The table shows the first %(shown)s of %(every)s columns; the files have all.",
            every,
        )
    )
    return sentence % {"shown": number_format(shown), "every": number_format(every)}
