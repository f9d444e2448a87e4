"""Everything on record about one person who asks: entries, evidence, who read it and who changed it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from meetings.actions.lists import trail_of
from meetings.actions.mentions import FREE_TEXTS, looked_for, texts_beside_names
from meetings.actions.spellings import UNSPACED, Spellings, both_orders
from meetings.actions.trail import READ_NAMES, subject_of
from meetings.actions.words import action_label
from meetings.folding import fold_name
from meetings.models import (
    Change,
    GenderRecord,
    ImportRow,
    OfficeHolder,
    Panel,
    PanelSeat,
    Participation,
    Person,
    Statement,
)

MOST_FOUND = 50
UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
FreeTexts = Iterable[tuple[type[Model], tuple[str, ...]]]
"""Tables with the names of those fields in which anybody may be mentioned, as erasure knows them."""


@dataclass(frozen=True, slots=True)
class NamedText:
    """A row whose texts mention a name: what it is, and the texts."""

    row: Model
    kind: str
    text: str

    @property
    def key(self) -> str:
        """By which a form names the row."""
        return f"{self.row._meta.label_lower}:{self.row.pk}"


@dataclass(frozen=True, slots=True)
class SubjectRecord:
    """Everything on record about a person. ``trail`` and ``readings``: newest first."""

    participations: list[Participation]
    evidence: list[GenderRecord]
    rows: int
    seats: list[PanelSeat]
    trail: list[dict[str, Any]]
    readings: list[Change]


def people_named(name: str) -> QuerySet[Person]:
    """People whose name holds all words of ``name``, in any order; nobody for less than three letters, or two of a
    script that needs no more for a name."""
    words = fold_name(name).split()
    if sum(map(len, words)) < (2 if UNSPACED_LETTER.search(name) else 3):
        return Person.objects.none()
    found = Person.objects.filter(merged_into=None)
    for word in words:
        found = found.filter(Q(name_key__contains=word) | Q(merged__name_key__contains=word))
    return found.order_by("name_key", "entity_key", "namesake").distinct()[:MOST_FOUND]


def record_about(person: Person) -> SubjectRecord:
    """Everything on record about a person; statements and offices name nobody but by the print, and are apart."""
    listed = person.participations.select_related("meeting", "delegation__country").order_by("-meeting__start", "pk")
    participations = list(listed)
    trail = [one for record in (person, *participations) for one in trail_of(record) if one["action"] != READ_NAMES]
    for one in trail:
        one["label"] = action_label(one["action"])
    return SubjectRecord(
        participations=participations,
        evidence=list(person.gender_records.select_related("meeting", "by").order_by("-at")),
        rows=ImportRow.objects.filter(participation__in=participations).count(),
        seats=list(PanelSeat.objects.filter(participation__in=participations).select_related("panel")),
        trail=sorted(trail, key=lambda one: one["at"], reverse=True),
        readings=_readings(person, participations),
    )


def spellings_of(person: Person, participations: list[Participation]) -> Spellings:
    """The names by which a person is on record and listed."""
    names = [person.full_name, *both_orders(person.given_names, person.family_name)]
    return looked_for([*names, *(one.printed_name for one in participations)])


def texts_about(free_texts: FreeTexts, spellings: Spellings) -> list[NamedText]:
    """Rows of these tables whose texts mention one of these names, whoever sees them otherwise."""
    return _texts_where(free_texts, spellings.stand_in)


def texts_that_may_be_about(free_texts: FreeTexts, spellings: Spellings) -> list[NamedText]:
    """Rows whose texts hold a word that may be one of these names, and may be somebody or something else."""
    rows = ((row, texts_beside_names(row)) for row in ImportRow.objects.iterator(chunk_size=2_000))
    in_rows = [
        NamedText(row, str(ImportRow._meta.verbose_name), " ; ".join(map(str, filter(None, texts[0].values()))))
        for row, texts in rows
        if spellings.may_stand_in(texts)
    ]
    return [*_texts_where(free_texts, spellings.may_stand_in), *in_rows]


def _texts_where(free_texts: FreeTexts, holds: Callable[[Any], bool]) -> list[NamedText]:
    found = (
        (model, row, [one for name in names if (one := getattr(row, name))])
        for model, names in free_texts
        for row in model._base_manager.all().iterator(chunk_size=2_000)
    )
    return [
        NamedText(row, str(model._meta.verbose_name), " ; ".join(map(str, texts)))
        for model, row, texts in found
        if holds(texts)
    ]


def record_texts_about(spellings: Spellings, own: Collection[int]) -> list[NamedText]:
    """Texts of the record of meetings that mention one of these names, beside the person's ``own`` entries (by id) and
    panels, which stand with invitations."""
    found = texts_about([(model, names) for model, names in FREE_TEXTS if model is not Panel], spellings)
    return [one for one in found if not (isinstance(one.row, Participation) and one.row.pk in own)]


def seats_naming(spellings: Spellings) -> list[PanelSeat]:
    """Seats on panels under one of these names that belong to nobody on a list of participants."""
    named = PanelSeat.objects.filter(participation=None).exclude(name="").select_related("panel")
    return [one for one in named.iterator(chunk_size=2_000) if spellings.stand_in(one.name)]


def proceedings_naming(spellings: Spellings) -> list[Statement | OfficeHolder]:
    """Statements and offices under one of these names."""
    spoken = Statement.objects.exclude(speaker_name="").select_related("meeting", "country")
    held = OfficeHolder.objects.exclude(name="").select_related("meeting", "forum", "country")
    return [
        *(one for one in spoken.iterator(chunk_size=2_000) if spellings.stand_in(one.speaker_name)),
        *(one for one in held.iterator(chunk_size=2_000) if spellings.stand_in(one.name)),
    ]


def _readings(person: Person, participations: list[Participation]) -> list[Change]:
    """Notes of reading that show one of the person's records; the list of a note is looked through here, since not
    every engine looks inside JSON."""
    rows = ImportRow.objects.filter(participation__in=participations)
    own = {subject_of(record) for record in (person, *participations, *rows.only("pk"))}
    meetings = {one.meeting_id for one in participations}
    notes = Change.objects.filter(action=READ_NAMES).select_related("by", "meeting")
    of_theirs = [*notes.filter(meeting__in=meetings), *notes.filter(subject=subject_of(person))]
    return [note for note in dict.fromkeys(of_theirs) if own & set((note.after or {}).get("shown", []))]
