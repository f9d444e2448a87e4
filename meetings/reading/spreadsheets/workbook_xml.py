"""XML around the worksheets: safe parsing, and which part holds which sheet."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.parsers import expat

from meetings.reading.archive import Archive
from meetings.reading.sheet import Unreadable


@dataclass(frozen=True)
class SheetPart:
    """One sheet as the workbook names it, and the part of the archive that holds it."""

    name: str
    path: str
    hidden: bool
    is_worksheet: bool  # a chart, dialog or macro sheet is not


def parse(chunks: Iterable[bytes], parser: expat.XMLParserType, sheet: str = "") -> None:
    """Feed all chunks. Raises Unreadable when they are not well-formed XML or declare a document type."""
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        where = f"The sheet “{sheet}”" if sheet else "The workbook"
        raise Unreadable(
            "damaged",
            f"{where} is damaged; open the file in a spreadsheet program and save it again as .xlsx.",
            sheet=sheet,
        ) from None


def _refuse_doctype(*_: object) -> None:
    raise Unreadable(
        "unsafe_xml", "The workbook contains declarations that are unsafe to read; save it as a new .xlsx."
    )


def sheet_parts(archive: Archive) -> list[SheetPart]:
    """The sheets in the workbook's own order, with the part that holds each."""
    workbook = _workbook_path(archive)
    folder, name = posixpath.split(workbook)
    targets: dict[str, tuple[str, str]] = {}
    sheets: list[dict[str, str]] = []

    def relationship(tag: str, attributes: dict[str, str]) -> None:
        if local_name(tag) == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            targets[attributes.get("Id", "")] = path, attributes.get("Type", "")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if local_name(tag) == "sheet":
            sheets.append(
                {local_name(key) if key != "sheetId" else "sheetId": value for key, value in attributes.items()}
            )

    _elements(archive, posixpath.join(folder, "_rels", name + ".rels"), relationship)
    _elements(archive, workbook, sheet)
    found = []
    for each in sheets:
        path, kind = targets.get(each.get("id", ""), ("", ""))
        if kind.lower().endswith("macrosheet"):
            raise Unreadable(
                "macro_sheet",
                "The workbook holds old macro sheets, which are never read; save the list alone as a new .xlsx.",
            )
        found.append(
            SheetPart(
                each.get("name", ""), path, each.get("state", "visible") != "visible", kind.endswith("/worksheet")
            )
        )
    return found


def struck_styles(archive: Archive) -> set[str]:
    """The numbers of the cell styles whose font strikes its text through, as cells name them."""
    path = posixpath.join(posixpath.dirname(_workbook_path(archive)), "styles.xml")
    if path not in archive:
        return set()
    within: list[str] = []
    fonts: list[bool] = []
    styles: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = local_name(tag)
        if tag in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            within[:] = [tag]
        elif tag == "font" and within == ["fonts"]:
            fonts.append(False)
        elif tag == "strike" and within == ["fonts"] and fonts:
            fonts[-1] = attributes.get("val", "1") not in ("0", "false", "off")
        elif tag == "xf" and within == ["cellXfs"]:
            styles.append(attributes.get("fontId", "0"))

    _elements(archive, path, start)
    struck = {str(number) for number, strikes in enumerate(fonts) if strikes}
    return {str(number) for number, font in enumerate(styles) if font in struck}


def _workbook_path(archive: Archive) -> str:
    if "xl/workbook.xml" in archive:
        return "xl/workbook.xml"
    found: list[str] = []

    def office_document(tag: str, attributes: dict[str, str]) -> None:
        if local_name(tag) == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    _elements(archive, "_rels/.rels", office_document)
    if not found:
        raise Unreadable("damaged", "The workbook does not say which sheets it has; save it again as .xlsx.")
    return found[0]


def _elements(archive: Archive, path: str, handler: Callable[[str, dict[str, str]], None]) -> None:
    if path not in archive:
        raise Unreadable(
            "damaged", "A part of the workbook is missing; open it in a spreadsheet program and save it again as .xlsx."
        )
    parser = expat.ParserCreate()
    parser.StartElementHandler = handler
    parse(archive.chunks(path), parser)


def local_name(tag: str) -> str:
    return tag.rpartition(":")[2]
