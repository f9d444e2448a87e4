"""One row of a list as it was read, and what is wrong with it, said so that a clerk can act on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Problem:
    """``error`` keeps the row out, ``warning`` does not. ``message`` says where, found, expected and what to do."""

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
class RosterRow:
    """One source row. Genders, roles, ranks and categories are values of ``vocabulary.py``; "" is *nothing printed*.

    ``ignored`` is the reason why a row is no person of the record: heading, note, empty, repeated_header,
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
    declared_gender: str = ""
    rank: str = ""
    rank_band: str = "unknown"
    organisation: str = ""
    role: str = "unknown"
    head_stated: bool = False
    attended: str = "unknown"
    list_order: int = 0
    notes: str = ""
    ignored: str = ""
    problems: list[Problem] = field(default_factory=list)


class Numbered(Protocol):
    """A row of any list that problems can be told of."""

    number: int
    problems: list[Problem]


class Reporter:
    """Writes the problems of one sheet's rows, naming columns by their printed headers."""

    def __init__(self, sheet: str, headers: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.headers = headers

    def error(self, row: Numbered, code: str, name: str, found: str, expected: str, to_do: str) -> None:
        self._tell("error", row, code, name, found, expected, to_do)

    def warning(self, row: Numbered, code: str, name: str, found: str, expected: str, to_do: str) -> None:
        self._tell("warning", row, code, name, found, expected, to_do)

    def _tell(self, level: str, row: Numbered, code: str, name: str, found: str, expected: str, to_do: str) -> None:
        column = self.headers.get(name, name)
        where = f"Sheet “{self.sheet}”, row {row.number}" if self.sheet else f"Row {row.number}"
        shown = f"found “{found[:80]}”, expected" if found else "expected"
        message = f"{where}, column “{column}”: {shown} {expected}; {to_do}"
        row.problems.append(Problem(level, code, self.sheet, row.number, column, found[:200], expected, message))
