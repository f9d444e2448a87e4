"""Finding delegations by alphabetical order, in text that shows no headings.

Copied text loses its type faces and often its blank lines; "Alcan Inc." between two people may be where the first
works or whom the second represents. The delegations of a section follow the alphabet, the employers of its people do
not. So the headings are the chain of candidates in alphabetical order that explains most; how much speaks for each
candidate is weighed in ``evidence``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log

from meetings.reading.documents.evidence import Candidate, Evidence, Gap, keys_of
from meetings.reading.documents.headings import opens_section
from meetings.reading.documents.measures import Measures
from meetings.reading.documents.occupation import leads_with
from meetings.reading.documents.page import FURNITURE, Line

_MOSTLY_ORDERED = 0.75
_STATES_AMONG = 0.15  # of the gaps between people, from which on a section is one of States
_ROUNDS = 20
_DOUBT = 1.0  # by which another chain may fall short of the best one and still be what the list says

_SAME = 0.01
_FEW = 5  # organisations, of which no share is worth much
_LAST = "\U0010ffff"  # behind every key

Gaps = list[list[Candidate]]


@dataclass
class AlphabeticalHeadings:
    """Headings found by the alphabet. ``headings``: by the id of each of its lines, which heading; ``doubtful``: first
    lines of what may be none."""

    headings: dict[int, int]
    doubtful: list[Line]
    sections: int = 0  # told by the alphabet


def in_alphabetical_order(delegations: list[tuple[str, str]]) -> bool:
    """Whether (section, delegation) pairs as printed mostly follow the alphabet, section by section."""
    steps = [
        keys_of(delegation)[0] <= keys_of(following)[0]
        for (section, delegation), (next_section, following) in pairwise(delegations)
        if section == next_section
    ]
    return bool(delegations) and sum(steps) >= _MOSTLY_ORDERED * len(steps)


def headings_by_alphabet(
    lines: list[Line], measures: Measures, is_state: Callable[[str], bool]
) -> AlphabeticalHeadings:
    """The headings of delegations, and where the text leaves open whether there is one."""
    sections = _gaps(lines, measures, is_state)
    evidence = Evidence([gap for gaps in sections for gap in gaps], measures, is_state)
    found = AlphabeticalHeadings({}, [])
    for gaps in sections:
        if _shows_headings(gaps, measures):
            continue
        evidence.shapes.clear()
        chain = _best_chain(gaps, evidence)
        evidence.turn_to(gaps, chain.members)
        chain = _best_chain(gaps, evidence)
        for candidate in chain.members:
            number = len(found.headings)
            found.headings.update((id(line), number) for line in candidate.lines)
        found.sections += len(gaps) > 1
        found.doubtful += [candidate.lines[0] for candidate in chain.doubtful()]
    return found


def _shows_headings(gaps: list[Gap], measures: Measures) -> bool:
    """Whether a section prints its delegations in a way of their own, as in capitals."""
    shown = [gap.lines[-1].text for gap in gaps if gap.lines and measures.is_heading(gap.lines[-1])]
    return len(shown) > 1 and in_alphabetical_order([("", text) for text in shown])


def _gaps(lines: Iterable[Line], measures: Measures, is_state: Callable[[str], bool]) -> list[list[Gap]]:
    """Section by section, the lines between two people; above the first of a section nobody's employer stands."""
    sections: list[list[Gap]] = [[]]
    gap = Gap()
    above: Line | None = None
    printed = [line for line in lines if line.kind != FURNITURE]
    for line, following in zip(printed, [*printed[1:], None], strict=False):
        if above is not None and above.page != line.page and (len(sections) > 1 or sections[-1]):
            gap.page_top = len(gap.lines)
        if measures.titles.names_somebody(line.text):
            sections[-1].append(gap)
            gap = Gap()
        elif opens_section(line, above, following, measures, is_state):
            sections.append([])
            gap = Gap(opens=True)
        else:
            gap.lines.append(line)
        above = line
    return sections


