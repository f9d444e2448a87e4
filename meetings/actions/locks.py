"""Locking a meeting after its check, unlocking it, and the totals its documents state."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings.actions.checks import accept_all, accepted_findings, end_sending_back
from meetings.actions.hold import entrants, hold_meeting
from meetings.actions.people import settle_recorded
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change, subject_of, values_of
from meetings.models import Change, ListDocument, Meeting, Participation
from meetings.workspace.completeness import findings

LOCK = ("locked_at", "locked_by", "lock_waiver", "lock_accepted")
TOTALS = ("printed_people", "printed_delegations", "printed_sections", "difference_reason")
NOTHING: Mapping[str, Any] = MappingProxyType({})


@transaction.atomic
def lock_meeting(meeting: Meeting, *, by: User, waiver: str = "", accepted: Mapping[str, str] = NOTHING) -> Meeting:
    """Lock a meeting whose record is complete. Raises Refused with all that stands in the way, or Locked.

    ``by`` has entered nothing of it, or the office permits waivers and ``waiver`` says why one person did both.
    ``accepted`` are findings that stay open, each with the reason.
    """
    held = hold_meeting(meeting)
    accept_all(held, accepted, by=by)
    reasons = [*what_is_missing(held), *_same_person(held, by, waiver)]
    if reasons:
        raise ActionRefused(*reasons)
    needed = by.pk in entrants(held.entered_by)
    held.locked_at, held.locked_by, held.lock_waiver = timezone.now(), by, waiver if needed else ""
    held.lock_accepted = accepted_findings(held)
    end_sending_back(held, by=by)
    held.save(update_fields=LOCK)
    note_change(
        by=by,
        action="lock_meeting",
        subject=held,
        meeting=held,
        after={"revision": held.revision, "waiver": held.lock_waiver}
        | ({"accepted": held.lock_accepted} if held.lock_accepted else {}),
        evidence=held.lock_waiver,
    )
    return held


def what_is_missing(meeting: Meeting) -> list[str]:
    """The sentences of the gate that keep a meeting from being locked."""
    return [finding.sentence for finding in findings(meeting) if finding.is_missing]


def _same_person(meeting: Meeting, by: User, waiver: str) -> list[str]:
    """Four eyes: the database refuses as well; here is the sentence."""
    if by.pk not in entrants(meeting.entered_by) or (waiver and settings.PARITY_FOUR_EYES_WAIVER):
        return []
    if waiver:
        return ["This installation always requires a second person (PARITY_FOUR_EYES_WAIVER is off)."]
    return [f"{by.get_username()} entered part of this meeting; somebody else must check and lock it."]


@transaction.atomic
def unlock_meeting(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """Open a locked meeting again, with a reason; what became known meanwhile is then settled in it too."""
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.locked_at is None:
        raise ActionRefused("This meeting is not locked.")
    if not reason.strip():
        raise ActionRefused("Give the reason for unlocking; it is kept in the trail.")
    before = values_of(held, LOCK)
    held.locked_at, held.locked_by, held.lock_waiver, held.lock_accepted = None, None, "", []
    held.save(update_fields=LOCK)
    note_change(by=by, action="unlock_meeting", subject=held, meeting=held, before=before, evidence=reason)
    settle_recorded(Participation.objects.filter(meeting=held).values_list("person_id", flat=True).distinct())
    held.refresh_from_db()
    return held


def lock_history(meeting: Meeting) -> list[Change]:
    """When the meeting was locked and unlocked, by whom and why, newest first."""
    told = Change.objects.filter(subject=subject_of(meeting), action__in=("lock_meeting", "unlock_meeting"))
    return list(told.select_related("by"))


@transaction.atomic
def state_totals(
    document: ListDocument,
    *,
    printed_people: int | None,
    printed_delegations: int | None,
    difference_reason: str,
    by: User,
    printed_sections: Mapping[str, int] = NOTHING,
) -> None:
    """Record what a document says about its own size, and why the record differs: a part of checking, no entry."""
    hold_meeting(document.meeting)
    before = values_of(document, TOTALS)
    said = (printed_people, printed_delegations, dict(printed_sections), difference_reason)
    after = dict(zip(TOTALS, said, strict=True))
    if before == after:
        return
    for name, value in after.items():
        setattr(document, name, value)
    document.save(update_fields=TOTALS)
    note_change(
        by=by,
        action="state_totals",
        subject=document,
        meeting=document.meeting,
        before=before,
        after=after,
        evidence=difference_reason,
    )
