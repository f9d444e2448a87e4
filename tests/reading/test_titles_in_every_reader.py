"""The same printed people through every reader: pasted text, Word, PDF, programmes, statements, offices."""

from collections.abc import Callable
from typing import Any

import pytest

from meetings.countries import from_reference
from meetings.reading.documents.document import Document, read_document, reference_titles
from meetings.reading.proceedings.bureau_pages import read_bureau
from meetings.reading.proceedings.statement_pages import read_proceedings
from meetings.reading.sheet import Limits
from tests.worlds.documents import PdfPages, word

RULES = reference_titles()
PRINTED = {
    "H.E.Mr. Tomas VELLIX": "man",
    "H.E.Ms.Orla VELLIX": "woman",
    "S.E.M. Tomas VELLIX": "man",
    "S.E.Mme Orla VELLIX": "woman",
    "S.E.Sra. Orla VELLIX": "woman",
    "La Sra. Orla VELLIX": "woman",
    "– Ms. Orla VELLIX": "woman",
    "7. Mr. Tomas VELLIX": "man",
    "VELLIX, Orla, Ms.": "woman",
    "Orla VELLIX Ms.": "woman",
    "Ms/Dr Orla VELLIX": "woman",
    "Senora Orla VELLIX": "woman",
    "Madame la Ministre Orla VELLIX": "woman",
    "S.E. la Sra. Orla VELLIX": "woman",
}
BEFORE, AFTER = ["Ms. Ida NOORD", "Adviser"], ["Mr. Bo LUNDER", "Adviser"]


def pasted(lines: list[str]) -> tuple[bytes, str]:
    return "\n".join(lines).encode(), "txt"


def in_word(lines: list[str]) -> tuple[bytes, str]:
    def build(document: Any) -> None:
        for line in lines:
            document.add_paragraph().add_run(line).bold = line in ("Parties", "Spain", "Kenya")

    return word(build), "docx"


def in_pdf(lines: list[str]) -> tuple[bytes, str]:
    pages = PdfPages(header=False)
    top = 60.0
    for line in lines:
        top += 14 if line else 8
        if line:
            pages.text(60, top, line, font="Times-Bold" if line in ("Parties", "Spain", "Kenya") else "Times-Roman")
    return pages.data(), "pdf"


def read(build: Callable[[list[str]], tuple[bytes, str]], *entries: list[str]) -> Document:
    lines = ["Parties", "", "Kenya", "", *BEFORE, "", "Spain", ""]
    for entry in entries:
        lines += [*entry, ""]
    data, kind = build([*lines, *AFTER, ""])
    return read_document(data, f"list.{kind}", kind, Limits())


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("build", [pasted, in_word, in_pdf])
def test_documents_read_every_form(build: Callable[[list[str]], tuple[bytes, str]], printed: str) -> None:
    people = read(build, [printed, "Counsellor"]).people
    assert [person.full_name.split()[-1].strip(",") for person in people][::2] == ["NOORD", "LUNDER"]
    assert RULES.read(people[1].honorific).claim == PRINTED[printed]
    assert sorted(people[1].full_name.replace(",", "").split()) in (["Orla", "VELLIX"], ["Tomas", "VELLIX"])
    assert people[1].rank == "Counsellor"


@pytest.mark.parametrize("between", [" and ", "; ", " / ", ", ", " & "])
@pytest.mark.parametrize("build", [pasted, in_word, in_pdf])
def test_two_people_on_one_line_are_two(build: Callable[[list[str]], tuple[bytes, str]], between: str) -> None:
    people = read(build, [f"Ms. Orla VELLIX{between}Mr. Tomas VELLIX", "Adviser"]).people
    assert [(p.honorific, p.full_name) for p in people[1:3]] == [("Ms.", "Orla VELLIX"), ("Mr.", "Tomas VELLIX")]
    assert len(people) == 4
    assert people[1].source == people[2].source


@pytest.mark.parametrize(
    "printed",
    [
        "Sr. Juan Delgado",
        "Sr. Lino Bogado",
        "Sr. Pastor Noor",
        "Dr. Ida Taboada",
        "Ambassador Ana Delgado",
        "Ms. orla VELLIX",
    ],
)
def test_a_title_above_a_block_beats_a_resemblance_to_a_post(printed: str) -> None:
    people = read(pasted, [printed, "Adviser"]).people
    assert [person.full_name for person in people][1] == printed.split(" ", 1)[1]


@pytest.mark.parametrize(
    "post", ["HR Officer", "Sr. Policy Adviser", "Sr Mgr - Follow Up", "D Director", "Sr. Director General"]
)
def test_two_letters_before_a_post_are_no_title(post: str) -> None:
    people = read(pasted, ["Ms. Orla VELLIX", post]).people
    assert [person.full_name for person in people] == ["Ida NOORD", "Orla VELLIX", "Bo LUNDER"]


@pytest.mark.parametrize("printed", [one for one in PRINTED if "7." not in one])
def test_programmes_and_statements_read_every_form(printed: str) -> None:
    panel = f"Monday, 2 March 2026\nPanel I: Matters\n{printed}, Blue House"
    page = f"Title of the page\n{panel}\nGeneral debate\nSpain, {printed}\n"
    found = read_proceedings(page, RULES)
    [seat] = found.panels[0].seats
    assert (RULES.read(seat.honorific).claim, seat.affiliation) == (PRINTED[printed], "Blue House")
    assert [one.title_gender for one in found.statements] == [PRINTED[printed]]


def test_two_people_on_a_line_of_a_programme_are_two_seats_or_not_understood() -> None:
    page = (
        "Monday, 2 March 2026\nPanel I: Matters\nMr. Tomas VELLIX and Ms. Orla VELLIX, Blue House\n"
        "Mr. Bo LUNDER, Red House; Ms. Ida NOORD, Arms Watch\nMr. Ek NOORD and Una NOORD, Red House\n"
    )
    found = read_proceedings(page, RULES)
    assert [(seat.honorific, seat.name, seat.affiliation) for seat in found.panels[0].seats] == [
        ("Mr.", "Tomas VELLIX", "Blue House"),
        ("Ms.", "Orla VELLIX", "Blue House"),
        ("Mr.", "Bo LUNDER", "Red House"),
        ("Ms.", "Ida NOORD", "Arms Watch"),
    ]
    assert [line for line, _ in found.not_understood] == [5]


def test_two_people_in_an_office_of_a_page_are_two() -> None:
    found = read_bureau("Co-Chairs: Mr. Tomas VELLIX and Ms. Orla VELLIX\n", RULES, from_reference())
    assert [(one.title, one.name) for one in found.holders] == [("Mr.", "Tomas VELLIX"), ("Ms.", "Orla VELLIX")]
