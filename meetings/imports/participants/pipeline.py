"""The stages of an import in order: read, check, resolve, preview, commit.

Knows no request and prints nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.hold import hold_meeting
from meetings.actions.lists import find_document, open_batch
from meetings.actions.values import remember_values
from meetings.actions.versions import ASK, decide_gone
from meetings.imports.participants.commit import as_stored, commit
from meetings.imports.participants.entities import Answers, Entities, entities_for
from meetings.imports.participants.gender_column import as_answers, read_column, settled_by
from meetings.imports.participants.line_account import doubts_in, problems_of, proposal
from meetings.imports.participants.list_row import Source
from meetings.imports.participants.on_record import MeetingRecord
from meetings.imports.participants.preview import Preview, build
from meetings.imports.participants.report import Report, unnamed_source, unreadable
from meetings.imports.participants.resolve import Cells, resolve
from meetings.imports.participants.rows import ListRow, Problem, Reporter, check_rows
from meetings.models import Honorific, ImportBatch, ListDocument, Meeting
from meetings.models.review import Review
from meetings.names import TitleRules
from meetings.reading.bounded import read_list
from meetings.reading.lists.columns import Instructions
from meetings.reading.private import left_out
from meetings.reading.sheet import Limits, Progress, Unreadable
from meetings.reading.summary import ReadingSummary
from meetings.rights import Locked
from meetings.vocabulary import COLUMN_BASES, BatchState, ListAccess, ListStatus, Outcome, QuestionKind

NOTHING_SAID = Review()

ACCEPT_READING = "Look at these places, say the list otherwise, or import it all the same with --accept-reading."


@dataclass(frozen=True)
class ListSource:
    """One file and what was said about it."""

    data: bytes
    filename: str
    part: str = ""
    symbol: str = ""
    status: str = ListStatus.FINAL
    gender_basis: str = ""
    gender_source: str = ""
    instructions: Instructions = field(default_factory=Instructions)
    limits: Limits = field(default_factory=Limits)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class NothingWritten(Exception):
    """Leaves the transaction without a trace: a refusal, a dry run, or nothing to change."""


def import_list(
    meeting: Meeting,
    source: ListSource,
    *,
    by: User,
    on_conflict: str = "ask",
    gone: str = ASK,
    skip_invalid: bool = False,
    accept_reading: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """The whole way of one file into one meeting's record; nothing is written unless the report says imported.

    ``on_conflict``: ask opens questions, keep closes them in favour of the record, refuse refuses the file. ``gone``:
    people of the version before who are not in the list are asked about, withdrawn, or still counted.
    ``accept_reading``: somebody has looked at a reading that is doubtful as a whole, and it may go on.
    ``progress`` hears how many pages of a document are read.
    """
    report = Report(source.filename, source.sha256, meeting.slug, source.part)
    try:
        report.reading = reading = read_list(source.data, source.filename, source.instructions, source.limits, progress)
        report.problems.extend(_noticed(notice, reading.sheet) for notice in reading.notices)
        report.problems.extend(_private(reading.private, reading.sheet))
        told = problems_of(reading.account, reading.masthead, reading.sheet, symbol=source.symbol, status=source.status)
        report.problems.extend(problem.as_json() for problem in told)
        rows = list(checked_rows(reading.rows, reading.summary(), reading.sources, meeting))
    except Unreadable as refusal:
        return report.refuse(
            refusal.code,
            refusal.message,
            sheet=refusal.sheet,
            row=refusal.row,
            column=refusal.column,
            found=refusal.found,
        )
    if not accept_reading and (doubts := doubts_in(reading.account)):
        reading.rows.close()
        return report.refuse("doubtful_reading", f"{' '.join(doubts)} {ACCEPT_READING}")
    if not source.gender_basis and (header := gender_header(reading.fields, reading.columns.mapped, reading.rows)):
        reading.rows.close()
        return report.refuse(*unnamed_source(header), column=header, expected=" · ".join(COLUMN_BASES))
    try:
        with transaction.atomic():
            meeting = hold_meeting(meeting)
            document = find_document(meeting, part=source.part, symbol=source.symbol, status=source.status)
            if document.pk is None:  # nothing rests on its date, so that no option says it
                document.date = proposal(reading.masthead).day
            said = as_answers(source.instructions.values)
            report.preview = preview = preview_rows(
                meeting, document, rows, reading.sheet, source.gender_basis, values=said, gone=gone
            )
            report.problems.extend(problem.as_json() for problem in preview.problems)
            _decide(report, document, on_conflict=on_conflict, skip_invalid=skip_invalid, dry_run=dry_run)
            batch = open_batch(
                document,
                file=source.filename,
                sha256=source.sha256,
                by=by,
                reading=reading.summary().to_json(),
                gender_basis=source.gender_basis,
                gender_source=source.gender_source,
            )
            cells = as_stored(reading.fields, reading.rows)
            commit(preview, batch, cells=cells, by=by, keep_record=on_conflict == "keep")
            remember_values(meeting, settled_by((line.row for line in preview.lines), said), by=by)
            if gone != ASK:
                decide_gone(meeting, dict.fromkeys((one.id for one in preview.version.gone), gone), by=by, batch=batch)
            report.batch, report.status = batch.pk, "imported"
    except NothingWritten:
        pass
    except Locked as refusal:
        report.refuse("meeting_locked", str(refusal))
    finally:
        reading.rows.close()
    return report


def _decide(report: Report, document: ListDocument, *, on_conflict: str, skip_invalid: bool, dry_run: bool) -> None:
    """Raise NothingWritten, with the report's status set, unless the preview is to be committed."""
    preview = report.preview
    assert preview is not None
    totals = preview.totals
    if preview.doubt:
        report.refuse("gender_contradicts_titles", preview.doubt.sentence, column=preview.doubt.column)
    elif totals[Outcome.INVALID] and not skip_invalid:
        report.refuse(*unreadable(totals[Outcome.INVALID]))
    elif not preview.people:
        report.refuse("no_people", "No row of the list could be read as a person; nothing was imported.")
    elif totals[Outcome.CONFLICT] and on_conflict == "refuse":
        report.refuse(
            "conflicts",
            f"Rows that contradict the record: {totals[Outcome.CONFLICT]}. Import with --on-conflict ask to open "
            "questions, or --on-conflict keep to keep the record.",
        )
    elif dry_run:
        report.status = "dry_run"
    elif not preview.changes_something and (earlier := in_force(document)):
        report.status, report.batch = "unchanged", earlier.pk
    else:
        return
    raise NothingWritten


