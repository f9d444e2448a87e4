"""Commit: writes a preview through actions, inside the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User

from meetings.actions import bulk
from meetings.actions.delegations import (
    add_delegations,
    add_participations,
    change_participations,
    keeps_document_order,
    settle_heads,
)
from meetings.actions.lists import close_batch, write_rows
from meetings.actions.people import add_evidence, add_people, settle_recorded, withdraw_evidence
from meetings.actions.questions import open_questions
from meetings.actions.reviews import write_review
from meetings.imports.participants.preview import Preview, person_question_key
from meetings.imports.participants.resolve import Cells
from meetings.imports.participants.resolved import Resolved
from meetings.models import GenderRecord, ImportBatch, Meeting, Participation
from meetings.models.review import ROW, Review
from meetings.vocabulary import GenderBasis, QuestionKind, YesNo


def commit(
    preview: Preview, batch: ImportBatch, *, cells: Iterable[dict[str, str]], by: User, keep_record: bool
) -> None:
    """Write a whole preview: delegations, people, participations, evidence, rows, questions, heads.

    ``cells`` are kept beside the lines, in their order. ``keep_record`` closes questions about a person's gender in
    favour of the record (``--on-conflict keep``).
    """
    meeting = batch.document.meeting
    people = preview.people
    delegations, made = add_delegations(
        meeting,
        {
            line.entity.delegation: (
                line.entity.country,
                line.entity.name,
                line.entity.section,
                line.entity.undecided,
            )
            for line in people
            if line.entity
        },
    )
    new = [line for line in people if line.on_record is None]
    known = {line.person_id for line in people if line.person_id is not None}
    _make_people(new)
    _make_participations(new, meeting, delegations)
    change_participations((line.on_record.id, line.after) for line in people if line.on_record and line.after)
    withdrew = _withdraw_replaced(people, meeting, by)
    _add_evidence(people, meeting, batch, by)
    if keep_record:
        _keep_record(people, meeting, batch, by)
    if known:
        settle_recorded(known & _with_news(people))
    about = {
        person_question_key(line): (line.person_id, line.rival_id, line.participation_id)
        for line in people
        if line.asks
    }
    open_questions(meeting, batch, preview.questions.values(), about=about, by=by, keep_record=keep_record)
    write_review(batch, about=about, by=by)
    write_rows(batch, rows_of(preview.lines, cells))
    in_order = keeps_document_order(_family_names(people))
    totals = preview.summary | {"made_delegations": made, "withdrew": withdrew}
    close_batch(batch, totals=totals, in_order=in_order, by=by)
    settle_heads(meeting, {delegations[line.entity.delegation] for line in people if line.entity})


def answers_of(preview: Preview, review: Review) -> dict[int, str]:
    """What was said about each of those no longer listed; a row of the list becomes the participation it made."""
    made = {f"{ROW}{line.row.number}": line.participation_id for line in preview.lines}
    said = {one.id: review.becomes_of(one.id) for one in preview.version.gone}
    known = {pk: str(made.get(answer) or "") if answer.startswith(ROW) else answer for pk, answer in said.items()}
    return {pk: answer for pk, answer in known.items() if answer}


def _make_people(new: list[Resolved]) -> None:
    """Make the new people in one order for every import, so that two at once wait for each other, never in a circle."""
    unknown = sorted((line for line in new if line.person_id is None), key=lambda line: line.person_key)
    for some in bulk.chunks(unknown):
        wanted = {
            (*line.person_key, line.namesake): (line.row.full_name, line.row.given_names, line.row.family_name)
            for line in some
        }
        ids = add_people(wanted)
        for line in some:
            line.person_id = ids[(*line.person_key, line.namesake)]


def _make_participations(new: list[Resolved], meeting: Meeting, delegations: dict[tuple[str, str], int]) -> None:
    for line, pk in zip(new, bulk.reserve_ids(Participation, len(new)), strict=True):
        line.participation_id = pk

    def rows() -> Iterator[tuple[Any, ...]]:
        for line in new:
            row, entity = line.row, line.entity
            assert entity is not None
            listed, basis = map(str, line.listed)
            yield (
                line.participation_id,
                meeting.pk,
                delegations[entity.delegation],
                line.person_id,
                listed,
                basis,
                *map(str, line.recorded),
                str(row.role),
                "",
                str(row.rank_band),
                str(YesNo.YES),
                str(row.attended),
                row.list_order,
                row.row_id,
                row.printed_name,
                row.honorific[:120],
                row.rank[:1000],
                row.organisation[:500],
                row.notes[:1000],
                "[]",
            )

    add_participations(rows())


def _withdraw_replaced(people: list[Resolved], meeting: Meeting, by: User) -> list[int]:
    """A newer version's print takes the place of the older one's; what was declared or cited by hand stays."""
    replaced: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for line in people:
        if line.replaces and line.person_id is not None:
            replaced[line.replaces].append(line.person_id)
    written = GenderRecord.objects.filter(meeting=meeting, batch__isnull=False)
    return [
        record
        for bases, persons in replaced.items()
        for record in withdraw_evidence(written.filter(person__in=persons, basis__in=bases), by=by)
    ]


def _add_evidence(people: list[Resolved], meeting: Meeting, batch: ImportBatch, by: User) -> None:
    source = batch.document.symbol or batch.file
    form = batch.gender_source or source
    for wanted, said in ((True, source), (False, form)):
        add_evidence(
            (
                (line.person_id, str(value), str(basis))
                for line in people
                if line.person_id is not None
                for value, basis in line.news
                if (basis == GenderBasis.COURTESY_TITLE) == wanted
            ),
            meeting=meeting,
            source=said,
            batch=batch,
            by=by,
        )


def _with_news(people: list[Resolved]) -> set[int]:
    """Whose recorded gender may be another now: also that of somebody known who is new at this meeting."""
    return {
        line.person_id
        for line in people
        if line.person_id is not None
        and (line.on_record is None or line.news or line.replaces or line.contradicted or line.disputed)
    }


def _keep_record(people: list[Resolved], meeting: Meeting, batch: ImportBatch, by: User) -> None:
    asked = [line.person_id for line in people if QuestionKind.GENDER in line.asks]
    if asked:
        withdraw_evidence(GenderRecord.objects.filter(meeting=meeting, batch=batch, person__in=asked), by=by)


def rows_of(lines: list[Resolved], cells: Iterable[dict[str, str]]) -> Iterator[tuple[Any, ...]]:
    """Each row as it is kept: number, cells, source, outcome, participation, before, after, problems."""
    for line, kept in zip(lines, cells, strict=True):
        after = line.after
        if line.entity and not line.first and line.on_record is None:
            value, basis = line.listed
            after = {"made": True, "listed_gender": value, "listed_basis": basis}
            if line.recorded != line.listed:
                after |= dict(zip(("recorded_gender", "recorded_basis"), line.recorded, strict=True))
            if line.person_id is not None and line.participation_id is None:  # while it is staged: whom it would join
                after["person"] = line.person_id
        participation = (line.first or line).participation_id
        problems = [problem.as_json() for problem in line.problems]
        yield line.row.number, kept, line.row.source, str(line.outcome), participation, line.before, after, problems


def as_stored(fields: Sequence[str], rows: Iterable[tuple[int, Cells]]) -> Iterator[dict[str, str]]:
    """The cells of each row as they are kept: by field, blanks left out; a heading under its own name."""
    for _, cells in rows:
        if cells is None:
            yield {}
        elif isinstance(cells, str):
            yield {"heading": cells}
        else:
            yield {field: text for field, text in zip(fields, cells, strict=False) if text}


def _family_names(people: Iterable[Resolved]) -> Iterator[tuple[tuple[str, str], str]]:
    """Who stands where in the list: delegation and family name, or whole name where the print does not tell."""
    for line in people:
        assert line.entity is not None
        yield line.entity.delegation, (line.row.family_name or line.row.full_name).casefold()
