"""Erasure of people from invitations: seats, letters, notes and experts; what was checked and counted stays.

What is only added to is written anew here alone, and only to take a name out.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, Q

from meetings.actions.mentions import remove_names
from meetings.actions.spellings import ERASED, Spellings
from meetings.actions.trail import note_change
from panels.models import Expert, Invitation, LetterTemplate, LineUpSeat, Proposal, Step, Suggestion

FREE_TEXTS: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Invitation, ("invited_official", "unit", "place", "topic", "source")),
    (LineUpSeat, ("title", "organisation")),
    (Step, ("note", "letter_text")),
    (Proposal, ("note", "letter_text", "answer")),
    (LetterTemplate, ("subject", "text")),
    (Expert, ("organisation", "topics", "contact")),
)
"""Texts in which anybody may be mentioned; a name found in them goes, the rest of the text stays."""
WRITTEN: tuple[tuple[type[Step | Proposal], tuple[str, ...]], ...] = (
    (Step, ("note", "letter_text")),
    (Proposal, ("note", "letter_text", "answer")),
)
"""What was written on the way of an invitation: it goes as a whole when its time is over."""


@dataclass(slots=True)
class ErasedFromInvitations:
    """What an erasure touched: seats in line-ups under the name, experts of that name, who are gone, and texts."""

    seats: int = 0
    experts: int = 0
    texts: int = 0


@transaction.atomic
def erase_from_invitations(spellings: Spellings) -> ErasedFromInvitations:
    """Take these names out of every line-up, letter and note; experts of that name are deleted."""
    every_seat = LineUpSeat._base_manager.exclude(name="")
    seats = [seat.pk for seat in every_seat.only("pk", "name") if spellings.stand_in(seat.name)]
    LineUpSeat._base_manager.filter(pk__in=seats).update(name=ERASED, title="", organisation="")
    experts = [one.pk for one in Expert.objects.only("pk", "name") if spellings.stand_in(one.name)]
    Expert.objects.filter(pk__in=experts).delete()
    texts = sum(remove_names(model, names, spellings) for model, names in FREE_TEXTS)
    return ErasedFromInvitations(len(seats), len(experts), texts)


def who_names_somebody() -> Q:
    """Invitations in which a name may still stand."""
    found = Q(pk__in=LineUpSeat.objects.exclude(name__in=("", ERASED)).values("line_up__invitation"))
    found |= Q(pk__in=Suggestion.objects.values("invitation")) | ~Q(source="")
    for model, fields in WRITTEN:
        for name in fields:
            said = model._base_manager.exclude(**{f"{name}__in": ("", ERASED)})
            found |= Q(pk__in=said.values("invitation"))
    return found


@transaction.atomic
def forget_speakers(invitations: list[Invitation], *, by: User) -> None:
    """Take everybody's names out of invitations whose time is over, with all that was written of them: letters, notes,
    answers, and who was suggested. Verdicts, steps and outcomes stay."""
    seats = LineUpSeat._base_manager.filter(line_up__invitation__in=invitations).exclude(name="")
    seats.update(name=ERASED, title="", organisation="")
    for model, fields in WRITTEN:
        for name in fields:
            said = model._base_manager.filter(invitation__in=invitations).exclude(**{name: ""})
            said.update(**{name: ERASED})
    Suggestion.objects.filter(invitation__in=invitations).delete()
    Invitation.objects.filter(pk__in=[one.pk for one in invitations]).update(source="")
    for one in invitations:
        one.panel.seats.exclude(name="").update(name=ERASED, title="", organisation="")
        note_change(by=by, action="forget_speakers", subject=one, meeting=None)
