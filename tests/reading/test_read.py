"""Reading of uploads: refusals with their sentences, and the text of good and odd files."""

import codecs
import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.reading.celltext import clean
from meetings.reading.formats import Limits, Sheet, Unreadable, Workbook, read_sheets
from tests.worlds import hostile_files
from tests.worlds.hostile_files import (
    HEADER,
    LIST,
    MAIN,
    PEOPLE,
    changed,
    delimited,
    ods,
    ods_table,
    ole2,
    sheet_xml,
    with_members,
    xlsx,
    zipped,
)

LIMITS = Limits()
XLSX, XLS, ODS, CSV = "list.xlsx", "list.xls", "list.ods", "list.csv"
DOCTYPE = f'<!DOCTYPE sst SYSTEM "http://127.0.0.1:9/x.dtd"><sst xmlns="{MAIN}"/>'
WORD = zipped(
    {
        "[Content_Types].xml": "<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        "</Types>"
    }
)
FILEPASS = b"\x09\x08\x10\x00" + bytes(16) + b"\x2f\x00\x02\x00\x00\x00"


def read(data: bytes | str, name: str = XLSX, **options: str) -> Workbook:
    return read_sheets(data.encode() if isinstance(data, str) else data, name, LIMITS, **options)


def only_sheet(data: bytes | str, name: str = "list.xlsx", **options: str) -> Sheet:
    (sheet,) = read(data, name, **options).sheets
    return sheet


def texts(sheet: Sheet) -> list[list[str]]:
    return [row for _, row in sheet.rows]


