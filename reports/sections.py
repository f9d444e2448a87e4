"""One disaggregation as a page shows it: heading, table with its total, notes and, where one helps, its chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from reports import headlines
from reports.caveats import caveats
from reports.charts import people_by_group
from reports.dimensions import DIMENSIONS
from reports.people import People
from reports.results import results, whole
from reports.tables import figure_row, figure_rows

Section = dict[str, Any]


def section(key: str, people: People, urls: Mapping[str, str] | None = None, *, chart: bool = False) -> Section:
    """What ``reports/section.html`` prints; ``urls`` by the key of the group."""
    dimension, total = DIMENSIONS[key], whole(people).counts
    words = {"who": headlines.who(people.scope), "dimension": str(dimension.title).lower()}
    caption = _("%(who)s, by %(dimension)s") % words
    found = results(people, dimension=dimension)
    return {
        "results": found,
        "id": key.replace("_", "-"),
        "title": dimension.title,
        "caption": caption[:1].upper() + caption[1:],
        "rows": figure_rows(found, urls),
        "total": figure_row(_("All"), total),
        "show_another": bool(total.another),
        "chart": people_by_group([(row.label, row.counts) for row in found], gender_words()) if chart else None,
        "notes": caveats(people, dimension),
    }


def gender_words() -> dict[str, str]:
    """Names of the four columns of a count, in the language of the page."""
    return {"women": _("Women"), "men": _("Men"), "another": _("Another gender"), "unknown": _("Not recorded")}
