"""Weighing the evidence that lines between two people are the heading of a delegation.

Weighed, and added up, as chances are: what the words say, whether the person above would have as much behind the name
as others have, whether the lines break where a larger type breaks, what is printed again at the top of the next page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from meetings.reading.documents.measures import Measures, text_width
from meetings.reading.documents.occupation import leads_with
from meetings.reading.documents.page import Line
from meetings.reading.documents.people import connects, without_footnote
from meetings.words.sections import plain_heading, without_continued
from meetings.words.synonyms import fold_header

_MOST_LINES = 4  # of one heading
_ARTICLES = re.compile(r"^(?:(?:the|la|le|les|el|los|las)\s+|l['’]\s*)", re.IGNORECASE)
_GOES_ON = re.compile(r"[a-zà-öø-ÿ(&]")
_PLAIN, _BODY, _STATE, _MARKED = 0.7, 0.5, 3.0, 2.0
_SAID = 50.0  # it is continued, or stands where nothing but a heading can
_PRINTED_AGAIN = 20.0  # on a later page, as continued
_POST, _BROKEN, _FULL, _REPEATED = -4.0, -6.0, -1.5, -2.5
_TOO_WIDE, _BREAKS_EARLY, _UNFILLED, _LONGER, _HAD_ROOM = -6.0, 1.0, -0.9, -0.4, -4.0
_MOST_SHAPE = 2.0
_MOSTLY = 0.7  # of the pages that begin with no person begin with a heading that is continued
_CERTAIN = 8  # lines of headings from which on their own width is known
_LARGER = 0.94  # of the width of other lines: narrower are lines in a larger type
_SLACK = 1.03  # how far a line may run beyond the widest of a few


@dataclass(slots=True)
class Gap:
    """The lines between two people; from ``page_top`` on they stand on the next page."""

    lines: list[Line] = field(default_factory=list)
    opens: bool = False  # a section begins here
    page_top: int | None = None


@dataclass(slots=True)
class Candidate:
    """Lines that may be the heading of a delegation. ``keys`` are its places in the alphabet, see ``keys_of``;
    ``again``: it may be the heading above once more."""

    gap: int  # of its section
    lines: list[Line]
    keys: tuple[str, str]
    worth: float
    state: bool
    certain: bool  # no chance places it
    again: bool


def keys_of(text: str) -> tuple[str, str]:
    """Where a delegation stands in the alphabet, without its article: by its words, and by its letters and signs."""
    plain = _ARTICLES.sub("", without_footnote(without_continued(text)))
    signs = "".join(letter for letter in unicodedata.normalize("NFD", plain.casefold()) if letter.isascii())
    return fold_header(plain), signs


class Evidence:
    """What a whole list shows, and what it says about a candidate."""

    def __init__(self, gaps: list[Gap], measures: Measures, is_state: Callable[[str], bool]) -> None:
        self.measures = measures
        self.is_state = is_state
        tails = [gap for gap in gaps if not _continued_up_to(gap)]
        self.texts = Counter(keys_of(_together(lines))[0] for gap in tails for _, lines in _tails(gap.lines))
        tops = [gap for gap in gaps if gap.page_top is not None and gap.lines[gap.page_top :]]
        continued = sum(1 for gap in tops if _continued_up_to(gap))
        self.headings_on_top = continued > 1 and continued >= _MOSTLY * len(tops)
        said = [lines for gap in gaps if (lines := self._said(gap))]
        self.again = {keys_of(_together(lines))[0] for lines in said}
        self.shapes: Counter[str] = Counter()
        starred = [gap.lines[-1] for gap in tails if gap.lines and _has_footnote(gap.lines)]
        self.heading_width = self._heading_width(said, starred)

    def turn_to(self, gaps: list[Gap], headings: Iterable[Candidate] = ()) -> None:
        """Turn to a section: what its people have behind their names, as far as its headings are known.

        Experts of organisations have no ministry, so sections differ.
        """
        first = {candidate.gap: len(gaps[candidate.gap].lines) - len(candidate.lines) for candidate in headings}
        self.shapes = Counter(
            self._shape(gap.lines[: first.get(number)]) for number, gap in enumerate(gaps) if not self._said(gap)
        )

    def candidates(self, gap: Gap, number: int) -> list[Candidate]:
        """The headings that the last lines before a name may be, from one line to several."""
        if said := self._said(gap):
            return [self._candidate(number, said, _SAID, certain=True)]
        return [
            self._candidate(number, lines, self._worth(lines, before), certain=False)
            for before, lines in _tails(gap.lines)
        ]

    def _candidate(self, number: int, lines: list[Line], worth: float, *, certain: bool) -> Candidate:
        text = _together(lines)
        state = self.is_state(plain_heading(without_footnote(without_continued(text))))
        again = certain or without_footnote(text) != text
        return Candidate(number, lines, keys_of(text), worth, state, certain or state or worth >= _STATE, again)

    def _said(self, gap: Gap) -> list[Line]:
        """The lines that are a heading whatever they say: they open a section or a page, or are continued."""
        end = _continued_up_to(gap)
        lines: list[Line] = []
        if gap.opens:
            lines = gap.lines[: end or None]
        elif gap.page_top is not None and self.headings_on_top:
            lines = gap.lines[gap.page_top : end or None]
        elif end:
            tails = (lines for _, lines in _tails(gap.lines[:end]))
            lines = next((lines for lines in tails if keys_of(_together(lines))[0] in self.texts), [])
        return lines if len(lines) <= _MOST_LINES else []

    def _heading_width(self, said: list[list[Line]], starred: list[Line]) -> float:
        """How wide lines of headings get, where they are set in a larger type than the rest, else 0."""
        most = _LARGER * self.measures.widths.get(0, 0.0)
        widest = max((_width(line) for lines in said for line in lines), default=0.0)
        if sum(len(lines) - 1 for lines in said) < _CERTAIN or widest > most:
            return 0.0
        return max([widest, *(width for line in starred if (width := _width(line)) < most)])

    def _shape(self, lines: list[Line]) -> str:
        """What stands behind a name, a letter for each post (p) or anything else (b)."""
        shape = ""
        for position, line in enumerate(lines):
            if not position or not self._goes_on(lines[position - 1], line):
                shape += "p" if leads_with(line.text) == "post" else "b"
        return shape[:5]

    def _goes_on(self, above: Line, line: Line) -> bool:
        return _wants_more(above, line) or self.measures.runs_on(above, line)

    def _worth(self, lines: list[Line], before: list[Line]) -> float:
        text = _together(lines)
        plain = without_footnote(text)
        worth = _BROKEN if connects(plain) else _PLAIN
        if before and self._goes_on(before[-1], lines[0]):
            worth += _BROKEN if _wants_more(before[-1], lines[0]) else _FULL
        key = keys_of(text)[0]
        if key in self.again:
            worth += _PRINTED_AGAIN
        if self.is_state(plain_heading(plain)):
            return worth + _STATE
        worth += _MARKED if plain != text else _REPEATED if self.texts[key] > 1 else 0.0
        leads = leads_with(plain)
        worth += _POST if leads == "post" else _BODY if leads == "body" else 0.0
        worth += self._fits_person(before, [*before, *lines])
        return worth + self._breaks(lines)

    def _fits_person(self, without: list[Line], with_them: list[Line]) -> float:
        """Whether people have more often behind their names what is above the lines, or that and the lines."""
        if not self.shapes:
            return 0.0
        odds = log((self.shapes[self._shape(without)] + 1) / (self.shapes[self._shape(with_them)] + 1))
        return max(-_MOST_SHAPE, min(_MOST_SHAPE, odds))

    def _breaks(self, lines: list[Line]) -> float:
        """Whether the lines break where headings break, or where the others do."""
        width = self.heading_width
        worth = _TOO_WIDE if width and any(_width(line) > width * _SLACK for line in lines) else 0.0
        for above, line in pairwise(lines):
            filled = text_width(f"{above.text} {line.text.split(' ', 1)[0]}")
            if self.measures.runs_on(above, line) or connects(above.text):
                worth += _LONGER
            elif width:
                worth += _BREAKS_EARLY if filled > width / _SLACK else _HAD_ROOM
            else:
                worth += _UNFILLED
        return worth


def _continued_up_to(gap: Gap) -> int:
    """Behind which line a heading ends that is continued from the page before, or 0."""
    marked = [at for at, line in enumerate(gap.lines, 1) if without_continued(f"x {line.text}") != f"x {line.text}"]
    return marked[-1] if marked else 0


def _width(line: Line) -> float:
    return text_width(without_footnote(without_continued(line.text)))


def _has_footnote(lines: list[Line]) -> bool:
    return without_footnote(lines[-1].text) != lines[-1].text


def _tails(lines: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """(the lines above, the last lines) for each number of last lines, most first."""
    first = max(0, len(lines) - _MOST_LINES)
    return [(lines[:start], lines[start:]) for start in range(first, len(lines))]


def _wants_more(above: Line, line: Line) -> bool:
    return bool(_GOES_ON.match(line.text)) or connects(above.text)


def _together(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines)
