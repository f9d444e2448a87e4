"""Models of invitations to panels."""

from panels.models.experts import Expert, Suggestion
from panels.models.invitations import Invitation
from panels.models.letters import LetterTemplate
from panels.models.line_ups import Check, LineUp, LineUpSeat
from panels.models.reminders import CalendarAddress, SentReminder
from panels.models.steps import Proposal, Step

__all__ = [
    "CalendarAddress",
    "Check",
    "Expert",
    "Invitation",
    "LetterTemplate",
    "LineUp",
    "LineUpSeat",
    "Proposal",
    "SentReminder",
    "Step",
    "Suggestion",
]
