"""Reader of pasted pages that print statements and panels: who spoke for whom, who sat where.

Panel II: Other initiatives and proposals          European Union (Ms.)
Mr. Thomas Name, Article 36                        X Group, delivered by Someland (Mr.)
                                                   Austria, Ambassador First Name
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from meetings.folding import normalise
from meetings.names import TitleRules, read_title
from meetings.names.people import read_name, without_list_mark
from meetings.names.titled import split_honorific
from meetings.reading.documents.titled import looks_like_name
from meetings.reading.proceedings.seats import Seat, read_seats
from meetings.words.days import Days, PrintedDay, day_alone, find_day, without_hours
from meetings.words.panels import Label, panel_heading, read_label

_BULLET = re.compile(r"^\s*(?:[•·▪‣◦●*]|[-–—](?=\s)|\d{1,2}[.)](?=\s))\s*")
_DELIVERED = re.compile(
    r"^(.*?),?\s+(?:delivered by|on behalf of which spoke|read by|prononcée? par|présentée? par|pronunciada por"
    r"|leída por|с заявлением выступила?|зачитала?|ألقاه|ألقته|ألقاها)\s+(.+)$"
    r"|^(.*?)[,，]?\s*由(.+?)(?:代表)?(?:发言|宣读)$",
    re.IGNORECASE,
)
_BEHALF = re.compile(
    r"^(.*?)[,，]?\s*[(（]?(?:(?:speaking )?on behalf of|au nom d(?:e la|e l[’']|es|u|e)"
    r"|en nombre (?:de la|del|de los|de)|от имени|باسم|نيابة عن|代表)\s*(?:the\s+)?([^()（）,]+)[)）]?(,.*)?$",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(r"^(.*?)\s*[(（]([^()（）]{1,30})[)）]$")
_PERSON_BEHIND = re.compile(r"\s*[,،，:：]\s*|\s+[–—-]\s+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COMMENT = re.compile(r"^\s*#|^\[.*\]$|^https?://")
_ITEM = re.compile(
    r"\b(?:exchange|views|debate|discussion|statements?|session|wrap[- ]?up|opening|closing|consideration|adoption"
    r"|échange|débat|déclarations?|intercambio|declaraciones?|general|debate|обмен|прения|заявления)\b"
    r"|一般性|发言|تبادل|المناقشة",
    re.IGNORECASE,
)
IsState = Callable[[str], bool]


@dataclass(slots=True)
class Panel:
    """One panel as printed, with its seats."""

    line: int
    heading: str  # as printed, without its day: "Panel II: Other initiatives"
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


def read_proceedings(
    text: str, rules: TitleRules, days: Days | None = None, is_state: IsState | None = None
) -> Proceedings:
    """Panels with their seats and statements with their speakers, in the order printed. ``days``: the first and last
    of the meeting, which give a day its year; ``is_state`` says of a text whether it is exactly one State's name."""
    return _Reading(text, rules, days, is_state or (lambda _text: False)).read()


