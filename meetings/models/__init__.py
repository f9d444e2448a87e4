"""Models of the record."""

from meetings.models.checks import FindingMark, SampleRow, SentBack
from meetings.models.letters import DelegationLetter, DelegationWording, LetterCampaign, WordingVersion
from meetings.models.lists import ImportBatch, ImportRow, ListDocument, Question
from meetings.models.meetings import Delegation, DelegationCount, Meeting, Participation
from meetings.models.panels import Panel, PanelSeat
from meetings.models.people import GenderRecord, Person
from meetings.models.proceedings import OfficeHolder, ProceedingsImport, Statement
from meetings.models.published import PublishedFigure, Source
from meetings.models.reference import Alias, Country, Forum, Grouping, GroupMember, Honorific, Organisation
from meetings.models.sheets import DelegationSheet
from meetings.models.trail import Change

__all__ = [
    "Alias",
    "Change",
    "Country",
    "Delegation",
    "DelegationCount",
    "DelegationLetter",
    "DelegationSheet",
    "DelegationWording",
    "FindingMark",
    "Forum",
    "GenderRecord",
    "GroupMember",
    "Grouping",
    "Honorific",
    "ImportBatch",
    "ImportRow",
    "LetterCampaign",
    "ListDocument",
    "Meeting",
    "OfficeHolder",
    "Organisation",
    "Panel",
    "PanelSeat",
    "Participation",
    "Person",
    "ProceedingsImport",
    "PublishedFigure",
    "Question",
    "SampleRow",
    "SentBack",
    "Source",
    "Statement",
    "WordingVersion",
]
