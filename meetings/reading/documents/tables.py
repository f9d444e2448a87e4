"""Tables in Word documents that are spreadsheets: a header row over columns of cells.

Only a table whose header names the people's column is one; every other table is text that stands side by side.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from meetings.folding import normalise
from meetings.reading.archive import Archive
from meetings.reading.documents.wordstyle import W
from meetings.reading.documents.wordxml import TRACKED, body_of, rows_of, text_of
from meetings.reading.lists.header import NAME_FIELDS
from meetings.reading.sheet import Sheet, Workbook
from meetings.words.synonyms import EXACT, TITLE_WORDS, fold_header

_LEAST_FIELDS = 3  # headers that a row must name to be a header; "Name | Position" heads text side by side as well


def read_tables(archive: Archive) -> Workbook | None:
    """The tables with a header, each a sheet whose row numbers count within the table; None when there is none."""
    workbook = Workbook("docx")
    for element in body_of(archive):
        if element.tag == f"{W}tbl":
            sheet = _sheet(element, len(workbook.sheets) + 1)
            if sheet is not None:
                workbook.sheets.append(sheet)
        if not workbook.notices and next(element.iter(f"{W}del"), None) is not None:
            workbook.notices.append(TRACKED)
    return workbook if workbook.sheets else None


def _sheet(table: Element, number: int) -> Sheet | None:
    rows = [_cells(row) for row in rows_of(table)]
    if not rows or not is_header([text for text, _ in rows[0]]):
        return None
    sheet = Sheet(f"Table {number}", number)
    sheet.rows = [
        (place, [text for text, _ in cells]) for place, cells in enumerate(rows, 1) if any(text for text, _ in cells)
    ]
    sheet.merged = _merged(rows)
    return sheet


def is_header(texts: list[str]) -> bool:
    """Whether a row of texts names at least three columns of a list, that of the people among them."""
    folded = [fold_header(text) for text in texts]
    fields = {EXACT.get(text) or ("title" if text in TITLE_WORDS else "") for text in folded} - {""}
    return len(fields) >= _LEAST_FIELDS and not fields.isdisjoint(NAME_FIELDS)


def _cells(row: Element) -> list[tuple[str, str]]:
    """(text, vertical merge) of each grid column; "restart" begins a merged cell and "continue" goes on with it."""
    cells: list[tuple[str, str]] = []
    for cell in row.findall(f"{W}tc"):
        text = normalise(" ".join(text_of(paragraph) for paragraph in cell.iter(f"{W}p")))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        state = "" if merge is None else merge.get(f"{W}val", "continue")
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = int(value) if span is not None and (value := span.get(f"{W}val", "1")).isdigit() else 1
        cells += [(text, state)] + [("", "")] * (min(width, 100) - 1)
    return cells


def _merged(rows: list[list[tuple[str, str]]]) -> list[tuple[int, int, int, int]]:
    """Ranges of vertically merged cells: first row, first column, last row, last column, from 1."""
    ranges = []
    for top, cells in enumerate(rows, 1):
        for column, (_, state) in enumerate(cells, 1):
            if state != "restart":
                continue
            bottom = top
            while bottom < len(rows) and column <= len(rows[bottom]) and rows[bottom][column - 1][1] == "continue":
                bottom += 1
            if bottom > top:
                ranges.append((top, column, bottom, column))
    return ranges
