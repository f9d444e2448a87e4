"""XML parts of a Word document: which one holds the text, and safe parsing piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser, fromstringlist

from meetings.reading.archive import Archive
from meetings.reading.documents.wordstyle import W
from meetings.reading.sheet import Limits, Unreadable

TRACKED = "The document holds tracked changes; deleted text was left out."
LEFT_OUT = {f"{W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sectPr")}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXTS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}

# What the archive says of workbooks, said of documents.
_SENTENCES = {
    "damaged": "The Word document is damaged or incomplete; open it in a word processor and save it again as .docx.",
    "unsafe_xml": "The Word document holds declarations that no word processor writes and that are unsafe to read; "
    "open it in a word processor and save it as a new .docx.",
    "too_large_unpacked": "The Word document is too large when unpacked; save the list alone, without pictures.",
    "too_many_parts": "The Word document has too many parts; save the list alone, without pictures.",
    "password_protected": "The Word document is password-protected; save a copy without a password and upload that.",
    "ambiguous_archive": "The Word document holds parts that different programs would read differently; "
    "open it in a word processor and save it as a new .docx.",
}


def open_word(data: bytes, limits: Limits) -> Archive:
    """The archive of a Word document. Raises Unreadable in a word processor's words."""
    try:
        return Archive(data, limits)
    except Unreadable as refusal:
        raise Unreadable(refusal.code, _SENTENCES.get(refusal.code, refusal.message)) from None


def text_of(paragraph: Element) -> str:
    """The text of a paragraph as it would be printed, without deleted text."""
    if paragraph.tag == f"{W}t":
        return paragraph.text or ""
    if paragraph.tag in TEXTS:
        return TEXTS[paragraph.tag]
    return "".join(text_of(child) for child in paragraph if child.tag not in LEFT_OUT and child.tag != FALLBACK)


def _main_part(archive: Archive) -> str:
    if "word/document.xml" in archive:
        return "word/document.xml"
    found = [name for name in archive.names() if re.fullmatch(r"word/document\d*\.xml", name)]
    if not found:
        raise _damaged()
    return found[0]


def _damaged() -> Unreadable:
    return Unreadable("damaged", _SENTENCES["damaged"])


def parse_part(archive: Archive, name: str) -> Element:
    """A whole small part, such as the styles. Raises Unreadable when it is no XML."""
    try:
        return fromstringlist([*archive.chunks(name)])
    except ParseError:
        raise _damaged() from None


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables inside its cells."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from rows_of(child)


def body_of(archive: Archive) -> Iterator[Element]:
    """The paragraphs and tables of the body, each forgotten once it is read. Raises Unreadable."""
    name = _main_part(archive)
    parser: Any = XMLPullParser(("start", "end"))
    depth = 0
    try:
        for chunk in archive.chunks(name):
            parser.feed(chunk)
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                if event == "end" and depth == 2:
                    yield element
                    element.clear()
        parser.close()
    except ParseError:
        raise _damaged() from None
