"""The stages of an import of statements or office-holders, in one go or in two steps.

Knows no request and prints nothing. The upload is read in a bounded process and never stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.hold import hold_place
from meetings.actions.proceedings_imports import close_proceedings, proceedings_of, stage_proceedings, write_proceedings
from meetings.actions.questions import open_questions
from meetings.actions.refusals import ActionRefused, PreviewOutdated
from meetings.actions.trail import storable
from meetings.actions.values import remember_values
from meetings.imports.participants.gender_column import as_answers, question_of, read_column, settled_by, value_answers
from meetings.imports.participants.list_row import Problem, Reporter
from meetings.imports.participants.pipeline import NothingWritten, gender_header
from meetings.imports.participants.report import unnamed_source, unreadable
from meetings.imports.proceedings.kinds import KINDS, Where
from meetings.imports.proceedings.person import tell_disagreement
from meetings.imports.proceedings.preview import Line, Preview
from meetings.imports.proceedings.report import ProceedingsReport, problem
from meetings.models import ProceedingsImport
from meetings.reading.bounded import read_list
from meetings.reading.formats import Limits, Unreadable
from meetings.reading.lists.columns import Instructions
from meetings.reading.private import left_out
from meetings.reading.summary import ReadingSummary
from meetings.rights import Locked
from meetings.vocabulary import BatchState, Outcome, ProceedingsKind


@dataclass(frozen=True)
class ProceedingsSource:
    """One file and what was said about it. ``missing``: field → what holds where the file says nothing."""

    data: bytes
    filename: str
    holds: str = ProceedingsKind.STATEMENTS
    missing: Mapping[str, str] = field(default_factory=dict)
    gender_basis: str = ""
    instructions: Instructions = field(default_factory=Instructions)
    limits: Limits = field(default_factory=Limits)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def staged(self, reading: ReadingSummary, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """What is kept of the file: nothing but its mapped cells."""
        about = {"file": self.filename[:255], "sha256": self.sha256, "gender_basis": self.gender_basis}
        return about | {"holds": self.holds, "reading": reading.to_json(), "rows": rows}


def import_proceedings(
    where: Where, source: ProceedingsSource, *, by: User, skip_invalid: bool = False, dry_run: bool = False
) -> ProceedingsReport:
    """The whole way of one file; nothing is written unless the report says imported."""
    report = ProceedingsReport(source.holds, source.filename, source.sha256, where)
    try:
        report.reading, rows = read_rows(source)
    except Unreadable as refusal:
        return report.refuse(
            refusal.code, refusal.message, sheet=refusal.sheet, row=refusal.row, column=refusal.column,
            found=refusal.found,
        )  # fmt: skip
    report.problems += [problem("warning", "notice", text) for text in report.reading.notices]
    if taken := report.reading.private:
        report.problems.append(problem("warning", "private_data", left_out(taken), found=str(taken)))
    try:
        with transaction.atomic():
            held = hold_place(where)
            staged = source.staged(report.reading, rows)
            report.preview = preview = preview_of(ProceedingsImport(**proceedings_of(held, source.holds) | staged))
            report.problems += [one.as_json() for one in preview.problems]
            _decide(report, skip_invalid=skip_invalid, dry_run=dry_run)
            batch = stage_proceedings(held, by=by, **staged)
            commit(batch, preview, by=by)
            report.batch, report.status = batch.pk, "imported"
    except NothingWritten:
        pass
    except Locked as refusal:
        report.refuse("meeting_locked", str(refusal))
    return report


def _decide(report: ProceedingsReport, *, skip_invalid: bool, dry_run: bool) -> None:
    """Raise NothingWritten, with the report's status set, unless the preview is to be committed."""
    preview = report.preview
    assert preview is not None
    invalid = preview.totals[Outcome.INVALID]
    if preview.doubt:
        report.refuse("gender_contradicts_titles", preview.doubt.sentence, column=preview.doubt.column)
    elif invalid and not skip_invalid:
        report.refuse(*unreadable(invalid))
    elif not preview.proceedings:
        report.refuse(*KINDS[report.holds].none_found)
    elif dry_run:
        report.status = "dry_run"
    elif not preview.changes_something:
        report.status = "unchanged"
        same = ProceedingsImport.objects.filter(**proceedings_of(report.where, report.holds), sha256=report.sha256)
        report.batch = same.filter(state=BatchState.COMMITTED).values_list("pk", flat=True).first()
    else:
        return
    raise NothingWritten


def read_rows(source: ProceedingsSource) -> tuple[ReadingSummary, list[dict[str, Any]]]:
    """How a file was read, and its mapped cells by row. Raises Unreadable, also where nobody has said where its gender
    column comes from.
    """
    instructions = replace(source.instructions, profile=str(source.holds))
    reading = read_list(source.data, source.filename, instructions, source.limits)
    try:
        rows: list[dict[str, Any]] = [{"number": number, "cells": said} for number, said in reading.rows]
    finally:
        reading.rows.close()
    cells: list[tuple[int, Any]] = [(row["number"], row["cells"]) for row in rows]
    if not source.gender_basis and (header := gender_header(reading.fields, reading.columns.mapped, cells)):
        raise Unreadable(*unnamed_source(header), column=header)
    values = dict(source.instructions.values) or None
    return replace(reading.summary(), defaults=dict(source.missing), values=values), rows


