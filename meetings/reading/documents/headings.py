"""Headings of a document: section, delegation, and in some lists the role."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from meetings.reading.documents.measures import Measures
from meetings.reading.documents.page import Line
from meetings.reading.documents.people import connects, without_footnote
from meetings.words.sections import OBSERVERS, category_of, is_section, plain_heading, without_continued

# Below a delegation's name: the role of everybody up to the next such heading.
_ROLE = re.compile(
    r"(?:(?:deputy |alternate )?heads? of (?:the )?delegation"
    r"|(?:principal |alternate |deputy )?(?:representatives?|delegates?)"
    r"|alternates?|advis[eo]rs?|experts?|members?(?: of (?:the )?delegation)?"
    r"|chefs?(?: adjoints?)? de (?:la )?délégation"
    r"|(?:représentants?|délégués?)(?: suppléants?)?|suppléants?|conseillers?|membres?(?: de la délégation)?"
    r"|jefes?(?: adjuntos?)? de (?:la )?delegación|(?:representantes?|delegados?)(?: suplentes?| alternos?)?|suplentes?"
    r"|asesores?|miembros?(?: de la delegación)?)\s*:?",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*:$")
_MOST_LINES = 5
_OF_STATES = ("state_party", "signatory", "state_not_party", "observer_state", OBSERVERS)


@dataclass
class Place:
    """Section, delegation and role under which the next person is listed."""

    section: str = ""
    delegation: str = ""
    role: str = ""
    seen: list[tuple[str, str]] = field(default_factory=list)  # (section, delegation) in the order printed

    def open_section(self, text: str) -> None:
        if text.casefold() != self.section.casefold():
            self.section, self.delegation, self.role = text, "", ""

    def open_delegation(self, text: str) -> None:
        if text.casefold() != self.delegation.casefold():
            self.delegation, self.role = text, ""
            self.seen.append((self.section, text))


def is_role_heading(text: str) -> bool:
    return _ROLE.fullmatch(text.strip()) is not None


def names_section(text: str, line: Line, measures: Measures) -> bool:
    """Whether a heading whose first line is ``line`` is a section: by its words, and by its type where types tell."""
    return is_section(text) and measures.may_be_section(line)


def opens_section(
    line: Line, above: Line | None, following: Line | None, measures: Measures, is_state: Callable[[str], bool]
) -> bool:
    """Whether a line that looks like any other names a section: nothing runs on into it, it is no single member, and
    what stands below fits, no State below organizations and, where nothing else tells, no person."""
    if not is_section(line.text):
        return False
    category = category_of(line.text)
    if following is not None and category not in _OF_STATES:
        if is_state(plain_heading(following.text)):
            return False
        bare = not (measures.typed or measures.spaced) and plain_heading(line.text) == without_continued(line.text)
        if bare and category != "service" and measures.titles.names_somebody(following.text):
            return False
    if connects(line.text) and not (following and is_section(f"{line.text} {following.text}")):
        return False
    plain = plain_heading(line.text)
    numbered = plain != without_continued(line.text)
    if above is not None and (connects(above.text) or (measures.runs_on(above, line) and not numbered)):
        return False
    return " " in plain or plain != line.text or plain.endswith(("s", "S")) or not plain.isascii()


def heading_text(lines: list[Line]) -> str:
    """The lines of one heading as one text, without "(continued)", footnote marks and a closing colon."""
    text = ""
    for line in lines:
        text += ("" if text.endswith("-") or not text else " ") + line.text
    text = without_footnote(without_continued(without_footnote(text)))
    return without_footnote(_COLON.sub("", text))


def split_headings(lines: list[Line], measures: Measures, is_state: Callable[[str], bool]) -> list[list[Line]]:
    """A run of heading lines as single headings, each of one line or several."""
    headings: list[list[Line]] = []
    for line in lines:
        above = headings[-1][-1] if headings else None
        if above is not None and _same_heading(headings[-1], above, line, measures, is_state):
            headings[-1].append(line)
        else:
            headings.append([line])
    return headings


def _same_heading(
    heading: list[Line], above: Line, line: Line, measures: Measures, is_state: Callable[[str], bool]
) -> bool:
    if line.cell < 0:
        return line.row == above.row and above.cell < 0
    if id(line) in measures.alphabetical and id(above) in measures.alphabetical:
        return measures.alphabetical[id(line)] == measures.alphabetical[id(above)]
    alike = (above.bold, above.italic, above.centred) == (line.bold, line.italic, line.centred)
    if not alike or abs(above.height - line.height) > 1 or above.cell != line.cell or len(heading) >= _MOST_LINES:
        return False
    if without_continued(f"x {line.text}") == "x":
        return True
    if measures.in_type_of_sections(above) != measures.in_type_of_sections(line):
        return False
    if above.page == line.page and measures.opens_block(line):
        return False
    if without_continued(line.text).casefold() == heading_text(heading).casefold():
        return False  # printed again on the next page
    text, together = plain_heading(heading_text(heading)), plain_heading(heading_text([*heading, line]))
    if is_state(together):
        return True
    own = plain_heading(line.text)
    if own != without_continued(line.text) or is_state(text) or is_role_heading(line.text):
        return False
    above_is, own_is = names_section(text, heading[0], measures), names_section(own, line, measures)
    if above_is or own_is:
        return names_section(together, heading[0], measures) and not (above_is and own_is)
    return measures.known_space(line) or not is_state(plain_heading(line.text))


def open_heading(place: Place, lines: list[Line], measures: Measures, is_state: Callable[[str], bool]) -> None:
    """Put the place where a heading says."""
    text = heading_text(lines)
    plain = plain_heading(text)
    if is_role_heading(text):
        place.role = plain
    elif is_state(plain):
        place.open_delegation(plain)
    elif names_section(text, lines[0], measures) or _is_larger(lines[0], measures):
        place.open_section(plain)
    else:
        place.open_delegation(text)


def _is_larger(line: Line, measures: Measures) -> bool:
    larger = measures.heading_size > 0 and line.height > measures.heading_size + 0.9
    return larger and measures.may_be_section(line)
