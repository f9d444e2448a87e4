"""What is on record about one person, in every app: the record of meetings, and invitations to panels."""

from __future__ import annotations

from meetings.models import Person
from meetings.subject_access import SubjectRecord, record_about, spellings_of
from panels.subject_access import InvitationRecord, invitations_about


def everything_about(person: Person) -> tuple[SubjectRecord, InvitationRecord]:
    """Everything on record about a person who asks; in invitations by the name alone."""
    record = record_about(person)
    return record, invitations_about(spellings_of(person, record.participations))
