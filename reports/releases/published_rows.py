"""Published rows: exact rows after disclosure control, with shares, flags and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.conf import settings

from meetings.models import Meeting
from meetings.vocabulary import STATE_CATEGORIES, ListAccess, ListStatus
from reports.counting.scope import REGISTERED, STATES
from reports.measures.tally import Counts
from reports.releases.changes import with_flag
from reports.releases.disclosure import policy, pools
from reports.releases.disclosure.cells import Cell, Published, compositions, people
from reports.releases.disclosure.memory import Memory, Pool
from reports.releases.disclosure.policy import Policy
from reports.releases.disclosure.pools import Occasion
from reports.releases.disclosure.publishable import publishable
from reports.releases.exact_rows import EVERY_GROUP, PROVISIONAL, ExactRow, of_meeting, source_of
from reports.releases.tables import TABLES
from reports.words import said

CONFIDENTIAL, UNRELIABLE = "c", "u"
RELIABLE = Fraction(7, 10)
VARIABLES = {"participation_by_meeting": 0, "participation_by_delegation": 2}
"""By how many variables a table divides its whole, where that is not one."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Rows by table, what the next release has to know, and how many rows of each table were withheld or rounded."""

    rows: dict[str, list[dict[str, Any]]]
    memory: Memory
    withheld: dict[str, int]
    rounded: dict[str, int]


def policies_of(meetings: Sequence[Meeting]) -> dict[str, Policy]:
    """The profile of each meeting: a list that is not known to be open is closed."""
    by_delegation = bool(settings.PARITY_BY_DELEGATION)
    profiles = {True: replace(policy.OPEN, by_delegation=by_delegation), False: policy.CLOSED}
    return {meeting.slug: profiles[meeting.list_access == ListAccess.OPEN] for meeting in meetings}


def policy_as_json(tables: Collection[str]) -> dict[str, Any]:
    """The profiles of these tables with all their numbers, as they stand in the manifest."""
    by_delegation = bool(settings.PARITY_BY_DELEGATION)
    offices = {"office_holders": policy.OFFICES.as_json()} if "office_holders" in tables else {}
    return offices | {
        "open": replace(policy.OPEN, by_delegation=by_delegation).as_json(),
        "closed": policy.CLOSED.as_json(),
        "pool_meetings": policy.POOL_MEETINGS,
        "pool_people": policy.POOL_PEOPLE,
        "panel_invitations": policy.PANEL_INVITATIONS,
        "by_delegation": settings.PARITY_BY_DELEGATION,
    }


def disclosed(
    exact: Sequence[ExactRow], printed: Sequence[ExactRow], meetings: Sequence[Meeting], previous: Memory
) -> Disclosed:
    """What may leave of every row, in the order of the rows.

    ``printed``: the rows of closed lists counted by the print alone. What is declared beyond it must not move a row.
    """
    policies = policies_of(meetings)
    by_print = {row.place: row for row in printed}
    cells = [cell_of(row, by_print.get(row.place)) for row in exact]
    occasions = {meeting.slug: Occasion(str(meeting.forum_id), meeting.start.year) for meeting in meetings}
    judged = publishable(cells, policies, previous, occasions)
    repeated = {meeting.slug: of_meeting(meeting) | {"source": source_of(meeting)} for meeting in meetings}
    found = Disclosed(defaultdict(list), judged.memory, defaultdict(int), defaultdict(int))
    for row, cell in zip(exact, judged.cells, strict=True):
        if cell.left_out:
            continue
        found.rows[row.table].append(_row(row, cell, policies[row.meeting.slug], repeated[row.meeting.slug]))
        found.withheld[row.table] += cell.withheld
        found.rounded[row.table] += cell.rounded
    by_name = {meeting.slug: meeting for meeting in meetings}
    for pool, cell in judged.pools:
        if not cell.withheld:
            own = [by_name[slug] for slug in pool.meetings]
            found.rows[pools.TABLE].append(_of_pool(pool, own, cell, policies[pool.meetings[0]]))
    return found


def cell_of(row: ExactRow, printed: ExactRow | None = None) -> Cell:
    """The row as disclosure control sees it, beside the same row by the print alone.

    The States' categories are parts of the States' whole; every other category is a whole of its own."""
    key = tuple(str(value) for name, value in row.keys.items() if name in KEYS)
    if row.delegations is not None:
        group, size = row.keys["regional_group"], row.keys["min_size"]
        return compositions(
            row.table, row.meeting.slug, row.delegations, key, min_size=size, divided=group != EVERY_GROUP,
            listed=printed.delegations if printed else None,
        )  # fmt: skip
    of_states = row.keys["category"] in (STATES, *STATE_CATEGORIES)
    series = STATES if of_states else row.keys["category"]
    variables = VARIABLES.get(row.table, 1)
    if row.table == "participation_by_category" and not of_states:
        variables = 0
    return people(
        row.table, row.meeting.slug, row.counts, key, series=series, variables=variables,
        printed_title=Counts(women=row.evidence[0]), public_source=Counts(women=row.evidence[1]),
        listed=printed.counts if printed else None,
    )  # fmt: skip


KEYS = ("category", "regional_group", "income_group", "forum_group", "role", "head_basis", "delegation_id", "min_size")


def _row(row: ExactRow, cell: Published, own: Policy, repeated: Mapping[str, Any]) -> dict[str, Any]:
    numbers = (
        dict(cell.numbers) | _composition(cell.numbers, own)
        if row.delegations is not None
        else with_shares(cell.numbers, own) | {"base": REGISTERED}
    )
    flags = CONFIDENTIAL if cell.withheld or cell.rounded else ""
    flags = with_flag(flags, PROVISIONAL) if row.meeting.list_status == ListStatus.PROVISIONAL else flags
    flags = with_flag(flags, UNRELIABLE) if unreliable(numbers) else flags
    about = {"flag": flags or None, "note": said(cell.note) if cell.note else None}
    return TABLES[row.table].row({**repeated, **row.keys, **numbers, **about})


def _of_pool(pool: Pool, meetings: Sequence[Meeting], cell: Published, own: Policy) -> dict[str, Any]:
    numbers, years = with_shares(cell.numbers, own), [meeting.start.year for meeting in meetings]
    about = {
        "pool_id": pool.name,
        "forum": pool.forum,
        "area": meetings[0].forum.area,
        "first_year": min(years),
        "last_year": max(years),
        "meetings": len(meetings),
        "meeting_ids": " ".join(pool.meetings),
        "category": STATES,
        "base": REGISTERED,
        "flag": with_flag(CONFIDENTIAL, UNRELIABLE) if unreliable(numbers) else CONFIDENTIAL,
        "note": said(cell.note) if cell.note else None,
    }
    return TABLES[pools.TABLE].row(numbers | about)


def with_shares(numbers: Mapping[str, int | None], own: Policy) -> dict[str, Any]:
    """Published numbers of women, men and the rest with the shares made from them."""
    return {**numbers, **{name: _number(share) for name, share in policy.shares(numbers, own).items()}}


def _composition(numbers: Mapping[str, int | None], own: Policy) -> dict[str, Any]:
    determinable, share = policy.of_one_gender(numbers, own)
    return {"determinable": determinable, "share_one_gender": _number(share)}


def unreliable(numbers: Mapping[str, Any]) -> bool:
    """Whether the published numbers themselves say that few are recorded as a woman or a man."""
    known, total = numbers.get("women_and_men"), numbers.get("total")
    return known is not None and bool(total) and Fraction(known, total) < RELIABLE


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(share)
