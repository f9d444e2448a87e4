"""Explore as a sortable table."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2.data import TableListData

from reports.dashboards.explore import Answer
from reports.measures.bands import low_coverage, too_few_known
from reports.measures.metric import Metric, Subject
from reports.measures.tally import Counts
from reports.measures.wording import SMALL, rounded
from reports.presentation import dates, sentences
from reports.presentation.marks import bars
from reports.presentation.tables import NUMBER, based_on
from reports.results import SHARE_OF_WOMEN, Result
from reports.words import percent_text, points_text, signed

ROWS = 25
CELL = """<span class="figure-value">{{ value.text }}</span>{% if value.base %}
<span class="figure-base">{{ value.base }}</span>{% endif %}{% if value.note %}
<span class="figure-note">{{ value.note }}</span>{% endif %}"""
BAR = '{% if value %}{% include "marks/dot.html" with mark=value %}{% endif %}'
FOLDED = {"th": {"class": "number folded"}, "td": {"class": "number"}}
"""A column of numbers whose head may take several lines."""
LABEL = '{% if record.url %}<a href="{{ record.url }}">{{ value }}</a>{% else %}{{ value }}{% endif %}'
SORTED_BY = ("label", "value", "second", "difference", "women", "men", "rest", "total")


def figure_text(row: Result) -> str:
    """The value at the precision its base bears: per cent, points, people; below ten the counts stand for it."""
    value, metric = row.value, row.metric
    if metric.interval:
        return dates.range_text(row.counts) or _("no value")
    if value.value is None:
        return _("no value")
    if metric.unit == "people":
        return sentences.people_text(value)
    if metric.unit == "points":
        return points_text(value.value, row.precision_base) or _("counts only")
    if metric.unit == "ratio":
        return number_format(rounded(value.value, 2)) if row.precision_base >= SMALL else _("counts only")
    share = percent_text(value.value, row.precision_base)
    if metric.unit == "weighed" or metric.of_shares:  # no number of things stands for it
        return share or _("counts only")
    return share or based_on(row)


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
        "value": _cell(ours),
        "bar": _bar(ours) if ours else None,
        "second": _cell(theirs),
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
            "difference": _gap(ours, theirs),
            "label": one.alphabetical,
        },
    }


def drawn_share(row: Result) -> bars.Share | None:
    """Where a share stands between 0 and 100 per cent; nothing of another figure, nor where counts stand for it."""
    drawn = row.metric.unit == "share" and not row.metric.interval and row.precision_base >= SMALL
    return bars.of_value(row.value) if drawn else None


def _bar(row: Result) -> dict[str, Any] | None:
    """What marks/dot.html draws of a share."""
    share = drawn_share(row)
    return {"share": share, "judged": row.metric.judged, "text": figure_text(row)} if share else None


def _cell(row: Result | None) -> dict[str, str]:
    if row is None:
        return {"text": _("nobody"), "base": "", "note": ""}
    text, base = figure_text(row), ""
    if row.metric.interval and row.counts.total:
        base = dates.range_in_people(row.counts)
    elif row.metric.unit == "share":
        base = based_on(row)
    note = _("low coverage") if low_coverage(row.counts) else ""
    return {"text": text, "base": base if base != text else "", "note": note}


def _orderable(row: Result | None) -> Any:
    """By what a group is put in order; below ten people, or with too few of them known, it has no place in one
    (measures.md, *Precision, change, ranking*). Only coverage itself is put in order whatever it is."""
    if row is None or row.precision_base < SMALL:
        return None
    in_base = Counts(men=row.value.base, unknown=row.value.open)
    unknown = not row.metric.of_everyone and too_few_known(in_base)
    covered = row.metric.says_coverage or not too_few_known(row.counts)
    return row.value.value if covered and not unknown else None


def _gap(ours: Result | None, theirs: Result | None) -> Any:
    first, second = _orderable(ours), _orderable(theirs)
    return None if first is None or second is None else first - second


def _difference(ours: Result | None, theirs: Result | None) -> str:
    gap = _gap(ours, theirs)
    if gap is None or ours is None or theirs is None:
        return "–"
    if ours.metric.unit == "people":
        return signed(number_format(int(gap)))
    if ours.metric.unit == "ratio":
        return signed(number_format(rounded(gap, 2)))
    return points_text(gap, min(ours.precision_base, theirs.precision_base))


def _counted(metric: Metric) -> str:
    """What the columns of women and men count beside a figure."""
    words = {
        Subject.PEOPLE: _("people counted"),
        Subject.STATEMENTS: _("statements counted"),
        Subject.OFFICES: _("offices counted"),
    }
    return words[metric.subject]


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
    """The table of a view; columns of the second scope stand only where there is one. The bar draws the value, where
    it is a share; beside another figure than the share of women the columns of people say what they count."""

    label = tables.TemplateColumn(LABEL)
    value = tables.TemplateColumn(CELL, attrs=FOLDED)
    bar = tables.TemplateColumn(
        BAR,
        verbose_name=gettext_lazy("0–100 %"),
        attrs={"th": {"class": "bar"}, "td": {"class": "bar"}},
        orderable=False,
    )
    second = tables.TemplateColumn(CELL, attrs=FOLDED)
    difference = tables.Column(verbose_name=gettext_lazy("Difference"), attrs=NUMBER)
    women = tables.Column(verbose_name=gettext_lazy("Women"), attrs=NUMBER)
    men = tables.Column(verbose_name=gettext_lazy("Men"), attrs=NUMBER)
    rest = tables.Column(verbose_name=gettext_lazy("Not recorded as women or men"), attrs=NUMBER)
    total = tables.Column(verbose_name=gettext_lazy("All"), attrs=NUMBER)

    class Meta:
        template_name = "components/table.html"

    def __init__(self, answer: Answer, link: Any = None) -> None:
        view = answer.view
        of_people = view.metric is SHARE_OF_WOMEN
        drawn = view.metric.unit == "share" and not view.metric.interval
        left_out = (*(() if view.other else ("second", "difference")), *(() if drawn else ("bar",)))
        order = view.sort if view.sort.removeprefix("-") in SORTED_BY else None
        super().__init__(InOrder(rows_of(answer, link)), exclude=left_out, order_by=order)
        self.caption = answer.caption
        self.columns["label"].column.verbose_name = view.by.title
        self.columns["value"].column.verbose_name = answer.names[0] if view.other else answer.title
        if view.other:
            self.columns["second"].column.verbose_name = answer.names[1]
        for name in ("women", "men", "total") if not of_people else ():
            words = {"column": self.columns[name].column.verbose_name, "counted": _counted(view.metric)}
            self.columns[name].column.verbose_name = _("%(column)s, %(counted)s") % words

    @property
    def keys(self) -> list[str]:
        """All groups, in the order of the table."""
        return [row.record["key"] for row in self.rows]

    @property
    def keys_shown(self) -> list[str]:
        """Those of the page of the table that is open."""
        return [row.record["key"] for row in self.paginated_rows]
