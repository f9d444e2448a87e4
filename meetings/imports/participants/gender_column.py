"""The gender column of a list whose rows are checked: what each value means, by the column, the titles and answers.

Serves lists of participants, of statements and of office-holders, and typed rows alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from meetings.imports.participants.entities import Answers, Asked
from meetings.models import Meeting, Question
from meetings.vocabulary import Gender, QuestionKind
from meetings.words.gender_columns import may_mean_either, read_gender_column, value_key, value_question, word_for
from meetings.words.synonyms import fold_header

MOST = 2  # contradicting rows from which on a column is doubted as a whole
OTHER = {Gender.WOMAN.value: Gender.MAN.value, Gender.MAN.value: Gender.WOMAN.value}


class GenderCell(Protocol):
    """What a row says of a gender: by its title, and in its gender column as printed; ``gender_waits`` where only a
    person can say what the value means."""

    title_gender: str
    gender_column: str
    gender_cell: str
    declared_gender: str
    gender_waits: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A column that says another gender than the courtesy titles in most rows where both speak."""

    column: str
    rows: int
    of: int
    meanings: tuple[tuple[str, str], ...]  # value as printed, the gender that the titles say it is

    @property
    def sentence(self) -> str:
        """What was found, and the options that settle it."""
        asked = " and ".join(f"“{value}” *{word_for(meaning, self.column)}*" for value, meaning in self.meanings)
        said = " ".join(f'--value "{self.column}:{value}={meaning}"' for value, meaning in self.meanings)
        return (
            f"In {self.rows} of {self.of} rows the column “{self.column}” and the courtesy title say two genders: is "
            f"{asked}? If so, say it with {said}; else say what is so in the same way, or leave the column out with "
            f'--ignore "{self.column}".'
        )


def read_column(people: Iterable[GenderCell], answers: Answers) -> Doubt | None:
    """Say of every row what its gender cell means, or that it waits; where most rows contradict their titles, the
    values that do wait too, and the doubt says so. ``answers`` are those to questions, by kind and key."""
    stated = [one for one in people if one.gender_cell]
    if not stated:
        return None
    header, settled = stated[0].gender_column, _answered(stated[0].gender_column, answers)
    meaning = read_gender_column(header, {one.gender_cell for one in stated}, settled)
    titles = _titles_beside(stated)
    for key, gender in meaning.items():
        if not gender and may_mean_either(key) and len(titles[key]) == 1:  # the second witness of a letter
            (meaning[key],) = titles[key]
    doubt = _doubt(stated, {key: gender for key, gender in meaning.items() if key not in settled}, titles)
    for value, _meant in doubt.meanings if doubt else ():
        meaning[value_key(value)] = ""
    for one in stated:
        one.declared_gender = meaning[value_key(one.gender_cell)]
        one.gender_waits = not one.declared_gender
    return doubt


def _titles_beside(stated: Sequence[GenderCell]) -> defaultdict[str, Counter[str]]:
    """What the titles of its rows say, by value."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in stated:
        if one.title_gender:
            found[value_key(one.gender_cell)][one.title_gender] += 1
    return found


def _doubt(
    stated: Sequence[GenderCell], meaning: Mapping[str, str], titles: Mapping[str, Counter[str]]
) -> Doubt | None:
    both = {key: titles[key] for key, gender in meaning.items() if gender in OTHER and key in titles}
    against = {key: said[OTHER[meaning[key]]] for key, said in both.items()}
    rows, of = sum(against.values()), sum(sum(said.values()) for said in both.values())
    if rows < MOST or rows * 2 <= of:
        return None
    header, printed = stated[0].gender_column, {value_key(one.gender_cell): one.gender_cell for one in reversed(stated)}
    doubted = [key for key, said in both.items() if against[key] * 2 > sum(said.values())]
    return Doubt(header, rows, of, tuple((printed[key], OTHER[meaning[key]]) for key in doubted))


def question_of(header: str, value: str) -> Asked:
    """The one question about a value of a column."""
    return Asked(QuestionKind.VALUE, value_question(header, value), f"{header}: {value}" if header else value)


def _answered(header: str, answers: Answers) -> dict[str, str]:
    """What people said about values of this column, by value."""
    column = f"{fold_header(header)}|"
    return {
        key.removeprefix(column): answer
        for (kind, key), answer in answers.items()
        if kind == QuestionKind.VALUE and answer and key.startswith(column)
    }


def value_answers(meeting: Meeting | None) -> dict[tuple[str, str], str]:
    """What was answered about values of gender columns at a meeting."""
    asked = Question.objects.filter(meeting=meeting, kind=QuestionKind.VALUE) if meeting else Question.objects.none()
    return {(QuestionKind.VALUE, key): answer for key, answer in asked.values_list("key", "answer") if answer}


def as_answers(values: Mapping[str, str] | None) -> dict[tuple[str, str], str]:
    """What was said of the values of a file ("Column:X" → gender), as answers to the questions about them."""
    said = ((*text.rpartition(":")[::2], gender) for text, gender in (values or {}).items())
    return {(QuestionKind.VALUE, value_question(header, value)): gender for header, value, gender in said}


def settled_by(people: Iterable[GenderCell], said: Answers) -> dict[str, tuple[str, str]]:
    """What was said beforehand about values that the rows print, to be remembered: key → as printed, gender."""
    told: dict[str, tuple[str, str]] = {}
    for one in people if said else ():
        asked = question_of(one.gender_column, one.gender_cell)
        if one.gender_cell and (asked.kind, asked.key) in said:
            told[asked.key] = asked.found, said[asked.kind, asked.key]
    return told


def meanings(people: Iterable[GenderCell]) -> dict[str, str]:
    """What the values of the column mean as it was read, by value."""
    return {value_key(one.gender_cell): one.declared_gender for one in people if one.gender_cell}
