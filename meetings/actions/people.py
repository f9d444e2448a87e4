"""Persons and the evidence on their gender: add, withdraw, merge, settle."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from meetings.actions import bulk
from meetings.actions.hold import hold_meeting
from meetings.actions.trail import note_change, values_of
from meetings.models import GenderRecord, ImportBatch, Meeting, Participation, Person, Question
from meetings.rights import Locked
from meetings.vocabulary import Gender, GenderBasis

PERSON_COLUMNS = ("name_key", "entity_key", "namesake", "full_name", "given_names", "family_name", "confirmed")
RECORD_COLUMNS = ("person_id", "meeting_id", "value", "basis", "source", "batch_id", "by_id", "at")
PersonKey = tuple[str, str, int]  # name key, entity key, namesake
Evidence = tuple[str, str]  # value, basis


def recorded(evidence: Iterable[Evidence]) -> Evidence:
    """The gender that a set of evidence supports: the strongest basis; not recorded where that basis disagrees.

    See lists.md, *Equal and unequal evidence*. A weaker claim never overwrites a stronger record, and no courtesy title
    speaks over somebody who prefers not to say.
    """
    strongest: list[Evidence] = []
    said = list(evidence)
    if any(value == Gender.UNDISCLOSED for value, _ in said):
        said = [claim for claim in said if claim[1] != GenderBasis.COURTESY_TITLE]
    for value, basis in said:
        rank = GenderBasis(basis).strength
        best = GenderBasis(strongest[0][1]).strength if strongest else -1
        if rank >= best:
            strongest = [*strongest, (value, basis)] if rank == best else [(value, basis)]
    if len({value for value, _ in strongest}) != 1:
        return Gender.UNKNOWN, GenderBasis.NONE
    return strongest[0]


def add_people(people: dict[PersonKey, tuple[str, str, str]]) -> dict[PersonKey, int]:
    """Make the people that are not on record yet (full, given, family name by key); returns everybody's id.

    Another import may make the same people at the same instant: the unique constraint decides, both read one set.
    """
    rows = [(*key, *names, False) for key, names in sorted(people.items())]
    bulk.insert_missing(Person, PERSON_COLUMNS, rows)
    ids: dict[PersonKey, int] = {}
    for names in bulk.chunks(sorted({name for name, _, _ in people})):
        found = Person.objects.filter(name_key__in=names)
        keys = ("merged_into", "id", "name_key", "entity_key", "namesake")
        for merged_into, person_id, name, entity, namesake in found.values_list(*keys):
            if (name, entity, namesake) in people:
                ids[name, entity, namesake] = merged_into or person_id
    return ids


def add_evidence(
    evidence: Iterable[tuple[int, str, str]], *, meeting: Meeting, source: str, batch: ImportBatch | None, by: Any
) -> None:
    """Record (person, value, basis) as printed at a meeting."""
    at, batch_id = bulk.stamp(timezone.now()), batch.pk if batch else None
    rows = ((person, meeting.pk, value, basis, source[:300], batch_id, by.pk, at) for person, value, basis in evidence)
    bulk.insert(GenderRecord, RECORD_COLUMNS, rows)


def withdraw_evidence(records: Any, *, by: User) -> list[int]:
    """Mark a queryset of gender records withdrawn; returns their ids."""
    ids = list(records.filter(withdrawn_at__isnull=True).values_list("id", flat=True))
    for some in bulk.chunks(ids):
        GenderRecord.objects.filter(id__in=some).update(withdrawn_at=timezone.now(), withdrawn_by=by)
    return ids


def settle_recorded(people: Collection[int]) -> None:
    """Work out again what is recorded wherever these people took part; meetings that change move their revision.

    Evidence printed at a meeting speaks for that meeting; a self-declaration speaks everywhere; all evidence
    speaks everywhere once somebody confirmed that the person is one (``Person.confirmed``). A locked meeting keeps what
    it had: it catches up when it is unlocked.
    """
    for some in bulk.chunks(sorted(people)):
        evidence: dict[int, list[tuple[int | None, str, str]]] = defaultdict(list)
        records = GenderRecord.objects.filter(person__in=some, withdrawn_at__isnull=True)
        for person_id, meeting_id, value, basis in records.values_list("person_id", "meeting_id", "value", "basis"):
            evidence[person_id].append((meeting_id, value, basis))
        changed: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
        taken_part = Participation.objects.filter(person__in=some).values_list(
            "id", "meeting_id", "person_id", "person__confirmed", "recorded_gender", "recorded_basis"
        )
        for pk, meeting_id, person_id, confirmed, *stands in taken_part:
            heard = [
                (value, basis)
                for where, value, basis in evidence[person_id]
                if confirmed or where in (meeting_id, None) or basis == GenderBasis.SELF_DECLARED
            ]
            value, basis = map(str, recorded(heard))
            if [value, basis] != stands:
                changed[meeting_id].append((value, basis, pk))
        # Held before they change, so that none of them is locked meanwhile.
        held = Meeting.objects.select_for_update().filter(id__in=changed, locked_at=None).order_by("pk")
        meetings = list(held.values_list("pk", flat=True))
        rows = [row for meeting in meetings for row in changed[meeting]]
        bulk.update(Participation, ("recorded_gender", "recorded_basis"), rows)
        Meeting.objects.filter(id__in=meetings).update(revision=F("revision") + 1)


@transaction.atomic
def record_gender(
    *,
    person: Person,
    value: str,
    basis: str,
    source: str,
    by: User,
    meeting: Meeting | None = None,
    said_on: datetime.date | None = None,
) -> GenderRecord:
    """Add one piece of evidence by hand: a declaration of that day, or a public source (``source`` cites it).

    Where a list prints nothing, a cited public source is also what counts *as listed* (measures.md).
    """
    if meeting:
        hold_meeting(meeting, by)
    record = GenderRecord.objects.create(
        person=person,
        meeting=meeting,
        value=value,
        basis=basis,
        source=source[:300],
        said_on=said_on,
        by=by,
        at=timezone.now(),
    )
    if basis == GenderBasis.PUBLIC_SOURCE and meeting:
        silent = Participation.objects.filter(person=person, meeting=meeting, listed_gender=Gender.UNKNOWN)
        silent.update(listed_gender=value, listed_basis=basis)
        Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision") + 1)
    note_change(
        by=by,
        action="record_gender",
        subject=person,
        meeting=meeting,
        after={"value": value, "basis": basis},
        evidence=source,
    )
    settle_recorded([person.pk])
    return record


@transaction.atomic
def merge_people(*, keep: Person, other: Person, by: User, source: str, meeting: Meeting | None) -> Person:
    """Say that two records are one person: everything moves to ``keep``, which is then confirmed.

    Raises ValueError when both stand on the same delegation of a meeting: those must be settled there first; and
    when ``other`` stands in the list of a locked meeting, whose rows would change. What moved is noted, so that
    ``merges.undo_merge`` can give it back; ``other`` stays as a spelling.
    """
    if other.merged_into_id or keep.merged_into_id or keep.pk == other.pk:
        raise ValueError("One of the two is already merged; reload the page.")
    try:
        for listed in Meeting.objects.filter(participations__person=other).distinct():
            hold_meeting(listed)
    except Locked:
        # Not the other meeting's own sentence: whoever asks may have no right to know of it.
        raise ValueError("One of the two is on the list of a locked meeting; unlock it first.") from None
    delegations = other.participations.values_list("delegation_id", flat=True)
    if keep.participations.filter(delegation__in=delegations).exists():
        raise ValueError("Both are in the same delegation at one meeting; correct that list first.")
    before = values_of(keep, ("confirmed",)) | {"merged": other.pk} | _moved(other, keep)
    meetings = set(other.participations.values_list("meeting_id", flat=True))
    other.participations.update(person=keep)
    other.gender_records.update(person=keep)
    Question.objects.filter(person=other).exclude(other_person=keep).update(person=keep)
    Question.objects.filter(other_person=other).exclude(person=keep).update(other_person=keep)
    other.merged.update(merged_into=keep)
    keep.confirmed = True
    keep.save(update_fields=["confirmed"])
    other.merged_into = keep
    other.save(update_fields=["merged_into"])
    Meeting.objects.filter(id__in=meetings).update(revision=F("revision") + 1)
    note_change(
        by=by,
        action="merge_people",
        subject=keep,
        meeting=meeting,
        before=before,
        after={"confirmed": True},
        evidence=source,
    )
    settle_recorded([keep.pk])
    return keep


def _moved(other: Person, keep: Person) -> dict[str, list[int]]:
    """Ids of what goes from one person to the other."""
    questions = Question.objects.order_by("pk")
    found = {
        "participations": other.participations.order_by("pk"),
        "gender_records": other.gender_records.order_by("pk"),
        "questions": questions.filter(person=other).exclude(other_person=keep),
        "other_questions": questions.filter(other_person=other).exclude(person=keep),
        "spellings": other.merged.order_by("pk"),
    }
    return {name: list(rows.values_list("pk", flat=True)) for name, rows in found.items()}


def forget_unlisted(people: Collection[int]) -> None:
    """Remove people who stand in no list any more and about whom no evidence stands."""
    for some in bulk.chunks(sorted(people)):
        Person.objects.filter(
            ~Q(gender_records__withdrawn_at__isnull=True, gender_records__isnull=False),
            id__in=some,
            participations__isnull=True,
            merged_into__isnull=True,
        ).delete()
