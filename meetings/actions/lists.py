"""Imports of lists of participants: documents and batches opened, staged, closed and undone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings.actions import bulk
from meetings.actions.delegations import change_participations, settle_heads, touch
from meetings.actions.hold import hold_meeting, note_entry
from meetings.actions.people import forget_unlisted, settle_recorded, withdraw_evidence
from meetings.actions.refusals import ActionRefused
from meetings.actions.statements import attach_statements
from meetings.actions.trail import note_change, subject_of
from meetings.actions.versions import WITHDREW, return_withdrawn, settle_decisions
from meetings.models import (
    Change,
    Delegation,
    GenderRecord,
    ImportBatch,
    ImportRow,
    ListDocument,
    Meeting,
    Participation,
    Question,
)
from meetings.reading.summary import ReadingProgress
from meetings.vocabulary import BatchState, ListStatus, Outcome
from meetings.workspace.versions import batches_in_force, is_addendum, is_corrigendum, replaced_documents

# "FCCC/CP/2005/INF.2 (Part 2)": what the symbol itself says of the part of the list it is.
_PART = re.compile(r"\((?:part|vol|parte|partie)[^)]*\)", re.IGNORECASE)
ROW_COLUMNS = ("batch_id", "number", "cells", "source", "outcome", "participation_id", "before", "after", "problems")


def find_document(meeting: Meeting, *, part: str, symbol: str, status: str) -> ListDocument:
    """The document with this part, symbol and status, unsaved when new; a newer version knows what it replaces.

    An addendum adds and replaces nothing; neither it nor a corrigendum is ever what a newer version replaces, since
    both only go with the document they name (lists.md, *Versions of a list*). Nor does one part of a list replace
    another.
    """
    same = ListDocument.objects.filter(meeting=meeting, part=part, symbol=symbol, status=status).first()
    if same:
        return same
    document = ListDocument(meeting=meeting, part=part, symbol=symbol, status=status)
    if not is_addendum(document):
        earlier = ListDocument.objects.filter(meeting=meeting, part=part, batches__state=BatchState.COMMITTED)
        whole = [one for one in earlier.distinct().order_by("-pk") if not (is_addendum(one) or is_corrigendum(one))]
        replaced = replaced_documents(whole)
        newest_first = sorted(whole, key=lambda one: one.pk in replaced)
        document.replaces = next((one for one in newest_first if _may_replace(symbol, one.symbol)), None)
    return document


def _may_replace(symbol: str, earlier: str) -> bool:
    """Whether both symbols may be of the same part of a list: no two parts are named, or the same one."""
    named = {found[0].casefold().replace(" ", "") for found in map(_PART.search, (symbol, earlier)) if found}
    return len(named) < 2


def open_batch(document: ListDocument, *, file: str, sha256: str, by: User, **fields: Any) -> ImportBatch:
    """Start the import of one file into a document (saved with it)."""
    if document.pk is None:
        document.save()
    return ImportBatch.objects.create(
        document=document, file=file[:255], sha256=sha256, by=by, at=timezone.now(), **fields
    )


def note_progress(batch: ImportBatch, *, page: int, pages: int) -> bool:
    """How far the reading of a file has come, and that it is alive. False when it was given up meanwhile."""
    sign = ReadingProgress(page, pages, timezone.now().isoformat())
    waiting = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.READING)
    return bool(waiting.update(reading=sign.to_json()))


def drop_reading(batch: ImportBatch) -> None:
    """A file that could not be read leaves nothing."""
    deleted, _ = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.READING).delete()
    if deleted:
        _forget_empty(batch.document)


def place_batch(batch: ImportBatch, document: ListDocument, *, date: datetime.date | None) -> None:
    """Make a list that is not imported yet one of this document; the one it leaves goes where nothing else is in it.

    ``date`` is noted unless the document has another import, which was shown with the date it has.
    """
    left = batch.document
    others = (BatchState.PREVIEWED, BatchState.COMMITTED, BatchState.WITHDRAWN)
    if document.pk is None or not document.batches.filter(state__in=others).exclude(pk=batch.pk).exists():
        document.date = date
        document.save()
    if left.pk != document.pk:
        batch.document = document
        batch.save(update_fields=["document"])
        _forget_empty(left)


def _forget_empty(document: ListDocument) -> None:
    if not document.batches.exists():
        document.delete()


def write_rows(batch: ImportBatch, rows: Iterable[tuple[Any, ...]]) -> None:
    """Keep the rows of a batch, in the place of staged ones: number, cells, source, outcome, participation, before,
    after, problems.
    """
    batch.rows.all().delete()
    json = bulk.as_json
    bulk.insert(
        ImportRow,
        ROW_COLUMNS,
        (
            (batch.pk, number, json(cells), json(source), outcome, participation, *map(json, (before, after, problems)))
            for number, cells, source, outcome, participation, before, after, problems in rows
        ),
    )


def stage_batch(batch: ImportBatch, rows: Iterable[tuple[Any, ...]]) -> None:
    """Keep a batch with the preview of its rows, in the place of an earlier preview."""
    write_rows(batch, rows)
    batch.state = BatchState.PREVIEWED
    batch.save()


def close_batch(batch: ImportBatch, *, totals: Mapping[str, Any], in_order: bool, by: User) -> None:
    """The batch is committed: its meeting's revision and list status move with it.

    Who brought the file in and who confirmed it have both entered it.
    """
    batch.state, batch.committed_at, batch.totals = BatchState.COMMITTED, timezone.now(), dict(totals)
    batch.reading = batch.summary.to_json()  # without samples of columns, which imports once kept until here
    batch.save()
    document = batch.document
    if document.keeps_order != in_order:
        document.keeps_order = in_order
        document.save(update_fields=["keeps_order"])
    settle_list_status(document.meeting)
    settle_decisions(document.meeting)
    attach_statements(document.meeting)
    note_entry(document.meeting, batch.by, by)
    touch(document.meeting)


def forget_upload(batch: ImportBatch) -> None:
    """The bytes of the file are deleted; its SHA-256 stays."""
    ImportBatch.objects.filter(pk=batch.pk).update(stored="")
    batch.stored = ""


def settle_list_status(meeting: Meeting) -> None:
    """A meeting's list is provisional while a version in force is."""
    in_force = ImportBatch.objects.filter(pk__in=batches_in_force(meeting))
    provisional = in_force.filter(document__status=ListStatus.PROVISIONAL).exists()
    status = ListStatus.PROVISIONAL if provisional else ListStatus.FINAL
    Meeting.objects.filter(pk=meeting.pk).update(list_status=status)


