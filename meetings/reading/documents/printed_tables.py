"""Tables printed in a PDF: a header row over cells that align below it, one row for each person.

Where the rows of a table are blocks of several lines, as "name | post" in official lists, it is none for this reader.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from meetings.reading.documents.furniture import mark_furniture
from meetings.reading.documents.page import FURNITURE, Line
from meetings.reading.documents.tables import is_header
from meetings.reading.line_account import PrintedLine
from meetings.reading.lists.header import NAME_FIELDS
from meetings.reading.sheet import Sheet, Workbook
from meetings.words.synonyms import EXACT, fold_header

_SAME_ROW = 0.5  # of a line's height
_FIRST_PAGES, _FIRST_ROWS = 2, 40  # where the header stands
_ALIGNED = 0.6  # of the rows that fill most columns, names among them
_NEXT_LINE = 1.4  # heights from one line of a cell to the next
_LEAST_ROWS = 3

Row = list[Line]


def table_in(pages: Sequence[list[Line]], names_somebody: Callable[[str], bool]) -> Workbook | None:
    """The table that a whole PDF is, or None. Its rows say on which page and line they stand."""
    header = _header(pages)
    if header is None:
        return None
    edges = [(left.right + right.left) / 2 for left, right in pairwise(header)]
    texts = [piece.text for piece in header]
    name_columns = [column for column, text in enumerate(texts) if EXACT.get(fold_header(text)) in NAME_FIELDS]
    sheet, workbook = Sheet("", 1, rows=[(1, texts)]), Workbook("pdf")
    above: Row | None = None
    for page, line, row in _body(pages, header):
        cells = _cells(row, edges, len(header))
        if above is not None and _goes_on(above, row, cells, name_columns):
            last = sheet.rows[-1][1]
            last[:] = [" ".join(filter(None, pair)) for pair in zip(last, cells, strict=True)]
        else:
            sheet.rows.append((len(sheet.rows) + 1, cells))
            workbook.sources[len(sheet.rows)] = [PrintedLine(page, line, "")]  # its cells may be left out
        above = row
    workbook.sheets = [sheet]
    return workbook if _is_table(sheet, name_columns, names_somebody) else None


def _rows(lines: Sequence[Line]) -> list[Row]:
    """The pieces of a page row by row, from left to right."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda each: each.middle):
        if rows and line.middle - rows[-1][0].middle < _SAME_ROW * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _header(pages: Sequence[list[Line]]) -> Row | None:
    first = (row for lines in pages[:_FIRST_PAGES] for row in _rows(lines)[:_FIRST_ROWS])
    return next((row for row in first if is_header([piece.text for piece in row])), None)


def _body(pages: Sequence[list[Line]], header: Row) -> Iterator[tuple[int, int, Row]]:
    """Page, number of the line and pieces of each row below the header; nothing of what every page repeats."""
    copies = [[replace(line) for line in lines] for lines in pages]
    mark_furniture(copies)
    texts = [piece.text for piece in header]
    for lines in copies:
        for number, row in enumerate(_rows(lines), 1):
            page = row[0].page
            below = (page, row[0].top) > (header[0].page, header[0].bottom)
            again = [piece.text for piece in row] == texts
            if below and not again and not all(piece.kind == FURNITURE for piece in row):
                yield page, number, [piece for piece in row if piece.kind != FURNITURE]


def _cells(row: Row, edges: Sequence[float], width: int) -> list[str]:
    cells = [""] * width
    for piece in row:
        column = bisect_right(edges, piece.left)
        cells[column] = f"{cells[column]} {piece.text}".strip()
    return cells


def _goes_on(above: Row, row: Row, cells: Sequence[str], name_columns: Sequence[int]) -> bool:
    """Whether a row is the second line of cells above: close below them, without a name."""
    close = row[0].page == above[0].page and row[0].top - above[0].top < _NEXT_LINE * row[0].height
    return close and not any(cells[column] for column in name_columns)


def _is_table(sheet: Sheet, name_columns: Sequence[int], names_somebody: Callable[[str], bool]) -> bool:
    """Most rows fill most columns; where titles stand before the names, almost all do."""
    rows = [cells for _, cells in sheet.rows[1:]]
    full = [
        cells
        for cells in rows
        if all(cells[column] for column in name_columns[:1]) and 2 * sum(map(bool, cells)) > len(cells)
    ]
    if len(rows) < _LEAST_ROWS or len(full) < _ALIGNED * len(rows):
        return False
    titled = sum(any(map(names_somebody, cells)) for cells in full)
    return titled < len(full) / 2 or len(full) > 0.9 * len(rows)
