"""Pasted speakers of one panel: six layouts as programmes print them; right seats or lines not understood."""

from __future__ import annotations

import pytest

from meetings.actions.reference import load_reference
from meetings.imports.speakers import Speakers, read_speakers
from meetings.reading.sheet import Unreadable

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LAYOUTS = {
    "labels on lines of their own, bullets below": (
        "Panel II: Verification\nModerator: Ms. Ada Nwosu, Quiet Institute\nSpeakers:\n• Mr. Bo Lind, Arms Watch\n"
        "• Ms. Carla Ek, Ministry of Paper\n",
        ["moderator Ms. Ada Nwosu/Quiet Institute woman", "speaker Mr. Bo Lind/Arms Watch man",
         "speaker Ms. Carla Ek/Ministry of Paper woman"],
        [],
    ),
    "everybody behind the label": (
        "Moderated by Dr. Dana Fold\nPanellists: Mr. Eno Ruiz, Paper Institute; Ms. Fay Sol, Folding Group",
        ["moderator Dr. Dana Fold/ unknown", "speaker Mr. Eno Ruiz/Paper Institute man",
         "speaker Ms. Fay Sol/Folding Group woman"],
        [],
    ),
    "one on a line, no label, no heading": (
        "Ms. Ada Nwosu, Quiet Institute\nMr. Bo Lind, Arms Watch\nCarla Ek\nTBC\n",
        ["speaker Ms. Ada Nwosu/Quiet Institute woman", "speaker Mr. Bo Lind/Arms Watch man",
         "speaker  Carla Ek/ unknown", "speaker  ?/ unknown"],
        [],
    ),
    "two names on a line, names to be confirmed": (
        "- Ms. Ada Nwosu and Mr. Bo Lind, Quiet Institute\n- Ambassador Gil Hart (tbc)\n"
        "- Representative of the Ministry, to be confirmed",
        ["speaker Ms. Ada Nwosu/Quiet Institute woman", "speaker Mr. Bo Lind/Quiet Institute man",
         "speaker Ambassador ?Gil Hart/ unknown", "speaker  ?/Representative of the Ministry unknown"],
        [],
    ),
    "numbers before, roles behind, other lines between": (
        "1. Ms. Ada Nwosu, Quiet Institute\n2. Mr. Bo Lind (moderator)\nRoom XXIII, 13:15–14:45\nCoffee Break\n"
        "Organised by the Institute for Paper\nTuesday, 9 March 2027\nSpeaker 3: Mr. Ivo Lark",
        ["speaker Ms. Ada Nwosu/Quiet Institute woman", "moderator Mr. Bo Lind/ man", "speaker Mr. Ivo Lark/ man"],
        [3, 4, 5],
    ),
    "a letter around it": (
        "Dear colleagues,\nwe would be delighted if Ms. Umber could join us.\n"
        "SPEAKERS: Ada Novak, Bela Ruiz, Quiet Group\nChair: Ms. Hana Kite\n"
        "Keynote: H.E. Mr. Jon Moss, Permanent Representative of Someland\n"
        "Ms. Kim North, Adviser to Mr. Leo Oak\nPlease register by 4 March\nKind Regards",
        ["chair Ms. Hana Kite/ woman", "speaker H.E. Mr. Jon Moss/Permanent Representative of Someland man",
         "speaker Ms. Kim North/Adviser to Mr. Leo Oak woman"],
        [1, 2, 3, 7, 8],
    ),
}  # fmt: skip


def in_short(found: Speakers) -> list[str]:
    return [
        f"{seat.role} {seat.title} {'' if seat.confirmed else '?'}{seat.name}/{seat.organisation} {seat.seat_gender}"
        for seat in found.seats
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_six_layouts_of_speakers_are_read_and_nobody_is_invented(layout: str) -> None:
    text, seats, not_understood = LAYOUTS[layout]
    load_reference()
    found = read_speakers(text)
    assert in_short(found) == seats
    assert [line for line, _text in found.not_understood] == not_understood
    lines = text.splitlines()
    assert all(part in lines[line - 1] for line, part in found.not_understood)


def test_a_gender_is_what_a_title_says_and_never_what_a_name_suggests() -> None:
    load_reference()
    same = "Alex Doe, Quiet Institute"
    genders = [read_speakers(f"{title}{same}").seats[0].seat_gender for title in ("", "Ms. ", "Mr. ", "Dr. ")]
    assert genders == ["unknown", "woman", "man", "unknown"]


def test_an_unknown_title_and_a_telephone_number_are_no_part_of_a_seat() -> None:
    load_reference()
    found = read_speakers("Ms. Ada Nwosu, Quiet Institute, ada@example.org, +41 22 000 00 00")
    assert "@" not in str(found)
    assert "000 00" not in str(found)


def test_too_much_is_refused_in_a_sentence() -> None:
    with pytest.raises(Unreadable, match="one on a line"):
        read_speakers("Ms. Ada Nwosu\n" * 20_000)
