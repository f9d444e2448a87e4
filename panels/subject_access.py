"""Everything in invitations about one person who asks: seats, letters and notes, and what experts agreed to."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.actions.spellings import Spellings
from panels.models import Expert, LineUpSeat, Proposal, Step


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    """What stands under a name, which a namesake may share. ``mentions``: steps and decisions whose words hold it."""

    seats: list[LineUpSeat]
    mentions: list[Step | Proposal]
    experts: list[Expert]

    def __bool__(self) -> bool:
        return bool(self.seats or self.mentions or self.experts)


def invitations_about(spellings: Spellings) -> InvitationRecord:
    """Everything in invitations under one of these names."""
    seats = LineUpSeat.objects.exclude(name="").select_related("line_up__invitation__panel")
    steps = Step.objects.select_related("invitation__panel")
    proposals = Proposal.objects.select_related("invitation__panel")
    return InvitationRecord(
        seats=[one for one in seats.iterator(chunk_size=2_000) if spellings.stand_in(one.name)],
        mentions=[
            *(one for one in steps.iterator(chunk_size=2_000) if _mentions(one, spellings)),
            *(one for one in proposals.iterator(chunk_size=2_000) if _mentions(one, spellings)),
        ],
        experts=[one for one in Expert.objects.all() if spellings.stand_in(one.name)],
    )


def _mentions(one: Step | Proposal, spellings: Spellings) -> bool:
    return spellings.stand_in(f"{one.note} ; {one.letter_text}")
