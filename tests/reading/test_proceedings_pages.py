"""Panels and statements from text as public pages print it."""

import pytest

from meetings.reading.lists.reference import reference_titles
from meetings.reading.proceedings.statement_pages import Proceedings, read_proceedings
from tests.worlds.places import SHARED

PUBLIC_PAGES = SHARED / "data" / "disarmament"
PANELS = """Statements to the working group of 2031

Tuesday 14 May

Panel I: Verification
Moderator: Ms. Ada NWOSU, Quiet Institute
Beatrix Lund, Arms Watch
Prof. Anton Weiss, former Head of Legal Division, Red House
General exchange of views
Norway, Ambassador Kari Haugen
Fiji
Blue Group, delivered by Tuvalu (Ms.)
"""
STATEMENTS = """Statements

General exchange of views

Monday, 13 November 2031

  • Blue Group, delivered by Tuvalu (Mr.)
  • European Union (Ms.)
  • Campaign for Quiet (ICQ)
"""


def read(text: str) -> Proceedings:
    return read_proceedings(text, reference_titles())


def test_a_panel_is_its_heading_and_the_people_below_it() -> None:
    found = read(PANELS)
    assert [(panel.heading, panel.title, panel.day) for panel in found.panels] == [
        ("Panel I: Verification", "Verification", "2031-05-14")
    ]
    assert [(s.role, s.honorific, s.name, s.affiliation) for s in found.panels[0].seats] == [
        ("Moderator", "Ms.", "Ada NWOSU", "Quiet Institute"),
        ("", "", "Beatrix Lund", "Arms Watch"),
        ("", "Prof.", "Anton Weiss", "former Head of Legal Division, Red House"),
    ]
    assert found.not_understood == []


def test_statements_name_the_speaker_the_group_and_what_the_title_claims() -> None:
    found = read(PANELS).statements
    assert [(s.speaker, s.on_behalf_of, s.honorific, s.name, s.title_gender, s.item) for s in found] == [
        ("Norway", "", "Ambassador", "Kari Haugen", "", "General exchange of views"),
        ("Fiji", "", "", "", "", "General exchange of views"),
        ("Tuvalu", "Blue Group", "Ms.", "", "woman", "General exchange of views"),
    ]
    listed = read(STATEMENTS).statements
    assert [(s.speaker, s.on_behalf_of, s.title_gender, s.day) for s in listed] == [
        ("Tuvalu", "Blue Group", "man", "2031-11-13"),
        ("European Union", "", "woman", "2031-11-13"),
        ("Campaign for Quiet (ICQ)", "", "", "2031-11-13"),
    ]


@pytest.mark.skipif(not PUBLIC_PAGES.exists(), reason="the public pages are not beside the project")
def test_public_pages_are_read_whole() -> None:
    speakers = read((PUBLIC_PAGES / "ccw-gge-laws-2017_speakers.txt").read_text(encoding="utf-8"))
    assert (len(speakers.statements), len(speakers.panels), speakers.not_understood) == (60, 0, [])
    claims = [statement.title_gender for statement in speakers.statements]
    assert (claims.count("man"), claims.count("woman")) == (41, 19)
    panels = read((PUBLIC_PAGES / "oewg-nuclear-2013_panels.txt").read_text(encoding="utf-8"))
    assert [len(panel.seats) for panel in panels.panels] == [3, 2, 2, 3, 1, 2, 3, 1, 0]
    assert (len(panels.statements), panels.not_understood) == (27, [])
