"""Steps of an invitation: what ``ALLOWED`` permits, one after the other, with a second person where it takes two."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.invited_panels import exempt_invited_panel, put_on_record
from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.actions.trail import READ_NAMES, note_change, subject_of
from meetings.models import Change
from panels.actions.allowed import ALLOWED
from panels.actions.outcomes import outcome_of
from panels.models import Check, Invitation, LetterTemplate, Step
from panels.vocabulary import (
    DECLINED_WITH_APPROVER,
    ENDED,
    NEEDS_EXEMPTION,
    NOT_OF_OWN_EVENTS,
    SPECIAL_MEASURES,
    InvitationState,
    ReasonCode,
)

S = InvitationState


@dataclass(frozen=True, slots=True)
class Words:
    """What goes with a decision: why, in a code and in words, and the letter as it is sent."""

    reason_code: str = ""
    note: str = ""
    letter_text: str = ""
    letter_language: str = ""
    letter_template: LetterTemplate | None = None


NO_WORDS = Words()


def needs_second_person(invitation: Invitation, to: str, verdict: str) -> bool:
    """Whether the desk decides this only together with an approver: the rule of ``Step``'s constraints, in words."""
    exemption = to == S.ACCEPTED and verdict in NEEDS_EXEMPTION
    return exemption or (to == S.DECLINED and invitation.organiser_type in DECLINED_WITH_APPROVER)


def may_follow(invitation: Invitation, verdict: str) -> frozenset[InvitationState]:
    """Where the desk may take it now: what the table allows, less what an event of ours is never and what cannot be
    told yet is not."""
    found = ALLOWED[S(invitation.state)]
    if invitation.is_ours:
        found -= frozenset(NOT_OF_OWN_EVENTS)
    if is_asked_first(invitation, verdict):
        found -= {S.DECLINED}
    return found


def is_asked_first(invitation: Invitation, verdict: str) -> bool:
    """Whether nobody can tell yet who speaks: then the organizers are asked, and nothing is declined."""
    return invitation.state == S.CHECKED and verdict == "cannot_tell_yet"


def newest_check(invitation: Invitation) -> Check | None:
    """The check of the newest line-up that was made last; None before there is one."""
    return Check.objects.filter(line_up__invitation=invitation).order_by("line_up__version", "pk").last()


def last_number(invitation: Invitation) -> int:
    """The number of the last thing that happened: what a page shows, so that nobody decides on what they did not see.

    Everything that changes an invitation is noted in its trail, which is only added to; reading it changes nothing.
    """
    return Change.objects.filter(subject=subject_of(invitation)).exclude(action=READ_NAMES).count()


def hold_invitation(invitation: Invitation, seen: int | None = None) -> Invitation:
    """Hold the invitation until the transaction ends. Raises ChangedMeanwhile where something came after ``seen``."""
    current = Invitation.objects.select_for_update(of=("self",)).select_related("panel").get(pk=invitation.pk)
    if seen is not None and seen != last_number(current):
        raise ChangedMeanwhile(current)
    return current


def refuse_what_is_over(invitation: Invitation) -> None:
    """Raise ActionRefused where nothing comes after but closing."""
    if not ALLOWED[S(invitation.state)] - {S.CLOSED}:
        raise ActionRefused(_("This invitation is over: its line-ups and suggestions stay as they are."))


@transaction.atomic
def take_step(
    invitation: Invitation, to: str, *, by: User, seen: int | None = None, approver: User | None = None,
    words: Words = NO_WORDS,
) -> Step:  # fmt: skip
    """Go from where the invitation is to ``to``; ``seen`` is the number of the last thing that the person saw.

    Raises ActionRefused with what is missing, ChangedMeanwhile where somebody else was first.
    """
    current = hold_invitation(invitation, seen)
    check = newest_check(current)
    _refuse_what_is_not_allowed(current, to, check, by, approver, words)
    step = Step.objects.create(
        invitation=current, number=current.steps.count() + 1, from_state=current.state, to_state=to, at=timezone.now(),
        by=by, approved_by=approver, reason_code=words.reason_code, note=words.note, rested_on=check,
        verdict=check.status if check else "", organiser_type=current.organiser_type, letter_text=words.letter_text,
        letter_language=words.letter_language if words.letter_text else "", letter_template=words.letter_template,
    )  # fmt: skip
    _arrive(current, step, check)
    note_change(
        by=by, action="take_invitation_step", subject=current, meeting=None,
        before={"state": step.from_state}, after={"state": step.to_state},
    )  # fmt: skip
    invitation.state, invitation.outcome_code = current.state, current.outcome_code
    return step


def _arrive(invitation: Invitation, step: Step, check: Check | None) -> None:
    """What follows from a step: the state, the outcome, an exemption of the panel, a panel that counts."""
    invitation.state = step.to_state
    if step.to_state in ENDED:
        invitation.outcome_code = outcome_of(invitation, step.to_state, check)
    invitation.save(update_fields=["state", "outcome_code"])
    exempt = step.to_state == S.ACCEPTED and step.reason_code and step.reason_code not in SPECIAL_MEASURES
    reason = str(ReasonCode(step.reason_code).label) if exempt else ""
    if step.to_state in (S.ACCEPTED, S.CHECKED):
        exempt_invited_panel(invitation.panel, reason=reason, approver=step.approved_by if exempt else None)
    if step.to_state == S.HELD:
        put_on_record(invitation.panel, by=step.by, source="invitation")


def _refuse_what_is_not_allowed(
    invitation: Invitation, to: str, check: Check | None, by: User, approver: User | None, words: Words
) -> None:
    state = S(invitation.state)
    if to not in ALLOWED[state]:
        said = {"state": state.label, "to": S(to).label}
        raise ActionRefused(_("An invitation that is “%(state)s” cannot become “%(to)s”.") % said)
    if invitation.is_ours and to in NOT_OF_OWN_EVENTS:
        raise ActionRefused(_("This event is ours: change its line-up, announce it as it is, or do not hold it."))
    if to != S.CHECKED and invitation.proposals.filter(settled_at=None).exists():
        raise ActionRefused(_("A decision is already waiting for an approver."))
    if to == S.CHECKED and check is None:
        raise ActionRefused(_("Nobody is named yet: write down who speaks, then it can be checked."))
    if words.reason_code == ReasonCode.OTHER and not words.note:
        raise ActionRefused(_("Say the other reason in words."))
    if approver == by:
        raise ActionRefused(_("Somebody else must approve your decision."))
    if not needs_second_person(invitation, to, check.status if check else ""):
        return
    if to == S.ACCEPTED and not words.reason_code:
        raise ActionRefused(_("Without more women or men on this panel, accepting it needs a reason: choose one."))
    if approver is None:
        raise ActionRefused(_("This needs a second person: an approver of the panel desk."))
