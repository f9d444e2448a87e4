"""Invented invitations of a year: who invites to what, and how each went on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from panels.vocabulary import InvitationState as S
from panels.vocabulary import OrganiserType as O
from panels.vocabulary import ReasonCode as R

WOMEN = (
    "Juniper Fallowfield", "Marigold Ashdown", "Saffron Wrenfield", "Clover Inkpen", "Tansy Millrace",
    "Lark Penhaligon",
    "Bryony Foldaway", "Hazel Quillfeather", "Posy Lanternhill", "Wren Papermill",
)  # fmt: skip
MEN = (
    "Kestrel Holloway", "Garnet Oxbow", "Barley Thornhill", "Heron Foxley", "Alder Creasewell", "Rowan Sheetley",
    "Flint Marginson", "Jasper Vellum", "Sorrel Bindery", "Drake Parchmore",
)  # fmt: skip
OURS = {"W": "Yarrow Moonbeam", "M": "Cedar Longshore"}
"""The office's own: by the letter that a line-up names them with."""


@dataclass(frozen=True, slots=True)
class Invented:
    """An invitation received ``ago`` days ago to a panel ``ahead`` days from today (negative: past), the reply due
    ``due`` days from today. ``story``: what happened, each as words; see ``tell`` in the loader.

    Letters of a line-up: w and m speakers, W and M our own, u a speaker whose title says nothing, ? a seat to be named,
    r a moderator.
    """

    title: str
    organiser: str
    kind: O
    area: str
    unit: str
    ago: int
    ahead: int
    due: int
    story: tuple[tuple[str, ...], ...]


def line_up(letters: str) -> tuple[str, str]:
    return ("line-up", letters)


def then(days: int) -> tuple[str, str]:
    return ("then", str(days))


def step(state: S) -> tuple[str, str]:
    return ("step", state.value)


def two(state: S, code: str = "") -> tuple[str, str, str]:
    """With an approver who agrees."""
    return ("two", state.value, code)


def changed(first: str, later: str, ask: S = S.CHANGE_REQUESTED) -> tuple[tuple[str, ...], ...]:
    """Asked for another line-up, which came and was accepted."""
    return (line_up(first), then(2), step(ask), then(9), line_up(later), then(1), step(S.ACCEPTED))


def suggest(result: str = "") -> tuple[str, str]:
    """The first expert who fits is suggested, and what came of it, once it is known."""
    return ("suggest", result)


