"""Measurements of a document's own layout: type of headings, white space, length of lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from meetings.reading.documents.page import FURNITURE, Line
from meetings.reading.documents.titled import Titles
from meetings.words.sections import is_section, plain_heading, without_continued

Style = tuple[bool, bool, float, bool, str]  # bold, italic, size, capitals, place

_BLOCK = 1.35  # of the usual distance between lines: more is white between entries
_COMMON = 0.05  # share of lines that makes a distance usual
_MOSTLY = 0.6
_MOST_BELOW = 0.5  # share of a heading's appearances right below a name: people without a post stand above those
_LARGER = 0.75  # points by which a type is another size
_INDENT = 4.0  # points by which an indent differs
# Widths of the letters of Times, in ems: official documents are set in it, and other faces differ little.
_LETTERS = {
    letter: width
    for letters, width in (
        ("aceàáâäãåçèéêë", 0.444),
        ("fr-'’()[]", 0.333),
        ("ijltìíîï/ .,;:", 0.27),
        ("sJ", 0.389),
        ("m", 0.778),
        ("wADGHKNOQUVXY&ÀÁÂÄÔÖÓÜÚÑ", 0.722),
        ("BCRÇ", 0.667),
        ("ELTZÉÈÊ", 0.611),
        ("FPSŞ", 0.556),
        ("IÎÍ|", 0.333),
        ("MW@%—", 0.9),
    )
    for letter in letters
}


@lru_cache(maxsize=65_536)
def text_width(text: str) -> float:
    """About how wide a text is in proportional letters, in ems; for readers that know no positions."""
    return sum(_LETTERS.get(letter) or (0.68 if letter.isupper() else 0.5) for letter in text)


@dataclass
class Measures:
    """Everything that was measured; an empty set or zero says that the document shows no such difference."""

    titles: Titles
    pitch: float = 0.0  # usual distance of lines, in heights
    spaced: bool = False  # white stands above the people
    headings: set[Style] = field(default_factory=set)
    typed: bool = False  # headings differ from people in more than capitals
    by_alphabet: bool = False  # headings are told by their alphabetical order, see alphabet.py
    alphabetical: dict[int, int] = field(
        default_factory=dict
    )  # by id, which heading a line told by the alphabet belongs to
    indents: bool = True  # names begin at one edge, so that an indent says something
    heading_size: float = 0.0  # of the most common heading
    sections: set[Style] = field(default_factory=set)  # in which sections stand and delegations do not
    delegations: set[Style] = field(default_factory=set)  # headings in which delegations stand, where sections differ
    widths: dict[int, float] = field(default_factory=dict)  # by cell: how far a line runs
    family_capitals: bool = False  # family names stand in capitals
    wraps: bool = False  # long lines go on in the next

    def opens_block(self, line: Line) -> bool:
        return self.spaced and line.space >= _BLOCK * self.pitch

    def known_space(self, line: Line) -> bool:
        return self.spaced and line.space > 0

    def is_heading(self, line: Line) -> bool:
        return id(line) in self.alphabetical or (line.cell < 1 and style_of(line, self.indents) in self.headings)

    def in_type_of_sections(self, line: Line) -> bool:
        return style_of(line, self.indents) in self.sections

    def may_be_section(self, line: Line) -> bool:
        """The second witness of a section beside its words: in a document that shows its headings it stands in the type
        of sections, at least in that of a heading, and where sections differ, never in that of delegations."""
        if not self.typed:
            return True
        in_another = self.is_heading(line) and style_of(line, self.indents) not in self.delegations
        return in_another or self.in_type_of_sections(line)

    def runs_on(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line had no room on this one."""
        if not self.wraps or line.cell != following.cell:
            return False
        word = following.text.split(" ", 1)[0]
        needed = _width(following) * len(word) / max(1, len(following.text))
        space = _width(line) / max(1, len(line.text))
        return _width(line) + space + needed > self.widths.get(line.cell, 0.0) * 0.995


def style_of(line: Line, indents: bool = True) -> Style:
    place = "centre" if line.centred else f"{round(line.indent / 6)}" if indents else ""
    return line.bold, line.italic, round(line.height * 2) / 2, _in_capitals(line.text), place


@lru_cache(maxsize=65_536)
def _in_capitals(text: str) -> bool:
    plain = without_continued(text)
    return plain.upper() == plain and sum(map(str.isalpha, plain)) > 2


def measure(lines: list[Line], titles: Titles, is_state: Callable[[str], bool]) -> Measures:
    """Measure the lines of the list itself, which begins at its first person."""
    result = Measures(titles)
    printed = [line for line in lines if line.kind != FURNITURE]
    named = [titles.names_somebody(line.text) for line in printed]
    if not any(named):
        return result
    start = max(0, named.index(True) - 3)
    printed, named = printed[start:], named[start:]
    _measure_spaces(result, printed, named)
    _measure_headings(result, printed, named, is_state)
    _measure_sections(result, printed, named, is_state)
    _measure_widths(result, printed)
    names = [line.text for line, is_named in zip(printed, named, strict=True) if is_named]
    result.family_capitals = sum(map(_in_family_capitals, names)) >= _MOSTLY * len(names)
    return result


def _in_family_capitals(text: str) -> bool:
    return any(len(word) > 2 and word.isupper() and word.isalpha() for word in text.split(",")[0].split())


