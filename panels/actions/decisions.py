"""Decisions of the desk: taken at once, or put to an approver where the rule wants a second person."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.panels import Seat
from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from panels.actions.checking import judge
from panels.actions.invitations import Event, add_line_up, receive_invitation
from panels.actions.proposals import propose
from panels.actions.steps import NO_WORDS, Words, is_asked_first, needs_second_person, newest_check, take_step
from panels.models import Invitation, Proposal, Step
from panels.vocabulary import ENDED, Arrival, InvitationState

S = InvitationState
ASK, ACCEPT, DECLINE, KEEP = "ask", "accept", "decline", "keep"
"""What the quick path offers beside the verdict."""
A_MOMENT = datetime.timedelta(minutes=10)
"""Entered again within it, what was just declined is the same invitation."""


@transaction.atomic
def decide(
    invitation: Invitation, to: str, *, by: User, seen: int | None = None, words: Words = NO_WORDS
) -> Step | Proposal:
    """Take the step, or propose it where it takes two. Raises ActionRefused, ChangedMeanwhile.

    What cannot be told yet is asked about first: it is never declined for its line-up.
    """
    check = newest_check(invitation)
    verdict = check.status if check else ""
    if to == S.DECLINED and is_asked_first(invitation, verdict):
        raise ActionRefused(_("Who speaks is not known yet: ask the organizers before you decline."))
    if needs_second_person(invitation, to, verdict):
        return propose(invitation, to, by=by, seen=seen, words=words)
    return take_step(invitation, to, by=by, seen=seen, words=words)


@transaction.atomic
def receive_and_decide(
    event: Event, seats: Sequence[Seat], what: str, *, by: User, words: Words = NO_WORDS, **details: object
) -> Invitation:
    """The quick path in one go: the invitation, its first line-up with its check, and what was decided.

    ``what``: one of ASK, ACCEPT, DECLINE, KEEP. Who speaks is asked where it cannot be told, else another line-up.
    Raises ActionRefused, and ChangedMeanwhile with the invitation that is on record already: a button pressed twice.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if known := _same_invitation(event):
        raise ChangedMeanwhile(known)
    invitation = receive_invitation(event, by=by, **details)  # type: ignore[arg-type]
    open_line_up = what == ASK and not _is_known(seats)
    if seats:
        add_line_up(invitation, seats, by=by, how=Arrival.PASTED, settle=not open_line_up)
    if what == ASK:
        decide(invitation, S.COMPOSITION_ASKED if open_line_up else S.CHANGE_REQUESTED, by=by, words=words)
    elif what in (ACCEPT, DECLINE):
        decide(invitation, S.ACCEPTED if what == ACCEPT else S.DECLINED, by=by, words=words)
    return invitation


def _same_invitation(event: Event) -> Invitation | None:
    """An invitation to this very panel that is open, or was declined a moment ago."""
    same = Invitation.objects.select_related("panel").filter(
        panel__title=event.title, panel__organisers=event.organiser, panel__date=event.date
    )
    declined = Q(state=S.DECLINED, steps__to_state=S.DECLINED, steps__at__gte=timezone.now() - A_MOMENT)
    return same.filter(~Q(state__in=(*ENDED, S.CLOSED)) | declined).order_by("pk").first()


def _is_known(seats: Sequence[Seat]) -> bool:
    return bool(seats) and judge(seats).status != "cannot_tell_yet"
