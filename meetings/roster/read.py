"""Bytes -> sheets of text, whatever the format. Runs in a child process (`bounded.py`), never in a web worker."""

from __future__ import annotations

from meetings.roster.delimited import read_delimited
from meetings.roster.preflight import recognise
from meetings.roster.sheet import CellProblem, Limits, Sheet, Unreadable, Workbook
from meetings.roster.workbook import read_workbook

__all__ = ["CellProblem", "Limits", "Sheet", "Unreadable", "Workbook", "read_sheets"]


def read_sheets(data: bytes, filename: str, limits: Limits, encoding: str = "", sheet: str = "") -> Workbook:
    """The visible sheets of a file, or the one asked for by name or number.

    The content decides what the file is; its name only tells a spreadsheet that is none. Raises Unreadable.
    """
    kind, archive = recognise(data, filename, limits)
    if kind == "csv":
        workbook = read_delimited(data, encoding, limits)
    else:
        workbook = read_workbook(data, kind, archive, sheet, limits)
    if not any(each.rows for each in workbook.sheets):
        raise Unreadable("no_rows", _without_rows(workbook))
    return workbook


def _without_rows(workbook: Workbook) -> str:
    hidden = [f"{each.number} “{each.name}”" for each in workbook.sheets if each.hidden]
    if hidden:
        return f"The visible sheets hold no rows; to read a hidden one, name it with --sheet: {', '.join(hidden)}."
    return "The file holds no rows; upload the workbook or text that holds the list."
