"""The gate of a document's reading: what is left out stops it, and a printed table is read as one."""

from __future__ import annotations

import pytest

from meetings.reading.documents.document import Document, read_document
from meetings.reading.formats import read_sheets
from meetings.reading.sheet import Limits, Unreadable
from tests.worlds.documents import LAYOUTS, PdfPages, pdf_cover
from tests.worlds.documents_unusual import UNUSUAL
from tests.worlds.official_list import official_list

GIVEN = ("Ada", "Bo", "Cleo", "Dag", "Eva")
NAMES = [f"{given} {family}" for family in ("Oppdikt", "Fantasi", "Mfano") for given in GIVEN]


def read(data: bytes | str, kind: str = "txt") -> Document:
    return read_document(data.encode() if isinstance(data, str) else data, f"list.{kind}", kind, Limits())


@pytest.mark.parametrize("layout", [*LAYOUTS, *UNUSUAL])
def test_a_list_that_reads_well_raises_no_doubt(layout: str) -> None:
    kind, build, *_ = LAYOUTS.get(layout) or UNUSUAL[layout]  # type: ignore[misc]
    assert read(build(), kind).doubts == []


def test_a_long_list_that_reads_well_raises_no_doubt() -> None:
    assert read(official_list(2, 1)[0], "pdf").doubts == []


BLOCKS = "\n\n".join(f"Mr. {name.split()[0]} {name.split()[1].upper()}\nAdviser" for name in NAMES)
STRAYS = {
    "bare": lambda name: name,
    "with a post": lambda name: f"{name}, Adviser",
    "with a post below": lambda name: f"{name}\nAdviser",
}


@pytest.mark.parametrize("stray", STRAYS)
@pytest.mark.parametrize("above", [True, False])
def test_lines_that_hold_names_and_are_nobodys(stray: str, above: bool) -> None:
    strays = "\n\n".join(STRAYS[stray](name) for name in NAMES[:6])
    parts = ["Parties", "KENYA", BLOCKS]
    assert read("\n\n".join(parts)).doubts == []
    document = read("\n\n".join([strays, *parts] if above else [*parts, strays]))
    [doubt] = document.doubts
    assert (doubt.code, NAMES[0] in doubt.lines[0].text) == ("left_out", True)
    assert len(document.people) == len(NAMES)
    assert doubt.number >= 6


def test_totals_of_the_cover_that_differ() -> None:
    rows = [("States Parties", "5", "13"), ("Non-governmental organizations", "3", "40"), ("Total", "8", "1,025")]
    document = read(pdf_cover(rows, ["DEMO/INF.1"]), "pdf")
    doubts = {doubt.lines[0].text: (doubt.number, doubt.of) for doubt in document.doubts if doubt.code == "cover_total"}
    assert doubts == {"Non-governmental organizations": (9, 40), "Total": (9, 1025)}
    agreeing = [("Non-governmental organizations", "3", "9"), ("Total", "3", "9")]
    assert read(pdf_cover(agreeing, ["DEMO/INF.1"]), "pdf").doubts == []


@pytest.mark.parametrize("odd", ["Delegation", "Nom", "KENYA 45", "Rue de Lausanne 54, 1202 Geneva"])
def test_delegations_that_are_none(odd: str) -> None:
    named = ["PERU", odd.upper(), "SPAIN", "SUDAN"]
    document = read("Parties\n\n" + "\n\n".join(f"{name}\n\nMs. Ada OPPDIKT" for name in named))
    [doubt] = document.doubts
    assert (doubt.code, [line.text.casefold() for line in doubt.lines]) == ("delegations", [odd.casefold()])


@pytest.mark.parametrize("fine", ["GROUP OF 77 AND CHINA", "ARTICLE 36", "350.ORG"])
def test_delegations_whose_names_hold_a_number(fine: str) -> None:
    named = ["PEACE NOW", fine, "WATER NOW"]
    text = "Non-governmental organizations\n\n" + "\n\n".join(f"{name}\n\nMs. Ada OPPDIKT" for name in named)
    assert read(text).doubts == []


def test_a_delegation_that_swallows_others() -> None:
    swallowing = [f"Ms. Ad{letter} OPPDIKT" for letter in "abcdefghijklmnopqrstuvwxyz"]
    others = [f"{state}\n\nMr. Bo FANTASI\n\nMr. Dag MFANO" for state in ("NORWAY", "PERU")]
    text = "\n\n".join(["Parties", "KENYA", *swallowing, *others])
    [doubt] = read(text).doubts
    assert (doubt.code, doubt.number, doubt.of) == ("one_delegation", 26, 30)


