"""Decisions that take two: proposed by the desk, agreed to or refused by an approver."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.actions.trail import note_change
from panels.actions.allowed import ALLOWED
from panels.actions.steps import NO_WORDS, Words, hold_invitation, newest_check, take_step
from panels.models import Invitation, Proposal, Step
from panels.vocabulary import InvitationState, ReasonCode

S = InvitationState


@transaction.atomic
def propose(invitation: Invitation, to: str, *, by: User, seen: int | None = None, words: Words = NO_WORDS) -> Proposal:
    """Put a decision to the approvers. Raises ActionRefused, ChangedMeanwhile."""
    current = hold_invitation(invitation, seen)
    if to not in ALLOWED[S(current.state)]:
        said = {"state": S(current.state).label, "to": S(to).label}
        raise ActionRefused(_("An invitation that is “%(state)s” cannot become “%(to)s”.") % said)
    if current.proposals.filter(settled_at=None).exists():
        raise ActionRefused(_("A decision is already waiting for an approver."))
    if words.reason_code == ReasonCode.OTHER and not words.note:
        raise ActionRefused(_("Say the other reason in words."))
    if to == S.ACCEPTED and not words.reason_code:
        raise ActionRefused(_("Without more women or men on this panel, accepting it needs a reason: choose one."))
    made = Proposal.objects.create(
        invitation=current, to_state=to, at=timezone.now(), by=by, reason_code=words.reason_code, note=words.note,
        rested_on=newest_check(current), letter_text=words.letter_text, letter_language=words.letter_language,
        letter_template=words.letter_template,
    )  # fmt: skip
    note_change(by=by, action="propose_decision", subject=current, meeting=None, after={"state": to})
    return made


@transaction.atomic
def agree(proposal: Proposal, *, by: User) -> Step:
    """Agree to a decision: it becomes a step by its author. Raises ActionRefused, also where the author agrees."""
    current = _waiting(proposal)
    if current.by_id == by.pk:
        raise ActionRefused(_("Somebody else must approve your decision."))
    if current.rested_on_id != getattr(newest_check(current.invitation), "pk", None):
        raise ActionRefused(_("A newer line-up has arrived. Refuse this decision so that the desk can decide again."))
    _settle(current, by, agreed=True)
    words = Words(
        current.reason_code, current.note, current.letter_text, current.letter_language, current.letter_template
    )
    return take_step(current.invitation, current.to_state, by=current.by, approver=by, words=words)


@transaction.atomic
def refuse(proposal: Proposal, *, by: User, answer: str = "") -> Proposal:
    """Refuse a decision, or take one's own back: the desk decides anew."""
    current = _waiting(proposal)
    _settle(current, by, agreed=False, answer=answer)
    return current


def _waiting(proposal: Proposal) -> Proposal:
    hold_invitation(proposal.invitation)
    current = Proposal.objects.select_related("invitation__panel", "by", "letter_template").get(pk=proposal.pk)
    if current.settled_at:
        raise ChangedMeanwhile(current.invitation)
    return current


def _settle(proposal: Proposal, by: User, *, agreed: bool, answer: str = "") -> None:
    proposal.settled_at, proposal.settled_by, proposal.agreed = timezone.now(), by, agreed
    proposal.answer = answer[:1000]
    proposal.save(update_fields=["settled_at", "settled_by", "agreed", "answer"])
    note_change(
        by=by, action="settle_decision", subject=proposal.invitation, meeting=None,
        after={"state": proposal.to_state, "agreed": agreed},
    )  # fmt: skip