REFUSED = {
    "no bytes": (b"", XLSX, "empty_file"),
    "white space": (b" \r\n\r\n", CSV, "empty_file"),
    "larger than the limit": (b"a,b\n" * 2_500_001, CSV, "too_large"),
    "encrypted workbook": (ole2("EncryptedPackage"), XLSX, "password_protected"),
    "xls with a password": (ole2("Workbook", records=FILEPASS), XLS, "password_protected"),
    "encrypted zip members": (hostile_files.flagged_as_encrypted(), XLSX, "password_protected"),
    "encrypted ods": (ods(ods_table(LIST), encrypted=True), ODS, "password_protected"),
    "old Word": (ole2("WordDocument"), XLS, "old_document"),
    "other OLE2": (ole2("PowerPoint Document"), XLS, "not_a_workbook"),
    "shell of an xls": (ole2("Workbook"), XLS, "damaged"),
    "very old Excel": (b"\x09\x02\x06\x00" + bytes(60), XLS, "old_format"),
    "Word without text": (WORD, "list.docx", "damaged"),
    "OpenDocument text": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "list.odt", "old_document"),
    "PDF of its first line": (b"%PDF-1.4\n", "list.pdf", "damaged"),
    "PDF and zip in one": (b"%PDF-1.4\n" + xlsx(), XLSX, "damaged"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), XLSX, "not_a_spreadsheet"),
    "gzip": (b"\x1f\x8b\x08" + bytes(40), "list.gnumeric", "not_a_spreadsheet"),
    "web page": ("\n<html><table><tr><td>OAKES</td></tr></table></html>", XLS, "html"),
    "web page in UTF-16": ("<html>…</html>".encode("utf-16"), XLS, "html"),
    "XML": ("<?xml version='1.0'?><Workbook/>", XLS, "xml"),
    "text named as a workbook": (delimited(), XLSX, "not_a_workbook"),
    "zip of something else": (zipped({"readme.txt": "hello"}), XLSX, "not_a_spreadsheet"),
    "empty zip": (b"PK\x05\x06" + bytes(18), XLSX, "damaged"),
    "cut off": (xlsx()[:-300], XLSX, "damaged"),
    "flipped byte": (hostile_files.with_a_flipped_byte(), XLSX, "damaged"),
    "false size": (hostile_files.lying_about_its_size(), XLSX, "damaged"),
    "overlapping members": (hostile_files.overlapping(), XLSX, "ambiguous_archive"),
    "two members of one name": (hostile_files.duplicated("xl/workbook.xml"), XLSX, "ambiguous_archive"),
    "two members but for case": (hostile_files.duplicated("XL/Workbook.xml"), XLSX, "ambiguous_archive"),
    "member above the folder": (with_members({"../../evil.txt": "x"}), XLSX, "ambiguous_archive"),
    "member above, Windows": (with_members({"..\\evil.txt": "x"}), XLSX, "ambiguous_archive"),
    "absolute member": (with_members({"/evil.txt": "x"}), XLSX, "ambiguous_archive"),
    "link": (hostile_files.link(), XLSX, "ambiguous_archive"),
    "a thousand parts": (with_members({f"xl/media/{n}": b"" for n in range(1_000)}), XLSX, "too_many_parts"),
    "expands a thousandfold": (hostile_files.bomb(2), XLSX, "too_large_unpacked"),
    "entities in the strings": (changed(xl__sharedStrings_dot_xml=hostile_files.entity_bomb()), XLSX, "unsafe_xml"),
    "outside document type": (changed(xl__sharedStrings_dot_xml=DOCTYPE), XLSX, "unsafe_xml"),
    "document type in UTF-16": (changed(xl__sharedStrings_dot_xml=DOCTYPE.encode("utf-16")), XLSX, "unsafe_xml"),
    "document type under another name": (with_members({"xl/any.bin": DOCTYPE}), XLSX, "unsafe_xml"),
    "encoding that hides markup": (
        changed(xl__sharedStrings_dot_xml=DOCTYPE.encode("cp037")), XLSX, "damaged",
    ),
    "sheet cut off": (changed(xl__worksheets__sheet1_dot_xml=sheet_xml(LIST)[:-40]), XLSX, "damaged"),
    "string that is not there": (xlsx([[b'<c r="A1" t="s"><v>999</v></c>']]), XLSX, "damaged"),
    "column beyond the grid": (xlsx([[b'<c r="XFE1"><v>1</v></c>']]), XLSX, "outside_grid"),
    "row beyond the grid": (xlsx(LIST, extra_rows='<row r="1048577"/>'), XLSX, "outside_grid"),
    "row with a number that is none": (xlsx(LIST, extra_rows='<row r="²"/>'), XLSX, "outside_grid"),
    "cell in row 0": (xlsx([[b'<c r="A0"><v>1</v></c>']]), XLSX, "outside_grid"),
    "wide sheet": (xlsx([[f"c{n}" for n in range(300)]]), XLSX, "too_many_columns"),
    "wide text": (",".join(["c"] * 300) + "\n", CSV, "too_many_columns"),
    "many values far below": (
        xlsx(LIST, extra_rows="".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(900_000, 900_100))),
        XLSX, "too_far_apart",
    ),
    "too many rows": (xlsx([["x"]] * 20_001), XLSX, "too_many_rows"),
    "too many lines": ("a,b\n" * 20_001, CSV, "too_many_rows"),
    "too many merged ranges": (
        xlsx(LIST, after="".join(f'<mergeCell ref="A{n * 7}:B{n * 7}"/>' for n in range(1, 20_002))),
        XLSX,
        "too_many_merged",
    ),
    "ods of a thousand million rows": (
        ods(ods_table(LIST, row='table:number-rows-repeated="1048576000"')), ODS, "too_many_rows",
    ),
    "ods of one row thirty thousand times": (
        ods(ods_table(LIST, row='table:number-rows-repeated="30000"')),
        ODS,
        "too_many_rows",
    ),
    "ods of endless columns": (
        ods(ods_table(LIST, cell='table:number-columns-repeated="16384"')), ODS, "too_many_columns",
    ),
    "long cell": (xlsx([[*"ab"], ["x", "".join(map(str, range(20_000)))]]), XLSX, "cell_too_long"),
    "long field": ("a,b\nx," + "y" * 40_000 + "\n", CSV, "cell_too_long"),
    "quotation mark left open": (delimited() + 'Arcadia,"Mr.,PIKE\r\n' + delimited(PEOPLE * 20), CSV, "open_quote"),
    "nothing separates": ("Arcadia\nRuritania\n", CSV, "no_columns"),
    "no sheet filled": (xlsx([]), XLSX, "no_rows"),
    "all sheets hidden": (
        zipped(hostile_files.parts({"a": sheet_xml([]), "b": sheet_xml(LIST)}, {"b": "hidden"})), XLSX, "no_rows",
    ),
    "fifty-one sheets": (
        zipped(hostile_files.parts({f"s{n}": sheet_xml(LIST) for n in range(51)})), XLSX, "too_many_sheets",
    ),
    "Russian, code page 1251": (
        delimited([HEADER, ["Руритания", "г-жа", "Дубова", "Ива", "советник"]]).encode("cp1251"), CSV, "encoding",
    ),
    "Arabic, code page 1256": (
        delimited([HEADER, ["روريتانيا", "السيدة", "حسن", "ليلى", "مستشارة"]]).encode("cp1256"), CSV, "encoding",
    ),
    "Polish, code page 1250": (
        delimited([HEADER, ["Rurytania", "p.", "Dąbrowska", "Łucja", "radca"]]).encode("cp1250"), CSV, "encoding",
    ),
    "two encodings in one": (
        delimited().encode() + "Arcadia,Mme,LÉGER,Aube,x\r\n".encode("cp1252"), CSV, "encoding",
    ),
    "broken UTF-8 after its mark": (codecs.BOM_UTF8 + "Arcadia,é\n".encode("cp1252"), CSV, "encoding"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_with_one_sentence(data: bytes | str, name: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data, name)
    assert refusal.value.code == code
    message = refusal.value.message
    assert message.endswith(".")
    assert len(message) < 300
    assert not re.search(r"calamine|expat|zipfile|zlib|Traceback|/work|XlsxError|0x", message)
    assert "encoding" not in code or "--encoding" in message


@pytest.mark.parametrize(
    ("data", "name", "row", "column"),
    [
        (xlsx([["a", "b"], ["x", "".join(map(str, range(20_000)))]]), "list.xlsx", 2, "B"),
        ("a,b\nx," + "y" * 40_000 + "\n", "list.csv", 2, "B"),
        (delimited() + 'Arcadia,"Mr.,PIKE\r\n' + delimited(PEOPLE * 20), "list.csv", 5, ""),
        (delimited().encode() + "Arcadia,Mme,LÉGER,Aube,x\r\n".encode("cp1252"), "list.csv", 5, ""),
    ],
)
def test_a_refusal_says_where(data: bytes | str, name: str, row: int, column: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data, name)
    assert (refusal.value.row, refusal.value.column) == (row, column)
    assert f"{column}{row}" in refusal.value.message


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (hostile_files.overlapping(), XLSX, "overlapping parts"),
        (hostile_files.link(), XLSX, "a link"),
        (hostile_files.duplicated("XL/Workbook.xml"), XLSX, "two parts of the same name"),
        (delimited().encode() + "Arcadia,Mme,LÉGER,Aube,x\r\n".encode("cp1252"), CSV, "although other lines are"),
    ],
)
def test_a_refusal_says_what_is_wrong(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(data, name)


SAME_LIST = {
    "xlsx": (xlsx(), "list.xlsx"),
    "xlsx named csv": (xlsx(), "list.csv"),
    "false dimension": (xlsx(before='<dimension ref="A1:A1"/>'), "list.xlsx"),
    "formatted blank rows below": (
        xlsx(extra_rows="".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(5, 50_000))),
        "list.xlsx",
    ),
    "ods": (ods(ods_table(LIST)), "list.ods"),
    "ods with blank rows to the end": (
        ods(
            ods_table(LIST).removesuffix("</table:table>")
            + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
            + "</table:table>"
        ),
        "list.ods",
    ),
    "comma": (delimited(), "list.csv"),
    "no extension": (delimited(), "list"),
    "UTF-8 with its mark": (codecs.BOM_UTF8 + delimited().encode(), "list.csv"),
    "UTF-16 with its mark": (delimited().encode("utf-16"), "list.csv"),
    "UTF-16, little end first, no mark": (delimited().encode("utf-16-le"), "list.csv"),
    "UTF-16, big end first, no mark": (delimited().encode("utf-16-be"), "list.csv"),
    "Windows-1252": (delimited().encode("cp1252"), "list.csv"),
    "semicolon": (delimited(separator=";"), "list.csv"),
    "tab": (delimited(separator="\t"), "list.tsv"),
    "bar": (delimited(separator="|"), "list.csv"),
    "CR only": (delimited(end="\r"), "list.csv"),
    "LF only": (delimited(end="\n"), "list.csv"),
    "DOS end of file": (delimited() + "\x1a", "list.csv"),
    "lines of nothing but commas": (delimited() + ",,,,\r\n" * 1_000, "list.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name"), SAME_LIST.values(), ids=SAME_LIST.keys())
