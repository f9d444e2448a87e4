"""Delegations and participations: add, change, and settle who heads each delegation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from meetings.actions import bulk
from meetings.actions.hold import hold_meeting
from meetings.actions.trail import note_change, only_changes, values_of
from meetings.models import Delegation, DelegationCount, ImportBatch, ListDocument, Meeting, Participation
from meetings.rights import Locked
from meetings.vocabulary import BatchState, Gender, HeadBasis, Role
from meetings.workspace.versions import unprinted

PARTICIPATION_COLUMNS = (
    "id",
    "meeting_id",
    "delegation_id",
    "person_id",
    "listed_gender",
    "listed_basis",
    "recorded_gender",
    "recorded_basis",
    "role",
    "head_basis",
    "rank",
    "registered",
    "attended",
    "list_order",
    "row_id",
    "printed_name",
    "printed_title",
    "printed_post",
    "organisation",
    "notes",
    "corrected",
)
# What a list prints and a hand may correct.
CORRECTABLE = (
    "listed_gender",
    "listed_basis",
    "role",
    "rank",
    "registered",
    "attended",
    "printed_name",
    "printed_title",
    "printed_post",
    "organisation",
    "notes",
)
DelegationKey = tuple[str, str]  # entity key, category


def touch(meeting: Meeting) -> None:
    """Move the meeting's revision: what is counted has changed.

    Raises Locked, and so undoes the whole action, should one ever come here without having held the meeting.
    """
    if not Meeting.objects.filter(pk=meeting.pk, locked_at=None).update(revision=F("revision") + 1):
        raise Locked(Meeting.objects.get(pk=meeting.pk))


def add_delegations(
    meeting: Meeting, wanted: Mapping[DelegationKey, tuple[str, str, str, bool]]
) -> tuple[dict[DelegationKey, int], list[int]]:
    """Make the delegations not there yet (by key: country code, name, section, whether it is undecided which State);
    all ids, and those newly made."""
    standing = dict(_delegation_ids(meeting))
    made = [
        Delegation(
            meeting=meeting,
            entity_key=key[0],
            category=key[1],
            country_id=country or None,
            name=name[:300],
            section=section[:200],
            undecided=undecided,
        )
        for key, (country, name, section, undecided) in wanted.items()
        if key not in standing
    ]
    Delegation.objects.bulk_create(made)
    ids = dict(_delegation_ids(meeting))
    return ids, [ids[one.entity_key, one.category] for one in made]


def _delegation_ids(meeting: Meeting) -> Iterable[tuple[DelegationKey, int]]:
    rows = Delegation.objects.filter(meeting=meeting).values_list("entity_key", "category", "id")
    return (((entity, category), pk) for entity, category, pk in rows)


def add_participations(rows: Iterable[bulk.Values]) -> None:
    """Add participations, in the order of ``PARTICIPATION_COLUMNS``."""
    bulk.insert(Participation, PARTICIPATION_COLUMNS, rows)


def change_participations(changes: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Set the given fields of each participation; rows that change the same fields go in one statement."""
    by_fields: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for pk, values in changes:
        by_fields[tuple(values)].append((*values.values(), pk))
    for fields, rows in by_fields.items():
        bulk.update(Participation, fields, rows)


