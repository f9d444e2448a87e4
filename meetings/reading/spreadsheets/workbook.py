"""Reader of workbooks: values from the library, and from the XML what the library leaves out."""

from __future__ import annotations

import io
from typing import Any

from meetings.reading.archive import Archive
from meetings.reading.celltext import as_text, clean
from meetings.reading.preflight import password_protected
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
from meetings.reading.spreadsheets import opendocument, worksheet_xml
from meetings.reading.spreadsheets.workbook_xml import SheetPart, sheet_parts, struck_styles

_TALLEST_CHECKED_MERGE = 1_000  # rows; crafted ranges over the whole grid would cost more than they tell
_CANNOT_TELL = (
    "For this kind of file, hidden rows and columns and error cells cannot be told; "
    "save it as .xlsx to have them checked."
)


def read_workbook(data: bytes, kind: str, archive: Archive | None, wanted: str, limits: Limits) -> Workbook:
    """All visible sheets, or the one `wanted` by name or number, hidden or not. The others are listed without rows."""
    workbook = Workbook(kind)
    if archive and kind in ("xlsx", "xlsm"):
        parts = {part.name: part for part in sheet_parts(archive)}
        workbook.sheets = _listed(list(parts.values()), limits)
        chosen = _chosen(workbook.sheets, wanted)
        struck = struck_styles(archive)
        found = {sheet.name: _survey(archive, parts[sheet.name], sheet, limits, struck) for sheet in chosen}
        data = _without_strays(archive, data, {parts[name].path: each.strays for name, each in found.items()})
        reader = _open(data)
    else:
        struck_rows: dict[str, set[int]] = {}
        if archive and kind == "ods":
            struck_rows = opendocument.survey(archive, limits)
        workbook.notices.append(_CANNOT_TELL)
        reader = _open(data)
        workbook.sheets = _listed(_parts_of(reader), limits)
        chosen = _chosen(workbook.sheets, wanted)
        for sheet in chosen:
            sheet.struck_rows = struck_rows.get(sheet.name, set())
    for sheet in chosen:
        _read_values(reader, sheet, limits)
        _note_hidden(sheet)
    return workbook


def _listed(parts: list[SheetPart], limits: Limits) -> list[Sheet]:
    """Worksheets only, numbered as the workbook orders them: chart, dialog and macro sheets are never read."""
    sheets = [Sheet(part.name, number, hidden=part.hidden) for number, part in enumerate(parts, 1) if part.is_worksheet]
    if len(sheets) > limits.sheets:
        raise Unreadable(
            "too_many_sheets",
            f"The workbook has {len(sheets):,} sheets and the limit is {limits.sheets}; "
            "copy the list alone into a new workbook.",
        )
    if not sheets:
        raise Unreadable("no_sheet", "The workbook has no worksheet; upload the workbook that holds the list.")
    return sheets


def _chosen(sheets: list[Sheet], wanted: str) -> list[Sheet]:
    if not wanted:
        return [sheet for sheet in sheets if not sheet.hidden]
    named = [sheet for sheet in sheets if sheet.name == wanted] or [
        sheet
        for sheet in sheets
        if str(sheet.number) == wanted or sheet.name.strip().casefold() == wanted.strip().casefold()
    ]
    if len(named) != 1:
        names = ", ".join(f"{sheet.number} “{sheet.name}”" for sheet in sheets)
        raise Unreadable("unknown_sheet", f"The workbook has no sheet “{wanted}”; --sheet takes one of {names}.")
    return named


def _survey(
    archive: Archive, part: SheetPart, sheet: Sheet, limits: Limits, struck: set[str]
) -> worksheet_xml.Findings:
    if part.path not in archive:
        raise Unreadable(
            "damaged", f"The sheet “{sheet.name}” is missing from the file; save the workbook again as .xlsx."
        )
    found = worksheet_xml.survey(archive.chunks(part.path), sheet.name, limits, struck)
    sheet.cell_problems, sheet.merged = found.cell_problems, found.merged
    sheet.hidden_rows, sheet.hidden_columns = found.hidden_rows, found.hidden_columns
    sheet.struck_rows = found.struck_rows
    if found.formulas:
        sheet.notices.append(f"Of cells with formulas the stored results were read: {_first(found.formulas)}.")
    return found


def _without_strays(archive: Archive, data: bytes, strays: dict[str, list[tuple[int, int]]]) -> bytes:
    parts = {path: worksheet_xml.cut(archive.read(path), ranges) for path, ranges in strays.items() if ranges}
    return archive.replaced(parts) if parts else data


