"""Rows about panels and invitations to them: a year by its quarters or as one, divided as in the release before."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting, Panel
from panels.models import Invitation
from panels.vocabulary import ENDED, InvitationState, OrganiserType
from reports.measures.panel_desk import History, in_numbers
from reports.models import Release
from reports.practice_results.panels import flagged_as_printed, histories, with_seats
from reports.releases.columns import TableSpec
from reports.releases.disclosure.panel_years import Invitations, Panels, Place, Readable, quarter_of, to_tell
from reports.releases.disclosure.policy import PANEL_INVITATIONS
from reports.releases.published import frozen_rows

TABLE = "panels_summary"
PANELS_COUNTED = ("balanced", "mixed", "mixed_only_because_of_us", "single_gender", "cannot_tell_yet")
SINGLE_GENDER = "single_gender"
OF_INVITATIONS = ("invitations", *Invitations._fields[1:])
"""Columns about invitations, in the order of ``Invitations``."""


def panel_rows(
    meetings: Sequence[Meeting], spec: TableSpec, last_public: Release | None, today: datetime.date
) -> list[dict[str, Any]]:
    """One row for each period and area; numbers only from ``PANEL_INVITATIONS`` on. ``spec``: the table as the release
    has it, which once knew quarters alone, and once no invitations."""
    found, names = panels_by_quarter(meetings), {column.name for column in spec.columns}
    if "period" not in names:
        told = {
            place: Readable(panels if panels.number >= PANEL_INVITATIONS else None)
            for place, panels in sorted(found.items())
        }
    else:
        invitations = invitations_by_quarter(meetings) if tells_invitations(names) else {}
        told = to_tell(found, invitations, shown_last(last_public), today)
    return [_row(place, one, invited=tells_invitations(names)) for place, one in told.items()]


def tells_invitations(columns: Collection[str]) -> bool:
    """Whether a table with these columns tells of invitations: earlier releases did not."""
    return OF_INVITATIONS[0] in columns


def panels_by_quarter(meetings: Sequence[Meeting]) -> dict[Place, Panels]:
    """Panels at these meetings that are judged, by what is printed or cited of their speakers."""
    found: dict[Place, list[str]] = defaultdict(list)
    of_these = Panel.objects.filter(meeting__in=meetings, date__isnull=False).select_related("meeting__forum")
    for one in flagged_as_printed(with_seats(of_these)):
        day, at = one.panel.date, one.panel.meeting
        if day and at and one.flag.status in PANELS_COUNTED:
            found[Place(quarter_of(day), at.forum.area)].append(one.flag.status)
    return {place: Panels(len(statuses), statuses.count(SINGLE_GENDER)) for place, statuses in found.items()}


def invitations_by_quarter(meetings: Sequence[Meeting]) -> dict[Place, Invitations]:
    """Invitations that are over, to panels of others in the years of these meetings: by the day of the panel and by
    area. One whose day or area nobody knows is in no row."""
    years = {one.start.year for one in meetings}
    invented = bool(meetings) and all(one.demonstration for one in meetings)
    over = Invitation.objects.filter(
        state__in=(*ENDED, InvitationState.CLOSED), panel__date__year__in=years, demonstration=invented
    ).exclude(organiser_type=OrganiserType.OWN_OFFICE)
    found: dict[Place, list[History]] = defaultdict(list)
    for one in histories(over):
        if one.day and one.area:
            found[Place(quarter_of(one.day), one.area)].append(one)
    return {place: _in_numbers(some) for place, some in sorted(found.items())}


def _in_numbers(some: Sequence[History]) -> Invitations:
    numbers = in_numbers(some)
    return Invitations(*(numbers[name] for name in OF_INVITATIONS))


def exact_invitations(meetings: Sequence[Meeting]) -> dict[str, list[int]]:
    """The same numbers as JSON holds them: what a release remembers, to know whether the record has moved since."""
    return {f"{place.period} {place.area}": list(one) for place, one in invitations_by_quarter(meetings).items()}


def invitations_moved(release: Release) -> bool:
    """Whether what a release tells of invitations would be counted otherwise by now."""
    if TABLE not in release.manifest["data"]:
        return False
    if not tells_invitations([column["name"] for column in release.manifest["tables"][TABLE]["columns"]]):
        return False
    meetings = Meeting.objects.filter(releases__release=release)
    return exact_invitations(list(meetings)) != release.exact_invitations


def shown_last(last_public: Release | None) -> dict[Place, Readable]:
    """What anybody could read of each period last: the numbers of the newest release that printed any."""
    told: dict[Place, Readable] = {}
    while last_public is not None:
        for row in frozen_rows(last_public, TABLE) if TABLE in last_public.manifest["data"] else []:
            place = Place(row.get("period") or row["quarter"], row["area"])
            panels = None if row["panels"] is None else Panels(row["panels"], row["single_gender"])
            invited = row.get(OF_INVITATIONS[0])
            invitations = None if invited is None else Invitations(*(row[name] for name in OF_INVITATIONS))
            later = told.get(place, Readable())
            told[place] = Readable(later.panels or panels, later.invitations or invitations)
        last_public = last_public.last_public
    return told


def _row(place: Place, told: Readable, *, invited: bool) -> dict[str, Any]:
    panels, invitations = told.panels, told.invitations
    note = _too_few(panels=panels is None, invitations=invited and invitations is None)
    return {
        "period": place.period,
        "year": int(place.period[:4]),
        "quarter": place.period if "-" in place.period else None,
        "area": place.area,
        "panels": panels.number if panels else None,
        "single_gender": panels.single_gender if panels else None,
        **dict(zip(OF_INVITATIONS, invitations or [None] * len(OF_INVITATIONS), strict=True)),
        "flag": "c" if note else None,
        "note": note or None,
    }


def _too_few(*, panels: bool, invitations: bool) -> str:
    """Of what there are too few, in a sentence; empty where there are enough."""
    words = {"least": PANEL_INVITATIONS}
    if panels and invitations:
        return _("Not published: fewer than %(least)d panels, and fewer than %(least)d invitations.") % words
    if panels:
        return _("Not published: fewer than %(least)d panels.") % words
    return _("Invitations not published: fewer than %(least)d.") % words if invitations else ""
