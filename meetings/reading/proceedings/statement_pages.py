"""Reader of pasted pages that print statements and panels: who spoke for whom, who sat where.

Panel II: Other initiatives and proposals          European Union (Ms.)
Mr. Thomas Name, Article 36                        X Group, delivered by Someland (Mr.)
                                                   Austria, Ambassador First Name
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from meetings.folding import normalise
from meetings.names import TitleRules, read_title
from meetings.names.people import people_in, read_name, without_list_mark
from meetings.names.titled import split_honorific
from meetings.reading.documents.masthead import MONTHS
from meetings.reading.documents.titled import looks_like_name
from meetings.words.synonyms import fold_header

_BULLET = re.compile(r"^\s*(?:[•·▪‣◦●*]|[-–—](?=\s))\s*")
_PANEL = re.compile(
    r"^(?:(?:high[- ]level |special |side )?(?:panel|panel discussion|roundtable|round table|table ronde|mesa redonda"
    r"|mesa|topic|theme|thème|tema|session|cluster|segment)\s*(?:[ivxlc]{1,6}|\d{1,2})?)\s*[:–—.-]\s*(.+)$",
    re.IGNORECASE,
)
_DELIVERED = re.compile(
    r"^(.*?),?\s+(?:delivered by|on behalf of which spoke|prononcée? par|pronunciada por|présentée? par)\s+(.+)$",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(r"^(.*?)\s*[(（]([^()（）]{1,30})[)）]$")
_DAY = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes"
    r"|miércoles|jueves|viernes|sábado|domingo),?\s+(\d{1,2})\s+(?:de\s+)?([^\W\d_]+)(?:\s+(?:de\s+)?(\d{4}))?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COMMENT = re.compile(r"^\s*#|^\[.*\]$|^https?://")
_ROLE = re.compile(
    r"^(moderator|moderated by|chair(?:person)?|chaired by|facilitator|discussant|keynote(?: speaker)?|opening remarks"
    r"|rapporteur|modérat(?:eur|rice)|présidente?|moderadora?|presidenta?)\s*[:–—-]\s*(.+)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Seat:
    """One person on a panel. ``role`` is as printed: "Moderator", "Chair", or "" for a speaker."""

    line: int
    honorific: str
    name: str
    affiliation: str = ""
    role: str = ""


@dataclass(slots=True)
class Panel:
    """One panel as printed, with its seats."""

    line: int
    heading: str  # as printed: "Panel II: Other initiatives"
    title: str
    day: str = ""  # ISO 8601 where the text says the year, else as printed
    seats: list[Seat] = field(default_factory=list)


@dataclass(slots=True)
class Statement:
    """One statement. ``on_behalf_of`` names the group where a State spoke for one."""

    line: int
    speaker: str  # the State or organisation whose representative spoke
    on_behalf_of: str = ""
    honorific: str = ""
    name: str = ""
    title_gender: str = ""  # woman, man or "": what the courtesy title claims, nothing else
    item: str = ""  # the debate under which it was made
    day: str = ""


@dataclass
class Proceedings:
    """A pasted page; what is no heading, panel, seat or statement is in ``not_understood`` (line, text)."""

    title: str = ""
    panels: list[Panel] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    not_understood: list[tuple[int, str]] = field(default_factory=list)


def read_proceedings(text: str, rules: TitleRules) -> Proceedings:
    """Panels with their seats and statements with their speakers, in the order printed."""
    return _Reading(text, rules).read()


class _Reading:
    def __init__(self, text: str, rules: TitleRules) -> None:
        self.lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        self.rules = rules
        self.found = Proceedings()
        self.day = ""
        self.item = ""
        self.panel: Panel | None = None
        year = _YEAR.search(text)
        self.year = int(year[0]) if year else 0

    def read(self) -> Proceedings:
        for number, printed in self.lines:
            bullet = _BULLET.match(printed)
            text = normalise(printed[bullet.end() :] if bullet else printed)
            if not _COMMENT.match(text):
                self._take(number, text, bulleted=bullet is not None)
        return self.found

    def _take(self, number: int, text: str, *, bulleted: bool) -> None:
        if day := _DAY.match(text):
            self.day, self.panel = self._day(day), None
        elif heading := _PANEL.match(text):
            self.panel = Panel(number, text, heading[1].strip(), self.day)
            self.found.panels.append(self.panel)
        elif not self.day and not self.panel and not bulleted:
            self._name_page(text)
        elif not bulleted and self._opens_item(number, text):
            self.item, self.panel = text, None
        elif self.panel is not None:
            self._seat(number, text)
        else:
            self._statement(number, text)

    def _name_page(self, text: str) -> None:
        if self.found.title:
            self.item = text
        else:
            self.found.title = text

    def _opens_item(self, number: int, text: str) -> bool:
        """A line that names a debate: no comma, no title, not the name of a panellist, and several words."""
        if (
            ("," in text and not _ITEM.match(text))
            or "(" in text
            or split_honorific(text, self.rules, titles_inside=True)[0]
        ):
            return False
        return _ITEM.search(text) is not None

    def _seat(self, number: int, text: str) -> None:
        assert self.panel is not None
        role = _ROLE.match(text)
        said, text = (role[1], role[2]) if role else ("", text)
        seats = [self._one_seat(number, part, said) for part in people_in(text, self.rules, in_a_sentence=True)]
        if not all(seats):
            self.found.not_understood.append((number, text))
            return
        shared = seats[-1].affiliation if seats[-1] else ""
        for seat in filter(None, seats):
            seat.affiliation = seat.affiliation or shared  # "Ms. A and Mr. B, Institute of Tests"
            self.panel.seats.append(seat)

    def _one_seat(self, number: int, text: str, role: str) -> Seat | None:
        """The person before the first comma, or "FAMILY, Given"; None for nobody, or for more than one."""
        printed, _, affiliation = without_list_mark(text).partition(",")
        given, _, behind = affiliation.strip().partition(",")
        if printed.isupper() and " " not in printed.strip() and given:
            printed, affiliation = f"{printed},{given}", behind
            if read_title(behind.partition(",")[0], self.rules).claim:  # "RUIZ, Ana, Ms., Institute of Tests"
                title, _, affiliation = behind.partition(",")
                printed = f"{printed},{title}"
        person = read_name(printed.strip(), "", self.rules, titles_inside=True)
        if not person.name or person.doubt or not (person.honorific or looks_like_name(person.name)):
            return None
        return Seat(number, person.honorific, person.name, affiliation.strip(), role)

    def _statement(self, number: int, text: str) -> None:
        statement = Statement(number, text, item=self.item, day=self.day)
        if behind := _TITLE_BEHIND.match(text):
            title = read_title(behind[2], self.rules)
            if title.status != "unknown":
                statement.honorific, statement.title_gender, text = behind[2], title.claim, behind[1]
        if delivered := _DELIVERED.match(text):
            statement.on_behalf_of, text = delivered[1].strip(), delivered[2].strip()
        speaker, comma, person = text.partition(",")
        if comma:
            named = read_name(person.strip(), "", self.rules, titles_inside=True)
            if named.doubt or (not named.honorific and not looks_like_name(named.name)):
                self.found.not_understood.append((number, text))
                return
            statement.honorific, statement.name = named.honorific or statement.honorific, named.name
            statement.title_gender = read_title(statement.honorific, self.rules).claim if statement.honorific else ""
        statement.speaker = without_list_mark(speaker.strip())
        self.found.statements.append(statement)

    def _day(self, found: re.Match[str]) -> str:
        month = MONTHS.get(fold_header(found[2]))
        year = int(found[3] or self.year)
        if not month or not year:
            return found[0]
        try:
            return date(year, month, int(found[1])).isoformat()
        except ValueError:
            return found[0]


_ITEM = re.compile(
    r"\b(?:exchange|views|debate|discussion|statements?|session|wrap[- ]?up|opening|closing|consideration|adoption"
    r"|échange|débat|déclarations?|intercambio|declaraciones?|general)\b",
    re.IGNORECASE,
)
