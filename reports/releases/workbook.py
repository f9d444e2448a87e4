"""Workbook of a release's table: Read me, Data, Dictionary, Flags, Changes.

Written as plain XML: the library that writes workbooks elsewhere stamps them with the time, and a release must come out
byte for byte the same. Texts are inline strings, which no program takes for a formula.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from meetings.files.spreadsheet_cells import guarded
from reports.releases.contents import Contents, FrozenTable

SHEETS = ("Read me", "Data", "Dictionary", "Flags", "Changes")
START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PART = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PLAIN, HEADING, DATE = 0, 1, 2
STYLES = (
    f'{START}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
EPOCH = datetime.date(1899, 12, 30)
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
NOT_IN_XML = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
ROWS_AT_ONCE = 2_000
READ_ME = ("item", "text")
EMPTY_CELLS = "Not published or not applicable; the column flag says which. Empty is never 0."
CHANGED = ("table", "row", "column", "before", "after", "why")


def as_xlsx(table: FrozenTable, contents: Contents) -> bytes:
    """The workbook of one data table."""
    columns = {column.name: column.type for column in table.spec.columns}
    name = table.spec.name
    sheets: list[tuple[Mapping[str, str], Iterable[Mapping[str, Any]]]] = [
        (_texts(READ_ME), _read_me(table, contents)),
        (columns, table.rows),
        (_texts(_described(contents)), (row for row in contents.described("dictionary") if row["table"] == name)),
        (_texts(("code", "label")), (row for row in contents.described("code_lists") if row["list"] == "flag")),
        (_texts(CHANGED), (row for row in contents.described("changes") if row["table"] == name)),
    ]
    return written(dict(zip(SHEETS, sheets, strict=True)))


Sheets = Mapping[str, tuple[Mapping[str, str], Iterable[Mapping[str, Any]]]]
"""Name → types of its columns, and its rows."""


def written(sheets: Sheets) -> bytes:
    """A workbook of these sheets, the same bytes for the same rows; the first one explains and has no header."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in _frame(list(sheets)):
            archive.writestr(_entry(path), text)
        for number, (types, rows) in enumerate(sheets.values(), 1):
            with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                for piece in _sheet(types, rows, headed=number > 1):
                    part.write(piece.encode())
    return out.getvalue()


def read_me(lines: Mapping[str, str], waiver: str, *, demonstration: bool) -> list[dict[str, str]]:
    """The rows of the sheet that comes first: that all is invented before anything else, a waiver last."""
    invented = {"Demonstration": "Everything in this file is invented."} if demonstration else {}
    waived = {"Released by one person": waiver} if waiver else {}
    return [dict(zip(READ_ME, line, strict=True)) for line in (invented | {**lines} | waived).items()]


def _read_me(table: FrozenTable, contents: Contents) -> list[dict[str, str]]:
    lines = {
        "Table": table.spec.title,
        "About": table.spec.description,
        "Release": contents.version,
        "Date": contents.dated,
        "Publisher": contents.publisher,
        "Address": f"{contents.address}/data/releases/{contents.version}/",
        "Licence": contents.licence,
        "Notes": contents.notes,
        "Empty cells": EMPTY_CELLS,
        "Designations": contents.disclaimer,
    }
    return read_me(lines, contents.waiver, demonstration=contents.demonstration)


def _described(contents: Contents) -> list[str]:
    """What the dictionary of this release says of a column."""
    columns = next(table.spec.columns for table in contents.describing if table.spec.name == "dictionary")
    return [column.name for column in columns if column.name != "table"]


def _texts(names: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(names, "string")


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o600 << 16
    return entry


def _frame(titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts that every workbook has; only the sheets differ."""
    numbers = range(1, len(titles) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{PART}.worksheet+xml"/>' for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{START}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{PART}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{PART}.styles+xml"/>{overrides}</Types>',
    )
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    names = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(titles, 1))
    yield (
        "xl/workbook.xml",
        f'{START}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView activeTab="1"/></bookViews>'
        f"<sheets>{names}</sheets></workbook>",
    )
    targets = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, (f"rId{len(titles) + 1}", "styles", "styles.xml")])
    yield "xl/styles.xml", STYLES


def _relations(targets: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{path}"/>' for i, kind, path in targets)
    return f'{START}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _sheet(types: Mapping[str, str], rows: Iterable[Mapping[str, Any]], *, headed: bool) -> Iterator[str]:
    """One sheet in pieces; its header row is frozen."""
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if headed else ""
    yield (
        f'{START}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(types)}" width="{16 if headed else 28}" customWidth="1"/></cols><sheetData>'
    )
    if headed:
        yield f"<row>{''.join(_text(name, HEADING) for name in types)}</row>"
    waiting: list[str] = []
    for row in rows:
        waiting.append(f"<row>{''.join([_cell(row[name], kind) for name, kind in types.items()])}</row>")
        if len(waiting) == ROWS_AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield f"{''.join(waiting)}</sheetData></worksheet>"


def _cell(value: Any, kind: str) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>"
    if kind == "date":
        days = (datetime.date.fromisoformat(value) - EPOCH).days
        return f'<c s="{DATE}"><v>{days}</v></c>'
    return _text(guarded(value), PLAIN)


def _text(text: str, style: int) -> str:
    safe = escape(text.translate(NOT_IN_XML))
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{safe}</t></is></c>'
