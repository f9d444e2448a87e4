"""What is on record about one person, in every app: meetings, invitations, bodies, staff, and readers' reports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bodies.actions import erasure as bodies_erasure
from meetings.actions import mentions
from meetings.actions.mentions import looked_for, unread_imports, waiting_naming
from meetings.actions.spellings import Spellings, both_orders
from meetings.models import (
    Change,
    ImportBatch,
    OfficeHolder,
    PanelSeat,
    Participation,
    Person,
    ProceedingsImport,
    Statement,
)
from meetings.names.parts import split_name
from meetings.subject_access import (
    FreeTexts,
    NamedText,
    SubjectRecord,
    proceedings_naming,
    record_about,
    record_texts_about,
    seats_naming,
    spellings_of,
    texts_about,
    texts_that_may_be_about,
)
from panels.actions import erasure as panels_erasure
from panels.models import Expert, LineUpSeat
from panels.subject_access import InvitationRecord, invitations_about
from reports.models import ReaderReport
from reports.public import reader_reports
from reports.public.reader_reports import reports_naming
from staff.actions import erasure as staff_erasure

FREE_TEXTS: FreeTexts = (
    *mentions.FREE_TEXTS,
    *panels_erasure.FREE_TEXTS,
    *bodies_erasure.FREE_TEXTS,
    *staff_erasure.FREE_TEXTS,
    (ReaderReport, reader_reports.FREE_TEXTS),
)
"""Every text, in every app, in which anybody may be mentioned."""
NAMES: FreeTexts = (
    (Statement, ("speaker_name",)),
    (OfficeHolder, ("name",)),
    (PanelSeat, ("name",)),
    (LineUpSeat, ("name",)),
    (Expert, ("name",)),
)
"""Where somebody is named who is on no list."""


@dataclass(frozen=True, slots=True)
class TextsNaming:
    """What is on record under a name, which a namesake may share. ``bodies`` and ``staff`` are rows that mention it."""

    seats: list[PanelSeat]
    proceedings: list[Statement | OfficeHolder]
    invitations: InvitationRecord
    record: list[NamedText]
    bodies: list[NamedText]
    staff: list[NamedText]
    reports: list[ReaderReport]
    waiting: list[NamedText]
    """Imports that wait for confirmation and name the person."""
    possible: list[NamedText]
    """Texts with a word that may be the name, and may be somebody or something else: whoever answers decides."""
    unread: list[NamedText]
    """Uploads of which nothing is read yet: nobody can be looked for in them. They are here whatever the name is."""

    def __bool__(self) -> bool:
        return any((
            self.seats, self.proceedings, self.invitations, self.record, self.bodies, self.staff, self.reports,
            self.waiting, self.possible,
        ))  # fmt: skip

    def rows(self) -> list[Model]:
        """The records that name the person, as the trail notes that they were shown."""
        told = self.invitations
        mentions = (told.mentions, self.record, self.bodies, self.staff, self.waiting, self.possible)
        texts = [one.row for some in mentions for one in some]
        return [*self.seats, *self.proceedings, *told.seats, *told.experts, *texts, *self.reports]


@dataclass(frozen=True, slots=True)
class Everything:
    """What is on record of a person, and under the person's name."""

    record: SubjectRecord
    named: TextsNaming


def everything_about(person: Person) -> Everything:
    """Everything on record about a person who asks; outside the lists of participants by the name alone."""
    record = record_about(person)
    own = {one.pk for one in record.participations}
    return Everything(record, _texts(spellings_of(person, record.participations), own))


def spellings_of_name(name: str) -> Spellings:
    """A name as somebody who asks writes it, in both orders."""
    return looked_for([name, *both_orders(*split_name(name))])


def texts_naming(name: str) -> TextsNaming:
    """What is on record under a name, whether it belongs to somebody on a list of participants or not."""
    return _texts(spellings_of_name(name))


def may_be_about(spellings: Spellings) -> list[NamedText]:
    """Texts with a word that may be one of the names, and may be somebody or something else."""
    return texts_that_may_be_about((*NAMES, *FREE_TEXTS), spellings)


def _texts(spellings: Spellings, own: Collection[int] = ()) -> TextsNaming:
    return TextsNaming(
        seats=seats_naming(spellings),
        proceedings=proceedings_naming(spellings),
        invitations=invitations_about(spellings),
        record=record_texts_about(spellings, own),
        bodies=texts_about(bodies_erasure.FREE_TEXTS, spellings),
        staff=texts_about(staff_erasure.FREE_TEXTS, spellings),
        reports=reports_naming(spellings),
        waiting=[_waiting(one) for one in waiting_naming(spellings, own)],
        possible=[one for one in may_be_about(spellings) if not _is_own(one.row, own)],
        unread=[_unread(one) for one in unread_imports()],
    )


def _waiting(one: ImportBatch | ProceedingsImport) -> NamedText:
    where = one.document.meeting if isinstance(one, ImportBatch) else one.meeting or one.forum
    return NamedText(one, str(one._meta.verbose_name), f"{where}: {one.file}")


def _unread(one: ImportBatch) -> NamedText:
    said = _("%(meeting)s, uploaded by %(by)s on %(day)s")
    day = date_format(timezone.localtime(one.at), "j F Y")
    return NamedText(
        one, str(one._meta.verbose_name), said % {"meeting": one.document.meeting, "by": one.by, "day": day}
    )


def _is_own(row: Model, own: Collection[int]) -> bool:
    """Whether a row is one of the person's own entries, or of an import that made one: it goes anyway."""
    if isinstance(row, Change):
        return row.subject in {f"participation:{pk}" for pk in own}
    return (isinstance(row, Participation) and row.pk in own) or getattr(row, "participation_id", None) in own
