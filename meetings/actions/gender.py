"""Where genders come from: what a person declared, and the source of a gender column that nobody had named."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from meetings.actions.delegations import touch
from meetings.actions.hold import hold_meeting, hold_place, note_entry
from meetings.actions.people import record_gender, recorded, settle_recorded, withdraw_evidence
from meetings.actions.questions import ask_title_column
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from meetings.models import GenderRecord, ImportBatch, Meeting, Participation, ProceedingsImport
from meetings.vocabulary import (
    COLUMN_BASES,
    PRINTED_IN_LIST,
    BatchState,
    Gender,
    GenderBasis,
    ProceedingsKind,
)
from meetings.workspace.gender_sources import BEYOND_PRINT, PROCEEDINGS, evidence_of_column

DECLARED = (GenderBasis.SELF_DECLARED, GenderBasis.DELEGATION_FORM, GenderBasis.PUBLIC_SOURCE)
"""What is recorded of one person by hand: by themselves, by their delegation, or a source that is cited."""


@transaction.atomic
def declare_gender(
    *, participation: Participation, value: str, basis: str, source: str, said_on: datetime.date, by: User
) -> GenderRecord:
    """Record what is known of one person's gender, with its source and its day. Raises Refused, or Locked.

    What a person declared speaks everywhere, and after the lock too: a locked meeting catches up when it is unlocked.
    A later declaration takes the place of an earlier one. Anything else speaks for this meeting alone.
    """
    if basis not in DECLARED or value not in Gender.values or value == Gender.UNKNOWN:
        raise ValueError("Give the gender (or “prefers not to say”) and who says so.")
    if not source.strip():
        raise ActionRefused("Give the source, such as the form or the letter.")
    person, meeting = participation.person, participation.meeting
    if basis != GenderBasis.SELF_DECLARED:
        return record_gender(
            person=person, value=value, basis=basis, source=source, said_on=said_on, by=by, meeting=meeting
        )
    for affected in Meeting.objects.filter(participations__person=person, locked_at=None).distinct().order_by("pk"):
        note_entry(hold_meeting(affected), by)
    earlier = GenderRecord.objects.filter(person=person, basis=basis, withdrawn_at__isnull=True)
    if later := earlier.filter(said_on__gt=said_on).order_by("said_on").last():
        raise ActionRefused(f"A later declaration, of {later.said_on:%Y-%m-%d}, is already on record.")
    withdraw_evidence(earlier, by=by)
    return record_gender(person=person, value=value, basis=basis, source=source, said_on=said_on, by=by)


@transaction.atomic
def name_gender_source(batch: ImportBatch | ProceedingsImport, *, basis: str, source: str, by: User) -> None:
    """Say where the gender column of an imported list comes from; what its people are recorded on follows.

    Where that changes nothing in the record, a lock does not stand in the way. Raises Refused, or Locked.
    """
    if basis not in COLUMN_BASES:
        raise ValueError("A gender column is either printed in the list or comes from one of the named sources.")
    batch = type(batch).objects.select_for_update().get(pk=batch.pk)
    if batch.gender_basis or batch.state != BatchState.COMMITTED:
        raise ActionRefused("Somebody has named the source of this column, or its import is no longer in force.")
    meeting = batch.document.meeting if isinstance(batch, ImportBatch) else batch.meeting
    if isinstance(batch, ImportBatch):
        _rename_evidence(batch, basis, source, by)
        batch.gender_source = source[:300] or batch.gender_source
    else:
        _rename_proceedings(batch, basis)
    batch.gender_basis = basis
    batch.save()
    after = {"gender_basis": basis}
    note_change(by=by, action="name_gender_source", subject=batch, meeting=meeting, after=after, evidence=source)


def _rename_evidence(batch: ImportBatch, basis: str, source: str, by: User) -> None:
    """The same values on the basis that is said, in the place of those on the one that was assumed."""
    said = list(evidence_of_column(batch).exclude(basis=basis).exclude(person=None))
    if not said:
        return
    meeting = hold_meeting(batch.document.meeting)
    for record in said:
        GenderRecord.objects.create(
            person=record.person, meeting=record.meeting, value=record.value, basis=basis,
            source=source[:300] or record.source, batch=batch, by=record.by, at=timezone.now(),
        )  # fmt: skip
    withdraw_evidence(GenderRecord.objects.filter(pk__in=[record.pk for record in said]), by=by)
    people = {record.person_id for record in said if record.person_id}
    if basis == GenderBasis.PRINTED:
        _list_column(batch, meeting, by, {record.person_id or 0: record.value for record in said})
    settle_recorded(people)
    touch(meeting)


def _list_column(batch: ImportBatch, meeting: Meeting, by: User, printed: dict[int, str]) -> None:
    """What the list printed in its column becomes as listed; where its title says otherwise, nobody knows."""
    listed = Participation.objects.filter(meeting=meeting, person__in=printed).select_related("person", "delegation")
    for one in listed:
        if "listed_gender" in one.corrected:
            continue
        column, title = (printed[one.person_id], str(GenderBasis.PRINTED)), (one.listed_gender, one.listed_basis)
        claims = [title, column] if one.listed_basis in PRINTED_IN_LIST else [column]
        one.listed_gender, one.listed_basis = map(str, recorded(claims))
        one.save(update_fields=["listed_gender", "listed_basis"])
        if one.listed_gender == Gender.UNKNOWN:
            ask_title_column(batch, one, by=by)
    note_change(by=by, action="read_again", subject=meeting, meeting=meeting)


def _rename_proceedings(batch: ProceedingsImport, basis: str) -> None:
    model, field = PROCEEDINGS[ProceedingsKind(batch.holds)]
    assumed = model._default_manager.filter(Q(batch=batch, **{f"{field}__in": BEYOND_PRINT})).exclude(**{field: basis})
    if not assumed.exists():
        return
    held = hold_place(batch.where)
    assumed.update(**{field: basis})
    if isinstance(held, Meeting):
        touch(held)
