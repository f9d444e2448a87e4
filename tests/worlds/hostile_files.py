"""Awkward and hostile files for the reading tests, each wrong in one way and small on disk.

People and delegations are invented.
"""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"

HEADER = ["Delegation", "Title", "Family name", "Given name", "Position"]
PEOPLE = [
    ["Arcadia", "Ms.", "OAKES", "Wren", "Ambassador"],
    ["Arcadia", "Mr.", "PIKE", "Rowan", "Counsellor"],
    ["Ruritania", "Mme", "LÉGER", "Aube", "Conseillère"],
]
LIST = [HEADER, *PEOPLE]


def letter(number: int) -> str:
    return chr(64 + number) if number <= 26 else letter((number - 1) // 26) + chr(65 + (number - 1) % 26)


def cell(reference: str, value: object) -> str:
    """A text, a number, a boolean, or raw XML of a cell given as bytes."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{reference}"><v>{value!r}</v></c>'
    return (
        f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'
        if value
        else ""
    )


def sheet_xml(
    rows: Iterable[Sequence[object]],
    *,
    before: str = "",
    extra_rows: str = "",
    after: str = "",
    hidden: Sequence[int] = (),
) -> str:
    body = "".join(
        f'<row r="{number}"{" hidden=" + quoteattr("1") if number in hidden else ""}>'
        + "".join(cell(f"{letter(column)}{number}", value) for column, value in enumerate(row, 1))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{body}{extra_rows}</sheetData>{after}</worksheet>'


def parts(
    sheets: Mapping[str, str], states: Mapping[str, str] | None = None, strings: str = ""
) -> dict[str, str | bytes]:
    """Every part of an xlsx: sheet name -> XML, in order."""
    states = states or {}
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" state="{states.get(name, "visible")}" r:id="rId{at}"/>'
        for at, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
        f'<Relationship Id="rId900" Type="{RELATIONSHIPS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": strings or f'<sst xmlns="{MAIN}"/>',
    }
    found.update({f"xl/worksheets/sheet{at}.xml": xml for at, xml in enumerate(sheets.values(), 1)})
    return found


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def xlsx(rows: Iterable[Sequence[object]] = LIST, **options: object) -> bytes:
    return zipped(parts({"List": sheet_xml(rows, **options)}))  # type: ignore[arg-type]


def changed(**content: str | bytes) -> bytes:
    """A good workbook with some parts exchanged or added; `__` in a keyword stands for `/`, `_dot_` for `.`."""
    members = parts({"List": sheet_xml(LIST)})
    members.update({name.replace("__", "/").replace("_dot_", "."): value for name, value in content.items()})
    return zipped(members)


def with_members(extra: Mapping[str, str | bytes]) -> bytes:
    return zipped({**parts({"List": sheet_xml(LIST)}), **extra})


def duplicated(name: str) -> bytes:
    """A second member of (nearly) the same name, with other people in it."""
    target = io.BytesIO(xlsx())
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as archive:
        warnings.simplefilter("ignore")  # that the name is there already is the point
        archive.writestr(zipfile.ZipInfo(name), sheet_xml([HEADER]))
    return target.getvalue()


def link() -> bytes:
    target = io.BytesIO(xlsx())
    with zipfile.ZipFile(target, "a") as archive:
        member = zipfile.ZipInfo("xl/link")
        member.create_system, member.external_attr = 3, 0o120777 << 16
        archive.writestr(member, "/etc/hostname")
    return target.getvalue()


def overlapping() -> bytes:
    """The directory names one stream twice."""
    packed = bytearray(zipped({**parts({"List": sheet_xml(LIST)}), "xl/one.bin": b"x" * 50, "xl/two.bin": b"x" * 50}))
    first, second = packed.find(b"xl/one.bin") - 30, packed.find(b"xl/two.bin") - 30
    entry = packed.rfind(b"xl/two.bin") - 46
    packed[entry + 42 : entry + 46] = struct.pack("<I", first)
    assert second > first
    return bytes(packed)


def lying_about_its_size(real: int = 200_000, declared: int = 1_000) -> bytes:
    """Both headers of a member declare fewer bytes than its stream holds."""
    packed = bytearray(with_members({"xl/media.bin": random.Random(2).randbytes(real)}))
    size = struct.pack("<I", real)
    at = packed.find(size)
    while at >= 0:
        packed[at : at + 4] = struct.pack("<I", declared)
        at = packed.find(size, at + 4)
    return bytes(packed)


def flagged_as_encrypted() -> bytes:
    packed = bytearray(xlsx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(signature)
        while at >= 0:
            packed[at + offset] |= 1
            at = packed.find(signature, at + 4)
    return bytes(packed)


def with_a_flipped_byte() -> bytes:
    packed = bytearray(xlsx([HEADER, *PEOPLE * 40]))
    packed[packed.find(b"xl/worksheets/sheet1.xml") + 80] ^= 0xFF
    return bytes(packed)


def ods(table: str, *, encrypted: bool = False, styles: str = "") -> bytes:
    content = (
        f'<office:document-content xmlns:office="{ODF}office:1.0" xmlns:table="{ODF}table:1.0" '
        f'xmlns:text="{ODF}text:1.0" xmlns:style="{ODF}style:1.0">{styles}'
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    )
    encryption = "<manifest:encryption-data/>" if encrypted else ""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet">{encryption}'
            "</manifest:file-entry></manifest:manifest>",
        }
    )


def ods_table(rows: Iterable[Sequence[str]], *, row: str = "", cell: str = "") -> str:
    """A table whose last row and last cell carry extra attributes, such as a repetition."""
    written = [
        "".join(
            f'<table:table-cell office:value-type="string"{" " + cell if at == len(texts) else ""}>'
            f"<text:p>{escape(text)}</text:p></table:table-cell>"
            for at, text in enumerate(texts, 1)
        )
        for texts in rows
    ]
    rows_xml = "".join(
        f"<table:table-row{' ' + row if at == len(written) else ''}>{cells}</table:table-row>"
        for at, cells in enumerate(written, 1)
    )
    return f'<table:table table:name="List">{rows_xml}</table:table>'


def ole2(*streams: str, records: bytes = b"") -> bytes:
    """The outside of an OLE2 file: magic, one sector of records, stream names; no reader could open it."""
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + records.ljust(512, b"\0") + names.ljust(512, b"\0")


def delimited(rows: Iterable[Sequence[str]] = LIST, separator: str = ",", end: str = "\r\n") -> str:
    return "".join(
        separator.join(f'"{text}"' if separator in text or "\n" in text else text for text in row) + end for row in rows
    )


def bomb(megabytes: int) -> bytes:
    """A sheet of white space that unpacks to so many megabytes."""
    return changed(
        xl__worksheets__sheet1_dot_xml=f'<worksheet xmlns="{MAIN}"><sheetData>'
        + " " * (megabytes << 20)
        + "</sheetData></worksheet>"
    )


def entity_bomb() -> str:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE sst [<!ENTITY e0 "ha">{lines}]><sst xmlns="{MAIN}"><si><t>&e8;</t></si></sst>'
