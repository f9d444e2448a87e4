"""Statements from a file into the record, in one go or in two steps: read, check, preview, commit.

Knows no request and prints nothing. The upload is read in a bounded process and never stored.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.hold import hold_meeting
from meetings.actions.lists import Refused
from meetings.actions.questions import open_questions
from meetings.actions.statement_imports import close_statements, stage_statements, write_statements
from meetings.actions.trail import storable
from meetings.models import Meeting, StatementImport
from meetings.rights import Locked
from meetings.roster.columns import Instructions
from meetings.roster.pipeline import NothingWritten, title_rules
from meetings.roster.reading.bounded import Reading, read_list
from meetings.roster.reading.formats import Limits, Unreadable
from meetings.roster.rosterrow import Problem
from meetings.roster.staged import Stale
from meetings.roster.statements.preview import Line, Preview, preview_statements
from meetings.roster.statements.report import StatementReport
from meetings.roster.statements.rows import StatementRow, check_statements
from meetings.vocabulary import BatchState, GenderBasis, Outcome


@dataclass(frozen=True)
class StatementSource:
    """One file of statements and what was said about it. ``item`` and ``date`` hold where the file says none."""

    data: bytes
    filename: str
    item: str = ""
    date: str = ""
    gender_basis: str = GenderBasis.DELEGATION_FORM
    instructions: Instructions = field(default_factory=Instructions)
    limits: Limits = field(default_factory=Limits)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def import_statements(
    meeting: Meeting, source: StatementSource, *, by: User, skip_invalid: bool = False, dry_run: bool = False
) -> StatementReport:
    """The whole way of one file; nothing is written unless the report says imported."""
    report = StatementReport(source.filename, source.sha256, meeting.slug)
    try:
        report.reading, rows = read_statement_rows(source)
    except Unreadable as refusal:
        return report.refuse(
            refusal.code, refusal.message, sheet=refusal.sheet, row=refusal.row, column=refusal.column,
            found=refusal.found,
        )  # fmt: skip
    report.problems += [_notice(text) for text in report.reading["notices"]]
    try:
        with transaction.atomic():
            meeting = hold_meeting(meeting)
            batch = StatementImport(
                meeting=meeting,
                sha256=source.sha256,
                reading=report.reading,
                rows=rows,
                gender_basis=source.gender_basis,
            )
            report.preview = preview = preview_of(batch)
            report.problems += [problem.as_json() for problem in preview.problems]
            _decide(report, preview, skip_invalid=skip_invalid, dry_run=dry_run)
            report.batch = _write(meeting, source, report.reading, rows, preview, by).pk
            report.status = "imported"
    except NothingWritten:
        pass
    except Locked as refusal:
        report.refuse("meeting_locked", str(refusal))
    return report


def _write(
    meeting: Meeting, source: StatementSource, reading: dict[str, Any], rows: list[dict[str, Any]], preview: Preview,
    by: User,
) -> StatementImport:  # fmt: skip
    batch = stage_statements(
        meeting, by=by, file=source.filename[:255], sha256=source.sha256, reading=reading, rows=rows,
        gender_basis=source.gender_basis,
    )  # fmt: skip
    commit(batch, preview, by=by)
    return batch


def _decide(report: StatementReport, preview: Preview, *, skip_invalid: bool, dry_run: bool) -> None:
    """Raise NothingWritten, with the report's status set, unless the preview is to be committed."""
    invalid = preview.totals[Outcome.INVALID]
    if invalid and not skip_invalid:
        report.refuse(
            "invalid_rows",
            f"{invalid} rows cannot be read (see the problems). Correct the file, or import the others with "
            "--skip-invalid.",
        )
    elif not preview.statements:
        report.refuse("no_statements", "No row could be read as a statement; nothing was imported.")
    elif dry_run:
        report.status = "dry_run"
    elif not preview.changes_something:
        report.status = "unchanged"
        same = StatementImport.objects.filter(meeting__slug=report.meeting, sha256=report.sha256)
        report.batch = same.filter(state=BatchState.COMMITTED).values_list("pk", flat=True).first()
    else:
        return
    raise NothingWritten


def read_statement_rows(source: StatementSource) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """How a file was read, and its mapped cells by row. Raises Unreadable."""
    instructions = replace(source.instructions, profile="statements")
    reading = read_list(source.data, source.filename, instructions, source.limits)
    try:
        rows = [{"number": number, "cells": cells} for number, cells in reading.rows]
    finally:
        reading.rows.close()
    return _about(reading, source), rows