def stage(where: Where, source: ProceedingsSource, *, by: User) -> ProceedingsImport:
    """Read a file and keep its rows until they are confirmed. Raises Unreadable, or Locked."""
    reading, rows = read_rows(source)
    with transaction.atomic():
        return stage_proceedings(hold_place(where), by=by, **source.staged(reading, rows))


def preview_of(batch: ProceedingsImport) -> Preview:
    """What confirming a staged list would change, against the record as it stands now."""
    kind, rows = KINDS[batch.holds], list(_checked(batch))
    doubt = read_column([row.person for row in rows], value_answers(batch.meeting) | as_answers(batch.summary.values))
    reporter = Reporter(batch.summary.sheet, batch.summary.mapped)
    for row in rows:
        tell_disagreement(row, row.person, reporter)
    preview = kind.preview(batch.where, iter(rows), gender_basis=batch.gender_basis, sha256=batch.sha256)
    preview.doubt = doubt
    for line in preview.proceedings:
        if line.row.person.gender_waits:
            line.asked.append(question_of(line.row.person.gender_column, line.row.person.gender_cell))
    return preview


def _checked(batch: ProceedingsImport) -> Iterator[Any]:
    """The rows of a list, with what was said about the whole of it and what the reader found wrong."""
    reading = batch.summary
    missing = {name: text for name, text in (reading.defaults or {}).items() if text}
    fields = [*reading.fields, *(name for name in missing if name not in reading.fields)]
    places = {fields.index(name): text for name, text in missing.items()}
    cells = [(row["number"], _filled(row["cells"], len(fields), places)) for row in batch.rows]
    by_row = {one["row"]: one for one in reading.problems if one["row"] is not None}
    for row in KINDS[batch.holds].check(batch.where, cells, fields, reading):
        if row.number in by_row:
            row.problems.append(Problem(**by_row[row.number]))
        yield row


def _filled(cells: list[str] | str | None, width: int, missing: Mapping[int, str]) -> list[str] | str | None:
    """The cells of a row in which anything stands, with what holds where they say nothing."""
    if not isinstance(cells, list) or not any(cells):
        return cells
    said = cells + [""] * (width - len(cells))
    return [text or missing.get(place, "") for place, text in enumerate(said)]


def confirm(batch: ProceedingsImport, *, fingerprint: str, by: User, skip_invalid: bool = False) -> ProceedingsImport:
    """Write what was previewed, all or nothing. Raises Stale when the preview is no longer true, else Refused."""
    with transaction.atomic():
        hold_place(batch.where)
        batch = ProceedingsImport.objects.select_related("by", "meeting", "forum").get(pk=batch.pk)
        if batch.state != BatchState.PREVIEWED:
            raise ActionRefused("This import was finished or discarded meanwhile; reload the page.")
        preview = preview_of(batch)
        if preview.fingerprint() != fingerprint:
            raise PreviewOutdated
        if preview.totals[Outcome.INVALID] and not skip_invalid:
            raise ActionRefused("Some rows cannot be read. Correct the file, or choose to import the other rows.")
        if not preview.changes_something:
            raise ActionRefused("Nothing in this list is new; there is nothing to import.")
        commit(batch, preview, by=by)
    return batch


def commit(batch: ProceedingsImport, preview: Preview, *, by: User) -> None:
    """Apply a preview through actions: what is new and changed, questions, and the rows as the trail of it all."""
    new = [line for line in preview.lines if line.outcome == Outcome.NEW]
    changed = [(line.on_record.pk, line.after) for line in preview.lines if line.on_record and line.after]
    ids = write_proceedings(batch, new=[line.new for line in new], changed=changed, by=by)
    if batch.meeting:
        said = as_answers(batch.summary.values)
        remember_values(batch.meeting, settled_by((line.row.person for line in preview.lines), said), by=by)
        open_questions(batch.meeting, None, preview.questions, about={}, by=by, keep_record=False)
    made = {id(line): pk for line, pk in zip(new, ids, strict=True)}
    rows = [
        (row, made.get(id(line)) or (line.on_record.pk if line.on_record else None), _became(line))
        for row, line in zip(batch.rows, preview.lines, strict=True)
    ]
    totals = preview.totals | {batch.holds: len(preview.proceedings), "gender": preview.genders}
    close_proceedings(batch, rows=rows, totals=totals, by=by)


def _became(line: Line[Any, Any]) -> dict[str, Any]:
    return {
        "outcome": str(line.outcome),
        "before": storable(line.before),
        "after": storable(line.after),
        "problems": [one.as_json() for one in line.row.problems],
    }
