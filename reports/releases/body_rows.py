"""Rows about members of bodies: one for each cycle that is over, as its public list prints them or in fives.

Whoever was nominated, eligible or shortlisted stands in no row, neither does a region.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.vocabulary import LISTED_BASES
from reports.models import Release
from reports.practice_results.body_members import Membership, cycles_on_record, memberships
from reports.releases.changes import with_flag
from reports.releases.disclosure.body_members import Way, next_shown, readable, way_of
from reports.releases.disclosure.policy import CLOSED, OPEN
from reports.releases.disclosure.staff_bands import BandCounts
from reports.releases.published import frozen_rows
from reports.releases.published_rows import CONFIDENTIAL, UNRELIABLE, unreliable, with_shares

TABLE = "bodies_membership"
Row = dict[str, Any]
NOT_OF_THE_RECORD = ("release", "flag", "note")
"""Columns that do not say whether the record has moved."""


def body_rows(meetings: Sequence[Meeting], last_public: Release | None, dated: datetime.date) -> list[Row]:
    """One row for each cycle that is over; invented bodies go with invented meetings alone."""
    invented = bool(meetings) and all(one.demonstration for one in meetings)
    now = {_id(one.cycle.body.forum_id, one.cycle.pk): _row(one) for one in memberships(dated, invented=invented)}
    before = _printed_before(last_public)
    known = [_id(code, pk) for code, pk in cycles_on_record(invented=invented)]
    rows = (next_shown(now.get(cycle), before.get(cycle)) for cycle in known)
    return [row for row in rows if row]


def members_moved(release: Release) -> bool:
    """Whether what a release says of members of bodies would be said otherwise by now."""
    if TABLE not in release.manifest["data"]:
        return False
    meetings = list(Meeting.objects.filter(releases__release=release))
    now = body_rows(meetings, release.last_public, release.dated)
    return [_of_the_record(row) for row in now] != [_of_the_record(row) for row in frozen_rows(release, TABLE)]


def _of_the_record(row: Mapping[str, Any]) -> Row:
    return {name: value for name, value in row.items() if name not in NOT_OF_THE_RECORD}


def _printed_before(last_public: Release | None) -> dict[str, tuple[Way, Row]]:
    """The row of each cycle as the newest release that anybody could read printed it."""
    found: dict[str, tuple[Way, Row]] = {}
    while last_public is not None:
        for row in frozen_rows(last_public, TABLE) if TABLE in last_public.manifest["data"] else []:
            flags = [one for one in (row["flag"] or "").split() if one != "r"]
            kept = {name: value for name, value in row.items() if name != "release"} | {"flag": " ".join(flags) or None}
            found.setdefault(row["cycle_id"], (way_of(row, public=CONFIDENTIAL not in flags), kept))
        last_public = last_public.last_public
    return found


def _id(body: str, cycle: int) -> str:
    return f"{body}-{cycle}"


def _row(one: Membership) -> tuple[Way, Row]:
    """What is said of a cycle by itself, and how. Names of cycles are free text and stay in the office."""
    cycle, body = one.cycle, one.cycle.body
    public = bool(cycle.list_symbol) and one.basis in LISTED_BASES
    numbers = readable(BandCounts(one.counts.women, one.counts.men, one.counts.open), public=public)
    way = way_of(numbers, public=public)
    flags = "" if way == "exact" else CONFIDENTIAL
    if unreliable(numbers):
        flags = with_flag(flags, UNRELIABLE)
    row = {
        "cycle_id": _id(body.forum_id, cycle.pk),
        "body": body.forum_id,
        "body_name": body.forum.title_en,
        "kind": body.kind,
        "year": one.year,
        "stage": one.stage,
        "as_of": one.as_of.isoformat(),
        "list_symbol": cycle.list_symbol or None,
        "flag": flags or None,
        "note": _note(way, public=public) or None,
    }
    return way, row | with_shares(numbers, OPEN if public else CLOSED)


def _note(way: Way, *, public: bool) -> str:
    if way == "rounded":
        words = {"rounding": CLOSED.rounding, "least": CLOSED.slack + 1}
        return _("Rounded to multiples of %(rounding)d; 0 means fewer than %(least)d.") % words
    if way == "exact":
        return ""
    if public:
        return _("Not published: fewer than %(least)d members.") % {"least": OPEN.meeting_people}
    return _("Not published: no public list, and too few women and men or too much would follow.")
