"""A list of participants as it leaves the child process: sheet, header, mapped cells and problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from meetings.reading.findings import Findings
from meetings.reading.formats import read_sheets
from meetings.reading.line_account import PrintedLine
from meetings.reading.lists.blocks import body, fill_down
from meetings.reading.lists.columns import ColumnMap, Instructions, map_columns, refuse_incomplete
from meetings.reading.lists.header import SEARCHED_ROWS, Header, find_header
from meetings.reading.lists.printed import about_total, names_in, read_printed, totals_in
from meetings.reading.lists.ticks import join_ticks
from meetings.reading.sheet import (
    CellProblem,
    Limits,
    Progress,
    Sheet,
    Unreadable,
    Workbook,
    column_letter,
    too_many_rows,
)
from meetings.reading.summary import FoundProblem, FoundSheet

_MOST_PROBLEMS = 5_000
_SENTENCES = {
    "error_cell": "shows the error {found}; type the value that belongs there",
    "no_cached_value": "holds a formula without a stored result; open it in a spreadsheet program and save it again",
    "control_character": "holds a control character ({found}) that cannot be seen; type the text again",
    "invisible_character": "holds an invisible character ({found}) that hides or reorders text; type the text again",
    "lost_character": "holds a character that was lost when the list was saved ({found}); correct the text",
    "stray_cell": "holds a value far outside the list and was not read",
}


@dataclass
class Listing:
    """A row is (source row number, cells, heading or None)."""

    findings: Findings
    rows: list[tuple[int, list[str] | str | None]]


def read_listing(request: dict[str, Any], data: bytes, progress: Progress | None = None) -> Listing:
    """Read, choose the sheet, find the header, map, fill down. Raises Unreadable with what the clerk has to say."""
    instructions = Instructions(**request["instructions"])
    # Titles and headers above the list do not count as its rows.
    limits = replace(Limits(**request["limits"]), rows=instructions.max_rows + SEARCHED_ROWS)
    header_told = instructions.header_row is not None or bool(instructions.map)
    workbook = read_sheets(
        data, request["filename"], limits, instructions.encoding, instructions.sheet or "", header_told, progress
    )
    sheet = _chosen(workbook, instructions)
    header, columns = _mapped(sheet, instructions)
    try:
        refuse_incomplete(columns)
    except Unreadable as refusal:
        refusal.sheet = sheet.name
        refusal.choices = {"columns": asdict(columns), "headers": header.texts}
        raise
    below = sheet.rows[header.first_below :]
    if len(below) > instructions.max_rows:
        raise too_many_rows(sheet.name, replace(limits, rows=instructions.max_rows))
    above = sheet.rows[: header.first_below - 1]
    printed = None if workbook.account else read_printed(above, below, sheet.name)
    totals = [] if workbook.account else totals_in((*above, *below))
    sheet.rows.clear()
    if columns.ticks:
        join_ticks(below, header.texts, [header.texts.index(name) for name in columns.ticks])
    filled = (
        {} if workbook.account else fill_down(below, columns, sheet.merged)
    )  # a document leaves no cell to its reader
    rows = list(body(below, header.texts, columns, _only(instructions.only, header.texts)))
    kept = {number for number, cells in rows if cells is not None}
    named = names_in(rows, columns.columns)
    problems = chosen_problems(sheet, header, columns, kept)
    _place_in_document(problems, workbook.sources)
    if workbook.kind == "csv":
        problems += _ragged(below, header, kept) + _short(below, header, kept)
    if len(problems) > _MOST_PROBLEMS:
        raise Unreadable(
            "too_many_problems",
            f"More than {_MOST_PROBLEMS:,} cells cannot be read as they are. The first: {problems[0]['message']}",
            sheet=sheet.name,
        )
    findings = Findings(
        kind=workbook.kind,
        encoding=workbook.encoding,
        sheet=sheet.name,
        sheet_number=sheet.number,
        sheets=_sheets(workbook),
        header_row=header.row,
        columns=columns,
        fields=list(columns.columns),
        filled=filled,
        problems=problems,
        notices=workbook.notices
        + sheet.notices
        + _hidden_sheets(workbook, sheet)
        + about_total(totals, named)
        + _refused_genders(columns),
        account=workbook.account,
        masthead=workbook.account.masthead if workbook.account else printed,
        sources=workbook.sources,
        private=workbook.private,
    )
    return Listing(findings, rows)


def _chosen(workbook: Workbook, instructions: Instructions) -> Sheet:
    """The sheet that was asked for, or the only one whose header names participants. Several: the clerk says which."""
    with_rows = [sheet for sheet in workbook.sheets if sheet.rows]
    if len(with_rows) == 1:
        return with_rows[0]
    lists = [sheet for sheet in with_rows if _is_list(sheet, instructions)]
    if len(lists) > 1:
        names = ", ".join(f"{sheet.number} “{sheet.name}”" for sheet in lists)
        raise Unreadable(
            "which_sheet",
            f"Several sheets hold a list: {names}. Say which one to read with --sheet, one at a time.",
            choices={"sheets": _sheets(workbook)},
        )
    return lists[0] if lists else with_rows[0]


def _is_list(sheet: Sheet, instructions: Instructions) -> bool:
    try:
        _, columns = _mapped(sheet, instructions)
    except Unreadable:
        return False
    return not columns.missing


def _mapped(sheet: Sheet, instructions: Instructions) -> tuple[Header, ColumnMap]:
    header = find_header(sheet.rows, instructions.header_row, instructions.map)
    if header is None:
        raise Unreadable(
            "no_header",
            "No row with column headers was recognised. Say which row holds them with --header-row, "
            "or put headers such as Delegation, Title and Name above the list.",
            sheet=sheet.name,
        )
    below = sheet.rows[header.first_below :]
    if not below:
        raise Unreadable(
            "no_rows",
            f"No participants were found: nothing stands below the headers in row {header.row}.",
            sheet=sheet.name,
        )
    return header, map_columns(header, below, instructions)


def _only(asked: list[tuple[str, str]], headers: list[str]) -> list[tuple[str, str]]:
    """The conditions of `--only` with the headers as the sheet writes them."""
    written = {" ".join(header.split()).casefold(): header for header in reversed(headers)}
    conditions = []
    for header, value in asked:
        found = header if header in headers else written.get(" ".join(header.split()).casefold())
        if found is None:
            listed = ", ".join(f"“{each}”" for each in headers[:30])
            raise Unreadable(
                "unknown_header",
                f"--only names the column “{header}”, which is not in the header row. It has: {listed}.",
            )
        conditions.append((found, value))
    return conditions


def chosen_problems(sheet: Sheet, header: Header, columns: ColumnMap, kept: set[int]) -> list[FoundProblem]:
    """Of the cells that are kept, those that cannot be taken as they stand; of the others, only strays are told."""
    header_of = {column_letter(column + 1): columns.mapped[name] for name, column in columns.columns.items()}
    return [
        _as_json(problem, sheet.name, header_of.get(problem.column, ""))
        for problem in sheet.cell_problems
        if problem.code == "stray_cell"
        or (problem.row in kept and problem.column in header_of and problem.row > header.row)
    ]


def _as_json(problem: CellProblem, sheet: str, header: str) -> FoundProblem:
    sentence = _SENTENCES[problem.code].format(found=problem.found)
    return {
        "level": "warning" if problem.code == "stray_cell" else "error",
        "code": problem.code,
        "sheet": sheet,
        "row": problem.row,
        "column": header or problem.column,
        "found": problem.found,
        "expected": "" if problem.code == "stray_cell" else "plain text",
        "message": f"Cell {problem.column}{problem.row} {sentence}.",
    }


def _place_in_document(problems: list[FoundProblem], sources: Mapping[int, Sequence[PrintedLine]]) -> None:
    """A document has no cells: its problems say the page and the line."""
    for problem in problems:
        number = problem["row"]
        if number is not None and number in sources:
            page, line, _ = sources[number][0]
            _, _, says = problem["message"].removeprefix("Cell ").partition(" ")
            problem["message"] = f"Page {page}, line {line} {says}"


def _ragged(rows: list[tuple[int, list[str]]], header: Header, kept: set[int]) -> list[FoundProblem]:
    """Rows of delimited text with texts beyond the last header: a separator inside a cell has shifted them."""
    width = len(header.texts)
    return [
        {
            "level": "error",
            "code": "ragged",
            "sheet": "",
            "row": number,
            "column": "",
            "found": f"{len(texts)} cells",
            "expected": f"{width} cells",
            "message": f"Row {number} has {len(texts)} cells and the header {width}; "
            "put cells that contain the separator in quotation marks.",
        }
        for number, texts in rows
        if number in kept and any(texts[width:])
    ]


def _short(rows: list[tuple[int, list[str]]], header: Header, kept: set[int]) -> list[FoundProblem]:
    """One warning for all rows that end early: some programs leave empty cells at the end of a row out."""
    width = len(header.texts)
    short = [number for number, texts in rows if number in kept and 1 < len(texts) < width]
    if not short:
        return []
    named = ", ".join(str(number) for number in short[:10]) + (
        f" and {len(short) - 10} more" if len(short) > 10 else ""
    )
    return [
        {
            "level": "warning",
            "code": "short_row",
            "sheet": "",
            "row": short[0],
            "column": "",
            "found": named,
            "expected": f"{width} cells",
            "message": f"Rows with fewer cells than the header: {named}; the missing cells were taken as empty.",
        }
    ]


def _refused_genders(columns: ColumnMap) -> list[str]:
    refused = ", ".join(f"“{header}”" for header in columns.gender_refused)
    sentence = "Guesses, and codes such as 0 and 1 or yes and no, are no statement of a gender; not read"
    return [f"{sentence}: {refused}."] if refused else []


def _sheets(workbook: Workbook) -> list[FoundSheet]:
    return [
        {"name": sheet.name, "number": sheet.number, "hidden": sheet.hidden, "rows": len(sheet.rows)}
        for sheet in workbook.sheets
    ]


def _hidden_sheets(workbook: Workbook, chosen: Sheet) -> list[str]:
    hidden = [f"{sheet.number} “{sheet.name}”" for sheet in workbook.sheets if sheet.hidden and sheet is not chosen]
    return [f"Hidden sheets were not read: {', '.join(hidden)}; name one with --sheet to read it."] if hidden else []
