"""Everything in invitations about one person who asks: seats, texts of every kind, and what experts agreed to."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.actions.spellings import Spellings
from meetings.models import Panel
from meetings.subject_access import FreeTexts, NamedText, texts_about
from panels.actions.erasure import FREE_TEXTS
from panels.models import Expert, LineUpSeat


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    """What stands under a name, which a namesake may share. ``mentions``: rows whose texts hold it beside those;
    ``experts`` with the invitations for which they were suggested."""

    seats: list[LineUpSeat]
    mentions: list[NamedText]
    experts: list[Expert]

    def __bool__(self) -> bool:
        return bool(self.seats or self.mentions or self.experts)


def invitations_about(spellings: Spellings) -> InvitationRecord:
    """Everything in invitations under one of these names."""
    seats = LineUpSeat.objects.exclude(name="").select_related("line_up__invitation__panel")
    experts = Expert.objects.prefetch_related("suggestions__invitation__panel")
    named = InvitationRecord(
        seats=[one for one in seats.iterator(chunk_size=2_000) if spellings.stand_in(one.name)],
        mentions=[],
        experts=[one for one in experts if spellings.stand_in(one.name)],
    )
    shown = {*named.seats, *named.experts}
    texts: FreeTexts = [(Panel, ("title", "organisers", "exempt_reason")), *FREE_TEXTS]
    named.mentions.extend(one for one in texts_about(texts, spellings) if one.row not in shown)
    return named
