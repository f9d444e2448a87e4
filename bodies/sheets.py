"""Tables of stages as text: copied from a spreadsheet or saved as CSV, read with every problem at once."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bodies.actions.stages import NUMBERS, StageRow
from bodies.vocabulary import Region, Stage

COLUMNS = ("stage", "region", *NUMBERS, "source")
HEADERS = {name.replace("_", " "): name for name in COLUMNS} | {
    "regional group": "region", "another gender": "another", "unknown": "not_recorded",
}  # fmt: skip
MOST_ROWS, MOST_PEOPLE = 200, 100_000


@dataclass(slots=True)
class StageSheet:
    """The rows of a table of stages, and what is wrong with it: sentences with row, column and what is expected."""

    rows: list[StageRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_stages(text: str) -> StageSheet:
    """Read a table with a header row; tab, semicolon or comma between cells. An empty number is refused, not 0."""
    found = StageSheet()
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if len(lines) < 2 or len(lines) > MOST_ROWS:
        found.problems.append(
            _("The table needs a header row and 1 to %(most)s rows of counts.") % {"most": MOST_ROWS - 1}
        )
        return found
    mark = next((mark for mark in "\t;" if mark in lines[0]), ",")
    head, *body = csv.reader(lines, delimiter=mark)
    names = [HEADERS.get(" ".join(cell.replace("_", " ").split()).lower(), "") for cell in head]
    for name in ("stage", *NUMBERS):
        if names.count(name) != 1:
            words = {"column": name.replace("_", " "), "number": names.count(name)}
            found.problems.append(_("Column “%(column)s” is there %(number)s times; it is needed once.") % words)
    if not found.problems:
        for number, cells in enumerate(body, 2):
            _read_row(number, dict(zip(names, (cell.strip() for cell in cells), strict=False)), found)
    return found


def _read_row(number: int, cells: dict[str, str], found: StageSheet) -> None:
    before = len(found.problems)
    stage = _value(Stage, cells.get("stage", ""))
    if stage is None:
        known = ", ".join(Stage.values)
        words = {"row": number, "found": cells.get("stage", ""), "known": known}
        found.problems.append(_("Row %(row)s, stage: “%(found)s” is none of %(known)s.") % words)
    region = _value(Region, cells.get("region", ""))
    if region is None:
        known = ", ".join(value for value in Region.values if value)
        words = {"row": number, "found": cells["region"], "known": known}
        found.problems.append(_("Row %(row)s, region: “%(found)s” is none of %(known)s, or empty.") % words)
    numbers: list[int] = []
    for name in NUMBERS:
        text = cells.get(name, "")
        if text.isascii() and text.isdigit() and int(text) <= MOST_PEOPLE:
            numbers.append(int(text))
        else:
            words = {"row": number, "column": name.replace("_", " "), "found": text}
            found.problems.append(
                _("Row %(row)s, %(column)s: “%(found)s” is no whole number; write 0 where there is nobody.") % words
            )
    if len(found.problems) == before and stage is not None and region is not None:
        found.rows.append(
            StageRow(stage, region, **dict(zip(NUMBERS, numbers, strict=True)), source=cells.get("source", "")[:300])
        )


def _value(vocabulary: type[Stage] | type[Region], text: str) -> str | None:
    """The value that a cell names by itself or by its label; None for any other text."""
    asked = text.replace("_", " ").casefold()
    names: Sequence[tuple[str, str]] = [(str(value), str(label)) for value, label in vocabulary.choices]
    return next((value for value, label in names if asked in (value.replace("_", " "), label.casefold())), None)
