"""Survey of OpenDocument sheets: how far their cells extend, before a reader lays them out.

One element may stand for thousands of millions of cells (`number-rows-repeated`); only those that hold something count.
"""

from __future__ import annotations

from xml.parsers import expat

from meetings.reading.archive import Archive
from meetings.reading.sheet import GRID_ROWS, Limits, too_many_columns, too_many_rows
from meetings.reading.spreadsheets.workbook_xml import parse


def survey(archive: Archive, limits: Limits) -> dict[str, set[int]]:
    """The rows of each sheet with struck-through text.

    Raises Unreadable when a sheet's filled cells go beyond the limits of rows or columns.
    """
    parser = expat.ParserCreate()
    filled = _FilledCells(limits)
    parser.StartElementHandler = filled.start
    parser.EndElementHandler = filled.end
    parse(archive.chunks("content.xml"), parser)
    return filled.struck


class _FilledCells:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sheet = ""
        self._row = self._filled_rows = 0
        self._row_repeats = 1
        self._row_filled = False
        self._column = 0
        self._cell_repeats = 1
        self.struck: dict[str, set[int]] = {}
        self._style = ""  # the style that is being described
        self._striking: set[str] = set()
        self._row_style = self._cell_style = ""
        self._row_struck = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "style":
            self._style = _attribute(attributes, "name")
        elif tag == "text-properties":
            if _attribute(attributes, "text-line-through-style") not in ("", "none"):
                self._striking.add(self._style)
        elif tag == "table":
            self._sheet = _attribute(attributes, "name")
            self._row = self._filled_rows = 0
        elif tag == "table-row":
            self._row_repeats = _count(attributes, "number-rows-repeated")
            self._row_filled = self._row_struck = False
            self._row_style = _attribute(attributes, "default-cell-style-name")
            self._column = 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell_repeats = _count(attributes, "number-columns-repeated")
            self._column += self._cell_repeats
            self._cell_style = _attribute(attributes, "style-name") or self._row_style
            if _attribute(attributes, "value-type"):
                self._fill()
        elif tag == "p":
            self._fill()

    def _fill(self) -> None:
        self._row_filled = True
        self._row_struck = self._row_struck or self._cell_style in self._striking
        if self._column > self._limits.columns:
            raise too_many_columns(self._sheet, self._limits)

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] != "table-row":
            return
        self._row += self._row_repeats
        if self._row_filled:
            if self._row_struck:
                self.struck.setdefault(self._sheet, set()).add(self._row)
            self._filled_rows += self._row_repeats
            if self._filled_rows > self._limits.rows or self._row > GRID_ROWS:
                raise too_many_rows(self._sheet, self._limits)


def _attribute(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")


def _count(attributes: dict[str, str], name: str) -> int:
    text = _attribute(attributes, name)
    return int(text) if text.isdecimal() and len(text) < 20 else 1
