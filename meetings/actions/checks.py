"""What somebody who checks a meeting says of it: findings seen or accepted, a sample judged, sent back to its clerk."""

from __future__ import annotations

import random
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings.actions.hold import hold_meeting
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from meetings.models import FindingMark, Meeting, Participation, SampleRow, SentBack
from meetings.models.checks import FindingKind, MarkKind
from meetings.vocabulary import Gender, HeadBasis, YesNo
from meetings.workspace.completeness import findings
from meetings.workspace.finding import Finding, FindingState
from meetings.workspace.people_findings import about_pair

SAMPLE = 12
"""Rows drawn to be held against the document: half by chance, half where reading errs most."""


@transaction.atomic
def accept_finding(meeting: Meeting, key: str, *, reason: str, by: User) -> None:
    """Accept a finding that must be settled as it stands, with a reason that is printed with the meeting's figures.

    It holds for what was found now: as soon as something else is found, it is open again.
    """
    held = hold_meeting(meeting)
    finding = _finding(held, key)
    if not reason.strip():
        raise ActionRefused(
            "Give the reason for accepting this finding: it is printed with the figures of the meeting."
        )
    if not finding.may_be_accepted:
        raise ActionRefused(f"“{key}” is not a finding that can be accepted.")
    _mark(held, finding, MarkKind.ACCEPTED, by, reason.strip())
    note_change(
        by=by, action="accept_finding", subject=held, meeting=held, after={"finding": key}, evidence=reason.strip()
    )


@transaction.atomic
def withdraw_acceptance(meeting: Meeting, key: str, *, by: User) -> None:
    """The finding is open again."""
    held = hold_meeting(meeting)
    deleted, _ = FindingMark.objects.filter(meeting=held, finding=key, said=MarkKind.ACCEPTED).delete()
    if deleted:
        note_change(by=by, action="withdraw_acceptance", subject=held, meeting=held, before={"finding": key})


@transaction.atomic
def see_finding(meeting: Meeting, key: str, *, seen: bool, by: User) -> None:
    """Tick a finding as seen, or take the tick away: a part of checking, which changes nothing on record."""
    held = hold_meeting(meeting)
    finding = _finding(held, key)
    if seen and finding.state is FindingState.NOTED:
        _mark(held, finding, MarkKind.SEEN, by)
    elif not seen:
        FindingMark.objects.filter(meeting=held, finding=key, said=MarkKind.SEEN).delete()


@transaction.atomic
def say_two_people(meeting: Meeting, one: int, other: int, *, by: User) -> None:
    """Say that two people of one delegation, whose names are equal but for order or accents, are two."""
    held = hold_meeting(meeting)
    if Participation.objects.filter(meeting=held, pk__in=(one, other)).count() != 2:
        raise ActionRefused("One of the two is no longer on record; reload the page.")
    FindingMark.objects.get_or_create(
        meeting=held, finding=FindingKind.ALIKE, about=about_pair(one, other), said=MarkKind.TWO_PEOPLE,
        defaults={"by": by, "at": timezone.now()},
    )  # fmt: skip
    after = {"people": sorted((one, other))}
    note_change(by=by, action="tell_two_people", subject=held, meeting=held, after=after)


def accepted_findings(meeting: Meeting) -> list[dict[str, str]]:
    """What was accepted, by kind and reason, as it is kept with the lock."""
    return [
        {"finding": FindingKind.of(finding.key).value, "reason": finding.reason}
        for finding in findings(meeting)
        if finding.state is FindingState.ACCEPTED
    ]


def accept_all(meeting: Meeting, reasons: Mapping[str, str], *, by: User) -> None:
    """Accept several findings, each with its reason."""
    for key, reason in reasons.items():
        accept_finding(meeting, key, reason=reason, by=by)


def _finding(meeting: Meeting, key: str) -> Finding:
    found = next((one for one in findings(meeting) if one.key == key), None)
    if found is None:
        raise ActionRefused(f"The check of this meeting has no finding “{key}”.")
    return found


def _mark(meeting: Meeting, finding: Finding, said: MarkKind, by: User, reason: str = "") -> None:
    """One mark of a kind for each finding: what was said of it before is void."""
    FindingMark.objects.filter(meeting=meeting, finding=finding.key, said=said).delete()
    FindingMark.objects.create(
        meeting=meeting, finding=finding.key, about=finding.about, said=said, reason=reason[:300], by=by,
        at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def draw_sample(meeting: Meeting, *, by: User) -> int:
    """Draw rows to be held against the document, beside those drawn before. Returns how many."""
    held = hold_meeting(meeting)
    drawn = SampleRow.objects.filter(meeting=held).values("participation")
    listed = Participation.objects.filter(meeting=held).exclude(registered=YesNo.NO).exclude(pk__in=drawn)
    doubtful = listed.filter(listed_gender=Gender.UNKNOWN) | listed.filter(head_basis=HeadBasis.FIRST_LISTED)
    chance = random.SystemRandom()
    chosen = _some(list(doubtful.values_list("pk", flat=True)), SAMPLE // 2, chance)
    others = list(listed.exclude(pk__in=chosen).values_list("pk", flat=True))
    chosen += _some(others, SAMPLE - len(chosen), chance)
    now = timezone.now()
    SampleRow.objects.bulk_create(SampleRow(meeting=held, participation_id=pk, at=now) for pk in chosen)
    if chosen:
        note_change(by=by, action="draw_sample", subject=held, meeting=held, after={"rows": len(chosen)})
    return len(chosen)


def _some(people: list[int], most: int, chance: random.Random) -> list[int]:
    return chance.sample(people, min(most, len(people)))


@transaction.atomic
def judge_row(meeting: Meeting, row: int, *, right: bool, by: User) -> None:
    """Say whether a row of the sample stands in the record as the document prints it."""
    held = hold_meeting(meeting)
    SampleRow.objects.filter(meeting=held, pk=row).update(right=right, by=by, at=timezone.now())


@transaction.atomic
def send_back(meeting: Meeting, *, note: str, by: User) -> SentBack:
    """Send a meeting back to its clerk with what is to be done; what was sent back before is done with it."""
    held = hold_meeting(meeting)
    if not note.strip():
        raise ActionRefused("Say in the note what the clerk should do.")
    end_sending_back(held, by=by)
    sent = SentBack.objects.create(meeting=held, note=note.strip()[:500], by=by, at=timezone.now())
    note_change(by=by, action="send_back", subject=held, meeting=held, evidence=sent.note)
    return sent


@transaction.atomic
def hand_in(meeting: Meeting, *, by: User) -> None:
    """The clerk has done what the meeting was sent back for: it is to be checked again."""
    held = hold_meeting(meeting)
    if end_sending_back(held, by=by):
        note_change(by=by, action="hand_in", subject=held, meeting=held)


def end_sending_back(meeting: Meeting, *, by: User) -> int:
    """What was sent back is done with: handed in, sent back anew, or locked."""
    return SentBack.objects.filter(meeting=meeting, done_at=None).update(done_at=timezone.now(), done_by=by)
