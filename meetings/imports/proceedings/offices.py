"""Checking of rows of office-holders.

Nothing is coerced silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

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
from meetings.words.offices import KNOWN, read_office

Cells = Sequence[str] | str | None
LONGEST = {"body": 200, "title": 120, "name": 300, "source": 300}


@dataclass(frozen=True, slots=True)
class State:
    """What a printed State is: its code, or why there is none and what it may have meant, at most three names."""

    code: str = ""
    is_organisation: bool = False
    suggestions: tuple[str, ...] = ()


StateOf = Callable[[str], State]
"""Exactly one State of the reference table, or none: never the likeliest."""


@dataclass(slots=True)
class OfficeRow:
    """One source row; "" is *nothing printed*. ``ignored`` is the reason why it is none: empty, not_understood."""

    number: int
    office: str = ""
    body: str = ""
    state: str = ""  # as printed
    country: str = ""
    person: Person = field(default_factory=Person)
    start: date | None = None
    end: date | None = None
    source: str = ""
    ignored: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Reference:
    """What rows are read by: titles on file, the States, and the meeting's first and last day (a forum has none)."""

    titles: TitleRules
    state_of: StateOf
    days: tuple[date, date] | None


def check_offices(
    rows: Iterable[tuple[int, Cells]], fields: Sequence[str], sheet: str, headers: Mapping[str, str], known: Reference
) -> Iterator[OfficeRow]:
    """Every source row as an ``OfficeRow``."""
    reporter = Reporter(sheet, headers)
    for number, cells in rows:
        if isinstance(cells, str) or cells is None:
            row = OfficeRow(number, ignored="not_understood")
            expected, to_do = "an office and who holds it", "the line was ignored. Write “Chair: Ms. Name (State)”."
            reporter.warning(row, "not_understood", "office", cells or "", expected, to_do)
            yield row
        else:
            said = {name: " ".join(text.split()) for name, text in zip(fields, cells, strict=False) if text.strip()}
            yield _checked(number, said, reporter, known)


def _checked(number: int, said: dict[str, str], reporter: Reporter, known: Reference) -> OfficeRow:
    row = OfficeRow(number, source=said.get("source", ""))
    if not said:
        row.ignored = "empty"
        return row
    refuse_too_long(row, said, LONGEST, reporter)
    row.person = read_person(said.get("title", ""), said.get("name", ""), known.titles)
    tell_of_person(row, row.person, "name", reporter)
    read_gender_cell(row.person, said.get("gender", ""), reporter)
    _read_office(row, said, reporter)
    _read_state(row, said.get("delegation", ""), reporter, known.state_of)
    _read_days(row, said, reporter, known.days)
    if not any((row.person.name, row.person.title, said.get("delegation"))):
        reporter.error(row, "nobody", "name", "", "a name, a courtesy title or a State", "say who holds the office.")
    if row.person.title_is_open:
        to_do = (
            "the gender is not recorded. Choose it with how it is known on the page of the office-holders, or import "
            "the list again once the title is known."
        )
        reporter.warning(row, "unknown_title", "title", row.person.title, "a courtesy title on file", to_do)
    return row


def _read_office(row: OfficeRow, said: Mapping[str, str], reporter: Reporter) -> None:
    text = said.get("office", "")
    row.office, of = read_office(text)
    row.body = said.get("body", "") or of
    if not text:
        reporter.error(row, "no_office", "office", "", KNOWN, "say which office it is, or write “other”.")
    elif not row.office:
        reporter.error(row, "unknown_office", "office", text, KNOWN, "write “other” if it is none of these.")
    elif of and row.body != of:
        expected = f"the body “{row.body}” that the row names"
        reporter.error(row, "two_bodies", "office", text, expected, "correct one of the two.")


def _read_state(row: OfficeRow, text: str, reporter: Reporter, state_of: StateOf) -> None:
    """Exactly one State, or an error that offers at most three; an organization is none."""
    if not text:
        return
    state, row.state = state_of(text), text
    row.country = state.code
    if state.code:
        return
    leave = "leave it empty if the office-holder represents no State."
    offered = ", ".join(state.suggestions)
    to_do = f"{f'did you mean {offered}? Write that name, or ' if offered else ''}{leave}"
    expected = "a State, not an organization" if state.is_organisation else "the name of one State"
    reporter.error(row, "unknown_state", "delegation", text, expected, to_do)


def _read_days(row: OfficeRow, said: Mapping[str, str], reporter: Reporter, days: tuple[date, date] | None) -> None:
    """First and last day; one without its year is a day of the meeting, and of a forum none."""
    expected = "a day with its year, such as 2024-11-18 or 18 November 2024"
    for name in ("start", "end"):
        if text := said.get(name):
            day = read_day(text, days)
            setattr(row, name, day)
            if day is None:
                reporter.error(row, "bad_date", name, text, expected, "correct it or leave it empty.")
    if row.start and row.end and row.end < row.start:
        expected = f"a day from {row.start:%Y-%m-%d} on"
        reporter.error(row, "days_reversed", "end", said["end"], expected, "correct one of the two days.")
