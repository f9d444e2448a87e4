"""Documents of many layouts made from one known list: all people read back, every line accounted for."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from meetings.reading.documents.document import FIELDS, Document, read_document, reference_titles
from meetings.reading.documents.occupation import leads_with
from meetings.reading.documents.page import KINDS
from meetings.reading.documents.tables import read_tables
from meetings.reading.documents.titled import Titles
from meetings.reading.documents.wordxml import open_word
from meetings.reading.sheet import Limits, Unreadable
from tests.worlds.documents import (
    LAYOUTS,
    SYMBOL,
    pdf_columns,
    pdf_cover,
    pdf_side_by_side,
    people,
    text_plain,
    text_spaced,
    word_styles,
)
from tests.worlds.documents_unusual import UNUSUAL, text_family_first, word_roles, word_without_titles
from tests.worlds.places import SHARED

BAD_INPUTS = SHARED / "bad-inputs" / "real"


def read(kind: str, data: bytes) -> Document:
    document = read_document(data, f"list.{kind}", kind, Limits())
    assert sum(document.counts.values()) == document.lines
    assert set(document.counts) <= set(KINDS)
    return document


def found_in(document: Document) -> list[tuple[str, str, str, str]]:
    return [(p.section.casefold(), p.delegation.casefold(), p.honorific, p.full_name) for p in document.people]


def known(times: int = 1) -> list[tuple[str, str, str, str]]:
    return [(s.casefold(), d.casefold(), p.honorific, p.name) for s, d, p in people(times)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_known_list_is_recovered_whole(layout: str) -> None:
    kind, build = LAYOUTS[layout]
    document = read(kind, build())
    assert found_in(document) == known()
    assert document.not_understood == []
    assert document.masthead.symbol == SYMBOL
    for person, (_, _, printed) in zip(document.people, people(), strict=True):
        said = " ; ".join((person.rank, person.organisation, person.role))
        assert [text for text in printed.lines if text not in said] == []
        assert (person.role == "Head of Delegation") == printed.head
        assert person.source[0].page == person.page


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("three columns", lambda: pdf_columns(3, times=12)),
        ("one column", lambda: pdf_columns(1, times=12, heading="Times-BoldItalic")),
        ("side by side", lambda: pdf_side_by_side(times=12)),
    ],
)
def test_pages_columns_and_blocks_broken_over_them(name: str, data: object) -> None:
    document = read("pdf", data())  # type: ignore[operator]
    assert document.pages > 3
    assert found_in(document) == known(12)
    assert {person.page for person in document.people} <= set(range(1, document.pages + 1))


@pytest.mark.parametrize("layout", UNUSUAL)
def test_rarer_layouts_are_recovered_whole(layout: str) -> None:
    kind, build, times = UNUSUAL[layout]
    document = read(kind, build())
    assert found_in(document) == known(times)
    assert document.not_understood == []
    for person, (_, _, printed) in zip(document.people, people(times), strict=True):
        said = " ; ".join((person.rank, person.organisation, person.role))
        assert [text for text in printed.lines if text not in said] == []


def test_people_under_a_role_bear_it() -> None:
    document = read("docx", word_roles())
    assert found_in(document) == known()
    roles = {person.full_name: person.role for person in document.people}
    assert {name for name, role in roles.items() if role == "Head of Delegation"} == {
        "Rahim SOLTANI",
        "Marta del CAMPO",
    }
    assert roles["Laila NOORI"] == "Advisers"


def test_family_names_first() -> None:
    document = read("txt", text_family_first())
    assert [(p.honorific, p.full_name) for p in document.people][:2] == [
        ("H.E. Mr.", "SOLTANI, Rahim"),
        ("Ms.", "NOORI, Laila"),
    ]
    assert [p.delegation for p in document.people] == [d for _, d, _ in people()]


def test_a_list_without_titles_is_read_by_capitals_and_says_so() -> None:
    document = read("docx", word_without_titles())
    assert [(p.honorific, p.full_name) for p in document.people] == [("", person.name) for _, _, person in people()]
    assert any("No courtesy title" in notice for notice in document.notices)


def test_text_without_any_mark_gives_the_same_people_and_says_how_delegations_were_told() -> None:
    document = read("txt", text_plain())
    assert [(p.honorific, p.full_name) for p in document.people] == [(p.honorific, p.name) for _, _, p in people()]
    assert [p.delegation.casefold() for p in document.people] == [d.casefold() for _, d, _ in people()]
    assert any("alphabetical" in notice for notice in document.notices)


def test_cover_statistics_masthead_footnotes_and_continued_headings() -> None:
    rows = [
        ("States Parties", "5", "13"),
        ("Non-governmental organizations", "3", "12"),
        ("Total", "8", "1,025"),
    ]
    masthead = ["DEMO/CONF/2031/INF.2/Rev.1", "14 December 2031", "English/French only"]
    document = read("pdf", pdf_cover(rows, masthead))
    assert document.masthead.symbol == "DEMO/CONF/2031/INF.2/Rev.1"
    assert document.masthead.date == "2031-12-14"
    assert document.masthead.version == "revision 1"
    printed = {each.label: (each.delegations, each.people) for each in document.statistics}
    assert printed == {
        "States Parties": (5, 13),
        "Non-governmental organizations": (3, 12),
        "Total": (8, 1025),
    }
    by_label = {each.label: each for each in document.statistics}
    compared = by_label["Non-governmental organizations"]
    assert (compared.read_delegations, compared.read_people, compared.unnamed) == (3, 9, 3)
    assert by_label["States Parties"].read_people is None  # this part of the list is not in the document
    assert {p.delegation for p in document.people} == {
        "Arms Watch Foundation",
        "Centre for Quiet Diplomacy",
        "Mothers against Mines",
    }
    assert document.not_understood == []


def test_the_sheet_has_one_row_for_each_person_with_its_page_and_line() -> None:
    document = read("docx", word_styles())
    sheet = document.sheet()
    assert sheet.rows[0] == (1, list(FIELDS))
    assert [number for number, _ in sheet.rows] == list(range(1, len(people()) + 2))
    first = dict(zip(FIELDS, sheet.rows[1][1], strict=True))
    assert first == {
        "section": "States Parties",
        "delegation": "AFGHANISTAN",
        "honorific": "H.E. Mr.",
        "full_name": "Rahim SOLTANI",
        "rank": "Ambassador, Permanent Representative",
        "organisation": "Permanent Mission, Geneva",
        "role": "Head of Delegation",
    }


def test_the_account_of_lines_goes_out_as_json() -> None:
    document = read("pdf", pdf_columns(2))
    account = json.loads(json.dumps(document.account().to_json()))
    assert account["lines"] == sum(account["counts"].values()) == document.lines
    assert account["pages"] == 3
    assert account["masthead"]["symbol"] == SYMBOL
    first = document.source_lines()[2]
    assert [text for _, _, text in first][:2] == ["H.E. Mr. Rahim SOLTANI", "Ambassador, Permanent Representative"]
    assert {page for page, _, _ in first} == {1}


def test_characters_that_hide_text_are_told_with_their_cell() -> None:
    text = text_spaced().decode().replace("Ms. Petra", "Ms. Pet\u202era")
    problems = read("txt", text.encode()).sheet().cell_problems
    assert [(problem.code, problem.found, problem.column) for problem in problems] == [
        ("invisible_character", "U+202E", "D")
    ]


def test_what_fits_nowhere_is_listed_with_page_and_line() -> None:
    body = paragraph("NORWAY", bold=True) + paragraph("Ms. Kari HAUGEN") + paragraph("Adviser")
    strange = "".join(paragraph(f"Line {number} of a text that is about nobody") for number in range(1, 21))
    body += paragraph("PERU", bold=True) + strange + paragraph("Mr. Ola LIE")
    document = read("docx", word_with(body))
    assert [p.full_name for p in document.people] == ["Kari HAUGEN", "Ola LIE"]
    assert [(page, line) for page, line, _ in document.not_understood] == [(1, line) for line in range(5, 25)]
    assert document.not_understood[0][2] == "Line 1 of a text that is about nobody"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ms. Ana RUIZ", ("Ms.", "Ana RUIZ")),
        ("H.E. Mr. Jan KOWALSKI", ("H.E. Mr.", "Jan KOWALSKI")),
        ("Ms. Mrs. Ana RUIZ", ("Ms. Mrs.", "Ana RUIZ")),
        ("Mr. Michael JORDAN", ("Mr.", "Michael JORDAN")),
        ("Dr. Olive CHAD", ("Dr.", "Olive CHAD")),
        ("Dr, Hab Eng, University Professor", None),
        ("Hon. Minister of Science", None),
        ("Hon. Minister", None),
        ("Ms. Mme Ana RUIZ", ("Ms. Mme", "Ana RUIZ")),
        ("Ambassador, Permanent Representative", None),
        ("Professor of Law", None),
        ("Director General", None),
        ("M. Sc. in Physics", None),
        ("Conseiller Professionnel", None),
        ("Directeur des communications", None),
        ("Minister Counsellor", None),
        ("Sr. Adviser", None),
    ],
)
def test_lines_that_name_somebody_and_posts_that_begin_alike(line: str, expected: tuple[str, str] | None) -> None:
    titles = Titles(reference_titles())
    assert titles.names_somebody(line) is (expected is not None)
    if expected:
        assert titles.split(line) == expected


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Director, Institute of Law", "post"),
        ("Institute of Directors", "body"),
        ("Senior Energy Analyst", "post"),
        ("Climate and Energy Analyst", "post"),
        ("Directeur général de la coopération", "post"),
        ("Direction générale de la coopération", "body"),
        ("Secrétaire d'État", "post"),
        ("Secrétariat d'État", "body"),
        ("Ministry of Foreign Affairs", "body"),
        ("Legal Counsel", "post"),
        ("Security Council", "body"),
        ("Northern Power S.A.", "body"),
        ("Blue Meadow", ""),
    ],
)
def test_posts_and_bodies_are_told_by_the_noun_that_leads(text: str, leads: str) -> None:
    assert leads_with(text) == leads


def word_with(body: str, *, doctype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'{doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{body}</w:body></w:document>",
        )
    return file.getvalue()


def paragraph(text: str, *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p><w:r>{properties}<w:t>{text}</w:t></w:r></w:p>"


def test_deleted_text_of_tracked_changes_is_left_out_and_said() -> None:
    body = paragraph("NORWAY") + paragraph("Ms. Kari HAUGEN") + paragraph("Adviser")
    body += "<w:p><w:del><w:r><w:delText>Mr. Gone AWAY</w:delText></w:r></w:del></w:p>"
    body += f"<w:ins>{paragraph('Mr. Ola LIE')}</w:ins>"
    document = read("docx", word_with(body))
    assert [p.full_name for p in document.people] == ["Kari HAUGEN", "Ola LIE"]
    assert document.notices[-1] == "The document holds tracked changes; deleted text was left out."


def test_a_word_table_with_a_header_is_a_sheet() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    start = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Norway")
    goes_on = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("")
    table = row(*map(paragraph, ("Delegation", "Title", "Name")))
    table += row(start, paragraph("Ms."), paragraph("Kari HAUGEN")) + row(
        goes_on, paragraph("Mr."), paragraph("Ola LIE")
    )
    workbook = read_tables(open_word(word_with(f"<w:tbl>{table}</w:tbl>"), Limits()))
    assert workbook is not None
    assert workbook.sheets[0].rows == [
        (1, ["Delegation", "Title", "Name"]),
        (2, ["Norway", "Ms.", "Kari HAUGEN"]),
        (3, ["", "Mr.", "Ola LIE"]),
    ]
    assert workbook.sheets[0].merged == [(2, 1, 3, 1)]
    assert read_tables(open_word(word_styles(), Limits())) is None


def test_letters_up_the_margin_are_furniture_and_counted() -> None:
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for number, text in enumerate(("NORWAY", "Ms. Kari HAUGEN", "Adviser", "Mr. Ola LIE", "Expert")):
        canvas.drawString(60, 700 - 14 * number, text)
    canvas.translate(30, 300)
    canvas.rotate(90)
    canvas.drawString(0, 0, "3112345 DRAFT")
    canvas.save()
    document = read("pdf", file.getvalue())
    assert [(p.delegation, p.full_name) for p in document.people] == [("NORWAY", "Kari HAUGEN"), ("NORWAY", "Ola LIE")]
    assert (document.lines, document.furniture, document.not_understood) == (6, 1, [])


def test_a_page_whose_text_runs_up_is_read_as_it_is_held() -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.rotate(90)
    for number, text in enumerate(("NORWAY", "Ms. Kari HAUGEN", "Adviser", "Mr. Ola LIE", "Expert")):
        canvas.drawString(60, -100 - 14 * number, text)
    canvas.save()
    document = read("pdf", file.getvalue())
    assert [(p.full_name, p.rank) for p in document.people] == [("Kari HAUGEN", "Adviser"), ("Ola LIE", "Expert")]


def scanned_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(100, 100, 200, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def locked_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(100, 700, "Ms. Ana RUIZ")
    canvas.save()
    return file.getvalue()


REFUSED = {
    "empty pdf": ("pdf", lambda: b"", "damaged"),
    "no pdf at all": ("pdf", lambda: b"%PDF-1.7\n" + b"\x00\xff" * 500, "damaged"),
    "cut pdf": ("pdf", lambda: pdf_columns(1)[:900], "damaged"),
    "scan": ("pdf", scanned_pdf, "scan"),
    "locked pdf": ("pdf", locked_pdf, "password_protected"),
    "cut docx": ("docx", lambda: word_styles()[:2000], "damaged"),
    "docx without text": ("docx", lambda: word_with(""), "no_people"),
    "docx with entities": (
        "docx",
        lambda: word_with("", doctype='<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
        "unsafe_xml",
    ),
    "docx with broken xml": ("docx", lambda: word_with("<w:p><w:r>"), "damaged"),
    "prose": ("txt", lambda: b"Nothing here names anybody.\nNor here.", "no_people"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(case: str) -> None:
    kind, build, code = REFUSED[case]
    with pytest.raises(Unreadable) as refused:
        read_document(build(), "list", kind, Limits())
    assert refused.value.code == code
    message = refused.value.message
    assert message.endswith((".", "?"))
    assert not any(
        word in message.lower() for word in ("pdfium", "lxml", "expat", "traceback", "/home", "/work", "xlsx")
    )


def test_a_document_longer_than_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="3 pages and the limit is 2"):
        read_document(pdf_columns(1, times=1), "list.pdf", "pdf", Limits(document_pages=2))


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    read_document(pdf_columns(2), "list.pdf", "pdf", Limits(), progress=lambda page, pages: told.append((page, pages)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.skipif(not BAD_INPUTS.exists(), reason="the malformed files are not beside the project")
@pytest.mark.parametrize(
    "path", sorted((*BAD_INPUTS.rglob("*.pdf"), *BAD_INPUTS.rglob("*.docx"))), ids=lambda p: p.name
)
def test_malformed_files_of_others_end_in_a_reading_or_a_sentence(path: Path) -> None:
    try:
        document = read_document(path.read_bytes(), path.name, path.suffix[1:], Limits())
    except Unreadable as error:
        refusal = error
    else:
        assert sum(document.counts.values()) == document.lines
        return
    assert refusal.message.endswith((".", "?"))