class _Reading:
    def __init__(self, text: str, rules: TitleRules, days: Days | None, is_state: IsState) -> None:
        self.lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        self.rules, self.is_state = rules, is_state
        self.found = Proceedings()
        self.day = self.item = ""
        self.panel: Panel | None = None
        self.label: Label | None = None
        self.days = _days_of(_YEAR.findall(text), days)

    def read(self) -> Proceedings:
        for place, (number, printed) in enumerate(self.lines):
            bullet = _BULLET.match(printed)
            text = normalise(printed[bullet.end() :] if bullet else printed)
            if not _COMMENT.match(text):
                self._take(number, text, bulleted=bullet is not None, last=place + 1 == len(self.lines))
        return self.found

    def _take(self, number: int, text: str, *, bulleted: bool, last: bool) -> None:
        if day := day_alone(text, self.days):
            self._day_line(text, day, own=not last and self._seats_follow(number))
        elif panel := self._panel_heading(number, text):
            self.panel, self.label = panel, None
            self.found.panels.append(panel)
        elif self.panel is not None and (label := read_label(text)):
            self.label = None if label.people else label
            self._seats(number, label.people, label)
        elif not (self.day or self.panel or bulleted or self.found.statements or self._is_statement(text)):
            self._name_page(number, text)
        elif not bulleted and self._opens_item(text):
            self.item, self.panel = text, None
        elif self.panel is not None:
            self._seats(number, text, self.label)
            self.label = self.label if self.label and self.label.several else None
        else:
            self._statement(number, text)

    def _day_line(self, text: str, day: PrintedDay, *, own: bool) -> None:
        """A day heads what stands below it; directly below a panel's heading and above its people it is the panel's."""
        self.day = _printed(day, text)
        if self.panel is not None and not self.panel.seats and own:
            self.panel.day = self.day
        else:
            self.panel = self.label = None

    def _seats_follow(self, number: int) -> bool:
        """Whether the line after this one names somebody on a panel."""
        text = normalise(next(line for at, line in self.lines if at > number))
        if read_label(text):
            return True
        if panel_heading(without_hours(text)) or self._opens_item(text) or day_alone(text, self.days):
            return False
        return bool(read_seats(number, without_list_mark(text), "", self.rules)[0])

    def _panel_heading(self, number: int, text: str) -> Panel | None:
        """A heading with or without hours before it, and a day before or behind."""
        text, day = without_hours(text), find_day(text, self.days)
        heading, printed = text, self.day
        if day and (parts := _beside_day(text, self.days)):
            heading, printed = parts, _printed(day, text)
        title = panel_heading(without_hours(heading))
        return Panel(number, without_hours(heading), title, printed) if title else None

    def _name_page(self, number: int, text: str) -> None:
        if not self.found.title:
            self.found.title = text
            return
        if self.item and not _ITEM.search(self.item):
            self.found.not_understood.append((number - 1, self.item))
        self.item = text

    def _opens_item(self, text: str) -> bool:
        """A line that names a debate: no comma, no title, not the name of a panellist, and several words."""
        titled = split_honorific(text, self.rules, titles_inside=True)[0]
        if ("," in text and not _ITEM.match(text)) or "(" in text or titled:
            return False
        return _ITEM.search(text) is not None

    def _seats(self, number: int, text: str, label: Label | None) -> None:
        assert self.panel is not None
        if not text:
            return
        said, several = (label.printed, label.several) if label else ("", False)
        seats, left = read_seats(number, text, said, self.rules, several=several)
        self.panel.seats += seats
        self.found.not_understood += [(number, part) for part in left]

    def _is_statement(self, text: str) -> bool:
        """Whether a line says beyond doubt that somebody spoke, before any day or debate does."""
        behind = _TITLE_BEHIND.match(text)
        if behind and read_title(behind[2], self.rules).status not in ("unknown", "none"):
            return True
        if _DELIVERED.match(text) or self.is_state(text):
            return True
        parted = _PERSON_BEHIND.search(text)
        person = text[parted.end() :] if parted else ""
        return bool(person and not self._opens_item(text) and split_honorific(person, self.rules)[0])

    def _statement(self, number: int, text: str) -> None:
        statement = Statement(number, text, item=self.item, day=self.day)
        if behind := _TITLE_BEHIND.match(text):
            title = read_title(behind[2], self.rules)
            if title.status != "unknown":
                statement.honorific, statement.title_gender, text = behind[2], title.claim, behind[1]
        if delivered := _DELIVERED.match(text):
            group, text = (part.strip() for part in delivered.groups() if part is not None)
            statement.on_behalf_of = group
        elif (behalf := _BEHALF.match(text)) and behalf[1].strip():
            text, statement.on_behalf_of = behalf[1].strip(" ,，(（") + (behalf[3] or ""), behalf[2].strip()
        if not self._names_speaker(statement, text):
            self.found.not_understood.append((number, text))
            return
        self.found.statements.append(statement)

    def _names_speaker(self, statement: Statement, text: str) -> bool:
        """The delegation, and behind a comma, a colon or a dash whoever spoke for it."""
        parted = None if self.is_state(text) else _PERSON_BEHIND.search(text)
        if parted and ("," not in parted[0] and not split_honorific(text[parted.end() :], self.rules)[0]):
            parted = None  # "Non-Aligned Movement – Peace": no person stands behind
        statement.speaker = without_list_mark((text[: parted.start()] if parted else text).strip())
        if not parted:
            return True
        named = read_name(text[parted.end() :].strip(), "", self.rules, titles_inside=True)
        if named.doubt or (not named.honorific and not looks_like_name(named.name)):
            return False
        statement.honorific, statement.name = named.honorific or statement.honorific, named.name
        statement.title_gender = read_title(statement.honorific, self.rules).claim if statement.honorific else ""
        return True


def _days_of(years: list[str], days: Days | None) -> Days | None:
    """Among which days one without its year is: those of the meeting, unless the page is of another year."""
    if not years or (days and {str(day.year) for day in days} & {*years}):
        return days
    return date(int(years[0]), 1, 1), date(int(years[0]), 12, 31)


def _printed(day: PrintedDay, text: str) -> str:
    return day.day.isoformat() if day.day else text


def _beside_day(text: str, days: Days | None) -> str:
    """A line without the day at its beginning or its end; "" where the day stands within it, or is all of it."""
    found = find_day(text, days)
    if found is None:
        return ""
    before, after = text[: found.start], text[found.end :]
    if panel_heading(without_hours(before.strip(" ,.;:([–—-|"))) and day_alone(text[found.start :], days):
        return re.sub(r"[\s,;:(（\[|–—-]+$", "", _without_weekday(before))
    if day_alone(text[: found.end], days) and panel_heading(rest := without_hours(after.strip(" ,.;:)]–—-|"))):
        return rest
    return ""


def _without_weekday(text: str) -> str:
    """ "Panel I: Verification, Tuesday" before " 14 May": the weekday belongs to the day."""
    before, mark, last = text.rstrip(" ,(").rpartition(" ")
    return before if mark and day_alone(f"{last} 1 May 2000") and not day_alone(f"{before} 1 May 2000") else text
