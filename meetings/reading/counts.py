"""Reader of sheets of counts: headers known beforehand over rows of numbers; runs in the bounded process.

``Instructions.map`` holds the headers that are known, with their fields. Of every other column nothing but its header
leaves the process: a list of names that is uploaded by mistake is refused by its headers alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from meetings.reading.findings import Findings
from meetings.reading.listing import Listing, chosen_problems
from meetings.reading.lists.columns import ColumnMap, Instructions
from meetings.reading.lists.header import SEARCHED_ROWS, Header
from meetings.reading.preflight import recognise
from meetings.reading.sheet import Limits, Sheet, Unreadable, Workbook, column_letter, too_many_rows
from meetings.reading.spreadsheets.delimited import read_delimited
from meetings.reading.spreadsheets.workbook import read_workbook
from meetings.words.synonyms import fold_header


def read_counts(request: dict[str, Any], data: bytes) -> Listing:
    """The rows of the first visible sheet with a known header, or of the sheet asked for. Raises Unreadable."""
    instructions = Instructions(**request["instructions"])
    limits = replace(Limits(**request["limits"]), rows=instructions.max_rows + SEARCHED_ROWS)
    kind, archive = recognise(data, request["filename"], limits)
    if kind in ("pdf", "docx"):
        raise Unreadable("not_a_sheet", "Counts are read from a workbook or from CSV, not from a document.")
    if kind == "csv":
        workbook = read_delimited(data, instructions.encoding, limits)
    else:
        workbook = read_workbook(data, kind, archive, instructions.sheet or "", limits)
    known = {fold_header(header): field for header, field in instructions.map.items()}
    sheet, header = _chosen(workbook, known)
    below = sheet.rows[header.first_below :]
    if len(below) > instructions.max_rows:
        raise too_many_rows(sheet.name, Limits(rows=instructions.max_rows))
    columns = _mapped(header, known, below)
    fields, places = list(columns.columns), list(columns.columns.values())
    rows: list[tuple[int, list[str] | str | None]] = [
        (number, [texts[place] if place < len(texts) else "" for place in places]) for number, texts in below
    ]
    problems = chosen_problems(sheet, header, columns, {number for number, _cells in rows})
    return Listing(
        Findings(
            kind=workbook.kind, encoding=workbook.encoding, sheet=sheet.name, sheet_number=sheet.number, sheets=[],
            header_row=header.row, columns=columns, fields=fields, filled={}, problems=problems,
            notices=[*workbook.notices, *sheet.notices],
        ),
        rows,
    )  # fmt: skip


def _chosen(workbook: Workbook, known: dict[str, str]) -> tuple[Sheet, Header]:
    """The sheet and the row of its headers: the first row among the first ones that holds the most known headers."""
    best: tuple[int, Sheet, Header] | None = None
    for sheet in workbook.sheets:
        for position, (number, texts) in enumerate(sheet.rows[:SEARCHED_ROWS]):
            found = sum(fold_header(text) in known for text in texts)
            if found > (best[0] if best else 1):
                best = found, sheet, Header(number, list(texts), position + 1, found)
    if best is None:
        wanted = ", ".join(dict.fromkeys(field.replace("_", " ") for field in known.values()))
        raise Unreadable("no_header", f"No row with column headers was found; put headers above the rows: {wanted}.")
    return best[1], best[2]


def _mapped(header: Header, known: dict[str, str], below: Sequence[tuple[int, list[str]]]) -> ColumnMap:
    """Fields with their columns; ``ignored`` are headers nobody knows, ``contested`` fields with several headers."""
    found = ColumnMap(header.row)
    widest = max((len(texts) for _number, texts in below), default=0)
    filled = {place for _number, texts in below for place, text in enumerate(texts) if text}
    for place in range(max(len(header.texts), widest)):
        text = header.texts[place] if place < len(header.texts) else ""
        field = known.get(fold_header(text))
        if field is None:
            if place in filled or text:
                found.ignored.append(text or column_letter(place + 1))
        elif field in found.columns:
            found.contested.setdefault(field, [found.mapped[field]]).append(text)
        else:
            found.columns[field], found.mapped[field] = place, text
    return found
