"""A row of a list as read, and its problems in sentences that a clerk can act on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

Source = Sequence[tuple[int, int, str]]  # page, line, text as printed
NO_SOURCES: Mapping[int, Source] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a row or a file. ``error`` keeps the row out, ``warning`` does not. ``message`` says where, found,
    expected and what to do."""

    level: str
    code: str
    sheet: str
    row: int | None
    column: str
    found: str
    expected: str
    message: str

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class ListRow:
    """One source row. Genders, roles, ranks and categories are values of ``vocabulary.py``; "" is *nothing printed*.

    ``gender_cell`` is what a gender column prints, ``declared_gender`` what that means in this column; it ``waits``
    where only a person can say. ``source`` are the printed lines of a document that say so; a row of a spreadsheet has
    none. ``ignored`` is the reason why a row is no person of the record: heading, note, empty, repeated_header,
    second_table, not_selected, registration_rejected.
    """

    number: int
    row_id: str = ""
    section: str = ""
    category: str = ""
    delegation: str = ""
    country: str = ""
    printed_name: str = ""
    full_name: str = ""
    given_names: str = ""
    family_name: str = ""
    name_key: str = ""
    honorific: str = ""
    title_gender: str = ""
    title_status: str = "none"
    gender_column: str = ""
    gender_cell: str = ""
    declared_gender: str = ""
    gender_waits: bool = False
    rank: str = ""
    rank_band: str = "unknown"
    organisation: str = ""
    role: str = "unknown"
    head_stated: bool = False
    attended: str = "unknown"
    list_order: int = 0
    notes: str = ""
    ignored: str = ""
    source: Source = ()
    problems: list[Problem] = field(default_factory=list)

    def place(self, sheet: str) -> str:
        """Where a clerk finds it: "Sheet “Delegates”, row 12", or "Page 3, line 14" of a document."""
        return place_of(self.number, sheet, self.source)


def place_of(number: int, sheet: str, source: Source) -> str:
    """A row of a sheet, or the page and the first line of a document."""
    if source:
        page, line, _ = source[0]
        return f"Page {page}, line {line}"
    return f"Sheet “{sheet}”, row {number}" if sheet else f"Row {number}"


class Numbered(Protocol):
    """A row of any list that can carry problems."""

    number: int
    problems: list[Problem]


class Reporter:
    """Writes the problems of one list's rows, naming columns by their printed headers.

    ``headers`` gives the header of each field, ``sources`` the printed lines of each row of a document.
    """

    def __init__(self, sheet: str, headers: Mapping[str, str], sources: Mapping[int, Source] = NO_SOURCES) -> None:
        self.sheet = sheet
        self.headers = headers
        self.sources = sources

    def error(self, row: Numbered, code: str, name: str, found: str, expected: str, to_do: str) -> None:
        self._tell("error", row, code, name, found, expected, to_do)

    def warning(self, row: Numbered, code: str, name: str, found: str, expected: str, to_do: str) -> None:
        self._tell("warning", row, code, name, found, expected, to_do)

    def _tell(self, level: str, row: Numbered, code: str, name: str, found: str, expected: str, to_do: str) -> None:
        column = self.headers.get(name, name)
        where = place_of(row.number, self.sheet, self.sources.get(row.number, ()))
        shown = f"found “{found[:80]}”, expected" if found else "expected"
        message = f"{where}, column “{column}”: {shown} {expected}; {to_do}"
        row.problems.append(Problem(level, code, self.sheet, row.number, column, found[:200], expected, message))
