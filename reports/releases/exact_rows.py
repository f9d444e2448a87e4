"""Exact rows of a release's tables, counted before disclosure control."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from meetings.models import Country, Meeting
from meetings.models.checks import FindingKind
from meetings.vocabulary import GenderBasis, HeadBasis, ListAccess, ListStatus
from reports.counting.dimensions import DIMENSIONS, WHOLE, Dimension
from reports.counting.narrowing import at_meetings, in_category
from reports.counting.population import Population, population_at
from reports.counting.scope import ALL, STATES, Scope
from reports.measures.tally import Counts, OneGender, one_gender
from reports.releases.tables import TABLES
from reports.scope_results import counts_at_meetings, delegations_at_meetings, group_keys, groups_on_file

HEAD_BASES = (HeadBasis.STATED, HeadBasis.ONLY_MEMBER, HeadBasis.FIRST_LISTED)
EVIDENCE = (GenderBasis.COURTESY_TITLE, GenderBasis.PUBLIC_SOURCE)
EVERY_GROUP, REGIONAL_GROUP = "all", DIMENSIONS["regional_group"]
NO_PEOPLE = Counts()
PROVISIONAL = "p"
MIN_SIZES = (1, 2)
BY_STATES: dict[str, tuple[str, Dimension]] = {
    "participation_by_meeting": ("", WHOLE),
    "participation_by_regional_group": ("regional_group", REGIONAL_GROUP),
    "participation_by_role": ("role", DIMENSIONS["role"]),
}
"""Tables of States' delegations: the column that tells rows of one meeting apart, and what it is disaggregated by."""
OPEN_GROUPINGS = ("income_group", "forum_group")
"""Groupings of States that are told of open lists alone. They would divide the people of a closed list once more: who
knows which State is in which of two groups could work out what the rounding hides."""


@dataclass(frozen=True, slots=True)
class ExactRow:
    """One row as it is known inside. ``keys`` are its own columns; ``counts`` who stands behind it.

    ``evidence``: of the women and men, those whose listed gender rests on what the list prints, by title or column,
    and on a public source.
    ``delegations`` is given instead of people where delegations are counted.
    """

    table: str
    meeting: Meeting
    keys: dict[str, Any]
    counts: Counts = field(default_factory=Counts)
    evidence: tuple[int, int] = (0, 0)
    delegations: OneGender | None = None

    @property
    def place(self) -> tuple[object, ...]:
        """What makes it one row, whatever is counted in it."""
        return self.table, self.meeting.slug, *self.keys.values()

    @property
    def closed(self) -> bool:
        return self.meeting.list_access != ListAccess.OPEN


def exact_rows(meetings: Sequence[Meeting], *, by_delegation: bool, gender_basis: str = "") -> Iterator[ExactRow]:
    """Every row of every table about people; counted on each meeting's own basis unless one is named."""
    states = population_at(meetings, Scope(category=STATES, gender_basis=gender_basis))
    everyone = in_category(states, ALL)
    for table, (column, dimension) in BY_STATES.items():
        yield from _rows(table, states, dimension, column)
    yield from _rows("participation_by_category", everyone, DIMENSIONS["category"], "category")
    if by_delegation:
        yield from _by_delegation(everyone)
    for basis in HEAD_BASES:
        for row in _rows("heads_of_delegation", states.heads(basis), WHOLE, ""):
            yield replace(row, keys=row.keys | {"head_basis": basis.value})
    yield from _one_gender(states)
    for column in OPEN_GROUPINGS:
        yield from _rows(
            f"participation_by_{column}", _with_groups(states, DIMENSIONS[column]), DIMENSIONS[column], column
        )


def _with_groups(states: Population, dimension: Dimension) -> Population:
    """Those at the meetings with an open list for whose first day the groups are on file."""
    filed = groups_on_file(states, dimension).meetings
    return at_meetings(states, {meeting.pk for meeting in filed if meeting.list_access == ListAccess.OPEN})