def _measure_spaces(result: Measures, lines: list[Line], named: list[bool]) -> None:
    spaces = Counter(round(line.space, 1) for line in lines if line.space > 0)
    total = sum(spaces.values())
    result.pitch = min((space for space, count in spaces.items() if count >= total * _COMMON), default=0.0)
    known = [line for line, is_named in zip(lines, named, strict=True) if is_named and line.space > 0]
    spaced = sum(line.space >= _BLOCK * result.pitch for line in known)
    result.spaced = bool(known) and spaced >= _MOSTLY * len(known) and len(spaces) > 1


def _measure_headings(result: Measures, lines: list[Line], named: list[bool], is_state: Callable[[str], bool]) -> None:
    """Styles that stand out from the people's and do not stand directly below a name."""
    people = Counter(
        (line.bold, line.italic, round(line.height * 2) / 2, round(line.indent))
        for line, is_named in zip(lines, named, strict=True)
        if is_named
    )
    person, count = people.most_common(1)[0]
    result.indents = count >= _MOSTLY * sum(people.values())
    runs: Counter[Style] = Counter()
    below: Counter[Style] = Counter()  # directly under a name
    known: Counter[Style] = Counter()  # naming a State or a section
    inside: Counter[Style] = Counter()  # without white above, where the document parts entries by white
    for position, line in enumerate(lines):
        if named[position] or line.cell:
            continue
        style = style_of(line, result.indents)
        if position and not named[position - 1] and style_of(lines[position - 1], result.indents) == style:
            continue
        runs[style] += 1
        if position and named[position - 1] and 0 < line.space < _BLOCK * result.pitch:
            below[style] += 1
        known[style] += is_section(line.text) or is_state(plain_heading(line.text))
        inside[style] += result.known_space(line) and not result.opens_block(line)
    heights = _heights(lines, named, result.indents)
    for style, count in runs.items():
        if below[style] > _MOST_BELOW * count or inside[style] > 0.5 * count:
            continue
        if not _is_emphasised(style, person, heights[style] - heights[None]):
            continue
        # Capitals alone may be acronyms; where no white tells them apart, the names that they spell must.
        only_capitals = style[:3] == person[:3] and style[4] != "centre" and not _is_outdented(style, person)
        if not only_capitals or result.spaced or known[style] >= 0.3 * count:
            result.headings.add(style)
            result.typed = result.typed or not only_capitals
    untitled = [line for line, is_named in zip(lines, named, strict=True) if not is_named]
    sizes = Counter(style_of(line, result.indents)[2] for line in untitled if result.is_heading(line))
    result.heading_size = sizes.most_common(1)[0][0] if sizes else 0.0


def _heights(lines: list[Line], named: list[bool], indents: bool) -> dict[Style | None, float]:
    """How high the letters of each style are on average; of people under None."""
    found: defaultdict[Style | None, list[float]] = defaultdict(list)
    for line, is_named in zip(lines, named, strict=True):
        found[None if is_named else style_of(line, indents)].append(line.height)
    return {style: sum(heights) / len(heights) for style, heights in found.items()}


def _measure_sections(result: Measures, lines: list[Line], named: list[bool], is_state: Callable[[str], bool]) -> None:
    """In which styles sections stand, where they differ from those of delegations.

    The words alone say little: "International Organizations" may be a delegation. A sure section has another heading
    below it, that of its first delegation.
    """
    all_of: Counter[Style] = Counter()
    named_so: Counter[Style] = Counter()
    states: set[Style] = set()
    sure: set[Style] = set()
    for at, line in enumerate(lines):
        if named[at] or line.cell or not result.is_heading(line):
            continue
        style = style_of(line, result.indents)
        following = lines[at + 1] if at + 1 < len(lines) and not named[at + 1] else None
        all_of[style] += 1
        if is_state(plain_heading(line.text)):
            states.add(style)
        elif is_section(line.text):
            named_so[style] += 1
            if following is not None and result.is_heading(following) and not is_section(_joined(line, following)):
                sure.add(style)
        elif following is not None and is_section(_joined(line, following)):
            named_so[style] += 1
    sections = {style for style in sure - states if named_so[style] > 0.5 * all_of[style]}
    if sections and sure <= sections:  # else one type serves both
        result.sections = sections
        result.delegations = {style for style in all_of if named_so[style] <= 0.5 * all_of[style] or style in states}


def _joined(line: Line, following: Line) -> str:
    return f"{line.text} {following.text}"


def _is_emphasised(style: Style, person: tuple[bool, bool, float, int], larger: float) -> bool:
    """``larger``: by how many points than the people, on average; half a point more is no heading."""
    bold, italic, _size, capitals, place = style
    person_bold, person_italic, _, _ = person
    if larger > _LARGER:
        return True
    if larger < -_LARGER:
        return False
    emphasised = (bold and not person_bold) or (italic and not person_italic) or capitals
    return emphasised or place == "centre" or _is_outdented(style, person)


def _is_outdented(style: Style, person: tuple[bool, bool, float, int]) -> bool:
    return style[4] not in ("centre", "") and int(style[4]) * 6 < person[3] - _INDENT


def _measure_widths(result: Measures, lines: list[Line]) -> None:
    widths: defaultdict[int, list[float]] = defaultdict(list)
    going_on = 0
    for line in lines:
        if not result.is_heading(line):
            widths[line.cell].append(_width(line))
            going_on += line.text[:1].islower()
    result.widths = {cell: sorted(found)[int(len(found) * 0.998) - 1] for cell, found in widths.items()}
    printed = any(line.top > 0 for line in lines)  # lines of a page, not paragraphs
    result.wraps = printed or going_on >= max(2, len(lines) // 200)


def _width(line: Line) -> float:
    return line.right - line.left if line.right > line.left else text_width(line.text)
