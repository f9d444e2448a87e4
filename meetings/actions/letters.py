"""Letters to delegations: prepared together, approved by another person, sent, answered, withdrawn; each in the trail.

What was sent never changes. A State gets one letter of a kind about a session.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_change
from meetings.models import Country, Delegation, DelegationLetter, DelegationWording, Forum, LetterCampaign, Meeting
from meetings.models.letters import DelegationLetterKind, LetterAnswer, LetterStatus
from meetings.vocabulary import ListAccess

K, S = DelegationLetterKind, LetterStatus
OF_OPEN_LISTS = (K.AFTER_SESSION, K.RUN, K.THANKS)
"""Kinds that tell a mission of a session anybody can read the list of."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter as it is to be: to a State, in a language, with the wording it began from and its figures."""

    country: Country
    language: str
    addressee: str
    subject: str
    text: str
    figures: Mapping[str, Any]
    wording: DelegationWording | None = None
    delegation: Delegation | None = None


@transaction.atomic
def start_campaign(
    kind: str,
    *,
    forum: Forum,
    meeting: Meeting | None,
    paragraph: str = "",
    answer_by: datetime.date | None = None,
    rule: Mapping[str, Any] | None = None,
    left_out: Sequence[tuple[str, str]] = (),
    by: User,
) -> LetterCampaign:
    """Begin letters of one kind. Raises ActionRefused for a meeting that is not locked, and for a closed list."""
    if meeting and kind != K.BEFORE_SESSION and not meeting.locked_at:
        raise ActionRefused(_("“%(meeting)s” is not locked: letters rest on checked lists.") % {"meeting": meeting})
    if meeting and kind in OF_OPEN_LISTS and meeting.list_access != ListAccess.OPEN:
        words = {"meeting": meeting}
        raise ActionRefused(_("The list of “%(meeting)s” is closed: a mission gets its own sheet only.") % words)
    made = LetterCampaign.objects.create(
        kind=kind, forum=forum, meeting=meeting, paragraph=paragraph, answer_by=answer_by, rule=dict(rule or {}),
        left_out=[list(one) for one in left_out], at=timezone.now(), by=by,
    )  # fmt: skip
    after = {"kind": kind, "left_out": len(left_out)}
    note_change(by=by, action="start_letters", subject=made, meeting=meeting, after=after)
    return made


@transaction.atomic
def prepare(campaign: LetterCampaign, ready: Ready, *, by: User) -> DelegationLetter:
    """Write one draft. Raises ActionRefused where the State has a letter of this kind about the session."""
    try:
        with transaction.atomic():
            letter = DelegationLetter.objects.create(
                campaign=campaign, kind=campaign.kind, meeting=campaign.meeting, country=ready.country,
                delegation=ready.delegation, language=ready.language, wording=ready.wording,
                addressee=ready.addressee, subject=ready.subject, text=ready.text, figures=dict(ready.figures),
                prepared_by=by, prepared_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError:
        words = {"state": ready.country}
        raise ActionRefused(_("%(state)s has a letter of this kind about this session already.") % words) from None
    note_change(by=by, action="prepare_letter", subject=letter, meeting=campaign.meeting)
    return letter


def seen_as(letter: DelegationLetter) -> str:
    """The version of a letter's text and status that an editor sees."""
    return version_of({"subject": letter.subject, "text": letter.text, "status": letter.status})


@transaction.atomic
def edit_letter(letter: DelegationLetter, *, subject: str, text: str, version: str, by: User) -> None:
    """Change the words of a draft, never its figures. Raises ActionRefused, ChangedMeanwhile where it is stale."""
    found = _locked(letter, S.DRAFT)
    if version != seen_as(found):
        raise ChangedMeanwhile(found)
    # Whoever wrote last prepared it: the words are theirs, and another person approves them.
    found.subject, found.text, found.prepared_by = subject, text, by
    found.save()
    note_change(by=by, action="edit_letter", subject=found, meeting=found.meeting)


@transaction.atomic
def approve(letter: DelegationLetter, *, by: User) -> None:
    """Approve a draft that somebody else prepared. Raises ActionRefused."""
    found = _locked(letter, S.DRAFT)
    if found.prepared_by_id == by.pk:
        raise ActionRefused(_("Another person approves a letter than the one who prepared it."))
    found.status, found.approved_by, found.approved_at = S.APPROVED, by, timezone.now()
    found.save()
    note_change(by=by, action="approve_letter", subject=found, meeting=found.meeting)


@transaction.atomic
def note_sent(letter: DelegationLetter, *, on: datetime.date, reference: str, by: User) -> None:
    """Note that an approved letter left, under the number of its note verbale. Raises ActionRefused."""
    found = _locked(letter, S.APPROVED)
    if on > timezone.localdate():
        raise ActionRefused(_("A letter was sent today or before: correct the day."))
    found.status, found.sent_on, found.reference = S.SENT, on, reference
    found.save()
    after = {"sent_on": on, "reference": reference}
    note_change(by=by, action="send_letter", subject=found, meeting=found.meeting, after=after)


@transaction.atomic
def note_answer(
    letter: DelegationLetter, *, answer: str, on: datetime.date, changed_a_figure: bool, note: str, by: User
) -> None:
    """Note what the mission answered, and whether it changed a figure. Raises ActionRefused."""
    found = _locked(letter, S.SENT, S.ANSWERED)
    if found.sent_on and on < found.sent_on:
        raise ActionRefused(_("The answer came after the letter was sent: correct the day."))
    found.status, found.answer, found.answered_on, found.note = S.ANSWERED, LetterAnswer(answer), on, note
    found.changed_a_figure = changed_a_figure
    found.save()
    after = {"answer": answer, "answered_on": on}
    note_change(by=by, action="note_letter_answer", subject=found, meeting=found.meeting, after=after)


@transaction.atomic
def close(letter: DelegationLetter, *, by: User) -> None:
    """Wait for no answer any more. Raises ActionRefused."""
    found = _locked(letter, S.SENT, S.ANSWERED)
    found.status = S.CLOSED
    found.save()
    note_change(by=by, action="close_letter", subject=found, meeting=found.meeting)


@transaction.atomic
def withdraw(letter: DelegationLetter, *, reason: str, by: User) -> None:
    """Take a letter back, with a reason; another one of its kind can be prepared then. Raises ActionRefused."""
    found = _locked(letter, S.DRAFT, S.APPROVED, S.SENT, S.ANSWERED)
    if not reason.strip():
        raise ActionRefused(_("Say why the letter is withdrawn."))
    found.status, found.withdrawn_because = S.WITHDRAWN, reason.strip()
    found.save()
    note_change(by=by, action="withdraw_letter", subject=found, meeting=found.meeting, evidence=reason.strip())


def _locked(letter: DelegationLetter, *statuses: LetterStatus) -> DelegationLetter:
    found = DelegationLetter.objects.select_for_update().get(pk=letter.pk)
    if found.status not in statuses:
        words = {"status": found.get_status_display()}
        raise ActionRefused(_("The letter is %(status)s: this cannot be done any more.") % words)
    return found
