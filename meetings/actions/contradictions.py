"""Answers where a list contradicts itself about somebody: two rows with two titles, or a title against a column."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction

from meetings import names
from meetings.actions.delegations import correct_participation, gender_of, settle_heads, touch
from meetings.actions.people import add_evidence, settle_recorded
from meetings.actions.questions import close_question, require_open
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from meetings.actions.values import meant_by
from meetings.models import GenderRecord, Honorific, ImportBatch, ImportRow, Participation, Question
from meetings.vocabulary import LISTED_BASES, Gender, GenderBasis


class Witness(NamedTuple):
    """What bears an answer out: its basis, where it stands, and the import that brought it."""

    basis: str
    source: str
    batch: ImportBatch | None


@transaction.atomic
def answer_title_column(*, question: Question, value: str, by: User) -> None:
    """Say which is right where title and gender column disagree; ``unknown`` leaves it not recorded.

    As listed it is written only where both stand in the list itself; else that stays what the title says.
    """
    if value not in (Gender.WOMAN, Gender.MAN, Gender.ANOTHER, Gender.UNKNOWN):
        raise ValueError("Choose one of the two sources, or say that the gender is not known.")
    require_open(question)
    participation = _entry_of(question)
    if value != Gender.UNKNOWN:
        witness = _witness(question, participation, value)
        if participation.listed_gender == Gender.UNKNOWN and witness.basis in LISTED_BASES:
            _list_as(participation, value, witness.basis)
        _record(question, participation, value, witness, by)
    close_question(question, value, by)
    touch(question.meeting)


@transaction.atomic
def answer_two_titles(*, question: Question, answer: str, by: User) -> None:
    """A person listed twice with contradicting titles: ``woman``, ``man`` or ``unknown`` for one person, or ``two``."""
    participation = _entry_of(question)
    if answer == "two":
        _part_namesakes(question, participation, by)
    elif answer in (Gender.WOMAN, Gender.MAN):
        witness = _witness(question, participation, answer)
        if witness.basis in LISTED_BASES:
            correct_participation(
                participation=participation,
                values=gender_of(answer, witness.basis),
                by=by,
                source=f"question {question.pk}",
            )
        _record(question, participation, answer, witness, by)
    close_question(question, answer if answer == "two" else f"one:{answer}", by)


def _entry_of(question: Question) -> Participation:
    if question.participation is None:
        raise ActionRefused("The entry this question is about is no longer in the record.")
    return question.participation


def _witness(question: Question, participation: Participation, value: str) -> Witness:
    """The title or the column that says so, in this list or in an earlier one whose evidence was set aside."""
    meeting, batch, rows = question.meeting, question.batch, _rows_of(question)
    titles = [participation.printed_title, *(row.cells.get("honorific", "") for row in rows)]
    rules = names.TitleRules(Honorific.objects.order_by("by", "pk").values_list("title", "claim"))
    document = (batch.document.symbol or batch.file) if batch else ""
    if any(names.read_title(title, rules).claim == value for title in titles):
        return Witness(GenderBasis.COURTESY_TITLE, document, batch)
    if batch and batch.gender_basis and any(meant_by(batch, row.cells.get("gender", "")) == value for row in rows):
        return Witness(batch.gender_basis, batch.gender_source or document, batch)
    said = GenderRecord.objects.filter(person=participation.person_id, meeting=meeting, value=value)
    earlier = said.select_related("batch").order_by("pk").last()
    if earlier:
        return Witness(earlier.basis, earlier.source, earlier.batch)
    column = bool(batch and batch.gender_basis and any(row.cells.get("gender") for row in rows))
    return Witness(batch.gender_basis if batch and column else GenderBasis.COURTESY_TITLE, document, batch)


def _rows_of(question: Question) -> list[ImportRow]:
    rows = ImportRow.objects.filter(batch=question.batch, participation=question.participation).select_related("batch")
    return list(rows.order_by("number")) if question.batch_id else []


def _list_as(participation: Participation, value: str, basis: str) -> None:
    participation.listed_gender, participation.listed_basis = value, basis
    participation.save(update_fields=["listed_gender", "listed_basis"])


def _record(question: Question, participation: Participation, value: str, witness: Witness, by: User) -> None:
    evidence = [(participation.person_id, value, witness.basis)]
    add_evidence(evidence, meeting=question.meeting, source=witness.source, batch=witness.batch, by=by)
    settle_recorded([participation.person_id])


def _part_namesakes(question: Question, participation: Participation, by: User) -> None:
    """Two people of one name on one delegation: the second gets a record of their own; each keeps one title."""
    rows, rules = (
        _rows_of(question),
        names.TitleRules(Honorific.objects.order_by("by", "pk").values_list("title", "claim")),
    )
    printed = names.read_title(participation.printed_title, rules).claim
    first = printed or (meant_by(rows[0].batch, rows[0].cells.get("gender", "")) if rows else "")
    mine, theirs = (Gender.WOMAN, Gender.MAN) if first == Gender.WOMAN else (Gender.MAN, Gender.WOMAN)
    person = participation.person
    namesakes = type(person).objects.filter(name_key=person.name_key, entity_key=person.entity_key)
    second = type(person).objects.get(pk=person.pk)
    second.pk, second.namesake = None, namesakes.count()
    second.save()
    twin = Participation.objects.get(pk=participation.pk)
    twin.pk, twin.person, twin.head_basis, twin.row_id = None, second, "", ""
    twin.printed_title = rows[-1].cells.get("honorific", "") if rows else ""
    twin.save()
    for one, value in ((participation, str(mine)), (twin, str(theirs))):
        witness = _witness(question, participation, value)
        if witness.basis in LISTED_BASES:
            _list_as(one, value, witness.basis)
        _record(question, one, value, witness, by)
    note_change(by=by, action="part_namesakes", subject=participation, meeting=participation.meeting)
    settle_heads(participation.meeting, [participation.delegation_id])
    touch(participation.meeting)
