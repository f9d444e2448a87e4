"""A disaggregation on a page: heading, table with its total, notes, and sometimes a chart."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from reports.counting.closed_lists import LEFT_OUT
from reports.counting.dimensions import DIMENSIONS
from reports.counting.narrowing import latest
from reports.counting.population import Population
from reports.measures.wording import decimals_for, percentage, rounded
from reports.presentation import sentences
from reports.presentation.caveats import caveats
from reports.presentation.charts import Share, people_by_group
from reports.presentation.tables import Link, based_on, figure_row, figure_rows
from reports.results import Result, results, whole
from reports.scope_results import meetings_with_people

Section = dict[str, Any]


def section(key: str, people: Population, link: Link | None = None, *, chart: bool = False) -> Section:
    """What ``reports/section.html`` prints; ``link`` gives a group's address by its key."""
    dimension = DIMENSIONS[key]
    everywhere, people = people, people.answering(dimension)
    total = whole(people).counts
    words = {"who": sentences.whom(people), "dimension": dimension.name}
    caption = _("%(who)s, by %(dimension)s") % words
    found = results(people, dimension=dimension)
    return {
        "results": found,
        "id": key.replace("_", "-"),
        "title": dimension.title,
        "heading": dimension.title,
        "caption": caption[:1].upper() + caption[1:],
        "drawn": caption[:1].upper() + caption[1:],
        "rows": figure_rows(found, link),
        "total": figure_row(_("All"), total),
        "show_another": bool(total.another),
        "chart": _chart(found) if chart else None,
        "notes": [*_closed(everywhere, people), *caveats(people, dimension)],
    }


def _closed(everywhere: Population, counted: Population) -> list[str]:
    """Says that without meetings with closed lists, where they are because of the disaggregation."""
    return [str(LEFT_OUT)] if len(counted.left_out) > len(everywhere.left_out) else []


def latest_meetings(people: Population, number: int, link: Link | None = None) -> Section:
    """Meeting by meeting, oldest first: the last ones of many, and the total of all of them."""
    shown, every = latest(people, number), len(meetings_with_people(people))
    in_time = section("meeting", shown, link)
    total = whole(people).counts
    in_time |= {"total": figure_row(_("All"), total), "show_another": bool(total.another)}
    if every > number:
        words = {"shown": number_format(number), "every": number_format(every)}
        in_time["total"]["label"] = _("All %(every)s meetings") % words
        in_time["notes"] = [_("The latest %(shown)s of %(every)s meetings; Explore lists them all.") % words]
    return in_time


def _chart(rows: Sequence[Result]) -> dict[str, Any]:
    groups = [(row.label, row.counts) for row in rows]
    return people_by_group(groups, gender_words(), mirrored=get_language_bidi())


def shares_of(rows: Sequence[Result]) -> list[Share]:
    """The rows as points of a chart, each number as its table prints it."""
    return [_share(row) for row in rows]


def _share(row: Result) -> Share:
    value = row.value
    percent = percentage(value.value, row.precision_base)
    if value.value is None or percent is None:
        return Share(row.label, None)
    low, high = (None if end is None else _per_cent(end, row.precision_base) for end in (value.low, value.high))
    return Share(row.label, float(percent), low, high, based_on(row))


def _per_cent(end: Fraction, base: int) -> float:
    return float(rounded(end * 100, decimals_for(base) or 0))


def gender_words() -> dict[str, str]:
    """Names of the four columns of a count, in the language of the page."""
    return {"women": _("Women"), "men": _("Men"), "another": _("Another gender"), "unknown": _("Not recorded")}
