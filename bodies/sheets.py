"""Sheets of stages: a workbook, CSV or pasted rows → counts, with everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bodies.actions.stages import NUMBERS, StageRow
from bodies.vocabulary import RegionalGroup, Stage
from meetings.files.spreadsheet_cells import csv_text
from meetings.reading.bounded import Reading, read_list
from meetings.reading.lists.columns import Instructions
from meetings.reading.sheet import Limits, Unreadable

COLUMNS = ("stage", "regional_group", *NUMBERS, "source")
NEEDED = ("stage", *NUMBERS)
HEADERS = {name.replace("_", " "): name for name in COLUMNS} | {
    "region": "regional_group", "group": "regional_group", "another gender": "another", "unknown": "not_recorded",
}  # fmt: skip
MOST_ROWS, MOST_PEOPLE = 200, 100_000
PASTED = "pasted.csv"


@dataclass(slots=True)
class StageSheet:
    """The rows of a table of stages, and what is wrong with it: sentences with row, column and what is expected."""

    rows: list[StageRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_stages(data: bytes, filename: str = PASTED) -> StageSheet:
    """Read a table with a header row in the bounded process; row numbers are those that the file shows.

    An empty number is refused, not 0. Never raises: what keeps a file from being read is its one problem.
    """
    instructions = Instructions(map=HEADERS, max_rows=MOST_ROWS, profile="counts")
    try:
        reading = read_list(data, filename, instructions, Limits(upload_bytes=1_000_000))
        try:
            return _read(reading)
        finally:
            reading.rows.close()
    except Unreadable as refusal:
        return StageSheet(problems=[refusal.message])


def as_text(rows: Iterable[StageRow]) -> str:
    """Rows as a table that ``read_stages`` reads again."""
    names = [name.replace("_", " ") for name in COLUMNS]
    return csv_text([names, *([str(getattr(row, name)) for name in COLUMNS] for row in rows)])


def _read(reading: Reading) -> StageSheet:
    found = StageSheet(problems=_about_columns(reading))
    for problem in reading.problems:
        words = {"row": problem["row"], "column": problem["column"]}
        found.problems.append(_("Row %(row)s, column %(column)s: the cell cannot be read as it is.") % words)
    if not found.problems:
        for number, cells in reading.rows:
            if isinstance(cells, list) and any(cells):
                _read_row(number, dict(zip(reading.fields, cells, strict=True)), found)
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


def _read_row(number: int, cells: Mapping[str, str], found: StageSheet) -> None:
    before = len(found.problems)
    stage = _value(Stage, cells["stage"])
    if stage is None:
        words = {"row": number, "found": cells["stage"], "known": ", ".join(Stage.values)}
        found.problems.append(_("Row %(row)s, stage: “%(found)s” is none of %(known)s.") % words)
    group = _value(RegionalGroup, cells.get("regional_group", ""))
    if group is None:
        known = ", ".join(value for value in RegionalGroup.values if value)
        words = {"row": number, "found": cells["regional_group"], "known": known}
        found.problems.append(_("Row %(row)s, regional group: “%(found)s” is none of %(known)s, or empty.") % words)
    numbers: list[int] = []
    for name in NUMBERS:
        text = cells[name]
        if text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= MOST_PEOPLE:
            numbers.append(int(text))
        else:
            words = {"row": number, "column": name.replace("_", " "), "found": text}
            found.problems.append(
                _("Row %(row)s, %(column)s: “%(found)s” is no whole number; write 0 where there is nobody.") % words
            )
    if len(found.problems) == before and stage is not None and group is not None:
        found.rows.append(
            StageRow(stage, group, **dict(zip(NUMBERS, numbers, strict=True)), source=cells.get("source", "")[:300])
        )


def _value(vocabulary: type[Stage] | type[RegionalGroup], text: str) -> str | None:
    """The value that a cell names by itself or by its label; None for any other text."""
    asked = text.replace("_", " ").casefold()
    names: Sequence[tuple[str, str]] = [(str(value), str(label)) for value, label in vocabulary.choices]
    return next((value for value, label in names if asked in (value.replace("_", " "), label.casefold())), None)
