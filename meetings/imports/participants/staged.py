"""An import in two steps, as the web does it, and people typed in by hand.

What the clerk confirms is a fingerprint: when the record has moved since, nothing is written and the preview is new.
"""

from __future__ import annotations

import datetime
import hashlib
import json
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
from meetings.imports.participants.commit import as_stored, commit, rows_of
from meetings.imports.participants.entities import Entity, OneDelegation
from meetings.imports.participants.line_account import doubts_in, proposal
from meetings.imports.participants.list_row import Source
from meetings.imports.participants.on_record import MeetingRecord
from meetings.imports.participants.pipeline import (
    ListSource,
    checked_rows,
    in_force,
    preview_rows,
    title_rules,
)
from meetings.imports.participants.preview import Preview, build
from meetings.imports.participants.resolve import Cells, resolve
from meetings.imports.participants.rows import Reporter, check_rows
from meetings.imports.uploads import limits, new_name, store_upload, stored_upload
from meetings.models import Delegation, ImportBatch, Meeting
from meetings.reading.bounded import read_list
from meetings.reading.lists.columns import Instructions
from meetings.vocabulary import TYPED_PART, BatchState, GenderBasis, ListStatus, Outcome

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
        raise ActionRefused("This list is being read; wait until it is done, or give it up.")
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
        rows = list(reading.rows)
    finally:
        reading.rows.close()
    with transaction.atomic():
        meeting = hold_meeting(batch.document.meeting)
        _require(batch, state)
        says = proposal(reading.account)
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
        _preview(batch, rows, reading.sources)


def _note_progress(batch: ImportBatch, page: int, pages: int) -> None:
    if not note_progress(batch, page=page, pages=pages):
        raise ActionRefused("This import was given up meanwhile.")


def redescribe(batch: ImportBatch, *, part: str, symbol: str, status: str, date: datetime.date | None) -> ImportBatch:
    """Say which document a staged list is; it is compared with what that document replaces. Raises Refused."""
    with transaction.atomic():
        meeting = hold_meeting(batch.document.meeting)
        _require(batch, BatchState.PREVIEWED)
        place_batch(batch, find_document(meeting, part=part, symbol=symbol, status=status), date=date)
        batch.reading = replace(batch.summary, from_document=[]).to_json()
        _preview(batch, *staged_rows(batch))
    return batch


def _preview(batch: ImportBatch, rows: Rows, sources: Mapping[int, Source]) -> Preview:
    """Stage the rows afresh with their outcomes; the batch keeps totals, questions and fingerprint."""
    preview = _resolve(batch, rows, sources)
    batch.fingerprint = preview.fingerprint()
    batch.totals = preview.summary | {
        "problems": [problem.as_json() for problem in preview.problems if problem.row is None],
        "questions": [
            {"kind": str(asked.kind), "found": asked.found, "rows": number, "codes": list(asked.suggestions)}
            for asked, number in preview.questions.values()
        ],
        "changes_something": preview.changes_something,
    }
    stage_batch(batch, rows_of(preview.lines, as_stored(batch.summary.fields, rows)))
    return preview


def _resolve(batch: ImportBatch, rows: Rows, sources: Mapping[int, Source]) -> Preview:
    document, read = batch.document, batch.summary
    checked = checked_rows(rows, read, sources, document.meeting)
    return preview_rows(document.meeting, document, checked, read.sheet, batch.gender_basis)


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
        _require(batch, BatchState.PREVIEWED)
        rows, sources = staged_rows(batch)
        preview = _resolve(batch, rows, sources)
        stale = preview.fingerprint() != fingerprint
        if stale:
            _preview(batch, rows, sources)
        else:
            if preview.totals[Outcome.INVALID] and not skip_invalid:
                raise ActionRefused("Some rows cannot be read. Correct the file, or choose to import the other rows.")
            if doubts_in(batch.summary.account) and not accept_reading:
                raise ActionRefused("The reading is doubtful as a whole. Look at it, and say that it may be imported.")
            if not preview.people:
                raise ActionRefused("No row of the list could be read as a person; nothing was imported.")
            if not preview.changes_something and in_force(batch.document):
                raise ActionRefused("Everything in this list is on record already; there is nothing to import.")
            commit(preview, batch, cells=as_stored(batch.summary.fields, rows), by=by, keep_record=False)
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
        _require(batch, BatchState.PREVIEWED, BatchState.READING)
        reject_batch(batch, by=by)
    _delete_upload(batch)


def _require(batch: ImportBatch, *states: str) -> None:
    current = ImportBatch.objects.values_list("state", flat=True).filter(pk=batch.pk).first()
    if current not in states:
        raise ActionRefused("This import was finished or given up meanwhile; reload the page.")


def enter_rows(
    delegation: Delegation,
    fields: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    by: User,
    gender_basis: str = GenderBasis.DELEGATION_FORM,
    gender_source: str = "",
) -> tuple[ImportBatch | None, Preview]:
    """People of one delegation typed in: the same validators, matching and trail as a file.

    Nothing is written, and no batch returned, while any row has an error: the preview says which.
    """
    entity = Entity(
        delegation.entity_key,
        delegation.category,
        delegation.country_id or "",
        delegation.name,
        delegation.section,
    )
    named = [*fields, "delegation"]
    whole: list[tuple[int, Cells]] = [(number, [*row, delegation.name]) for number, row in enumerate(rows, start=1)]
    checked = check_rows(whole, named, Reporter("", {}), title_rules(), lambda text: False)
    with transaction.atomic():
        meeting = hold_meeting(delegation.meeting)
        document = find_document(meeting, part=TYPED_PART, symbol="", status=ListStatus.FINAL)
        document.replaces = None
        record = MeetingRecord(meeting, document)
        lines = resolve(meeting, checked, OneDelegation(entity), record, gender_basis=gender_basis)
        preview = build(lines, record, sheet="", whole_list=False)
        if preview.totals[Outcome.INVALID] or not preview.changes_something:
            return None, preview
        digest = hashlib.sha256(json.dumps([named, whole]).encode()).hexdigest()
        batch = open_batch(
            document, file="typed entry", sha256=digest, by=by, gender_basis=gender_basis, gender_source=gender_source
        )
        commit(preview, batch, cells=as_stored(named, whole), by=by, keep_record=False)
    return batch, preview
