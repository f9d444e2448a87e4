"""Survey of a worksheet's XML: what the reader of values drops, in one streaming pass.

Error cells, hidden rows and columns, formulas without a stored result, merged ranges, and how far the values really
reach (whatever `<dimension>` claims): a single value in the last cell of the grid would make the reader lay out
seventeen thousand million cells, so such strays are found here and cut out before it starts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from meetings.reading.sheet import (
    GRID_COLUMNS,
    GRID_ROWS,
    CellProblem,
    Limits,
    Unreadable,
    column_letter,
    column_number,
    too_many_columns,
    too_many_rows,
)
from meetings.reading.spreadsheets.workbook_xml import local_name, parse

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?\Z")
_TRUE = ("1", "true", "on")


@dataclass
class Findings:
    """What one worksheet holds beside its values. Strays are byte ranges of cells to cut out."""

    cell_problems: list[CellProblem] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    strays: list[tuple[int, int]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)  # cells whose stored result is read


def cut(data: bytes, strays: list[tuple[int, int]]) -> bytes:
    """The worksheet's XML without the stray cells; each range runs from `<c` to the beginning of `</c>`."""
    kept, position = [], 0
    for begin, end in strays:
        kept.append(data[position:begin])
        position = data.index(b">", end) + 1
    return b"".join([*kept, data[position:]])


def survey(chunks: Iterable[bytes], sheet: str, limits: Limits, struck: Collection[str] = ()) -> Findings:
    """One pass over a worksheet's XML. Raises Unreadable when it is damaged, outside the grid or beyond the limits.

    ``struck`` are the numbers of the cell styles that strike their text through.
    """
    parser = expat.ParserCreate()
    survey = _Survey(parser, sheet, limits, frozenset(struck))
    parser.StartElementHandler = survey.start
    parse(chunks, parser, sheet)
    survey.close_cell()
    return survey.findings


class _Survey:
    """The state of the pass. `start` runs for every element of the sheet, so it does as little as it can."""

    def __init__(self, parser: expat.XMLParserType, sheet: str, limits: Limits, struck: frozenset[str]) -> None:
        self.findings = Findings()
        self._parser = parser
        self._sheet = sheet
        self._limits = limits
        self._numbers: dict[str, int] = {}  # column letters seen so far
        self._row = self._column = 0
        self._digits = ""  # the row number as it was written last
        self._row_hidden = False
        self._last_row = 0  # the last row with a value that is no stray
        self._rows = 0  # how many rows hold a value
        self._watched = False  # the cell holds an error or a formula
        self._type = ""
        self._value: list[str] | None = None  # the text of <v>, followed in watched cells only
        self._stray_from = -1  # where a cell far outside the table begins, else -1
        self._struck = struck
        self._is_struck = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if ":" in tag:
            tag = local_name(tag)
        if tag == "c":
            if self._watched:
                self.close_cell()
            self._type = attributes.get("t", "")
            self._watched = self._type == "e"
            self._is_struck = attributes.get("s") in self._struck
            self._place(attributes.get("r"))
        elif tag == "v" or tag == "is":
            self._valued()
        elif tag == "f":
            self._watched = True
        elif tag == "row":
            if self._watched:
                self.close_cell()
            self._begin_row(attributes.get("r") or str(self._row + 1))
            self._row_hidden = attributes.get("hidden") in _TRUE
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            self._hide_columns(attributes)

    def _begin_row(self, digits: str) -> None:
        self._digits = digits
        self._row = int(digits) if digits.isdecimal() and len(digits) < 9 else 0
        self._column = 0
        if not 0 < self._row <= GRID_ROWS:
            self._refuse_position(f"row {digits[:20]}")

    def _place(self, reference: str | None) -> None:
        """Where the cell stands; a cell without a reference follows the one before it."""
        if reference:
            letters = reference.rstrip("0123456789")
            digits = reference[len(letters) :]
            if digits != self._digits:
                self._begin_row(digits)
            self._column = self._numbers.get(letters) or self._number(letters)
        else:
            self._column += 1
        if self._column > self._limits.columns or self._row > self._last_row + self._limits.row_gap:
            self._stray_from = self._parser.CurrentByteIndex
        else:
            self._stray_from = -1

    def _number(self, letters: str) -> int:
        number = column_number(letters) if re.fullmatch("[A-Z]{1,3}", letters) else 0
        if not 0 < number <= GRID_COLUMNS:
            self._refuse_position(f"cell {letters[:20]}{self._digits}")
        self._numbers[letters] = number
        return number

    def _valued(self) -> None:
        if self._stray_from >= 0:
            self._parser.EndElementHandler = self._end_of_stray
            return
        if self._watched:
            self._value = []
            self._parser.CharacterDataHandler = self._value.append
        if self._row != self._last_row:
            self._last_row = max(self._row, self._last_row)
            self._rows += 1
            if self._rows > self._limits.rows:
                raise too_many_rows(self._sheet, self._limits)
        if self._row_hidden:
            self.findings.hidden_rows.add(self._row)
        if self._is_struck:
            self.findings.struck_rows.add(self._row)

    def _end_of_stray(self, tag: str) -> None:
        if local_name(tag) != "c":
            return
        self._parser.EndElementHandler = None
        self.findings.strays.append((self._stray_from, self._parser.CurrentByteIndex))
        self._problem("stray_cell", "")
        if len(self.findings.strays) > self._limits.stray_cells:
            if self._column > self._limits.columns:
                raise too_many_columns(self._sheet, self._limits)
            raise Unreadable(
                "too_far_apart",
                f"The sheet “{self._sheet}” has values far below the list, from row {self._row} on; "
                "delete them, or the empty rows before them, and save it again.",
                sheet=self._sheet,
                row=self._row,
            )

    def close_cell(self) -> None:
        """An error or formula cell has ended: keep what the reader of values would pass over in silence."""
        if not self._watched:
            return
        self._parser.CharacterDataHandler = None
        text = "".join(self._value or []).strip()
        if self._type == "e":
            self._problem("error_cell", text[:20])
        elif not text and (self._value is None or self._type != "str"):  # an empty text is a stored result, too
            self._problem("no_cached_value", "")
        else:
            self.findings.formulas.append(f"{column_letter(self._column)}{self._row}")
        self._watched = False
        self._value = None

    def _problem(self, code: str, found: str) -> None:
        self.findings.cell_problems.append(CellProblem(self._row, column_letter(self._column), code, found))

    def _merge(self, reference: str) -> None:
        match = _RANGE.match(reference)
        if not match:
            return
        first_column, first_row, last_column, last_row = match.groups()
        self.findings.merged.append(
            (
                int(first_row),
                column_number(first_column),
                int(last_row or first_row),
                column_number(last_column or first_column),
            )
        )
        if len(self.findings.merged) > self._limits.merged_ranges:
            raise Unreadable(
                "too_many_merged",
                f"The sheet “{self._sheet}” has more than {self._limits.merged_ranges:,} merged ranges; "
                "copy the list, values only, into a new workbook.",
                sheet=self._sheet,
            )

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first + last) < 20:
            self.findings.hidden_columns.update(range(int(first), min(int(last), self._limits.columns) + 1))

    def _refuse_position(self, where: str) -> None:
        raise Unreadable(
            "outside_grid",
            f"The sheet “{self._sheet}” is damaged: {where} lies outside a worksheet; "
            "open the file in a spreadsheet program and save it again as .xlsx.",
            sheet=self._sheet,
        )
