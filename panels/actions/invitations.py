"""Invitations: received, described, their line-ups added and checked again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.invited_panels import describe_invited_panel, invite_panel, seat_anew
from meetings.actions.panels import SEAT_FIELDS, Seat
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change, only_changes, values_of
from meetings.models import Meeting
from panels.actions.allowed import ALLOWED
from panels.actions.checking import write_check
from panels.actions.seats import line_up_of, without_seat
from panels.actions.steps import NO_WORDS, Words, hold_invitation, refuse_what_is_over, take_step
from panels.models import Check, Invitation, LineUp, LineUpSeat, Step
from panels.vocabulary import Arrival, InvitationState, Occasion

S = InvitationState
DETAILS = (
    "organiser_type", "invited_official", "unit", "received", "reply_due", "place", "topic", "area", "owner", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """The panel that somebody invites to; ``meeting`` where it is held at one of ours."""

    title: str
    organiser: str
    date: datetime.date | None = None
    meeting: Meeting | None = None


@transaction.atomic
def receive_invitation(event: Event, *, organiser_type: str, by: User, **details: Any) -> Invitation:
    """Write an invitation down (``details``: those of DETAILS); it belongs to whoever does, if nobody else is named."""
    panel = invite_panel(title=event.title, date=event.date, organisers=event.organiser, meeting=event.meeting)
    fields = {"received": timezone.localdate(), "owner": by} | details
    invitation = Invitation.objects.create(panel=panel, organiser_type=organiser_type, **fields)
    Step.objects.create(
        invitation=invitation, number=1, from_state="", to_state=S.RECEIVED, at=timezone.now(), by=by,
        organiser_type=organiser_type,
    )  # fmt: skip
    note_change(by=by, action="receive_invitation", subject=invitation, meeting=None)
    return invitation


@transaction.atomic
def describe_invitation(
    invitation: Invitation, event: Event, *, by: User, seen: int | None = None, **details: Any
) -> Invitation:
    """Change what is known of an invitation (``details``: those of DETAILS); the trail says which fields.

    What kind of organizer it was is kept: a second person may hang on it. Raises ChangedMeanwhile, and Locked where
    the panel is on record at a locked meeting.
    """
    current = hold_invitation(invitation, seen)
    before = values_of(current, DETAILS)
    for name, value in details.items():
        setattr(current, name, value)
    current.save(update_fields=list(details))
    of_panel = describe_invited_panel(
        current.panel, title=event.title, date=event.date, organisers=event.organiser, by=by
    )
    was, became = only_changes(before, values_of(current, DETAILS))
    if became or of_panel:
        kind = ("organiser_type",) if "organiser_type" in became else ()
        note_change(
            by=by, action="describe_invitation", subject=current, meeting=None,
            before={name: was[name] for name in kind},
            after={"fields": sorted([*became, *of_panel])} | {name: became[name] for name in kind},
        )  # fmt: skip
    return current


@transaction.atomic
def add_line_up(
    invitation: Invitation, seats: Sequence[Seat], *, by: User, how: str = Arrival.TYPED, seen: int | None = None,
    settle: bool = True, words: Words = NO_WORDS,
) -> Check:  # fmt: skip
    """Write down a new line-up and check it; an invitation that was decided is open again.

    Not where ``settle`` is false: the line-up is known and checked, and the invitation stays where it is.
    Raises ActionRefused where nothing can change any more, or nobody is on it.
    """
    current = hold_invitation(invitation, seen)
    check = _new_line_up(current, seats, by=by, how=how, occasion=Occasion.LINE_UP)
    if settle and S.CHECKED in ALLOWED[S(current.state)]:
        take_step(current, S.CHECKED, by=by, words=words)
    invitation.state, invitation.outcome_code = current.state, current.outcome_code
    return check


@transaction.atomic
def drop_seat(invitation: Invitation, seat: str, *, by: User, seen: int | None = None) -> Check:
    """A new line-up without the seat of that number. Raises ActionRefused where it is not in the newest one."""
    current = hold_invitation(invitation, seen)
    known = line_up_of(current)
    left = without_seat(known, seat)
    if len(left) == len(known):
        raise ActionRefused(_("Choose who dropped out."))
    return add_line_up(invitation, left, by=by, how=Arrival.DROP_OUT)


@transaction.atomic
def check_again(invitation: Invitation, *, occasion: str, by: User, seen: int | None = None) -> Check:
    """Note that the newest line-up was looked at again and is unchanged; it is checked by the rule in force.

    Raises ActionRefused where nobody is named, or where the invitation is over.
    """
    current = hold_invitation(invitation, seen)
    refuse_what_is_over(current)
    newest = current.line_ups.order_by("version").last()
    if newest is None:
        raise ActionRefused(_("Nobody is named yet: write down who speaks, then it can be checked."))
    check = write_check(newest, by=by, occasion=occasion)
    note_change(by=by, action="check_line_up_again", subject=current, meeting=None, after={"occasion": occasion})
    return check


@transaction.atomic
def note_who_spoke(
    invitation: Invitation, seats: Sequence[Seat] | None, *, by: User, seen: int | None = None
) -> Invitation:
    """The panel took place with us, with these speakers (None: those of the newest line-up).

    Raises ActionRefused before its day.
    """
    current = hold_invitation(invitation, seen)
    if current.panel.date and current.panel.date > timezone.localdate():
        raise ActionRefused(_("The day of this panel has not come yet."))
    if S.HELD not in ALLOWED[S(current.state)]:
        raise ActionRefused(_("Only a panel that we said we would join can have taken place with us."))
    if seats is not None:
        _new_line_up(current, seats, by=by, how=Arrival.TYPED, occasion=Occasion.AFTERWARDS)
    take_step(current, S.HELD, by=by)
    return current


def _new_line_up(invitation: Invitation, seats: Sequence[Seat], *, by: User, how: str, occasion: str) -> Check:
    if not seats:
        raise ActionRefused(_("Nobody is named yet: write down who speaks, then it can be checked."))
    refuse_what_is_over(invitation)
    version = invitation.line_ups.count() + 1
    line_up = LineUp.objects.create(invitation=invitation, version=version, at=timezone.now(), by=by, how=how)
    for order, seat in enumerate(seats):
        LineUpSeat.objects.create(line_up=line_up, order=order, **{name: getattr(seat, name) for name in SEAT_FIELDS})
    seat_anew(invitation.panel, seats)
    note_change(by=by, action="add_line_up", subject=invitation, meeting=None, after={"version": version})
    return write_check(line_up, by=by, occasion=occasion)
