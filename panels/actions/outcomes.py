"""The outcome of an invitation, worked out from its steps and its last check."""

from __future__ import annotations

from panels.models import Check, Invitation, Step
from panels.vocabulary import (
    NEEDS_EXEMPTION,
    SPECIAL_MEASURES,
    InvitationState,
    OutcomeCode,
    ReasonCode,
)

S = InvitationState


def outcome_of(invitation: Invitation, ended: str, check: Check | None) -> OutcomeCode:
    """What happened to it, now that it ``ended``; ``check`` is that of the last line-up known.

    A panel that was mixed when we accepted and of one gender in the end became so late, which is no breach.
    """
    if ended != S.HELD:
        return OutcomeCode.DECLINED if ended == S.DECLINED else OutcomeCode.CANCELLED
    status = check.status if check else "cannot_tell_yet"
    entered = invitation.steps.filter(from_state=S.CHECKED).select_related("rested_on").order_by("number").last()
    if status not in NEEDS_EXEMPTION:
        return OutcomeCode.CANNOT_TELL if status == "cannot_tell_yet" else OutcomeCode.JOINED
    return _of_one_gender(entered)


def _of_one_gender(accepted: Step | None) -> OutcomeCode:
    """Of a panel that was of one gender in the end, by the step with which we accepted it; a reason to which nobody
    agreed is none."""
    reason = accepted.reason_code if accepted and accepted.approved_by_id else ""
    if reason == ReasonCode.LATE_DROP_OUT:
        return OutcomeCode.BECAME_SINGLE_GENDER
    if reason:
        return OutcomeCode.SPECIAL_MEASURE if reason in SPECIAL_MEASURES else OutcomeCode.EXEMPTED
    if accepted and accepted.to_state == S.ACCEPTED and accepted.verdict in ("mixed", "balanced"):
        return OutcomeCode.BECAME_SINGLE_GENDER
    return OutcomeCode.BREACH
