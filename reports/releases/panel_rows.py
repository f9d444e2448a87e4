"""Rows about panels: a year by its quarters or as one, divided as in the release before."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting, Panel
from reports.models import Release
from reports.panel_results import flagged_as_printed, with_seats
from reports.releases.columns import TableSpec
from reports.releases.disclosure.panel_years import Panels, Place, panels_to_tell, quarter_of
from reports.releases.disclosure.policy import PANEL_INVITATIONS
from reports.releases.published import frozen_rows

TABLE = "panels_summary"
PANELS_COUNTED = ("balanced", "mixed", "mixed_only_because_of_us", "single_gender", "cannot_tell_yet")
SINGLE_GENDER = "single_gender"


def panel_rows(
    meetings: Sequence[Meeting], spec: TableSpec, last_public: Release | None, today: datetime.date
) -> list[dict[str, Any]]:
    """One row for each period and area; numbers only from ``PANEL_INVITATIONS`` on. ``spec``: the table as the release
    has it, which once knew quarters alone."""
    found = panels_by_quarter(meetings)
    if "period" not in {column.name for column in spec.columns}:
        told: dict[Place, Panels | None] = {
            place: panels if panels.number >= PANEL_INVITATIONS else None for place, panels in sorted(found.items())
        }
    else:
        told = panels_to_tell(found, panels_shown(last_public), today)
    return [_row(place, panels) for place, panels in told.items()]


def panels_by_quarter(meetings: Sequence[Meeting]) -> dict[Place, Panels]:
    """Panels at these meetings that are judged, by what is printed or cited of their speakers."""
    found: dict[Place, list[str]] = defaultdict(list)
    of_these = Panel.objects.filter(meeting__in=meetings, date__isnull=False).select_related("meeting__forum")
    for one in flagged_as_printed(with_seats(of_these)):
        day, at = one.panel.date, one.panel.meeting
        if day and at and one.flag.status in PANELS_COUNTED:
            found[Place(quarter_of(day), at.forum.area)].append(one.flag.status)
    return {place: Panels(len(statuses), statuses.count(SINGLE_GENDER)) for place, statuses in found.items()}


def panels_shown(last_public: Release | None) -> dict[Place, Panels | None]:
    """What anybody could read of each period last, in the newest release that had it."""
    told: dict[Place, Panels | None] = {}
    while last_public is not None:
        for row in frozen_rows(last_public, TABLE) if TABLE in last_public.manifest["data"] else []:
            panels = None if row["panels"] is None else Panels(row["panels"], row["single_gender"])
            told.setdefault(Place(row.get("period") or row["quarter"], row["area"]), panels)
        last_public = last_public.last_public
    return told


def _row(place: Place, panels: Panels | None) -> dict[str, Any]:
    too_few = _("Not published: fewer than %(least)d panels.") % {"least": PANEL_INVITATIONS}
    return {
        "period": place.period,
        "year": int(place.period[:4]),
        "quarter": place.period if "-" in place.period else None,
        "area": place.area,
        "panels": panels.number if panels else None,
        "single_gender": panels.single_gender if panels else None,
        "flag": None if panels else "c",
        "note": None if panels else too_few,
    }
