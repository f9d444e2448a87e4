"""What is said in the review of a staged list: noted with the import, and written to the record together with it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.utils import timezone

from meetings.actions import questions
from meetings.actions import questions_of_delegations as of_delegations
from meetings.actions.hold import hold_meeting
from meetings.actions.questions import About
from meetings.actions.trail import note_change, only_changes, values_of
from meetings.actions.values import answer_value
from meetings.models import ImportBatch, Question
from meetings.models.review import GivenAnswer, Review
from meetings.vocabulary import QuestionKind

FOUND_BY = ("list_access", "symbol")


def note_review(batch: ImportBatch, review: Review) -> None:
    """Keep what was said so far; the record knows none of it before the import."""
    batch.review = review.to_json()
    batch.save(update_fields=["review"])


def note_basis(batch: ImportBatch, *, basis: str, source: str) -> None:
    """Keep where the gender column of a staged list comes from."""
    batch.gender_basis, batch.gender_source = basis, source[:300]
    batch.save(update_fields=["gender_basis", "gender_source"])


def write_review(batch: ImportBatch, *, about: Mapping[str, About], by: User) -> None:
    """Write what was said with the import of its list: answers as rules and spellings, each with who gave it."""
    review = batch.said
    givers = User.objects.in_bulk({one.by for one in review.answers})
    for one in review.answers:
        question = _question(batch, one, about)
        if not question.answer:
            _give(question, one.answer, givers.get(one.by, by))
    if review.access:
        _open_or_close(batch, review.access, by)


def _question(batch: ImportBatch, said: GivenAnswer, about: Mapping[str, About]) -> Question:
    """The question that was answered, opened where no earlier list asked the same."""
    person, other, participation = about.get(said.key, (None, None, None))
    found, _made = Question.objects.get_or_create(
        meeting=batch.document.meeting,
        kind=said.kind,
        key=said.key,
        defaults={
            "batch": batch,
            "found": said.found[:500],
            "person_id": person,
            "other_person_id": other,
            "participation_id": participation,
            "suggestions": {"codes": said.codes, "category": said.category},
            "rows": said.rows,
            "opened_at": timezone.now(),
        },
    )
    return found


def _give(question: Question, answer: str, by: User) -> None:
    """Pass one answer, as a question keeps it, to its action. Two people of one list are two already."""
    verb, _colon, value = answer.partition(":")
    if question.kind == QuestionKind.TITLE:
        questions.answer_title(question=question, claim="" if answer == "nothing" else answer, by=by)
    elif question.kind == QuestionKind.VALUE:
        answer_value(question=question, value=answer, by=by)
    elif verb in ("state", "org"):
        of_delegations.answer_country(question=question, code=value, by=by)
    elif verb == "entity":
        of_delegations.answer_entity(question=question, category=value, by=by)
    elif question.kind == QuestionKind.SECTION:
        of_delegations.answer_section(question=question, belongs=answer == "section", by=by)
    elif question.kind == QuestionKind.SAME_PERSON:
        questions.answer_same_person(question=question, same=answer == "one", by=by)
    else:
        questions.close_question(question, answer, by)


def _open_or_close(batch: ImportBatch, access: str, by: User) -> None:
    """Say who can read the printed list, as it was said in the review. An open list is found by its symbol."""
    meeting = hold_meeting(batch.document.meeting)
    before = values_of(meeting, FOUND_BY)
    meeting.list_access = access
    meeting.symbol = meeting.symbol or batch.document.symbol
    was, became = only_changes(before, values_of(meeting, FOUND_BY))
    if became:
        meeting.save(update_fields=FOUND_BY)
        note_change(
            by=by,
            action="edit_meeting",
            subject=meeting,
            meeting=meeting,
            before=was,
            after=became,
            evidence=batch.file,
        )
