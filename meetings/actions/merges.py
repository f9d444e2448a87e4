"""Two people of similar names: say that they are one, that they are two, or take a merge back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from meetings.actions.hold import hold_meeting
from meetings.actions.people import merge_people, settle_recorded
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from meetings.models import Change, GenderRecord, Meeting, Participation, Person, Question
from meetings.names.parts import name_key
from meetings.rights import Locked
from meetings.vocabulary import QuestionKind

MERGED = "merge_people"


def merge_of(other: Person) -> Change | None:
    """The note of the merge that stands for somebody."""
    if not other.merged_into_id:
        return None
    noted = Change.objects.filter(action=MERGED, before__merged=other.pk).order_by("-pk")
    return noted.first()


def merged_participations(other: Person) -> QuerySet[Participation]:
    """Where somebody who was merged stands: what moved, and what lists have printed under their spelling since."""
    noted = merge_of(other)
    moved = set(noted.before.get("participations", ()) if noted and noted.before else ())
    now = Participation.objects.filter(person=other.merged_into_id).select_related("delegation")
    since = {
        one.pk
        for one in now
        if one.delegation.entity_key == other.entity_key
        and name_key(one.printed_name) == other.name_key
        and other.merged_into
        and other.name_key != other.merged_into.name_key
    }
    return now.filter(pk__in=moved | since)


@transaction.atomic
def merge_alike(*, keep: Person, other: Person, by: User, source: str) -> None:
    """Say that two people of similar names are one, wherever they stand; what is asked about the two is answered.

    Raises ActionRefused with what stands against it.
    """
    try:
        merge_people(keep=keep, other=other, by=by, source=source, meeting=None)
    except ValueError as refusal:
        raise ActionRefused(str(refusal)) from refusal
    answered = {"answer": "one", "answered_by": by, "answered_at": timezone.now()}
    _asked_of(keep, other).filter(answer="", meeting__locked_at=None).update(**answered)


def _asked_of(keep: Person, other: Person) -> QuerySet[Question]:
    both = Q(person=other, other_person=keep) | Q(person=keep, other_person=other)
    return Question.objects.filter(both, kind=QuestionKind.SAME_PERSON)


@transaction.atomic
def undo_merge(*, other: Person, by: User, source: str) -> Person:
    """Say that somebody is not the person they were merged into: entries, evidence, questions and spellings go back.

    Raises ActionRefused where nothing was merged, or where a locked meeting lists them.
    """
    other = Person.objects.select_for_update().select_related("merged_into").get(pk=other.pk)
    keep, noted = other.merged_into, merge_of(other)
    if keep is None or noted is None:
        raise ActionRefused("These two are not merged; reload the page.")
    theirs = merged_participations(other)
    ids, meetings = [one.pk for one in theirs], {one.meeting_id for one in theirs}
    _hold(meetings)
    before: dict[str, Any] = noted.before or {}
    Participation.objects.filter(pk__in=ids).update(person=other)
    alone = meetings - set(keep.participations.values_list("meeting_id", flat=True))
    evidence = GenderRecord.objects.filter(person=keep)
    evidence.filter(pk__in=before.get("gender_records", ())).update(person=other)
    evidence.filter(meeting__in=alone).update(person=other)  # printed since, where they stand alone
    Question.objects.filter(pk__in=before.get("questions", ()), person=keep).update(person=other)
    Question.objects.filter(pk__in=before.get("other_questions", ()), other_person=keep).update(other_person=other)
    Person.objects.filter(pk__in=before.get("spellings", ()), merged_into=keep).update(merged_into=other)
    again = _asked_of(keep, other).filter(answer="one", meeting__locked_at=None)
    again.update(answer="", answered_by=None, answered_at=None)
    other.merged_into = None
    other.save(update_fields=["merged_into"])
    if not keep.merged.exists():
        keep.confirmed = bool(before.get("confirmed"))
        keep.save(update_fields=["confirmed"])
    Meeting.objects.filter(pk__in=meetings).update(revision=F("revision") + 1)
    note_change(
        by=by,
        action="undo_merge",
        subject=keep,
        meeting=None,
        before={"merged": other.pk},
        after={"participations": ids},
        evidence=source,
    )
    settle_recorded([keep.pk, other.pk])
    return other


def _hold(meetings: set[int]) -> None:
    try:
        for meeting in Meeting.objects.filter(pk__in=meetings).order_by("pk"):
            hold_meeting(meeting)
    except Locked:
        raise ActionRefused("One of the two is on the list of a locked meeting; unlock it first.") from None


@transaction.atomic
def call_them_two(*, one: Person, other: Person, by: User, source: str) -> None:
    """Say that two people of similar names are two: they are not offered again."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    note_change(by=by, action="call_them_two", subject=first, meeting=None, after={"other": second.pk}, evidence=source)
