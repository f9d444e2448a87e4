"""The review of a staged list: questions answered and cells corrected before anything is written to the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings.actions.hold import hold_meeting
from meetings.actions.lists import find_document, place_batch
from meetings.actions.refusals import ActionRefused
from meetings.actions.reviews import note_basis, note_review
from meetings.imports.participants.staged import Rows, preview_again, require_state, staged_rows
from meetings.models import ImportBatch
from meetings.models.review import CorrectedCell, GivenAnswer, Review
from meetings.vocabulary import BatchState, ListAccess

Answer = tuple[str, str, str]  # kind, key, answer; an empty answer takes one back
Cell = tuple[int, str, str]  # row, field, what is read instead


@dataclass
class Said:
    """What one look at the review says at once. None leaves what was said before."""

    answers: list[Answer] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    basis: str | None = None
    source: str | None = None
    status: str | None = None
    access: str | None = None
    gone: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self != Said()


def take_up(batch: ImportBatch, said: Said, *, by: User) -> ImportBatch:
    """Note what was said and make the preview anew, from the rows as they are staged. Raises Refused.

    The file is not read again and the record does not change.
    """
    with transaction.atomic():
        meeting = hold_meeting(batch.document.meeting)
        batch = ImportBatch.objects.select_related("document__meeting", "document__replaces").get(pk=batch.pk)
        require_state(batch, BatchState.PREVIEWED)
        rows, sources = staged_rows(batch)
        review, rows = _corrected(batch.said, batch, rows, said.cells, by)
        review = _answered(review, batch, said.answers, by)
        if said.access is not None:
            review = replace(review, access=_access(batch, said.access))
        gone = {who: answer for who, answer in (dict(review.gone) | said.gone).items() if answer}
        note_review(batch, replace(review, gone=gone))
        if said.basis is not None:
            note_basis(batch, basis=said.basis, source=batch.gender_source if said.source is None else said.source)
        if said.status is not None and said.status != batch.document.status:
            old = batch.document
            document = find_document(meeting, part=old.part, symbol=old.symbol, status=said.status)
            place_batch(batch, document, date=old.date)
        preview_again(batch, rows, sources)
    return batch


def _answered(review: Review, batch: ImportBatch, answers: Iterable[Answer], by: User) -> Review:
    """The review with these answers in the place of earlier ones about the same."""
    asked: dict[tuple[str, str], dict[str, Any]] = {
        (one["kind"], one["key"]): one for one in batch.totals.get("questions", [])
    }
    given = {(one.kind, one.key): one for one in review.answers}
    for kind, key, answer in answers:
        earlier, question = given.pop((kind, key), None), asked.get((kind, key))
        if not answer or not (earlier or question):
            continue
        now: dict[str, Any] = {
            "answer": answer,
            "by": by.pk,
            "who": by.get_username(),
            "at": timezone.now().isoformat(),
        }
        if question:
            about: dict[str, Any] = {name: question[name] for name in ("found", "rows", "codes", "category")}
            given[kind, key] = GivenAnswer(kind=kind, key=key, **about, **now)
        elif earlier:
            given[kind, key] = replace(earlier, **now)
    return replace(review, answers=tuple(given.values()))


def _corrected(review: Review, batch: ImportBatch, rows: Rows, cells: Sequence[Cell], by: User) -> tuple[Review, Rows]:
    """The review and the rows with these cells written anew; what the file prints is remembered."""
    if not cells:
        return review, rows
    fields, by_number = batch.summary.fields, {number: place for place, (number, _cells) in enumerate(rows)}
    changed = list(rows)
    corrected = {(one.row, one.field): one for one in review.cells}
    for number, name, text in cells:
        place = by_number.get(number)
        texts = changed[place][1] if place is not None else None
        if place is None or name not in fields or texts is None or isinstance(texts, str):
            raise ActionRefused("This cell is not part of the list any more; reload the page.")
        before = texts[fields.index(name)]
        if text == before:
            continue
        earlier = corrected.pop((number, name), None)
        printed = earlier.printed if earlier else before
        if text != printed:
            when = timezone.now().isoformat()
            corrected[number, name] = CorrectedCell(number, name, printed, text, by.pk, by.get_username(), when)
        changed[place] = number, [text if one == name else old for one, old in zip(fields, texts, strict=False)]
    return replace(review, cells=tuple(corrected.values())), changed


def _access(batch: ImportBatch, access: str) -> str:
    """Who can read the list, refused where nobody could find it."""
    meeting, document = batch.document.meeting, batch.document
    if access == ListAccess.OPEN and not (meeting.symbol or meeting.list_url or document.symbol):
        raise ActionRefused(
            "Anyone must be able to find an open list: give its symbol under “Columns”, or its address with the "
            "meeting, before you choose open."
        )
    return "" if access == meeting.list_access else access
