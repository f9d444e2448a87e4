"""An explored view as a table to sort, and as files that say what they hold."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from typing import Any

import django_tables2 as tables
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2.data import TableListData

from reports import headlines
from reports.dashboards.explore import Answer
from reports.dashboards.sections import base_text
from reports.downloads import guarded
from reports.grouped import alphabetical
from reports.measures.bands import low_coverage
from reports.measures.formulas import Value
from reports.measures.metrics import Metric
from reports.measures.wording import SMALL, rounded
from reports.printed import columns_of, figure_row
from reports.results import Result, percent_text
from reports.tables import BAR, NUMBER

ROWS = 25
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL = """<span class="figure-value">{{ value.text }}</span>{% if value.base %}
<span class="figure-base">{{ value.base }}</span>{% endif %}{% if value.note %}
<span class="figure-note">{{ value.note }}</span>{% endif %}"""
LABEL = '{% if record.url %}<a href="{{ record.url }}">{{ value }}</a>{% else %}{{ value }}{% endif %}'
SORTED_BY = ("label", "value", "second", "difference", "women", "men", "rest", "total")


def figure_text(value: Value, metric: Metric) -> str:
    """The value at the precision its base bears: per cent, points, people; below ten the counts stand for it."""
    if value.value is None:
        return _("no value")
    if metric.unit == "people":
        return number_format(int(value.value))
    if metric.unit == "points":
        return points_text(value.value * 100, value.base)
    if metric.unit == "ratio":
        return number_format(rounded(value.value, 2)) if value.base >= SMALL else _("counts only")
    share = percent_text(value.value, value.base)
    if metric.unit == "weighed":  # of minutes or days: no number of things stands for it
        return share or _("counts only")
    return share or base_text(value)


def points_text(points: Any, base: int) -> str:
    """Such as +2.4 points; nothing where the base bears no percentage."""
    if base < SMALL:
        return _("counts only")
    written = number_format(rounded(points, 1), force_grouping=False)
    return _("%(points)s points") % {"points": f"+{written}" if points > 0 else written.replace("-", "−")}


def rows_of(answer: Answer, link: Any = None) -> list[dict[str, Any]]:
    """One line for each group of either scope; numbers are those of the first."""
    return [_row(answer, ours, theirs, link) for ours, theirs in answer.pairs]


def _row(answer: Answer, ours: Result | None, theirs: Result | None, link: Any) -> dict[str, Any]:
    one = ours or theirs
    assert one is not None
    counts = ours.counts if ours else None
    return {
        "key": one.key,
        "label": one.label,
        "url": link(one.key) if link else "",
        "value": _cell(ours, answer.view.metric),
        "second": _cell(theirs, answer.view.metric),
        "difference": _difference(ours, theirs),
        "women": counts.women if counts else 0,
        "men": counts.men if counts else 0,
        "another": counts.another if counts else 0,
        "unknown": counts.unknown if counts else 0,
        "rest": counts.open if counts else 0,
        "total": counts.total if counts else 0,
        "order": {
            "value": _orderable(ours),
            "second": _orderable(theirs),
            "difference": _apart(ours, theirs),
            "label": alphabetical(one.label),
        },
    }


def _cell(row: Result | None, metric: Metric) -> dict[str, str]:
    if row is None:
        return {"text": _("nobody"), "base": "", "note": ""}
    text, base = figure_text(row.value, metric), base_text(row.value) if metric.unit == "share" else ""
    note = _("low coverage") if low_coverage(row.counts) else ""
    return {"text": text, "base": base if base != text else "", "note": note}


def _orderable(row: Result | None) -> Any:
    """By what a group is put in order; below ten people it has no place in one (measures.md, ranking)."""
    return row.value.value if row and row.value.base >= SMALL else None


def _apart(ours: Result | None, theirs: Result | None) -> Any:
    first, second = _orderable(ours), _orderable(theirs)
    return None if first is None or second is None else first - second


def _difference(ours: Result | None, theirs: Result | None) -> str:
    apart = _apart(ours, theirs)
    if apart is None or ours is None:
        return "–"
    if ours.metric.unit == "people":
        return number_format(int(apart))
    if ours.metric.unit == "ratio":
        return number_format(rounded(apart, 2))
    return points_text(apart * 100, SMALL)


class InOrder(TableListData):
    """Rows without a value stay at the end, whichever way the others are sorted."""

    data: list[dict[str, Any]]

    def order_by(self, aliases: Any) -> None:
        for alias in reversed(aliases):
            name, reverse = alias.bare, alias.is_descending
            of = [(row["order"].get(name, row.get(name)), row) for row in self.data]
            placed = sorted((pair for pair in of if pair[0] is not None), key=lambda pair: pair[0], reverse=reverse)
            self.data = [row for _value, row in placed] + [row for value, row in of if value is None]


class ExploredTable(tables.Table):
    """The table of a view; columns of the second scope stand only where there is one."""

    label = tables.TemplateColumn(LABEL)
    value = tables.TemplateColumn(CELL, attrs=NUMBER)
    bar = tables.TemplateColumn(
        BAR,
        verbose_name=gettext_lazy("50 %"),
        attrs={"th": {"class": "bar"}, "td": {"class": "bar"}},
        empty_values=(),
        orderable=False,
    )
    second = tables.TemplateColumn(CELL, verbose_name=gettext_lazy("Second scope"), attrs=NUMBER)
    difference = tables.Column(verbose_name=gettext_lazy("Difference"), attrs=NUMBER)
    women = tables.Column(verbose_name=gettext_lazy("Women"), attrs=NUMBER)
    men = tables.Column(verbose_name=gettext_lazy("Men"), attrs=NUMBER)
    rest = tables.Column(verbose_name=gettext_lazy("Not recorded as women or men"), attrs=NUMBER)
    total = tables.Column(verbose_name=gettext_lazy("All"), attrs=NUMBER)

    class Meta:
        template_name = "components/table.html"

    def __init__(self, answer: Answer, link: Any = None) -> None:
        view = answer.view
        alone = () if view.other else ("second", "difference")
        order = view.sort if view.sort.removeprefix("-") in SORTED_BY else None
        super().__init__(InOrder(rows_of(answer, link)), exclude=alone, order_by=order)
        self.caption = answer.caption
        self.columns["label"].column.verbose_name = view.by.title
        self.columns["value"].column.verbose_name = _("First scope") if view.other else _(view.metric.title)

    @property
    def keys_shown(self) -> list[str]:
        """Groups of the page of the table that is open, in its order."""
        return [row.record["key"] for row in self.paginated_rows]


def about(answer: Answer) -> Iterator[tuple[str, str]]:
    """What a file of a view has to say of itself: figure, definition, base, filters, day."""
    view = answer.view
    yield _("Figure"), _(view.metric.title)
    yield _("Definition"), _(view.metric.definition)
    yield _("Disaggregated by"), str(view.by.title)
    yield _("Counted"), headlines.who(view.scope)
    yield _("Filters"), view.scope.query() or _("none")
    if view.other is not None:
        yield _("Filters of the second scope"), view.other.query() or _("none")
    if answer.closed_left_out:
        yield _("Note"), _("Closed lists are left out: of them no single delegation is shown.")
    yield _("Shares"), _("Fractions of 1, unrounded; empty where there is no value.")
    yield _("Parity"), headlines.day_text(datetime.datetime.now(datetime.UTC).date())


def file_rows(answer: Answer) -> Iterator[dict[str, Any]]:
    """The rows of the view as ``figures`` prints them, with the scope they are of."""
    names = ("scope", *columns_of(answer.view.metric), "filters")
    scopes = [("first", answer.view.scope, answer.rows)]
    if answer.view.other is not None:
        scopes.append(("second", answer.view.other, answer.other_rows))
    for name, scope, rows in scopes:
        for row in rows:
            line = {"scope": name, **figure_row(row), "filters": scope.query()}
            yield {column: line[column] for column in names}


def as_csv(answer: Answer) -> bytes:
    """One header row and tidy lines; each carries its scope and its filters."""
    names = ["scope", *columns_of(answer.view.metric), "filters"]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: guarded(value) for name, value in row.items()} for row in file_rows(answer))
    return out.getvalue().encode()


def as_xlsx(answer: Answer) -> bytes:
    """*Read me* with definition, base and filters, then *Data*; no cell is a formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    read_me, data = book.create_sheet(_("Read me")), book.create_sheet(_("Data"))
    for line in about(answer):
        read_me.append([guarded(text) for text in line])
    data.freeze_panes = "A2"
    data.append(["scope", *columns_of(answer.view.metric), "filters"])
    for row in file_rows(answer):
        data.append([guarded(value) for value in row.values()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
