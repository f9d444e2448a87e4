"""Checking of rows of statements.

Nothing is coerced silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from meetings.imports.participants.list_row import Problem, Reporter
from meetings.imports.proceedings.days import read_day
from meetings.imports.proceedings.person import (
    Person,
    read_gender_cell,
    read_person,
    refuse_too_long,
    tell_of_person,
)
from meetings.names import TitleRules
from meetings.words.answers import yes_or_no
from meetings.words.sections import OBSERVERS, category_of
from meetings.words.synonyms import fold_header, folded_words

Cells = Sequence[str] | str | None

LONGEST = {"item": 200, "delegation": 300, "on_behalf_of": 300, "title": 120, "speaker": 300}
MOST_MINUTES = 1000
_KINDS = {
    "statement": "statement|statement delivered|oral statement|oral|declaration|déclaration|declaración",
    "right_of_reply": "right of reply|reply|droit de réponse|derecho a contestar|derecho de réplica",
    "procedural": "procedural|point of order|from the chair|motion d ordre|cuestión de orden",
    "written_only": "written only|in writing only|written|written statement|written submission|par écrit|por escrito",
}
_TOPICS = {
    "parity": "parity|raises parity|parity of participation|raises parity of participation|participation",
    "impact": "impact|gendered impact|gendered impact of weapons|raises gendered impact of weapons|raises impact",
    "both": "both|raises both|parity and impact",
    "neither": "neither|none|no|raises neither",
    "not_coded": "not coded",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in {*folded_words(words), fold_header(kind)}}
_TOPIC = {word: topic for topic, words in _TOPICS.items() for word in {*folded_words(words), fold_header(topic)}}
_NUMBER = re.compile(r"^(\d{1,4}(?:[.,]\d{1,4})?)\s*(?:m|min|mins|minutes?|minutos?)?\.?$", re.IGNORECASE)
_CLOCK = re.compile(r"^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$")


@dataclass(slots=True)
class StatementRow:
    """One source row. ``order`` is 0 where the file has no such column; "" is *nothing printed*.

    ``ignored`` is the reason why a row is no statement: empty, panel, not_understood.
    """

    number: int
    order: int = 0
    day: date | None = None
    item: str = ""
    delegation: str = ""
    category: str = ""
    on_behalf_of: str = ""
    person: Person = field(default_factory=Person)
    minutes: Decimal | None = None
    kind: str = ""
    presiding: str = ""
    topic: str = ""
    ignored: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)


def check_statements(
    rows: Iterable[tuple[int, Cells]],
    fields: Sequence[str],
    sheet: str,
    headers: Mapping[str, str],
    rules: TitleRules,
    days: tuple[date, date],
) -> Iterator[StatementRow]:
    """Every source row as a ``StatementRow``. ``days`` are the meeting's first and last: they give a day its year."""
    reporter = Reporter(sheet, headers)
    for number, cells in rows:
        if cells is None:
            yield StatementRow(number, ignored="panel")
        elif isinstance(cells, str):
            yield _not_understood(number, cells, reporter)
        else:
            said = {name: " ".join(text.split()) for name, text in zip(fields, cells, strict=False) if text.strip()}
            yield _checked(number, said, reporter, rules, days)


def _not_understood(number: int, text: str, reporter: Reporter) -> StatementRow:
    row = StatementRow(number, ignored="not_understood")
    expected, to_do = "a State or organization", "the line was ignored. Write “State (Ms.)”, or enter it by hand."
    reporter.warning(row, "not_understood", "delegation", text, expected, to_do)
    return row


def _checked(
    number: int, said: dict[str, str], reporter: Reporter, rules: TitleRules, days: tuple[date, date]
) -> StatementRow:
    row = StatementRow(number, item=said.get("item", ""), on_behalf_of=said.get("on_behalf_of", ""))
    if not said:
        row.ignored = "empty"
        return row
    row.delegation = said.get("delegation", "")
    if not row.delegation:
        to_do = "say which delegation spoke; a group's statement belongs to the delegation that read it."
        reporter.error(row, "no_delegation", "delegation", "", "who spoke", to_do)
    category = category_of(said.get("category", ""))
    row.category = "" if category == OBSERVERS else category
    row.person = read_person(said.get("title", ""), said.get("speaker", ""), rules)
    tell_of_person(row, row.person, "speaker", reporter)
    refuse_too_long(row, said, LONGEST, reporter)
    _read_answers(row, said, reporter)
    _read_numbers(row, said, reporter)
    _read_day(row, said.get("date", ""), reporter, days)
    return row


def _read_answers(row: StatementRow, said: Mapping[str, str], reporter: Reporter) -> None:
    """Kind, topic and presiding: exact words, or an error; blank is *not said*."""
    read_gender_cell(row.person, said.get("gender", ""), reporter)
    if text := said.get("kind"):
        row.kind = _KIND.get(fold_header(text), "")
        if not row.kind:
            kinds = "statement, right of reply, procedural or written only"
            reporter.error(row, "unknown_kind", "kind", text, kinds, "correct the cell or leave it empty.")
    if text := said.get("topic"):
        row.topic = _TOPIC.get(fold_header(text), "")
        if row.topic == "not_coded":
            row.topic = ""
        elif not row.topic:
            topics = "parity, impact, both or neither"
            reporter.error(row, "unknown_topic", "topic", text, topics, "leave it empty if it is not coded.")
    if text := said.get("presiding"):
        row.presiding = yes_or_no(text)
        if not row.presiding:
            reporter.error(row, "unknown_answer", "presiding", text, "yes or no", "correct the cell.")


def _read_numbers(row: StatementRow, said: Mapping[str, str], reporter: Reporter) -> None:
    if text := said.get("order"):
        digits = text.rstrip(".")
        if digits.isascii() and digits.isdigit() and 0 < int(digits) < 1_000_000:
            row.order = int(digits)
        else:
            reporter.error(row, "bad_order", "order", text, "a whole number", "correct it or empty the column.")
    if text := said.get("minutes"):
        row.minutes = read_minutes(text)
        if row.minutes is None:
            expected = "minutes such as 3.5 or 3:30, more than none"
            reporter.error(row, "bad_minutes", "minutes", text, expected, "leave it empty if it is not known.")


def read_minutes(text: str) -> Decimal | None:
    """Minutes to the hundredth, from 3.5, 3,5, 3:30 or 0:03:30; None when the text is none of these, or nothing."""
    minutes = None
    if number := _NUMBER.match(text):
        minutes = Decimal(number[1].replace(",", "."))
    elif clock := _CLOCK.match(text):
        minutes = Decimal(clock[1] or 0) * 60 + Decimal(clock[2]) + Decimal(clock[3]) / 60
    if minutes is None:
        return None
    exact = minutes.quantize(Decimal("0.01"))
    return exact if 0 < exact <= MOST_MINUTES else None


def _read_day(row: StatementRow, text: str, reporter: Reporter, days: tuple[date, date]) -> None:
    if not text:
        return
    row.day = read_day(text, days)
    if row.day is None:
        expected = "a day such as 2024-11-18 or 18 November"
        reporter.error(row, "bad_date", "date", text, expected, "correct it or leave it empty.")
    elif not days[0] <= row.day <= days[1]:
        expected = f"a day of the meeting ({days[0]:%Y-%m-%d} to {days[1]:%Y-%m-%d})"
        reporter.warning(row, "day_outside", "date", text, expected, "it is kept as written; check it.")