def test_the_same_list_arrives_from_every_format(data: bytes | str, name: str) -> None:
    assert only_sheet(data, name).rows == list(enumerate(LIST, 1))


def test_a_sep_line_names_the_separator_and_is_no_row() -> None:
    assert only_sheet("sep=;\r\n" + delimited(separator=";"), "list.csv").rows == list(enumerate(LIST, 2))


def test_the_separator_is_the_one_that_gives_even_rows() -> None:
    people = [[*person[:4], "Adviser, press, protocol, travel"] for person in PEOPLE]
    assert texts(only_sheet(delimited([HEADER, *people], ";"), "list.csv")) == [HEADER, *people]


def test_line_ends_may_be_mixed_and_stand_inside_quotation_marks() -> None:
    data = 'Delegation,Position\r\nArcadia,"Minister\nof\r\nState"\nRuritania,Attaché\r'
    assert only_sheet(data, "list.csv").rows == [
        (1, ["Delegation", "Position"]), (2, ["Arcadia", "Minister of State"]), (3, ["Ruritania", "Attaché"]),
    ]  # fmt: skip


def test_row_numbers_are_those_of_the_source() -> None:
    assert only_sheet("\r\n\r\n,,\r\nDelegation,Name\r\n\r\nArcadia,PIKE\r\n", "list.csv").rows == [
        (4, ["Delegation", "Name"]), (6, ["Arcadia", "PIKE"]),
    ]  # fmt: skip
    rows: list[list[object]] = [[], [], ["", "", "Delegation", "Name"], [], ["", "", "Arcadia", "PIKE"]]
    assert only_sheet(xlsx(rows)).rows == [(3, ["", "", "Delegation", "Name"]), (5, ["", "", "Arcadia", "PIKE"])]