def _open(data: bytes) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise password_protected() from None
    except (CalamineError, OSError, ValueError):
        raise _damaged() from None


def _parts_of(reader: Any) -> list[SheetPart]:
    return [
        SheetPart(
            each.name, "", str(each.visible) != "SheetVisibleEnum.Visible", str(each.typ) == "SheetTypeEnum.WorkSheet"
        )
        for each in reader.sheets_metadata
    ]


def _read_values(reader: Any, sheet: Sheet, limits: Limits) -> None:
    """Fill `sheet.rows`. Rows whose only content is a cell problem stay, so that the problem has a row."""
    from python_calamine import CalamineError

    with_problems = {problem.row for problem in sheet.cell_problems if problem.code != "stray_cell"}
    try:
        grid = reader.get_sheet_by_name(sheet.name)
    except (CalamineError, OSError, ValueError):
        raise _damaged(sheet.name) from None
    if grid.start is None:
        sheet.rows = [(row, []) for row in sorted(with_problems)]
        return
    cells = _Cells(sheet, limits, left=grid.start[1])
    for number, values in enumerate(grid.iter_rows(), 1):
        if number not in with_problems and not any(value != "" for value in values):
            continue
        texts = cells.texts(number, values)
        if number in with_problems or any(texts):
            sheet.rows.append((number, texts))
        if len(sheet.rows) > limits.rows:
            raise too_many_rows(sheet.name, limits)


class _Cells:
    """Values of a row -> texts. Lists repeat most of their texts: each is cleaned, and kept, once."""

    def __init__(self, sheet: Sheet, limits: Limits, left: int) -> None:
        self._sheet = sheet
        self._limits = limits
        self._left = left  # empty columns that the reader leaves out
        self._clean: dict[str, str] = {}

    def texts(self, row: int, values: list[object]) -> list[str]:
        while values and values[-1] == "":
            values.pop()
        if self._left + len(values) > self._limits.columns:
            raise too_many_columns(self._sheet.name, self._limits)
        texts = [""] * self._left
        for value in values:
            text = self._clean.get(value) if isinstance(value, str) else None
            texts.append(self._text(value, row, len(texts) + 1) if text is None else text)
        return texts

    def _text(self, value: object, row: int, column: int) -> str:
        printed = as_text(value)
        if len(printed) > self._limits.cell_chars:
            raise cell_too_long(self._sheet.name, row, column, self._limits)
        text, code, found = clean(printed)
        if code:
            self._sheet.cell_problems.append(CellProblem(row, column_letter(column), code, found))
        elif isinstance(value, str):
            self._clean[value] = text
        return text


def _note_hidden(sheet: Sheet) -> None:
    """Hidden rows and columns are read like the others; the clerk is told which, and what merged cells cover."""
    filled = (
        {column for _, texts in sheet.rows for column, text in enumerate(texts, 1) if text}
        if sheet.hidden_columns
        else set()
    )
    sheet.hidden_columns &= filled
    if sheet.hidden_rows:
        sheet.notices.append(f"Hidden rows were read like the others: {_first(sorted(sheet.hidden_rows))}.")
    if sheet.struck_rows:
        rows = _first(sorted(sheet.struck_rows))
        sheet.notices.append(
            f"Rows with struck-through text were read like the others: {rows}; take out what no longer holds."
        )
    if sheet.hidden_columns:
        letters = [column_letter(column) for column in sorted(sheet.hidden_columns)]
        sheet.notices.append(f"Hidden columns were read like the others: {_first(letters)}.")
    covered = _covered_by_merges(sheet)
    if covered:
        sheet.notices.append(f"Merged cells cover values that are not shown: {_first(covered)}.")


def _covered_by_merges(sheet: Sheet) -> list[str]:
    texts_of = dict(sheet.rows)
    covered = []
    for first_row, first_column, last_row, last_column in sheet.merged:
        if last_row - first_row > _TALLEST_CHECKED_MERGE:
            continue
        for row in range(first_row, last_row + 1):
            for column, text in enumerate(texts_of.get(row, [])[first_column - 1 : last_column], first_column):
                if text and (row, column) != (first_row, first_column):
                    covered.append(f"{column_letter(column)}{row}")
    return covered


def _first(items: list[Any], most: int = 10) -> str:
    shown = ", ".join(str(item) for item in items[:most])
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown


def _damaged(sheet: str = "") -> Unreadable:
    where = f"The sheet “{sheet}” cannot be read" if sheet else "The workbook cannot be read"
    return Unreadable(
        "damaged", f"{where}; open the file in a spreadsheet program and save it again as .xlsx.", sheet=sheet
    )
