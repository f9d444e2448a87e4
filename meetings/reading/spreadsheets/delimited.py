"""Reader of delimited text: comma, semicolon, tab or bar.

Rows are numbered as a spreadsheet program would.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator

from meetings.reading.celltext import clean
from meetings.reading.encoding import decode, looks_encoded_twice
from meetings.reading.sheet import (
    CellProblem,
    Limits,
    Sheet,
    Unreadable,
    Workbook,
    cell_too_long,
    column_letter,
    too_many_columns,
    too_many_rows,
)

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 100
_LONG_RECORD_LINES = 20  # a cell of more lines than this is a quotation mark that was never closed


def read_delimited(data: bytes, encoding: str, limits: Limits) -> Workbook:
    """Raises Unreadable when the encoding must be asked for, nothing separates columns, or a limit is passed."""
    text, encoding = decode(data, encoding)
    text = text.rstrip("\x1a")  # DOS wrote an end-of-file mark
    if not text.strip():
        raise Unreadable("empty_file", "The file holds no text; export the list again and upload the new file.")
    delimiter, told = _delimiter(text)
    sheet = Sheet("", 1)
    for number, cells in _records(text, delimiter):
        if number == 1 and told:
            continue
        _add(sheet, number, cells, limits)
    workbook = Workbook("csv", encoding, [sheet])
    if encoding == "windows-1252":
        workbook.notices.append("The text was read as Windows-1252 (Western European); look at the accented letters.")
    elif looks_encoded_twice(text):
        workbook.notices.append(
            "Accented letters look as if the text had been saved with a wrong encoding (such as “Ã©” for “é”)."
        )
    return workbook


def _add(sheet: Sheet, number: int, cells: list[str], limits: Limits) -> None:
    if len(cells) > limits.columns and any(cells[limits.columns :]):
        raise too_many_columns(sheet.name, limits)
    texts = []
    for column, cell in enumerate(cells, 1):
        if len(cell) > limits.cell_chars:
            if cell.count("\n") + cell.count("\r") > _LONG_RECORD_LINES:
                raise _never_closed(number)
            raise cell_too_long(sheet.name, number, column, limits)
        text, code, found = clean(cell)
        if code:
            sheet.cell_problems.append(CellProblem(number, column_letter(column), code, found))
        texts.append(text)
    if any(texts) or any(problem.row == number for problem in sheet.cell_problems[-1:]):
        sheet.rows.append((number, texts))
    if len(sheet.rows) > limits.rows:
        raise too_many_rows(sheet.name, limits)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells. Raises Unreadable, with the row, for a quotation mark that is never closed."""
    lines = _Lines(text)
    csv.field_size_limit(sys.maxsize)  # our own limit names the row and column; this one would not
    for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1):
        if lines.of_record > 1 and lines.ended and _is_open(lines.record, delimiter):
            raise _never_closed(number)
        lines.next_record()
        yield number, cells


class _Lines:
    """The lines of a text, remembering those of the record that is being read."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._length = len(text)
        self._taken = 0
        self.of_record = 0
        self._record: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._taken += len(line)
        self._record.append(line)
        self.of_record += 1
        return line

    @property
    def ended(self) -> bool:
        return self._taken >= self._length

    @property
    def record(self) -> str:
        return "".join(self._record)

    def next_record(self) -> None:
        self._record.clear()
        self.of_record = 0


def _is_open(record: str, delimiter: str) -> bool:
    try:
        list(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _never_closed(row: int) -> Unreadable:
    return Unreadable(
        "open_quote",
        f"A quotation mark that opens in row {row} is never closed, so the rest of the list would become one cell; "
        "close or delete it and upload the list again.",
        row=row,
    )


def _delimiter(text: str) -> tuple[str, bool]:
    """-> (the delimiter, whether a first line `sep=` told it). The one that gives most rows the same width wins."""
    opening = text[:6]
    if opening[:4].lower() == "sep=" and len(opening) > 4 and opening[5:] in ("\r", "\n", ""):
        return opening[4], True
    best, best_score = "", (0.0, 0)
    for delimiter in _DELIMITERS:
        score = _evenness(text, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    if not best:
        raise Unreadable(
            "no_columns",
            "No columns were recognised: nothing (comma, semicolon, tab) separates the cells, and as the text of a "
            "document it names nobody; paste it as it is in the document, or save the list as .xlsx or .csv.",
        )
    return best, False


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """-> (share of rows that have the commonest width above one, that width), over the opening of the text."""
    csv.field_size_limit(sys.maxsize)
    widths: Counter[int] = Counter()
    for cells in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter):
        if any(cell.strip() for cell in cells):
            widths[len(cells)] += 1
        if widths.total() >= _SAMPLE_ROWS:
            break
    several = [(count, width) for width, count in widths.items() if width > 1]
    if not several:
        return 0.0, 0
    count, width = max(several)
    return count / widths.total(), width