OVER = (then(30), ("spoke",), then(3), step(S.CLOSED))
CONFERENCE, WEST, EAST = "Demonstration secretariat", "Western unit", "Eastern unit"
YEAR: tuple[Invented, ...] = (
    Invented("Paper cranes over the strait", CONFERENCE, O.UN_ENTITY, "nuclear", WEST, 350, -300, -335,
             (*changed("mmm", "wmm"), *OVER)),
    Invented("Origami for deterrence", "Permanent Mission of Someland", O.MEMBER_STATE,
             "nuclear", WEST, 345, -290, -330,
             (line_up("mmmm"), then(3), two(S.DECLINED), then(10), step(S.CLOSED))),
    Invented("Ten folds of verification", "Institute for Folded Futures", O.ACADEMIA, "nuclear", EAST, 330, -280, -320,
             (line_up("wmW"), then(1), step(S.ACCEPTED), *OVER)),
    Invented("Glue and its discontents", "Society of Paper Chemists", O.CIVIL_SOCIETY,
             "chemical", EAST, 320, -270, -310,
             (*changed("mmW", "wmmW"), *OVER)),
    Invented("Spores in the stationery", "Society of Paper Chemists", O.CIVIL_SOCIETY,
             "biological", EAST, 310, -262, -300,
             (line_up("mmmr"), then(4), step(S.CHANGE_REQUESTED), then(14), line_up("mmr"), step(S.DECLINED),
              step(S.CLOSED))),
    Invented("Heads of the envelope", "Union of Stationers", O.INTERGOVERNMENTAL, "general", WEST, 300, -250, -290,
             (line_up("mmm"), then(2), two(S.ACCEPTED, R.EX_OFFICIO), *OVER)),
    Invented("Women who write treaties", "Permanent Mission of Otherland", O.MEMBER_STATE,
             "general", WEST, 290, -240, -280,
             (line_up("wwW"), then(1), two(S.ACCEPTED, R.WOMENS_LEADERSHIP), *OVER)),
    Invented("Drones of cardboard", "Cardboard Industries", O.PRIVATE_SECTOR, "emerging_cyber", WEST, 280, -230, -270,
             (line_up("mmmm"), then(2), suggest("accepted"), step(S.EXPERTS_SUGGESTED), then(9), line_up("wmmm"),
              then(1), step(S.ACCEPTED), *OVER)),
    Invented("Who counts the sheets", "Institute for Folded Futures", O.ACADEMIA, "general", EAST, 270, -215, -260,
             (line_up("mmM"), then(3), step(S.ACCEPTED_ON_CONDITION), then(12), line_up("wmM"), step(S.ACCEPTED),
              *OVER)),
    Invented("A treaty on a napkin", "Napkin Dialogue", O.CIVIL_SOCIETY, "conventional", EAST, 260, -205, -250,
             (line_up("mm?"), step(S.CHANGE_REQUESTED), then(8), line_up("wmm"), step(S.ACCEPTED), *OVER)),
    Invented("Scissors: a stocktaking", "Permanent Mission of Someland", O.MEMBER_STATE,
             "small_arms", WEST, 250, -200, -240,
             (line_up("mmm"), then(2), step(S.ACCEPTED_ON_CONDITION), then(45), ("spoke",), then(3), step(S.CLOSED))),
    Invented("Staples and small arms", "Union of Stationers", O.INTERGOVERNMENTAL, "small_arms", EAST, 240, -190, -230,
             (line_up("wmm"), then(2), step(S.ACCEPTED), then(40), ("drop-out", "w"),
              two(S.ACCEPTED, R.LATE_DROP_OUT), ("spoke",),
              then(2), step(S.CLOSED))),
    Invented("The folded orbit", "Kite Observatory", O.ACADEMIA, "outer_space", WEST, 230, -180, -220,
             (line_up("mmmW"), then(1), step(S.COLLEAGUE_SENT), then(5), line_up("mmwW"), step(S.ACCEPTED), *OVER)),
    Invented("Questions of women first", "Cardboard Industries", O.PRIVATE_SECTOR,
             "emerging_cyber", WEST, 220, -170, -210,
             (line_up("mmm"), then(3), two(S.ACCEPTED, R.WOMEN_ASKED_FIRST), *OVER)),
    Invented("An empty chair at the table", "Napkin Dialogue", O.CIVIL_SOCIETY, "conventional", EAST, 210, -165, -200,
             (line_up("mmmm"), then(3), two(S.ACCEPTED, R.EMPTY_CHAIR), *OVER)),
    Invented("Archives on fire", "Permanent Mission of Otherland", O.MEMBER_STATE, "general", WEST, 200, -150, -190,
             (line_up("mmw"), then(1), step(S.ACCEPTED), then(20), step(S.CANCELLED))),
    Invented("Paper rockets, next stage", "Kite Observatory", O.ACADEMIA, "outer_space", WEST, 180, -120, -170,
             (*changed("mmm", "wmm"), *OVER)),
    Invented("Ink as evidence", CONFERENCE, O.UN_ENTITY, "chemical", EAST, 170, -110, -160,
             (line_up("mmm"), then(3), step(S.CHANGE_REQUESTED), then(15), two(S.DECLINED), then(5), step(S.CLOSED))),
    Invented("Our own autumn briefing", "The office", O.OWN_OFFICE, "general", WEST, 160, -100, -150,
             (line_up("MmWr"), then(1), step(S.ACCEPTED), *OVER)),
    Invented("Envelopes without borders", "Union of Stationers", O.INTERGOVERNMENTAL, "general", EAST, 140, -80, -130,
             (line_up("wwmm"), then(2), step(S.ACCEPTED), *OVER)),
    Invented("Blotting paper and biology", "Society of Paper Chemists", O.CIVIL_SOCIETY,
             "biological", EAST, 120, -60, -110,
             (*changed("mmmm", "wwmm"), then(30), ("spoke",))),
    Invented("A wall of cardboard", "Cardboard Industries", O.PRIVATE_SECTOR, "conventional", WEST, 100, -40, -90,
             (line_up("mmm"), then(2), step(S.DECLINED))),
    Invented("Reams for peace", "Permanent Mission of Someland", O.MEMBER_STATE, "small_arms", WEST, 80, -2, -70,
             (line_up("wmu"), then(2), step(S.ACCEPTED))),
    Invented("Watermarks and trust", "Institute for Folded Futures", O.ACADEMIA, "nuclear", EAST, 40, 1, -30,
             (line_up("wmmr"), then(2), step(S.ACCEPTED))),
    Invented("The last origami bird", "Napkin Dialogue", O.CIVIL_SOCIETY, "nuclear", EAST, 35, 6, -20,
             (line_up("wwm"), then(2), step(S.ACCEPTED))),
    Invented("Paper cuts: lessons learned", "Permanent Mission of Otherland", O.MEMBER_STATE,
             "small_arms", WEST, 12, 45, 0,
             (line_up("mmmr"),)),
    Invented("Launching from the letter box", CONFERENCE, O.UN_ENTITY, "outer_space", WEST, 10, 60, 4,
             (line_up("mmW"),)),
    Invented("Cyber, but on paper", "Cardboard Industries", O.PRIVATE_SECTOR, "emerging_cyber", EAST, 9, 52, 11,
             (line_up("mmmm"), then(3), step(S.CHANGE_REQUESTED))),
    Invented("Ministers of the fold", "Permanent Mission of Someland", O.MEMBER_STATE, "general", WEST, 8, 30, 3,
             (line_up("mmmm"), then(2), ("propose", S.ACCEPTED.value, R.PROTOCOL_LEVEL.value))),
    Invented("Young folders’ forum", "Kite Observatory", O.ACADEMIA, "general", EAST, 7, 70, 14, (line_up("wm?"),)),
    Invented("A quiet hour on paper fuses", "Institute for Folded Futures", O.ACADEMIA, "nuclear", EAST, 6, 53, 21, ()),
    Invented("The ethics of confetti", "Society of Paper Chemists", O.CIVIL_SOCIETY, "chemical", EAST, 5, 65, 18,
             (("ask",),)),
    Invented("Names for a narrow table", "Napkin Dialogue", O.CIVIL_SOCIETY, "conventional", EAST, 15, 40, 9,
             (line_up("mmm"), then(4), suggest(), step(S.EXPERTS_SUGGESTED))),
    Invented("If the sheet is square", "Union of Stationers", O.INTERGOVERNMENTAL, "general", WEST, 20, 35, 2,
             (line_up("mmM"), then(3), step(S.ACCEPTED_ON_CONDITION))),
    Invented("A colleague at the folding bench", "Kite Observatory", O.ACADEMIA, "outer_space", WEST, 25, 33, 1,
             (line_up("mmM"), then(3), step(S.COLLEAGUE_SENT))),
    Invented("Our own winter seminar", "The office", O.OWN_OFFICE, "general", WEST, 3, 80, 10, (line_up("mmmr"),)),
    Invented("Verification without scissors", "Sampleton Dialogue", O.CIVIL_SOCIETY, "nuclear", EAST, 22, 66, 5,
             (line_up("wwmM"), then(4), step(S.ACCEPTED))),
)  # fmt: skip
EARLIER: tuple[tuple[str, str, O, tuple[tuple[str, ...], ...]], ...] = (
    ("Landmines of newsprint", "Union of Stationers", O.INTERGOVERNMENTAL, (*changed("mmm", "wmm"), *OVER)),
    ("The corrugated wall", "Cardboard Industries", O.PRIVATE_SECTOR, (line_up("mmmm"), then(3), step(S.DECLINED),
     then(5), step(S.CLOSED))),
    ("Pulp and munitions", "Society of Paper Chemists", O.CIVIL_SOCIETY, (*changed("mm", "wmm"), *OVER)),
    ("A fold in the arms trade", "Permanent Mission of Otherland", O.MEMBER_STATE, (line_up("wwmm"), then(2),
     step(S.ACCEPTED), *OVER)),
    ("Shredding the stockpile", "Napkin Dialogue", O.CIVIL_SOCIETY, (line_up("mmm"), step(S.CHANGE_REQUESTED), then(12),
     line_up("mmm"), step(S.DECLINED), then(5), step(S.CLOSED))),
    ("Paper tigers, real tanks", "Institute for Folded Futures", O.ACADEMIA, (line_up("mmm"), then(2),
     two(S.ACCEPTED, R.TOPIC_SPECIFIC), *OVER)),
)  # fmt: skip
"""Invitations of an earlier year, so that there is something to publish: title, organizer, its kind, and the story."""
EARLIER_DAY = datetime.date(2024, 10, 15)


def earlier(today: datetime.date) -> tuple[Invented, ...]:
    """Those of an earlier year, counted from today: their days are the same whenever they are loaded."""
    ahead = (EARLIER_DAY - today).days
    return tuple(
        Invented(title, organiser, kind, "conventional", EAST, 80 - ahead, ahead, ahead - 60, story)
        for title, organiser, kind, story in EARLIER
    )
