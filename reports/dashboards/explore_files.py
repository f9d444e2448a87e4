"""Explore as files: unrounded rows that carry their scope, filters and caveats."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from meetings.files.spreadsheet_cells import csv_text, guarded
from reports.counting.closed_lists import LEFT_OUT
from reports.counting.population import Population
from reports.dashboards.explore import Answer
from reports.dashboards.explore_answer import ExploredTable
from reports.dashboards.explore_words import in_words
from reports.dashboards.explore_workbook import add_chart
from reports.presentation import dates
from reports.presentation.printed import columns_of, figure_row, noted
from reports.results import Result

BESIDE = ("figure", "definition", "counted", "base_is", "shares_are", "left_out", "demonstration")
"""Columns of a CSV that say the same in every line of a scope: it has no other sheet to say it on."""


def about(answer: Answer) -> Iterator[tuple[str, str]]:
    """What a file of a view has to say of itself: figure, definition, who is counted, base, day."""
    view = answer.view
    yield _("Figure"), answer.title
    yield _("Definition"), answer.definition
    yield _("Disaggregated by"), str(view.by.title)
    if view.crossed:
        yield _("In columns"), str(view.columns.title)
    yield _("Counted"), in_words(answer.people)
    if answer.other_people is not None:
        yield _("Second selection"), in_words(answer.other_people)
    yield _("Base"), _base(answer)
    if answer.invented:
        yield _("Data"), answer.invented
    if answer.closed_left_out:
        yield _("Note"), str(LEFT_OUT)
    for note in answer.undecided:
        yield _("Note"), note
    yield _("Shares in files"), _shares()
    yield _("Parity"), dates.day_text(datetime.datetime.now(datetime.UTC).date())


def as_csv(answer: Answer) -> bytes:
    """One header row and tidy lines; each carries its scope, its filters and what has to be said beside it."""
    names = [*_names(answer), *BESIDE]
    said = {
        "figure": answer.title,
        "definition": answer.definition,
        "base_is": _base(answer),
        "shares_are": _shares(),
        "left_out": str(LEFT_OUT) if answer.closed_left_out else "",
        "demonstration": answer.invented,
    }
    lines = (row | said | {"counted": in_words(people)} for people, row in _lines(answer))
    return csv_text([names, *([line[name] for name in names] for line in lines)]).encode()


def as_xlsx(answer: Answer) -> bytes:
    """*Read me* with definition, base and filters, *Data*, then *Chart*; no cell is a formula."""
    from openpyxl import Workbook

    lines = list(_lines(answer))  # before a book is begun: what is refused leaves none half written
    book = Workbook(write_only=True)
    read_me, data = book.create_sheet(_("Read me")), book.create_sheet(_("Data"))
    for line in about(answer):
        read_me.append([guarded(text) for text in line])
    data.freeze_panes = "A2"
    data.append([guarded(name) for name in _names(answer)])
    for _people, row in lines:
        data.append([guarded(value) for value in row.values()])
    add_chart(book, answer)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def columns_and_rows(answer: Answer) -> tuple[list[str], list[dict[str, Any]]]:
    """Names of the columns, and the lines of either scope under them."""
    return _names(answer), [row for _people, row in _lines(answer)]


def _names(answer: Answer) -> list[str]:
    return ["scope", *columns_of(answer.view.metric, crossed=answer.view.crossed), "filters"]


def _lines(answer: Answer) -> Iterator[tuple[Population, dict[str, Any]]]:
    """The rows of the view as ``figures`` prints them, in the order of its table, with the scope they are of."""
    names = _names(answer)
    scopes = zip(("first", "second"), _in_order(answer), answer.undecided_of_each, strict=False)
    for name, (people, rows), notes in scopes:
        for row in noted([figure_row(one) for one in rows], notes):
            line = {"scope": name, **row, "filters": people.scope.query()}
            yield people, {column: line[column] for column in names}


def _in_order(answer: Answer) -> Iterator[tuple[Population, list[Result]]]:
    """The results of either scope as its table has them."""
    if answer.view.crossed:
        for people, table in answer.crosstabs:
            yield people, table.in_lines
        return
    keys = ExploredTable(answer).keys
    for one, rows in ((answer.people, answer.rows), (answer.other_people, answer.other_rows)):
        found = {row.key: row for row in rows}
        if one is not None:
            yield one, [found[key] for key in keys if key in found]


def _base(answer: Answer) -> str:
    """What the base of the figure counts; what could not be counted in it stands beside it as *open*."""
    return _(answer.view.metric.base.value)


def _shares() -> str:
    return _(
        "Fractions of 1, unrounded, also where fewer than 10 are known and pages show counts only; empty where there"
        " is no value."
    )
