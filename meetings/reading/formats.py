"""Dispatch of a file to the reader of its format.

Runs in the child process (`bounded.py`), never in a web worker.

The readers of documents are imported where one is read: each upload starts a process, and most are spreadsheets.
"""

from __future__ import annotations

from meetings.reading.archive import Archive
from meetings.reading.lists.header import find_header
from meetings.reading.preflight import recognise
from meetings.reading.sheet import CellProblem, Limits, Progress, Sheet, Unreadable, Workbook
from meetings.reading.spreadsheets.delimited import read_delimited
from meetings.reading.spreadsheets.workbook import read_workbook

__all__ = ["CellProblem", "Limits", "Sheet", "Unreadable", "Workbook", "read_sheets"]

# How text that was laid out for people to read fails as delimited text.
NO_TABLE = ("no_columns", "open_quote", "cell_too_long", "too_many_columns", "too_many_rows")


def read_sheets(
    data: bytes,
    filename: str,
    limits: Limits,
    encoding: str = "",
    sheet: str = "",
    header_told: bool = False,
    progress: Progress | None = None,
) -> Workbook:
    """The visible sheets of a file, or the one asked for by name or number; a document gives one sheet of its people.

    The content decides what the file is; its name only tells a spreadsheet that is none, and text (.txt) that may be
    a document. Raises Unreadable.
    """
    kind, archive = recognise(data, filename, limits)
    if kind == "pdf":
        workbook = _read_pdf(data, filename, limits, progress)
    elif kind == "docx" and archive is not None:
        from meetings.reading.documents.tables import read_tables

        tables = read_tables(archive)  # several stand under headings of their own, which the document reader keeps
        one = tables if tables and len(tables.sheets) == 1 else None
        workbook = one or _read_document(data, filename, kind, limits, archive=archive)
    elif kind == "csv" and filename.lower().endswith(".txt") and not header_told:
        workbook = _read_text(data, filename, encoding, limits)
    elif kind == "csv":
        workbook = read_delimited(data, encoding, limits)
    else:
        workbook = read_workbook(data, kind, archive, sheet, limits)
    if not any(each.rows for each in workbook.sheets):
        raise Unreadable("no_rows", _without_rows(workbook))
    return workbook


def _read_pdf(data: bytes, filename: str, limits: Limits, progress: Progress | None) -> Workbook:
    """A table where a header stands above rows that align below it, else a document."""
    from meetings.reading.documents.document import read_document, reference_titles
    from meetings.reading.documents.pdf import read_pdf
    from meetings.reading.documents.printed_tables import table_in
    from meetings.reading.documents.titled import Titles

    pages = list(read_pdf(data, limits.document_pages, progress))
    table = table_in(pages, Titles(reference_titles()).names_somebody)
    return table or read_document(data, filename, "pdf", limits, pages=pages).workbook()


def _read_document(
    data: bytes,
    filename: str,
    kind: str,
    limits: Limits,
    encoding: str = "",
    archive: Archive | None = None,
) -> Workbook:
    from meetings.reading.documents.document import read_document

    return read_document(data, filename, kind, limits, encoding=encoding, archive=archive).workbook()


def _read_text(data: bytes, filename: str, encoding: str, limits: Limits) -> Workbook:
    """Delimited text where a header stands above even columns, else a document copied as text.

    Where nobody is found in it as a document either, what is wrong with it as a table is said.
    """
    delimited, refusal = None, None
    try:
        delimited = read_delimited(data, encoding, limits)
    except Unreadable as refused:
        if refused.code not in NO_TABLE:
            raise
        refusal = refused
    if delimited and _is_table(delimited.sheets[0]):
        return delimited
    try:
        return _read_document(data, filename, "txt", limits, encoding)
    except Unreadable as nobody:
        if nobody.code == "untitled":
            raise
        if delimited:
            return delimited
        raise refusal or nobody from None


def _is_table(sheet: Sheet) -> bool:
    """A header that names no person ("Ms. Ada Okoro, Head of Delegation" has two such words), over even columns."""
    from meetings.reading.documents.titled import Titles
    from meetings.reading.lists.reference import reference_titles

    header = find_header(sheet.rows)
    if header is None or Titles(reference_titles()).names_somebody(" ".join(header.texts)):
        return False
    even = sum(1 for _, texts in sheet.rows if len(texts) == len(header.texts))
    return even * 2 >= len(sheet.rows)


def _without_rows(workbook: Workbook) -> str:
    hidden = [f"{each.number} “{each.name}”" for each in workbook.sheets if each.hidden]
    if hidden:
        return f"The visible sheets hold no rows; to read a hidden one, name it with --sheet: {', '.join(hidden)}."
    return "The file holds no rows; upload the workbook or text that holds the list."
