"""What every reader returns: a workbook of sheets with true row numbers, or a refusal; and the limits.

Rows and columns are numbered from 1, as a spreadsheet program shows them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from meetings.reading.line_account import LineAccount, PrintedLine

Progress = Callable[[int, int], None]  # pages read, pages there are; 0 and 0 where nobody knows

GRID_ROWS = 1_048_576  # the last row and column that a worksheet can have (ECMA-376)
GRID_COLUMNS = 16_384


class Unreadable(Exception):
    """A file, or a question about it, that stops the reading. `message` is one sentence a clerk can act on."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        sheet: str = "",
        row: int | None = None,
        column: str = "",
        found: str = "",
        choices: dict[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.sheet = sheet
        self.row = row
        self.column = column
        self.found = found
        self.choices = choices or {}  # what a page needs to ask the question: the sheets, or the columns

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "message": self.message,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "found": self.found,
            "choices": self.choices,
        }


@dataclass(frozen=True)
class Limits:
    """How much one upload may hold. The command line may raise `rows` (`--max-rows`)."""

    upload_bytes: int = 10_000_000
    sheets: int = 50
    rows: int = 20_000  # rows that hold something
    columns: int = 200
    cell_chars: int = 32_767  # what a spreadsheet cell can hold
    merged_ranges: int = 20_000
    row_gap: int = 10_000  # empty rows after which a value is a stray
    stray_cells: int = 20  # values far outside the table that are left out with a warning instead of refusing the file
    members: int = 1_000  # parts of a zipped workbook
    unpacked_bytes: int = 100_000_000
    ratio: int = 100  # unpacked to packed, for parts above `ratio_from_bytes`
    ratio_from_bytes: int = 100_000
    memory_bytes: int = 512 * 1024 * 1024
    cpu_seconds: int = 20
    wall_seconds: int = 30
    document_bytes: int = 20_000_000  # a PDF or Word document of a thousand pages, with its fonts
    document_pages: int = 2_000
    document_memory_bytes: int = 1024 * 1024 * 1024
    document_cpu_seconds: int = 40
    document_wall_seconds: int = 45


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that cannot be taken as it is. `found` is what the cell shows, never more than a few characters."""

    row: int
    column: str  # the letter
    code: str  # error_cell, no_cached_value, control_character, invisible_character, stray_cell
    found: str


@dataclass(slots=True)
class Sheet:
    """One worksheet. `rows` leaves empty rows out and keeps the source row numbers of the others."""

    name: str
    number: int
    hidden: bool = False
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    cell_problems: list[CellProblem] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # first row, first column, last row, last column
    hidden_rows: set[int] = field(default_factory=set)  # only those that hold something
    hidden_columns: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)  # with a value that is struck through
    notices: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """Everything one file holds. Sheets that are hidden are listed without their rows unless asked for by name."""

    kind: str  # xlsx, xlsm, xlsb, xls, ods, csv, or a document: pdf, docx, txt
    encoding: str = ""  # of delimited text only
    sheets: list[Sheet] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    account: LineAccount | None = None  # of a document: what became of every line
    sources: dict[int, list[PrintedLine]] = field(default_factory=dict)  # row → its lines in the document
    private: int = 0  # addresses and numbers of people that a document's reader took out


def column_letter(number: int) -> str:
    """1 -> "A", 27 -> "AA"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """ "A" -> 1, "AA" -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def too_many_rows(sheet: str, limits: Limits) -> Unreadable:
    return Unreadable(
        "too_many_rows",
        f"{_where(sheet)} has more than {limits.rows:,} rows; split the list, or raise the limit with --max-rows.",
        sheet=sheet,
    )


def too_many_columns(sheet: str, limits: Limits) -> Unreadable:
    return Unreadable(
        "too_many_columns",
        f"{_where(sheet)} has more than {limits.columns} columns; delete the columns that the list does not need.",
        sheet=sheet,
    )


def cell_too_long(sheet: str, row: int, column: int, limits: Limits) -> Unreadable:
    """One cell that holds more than any cell of a spreadsheet can."""
    cell = f"{column_letter(column)}{row}"
    return Unreadable(
        "cell_too_long",
        f"Cell {cell} holds more than {limits.cell_chars:,} characters; shorten it and upload the list again.",
        sheet=sheet,
        row=row,
        column=column_letter(column),
    )


def _where(sheet: str) -> str:
    return f"The sheet “{sheet}”" if sheet else "The list"