def _only_certain(gaps: Gaps) -> Gaps:
    """Where States stand one after the other, what is no State is no delegation."""
    states = sum(any(candidate.state for candidate in gap) for gap in gaps)
    if states < max(2, _STATES_AMONG * len(gaps)):
        return gaps
    return [[candidate for candidate in gap if candidate.state or candidate.again] for gap in gaps]


def _best_chain(gaps: list[Gap], evidence: Evidence) -> _Chain:
    candidates = _only_certain([evidence.candidates(gap, number) for number, gap in enumerate(gaps)])
    return max((_Chain(candidates, order) for order in (0, 1)), key=lambda chain: chain.total)


def _is_post(candidate: Candidate) -> bool:
    return leads_with(candidate.lines[0].text) == "post"


class _Chain:
    """The heaviest chain of candidates, one at most from each gap, whose keys never go back in the alphabet.

    A key comes again only where the heading is printed again.
    """

    def __init__(self, gaps: Gaps, order: int) -> None:
        self.gaps = gaps
        self.order = order  # which of the keys
        self.worthy = [[candidate for candidate in gap if candidate.worth > 0] for gap in gaps]
        self.keys_of_gap = [gap[-1].keys[order] if gap and not _is_post(gap[-1]) else "" for gap in gaps]
        self.keys = sorted(set(filter(None, self.keys_of_gap)))
        places = sorted({self._place(candidate) for gap in self.worthy for candidate in gap})
        self.places = {place: at for at, place in enumerate(places, 1)}
        self.crowd: dict[int, float] = {}
        self.members: list[Candidate] = []
        self.total = 0.0
        for _ in range(_ROUNDS):
            self._find()
            if not self._crowded():
                break

    def doubtful(self) -> list[Candidate]:
        """What could join or leave the chain at hardly any cost."""
        upwards, downwards = self._climb(), self._climb(backwards=True)
        chosen = set(map(id, self.members))
        taken = {candidate.gap for candidate in self.members}
        found = []
        for candidate in (candidate for gap in self.worthy for candidate in gap):
            worth = self._worth(candidate)
            through = upwards[id(candidate)][0] + downwards[id(candidate)][0] - worth
            outside = candidate.gap not in taken and through > self.total - _DOUBT
            if worth < _DOUBT if id(candidate) in chosen else outside:
                found.append(candidate)
        return found

    def _place(self, candidate: Candidate) -> tuple[str, bool]:
        return candidate.keys[self.order], candidate.again

    def _worth(self, candidate: Candidate) -> float:
        return candidate.worth - self.crowd.get(id(candidate), 0.0)

    def _find(self) -> None:
        upwards = self._climb()
        everyone = (candidate for gap in self.worthy for candidate in gap)
        last = max(everyone, key=lambda candidate: upwards[id(candidate)][0], default=None)
        self.total = upwards[id(last)][0] if last else 0.0
        self.members = []
        while last is not None:
            self.members.append(last)
            last = upwards[id(last)][1]
        self.members.reverse()

    def _climb(self, *, backwards: bool = False) -> dict[int, tuple[float, Candidate | None]]:
        """By candidate: the worth of the best chain that ends with it, and its last but one."""
        size = len(self.places) + 1
        heaviest: list[tuple[float, Candidate | None]] = [(0.0, None)] * size  # a Fenwick tree by place
        found: dict[int, tuple[float, Candidate | None]] = {}
        for gap in reversed(self.worthy) if backwards else self.worthy:
            for candidate in gap:
                at = self._at(candidate, backwards) - (not candidate.again)
                before: tuple[float, Candidate | None] = (0.0, None)
                while at > 0:
                    before = max(before, heaviest[at], key=lambda each: each[0])
                    at -= at & -at
                found[id(candidate)] = before[0] + self._worth(candidate), before[1]
            for candidate in gap:
                at = self._at(candidate, backwards)
                while at < size:
                    if heaviest[at][0] < found[id(candidate)][0]:
                        heaviest[at] = found[id(candidate)][0], candidate
                    at += at & -at
        return found

    def _at(self, candidate: Candidate, backwards: bool) -> int:
        at = self.places[self._place(candidate)]
        return len(self.places) + 1 - at if backwards else at

    def _crowded(self) -> bool:
        """Weigh down what may be in the alphabet's order by chance; true if the chain may change by that.

        Among the employers within one delegation some are in order with its neighbours, and others like them are not:
        the California Energy Commission sends people with the California Climate Action Registry. Where several
        neighbours would fall, the least likely one does, and the others are weighed again without it.
        """
        around = list(zip([None, *self.members], self.members, [*self.members[1:], None], strict=False))
        crowd = {id(each): self._crowd(before, each, after) for before, each, after in around if not each.certain}
        left = [each.worth - crowd.get(id(each), 0.0) for each in self.members]
        changed = False
        for at, each in enumerate(self.members):
            least = left[at] <= min(left[max(0, at - 1) : at + 2])
            if id(each) in crowd and (left[at] > 0 or least):
                changed = self._weigh(each, crowd[id(each)]) or changed
        return self._weigh_again() or changed

    def _weigh_again(self) -> bool:
        """Weigh what fell where it stands now that others fell."""
        gaps = [each.gap for each in self.members]
        chosen = set(map(id, self.members))
        changed = False
        for candidate in (each for gap in self.worthy for each in gap if id(each) in self.crowd):
            if id(candidate) in chosen:
                continue
            at = bisect_left(gaps, candidate.gap)
            before = self.members[at - 1] if at else None
            after = self.members[at] if at < len(gaps) else None
            in_order = (before is None or self._place(before) <= self._place(candidate)) and (
                after is None or self._place(candidate) <= self._place(after)
            )
            if in_order:
                changed = self._weigh(candidate, self._crowd(before, candidate, after)) or changed
        return changed

    def _weigh(self, candidate: Candidate, crowd: float) -> bool:
        changed = abs(crowd - self.crowd.get(id(candidate), 0.0)) > _SAME
        self.crowd[id(candidate)] = crowd
        return changed

    def _crowd(self, before: Candidate | None, candidate: Candidate, after: Candidate | None) -> float:
        """How likely a place between its neighbours is by chance, in the measure of ``worth``.

        Others between them stand before it that should follow, or behind it that should not; or what stands elsewhere
        in the list would often fit in between.
        """
        own = candidate.keys[self.order]
        low, high = self._bounds(before, candidate, after)
        first = before.gap + 1 if before else 0
        last = after.gap if after else len(self.gaps)
        earlier = self._between(self.gaps[first : candidate.gap], own, high)
        later = self._between(self.gaps[candidate.gap + 1 : last], low, own)
        within = set(filter(None, self.keys_of_gap[first:last]))
        fitting = bisect_left(self.keys, high) - bisect_right(self.keys, low) - sum(low < key < high for key in within)
        elsewhere = fitting / (len(self.keys) - len(within) + _FEW)
        return log(1 + (earlier + later) / 2 + elsewhere * len(self.gaps) / max(1, len(self.members)))

    def _bounds(self, before: Candidate | None, candidate: Candidate, after: Candidate | None) -> tuple[str, str]:
        """The keys of the neighbours; an open end of the list is as far off as the other neighbour."""
        low = before.keys[self.order] if before else ""
        high = after.keys[self.order] if after else _LAST
        own = bisect_left(self.keys, candidate.keys[self.order])
        if before and not after:
            end = 2 * own - bisect_left(self.keys, low)
            high = self.keys[end] if end < len(self.keys) else _LAST
        elif after and not before:
            begin = 2 * own - bisect_left(self.keys, high)
            low = self.keys[begin] if begin >= 0 else ""
        return low, high

    def _between(self, gaps: Gaps, low: str, high: str) -> int:
        """How many different texts the gaps hold between two keys."""
        return len({gap[-1].lines[0].text for gap in gaps if any(low < each.keys[self.order] < high for each in gap)})