def gender_header(fields: Sequence[str], mapped: Mapping[str, str], rows: Iterable[tuple[int, Cells]]) -> str:
    """The header of the gender column in which something stands, "" where there is none: its source has to be named."""
    if "gender" not in fields:
        return ""
    place = fields.index("gender")
    filled = any(isinstance(cells, list) and len(cells) > place and cells[place].strip() for _, cells in rows)
    return mapped.get("gender", "gender") if filled else ""


def in_force(document: ListDocument) -> ImportBatch | None:
    """The latest import of a document that was not undone."""
    return document.batches.filter(state=BatchState.COMMITTED).first() if document.pk else None


def checked_rows(
    rows: Iterable[tuple[int, Cells]],
    read: ReadingSummary,
    sources: Mapping[int, Source],
    meeting: Meeting,
    review: Review = NOTHING_SAID,
) -> Iterator[ListRow]:
    """Cells → checked rows, with what the reader found wrong in their cells. A few queries, however many rows.

    ``read`` is what is kept about the reading, ``sources`` the printed lines of a document's rows.
    """
    is_country = entities_for(meeting.start, {}).is_country
    by_row: dict[int | None, list[Problem]] = defaultdict(list)
    for problem in read.problems:
        by_row[problem["row"]].append(Problem(**problem))
    reporter = Reporter(read.sheet, read.mapped, sources)
    for row in check_rows(rows, read.fields, reporter, title_rules(review), is_country):
        row.source = sources.get(row.number, ())
        row.problems.extend(by_row.get(row.number, ()))
        yield row


def _noticed(notice: str, sheet: str) -> dict[str, Any]:
    """What the reader noticed about the file as a whole, as a warning."""
    return Problem("warning", "notice", sheet, None, "", "", "", notice).as_json()


def _private(taken: int, sheet: str) -> list[dict[str, Any]]:
    """How many addresses and numbers of people were left out, where there were any."""
    sentence = left_out(taken)
    about = Problem("warning", "private_data", sheet, None, "", str(taken), "no private data", sentence)
    return [about.as_json()] if taken else []


def title_rules(review: Review = NOTHING_SAID) -> TitleRules:
    """All courtesy titles on file; people's answers come after the reference file, those of a review last."""
    on_file = Honorific.objects.order_by("by", "pk").values_list("title", "claim")
    said = [(one.found, one.answer) for one in review.answers if one.kind == QuestionKind.TITLE]
    return TitleRules([*on_file, *((title, "" if claim == "nothing" else claim) for title, claim in said)])


def preview_rows(
    meeting: Meeting,
    document: ListDocument,
    rows: Iterable[ListRow],
    sheet: str,
    gender_basis: str,
    review: Review = NOTHING_SAID,
    values: Answers | None = None,
    gone: str = ASK,
) -> Preview:
    """Resolve checked rows against the record as it stands and decide what each would change. ``review`` and ``values``
    (of a gender column) answer questions before they are asked."""
    record = MeetingRecord(meeting, document, title_rules)
    record.answers |= review.by_key | dict(values or {})
    rows = list(rows)
    doubt = read_column(rows, record.answers)
    entities: Entities = entities_for(meeting.start, record.answers)
    lines = resolve(meeting, rows, entities, record, gender_basis=gender_basis)
    open_list = meeting.list_access == ListAccess.OPEN
    return build(lines, record, sheet=sheet, open_list=open_list, doubt=doubt, when_gone=gone)
