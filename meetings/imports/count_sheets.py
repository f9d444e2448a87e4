"""Sheets of counts, of bodies and of staff: rows of numbers under known headers, with every fault of them at once.

Read in the bounded process; row numbers are those that the file shows. Names are refused by their header alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from meetings.reading.bounded import Reading, read_list
from meetings.reading.lists.columns import Instructions
from meetings.reading.sheet import Limits, Unreadable

MOST_PEOPLE = 100_000
"""The largest number that a cell may hold."""
PASTED = "pasted.csv"
"""What pasted rows are called where a file has a name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a sheet may have, those it must have, further headers of some, and how many rows at most."""

    names: tuple[str, ...]
    needed: tuple[str, ...]
    headers: Mapping[str, str]
    most_rows: int

    @property
    def every_header(self) -> dict[str, str]:
        return {header_of(name): name for name in self.names} | dict(self.headers)


@dataclass(slots=True)
class CountSheet:
    """The filled rows of a sheet by their numbers, each a text a column, and what is wrong with the sheet itself: then
    no row is there."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_count_sheet(
    data: bytes, filename: str, columns: Columns, *, sheet: str | None = None, limits: Limits | None = None
) -> CountSheet:
    """Read one sheet. Never raises: what keeps a file from being read is its one problem."""
    instructions = Instructions(sheet=sheet, map=columns.every_header, max_rows=columns.most_rows, profile="counts")
    try:
        reading = read_list(data, filename, instructions, limits or Limits())
        try:
            problems = list(_problems(reading, columns))
            return CountSheet([] if problems else list(_rows(reading)), problems)
        finally:
            reading.rows.close()
    except Unreadable as refusal:
        return CountSheet(problems=[refusal.message])


def header_of(name: str) -> str:
    """A column as its header is written."""
    return name.replace("_", " ")


def whole_number(text: str) -> int | None:
    """The number of people that a cell says; None for anything else. An empty cell is no number, and never 0."""
    is_number = text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= MOST_PEOPLE
    return int(text) if is_number else None


def values_called(vocabulary: type[TextChoices]) -> dict[str, str]:
    """The values of a vocabulary by what ``as_called`` makes of their codes and of their labels."""
    return {as_called(text): str(value) for value, label in vocabulary.choices for text in (str(value), str(label))}


def as_called(text: str) -> str:
    """A cell as a value is looked up by: whatever its case, its hyphens and its underscores."""
    return text.replace("_", " ").replace("-", " ").casefold()


def _rows(reading: Reading) -> Iterator[tuple[int, dict[str, str]]]:
    for number, cells in reading.rows:
        if isinstance(cells, list) and any(cells):
            yield number, dict(zip(reading.fields, cells, strict=True))


def _problems(reading: Reading, columns: Columns) -> Iterator[str]:
    """Columns that are missing, doubled, or none of ours; then cells that cannot be read."""
    for name in columns.needed:
        if name not in reading.columns.columns:
            yield _("Column “%(column)s” is missing.") % {"column": header_of(name)}
    for name, headers in reading.columns.contested.items():
        words = {"column": header_of(name), "headers": ", ".join(f"“{header}”" for header in headers)}
        yield _("Several columns say “%(column)s”: %(headers)s. Keep one of them.") % words
    for header in reading.columns.ignored:
        words = {"header": header[:60], "known": ", ".join(map(header_of, columns.names))}
        said = _("No column is called “%(header)s”: delete it, above all if it holds names. Known are %(known)s.")
        yield said % words
    for problem in reading.problems:
        said = _("Row %(row)s, column %(column)s: the cell cannot be read as it is.")
        yield said % {"row": problem["row"], "column": problem["column"]}
