"""Sheets of staff in numbers: CSV, a workbook or pasted rows → counts, with everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from meetings.files.spreadsheet_cells import csv_text
from meetings.imports.count_sheets import (
    PASTED,
    Columns,
    as_called,
    header_of,
    read_count_sheet,
    values_called,
    whole_number,
)
from staff.actions.snapshots import NUMBERS, CountRow
from staff.levels import level_called
from staff.vocabulary import Contract, Location, StaffCategory

COLUMNS = Columns(
    names=("unit", "category", "level", "contract", "location", *NUMBERS, "total"),
    needed=("unit", "level", "contract", "location", "women", "men"),
    headers={
        "office": "unit", "grade": "level", "duty station": "location", "contract type": "contract",
        "appointment": "contract", "female": "women", "male": "men", "another gender": "another",
        "unknown": "not_recorded",
    },
    most_rows=50_000,
)  # fmt: skip
MOST_PROBLEMS = 200
TOTALS = ("total", "all", "sum")


@dataclass(slots=True)
class StaffSheet:
    """Counts of a sheet, the total it states itself (None: none), and what is wrong: sentences with row and column."""

    rows: list[CountRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    stated_total: int | None = None


def read_staff(data: bytes, filename: str = PASTED, *, sheet: str | None = None) -> StaffSheet:
    """Read one sheet. Never raises: what keeps a file from being read is its one problem."""
    read = read_count_sheet(data, filename, COLUMNS, sheet=sheet)
    found = StaffSheet(problems=read.problems)
    called = {"contract": values_called(Contract), "location": values_called(Location),
              "category": values_called(StaffCategory)}  # fmt: skip
    for number, cells in read.rows:
        _read_row(number, cells, found, called)
    rest = len(found.problems) - MOST_PROBLEMS
    if rest > 0:
        del found.problems[MOST_PROBLEMS:]
        found.problems.append(_("And %(number)s more of this kind.") % {"number": rest})
    return found


def _read_row(
    number: int, cells: Mapping[str, str], found: StaffSheet, called: Mapping[str, Mapping[str, str]]
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
    contract = called["contract"].get(as_called(cells["contract"]))
    if contract is None:
        _wrong(found, number, "contract", cells["contract"], _one_of(Contract.values))
    location = called["location"].get(as_called(cells["location"]))
    if location is None:
        _wrong(found, number, "location", cells["location"], _one_of(Location.values))
    if cells.get("category") and level and called["category"].get(as_called(cells["category"])) != level.category:
        belongs = {"level": level.code, "category": StaffCategory(level.category).label}
        said = _("%(level)s belongs to “%(category)s”") % belongs
        _wrong(found, number, "category", cells["category"], said)
    if counted and level and contract and location and len(found.problems) == before:
        known_numbers = {name: value for name, value in numbers.items() if value is not None}
        found.rows.append(CountRow(cells["unit"], level.code, contract, location, **known_numbers))


def _number(row: int, column: str, text: str, found: StaffSheet) -> int | None:
    number = whole_number(text)
    if number is None:
        _wrong(found, row, header_of(column), text, _("write a whole number, and 0 where there is nobody"))
    return number


def _wrong(found: StaffSheet, row: int, column: str, text: str, expected: str) -> None:
    words = {"row": row, "column": column, "found": text[:40], "expected": expected}
    if text:
        found.problems.append(_("Row %(row)s, %(column)s: “%(found)s” cannot be used; %(expected)s.") % words)
    else:
        found.problems.append(_("Row %(row)s, %(column)s is empty; %(expected)s.") % words)


def _one_of(values: Iterable[str]) -> str:
    return _("write one of %(known)s") % {"known": ", ".join(map(header_of, values))}


def table_text(rows: Iterable[CountRow]) -> str:
    """Counts as text to be edited and read again, with tabs between cells."""
    names = ("unit", "level", "contract", "location", *NUMBERS)
    lines = [[getattr(row, name) for name in names] for row in rows]
    return csv_text([[*map(header_of, names)], *lines], line_end="\n", separator="\t")