def settle_heads(meeting: Meeting, delegations: Collection[int]) -> None:
    """Say who heads these delegations, and how we know: stated, the only member, or first listed.

    First listed counts only where a list in force that prints the delegation keeps document order (measures.md,
    *Heads of delegation*). Of two stated heads the one counts whom a list in force prints.
    """
    ordered = ListDocument.objects.filter(meeting=meeting, keeps_order=True)
    batches = list(
        ImportBatch.objects.filter(document__in=ordered, state=BatchState.COMMITTED).values_list("pk", flat=True)
    )
    changes: list[tuple[str, int]] = []
    for some in bulk.chunks(sorted(delegations)):
        printed = Participation.objects.filter(delegation__in=some, import_rows__batch__in=batches)
        in_order = set(printed.values_list("delegation_id", flat=True).distinct())
        counted = set(DelegationCount.objects.filter(delegation__in=some).values_list("delegation_id", flat=True))
        members = Participation.objects.filter(delegation__in=some).exclude(registered="no")
        rows = members.order_by("delegation_id", "list_order", "id").values_list(
            "delegation_id", "id", "role", "head_basis"
        )
        replaced: set[int] | None = None
        for delegation, group in groupby(rows.iterator(), key=itemgetter(0)):
            people = [(pk, role, basis) for _, pk, role, basis in group]
            if sum(role == Role.HEAD for _, role, _ in people) > 1:
                if replaced is None:
                    replaced = set(unprinted(meeting).values_list("pk", flat=True))
                people.sort(key=lambda one: one[0] in replaced)
            changes += _head_changes(people, alone=delegation not in counted, in_order=delegation in in_order)
        gone = Participation.objects.filter(delegation__in=some, registered="no").exclude(head_basis="")
        gone.update(head_basis=HeadBasis.NOT_HEAD)
    # Marks go before they come: one head per delegation is a constraint.
    changes.sort(key=lambda change: change[0] != HeadBasis.NOT_HEAD)
    bulk.update(Participation, ("head_basis",), changes)


def _head_changes(people: list[tuple[int, str, str]], *, alone: bool, in_order: bool) -> list[tuple[str, int]]:
    """The marks to set for one delegation: (head basis, participation) of those that differ; people in list order."""
    stated = next((pk for pk, role, _ in people if role == Role.HEAD), None)
    if stated is not None:
        head, basis = stated, HeadBasis.STATED
    elif len(people) == 1 and alone:
        head, basis = people[0][0], HeadBasis.ONLY_MEMBER
    elif in_order:
        head, basis = people[0][0], HeadBasis.FIRST_LISTED
    else:
        head, basis = 0, HeadBasis.NOT_HEAD
    wanted = {pk: str(basis) if pk == head else "" for pk, _, _ in people}
    return [(wanted[pk], pk) for pk, _, stands in people if wanted[pk] != stands]


@transaction.atomic
def correct_participation(*, participation: Participation, values: Mapping[str, Any], by: User, source: str) -> bool:
    """Correct by hand what a list printed; the fields are marked, and later imports leave them. True if changed."""
    unknown = set(values) - set(CORRECTABLE)
    if unknown:
        raise ValueError(f"Not a field that can be corrected: {', '.join(sorted(unknown))}.")
    hold_meeting(participation.meeting)
    before, after = only_changes(values_of(participation, values), values)
    if not after:
        return False
    for name, value in after.items():
        setattr(participation, name, value)
    participation.corrected = sorted(set(participation.corrected) | set(after))
    participation.save(update_fields=[*after, "corrected"])
    note_change(
        by=by,
        action="correct_participation",
        subject=participation,
        meeting=participation.meeting,
        before=before,
        after=after,
        evidence=source,
    )
    settle_heads(participation.meeting, [participation.delegation_id])
    touch(participation.meeting)
    return True


def keeps_document_order(listed: Iterable[tuple[DelegationKey, str]]) -> bool:
    """False when at least 80 % of the delegations of four or more stand in name order: then first is no rank.

    ``listed``: (delegation, name written family name first) in the order of the list.
    """
    seen: dict[DelegationKey, tuple[int, str, bool]] = {}  # people, last name, so far in name order
    for delegation, name in listed:
        people, last, by_name = seen.get(delegation, (0, "", True))
        seen[delegation] = (people + 1, name, by_name and last <= name)
    large = [by_name for people, _, by_name in seen.values() if people >= 4]
    return not large or sum(large) * 5 < len(large) * 4


def gender_of(value: str, basis: str) -> dict[str, str]:
    """A listed gender with its basis as fields; not recorded carries none."""
    return {"listed_gender": value, "listed_basis": "" if value == Gender.UNKNOWN else basis}
