"""Check of an upload before any reader sees it: its kind, and whether it is safe, by its bytes alone.

Readers' own messages mislead (a password becomes "not a zip file") and some readers abort or hang on hostile input, so
every upload passes here first. Zipped files are unpacked once, counting the bytes that really come out.
"""

from __future__ import annotations

import re
import struct

from meetings.files.formats import TEMPLATES, WORKBOOKS
from meetings.reading.archive import Archive
from meetings.reading.documents.wordxml import open_word
from meetings.reading.sheet import Limits, Unreadable

SAVE_AS = "open it in a spreadsheet program and save it as .xlsx"
SAVE_AS_DOCX = "open it in a word processor and save it as .docx or PDF"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x00\x06\x00")  # BIFF 2, 3, 4
_OTHER_KINDS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"BZh", "a compressed archive"),
    (b"\xfd7zXZ", "a compressed archive"),
    (b"{\\rtf", "a text document"),
)
_PDF = b"%PDF-"
_WORD_PART = b"word/document"  # what the text of every Word document is called
_HTML = re.compile(rb"\s*<(!doctype\s+html|html|head|body|table|meta|title|script)\b", re.IGNORECASE)
_CONTENT_TYPES = (
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroenabled.main+xml", "xlsm"),
    (b"ms-excel.template.macroenabled.main+xml", "xlsm"),
    (b"ms-excel.sheet.binary.macroenabled.main", "xlsb"),
    (b"wordprocessingml", "docx"),
    (b"presentationml", "pptx"),
)


def is_document(data: bytes, filename: str) -> bool:
    """Is this laid out for people to read, or may it be? Told before anything is opened: such files get more time."""
    return data.startswith(_PDF) or _may_be_word(data) or filename.lower().endswith(".txt")


def _may_be_word(data: bytes) -> bool:
    return data.startswith(b"PK") and _WORD_PART in data


def recognise(data: bytes, filename: str, limits: Limits) -> tuple[str, Archive | None]:
    """-> (kind, the archive of a zipped file). Raises Unreadable for everything that no reader here may open."""
    if not data:
        raise Unreadable("empty_file", "The file is empty; export the list again and upload the new file.")
    if len(data) > limits.upload_bytes:
        raise Unreadable(
            "too_large",
            f"The file has {len(data) / 1e6:.1f} MB and the limit is {limits.upload_bytes / 1e6:.0f} MB; "
            "split the list or save it without pictures.",
        )
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zipped(data, limits)
    if data.startswith(_OLE2):
        return _ole2(data), None
    if data.startswith(_OLD_EXCEL):
        raise Unreadable("old_format", f"The file was saved by a very old version of Excel; {SAVE_AS}.")
    if data.startswith(_PDF):
        return "pdf", None
    _refuse_other_kinds(data)
    extension = filename.rpartition(".")[2].lower() if "." in filename else ""
    if extension in WORKBOOKS + TEMPLATES:
        raise Unreadable(
            "not_a_workbook",
            f"The file is named .{extension} but its content is not a workbook; "
            f"{SAVE_AS}, or name it .csv if it is delimited text.",
        )
    return "csv", None


def _refuse_other_kinds(data: bytes) -> None:
    for magic, name in _OTHER_KINDS:
        if data.startswith(magic):
            raise Unreadable(
                "not_a_spreadsheet", f"The file is {name}, not a spreadsheet; upload the list as .xlsx or .csv."
            )
    opening = (
        data[:2048]
        .replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    if _HTML.match(opening):
        raise Unreadable("html", f"The file is a web page saved under another name; {SAVE_AS}.")
    if opening.lstrip().startswith(b"<?xml"):
        raise Unreadable("xml", f"The file is an XML document, not a workbook; {SAVE_AS}.")


def _zipped(data: bytes, limits: Limits) -> tuple[str, Archive]:
    archive = open_word(data, limits) if _may_be_word(data) else Archive(data, limits)
    kind = _kind_of_archive(archive)
    if kind == "odt":
        raise Unreadable("old_document", f"OpenDocument texts cannot be read; {SAVE_AS_DOCX}.")
    if not kind:
        raise Unreadable(
            "not_a_spreadsheet",
            "The file is an archive without a list in it; upload the list as .xlsx, .csv, .docx or PDF.",
        )
    if kind == "pptx":
        raise Unreadable(
            "not_a_spreadsheet", "The file is a presentation, not a spreadsheet; upload the list as .xlsx or .csv."
        )
    return kind, archive


def _kind_of_archive(archive: Archive) -> str:
    if "mimetype" in archive:
        mimetype = archive.read("mimetype")
        if b"opendocument.spreadsheet" in mimetype:
            if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise password_protected()
            return "ods"
        return "odt" if b"opendocument.text" in mimetype else ""
    if "[Content_Types].xml" in archive:
        declared = archive.read("[Content_Types].xml").lower()
        for content_type, kind in _CONTENT_TYPES:
            if content_type in declared:
                return kind
    if any(name.lower().endswith("xl/workbook.xml") for name in archive.names()):
        return "xlsx"
    return ""


def _ole2(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data or _has_filepass(data):
        raise password_protected()
    if "WordDocument".encode("utf-16-le") in data:
        raise Unreadable("old_document", f"The file was saved by an old version of Word; {SAVE_AS_DOCX}.")
    lowered = data.lower()
    if "workbook".encode("utf-16-le") not in lowered and "book".encode("utf-16-le") not in lowered:
        raise Unreadable("not_a_workbook", f"The file is damaged or not a workbook; {SAVE_AS}.")
    return "xls"


def _has_filepass(data: bytes) -> bool:
    """Does the workbook stream of an .xls begin with a FILEPASS record (0x2F)? [MS-XLS] 2.4.117

    Streams begin on 512-byte sectors; the record stands within the first few of the globals.
    """
    for sector in range(512, len(data) - 8, 512):
        if data[sector : sector + 2] != b"\x09\x08":
            continue
        position = sector
        for _ in range(8):
            if position + 4 > len(data):
                break
            record, length = struct.unpack_from("<HH", data, position)
            if record == 0x2F:
                return True
            position += 4 + length
    return False


def password_protected() -> Unreadable:
    return Unreadable(
        "password_protected", "The workbook is password-protected; save a copy without a password and upload that."
    )
