"""Speakers of one panel, as its organizers write them: pasted from a letter, a programme or a message.

One speaker on a line, under a label or none; no heading is needed. What names nobody for certain is shown, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings.actions.panels import Seat
from meetings.folding import normalise
from meetings.imports.programme import LONGEST_LINE, LONGEST_TEXT, seat_of
from meetings.models import Honorific
from meetings.names import TitleRules
from meetings.names.titled import split_honorific
from meetings.reading.celltext import clean
from meetings.reading.private import PrivateData
from meetings.reading.proceedings import seats as printed_seats
from meetings.reading.sheet import Unreadable
from meetings.words.days import day_alone
from meetings.words.panels import SPEAKER, Label, panel_heading, read_label

_BULLET = re.compile(r"^\s*(?:[•·▪‣◦●○*]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s))\s*")
_OPEN_SEAT = re.compile(
    r"[\s,]*[(\[]?\b(?:name )?(?:t\.?b\.?[acd]\b\.?|to be (?:confirmed|announced|determined)|not (?:yet )?confirmed"
    r"|à confirmer|por confirmar)[)\]]?\s*$",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(r"^(.+?)(?:\s*[(\[]([^()\[\]]{2,40})[)\]]|\s*,\s*([\w -]{2,30}))$")
_LED_BY = re.compile(
    r"^((?:co-)?(?:moderated|chaired|facilitated) by|(?:speaker|panell?ist) \d{1,2}\s*:)\s+(?=\S)", re.IGNORECASE
)
_NO_PERSON = re.compile(
    r"\d|\b(?:room|hall|break|lunch|coffee|reception|registration|welcome|remarks|discussion|session|questions|answers"
    r"|salle|pause|déjeuner|accueil|sala|pausa|almuerzo|regards|sincerely|colleagues)\b",
    re.IGNORECASE,
)
"""What stands in a programme and not in a name or beside it, where no courtesy title says that somebody is meant."""
_PARTS = re.compile(r"\s*[;；؛|]\s*")


@dataclass(slots=True)
class Speakers:
    """Who is on the panel, and what of the text was not understood: (line, text)."""

    seats: list[Seat] = field(default_factory=list)
    not_understood: list[tuple[int, str]] = field(default_factory=list)
    unknown_titles: list[str] = field(default_factory=list)


def read_speakers(text: str) -> Speakers:
    """Everybody whom the text names for certain, in its order. Raises Unreadable where it is too long."""
    lines = PrivateData().without_any(clean(line)[0] for line in text.splitlines())
    if len(text) > LONGEST_TEXT or max(map(len, lines), default=0) > LONGEST_LINE:
        raise Unreadable(
            "too_long",
            f"The text is longer than {LONGEST_TEXT:,} characters, or one of its lines than {LONGEST_LINE:,}; paste "
            "the speakers of this panel alone, one on a line.",
        )
    rules = TitleRules(Honorific.objects.order_by("by", "pk").values_list("title", "claim"))
    found, label = Speakers(), None
    for number, printed in enumerate(lines, 1):
        line = _LED_BY.sub(_as_label, normalise(_BULLET.sub("", printed, count=1)))
        if not line or panel_heading(line) or day_alone(line):
            continue
        here = read_label(line)
        if here and not here.people:
            label = here
            continue
        _take(found, number, here.people if here else line, here or label, rules)
        label = label if label and label.several and not here else None
    return found


def _as_label(led_by: re.Match[str]) -> str:
    """ "Moderated by" and "Speaker 2:" as labels that are known: "Moderated by:", "Speaker:"."""
    return f"{re.sub(r'[ 0-9:]+$', '', led_by[1])}: "


def _take(found: Speakers, number: int, line: str, label: Label | None, rules: TitleRules) -> None:
    """One line: the seats that it names, or the line itself among what was not understood."""
    read: list[tuple[printed_seats.Seat, bool]] = []
    for part in _PARTS.split(line):
        seats = list(_seats(number, part, label, rules)) if part else []
        if part and not seats:
            found.not_understood.append((number, part))
        read += seats
    for printed, is_open in read:
        seat, unknown = seat_of(printed, rules, confirmed=not is_open)
        found.seats.append(seat)
        found.unknown_titles += [unknown] if unknown else []


def _seats(number: int, part: str, label: Label | None, rules: TitleRules) -> Iterator[tuple[printed_seats.Seat, bool]]:
    """Everybody in a part of a line, each with whether the seat is still open; nobody where it cannot be told."""
    named = _OPEN_SEAT.sub("", part).strip(" ,")
    is_open = named != part.strip(" ,")
    role = label.printed if label else ""
    if is_open and not named:
        yield printed_seats.Seat(number, "", "", role=role, to_be_confirmed=True), True
        return
    named, said = _role_behind(named)
    if label and label.several and named.count(",") > 1 and not split_honorific(named, rules, titles_inside=True)[0]:
        return  # "Ada Novak, Bela Ruiz, Quiet Institute": nobody can tell who is a person
    seats, left = printed_seats.read_seats(number, named, said or role or SPEAKER, rules)
    if left and is_open:
        yield printed_seats.Seat(number, "", "", named, said or role, to_be_confirmed=True), True
    if any(_NO_PERSON.search(f"{seat.name} {seat.affiliation}") and not seat.honorific for seat in seats):
        return
    if not left:
        yield from ((seat, is_open or seat.to_be_confirmed) for seat in seats)


def _role_behind(text: str) -> tuple[str, str]:
    """A person, and what they do where that stands behind: "Ms. Ada Novak (moderator)"."""
    found = _ROLE_BEHIND.match(text)
    said = (found[2] or found[3]) if found else ""
    return (found[1].strip(), said) if found and said and read_label(f"{said}: x") else (text, "")
