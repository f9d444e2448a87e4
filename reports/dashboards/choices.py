"""What may be done about an invitation, the recommended first, in the words of its verdict and its state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from panels.actions.steps import may_follow, needs_second_person
from panels.models import Invitation
from panels.vocabulary import NEEDS_EXEMPTION, InvitationState, ReasonCode
from reports.dashboards.verdicts import Verdict

S = InvitationState


@dataclass(frozen=True, slots=True)
class Choice:
    """A step to choose: where it leads, its name, what it means. ``reasons``: it needs one of them; ``two``: an
    approver has to agree."""

    to: str
    name: str
    says: str
    two: bool = False
    reasons: bool = False


REASONS = [(one.value, one.label) for one in ReasonCode]


def choices_for(invitation: Invitation, verdict: Verdict) -> list[Choice]:
    """What may be chosen now, the recommended first; a new line-up and the panel itself have forms of their own."""
    allowed = may_follow(invitation, verdict.status) - {S.CHECKED, S.HELD}
    return [one for one in _in_order(invitation, verdict) if one.to in allowed]


def missing(verdict: Verdict) -> str:
    """Whom a panel of one gender lacks: "woman" or "man"."""
    others = verdict.views[0] if verdict.views else None
    return "man" if others and others.women else "woman"


def _in_order(invitation: Invitation, verdict: Verdict) -> Iterator[Choice]:
    bad, lacks_man = verdict.status in NEEDS_EXEMPTION, missing(verdict) == "man"
    yield Choice(
        S.COMPOSITION_ASKED, _("Ask who speaks"), _("Recommended. The organizers say who else is on the panel.")
    )
    if bad:
        yield Choice(
            S.CHANGE_REQUESTED,
            _ask_for(verdict, lacks_man=lacks_man),
            _("Recommended. Our place stays open until the organizers answer."),
        )
        yield Choice(S.EXPERTS_SUGGESTED, _("Suggest names"), _("Name people whom the organizers could invite."))
        yield Choice(
            S.ACCEPTED_ON_CONDITION, _("Accept on condition"), _("We come if the line-up changes before the day.")
        )
        yield Choice(
            S.COLLEAGUE_SENT,
            _("Send a colleague who is a man") if lacks_man else _("Send a colleague who is a woman"),
            _("Enter the new line-up as soon as it is known."),
        )
    elif verdict.status == "cannot_tell_yet":
        yield Choice(S.CHANGE_REQUESTED, _("Ask who else speaks"), _("Recommended. Not everybody is known yet."))
        yield Choice(S.ACCEPTED_ON_CONDITION, _("Accept on condition"), _("We come if the panel is not of one gender."))
    yield from _answers(invitation, verdict, bad=bad)


def _ask_for(verdict: Verdict, *, lacks_man: bool) -> str:
    """Whom we ask for: another one where our own speaker is the only one."""
    if verdict.status == "mixed_only_because_of_us":
        return _("Ask for another man, then accept") if lacks_man else _("Ask for another woman, then accept")
    return _("Ask for a man, then accept") if lacks_man else _("Ask for a woman, then accept")


def _answers(invitation: Invitation, verdict: Verdict, *, bad: bool) -> Iterator[Choice]:
    ours = invitation.is_ours
    accept = _("Announce it as it is") if ours else _("Accept as it is")
    if bad:
        says = _("Needs a reason, and an approver has to agree.")
        yield Choice(S.ACCEPTED, accept, says, two=True, reasons=True)
    else:
        fine = verdict.status in ("mixed", "balanced")
        says = _("Recommended. The panel is not of one gender.") if fine else _("Nothing speaks against it yet.")
        yield Choice(S.ACCEPTED, accept, says)
    two = needs_second_person(invitation, S.DECLINED, verdict.status)
    says = _("An approver has to agree: a State or a United Nations entity invites.") if two else _("With a reason.")
    yield Choice(S.DECLINED, _("Do not hold it") if ours else _("Decline"), says, two=two)
    yield Choice(S.CANCELLED, _("It was cancelled"), _("The panel does not take place, or not with us."))
    yield Choice(S.CLOSED, _("Close"), _("Nothing more is to be done."))
