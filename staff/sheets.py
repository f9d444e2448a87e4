"""Sheets of staff in numbers: CSV, a workbook or pasted rows → counts, with everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from meetings.files.spreadsheet_cells import csv_text
from meetings.reading.bounded import Reading, read_list
from meetings.reading.lists.columns import Instructions
from meetings.reading.sheet import Limits, Unreadable
from staff.actions.snapshots import NUMBERS, CountRow
from staff.levels import level_called
from staff.vocabulary import Contract, Location, StaffCategory

COLUMNS = ("unit", "category", "level", "contract", "location", *NUMBERS, "total")
NEEDED = ("unit", "level", "contract", "location", "women", "men")
HEADERS = {name.replace("_", " "): name for name in COLUMNS} | {
    "office": "unit", "grade": "level", "duty station": "location", "contract type": "contract",
    "appointment": "contract", "female": "women", "male": "men", "another gender": "another", "unknown": "not_recorded",
}  # fmt: skip
MOST_ROWS, MOST_PEOPLE, MOST_PROBLEMS = 50_000, 100_000, 200
TOTALS = ("total", "all", "sum")
PASTED = "pasted.csv"


@dataclass(slots=True)
class StaffSheet:
    """Counts of a sheet, the total it states itself (None: none), and what is wrong: sentences with row and column."""

    rows: list[CountRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    stated_total: int | None = None


def read_staff(data: bytes, filename: str = PASTED, *, sheet: str | None = None) -> StaffSheet:
    """Read one sheet in the bounded process; row numbers are those that the file shows. Never raises: what keeps a
    file from being read is its one problem."""
    instructions = Instructions(sheet=sheet, map=HEADERS, max_rows=MOST_ROWS, profile="counts")
    try:
        reading = read_list(data, filename, instructions, Limits())
        try:
            return _read(reading)
        finally:
            reading.rows.close()
    except Unreadable as refusal:
        return StaffSheet(problems=[refusal.message])


def _read(reading: Reading) -> StaffSheet:
    found = StaffSheet(problems=_about_columns(reading))
    for problem in reading.problems:
        words = {"row": problem["row"], "column": problem["column"]}
        found.problems.append(_("Row %(row)s, column %(column)s: the cell cannot be read as it is.") % words)
    if found.problems:
        return found
    known: dict[tuple[str, str], str | None] = {}
    for number, cells in reading.rows:
        if isinstance(cells, list) and any(cells):
            _read_row(number, dict(zip(reading.fields, cells, strict=True)), found, known)
    rest = len(found.problems) - MOST_PROBLEMS
    if rest > 0:
        del found.problems[MOST_PROBLEMS:]
        found.problems.append(_("And %(number)s more of this kind.") % {"number": rest})
    return found


def _about_columns(reading: Reading) -> list[str]:
    """Columns that are missing, doubled, or none of ours."""
    found = [
        _("Column “%(column)s” is missing.") % {"column": name.replace("_", " ")}
        for name in NEEDED
        if name not in reading.columns.columns
    ]
    for name, headers in reading.columns.contested.items():
        words = {"column": name.replace("_", " "), "headers": ", ".join(f"“{header}”" for header in headers)}
        found.append(_("Several columns say “%(column)s”: %(headers)s. Keep one of them.") % words)
    for header in reading.columns.ignored:
        words = {"header": header[:60], "known": ", ".join(name.replace("_", " ") for name in COLUMNS)}
        found.append(
            _("No column is called “%(header)s”: delete it, above all if it holds names. Known are %(known)s.") % words
        )
    return found


def _read_row(
    number: int, cells: Mapping[str, str], found: StaffSheet, known: dict[tuple[str, str], str | None]
) -> None:
    numbers = {name: _number(number, name, cells[name], found) for name in NUMBERS if name in cells}
    before, counted = len(found.problems), None not in numbers.values()
    total = sum(value or 0 for value in numbers.values())
    if cells.get("total"):
        stated = _number(number, "total", cells["total"], found)
        if counted and stated is not None and stated != total:
            words = {"row": number, "stated": stated, "sum": total}
            found.problems.append(
                _("Row %(row)s, total: %(stated)s stands there, but the row adds up to %(sum)s.") % words
            )
    if TOTALS[0] in cells["level"].casefold() or any(cells[name].casefold() in TOTALS for name in ("unit", "level")):
        found.stated_total = total if counted else found.stated_total
        return
    level = level_called(cells["level"])
    if level is None:
        _wrong(found, number, "level", cells["level"], _("write P-3, D-1, GS-5 and so on"))
    if not cells["unit"]:
        _wrong(found, number, "unit", "", _("write the office or section"))
    contract = _value(known, "contract", Contract, cells["contract"])
    if contract is None:
        _wrong(found, number, "contract", cells["contract"], _one_of(Contract.values))
    location = _value(known, "location", Location, cells["location"])
    if location is None:
        _wrong(found, number, "location", cells["location"], _one_of(Location.values))
    if cells.get("category") and level:
        category = _value(known, "category", StaffCategory, cells["category"])
        if category != level.category:
            said = _("%(level)s belongs to “%(category)s”") % {
                "level": level.code, "category": StaffCategory(level.category).label,
            }  # fmt: skip
            _wrong(found, number, "category", cells["category"], said)
    if counted and level and contract and location and len(found.problems) == before:
        known_numbers = {name: value for name, value in numbers.items() if value is not None}
        found.rows.append(CountRow(cells["unit"], level.code, contract, location, **known_numbers))


def _number(row: int, column: str, text: str, found: StaffSheet) -> int | None:
    if text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= MOST_PEOPLE:
        return int(text)
    _wrong(found, row, column.replace("_", " "), text, _("write a whole number, and 0 where there is nobody"))
    return None


def _wrong(found: StaffSheet, row: int, column: str, text: str, expected: str) -> None:
    words = {"row": row, "column": column, "found": text[:40], "expected": expected}
    if text:
        found.problems.append(_("Row %(row)s, %(column)s: “%(found)s” cannot be used; %(expected)s.") % words)
    else:
        found.problems.append(_("Row %(row)s, %(column)s is empty; %(expected)s.") % words)


def _one_of(values: Iterable[str]) -> str:
    return _("write one of %(known)s") % {"known": ", ".join(value.replace("_", " ") for value in values)}


def _value(
    known: dict[tuple[str, str], str | None], column: str, vocabulary: type[TextChoices], text: str
) -> str | None:
    """The value that a cell names by itself or by its label; None for any other text."""
    if (column, text) not in known:
        asked = text.replace("_", " ").replace("-", " ").casefold()
        known[column, text] = next((value for value, names in _spelt(vocabulary) if asked in names), None)
    return known[column, text]


def _spelt(vocabulary: type[TextChoices]) -> list[tuple[str, set[str]]]:
    """Each value with the ways to write it."""
    return [
        (value, {value.replace("_", " "), str(label).replace("-", " ").casefold()})
        for value, label in vocabulary.choices
    ]


def table_text(rows: Iterable[CountRow]) -> str:
    """Counts as text to be edited and read again, with tabs between cells."""
    names = ("unit", "level", "contract", "location", *NUMBERS)
    lines = [[getattr(row, name) for name in names] for row in rows]
    return csv_text([[name.replace("_", " ") for name in names], *lines], line_end="\n", separator="\t")
