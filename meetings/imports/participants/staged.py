"""An import in two steps, as the web does it.

What the clerk confirms is a fingerprint: when the record has moved since, nothing is written and the preview is new.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.hold import hold_meeting
from meetings.actions.lists import (
    drop_reading,
    find_document,
    forget_upload,
    note_progress,
    open_batch,
    place_batch,
    reject_batch,
    stage_batch,
)
from meetings.actions.refusals import ActionRefused, PreviewOutdated
from meetings.actions.uploads import delete_upload
from meetings.actions.versions import decide_gone
from meetings.imports.participants.commit import answers_of, as_stored, commit, rows_of
from meetings.imports.participants.line_account import doubts_in, proposal
from meetings.imports.participants.list_row import Source
from meetings.imports.participants.pipeline import (
    ListSource,
    checked_rows,
    gender_header,
    in_force,
    preview_rows,
)
from meetings.imports.participants.preview import Preview
from meetings.imports.participants.resolve import Cells
from meetings.imports.participants.values import effect_of, values_of
from meetings.imports.uploads import limits, new_name, store_upload, stored_upload
from meetings.models import ImportBatch, Meeting
from meetings.models.review import Review
from meetings.reading.bounded import read_list
from meetings.reading.lists.columns import Instructions
from meetings.vocabulary import BatchState, ListStatus, Outcome

Rows = Sequence[tuple[int, Cells]]


def stage(meeting: Meeting, source: ListSource, *, by: User) -> ImportBatch:
    """Read a file and stage its rows with what importing them would change. Raises Unreadable; nothing is left then.

    The import is on record from its first moment, so that its progress can be seen; what a killed server leaves is an
    import that was interrupted, with its file, to be read again or given up.
    """
    name = new_name()
    with transaction.atomic():
        held = hold_meeting(meeting)
        status = source.status or ListStatus.FINAL
        document = find_document(held, part=source.part, symbol=source.symbol, status=status)
        batch = open_batch(
            document,
            file=source.filename,
            sha256=source.sha256,
            by=by,
            stored=name,
            instructions=asdict(source.instructions),
            gender_basis=source.gender_basis,
            gender_source=source.gender_source,
        )
    try:
        store_upload(name, source.data)
        _read(batch, source, BatchState.READING)
    except BaseException:
        drop_reading(batch)
        delete_upload(name)
        raise
    return batch


def read_again(batch: ImportBatch) -> ImportBatch:
    """Read an upload whose reading was interrupted. Raises Unreadable, Refused."""
    if not batch.interrupted:
        raise ActionRefused("This list is being read; wait until it is done, or discard it.")
    _read(batch, _source_of(batch, Instructions.from_json(batch.instructions)), BatchState.READING)
    return batch


def restage(batch: ImportBatch, instructions: Instructions) -> ImportBatch:
    """Read the stored upload again with other instructions: another sheet, header row or mapping. Raises Unreadable."""
    _read(batch, _source_of(batch, instructions), BatchState.PREVIEWED)
    return batch


def _source_of(batch: ImportBatch, instructions: Instructions) -> ListSource:
    """A stored upload with what was said about it; what its document said of itself is read anew."""
    document, read = batch.document, batch.summary.from_document or []
    return ListSource(
        data=stored_upload(batch.stored),
        filename=batch.file,
        part=document.part,
        symbol="" if "symbol" in read else document.symbol,
        status="" if "status" in read else document.status,
        instructions=instructions,
        limits=limits(),
    )


def _read(batch: ImportBatch, source: ListSource, state: str) -> None:
    """Read and stage, unless the import was finished or given up meanwhile (Refused)."""
    watch = partial(_note_progress, batch) if state == BatchState.READING else None
    reading = read_list(source.data, source.filename, source.instructions, source.limits, watch)
    try:
        rows = with_corrections(list(reading.rows), reading.fields, batch.said)
    finally:
        reading.rows.close()
    with transaction.atomic():
        meeting = hold_meeting(batch.document.meeting)
        require_state(batch, state)
        says = proposal(reading.masthead)
        symbol, status = source.symbol or says.symbol, source.status or says.status or ListStatus.FINAL
        earlier = batch.summary.from_document
        told = earlier is not None and "date" not in earlier  # by the clerk, after it was read
        day = batch.document.date if told else says.day
        place_batch(batch, find_document(meeting, part=source.part, symbol=symbol, status=status), date=day)
        taken = {
            "symbol": says.symbol and not source.symbol,
            "status": says.status and not source.status,
            "date": not told and says.day is not None and batch.document.date == says.day,
        }
        batch.instructions = asdict(source.instructions)
        batch.reading = replace(
            reading.summary(),
            sheets=reading.sheets,
            from_document=[name for name, read in taken.items() if read],
        ).to_json()
        preview_again(batch, rows, reading.sources)


def _note_progress(batch: ImportBatch, page: int, pages: int) -> None:
    if not note_progress(batch, page=page, pages=pages):
        raise ActionRefused("This import was discarded meanwhile.")


def redescribe(batch: ImportBatch, *, part: str, symbol: str, status: str, date: datetime.date | None) -> ImportBatch:
    """Say which document a staged list is; it is compared with what that document replaces. Raises Refused."""
    with transaction.atomic():
        meeting = hold_meeting(batch.document.meeting)
        require_state(batch, BatchState.PREVIEWED)
        place_batch(batch, find_document(meeting, part=part, symbol=symbol, status=status), date=date)
        batch.reading = replace(batch.summary, from_document=[]).to_json()
        preview_again(batch, *staged_rows(batch))
    return batch


def unnamed_column(batch: ImportBatch, rows: Rows) -> str:
    """The header of a gender column of which nobody has said where it comes from, "" where there is none."""
    return "" if batch.gender_basis else gender_header(batch.summary.fields, batch.summary.mapped, rows)


def with_corrections(rows: Rows, fields: Sequence[str], review: Review) -> Rows:
    """Rows as they were read, with the cells that were written anew in the review."""
    if not review.cells:
        return rows
    said: dict[int, dict[int, str]] = defaultdict(dict)
    for one in review.cells:
        if one.field in fields:
            said[one.row][fields.index(one.field)] = one.said

    def corrected(number: int, cells: Cells) -> Cells:
        if cells is None or isinstance(cells, str) or number not in said:
            return cells
        return [said[number].get(place, text) for place, text in enumerate(cells)]

    return [(number, corrected(number, cells)) for number, cells in rows]


def preview_again(batch: ImportBatch, rows: Rows, sources: Mapping[int, Source]) -> Preview:
    """Stage the rows afresh with their outcomes; the batch keeps totals, questions and fingerprint."""
    preview = _resolve(batch, rows, sources)
    batch.fingerprint = preview.fingerprint()
    batch.totals = preview.summary | {
        "problems": [problem.as_json() for problem in preview.problems if problem.row is None],
        "questions": preview.asked,
        "changes_something": preview.changes_something,
        "unnamed_column": unnamed_column(batch, rows),
        "values": values_of(preview),
        "effect": effect_of(preview, batch.said),
    }
    stage_batch(batch, rows_of(preview.lines, as_stored(batch.summary.fields, rows)))
    return preview


def _resolve(batch: ImportBatch, rows: Rows, sources: Mapping[int, Source]) -> Preview:
    document, read = batch.document, batch.summary
    checked = checked_rows(rows, read, sources, document.meeting, batch.said)
    return preview_rows(document.meeting, document, checked, read.sheet, batch.gender_basis, batch.said)


def staged_rows(batch: ImportBatch) -> tuple[Rows, dict[int, Source]]:
    """The rows of a batch as they left the reading process, and the printed lines of those of a document."""
    fields = batch.summary.fields
    rows: list[tuple[int, Cells]] = []
    sources: dict[int, Source] = {}
    for number, cells, source in batch.rows.order_by("pk").values_list("number", "cells", "source"):
        if not cells:
            rows.append((number, None))
        else:
            rows.append((number, cells.get("heading") or [cells.get(field, "") for field in fields]))
        if source:
            sources[number] = source
    return rows, sources


def confirm(
    batch: ImportBatch, *, fingerprint: str, by: User, skip_invalid: bool = False, accept_reading: bool = False
) -> ImportBatch:
    """Import what was previewed, all or nothing; the upload is deleted with it. ``accept_reading``: somebody has looked
    at a reading that is doubtful as a whole.

    Raises Stale when the preview is no longer true, else Refused.
    """
    with transaction.atomic():
        hold_meeting(batch.document.meeting)
        batch = ImportBatch.objects.select_related("document__meeting").get(pk=batch.pk)
        require_state(batch, BatchState.PREVIEWED)
        rows, sources = staged_rows(batch)
        preview = _resolve(batch, rows, sources)
        stale = preview.fingerprint() != fingerprint
        if stale:
            preview_again(batch, rows, sources)
        else:
            if preview.totals[Outcome.INVALID] and not skip_invalid:
                raise ActionRefused("Some rows cannot be read. Correct the file, or choose to import the other rows.")
            if doubts_in(batch.summary.account) and not accept_reading:
                raise ActionRefused(
                    "This list may not have been read correctly. Check it, then confirm that it may be imported."
                )
            if not preview.people:
                raise ActionRefused("No row of the list could be read as a person; nothing was imported.")
            if header := unnamed_column(batch, rows):
                raise ActionRefused(f"Say first where the genders under “{header}” come from.")
            if not preview.changes_something and in_force(batch.document):
                raise ActionRefused("Everything in this list is already on record; there is nothing to import.")
            commit(preview, batch, cells=as_stored(batch.summary.fields, rows), by=by, keep_record=False)
            decide_gone(batch.document.meeting, answers_of(preview, batch.said), by=by, batch=batch)
    if stale:
        raise PreviewOutdated
    _delete_upload(batch)
    return batch


def _delete_upload(batch: ImportBatch) -> None:
    """The file goes first: as long as it is there, the batch names it."""
    if batch.stored:
        delete_upload(batch.stored)
        forget_upload(batch)


def reject(batch: ImportBatch, *, by: User) -> None:
    """Give up an import that is staged, being read or interrupted; its upload is deleted at once."""
    with transaction.atomic():
        hold_meeting(batch.document.meeting)
        batch = ImportBatch.objects.get(pk=batch.pk)
        require_state(batch, BatchState.PREVIEWED, BatchState.READING)
        reject_batch(batch, by=by)
    _delete_upload(batch)


def require_state(batch: ImportBatch, *states: str) -> None:
    """Refuse what comes too late for an import."""
    current = ImportBatch.objects.values_list("state", flat=True).filter(pk=batch.pk).first()
    if current not in states:
        raise ActionRefused("This import was finished or discarded meanwhile; reload the page.")
