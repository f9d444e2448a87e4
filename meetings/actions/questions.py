"""Questions that only a person can decide: opened by imports, answered once, the answer remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings import names
from meetings.actions.delegations import correct_participation, gender_of, settle_heads, touch
from meetings.actions.hold import hold_meeting
from meetings.actions.people import add_evidence, merge_people, settle_recorded, withdraw_evidence
from meetings.actions.refusals import ActionRefused
from meetings.actions.statements import retitle_statements
from meetings.actions.trail import note_change
from meetings.models import (
    GenderRecord,
    Honorific,
    ImportBatch,
    ImportRow,
    Meeting,
    Participation,
    Question,
)
from meetings.vocabulary import Gender, GenderBasis, QuestionKind

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


def require_open(question: Question) -> None:
    """An answered question is not answered twice, and none after the lock."""
    hold_meeting(question.meeting)
    if Question.objects.filter(pk=question.pk).exclude(answer="").exists():
        raise ActionRefused("This question was answered already; reload the page to see the answer.")


def close(question: Question, answer: str, by: User) -> None:
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
        raise ValueError("A courtesy title says woman, man or nothing.")
    require_open(question)
    title = question.found[:120]
    Honorific.objects.update_or_create(
        key=question.key[:120], defaults={"title": title, "claim": claim, "by": by, "at": timezone.now()}
    )
    same = Question.objects.filter(kind=QuestionKind.TITLE, key=question.key, answer="")
    for asked in same.select_related("meeting", "batch"):
        if claim:
            _apply_title(asked, claim, by)
        close(asked, claim or "nothing", by)


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
    close(question, value, by)


@transaction.atomic
def answer_same_person(*, question: Question, same: bool, by: User) -> None:
    """One person or two. One: they are merged and confirmed; titles that contradict become a question of their own."""
    keep, other = question.other_person, question.person
    close(question, "one" if same else "two", by)
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


@transaction.atomic
def answer_two_titles(*, question: Question, answer: str, by: User) -> None:
    """A person listed twice with contradicting titles: ``woman``, ``man`` or ``unknown`` for one person, or ``two``."""
    participation = question.participation
    if participation is None:
        raise ActionRefused("The entry this question is about is no longer in the record.")
    if answer == "two":
        later = ImportRow.objects.filter(batch=question.batch, participation=participation).order_by("number").last()
        _part_namesakes(participation, later.cells.get("honorific", "") if later else "", by)
    elif answer in (Gender.WOMAN, Gender.MAN):
        correct_participation(
            participation=participation,
            values=gender_of(answer, GenderBasis.COURTESY_TITLE),
            by=by,
            source=f"question {question.pk}",
        )
        evidence = [(participation.person_id, answer, str(GenderBasis.COURTESY_TITLE))]
        add_evidence(evidence, meeting=question.meeting, source="", batch=question.batch, by=by)
        settle_recorded([participation.person_id])
    close(question, answer if answer == "two" else f"one:{answer}", by)


def _part_namesakes(participation: Participation, other_title: str, by: User) -> None:
    """Two people of one name on one delegation: the second gets a record of their own; each keeps one title."""
    rules = names.TitleRules(Honorific.objects.order_by("by", "pk").values_list("title", "claim"))
    printed = names.read_title(participation.printed_title, rules).claim
    mine, theirs = (Gender.WOMAN, Gender.MAN) if printed == Gender.WOMAN else (Gender.MAN, Gender.WOMAN)
    person = participation.person
    namesakes = type(person).objects.filter(name_key=person.name_key, entity_key=person.entity_key)
    second = type(person).objects.get(pk=person.pk)
    second.pk, second.namesake = None, namesakes.count()
    second.save()
    twin = Participation.objects.get(pk=participation.pk)
    twin.pk, twin.person, twin.head_basis, twin.row_id = None, second, "", ""
    twin.printed_title = other_title
    twin.listed_gender, twin.listed_basis = theirs, GenderBasis.COURTESY_TITLE
    twin.recorded_gender, twin.recorded_basis = theirs, GenderBasis.COURTESY_TITLE
    twin.save()
    participation.listed_gender, participation.listed_basis = mine, GenderBasis.COURTESY_TITLE
    participation.save(update_fields=["listed_gender", "listed_basis"])
    title = str(GenderBasis.COURTESY_TITLE)
    evidence = [(person.pk, str(mine), title), (second.pk, str(theirs), title)]
    add_evidence(evidence, meeting=participation.meeting, source="listed twice", batch=None, by=by)
    settle_recorded([person.pk, second.pk])
    note_change(by=by, action="part_namesakes", subject=participation, meeting=participation.meeting)
    settle_heads(participation.meeting, [participation.delegation_id])
    touch(participation.meeting)