def test_an_asked_encoding_is_obeyed_and_reported() -> None:
    rows = [HEADER, ["Руритания", "г-жа", "Дубова", "Ива", "советник"]]
    workbook = read(delimited(rows).encode("cp1251"), "list.csv", encoding="1251")
    assert workbook.encoding == "cp1251"
    assert texts(workbook.sheets[0]) == rows


@pytest.mark.parametrize("asked", ["utf-8", "no-such", "base64", "ascii"])
def test_an_encoding_that_does_not_fit_is_refused(asked: str) -> None:
    with pytest.raises(Unreadable, match="--encoding"):
        read(delimited().encode("cp1252"), "list.csv", encoding=asked)


def test_text_saved_twice_with_a_wrong_encoding_is_told() -> None:
    assert read(delimited(), "list.csv").notices == []
    assert "wrong encoding" in read("Delegation,Name\nArcadia,LÃ‰GER CÃ´te\n", "list.csv").notices[0]


def test_values_become_the_text_that_was_typed() -> None:
    row: list[object] = [3, 12.5, True, "007", 1e20, b'<c r="F1" t="d"><v>2026-03-04T00:00:00</v></c>']
    assert texts(only_sheet(xlsx([row]))) == [["3", "12.5", "TRUE", "007", "1e+20", "2026-03-04"]]


