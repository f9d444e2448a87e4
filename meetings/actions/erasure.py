"""Erasure of people: names, printed texts and notes are removed everywhere; what was counted stays.

A participation keeps its delegation, role and gender, as of somebody whom nothing names any more. Otherwise what is
published next would differ from the last by one person, and the difference would say who it was. The lock is no
shield: no figure changes. Published files hold no name and are not touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q

from meetings.actions.lists import reject_batch
from meetings.actions.mentions import (
    FREE_TEXTS,
    clear_mentions,
    is_named_in,
    looked_for,
    remove_names,
    unread_imports,
    waiting_naming,
)
from meetings.actions.panels import free_slug
from meetings.actions.proceedings_imports import drop_proceedings
from meetings.actions.spellings import ERASED, Spellings, both_orders
from meetings.actions.trail import note_change
from meetings.actions.uploads import delete_upload
from meetings.models import (
    Change,
    GenderRecord,
    ImportBatch,
    ImportRow,
    OfficeHolder,
    Panel,
    PanelSeat,
    Participation,
    Person,
    ProceedingsImport,
    Question,
    Statement,
)

PRINTED = ("printed_name", "printed_title", "printed_post", "organisation", "notes", "row_id")
NAMELESS_CELLS = ("delegation", "category", "section", "heading")


@dataclass(slots=True)
class Erased:
    """What an erasure touched. ``named``: statements and offices under the name; ``spellings``: the names it looked
    for, never stored, for further tables to clear."""

    people: int = 0
    participations: int = 0
    evidence: int = 0
    rows: int = 0
    seats: int = 0
    named: int = 0
    given_up: int = 0
    spellings: Spellings = field(default_factory=lambda: Spellings(()))


@transaction.atomic
def erase_people(people: Collection[int], *, by: User, reason: str) -> Erased:
    """Erase these people, whatever meetings are locked; imports that wait and name one of them are given up.

    ``reason`` stays in the trail, without the names.
    """
    theirs = Q(pk__in=people) | Q(merged_into__in=people)
    found = list(Person.objects.select_for_update().filter(theirs).exclude(full_name=ERASED))
    own = Participation.objects.filter(person__in=found)
    own_ids = set(own.values_list("pk", flat=True))
    spellings = looked_for(_spellings_of(found))
    erased = Erased(len(found), len(own_ids), spellings=spellings)
    erased.given_up = _give_up_waiting(spellings, own_ids, by)
    erased.rows = _clear_rows(spellings, own_ids)
    erased.seats = _clear_seats(spellings, own_ids)
    erased.named = _clear_speakers(spellings) + _clear_office_holders(spellings)
    _clear_trail({f"person:{one.pk}" for one in found} | {f"participation:{pk}" for pk in own_ids})
    _clear_questions(found, own_ids)
    evidence = GenderRecord.objects.filter(person__in=found)
    erased.evidence = evidence.update(source="")
    evidence.filter(withdrawn_at__isnull=False).delete()
    own.update(**dict.fromkeys(PRINTED, "") | {"printed_name": ERASED})
    for one in found:
        one.name_key, one.entity_key, one.namesake = f"{ERASED} {one.pk}", "", 0
        one.full_name, one.given_names, one.family_name = ERASED, "", ""
        one.save()
    for model, names in FREE_TEXTS:
        remove_names(model, names, spellings)
    readdress_panels(spellings)
    for one in found:
        note_change(
            by=by,
            action="erase_person",
            subject=one,
            meeting=None,
            evidence=spellings.removed_from(reason.strip(), possible=True),
        )
    transaction.on_commit(_leave_no_copy_in_the_journal)
    return erased


@transaction.atomic
def erase_name(spellings: Spellings) -> int:
    """Take out a name that belongs to nobody on record: seats, statements, offices and mentions; returns how many."""
    touched = _clear_seats(spellings, set()) + _clear_speakers(spellings) + _clear_office_holders(spellings)
    readdress_panels(spellings)
    touched += sum(remove_names(model, names, spellings) for model, names in FREE_TEXTS)
    transaction.on_commit(_leave_no_copy_in_the_journal)
    return touched


def _spellings_of(people: Collection[Person]) -> Iterable[str]:
    for one in people:
        yield from (one.full_name, one.name_key, *both_orders(one.given_names, one.family_name))
    printed = Participation.objects.filter(person__in=people).values_list("printed_name", "pk")
    yield from (name for name, _pk in printed)
    rows = ImportRow.objects.filter(participation__person__in=people).values_list("cells", flat=True)
    for cells in rows:
        yield cells.get("full_name", "")
        yield from both_orders(cells.get("given_names", ""), cells.get("family_name", ""))


def _give_up_waiting(spellings: Spellings, own: set[int], by: User) -> int:
    """A file cannot be erased in part: imports that wait for confirmation and name somebody are rejected whole."""
    named = list(waiting_naming(spellings, own))
    for one in named:
        if isinstance(one, ProceedingsImport):
            drop_proceedings(one, by=by)
        else:
            _give_up_list(one, by)
    return len(named)


@transaction.atomic
def give_up_unread(batches: Collection[int], *, by: User) -> int:
    """Discard the uploads among these of which nothing is read yet: nobody can say whom they name."""
    unread = [one for one in unread_imports() if one.pk in batches]
    for one in unread:
        _give_up_list(one, by)
    return len(unread)


def _give_up_list(batch: ImportBatch, by: User) -> None:
    stored, batch.stored = batch.stored, ""
    batch.save(update_fields=["stored"])
    reject_batch(batch, by=by)
    transaction.on_commit(lambda: delete_upload(stored))


def _clear_rows(spellings: Spellings, own: set[int]) -> int:
    """Rows of imports: those of the people, and those of nobody on record that print the name (undone, invalid)."""
    number = 0
    for row in ImportRow.objects.order_by("pk").iterator(chunk_size=2_000):
        if row.participation_id in own or (row.participation_id is None and is_named_in(row, spellings)):
            row.cells = {name: text for name, text in row.cells.items() if name in NAMELESS_CELLS and name != "heading"}
            row.before, row.after, row.problems = _without_prints(row.before), _without_prints(row.after), []
            row.source = []
            row.save()
            number += 1
        else:
            clear_mentions(row, spellings)
    return number


def _without_prints(values: dict[str, Any] | None) -> dict[str, Any] | None:
    """What an undo needs, without what was printed."""
    return values and {name: value for name, value in values.items() if name not in PRINTED}


def _clear_seats(spellings: Spellings, own: set[int]) -> int:
    """Seats on panels: those linked to the person, and unlinked ones under the name."""
    seats = [
        seat.pk
        for seat in PanelSeat.objects.exclude(name="")
        if seat.participation_id in own or (seat.participation_id is None and spellings.stand_in(seat.name))
    ]
    return PanelSeat.objects.filter(pk__in=seats).update(name=ERASED, title="", organisation="")


def readdress_panels(spellings: Spellings, possible: Collection[int] = ()) -> None:
    """Panels whose address was made of a title with the name get another one; ``possible``: ids of those in which the
    word is the name."""
    for panel in Panel._base_manager.only("pk", "slug"):
        words = panel.slug.replace("-", " ")
        if spellings.stand_in(words) or (panel.pk in possible and spellings.may_stand_in(words)):
            Panel._base_manager.filter(pk=panel.pk).update(slug=free_slug("panel", None))


def _clear_speakers(spellings: Spellings) -> int:
    """Statements read under the name: they stay, of whoever spoke for that State."""
    spoken = [one.pk for one in Statement.objects.exclude(speaker_name="") if spellings.stand_in(one.speaker_name)]
    return Statement.objects.filter(pk__in=spoken).update(speaker_name="", speaker_title="")


def _clear_office_holders(spellings: Spellings) -> int:
    """Offices held under the name: they stay with their days, of nobody by name."""
    held = [one.pk for one in OfficeHolder.objects.exclude(name="") if spellings.stand_in(one.name)]
    return OfficeHolder.objects.filter(pk__in=held).update(name="", title="")


def _clear_trail(subjects: set[str]) -> None:
    for change in Change.objects.filter(subject__in=subjects):
        change.before, change.after = _without_prints(change.before), _without_prints(change.after)
        change.evidence = ""
        change.save()


def _clear_questions(people: Collection[Person], own: set[int]) -> None:
    """Questions about them: open ones go with their reason, answered ones keep the answer."""
    theirs = Question.objects.filter(Q(person__in=people) | Q(other_person__in=people) | Q(participation__in=own))
    theirs.filter(answer="").delete()
    for question in theirs:
        question.key, question.found, question.suggestions = f"{ERASED} {question.pk}", ERASED, {}
        question.save()


def _leave_no_copy_in_the_journal() -> None:
    """SQLite overwrites what it deletes in its file; what waits in its write-ahead log is written there now."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
