"""Questions that only a person can decide: opened by imports, answered once, the answer remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings import names
from meetings.actions.delegations import touch
from meetings.actions.hold import hold_meeting
from meetings.actions.people import add_evidence, merge_people, settle_recorded, withdraw_evidence
from meetings.actions.refusals import ActionRefused
from meetings.actions.statements import retitle_statements
from meetings.actions.trail import note_change
from meetings.models import (
    GenderRecord,
    Honorific,
    ImportBatch,
    Meeting,
    Participation,
    Question,
)
from meetings.vocabulary import Gender, GenderBasis, QuestionKind

OF_FILES = (GenderBasis.DELEGATION_FORM, GenderBasis.REGISTRATION, GenderBasis.OFFICE_CODED)
"""What a file said beyond the print, and a title may put in doubt; what somebody declared stands against any print."""
About = tuple[int | None, int | None, int | None]  # person, other person, participation


def open_questions(
    meeting: Meeting,
    batch: ImportBatch | None,
    asked: Iterable[tuple[Any, int]],
    *,
    about: Mapping[str, About],
    by: User,
    keep_record: bool,
) -> None:
    """Open each question with its number of rows; one already asked at this meeting is not asked again.

    ``keep_record`` closes questions about a gender at once in favour of the record.
    """
    now = timezone.now()
    questions = []
    for question, rows in asked:
        person, other, participation = about.get(question.key, (None, None, None))
        kept = keep_record and question.kind == QuestionKind.GENDER
        questions.append(
            Question(
                meeting=meeting,
                batch=batch,
                kind=question.kind,
                key=question.key,
                found=question.found[:500],
                person_id=person,
                other_person_id=other,
                participation_id=participation,
                suggestions={"codes": list(question.suggestions), "category": str(question.category)},
                rows=rows,
                opened_at=now,
                answer="keep" if kept else "",
                answered_by=by if kept else None,
                answered_at=now if kept else None,
            )
        )
    Question.objects.bulk_create(questions, ignore_conflicts=True)


def ask_title_column(batch: ImportBatch | None, one: Participation, *, by: User) -> None:
    """Ask which is right, title or column, and set aside what imports wrote of either until it is answered."""
    written = GenderRecord.objects.filter(meeting=one.meeting, person=one.person_id, batch__isnull=False)
    withdraw_evidence(written, by=by)
    key = "|".join((one.delegation.entity_key, one.delegation.category, one.person.name_key))[:500]
    about = {"batch": batch, "person": one.person, "participation": one, "found": one.printed_name}
    Question.objects.get_or_create(
        meeting=one.meeting, kind=QuestionKind.TITLE_COLUMN, key=key, defaults=about | {"opened_at": timezone.now()}
    )


def require_open(question: Question) -> None:
    """An answered question is not answered twice, and none after the lock."""
    hold_meeting(question.meeting)
    if Question.objects.filter(pk=question.pk).exclude(answer="").exists():
        raise ActionRefused("This question is already answered; reload the page to see the answer.")


def close_question(question: Question, answer: str, by: User) -> None:
    """Record the answer."""
    require_open(question)
    question.answer, question.answered_by, question.answered_at = answer[:300], by, timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    note_change(
        by=by,
        action=f"answer_{question.kind}",
        subject=question,
        meeting=question.meeting,
        after={"answer": question.answer},
        evidence=question.found,
        batch=question.batch,
    )


@transaction.atomic
def answer_title(*, question: Question, claim: str, by: User) -> None:
    """Say what an unknown courtesy title means (woman, man, or "" for nothing); it becomes a rule for every list.

    Applied at once where it is printed and nothing else is known, at every meeting that asked the same.
    """
    if claim not in (Gender.WOMAN, Gender.MAN, ""):
        raise ValueError("A courtesy title can mean woman, man or nothing.")
    require_open(question)
    title = question.found[:120]
    Honorific.objects.update_or_create(
        key=question.key[:120], defaults={"title": title, "claim": claim, "by": by, "at": timezone.now()}
    )
    same = Question.objects.filter(kind=QuestionKind.TITLE, key=question.key, answer="", meeting__locked_at=None)
    for asked in same.select_related("meeting", "batch"):
        if claim:
            _apply_title(asked, claim, by)
        close_question(asked, claim or "nothing", by)


def _apply_title(question: Question, claim: str, by: User) -> None:
    silent = Participation.objects.filter(meeting=question.meeting, listed_gender=Gender.UNKNOWN)
    printed = [
        (pk, person)
        for pk, person, title in silent.exclude(printed_title="").values_list("id", "person_id", "printed_title")
        if names.title_key(title)[:120] == question.key
    ]
    Participation.objects.filter(id__in=[pk for pk, _ in printed]).update(
        listed_gender=claim, listed_basis=GenderBasis.COURTESY_TITLE
    )
    evidence = [(person, claim, str(GenderBasis.COURTESY_TITLE)) for _, person in printed]
    add_evidence(evidence, meeting=question.meeting, source=question.found, batch=question.batch, by=by)
    asked = Participation.objects.filter(id__in=[pk for pk, _ in printed], recorded_basis__in=OF_FILES)
    for one in asked.exclude(recorded_gender=claim).filter(recorded_gender__in=(Gender.WOMAN, Gender.MAN)):
        ask_title_column(question.batch, one, by=by)
    settle_recorded([person for _, person in printed])
    retitle_statements(question.meeting, question.key, claim)
    touch(question.meeting)


@transaction.atomic
def answer_gender(*, question: Question, value: str, by: User) -> None:
    """Settle a person's gender between equal sources: the contradicting evidence is marked withdrawn.

    ``unknown`` keeps it not recorded. What the list prints stays *as listed*.
    """
    person = question.person
    if person is None:
        raise ActionRefused("The person this question is about is no longer on record.")
    if value in (Gender.WOMAN, Gender.MAN):
        evidence = GenderRecord.objects.filter(person=person, withdrawn_at__isnull=True)
        if not person.confirmed:
            evidence = evidence.filter(meeting=question.meeting)
        withdraw_evidence(evidence.exclude(value=value), by=by)
        settle_recorded([person.pk])
    close_question(question, value, by)


@transaction.atomic
def answer_same_person(*, question: Question, same: bool, by: User) -> None:
    """One person or two. One: they are merged and confirmed; titles that contradict become a question of their own."""
    keep, other = question.other_person, question.person
    close_question(question, "one" if same else "two", by)
    if not same or keep is None or other is None:
        return
    merge_people(keep=keep, other=other, by=by, source=question.found, meeting=question.meeting)
    values = GenderRecord.objects.filter(person=keep, withdrawn_at__isnull=True).values_list("value", flat=True)
    if len(set(values)) > 1:
        Question.objects.get_or_create(
            meeting=question.meeting,
            kind=QuestionKind.GENDER,
            key=f"person:{keep.pk}",
            defaults={"found": question.found, "person": keep, "batch": question.batch, "opened_at": timezone.now()},
        )
