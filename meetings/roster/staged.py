"""An import in two steps, as the web does it: staged with its preview, then confirmed. And people typed in by hand.

What the clerk confirms is a fingerprint: when the record has moved since, nothing is written and the preview is new.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.hold import hold_meeting
from meetings.actions.lists import (
    Refused,
    find_document,
    forget_upload,
    open_batch,
    reject_batch,
    stage_batch,
)
from meetings.actions.uploads import delete_upload, upload_path
from meetings.models import Delegation, ImportBatch, Meeting
from meetings.roster.columns import Instructions
from meetings.roster.commit import as_stored, commit, rows_of
from meetings.roster.entities import Entity, OneDelegation
from meetings.roster.pipeline import ListSource, about_reading, checked_rows, in_force, preview_rows, title_rules
from meetings.roster.preview import Preview, build
from meetings.roster.reading.bounded import Reading, read_list
from meetings.roster.reading.formats import Limits
from meetings.roster.resolve import Cells, resolve
from meetings.roster.rows import check_rows
from meetings.roster.standing import MeetingRecord
from meetings.vocabulary import TYPED_PART, BatchState, GenderBasis, ListStatus, Outcome


class Stale(Exception):
    """The record moved since the preview; a fresh preview is staged and nothing was imported."""


def keep_upload(data: bytes) -> str:
    """Store an upload under a name of our own making."""
    name = secrets.token_hex(16)
    path = upload_path(name)
    path.touch(mode=0o600)
    path.write_bytes(data)
    return name


def stage(meeting: Meeting, source: ListSource, *, by: User) -> ImportBatch:
    """Read a file and stage its rows with what importing them would change. Raises Unreadable."""
    reading = read_list(source.data, source.filename, source.instructions, source.limits)
    rows = _taken(reading)
    stored = keep_upload(source.data)
    try:
        with transaction.atomic():
            meeting = hold_meeting(meeting)
            document = find_document(meeting, part=source.part, symbol=source.symbol, status=source.status)
            batch = open_batch(
                document,
                file=source.filename,
                sha256=source.sha256,
                by=by,
                stored=stored,
                instructions=asdict(source.instructions),
                gender_basis=source.gender_basis,
                gender_source=source.gender_source,
            )
            _stage_rows(batch, reading, rows)
    except BaseException:
        delete_upload(stored)
        raise
    return batch


def restage(batch: ImportBatch, instructions: Instructions, *, by: User) -> ImportBatch:
    """Read the stored upload again with other instructions: another sheet, header row or mapping. Raises Unreadable."""
    data = upload_path(batch.stored).read_bytes()
    limits = Limits(upload_bytes=settings.PARITY_UPLOAD_BYTES, rows=settings.PARITY_MAX_ROWS)
    reading = read_list(data, batch.file, instructions, limits)
    rows = _taken(reading)
    with transaction.atomic():
        hold_meeting(batch.document.meeting)
        _require(batch, BatchState.PREVIEWED)
        batch.instructions = asdict(instructions)
        _stage_rows(batch, reading, rows)
    return batch


def _taken(reading: Reading) -> list[tuple[int, Cells]]:
    """All rows, and the reading's file let go."""
    try:
        return list(reading.rows)
    finally:
        reading.rows.close()


def _stage_rows(batch: ImportBatch, reading: Reading, rows: Sequence[tuple[int, Cells]]) -> None:
    batch.reading = about_reading(reading) | {"sheets": reading.sheets, "samples": reading.columns.samples}
    _preview(batch, rows)


def _preview(batch: ImportBatch, rows: Sequence[tuple[int, Cells]]) -> Preview:
    """Stage the rows afresh with their outcomes; the batch keeps totals, questions and fingerprint."""
    preview = _resolve(batch, rows)
    batch.fingerprint = preview.fingerprint()
    batch.totals = preview.summary | {
        "problems": [problem.as_json() for problem in preview.problems if problem.row is None],
        "questions": [
            {"kind": str(asked.kind), "found": asked.found, "rows": number, "codes": list(asked.suggestions)}
            for asked, number in preview.questions.values()
        ],
        "changes_something": preview.changes_something,
    }
    stage_batch(batch, rows_of(preview.lines, as_stored(batch.reading["fields"], rows)))
    return preview


def _resolve(batch: ImportBatch, rows: Sequence[tuple[int, Cells]]) -> Preview:
    reading, document = batch.reading, batch.document
    checked = list(
        checked_rows(
            rows, reading["fields"], reading["sheet"], reading["mapped"], reading["problems"], document.meeting
        )
    )
    return preview_rows(document.meeting, document, checked, reading["sheet"], batch.gender_basis)


def staged_cells(batch: ImportBatch) -> list[tuple[int, Cells]]:
    """The rows of a batch as they left the reading process."""
    fields = batch.reading["fields"]
    rows: list[tuple[int, Cells]] = []
    for number, cells in batch.rows.order_by("pk").values_list("number", "cells"):
        if not cells:
            rows.append((number, None))
        else:
            rows.append((number, cells.get("heading") or [cells.get(field, "") for field in fields]))
    return rows


def confirm(batch: ImportBatch, *, fingerprint: str, by: User, skip_invalid: bool = False) -> ImportBatch:
    """Import what was previewed, all or nothing; the upload is deleted with it.

    Raises Stale when the preview is no longer true, else Refused.
    """
    with transaction.atomic():
        hold_meeting(batch.document.meeting)
        batch = ImportBatch.objects.select_related("document__meeting").get(pk=batch.pk)
        _require(batch, BatchState.PREVIEWED)
        rows = staged_cells(batch)
        preview = _resolve(batch, rows)
        stale = preview.fingerprint() != fingerprint
        if stale:
            _preview(batch, rows)
        else:
            if preview.totals[Outcome.INVALID] and not skip_invalid:
                raise Refused("Some rows cannot be read. Correct the file, or choose to import the other rows.")
            if not preview.people:
                raise Refused("No row of the list could be read as a person; nothing was imported.")
            if not preview.changes_something and in_force(batch.document):
                raise Refused("Everything in this list is on record already; there is nothing to import.")
            commit(preview, batch, cells=as_stored(batch.reading["fields"], rows), by=by, keep_record=False)
    if stale:
        raise Stale
    _delete_upload(batch)
    return batch


def _delete_upload(batch: ImportBatch) -> None:
    """The file goes first: as long as it is there, the batch names it."""
    if batch.stored:
        delete_upload(batch.stored)
        forget_upload(batch)


def reject(batch: ImportBatch, *, by: User) -> None:
    """Give a staged import up; its upload is deleted at once."""
    with transaction.atomic():
        hold_meeting(batch.document.meeting)
        batch = ImportBatch.objects.get(pk=batch.pk)
        _require(batch, BatchState.PREVIEWED)
        reject_batch(batch, by=by)
    _delete_upload(batch)


def _require(batch: ImportBatch, state: str) -> None:
    current = ImportBatch.objects.values_list("state", flat=True).get(pk=batch.pk)
    if current != state:
        raise Refused("This import was finished or given up meanwhile; reload the page.")


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
    checked = check_rows(whole, named, "", {}, title_rules(), lambda text: False)
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