def _rows(table: str, people: Population, dimension: Dimension, column: str) -> Iterator[ExactRow]:
    """The groups of each meeting that hold someone; of a closed list all groups, so that one which empties does not
    tell so by going away."""
    counted = counts_at_meetings(people, dimension)
    printed, public = (counts_at_meetings(people.listed_on(basis), dimension) for basis in EVIDENCE)
    groups = group_keys(people, dimension)
    for meeting in people.meetings:
        for group in groups:
            place = meeting.pk, group
            if place in counted or meeting.list_access != ListAccess.OPEN:
                keys = {"category": STATES} | ({column: group} if column else {})
                evidence = printed.get(place, NO_PEOPLE).known, public.get(place, NO_PEOPLE).known
                yield ExactRow(table, meeting, keys, counted.get(place, NO_PEOPLE), evidence)


def _by_delegation(everyone: Population) -> Iterator[ExactRow]:
    """Delegations of open lists, alphabetically within their meeting; the closed profile never shows one."""
    countries = Country.objects.in_bulk()
    for one in delegations_at_meetings(everyone, REGIONAL_GROUP, EVIDENCE):
        if one.meeting.list_access != ListAccess.OPEN or not one.counts.total:
            continue
        state = countries.get(one.country)
        keys = {
            "category": one.category,
            "delegation_id": one.key,
            "country_m49": (state.m49 or None) if state else None,
            "country_iso3": state.code if state else None,
            "country_name": state.name_en if state else one.label,
            "regional_group": one.group,
        }
        printed, public = one.known_on
        yield ExactRow("participation_by_delegation", one.meeting, keys, one.counts, (printed, public))


def _one_gender(states: Population) -> Iterator[ExactRow]:
    """Delegations by composition: by group where the list is open; a closed list is too small to divide."""
    order = [*group_keys(states, REGIONAL_GROUP), EVERY_GROUP]
    every = groupby(delegations_at_meetings(states, REGIONAL_GROUP), key=lambda one: one.meeting)
    for meeting, delegations in every:
        found: dict[str, list[Counts]] = defaultdict(list)
        for one in delegations:
            found[one.group if meeting.list_access == ListAccess.OPEN else EVERY_GROUP].append(one.counts)
        for group in sorted(found, key=order.index):
            for min_size in MIN_SIZES:
                tally = one_gender(found[group], min_size)
                if tally.delegations or group == EVERY_GROUP:
                    keys = {"category": STATES, "regional_group": group, "min_size": min_size}
                    yield ExactRow("delegations_of_one_gender", meeting, keys, delegations=tally)


def of_meeting(meeting: Meeting) -> dict[str, Any]:
    """The columns that every row of a meeting repeats."""
    return {
        "meeting_id": meeting.slug,
        "forum": meeting.forum_id,
        "area": meeting.forum.area,
        "list_symbol": meeting.symbol or None,
        "start": meeting.start.isoformat(),
        "end": meeting.end.isoformat(),
        "year": meeting.start.year,
        "format": meeting.format,
        "list_status": meeting.list_status,
    }


def meeting_details(meeting: Meeting, versions: Iterable[str]) -> dict[str, Any]:
    """What only the table of meetings says; ``versions`` are the symbols of the documents read, the latest last."""
    latest = [symbol for symbol in versions if symbol]
    details = {
        "title": meeting.title,
        "forum_name": meeting.forum_title or meeting.forum.title_en,
        "city": meeting.city or None,
        "list_version": latest[-1] if latest else None,
        "list_access": meeting.list_access,
        "counted_as": "listed" if meeting.list_access == ListAccess.OPEN else "recorded",
        "lock_waiver": meeting.lock_waiver or None,
        "accepted_findings": accepted_in_words(meeting) or None,
        "source": source_of(meeting),
        "flag": PROVISIONAL if meeting.list_status == ListStatus.PROVISIONAL else None,
    }
    return TABLES["meetings"].row(of_meeting(meeting) | details)


def accepted_in_words(meeting: Meeting) -> str:
    """What was open at the lock and accepted, in words that name nobody, each with its reason."""
    return "; ".join(f"{FindingKind(one['finding']).label}: {one['reason']}" for one in meeting.lock_accepted)


def source_of(meeting: Meeting) -> str | None:
    return meeting.symbol or meeting.list_url or None
