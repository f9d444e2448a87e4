"""Sections of documents: words and a second witness, whatever types the document sets them in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from meetings.reading.documents.document import Document, read_document
from meetings.reading.sheet import Limits
from tests.worlds.documents import word
from tests.worlds.official_list import official_list
from tests.worlds.seeds import daily

# Section → its delegations; every name of an organization is made of words that name sections.
LIST = {
    "Parties": ("Congo", "Guinea", "Kenya", "Norway", "Peru"),
    "United Nations Secretariat units and bodies": ("United Nations Research Institute", "United Nations Secretariat"),
    "Intergovernmental organizations": ("International Organization", "Regional Organization of States"),
    "Non-governmental organizations": ("Civil Society International", "Friends of Paper", "Universities"),
}
POSTS = (
    ("Director General", "G.D. of United Nations and Specialized Organizations"),
    ("Adviser", "United Nations and International Organizations"),
    ("Counsellor", "Department of International Organizations"),
    ("D. Director, United Nations Entities", "Ministry of Foreign Affairs"),
    ("Adviser", "Specialized Agencies"),
    ("Officer", "C. I. International Organizations"),
)
Style = dict[str, Any]
SECTIONS: dict[str, Style] = {
    "bold, a point larger": {"bold": True, "size": 11},
    "bold, two points larger": {"bold": True, "size": 12},
    "bold, three points larger": {"bold": True, "size": 13},
    "larger and nothing else": {"size": 13},
    "bold and centred": {"bold": True, "centred": True},
    "bold capitals": {"bold": True, "capitals": True},
    "underlined bold, indented": {"bold": True, "indent": 36},
}
DELEGATIONS: dict[str, Style] = {
    "bold italics": {"bold": True, "italic": True},
    "italics": {"italic": True},
    "bold": {"bold": True},
}
HALF_A_POINT: Style = {"size": 10.5}


def set_in(document: Any, text: str, style: Style, *, space: float = 0) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(space)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.alignment = 1 if style.get("centred") else None
    if indent := style.get("indent"):
        paragraph.paragraph_format.left_indent = Pt(indent)
    run = paragraph.add_run(text.upper() if style.get("capitals") else text)
    run.font.size = Pt(style.get("size", 10))
    run.bold, run.italic = style.get("bold"), style.get("italic")


def printed(section: Style, delegation: Style, *, post: Style, space: float) -> bytes:
    def build(document: Any) -> None:
        number = 0
        for title, names in LIST.items():
            set_in(document, title, section, space=space * 2)
            for name in names:
                set_in(document, name, delegation, space=space)
                for title_of_person in ("Ms.", "Mr."):
                    set_in(document, f"{title_of_person} Person {chr(65 + number)} NAMED", {}, space=space)
                    for text in POSTS[number % len(POSTS)]:
                        set_in(document, text, post)
                    number += 1

    return word(build)


def read(data: bytes, kind: str = "docx") -> Document:
    return read_document(data, f"list.{kind}", kind, Limits())


def delegations_in(document: Document) -> list[tuple[str, str]]:
    return list(dict.fromkeys((each.section.casefold(), each.delegation.casefold()) for each in document.people))


EXPECTED = [(section.casefold(), name.casefold()) for section, names in LIST.items() for name in names]


@pytest.mark.parametrize("space", [9, 0], ids=["white between people", "no white"])
@pytest.mark.parametrize("delegation", DELEGATIONS)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_delegation_is_in_its_section_whatever_the_types(section: str, delegation: str, space: float) -> None:
    document = read(printed(SECTIONS[section], DELEGATIONS[delegation], post={}, space=space))
    assert delegations_in(document) == EXPECTED
    assert len(document.people) == 2 * len(EXPECTED)
    assert document.not_understood == []


def test_half_a_point_more_is_no_heading() -> None:
    sections, delegations = SECTIONS["bold, two points larger"], DELEGATIONS["bold italics"]
    document = read(printed(sections, delegations, post=HALF_A_POINT, space=0))
    assert delegations_in(document) == EXPECTED


TEXTS: dict[str, Callable[[str], str]] = {
    "white above people": lambda text: f"\n{text}" if text.startswith("M") else text,
    "white above people, capitals": lambda text: f"\n{text}" if text.startswith("M") else text,
    "no white": str,
}


@pytest.mark.parametrize("post", [post for posts in POSTS[:3] for post in posts] + ["P.R. to the United Nations"])
@pytest.mark.parametrize("layout", TEXTS)
def test_in_pasted_text_a_post_of_section_words_opens_no_section_of_states(layout: str, post: str) -> None:
    lines = ["Parties"]
    for at, state in enumerate(("Kenya", "Norway", "Spain", "Sudan", "Turkey")):
        lines += ["" if "white above" in layout else None, state.upper() if "capitals" in layout else state]  # type: ignore[list-item]
        for person in "ab":
            lines += [TEXTS[layout](f"Mr. Person {chr(65 + at)}{person} NAMED"), "Adviser", post]
    text = "\n".join(line for line in lines if line is not None)
    document = read(text.encode(), "txt")
    assert {section.casefold() for section, _ in delegations_in(document)} == {"parties"}
    assert [name.casefold() for _, name in delegations_in(document)] == ["kenya", "norway", "spain", "sudan", "turkey"]


@pytest.mark.parametrize("larger", daily(1, [1, 2, 3]))
@pytest.mark.parametrize("spaced", [True, False])
def test_an_official_list_in_one_column(larger: float, spaced: bool) -> None:
    data, listed, _pages = official_list(larger, 1, spaced=spaced)
    document = read(data, "pdf")
    found: dict[tuple[str, str], int] = {}
    for each in document.people:
        found[each.section, each.delegation] = found.get((each.section, each.delegation), 0) + 1
    assert found == {(one.section, one.name): one.people for one in listed}
    assert document.not_understood == []
