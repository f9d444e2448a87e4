"""The figures of staff and of expert bodies, with their tools: women and men at each level, and on each body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.rights import Account
from reports.dashboards.bodies import BodiesPage
from reports.dashboards.fig import Fig
from reports.dashboards.quotes import signed
from reports.dashboards.row_figs import of_rows
from reports.dashboards.staff import StaffPage, parsed_day
from reports.measures.tally import Counts
from reports.practice_results.staff import StaffResults, StaffScope
from reports.presentation.tables import figure_row
from staff.vocabulary import Contract, Location, StaffCategory

NARROWED: dict[str, Any] = {"category": StaffCategory, "contract": Contract, "location": Location}
"""What the page of staff can be narrowed to."""


def staff_scope(query: Mapping[str, str], unit: str = "") -> StaffScope:
    """Whose posts an address asks for; a value that the vocabulary does not have narrows to nothing."""
    given = {name: query.get(name, "") for name in NARROWED}
    return StaffScope(unit=unit, **{name: value for name, value in given.items() if value in NARROWED[name].values})


def staff_page(query: Mapping[str, str], unit: str = "") -> StaffPage:
    """The page of staff on the day, and in the scope, that an address asks for."""
    return StaffPage(StaffResults(parsed_day(query.get("on", "")), staff_scope(query, unit)))


def staff_levels(query: Mapping[str, str], user: Account) -> Fig | None:
    """Women and men at each level; nothing where nobody is in what is asked for."""
    unit = query.get("unit", "")[:120]
    return levels_of(staff_page(query, unit), query)


def levels_of(page: StaffPage, query: Mapping[str, str]) -> Fig | None:
    """The figure of the levels of a page."""
    if not page.rows:
        return None
    names = ("on", "unit", *NARROWED)
    asked = urlencode({name: query[name] for name in names if query.get(name)})
    address = reverse("staff-units" if query.get("unit") else "staff")
    rows = [figure_row(one.level, one.counts) for one in page.levels]
    about = _("Staff in post on %(day)s, by level; levels of fewer than ten people as counts") % {"day": page.day}
    words = (page.finding, about, signed(page.source, invented=page.demo))
    return of_rows("staff-levels", asked, (_("Staff"), f"{address}?{asked}".rstrip("?")), words, rows)


def bodies(query: Mapping[str, str], user: Account) -> Fig | None:
    """Women and men among the members of each body; nothing where no cycle says who they are."""
    return bodies_of(BodiesPage(timezone.localdate()))


def bodies_of(page: BodiesPage) -> Fig | None:
    """The figure of a page of bodies: whoever is recorded as neither stands together, as on the page."""
    rows = [
        figure_row(str(row.body), Counts(row.members.women, row.members.men, 0, row.members.open))
        for row in page.rows
        if row.members
    ]
    if not rows:
        return None
    about = _("Members of each body, the farthest from the band first; bodies are never added up")
    source = signed(_("Cycles of selection on record"), invented=page.demo)
    return of_rows("bodies", "", (_("Expert bodies"), reverse("bodies")), (page.headline, about, source), rows)
