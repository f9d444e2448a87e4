"""What is on record about one person, in every app: meetings, invitations to panels, bodies, and staff."""

from __future__ import annotations

from django.db.models import Model

from bodies.subject_access import body_texts_about
from meetings.actions.spellings import Spellings, both_orders
from meetings.models import Person
from meetings.names.parts import split_name
from meetings.subject_access import SubjectRecord, record_about, spellings_of
from panels.subject_access import InvitationRecord, invitations_about
from staff.subject_access import staff_texts_about


def everything_about(person: Person) -> tuple[SubjectRecord, InvitationRecord, list[Model]]:
    """Everything on record about a person who asks; in invitations and in texts on staff by the name alone."""
    record = record_about(person)
    spellings = spellings_of(person, record.participations)
    return record, invitations_about(spellings), staff_texts_about(spellings)


def texts_on_bodies_about(person: Person) -> list[tuple[str, str]]:
    """Texts of mandates, sources and rules of bodies that mention the person, each with what it is of."""
    return body_texts_about(spellings_of(person, record_about(person).participations))


def spellings_of_name(name: str) -> Spellings:
    """A name as somebody who asks writes it, in both orders; of one word alone nobody is looked for."""
    return Spellings([name, *both_orders(*split_name(name))])


def invitations_naming(name: str) -> InvitationRecord:
    """What stands in invitations under a name that belongs to nobody on record."""
    return invitations_about(spellings_of_name(name))