NUMBERED = {
    "a name on each line": lambda number, name: f"{number}. {name}",
    "with a post": lambda number, name: f"{number}. {name}, Adviser, Ministry of Tests",
    "brackets, and some titles": lambda number, name: f"({number}) {'Dr. ' if number % 4 == 0 else ''}{name}",
    "posts below": lambda number, name: f"{number}) {name}\n   Adviser",
    "family names in capitals": lambda number, name: f"{number}. {name.split()[0]} {name.split()[1].upper()}",
    "a State behind": lambda number, name: f"{number}. {name} – Kenya",
}


@pytest.mark.parametrize("layout", NUMBERED)
@pytest.mark.parametrize("heading", ["", "Kenya\n"])
def test_a_numbered_list_of_names_without_titles_is_refused_with_what_to_do(layout: str, heading: str) -> None:
    lines = [NUMBERED[layout](number, name) for number, name in enumerate(NAMES, 1)]
    for kind in ("txt", "pdf"):
        data = heading + "\n".join(lines)
        with pytest.raises(Unreadable) as refused:
            read(data if kind == "txt" else printed(data.split("\n")), kind)
        assert refused.value.code == "untitled"
        assert "15 people" in refused.value.message
        assert "workbook" in refused.value.message


def printed(lines: list[str]) -> bytes:
    pages = PdfPages(header=False)
    for number, text in enumerate(lines):
        pages.text(60, 60 + 14 * number, text)
    return pages.data()


def test_a_numbered_list_with_titles_is_read() -> None:
    lines = [f"{number}. {'Ms.' if number % 2 else 'Mr.'} {name}" for number, name in enumerate(NAMES, 1)]
    assert len(read("Kenya\n\n" + "\n".join(lines)).people) == len(NAMES)


STATES = ("Kenya", "Norway", "Peru", "Spain")
HEADERS = {
    "halves of a name": (("First name", "Last name", "Organisation", "Country"), (60, 160, 260, 450)),
    "numbered, in French": (("No", "Nom", "Prénom", "Délégation"), (40, 80, 200, 350)),
    "with titles in a column": (("Title", "Full name", "Position", "Delegation"), (60, 110, 260, 430)),
}


def tabular(header: tuple[str, ...], lefts: tuple[int, ...], pages_wanted: int) -> tuple[bytes, list[list[str]]]:
    pages, rows = PdfPages(), []
    for page in range(pages_wanted):
        if page:
            pages.new_page()
        for left, text in zip(lefts, header, strict=True):
            pages.text(left, 90, text, font="Times-Bold")
        for line in range(30):
            number = page * 30 + line
            given = f"Ada{'abcdefghij'[number // 100 % 10]}{'abcdefghij'[number // 10 % 10]}{'abcdefghij'[number % 10]}"
            said = {
                "First name": given, "Prénom": given, "Last name": "Oppdikt", "Nom": "Oppdikt", "No": str(number + 1),
                "Title": "Ms.", "Full name": f"{given} Oppdikt", "Position": "Adviser to the Minister",
                "Organisation": "Ministry of Foreign Affairs", "Country": STATES[number % 4],
                "Délégation": STATES[number % 4], "Delegation": STATES[number % 4],
            }  # fmt: skip
            rows.append([said[text] for text in header])
            for left, text in zip(lefts, rows[-1], strict=True):
                pages.text(left, 110 + 22 * line, text)
            if "Organisation" in header and line % 5 == 0:  # a cell of two lines
                pages.text(260, 110 + 22 * line + 11, "and of Tests")
                rows[-1][2] += " and of Tests"
    return pages.data(), rows


@pytest.mark.parametrize("header", HEADERS)
def test_a_table_of_forty_pages_is_read_as_a_table(header: str) -> None:
    data, rows = tabular(*HEADERS[header], 40)
    workbook = read_sheets(data, "list.pdf", Limits())
    assert workbook.account is None
    [sheet] = workbook.sheets
    assert sheet.rows[0][1] == list(HEADERS[header][0])
    assert [cells for _, cells in sheet.rows[1:]] == rows
    assert workbook.sources[2][0][:2] == (1, 4)
    assert workbook.sources[1201][0][0] == 40