def _about(reading: Reading, source: StatementSource) -> dict[str, Any]:
    columns = reading.columns
    return {
        "kind": reading.kind,
        "sheet": reading.sheet,
        "header_row": reading.header_row,
        "encoding": reading.encoding,
        "fields": reading.fields,
        "mapped": columns.mapped,
        "guessed": columns.guessed,
        "ignored": columns.ignored,
        "notices": reading.notices,
        "problems": reading.problems,
        "defaults": {"item": source.item, "date": source.date},
    }


def stage(meeting: Meeting, source: StatementSource, *, by: User) -> StatementImport:
    """Read a file and keep its rows until they are confirmed. Raises Unreadable, or Locked."""
    reading, rows = read_statement_rows(source)
    with transaction.atomic():
        return stage_statements(
            hold_meeting(meeting), by=by, file=source.filename[:255], sha256=source.sha256, reading=reading, rows=rows,
            gender_basis=source.gender_basis,
        )  # fmt: skip


def preview_of(batch: StatementImport) -> Preview:
    """What confirming a staged list would change, against the record as it stands now."""
    rows = _checked(batch)
    return preview_statements(batch.meeting, rows, gender_basis=batch.gender_basis, sha256=batch.sha256)


def _checked(batch: StatementImport) -> list[StatementRow]:
    reading, meeting = batch.reading, batch.meeting
    missing = {name: text for name, text in reading["defaults"].items() if text}
    fields = [*reading["fields"], *(name for name in missing if name not in reading["fields"])]
    places = {name: fields.index(name) for name in missing}
    cells = []
    for row in batch.rows:
        said = row["cells"]
        if isinstance(said, list) and any(said):
            said = said + [""] * (len(fields) - len(said))
            for name, place in places.items():
                said[place] = said[place] or missing[name]
        cells.append((row["number"], said))
    days = (meeting.start, meeting.end)
    checked = list(check_statements(cells, fields, reading["sheet"], reading["mapped"], title_rules(), days))
    by_row = {problem["row"]: problem for problem in reading["problems"] if problem["row"] is not None}
    for one in checked:
        if one.number in by_row:
            one.problems.append(Problem(**by_row[one.number]))
    return checked


def confirm(batch: StatementImport, *, fingerprint: str, by: User, skip_invalid: bool = False) -> StatementImport:
    """Write what was previewed, all or nothing. Raises Stale when the preview is no longer true, else Refused."""
    with transaction.atomic():
        meeting = hold_meeting(batch.meeting)
        batch = StatementImport.objects.select_related("by").get(pk=batch.pk)
        batch.meeting = meeting
        if batch.state != BatchState.PREVIEWED:
            raise Refused("This import was finished or given up meanwhile; reload the page.")
        preview = preview_of(batch)
        if preview.fingerprint() != fingerprint:
            raise Stale
        if preview.totals[Outcome.INVALID] and not skip_invalid:
            raise Refused("Some rows cannot be read. Correct the file, or choose to import the other rows.")
        if not preview.changes_something:
            raise Refused("Nothing in this list is new; there is nothing to import.")
        commit(batch, preview, by=by)
    return batch


def commit(batch: StatementImport, preview: Preview, *, by: User) -> None:
    """Apply a preview through actions: statements, questions, and the rows as the trail of it all."""
    new = [line for line in preview.lines if line.outcome == Outcome.NEW]
    changed = [(line.standing.pk, line.after) for line in preview.lines if line.standing and line.after]
    ids = write_statements(batch, new=[line.new_values for line in new], changed=changed, by=by)
    open_questions(batch.meeting, None, preview.questions, about={}, by=by, keep_record=False)
    made = {id(line): pk for line, pk in zip(new, ids, strict=True)}
    rows = [row | _became(line, made.get(id(line))) for row, line in zip(batch.rows, preview.lines, strict=True)]
    gender = preview.gender
    close_statements(
        batch, rows=rows, totals=preview.totals | {"statements": len(preview.statements), "gender": gender}
    )


def _became(line: Line, made: int | None) -> dict[str, Any]:
    return {
        "outcome": str(line.outcome),
        "statement": made or (line.standing.pk if line.standing else None),
        "before": storable(line.before),
        "after": storable(line.after),
        "problems": [problem.as_json() for problem in line.row.problems],
    }


def _notice(text: str) -> dict[str, Any]:
    place = {"sheet": "", "row": None, "column": "", "found": "", "expected": ""}
    return {"level": "warning", "code": "notice", "message": text} | place