def reject_batch(batch: ImportBatch, *, by: User) -> None:
    """Give up an import that was not committed; its staged rows go."""
    batch.rows.all().delete()
    if batch.state == BatchState.PREVIEWED:
        batch.reading = replace(batch.summary, account=None).to_json()
    batch.state, batch.review = BatchState.REJECTED, None
    batch.save(update_fields=["state", "reading", "review"])
    note_change(by=by, action="reject_batch", subject=batch, meeting=batch.document.meeting, batch=batch)


@transaction.atomic
def withdraw_batch(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Undo an import: what it made goes, what it changed returns, its evidence is marked withdrawn.

    Raises Refused, with the list, when something later rests on what it wrote.
    """
    meeting = hold_meeting(batch.document.meeting, by)
    batch = ImportBatch.objects.get(pk=batch.pk)
    reasons = _why_not(batch, meeting)
    if reasons:
        raise ActionRefused(*reasons)
    rows = ImportRow.objects.filter(batch=batch, participation__isnull=False)
    wrote = Participation.objects.filter(import_rows__in=rows)
    people = set(wrote.values_list("person_id", flat=True))
    changed = rows.filter(before__isnull=False).values_list("participation_id", "before")
    change_participations((pk, before) for pk, before in changed if before)
    withdraw_evidence(GenderRecord.objects.filter(batch=batch), by=by)
    revived = batch.totals.get("withdrew", [])
    GenderRecord.objects.filter(id__in=revived).update(withdrawn_at=None, withdrawn_by=None)
    made = rows.filter(outcome__in=(Outcome.NEW, Outcome.CONFLICT), after__made=True)
    # Where two delegations became one, another import in force made the same person as well.
    others = ImportRow.objects.filter(batch__state=BatchState.COMMITTED, after__made=True).exclude(batch=batch)
    made = made.exclude(participation__in=others.filter(participation__in=wrote).values("participation"))
    Question.objects.filter(batch=batch, answer="").delete()
    Participation.objects.filter(id__in=list(made.values_list("participation_id", flat=True))).delete()
    emptied = Delegation.objects.filter(id__in=batch.totals.get("made_delegations", []))
    emptied.filter(participations__isnull=True, head_count__isnull=True).delete()
    batch.state, batch.withdrawn_at, batch.withdrawn_by = BatchState.WITHDRAWN, timezone.now(), by
    batch.save()
    return_withdrawn(batch)
    settle_decisions(meeting)
    forget_unlisted(people)
    settle_recorded(people)
    # Also where a head comes back whom this list did not print.
    settle_heads(meeting, Delegation.objects.filter(meeting=meeting).values_list("pk", flat=True))
    settle_list_status(meeting)
    touch(meeting)
    note_change(by=by, action="withdraw_batch", subject=batch, meeting=meeting, batch=batch)
    return batch


def _why_not(batch: ImportBatch, meeting: Meeting) -> list[str]:
    """What stands in the way of undoing a batch, as sentences."""
    if batch.state != BatchState.COMMITTED:
        return [f"This import is not in force (it is {batch.get_state_display()}); there is nothing to undo."]
    wrote = ImportRow.objects.filter(batch=batch, participation__isnull=False).values("participation_id")
    later = (
        ImportBatch.objects.filter(
            document__meeting=meeting, state=BatchState.COMMITTED, pk__gt=batch.pk, rows__participation__in=wrote
        )
        .distinct()
        .order_by("pk")
    )
    reasons = [
        f'A later import builds on it: "{one.file}" of {one.committed_at:%Y-%m-%d}. Undo that one first.'
        for one in later
    ]
    subjects = {f"participation:{pk}" for (pk,) in wrote.values_list("participation_id")}
    by_hand = Change.objects.filter(meeting=meeting, at__gt=batch.committed_at, subject__startswith="participation:")
    by_hand = by_hand.exclude(action=WITHDREW, batch__state=BatchState.WITHDRAWN)
    touched = {subject for subject in by_hand.values_list("subject", flat=True) if subject in subjects}
    if touched:
        reasons.append(f"{len(touched)} of its people were corrected by hand since; those corrections would be lost.")
    return reasons


def trail_of(subject: Any) -> list[dict[str, Any]]:
    """Everything that happened to a record, newest first: imports (their rows) and changes by hand."""
    changes = [
        {"at": one.at, "by": one.by, "action": one.action, "before": one.before, "after": one.after, "of": one.evidence}
        for one in Change.objects.filter(subject=subject_of(subject)).select_related("by")
    ]
    if isinstance(subject, Participation):
        rows = ImportRow.objects.filter(participation=subject).select_related("batch__by", "batch__document")
        changes += [
            {
                "at": row.batch.committed_at,
                "by": row.batch.by,
                "action": f"import:{row.outcome}",
                "before": row.before,
                "after": row.after,
                "of": f"{row.batch.file}, {row.place}",
            }
            for row in rows.filter(batch__committed_at__isnull=False)
        ]
    return sorted(changes, key=lambda change: change["at"], reverse=True)
