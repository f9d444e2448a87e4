"""Values of gender columns: what each means, as its import read it or as somebody said, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings import names
from meetings.actions.delegations import touch
from meetings.actions.people import add_evidence, settle_recorded
from meetings.actions.questions import ask_title_column, close_question, require_open
from meetings.models import (
    GenderRecord,
    Honorific,
    ImportBatch,
    ImportRow,
    Meeting,
    OfficeHolder,
    Participation,
    ProceedingsImport,
    Question,
    Statement,
)
from meetings.vocabulary import BatchState, Gender, GenderBasis, ProceedingsKind, QuestionKind
from meetings.words.gender_columns import value_key, value_question, word_gender

OPPOSITE = {Gender.WOMAN, Gender.MAN}
Proceeding = Statement | OfficeHolder
# The fields of a gender and its basis.
_OF_PROCEEDINGS: dict[str, tuple[type[Proceeding], str, str]] = {
    ProceedingsKind.STATEMENTS: (Statement, "speaker_gender", "speaker_basis"),
    ProceedingsKind.OFFICES: (OfficeHolder, "holder_gender", "holder_basis"),
}


def meant_by(batch: ImportBatch, cell: str) -> str:
    """What a gender cell of an import means, as its column was read; "" where it says not known."""
    return batch.totals.get("meant", {}).get(value_key(cell)) or word_gender(cell) if cell else ""


@transaction.atomic
def answer_value(*, question: Question, value: str, by: User) -> None:
    """Say what a value of a gender column means; it holds for every list of the meeting that prints it there.

    It is written, on the source that was named for its column, wherever a row waited for it: as listed only where the
    list itself prints the column. Where the courtesy title says the other gender nothing is recorded.
    """
    if value not in Gender.values:
        raise ValueError("A value of a gender column can mean a gender, an answer withheld, or nothing known.")
    require_open(question)
    for batch in _batches(question):
        _write(batch, question, value, by)
    for proceedings in ProceedingsImport.objects.filter(meeting=question.meeting, state=BatchState.COMMITTED):
        _write_proceedings(proceedings, question, value)
    close_question(question, value, by)
    touch(question.meeting)


def _batches(question: Question) -> Iterator[ImportBatch]:
    """The imports of the meeting whose gender column the question may be about."""
    imported = ImportBatch.objects.filter(document__meeting=question.meeting, state=BatchState.COMMITTED)
    yield from imported.exclude(gender_basis="").select_related("document")


def _write(batch: ImportBatch, question: Question, value: str, by: User) -> None:
    header = batch.summary.mapped.get("gender", "")
    rows = ImportRow.objects.filter(batch=batch, participation__isnull=False).values_list("cells", "participation")
    waiting = [entry for cells, entry in rows if _asks(question, header, cells.get("gender", ""))]
    on_record = set(GenderRecord.objects.filter(batch=batch).values_list("person_id", "value", "basis"))
    rules = names.TitleRules(Honorific.objects.order_by("by", "pk").values_list("title", "claim"))
    evidence, people = [], list(Participation.objects.filter(pk__in=waiting).select_related("person", "delegation"))
    for one in people:
        title = names.read_title(one.printed_title, rules).claim
        claims = _claims(title, value, batch.gender_basis)
        if not claims:
            ask_title_column(batch, one, by=by)
        elif batch.gender_basis == GenderBasis.PRINTED:
            _list(one, claims[0])
        evidence += [
            (one.person_id, *claim) for claim in claims if claim[1] and (one.person_id, *claim) not in on_record
        ]
    source = batch.gender_source or batch.document.symbol or batch.file
    add_evidence(evidence, meeting=question.meeting, source=source, batch=batch, by=by)
    settle_recorded([one.person_id for one in people])
    batch.totals["meant"] = batch.totals.get("meant", {}) | {question.key.partition("|")[2]: value}
    batch.save(update_fields=["totals"])


def _asks(question: Question, header: str, cell: str) -> bool:
    return bool(cell) and value_question(header, cell) == question.key


def _claims(title: str, value: str, basis: str) -> list[tuple[str, str]]:
    """What waited with the value: the column, and the title beside it; nothing where the two contradict each other.

    No title says *another gender*: that is no contradiction, unless the list itself prints both.
    """
    said = [(value, basis)] if value != Gender.UNKNOWN else []
    if said and title and value != title and (value in OPPOSITE or basis == GenderBasis.PRINTED):
        return []
    titled = [(title, str(GenderBasis.COURTESY_TITLE))] if title else []
    return said + titled or [(str(Gender.UNKNOWN), str(GenderBasis.NONE))]


def _list(one: Participation, claim: tuple[str, str]) -> None:
    if one.listed_gender == Gender.UNKNOWN and "listed_gender" not in one.corrected:
        one.listed_gender, one.listed_basis = claim
        one.save(update_fields=["listed_gender", "listed_basis"])


def _write_proceedings(batch: ProceedingsImport, question: Question, value: str) -> None:
    """Statements and office-holders of whom nothing else is known."""
    read = batch.summary
    if "gender" not in read.fields or not batch.gender_basis or value == Gender.UNKNOWN:
        return
    model, gender, basis = _OF_PROCEEDINGS[batch.holds]
    place, key = read.fields.index("gender"), str(model._meta.model_name)
    cells = ((row, row["cells"]) for row in batch.rows if isinstance(row.get("cells"), list) and row.get(key))
    header = read.mapped.get("gender", "")
    waiting = [row[key] for row, said in cells if place < len(said) and _asks(question, header, said[place])]
    silent = model._default_manager.filter(pk__in=waiting, **{gender: Gender.UNKNOWN})
    silent.update(**{gender: value, basis: batch.gender_basis})


@transaction.atomic
def remember_values(meeting: Meeting, told: Mapping[str, tuple[str, str]], *, by: User) -> None:
    """Keep what was said about values with a list (key → as printed, gender) as answered questions of its meeting.

    Rows of earlier lists that wait for it are settled too; an answer on record stays.
    """
    for key, (found, value) in told.items():
        question, _made = Question.objects.get_or_create(
            meeting=meeting, kind=QuestionKind.VALUE, key=key, defaults={"found": found, "opened_at": timezone.now()}
        )
        if not question.answer:
            answer_value(question=question, value=value, by=by)
