"""Delegations of a text that shows no headings: told by the alphabet, in which lists of participants stand.

Copied text loses its type faces and often its blank lines; "Alcan Inc." between two people may be where the first
works or whom the second represents. The delegations of a section follow the alphabet, the employers of its people do
not. So the headings are the chain of candidates in alphabetical order that explains most.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from meetings.roster.reading.documents.headings import opens_section
from meetings.roster.reading.documents.measures import Measures
from meetings.roster.reading.documents.occupation import leads_with
from meetings.roster.reading.documents.page import FURNITURE, Line
from meetings.roster.reading.documents.people import connects, without_footnote
from meetings.roster.sections import plain_heading, without_continued
from meetings.roster.synonyms import fold

_MOSTLY_ORDERED = 0.75
_STATES_AMONG = 0.15  # of the gaps between people, from which on a section is one of States
_MOST_LINES = 4  # of one heading
_ARTICLES = re.compile(r"^(?:the|la|le|les|el|los|las|l['’])\s*", re.IGNORECASE)
# How much speaks for a candidate; a chain is worth the sum of its headings.
_PLAIN, _BODY, _STATE, _MARKED, _CONTINUED = 1.0, 0.5, 3.0, 2.0, 50.0  # what is continued was a heading before
_POST, _BROKEN, _REPEATED, _LONGER, _UNFILLED = -4.0, -6.0, -1.5, -0.4, -0.9


@dataclass(slots=True)
class _Candidate:
    lines: list[Line]
    key: str
    worth: float
    certain: bool = False  # the name of a State, or marked as a heading
    best: float = 0.0  # of the chain that ends here
    before: _Candidate | None = None


def in_alphabetical_order(delegations: list[tuple[str, str]]) -> bool:
    """Whether (section, delegation) pairs as printed mostly follow the alphabet, section by section."""
    steps = [
        _key(delegation) <= _key(following)
        for (section, delegation), (next_section, following) in pairwise(delegations)
        if section == next_section
    ]
    return bool(delegations) and sum(steps) >= _MOSTLY_ORDERED * len(steps)


def headings_by_alphabet(lines: list[Line], measures: Measures, is_state: Callable[[str], bool]) -> set[int]:
    """The ids of the lines that are headings."""
    texts = Counter(line.text for line in lines)
    found: set[int] = set()
    gaps: list[list[_Candidate]] = []
    gap: list[Line] = []
    above: Line | None = None
    for line in lines:
        if line.kind == FURNITURE:
            continue
        before, above = above, line
        if measures.titles.names_somebody(line.text):
            if gap:
                gaps.append(_candidates(gap, texts, measures, is_state))
            gap = []
        elif opens_section(line, before, measures):
            found |= _chain(gaps)
            gaps, gap = [], []
        else:
            gap.append(line)
    return found | _chain(gaps)


def _candidates(
    gap: list[Line], texts: Counter[str], measures: Measures, is_state: Callable[[str], bool]
) -> list[_Candidate]:
    """The headings that the last lines before a name may be, from one line to several."""
    candidates = []
    for start in range(max(0, len(gap) - _MOST_LINES), len(gap)):
        lines = gap[start:]
        text = " ".join(line.text for line in lines)
        worth = _worth(lines, text, texts, measures, is_state)
        if start and (connects(gap[start - 1].text) or lines[0].text.startswith("(")):
            worth += _BROKEN
        if worth > 0:
            key = _key(without_footnote(without_continued(text)))
            candidates.append(_Candidate(lines, key, worth, certain=worth >= _STATE))
    return candidates


def _key(text: str) -> str:
    return fold(_ARTICLES.sub("", text))


def _worth(
    lines: list[Line], text: str, texts: Counter[str], measures: Measures, is_state: Callable[[str], bool]
) -> float:
    plain = without_footnote(without_continued(text))
    if is_state(plain_heading(plain)):
        return _STATE
    worth = _PLAIN
    if text[:1].islower() or connects(plain):
        worth += _BROKEN
    if without_continued(text) != text:
        worth += _CONTINUED
    if without_footnote(lines[-1].text) != lines[-1].text or plain != without_continued(text):
        worth += _MARKED
    leads = leads_with(plain)
    worth += _POST if leads == "post" else _BODY if leads == "body" else 0.0
    worth += _REPEATED if texts[lines[0].text] > 2 and plain == text else 0.0
    for above, line in pairwise(lines):
        full = measures.runs_on(above, line) or connects(above.text) or line.text.startswith("(")
        worth += _LONGER if full else _UNFILLED
    return worth


def _chain(gaps: list[list[_Candidate]]) -> set[int]:
    """The heaviest chain of candidates, one at most from each gap, whose keys never go back in the alphabet."""
    gaps = _only_certain(gaps)
    keys = sorted({candidate.key for gap in gaps for candidate in gap})
    best: list[_Candidate | None] = [None] * (len(keys) + 1)  # a Fenwick tree of the best chain up to a key
    for gap in gaps:
        for candidate in gap:
            candidate.before = _best_up_to(best, bisect_left(keys, candidate.key) + 1)
            candidate.best = candidate.worth + (candidate.before.best if candidate.before else 0.0)
        for candidate in gap:
            at = bisect_left(keys, candidate.key) + 1
            while at < len(best):
                there = best[at]
                if there is None or there.best < candidate.best:
                    best[at] = candidate
                at += at & -at
    last = _best_up_to(best, len(keys))
    found: set[int] = set()
    while last is not None:
        found |= {id(line) for line in last.lines}
        last = last.before
    return found


def _only_certain(gaps: list[list[_Candidate]]) -> list[list[_Candidate]]:
    """Where States stand one after the other, what is no State is no delegation."""
    certain = [[candidate for candidate in gap if candidate.certain] for gap in gaps]
    states = sum(map(bool, certain))
    return certain if states >= max(2, _STATES_AMONG * len(gaps)) else gaps


def _best_up_to(best: list[_Candidate | None], at: int) -> _Candidate | None:
    heaviest: _Candidate | None = None
    while at:
        there = best[at]
        if there is not None and (heaviest is None or there.best > heaviest.best):
            heaviest = there
        at -= at & -at
    return heaviest
