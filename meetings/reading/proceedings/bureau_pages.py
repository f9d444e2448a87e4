"""Reader of pasted pages that print a bureau: an office, then who holds it.

Chair: H.E. Ms. Ana SAMPLE (Brazil)
Committee I
Vice-Chairs: Mr. B. Sample (Japan); Ms. C. Sample (Kenya)
Rapporteur
    Mr. D. Sample (Norway)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain

from meetings.countries import CountryIndex
from meetings.folding import normalise
from meetings.names import TitleRules
from meetings.names.people import NamedPerson, people_in, read_name
from meetings.reading.documents.occupation import leads_with
from meetings.reading.documents.titled import looks_like_name
from meetings.words.offices import LONGEST, read_office
from meetings.words.synonyms import fold_header, folded_words

_BULLET = re.compile(r"^\s*(?:[•·▪‣◦●*]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s))\s*")
_DIVIDES = re.compile(r"\s*[:：]\s*|\s+[–—-]\s+|\t\s*")
_BETWEEN_PEOPLE = re.compile(r"\s*[;；]\s*|(?<=[)）])\s*(?:[,،、]|\s(?:and|et|y|и)\s)\s*")
# "(Kenya)", "(Venezuela (Bolivarian Republic of))"
_IN_BRACKETS = re.compile(r"^(.*?)\s*[(（]((?:[^()（）]|[(（][^()（）]*[)）])+)[)）]$")
_BODY = re.compile(
    r"\b(?:committee|commission|working group|subsidiary body|cluster|plenary|conference|drafting|credentials"
    r"|comité|groupe de travail|organe subsidiaire|plénière|conférence|comisión|grupo de trabajo|órgano subsidiario"
    r"|pleno|conferencia|комитет|комиссия|рабочая группа|вспомогательный орган|конференция)\b"
    r"|اللجنة|لجنة|الفريق العامل|المؤتمر|委员会|工作组|附属机构|会议",
    re.IGNORECASE,
)
_LONGEST_BODY = 12  # words
_IN_NO_NAME = re.compile(r"[\d:()（）]")
# Headings over the bureau as a whole: what stands below is of no body.
_WHOLE = re.compile(
    r"^(?:the )?(?:bureau|officers?|officials|mesa|membres du bureau|бюро|должностные лица|المكتب|主席团)\b",
    re.IGNORECASE,
)
_NOBODY = folded_words(
    "vacant|vacancy|tbc|tbd|to be confirmed|to be elected|to be determined|to be announced|to be nominated|none|n a"
    "|à confirmer|à désigner|à élire|por confirmar|por designar|por elegir|вакантно|شاغر|待定|空缺"
)


@dataclass(slots=True)
class PrintedHolder:
    """One person in one office, as printed."""

    line: int
    office: str
    body: str
    title: str
    name: str
    state: str


@dataclass
class Bureau:
    """A pasted page; what is neither heading, office nor person is in ``not_understood`` (line, text)."""

    holders: list[PrintedHolder] = field(default_factory=list)
    not_understood: list[tuple[int, str]] = field(default_factory=list)


def read_bureau(text: str, rules: TitleRules, states: CountryIndex) -> Bureau:
    """Everybody who stands beside or below an office, in the order printed."""
    return _Reading(rules, states).read(text)


class _Reading:
    def __init__(self, rules: TitleRules, states: CountryIndex) -> None:
        self.rules, self.states = rules, states
        self.found = Bureau()
        self.body = self.office = ""

    def read(self, text: str) -> Bureau:
        for number, printed in enumerate(text.splitlines(), 1):
            if printed.strip():
                bullet = _BULLET.match(printed)
                self._take(number, (printed[bullet.end() :] if bullet else printed).strip())
        return self.found

    def _take(self, number: int, printed: str) -> None:
        office, people = self._divided(printed)
        text = normalise(printed)
        if office:
            self.office = office
            if people:
                self._people(number, people, text)
                self.office = ""
        elif self._is_heading(text):
            self.office, self.body = "", "" if _WHOLE.match(text) else text.rstrip(":： ")
        elif self.office:
            self._people(number, text, text)
        else:
            self.found.not_understood.append((number, text))

    def _divided(self, printed: str) -> tuple[str, str]:
        """(office, who holds it) of a line that begins with an office; who may stand on the lines below."""
        if read_office(text := normalise(printed).rstrip(":： "))[0]:
            return text, ""
        for divides in _DIVIDES.finditer(printed):
            if divides.start() > LONGEST:
                break
            office = normalise(printed[: divides.start()])
            if read_office(office)[0]:
                return office, normalise(printed[divides.end() :])
        return "", ""

    def _is_heading(self, text: str) -> bool:
        """A line that names a body or the bureau, and nobody."""
        if _WHOLE.match(text):
            return True
        short = len(text.split()) <= _LONGEST_BODY and not any(mark in text for mark in "(（;；,")
        named = self._named(text)
        return short and bool(_BODY.search(text)) and not (named.honorific or named.doubt)

    def _people(self, number: int, people: str, line: str) -> None:
        """Everybody whom one line names; a part that names nobody is told by itself."""
        named = (people_in(part, self.rules, in_a_sentence=True) for part in _BETWEEN_PEOPLE.split(people))
        for part in filter(str.strip, chain.from_iterable(named)):
            if one := self._person(number, part):
                self.found.holders.append(one)
            else:
                self.found.not_understood.append((number, line if part == people else part))

    def _person(self, number: int, text: str) -> PrintedHolder | None:
        """A courtesy title with a name, a name with its State, or a State alone; else nobody."""
        text, state = self._split_state(text.strip().rstrip(".,"))
        person = self._named(text)
        title, name = person.honorific, person.name
        _family, comma, behind = name.partition(",")
        no_name = fold_header(name) in _NOBODY or _IN_NO_NAME.search(name) or (comma and leads_with(behind.strip()))
        if no_name or person.doubt or not (title or state or looks_like_name(name)):
            return None
        body = "" if read_office(self.office)[1] else self.body
        return PrintedHolder(number, self.office, body, title, name, state)

    def _split_state(self, text: str) -> tuple[str, str]:
        """(person, State): whatever stands in brackets behind a name, else a text that is exactly one State."""
        if self.states.lookup(text):
            return "", text
        if brackets := _IN_BRACKETS.match(text):
            return brackets[1], brackets[2].strip()
        for divides in (",", " of "):
            person, found, after = text.rpartition(divides)
            if found and self.states.lookup(after.strip()):
                return person.strip(), after.strip()
        return text, ""

    def _named(self, text: str) -> NamedPerson:
        return read_name(text, "", self.rules, titles_inside=True)
