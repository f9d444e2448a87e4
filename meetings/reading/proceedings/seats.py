"""Who sits on a panel, from one line of a programme: one person, or several behind a label.

Panellists: Ms. Ada NWOSU, Quiet Institute; Mr. Bo LIND, Arms Watch
Moderator: Ms. Carla EK
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.names import TitleRules, read_title
from meetings.names.parts import split_name
from meetings.names.people import people_in, read_name, without_list_mark
from meetings.names.titled import split_honorific
from meetings.reading.documents.titled import looks_like_name

_BETWEEN = re.compile(r"\s*[;；؛•·▪●|]\s*")
_COMMA = re.compile(r"\s*[,،、，]\s*")
_NOBODY_YET = re.compile(
    r"^(?:\(|\[)?(?:speakers?|panell?ists?|names?)?\s*(?:t\.?b\.?[acd]\.?|to be (?:confirmed|announced|determined)"
    r"|à confirmer|por confirmar|уточняется|будет объявлен\w*|يحدد لاحقا|待定|待确认)(?!\w)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Seat:
    """One person on a panel. ``role`` is as printed: "Moderator", "Chair", or "" for a speaker; nobody has a name yet
    where the seat is ``to_be_confirmed``."""

    line: int
    honorific: str
    name: str
    affiliation: str = ""
    role: str = ""
    to_be_confirmed: bool = False


def read_seats(
    number: int, text: str, role: str, rules: TitleRules, *, several: bool = False
) -> tuple[list[Seat], list[str]]:
    """Everybody whom a line names, and what of it names nobody for certain. Behind a label
    (``role``) marks part people; where it is one of ``several``, commas may."""
    found: list[Seat] = []
    not_understood: list[str] = []
    parts = _parts(text, rules, several=several) if role else [text]
    for part in parts:
        seats = _seats(number, part, role, rules)
        found += seats
        not_understood += [] if seats else [part]
    return found, not_understood if parts else [text]


def _parts(text: str, rules: TitleRules, *, several: bool) -> list[str]:
    """Between the marks each part is somebody; between commas only where each is one beyond doubt."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    behind = [part for part in _COMMA.split(text) if part.strip()]
    if len(parts) > 1 or len(behind) < 2 or not several:
        return parts
    beyond_doubt = [_is_somebody(part, rules) for part in behind]
    if all(beyond_doubt):
        return behind
    # Behind the first name without a title there may stand an institute, or the next of them: nobody can tell.
    return parts if split_honorific(text, rules, titles_inside=True)[0] else []


def _is_somebody(text: str, rules: TitleRules) -> bool:
    return bool(split_honorific(text, rules, titles_inside=True)[0]) or all(split_name(text))


def _seats(number: int, text: str, role: str, rules: TitleRules) -> list[Seat]:
    if _NOBODY_YET.match(text):
        return [Seat(number, "", "", text.partition(",")[2].strip(), role, to_be_confirmed=True)]
    seats = [_one_seat(number, part, role, rules) for part in people_in(text, rules, in_a_sentence=True)]
    named = [seat for seat in seats if seat]
    if len(named) < len(seats):
        return []
    for seat in named:
        seat.affiliation = seat.affiliation or named[-1].affiliation  # "Ms. A and Mr. B, Institute of Tests"
    return named


def _one_seat(number: int, text: str, role: str, rules: TitleRules) -> Seat | None:
    """The person before the first comma, or "FAMILY, Given"; None for nobody, or for more than one."""
    printed, affiliation = _in_brackets(without_list_mark(text))
    printed, _, behind_comma = printed.partition(",")
    affiliation = ", ".join(filter(None, (behind_comma.strip(), affiliation)))
    given, _, behind = affiliation.partition(",")
    if printed.isupper() and " " not in printed.strip() and given:
        printed, affiliation = f"{printed},{given}", behind
        if read_title(behind.partition(",")[0], rules).claim:  # "RUIZ, Ana, Ms., Institute of Tests"
            title, _, affiliation = behind.partition(",")
            printed = f"{printed},{title}"
    person = read_name(printed.strip(), "", rules, titles_inside=True)
    if not person.name or person.doubt or not (person.honorific or looks_like_name(person.name)):
        return None
    if read_title(person.honorific, rules).status == "joint":  # "Mr. and Mrs. RUIZ" are two people, and one seat
        return None
    return Seat(number, person.honorific, person.name, affiliation.strip(), role)


def _in_brackets(text: str) -> tuple[str, str]:
    """A person, and what stands in brackets behind: "Ms. Ana RUIZ (Kenya)"."""
    found = re.match(r"^([^()（）,]+?)\s*[(（]([^()（）]+)[)）]$", text.strip())
    return (found[1], found[2].strip()) if found else (text, "")
