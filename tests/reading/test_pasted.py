"""Pasted text gives the same people as the document it was copied from, and says what is lost."""

from __future__ import annotations

import pytest

from meetings.reading.documents.document import Document, read_document
from meetings.reading.sheet import Limits
from tests.bench.accuracy import copied_from_pdf, copied_from_word
from tests.worlds.documents import LAYOUTS, people
from tests.worlds.documents_unusual import UNUSUAL

# What a copy loses for good; everybody is found nonetheless.
LOST = {
    "pdf name beside post, page turned": "a turned page is copied from its edge on, posts and headings upside down",
}
DOCUMENTS = {
    name: (kind, build, times)
    for name, (kind, build, times) in (
        *((name, (kind, build, 1)) for name, (kind, build) in LAYOUTS.items()),
        *UNUSUAL.items(),
    )
    if kind != "txt"
}


def pasted(text: str) -> Document:
    document = read_document(text.encode(), "pasted.txt", "txt", Limits())
    assert sum(document.counts.values()) == document.lines
    return document


def copied(kind: str, data: bytes) -> str:
    return copied_from_pdf(data) if kind == "pdf" else copied_from_word(data)


@pytest.mark.parametrize("layout", DOCUMENTS)
def test_the_text_of_each_document_gives_the_same_people(layout: str) -> None:
    kind, build, times = DOCUMENTS[layout]
    document = pasted(copied(kind, build()))
    found = [(p.section.casefold(), p.delegation.casefold(), p.honorific, p.full_name) for p in document.people]
    known = [(s.casefold(), d.casefold(), p.honorific, p.name) for s, d, p in people(times)]
    if layout in LOST:
        assert sorted(row[2:] for row in found) == sorted(row[2:] for row in known)
    else:
        assert found == known
        assert document.not_understood == []


GROUPS = [
    *("Amber River Society", "Birch Alliance", "Cedar Watch", "Dune Foundation", "Elm Association", "Fjord Forum"),
    *("Grove Institute", "Heath League", "Iris Network", "Juniper Trust", "Kelp Federation", "Larch Union"),
]
EMPLOYERS = ("", "Zinc Institute", "", "Oak Hospital", "Pine Bank", "", "Bay School", "", "Marl College")
GIVEN, FAMILIES = (
    ["Ada", "Ben", "Cleo", "Dov", "Eva", "Finn", "Gia", "Hal", "Ivy", "Jon"],
    ["Quill", "Rook", "Sand", "Teal", "Umber", "Vale", "Wren", "Yew"],
)
POSTS = ("President", "Adviser", "Programme Officer", "Secretary", "Director")
AMBER = ("Amber Yard College", "Amber Vale Company", "Amber Tile School", "Amber Stone Bank", "Amber Sand Trust")


def members(number: int) -> list[list[str]]:
    """The lines of the people of one delegation: name, post and, of every other one, an employer."""
    people = []
    for each in range(5):
        name = f"Ms. {GIVEN[(number + 3 * each) % 10]} {FAMILIES[(2 * number + each) % 8]}"
        employer = AMBER[each] if number == 0 else EMPLOYERS[(5 * number + each) % len(EMPLOYERS)]
        people.append(list(filter(None, (name, POSTS[(number + each) % 5], employer))))
    return people


def foundations() -> list[str]:
    """A section of organisations without a mark of any kind; the employers in the first of them are like it."""
    lines = ["List of participants", "Non-governmental organizations"]
    for number, name in enumerate(GROUPS):
        lines += [name, *(line for person in members(number) for line in person)]
    return lines


def test_employers_are_no_delegations_where_others_like_them_stand_out_of_order() -> None:
    document = pasted("\n".join(foundations()))
    found: dict[str, int] = {}
    for person in document.people:
        found[person.delegation] = found.get(person.delegation, 0) + 1
    assert found == dict.fromkeys(GROUPS, 5)
    assert any("alphabetical" in notice for notice in document.notices)


def test_where_a_delegation_is_doubtful_the_notice_says_where_to_look() -> None:
    document = pasted("\n".join(foundations()))
    doubts = [notice for notice in document.notices if "Either a delegation begins here" in notice]
    assert len(doubts) == 1
    assert "“Amber Yard College”" in doubts[0]
    assert "page 1, line 6 " in doubts[0]


def test_a_heading_printed_again_on_the_next_page_tells_the_one_before() -> None:
    """The third "Quiet Union" is a heading: it is continued overleaf. The first two are where people work."""
    lines = ["Non-governmental organizations", "Arms Watch", "Ms. Ada Quill", "Adviser", "Quiet Union"]
    lines += ["Mr. Ben Rook", "Adviser", "Quiet Union", "Orchard League", "Ms. Cleo Sand", "President"]
    lines += ["Quiet Union", "Mr. Dov Teal", "Director", "DEMO/CONF/2031/INF.2", "Page 2"]
    lines += ["Quiet Union (continued)", "Ms. Eva Umber", "Officer", "Mr. Finn Vale", "Secretary"]
    document = pasted("\n".join(lines))
    assert [(p.delegation, p.full_name) for p in document.people] == [
        ("Arms Watch", "Ada Quill"),
        ("Arms Watch", "Ben Rook"),
        ("Orchard League", "Cleo Sand"),
        ("Quiet Union", "Dov Teal"),
        ("Quiet Union", "Eva Umber"),
        ("Quiet Union", "Finn Vale"),
    ]


def test_somebody_without_a_title_between_two_posts_is_a_person_and_a_company_is_none() -> None:
    lines = foundations()
    at = lines.index("Cedar Watch")
    lines[at:at] = ["Oona Peregrin", "Programme Officer"]
    at = lines.index("Dune Foundation") + 2
    lines[at:at] = ["Hearth Depot"]  # where he works, printed above his post
    document = pasted("\n".join(lines))
    found = {person.full_name: person for person in document.people}
    assert (found["Oona Peregrin"].honorific, found["Oona Peregrin"].rank) == ("", "Programme Officer")
    assert found["Oona Peregrin"].delegation == "Birch Alliance"
    assert "Hearth Depot" not in found
    assert any("without a courtesy title" in notice and "Oona Peregrin" in notice for notice in document.notices)


def test_the_name_of_a_person_above_the_list_is_no_cover() -> None:
    document = pasted(
        "\n".join(["List of participants", "Maria QUILL", "", "NORWAY", "", "Ms. Kari HAUGEN", "Adviser"])
    )
    assert [text for _, _, text in document.not_understood] == ["Maria QUILL"]
    assert document.cover == [(1, 1, "List of participants")]
    account = document.account().to_json()
    assert account["cover"] == [{"page": 1, "line": 1, "text": "List of participants"}]
