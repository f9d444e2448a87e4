"""What is on record about one person, in every app: meetings, invitations, bodies, staff, and readers' reports."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from bodies.actions import erasure as bodies_erasure
from meetings.actions.spellings import Spellings, both_orders
from meetings.models import OfficeHolder, PanelSeat, Person, Statement
from meetings.names.parts import split_name
from meetings.subject_access import (
    NamedText,
    SubjectRecord,
    proceedings_naming,
    record_about,
    seats_naming,
    spellings_of,
    texts_about,
)
from panels.subject_access import InvitationRecord, invitations_about
from reports.models import ReaderReport
from reports.public.reader_reports import reports_naming
from staff.actions import erasure as staff_erasure


@dataclass(frozen=True, slots=True)
class TextsNaming:
    """What is on record under a name, which a namesake may share. ``bodies`` and ``staff`` are rows that mention it."""

    seats: list[PanelSeat]
    proceedings: list[Statement | OfficeHolder]
    invitations: InvitationRecord
    bodies: list[NamedText]
    staff: list[NamedText]
    reports: list[ReaderReport]

    def __bool__(self) -> bool:
        return any((self.seats, self.proceedings, self.invitations, self.bodies, self.staff, self.reports))

    def rows(self) -> list[Model]:
        """The records that name the person, as the trail notes that they were shown."""
        told = self.invitations
        texts = [one.row for one in (*told.mentions, *self.bodies, *self.staff)]
        return [*self.seats, *self.proceedings, *told.seats, *told.experts, *texts, *self.reports]


@dataclass(frozen=True, slots=True)
class Everything:
    """What is on record of a person, and under the person's name."""

    record: SubjectRecord
    named: TextsNaming


def everything_about(person: Person) -> Everything:
    """Everything on record about a person who asks; outside the lists of participants by the name alone."""
    record = record_about(person)
    return Everything(record, _texts(spellings_of(person, record.participations)))


def spellings_of_name(name: str) -> Spellings:
    """A name as somebody who asks writes it, in both orders; of one word alone nobody is looked for."""
    return Spellings([name, *both_orders(*split_name(name))])


def texts_naming(name: str) -> TextsNaming:
    """What is on record under a name, whether it belongs to somebody on a list of participants or not."""
    return _texts(spellings_of_name(name))


def _texts(spellings: Spellings) -> TextsNaming:
    return TextsNaming(
        seats=seats_naming(spellings),
        proceedings=proceedings_naming(spellings),
        invitations=invitations_about(spellings),
        bodies=texts_about(bodies_erasure.FREE_TEXTS, spellings),
        staff=texts_about(staff_erasure.FREE_TEXTS, spellings),
        reports=reports_naming(spellings),
    )