def test_what_the_reader_drops_is_a_problem_of_its_cell() -> None:
    sheet = only_sheet(
        xlsx([
            ["Name", "Title", "Post", "Rank", "Note"],
            [
                b'<c r="A2" t="e"><v>#N/A</v></c>',
                b'<c r="B2"><f>A1</f></c>',
                b'<c r="C2" t="str"><f>A1</f><v>Aide</v></c>',
                b'<c r="D2" t="str"><f>""</f><v></v></c>', b'<c r="E2"><f>1+1</f><v/></c>',
            ],
            [b'<c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
        ])
    )  # fmt: skip
    assert [(each.row, each.column, each.code, each.found) for each in sheet.cell_problems] == [
        (2, "A", "error_cell", "#N/A"),
        (2, "B", "no_cached_value", ""),
        (2, "E", "no_cached_value", ""),
        (3, "A", "error_cell", "#DIV/0!"),
    ]  # fmt: skip
    assert sheet.rows[1:] == [(2, ["", "", "Aide"]), (3, [])]
    assert sheet.notices == ["Of cells with formulas the stored results were read: C2, D2."]


def test_prefixed_names_and_cells_without_references_are_seen_too() -> None:
    rows = (
        "<x:row><x:c t='e'><x:v>#REF!</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row>"
        "<x:row hidden='true'><x:c><x:v>2</x:v></x:c></x:row>"
    )
    sheet = only_sheet(
        changed(
            xl__worksheets__sheet1_dot_xml=f'<x:worksheet xmlns:x="{MAIN}">'
            f"<x:sheetData>{rows}</x:sheetData></x:worksheet>"
        )
    )
    assert [(each.row, each.column, each.found) for each in sheet.cell_problems] == [(1, "A", "#REF!")]
    assert sheet.hidden_rows == {2}


def test_a_stray_value_in_the_last_cell_is_left_out_and_told() -> None:
    stray = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = only_sheet(xlsx(extra_rows=stray))
    assert sheet.rows == list(enumerate(LIST, 1))
    assert [(each.row, each.column, each.code) for each in sheet.cell_problems] == [(1048576, "XFD", "stray_cell")]


def test_hidden_rows_columns_and_merged_cells_are_told() -> None:
    sheet = only_sheet(
        xlsx(
            before='<cols><col min="4" max="4" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>',
            hidden=(3,),
            extra_rows='<row r="9" hidden="1"/>',
            after='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
        )
    )
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == ({3}, {4}, [(2, 1, 3, 1)])
    assert texts(sheet) == LIST
    assert [re.sub(r"\D*: ", "", notice) for notice in sheet.notices] == ["3.", "D.", "A3."]


def test_hidden_sheets_are_listed_and_read_only_by_name() -> None:
    data = zipped(hostile_files.parts({"Now": sheet_xml(LIST), "Old": sheet_xml([["secret"]])}, {"Old": "veryHidden"}))
    assert [(each.name, each.number, each.hidden, len(each.rows)) for each in read(data).sheets] == [
        ("Now", 1, False, 4),
        ("Old", 2, True, 0),
    ]
    assert texts(read(data, sheet="Old").sheets[1]) == [["secret"]]
    assert texts(read(data, sheet="2").sheets[1]) == [["secret"]]
    with pytest.raises(Unreadable, match="--sheet takes one of 1 “Now”, 2 “Old”"):
        read(data, sheet="Next")


def with_second_sheet_of(kind: str, folder: str) -> bytes:
    members = hostile_files.parts({"List": sheet_xml(LIST), "Other": sheet_xml([["not for reading"]])})
    members[f"xl/{folder}/sheet2.xml"] = members.pop("xl/worksheets/sheet2.xml")
    head, second, tail = str(members["xl/_rels/workbook.xml.rels"]).partition('Id="rId2"')
    tail = tail.replace("/worksheet", f"/{kind}", 1).replace("worksheets/", f"{folder}/", 1)
    return zipped({**members, "xl/_rels/workbook.xml.rels": head + second + tail})


def test_chart_sheets_are_passed_over() -> None:
    assert [each.name for each in read(with_second_sheet_of("chartsheet", "chartsheets")).sheets] == ["List"]


def test_macro_sheets_are_never_read() -> None:
    with pytest.raises(Unreadable, match="macro"):
        read(with_second_sheet_of("xlMacrosheet", "macrosheets"))


@pytest.mark.parametrize(
    ("text", "kept", "code", "found"),
    [
        ("  OAKES ", "OAKES", "", ""),
        ("Lége\u0301r", "Légér", "", ""),
        ("two\r\nlines", "two lines", "", ""),
        ("'=1+1", "=1+1", "", ""),
        ("' +41 22", "+41 22", "", ""),
        ("'Alim", "'Alim", "", ""),
        ("-Marie", "-Marie", "", ""),
        ("PI\0KE", "PIKE", "control_character", "U+0000"),
        ("O\u202eAKES", "OAKES", "invisible_character", "U+202E"),
        ("\u2067وود\u2069", "وود", "invisible_character", "U+2067"),
        ("Wr\u200ben", "Wren", "invisible_character", "U+200B"),
        ("Wr\u200den", "Wren", "invisible_character", "U+200D"),
        ("می\u200cخواهم", "می\u200cخواهم", "", ""),
        ("क्\u200dष", "क्\u200dष", "", ""),
        ("A_x202E_B", "AB", "invisible_character", "U+202E"),
        ("file_x0041_", "file_x0041_", "", ""),
        ("L\ufffdger", "Lger", "lost_character", "U+FFFD"),
    ],
)
def test_the_text_of_a_cell(text: str, kept: str, code: str, found: str) -> None:
    assert clean(text) == (kept, code, found)


@given(st.text(max_size=30))
def test_nothing_invisible_is_ever_kept(text: str) -> None:
    kept, _, _ = clean(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\ud800-\udfff]", kept)
    assert clean(kept)[1] == ""


def read_or_refused(data: bytes, name: str = "list.xlsx") -> None:
    with contextlib.suppress(Unreadable):
        assert read(data, name).sheets


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["list.xlsx", "list.csv", "list.xls", "list.ods"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    for prefix in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", codecs.BOM_UTF16_LE):
        read_or_refused(prefix + data, name)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(xlsx()) - 1), st.integers(0, 255))
def test_a_workbook_with_one_wrong_byte_is_read_or_refused(position: int, byte: int) -> None:
    data = bytearray(xlsx())
    data[position] = byte
    read_or_refused(bytes(data))
