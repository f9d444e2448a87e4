"""The person a row of proceedings prints: name, courtesy title, and what a gender column prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meetings.imports.participants.list_row import Numbered, Reporter
from meetings.imports.participants.persons import tell_doubt
from meetings.names import TitleRules, read_title
from meetings.names.people import read_name
from meetings.words.gender_columns import MAN, WOMAN


@dataclass(slots=True)
class Person:
    """A person as a row prints them. "" is *nothing printed*; ``title_status`` says why a title claims nothing
    (names/titles.py: Title)."""

    name: str = ""
    title: str = ""
    title_gender: str = ""
    title_status: str = "none"
    gender_column: str = ""
    gender_cell: str = ""
    declared_gender: str = ""
    gender_waits: bool = False
    doubt: str = ""

    @property
    def title_is_open(self) -> bool:
        """Whether only a person can say what the title claims."""
        return self.title_status in ("unknown", "ask", "contradicting", "joint")


def read_person(title: str, name: str, rules: TitleRules) -> Person:
    """Title and name as they stand in their cells; a title before a name in one cell is told apart from it."""
    named = read_name(name, title, rules)
    claim = read_title(named.honorific, rules)
    return Person(named.name, named.honorific, "" if named.doubt else claim.claim, claim.status, doubt=named.doubt)


def read_gender_cell(person: Person, text: str, reporter: Reporter) -> None:
    """What a gender column prints of a person; what it means, the column says as a whole (``gender_column.py``)."""
    person.gender_cell, person.gender_column = text, reporter.headers.get("gender", "")


def tell_disagreement(row: Numbered, person: Person, reporter: Reporter) -> None:
    """A title and a gender column that contradict each other."""
    if {person.declared_gender, person.title_gender} == {WOMAN, MAN}:
        to_do = "not recorded, since one of the two is wrong. Correct the cell and import the list again."
        expected = f"what “{person.title}” says"
        reporter.warning(row, "title_against_column", "gender", person.gender_cell, expected, to_do)


def refuse_too_long(row: Numbered, said: Mapping[str, str], longest: Mapping[str, int], reporter: Reporter) -> None:
    for name, most in longest.items():
        if len(said.get(name, "")) > most:
            reporter.error(row, "too_long", name, f"{said[name][:60]}…", f"at most {most} characters", "shorten it.")


def tell_of_person(row: Numbered, person: Person, field: str, reporter: Reporter) -> None:
    """What keeps a cell from naming one person; ``field`` is the column of names."""
    if person.doubt:
        tell_doubt(row, person.doubt, field, person.name, reporter)
