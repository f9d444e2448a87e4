"""What a careful reader can work out from the printed numbers of several meetings together.

The women, the men and the rest of a meeting are bound by its total, and the women of all meetings by the women of the
pool: sums in a circle, which ``recovery`` cannot follow. But three numbers within ranges of each and of their sum are a
set of a known kind (an integral generalized polymatroid): it is told by the least and the most of every sum of some of
them, such sets add up sum by sum, and of two of them that overlap the corners are whole numbers. So this is exact, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reports.releases.disclosure.policy import PEOPLE
from reports.releases.disclosure.recovery import Name, Range, Sums, remaining_ranges

Some = frozenset[str]
Region = dict[Some, Range]
"""The least and the most of every sum of some of the three numbers."""
EVERY: Some = frozenset(PEOPLE)
SOME = [frozenset(names) for size in (1, 2, 3) for names in combinations(PEOPLE, size)]
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Member:
    """One meeting as a reader knows it: ranges and sums as in ``recovery``; ``whole`` names its row of everyone."""

    whole: str
    ranges: dict[Name, Range]
    sums: Sums

    def with_at_least(self, people: int) -> Member:
        low, high = self.ranges[self.whole, TOTAL]
        return Member(self.whole, self.ranges | {(self.whole, TOTAL): (max(low, people), high)}, self.sums)


def joint_candidates(pool: Mapping[str, Range], members: Sequence[Member]) -> int:
    """How many values the number with the fewest can have, of the pool and of every meeting in it; 0 when none adds up.

    ``pool`` gives the range of each of the three numbers and of their total.
    """
    everyone, alone = _region(pool), [_of_member(member) for member in members]
    if everyone is None:
        return 0
    regions = [region for region in alone if region]
    if len(regions) < len(members):
        return 0
    all_of_them = _added(regions)
    fewest = _fewest(_spans(_met(everyone, all_of_them)))
    for place, member in enumerate(members):
        others = _added([*regions[:place], *regions[place + 1 :]])
        spans = _spans(_met(regions[place], _less(everyone, others)))
        if spans is None:
            return 0
        ranges = remaining_ranges(
            member.ranges | {(member.whole, name): ends for name, ends in spans.items()}, member.sums
        )
        fewest = min(fewest, _fewest(ranges))
    return fewest


def _fewest(ranges: Mapping[str, Range] | Mapping[Name, Range] | None) -> int:
    return 0 if ranges is None else min(high - low + 1 for low, high in ranges.values())


def _of_member(member: Member) -> Region | None:
    found = remaining_ranges(member.ranges, member.sums)
    return _region({name: found[member.whole, name] for name in (*PEOPLE, TOTAL)}) if found else None


def _region(ranges: Mapping[str, Range]) -> Region | None:
    """Three ranges and one of the total: the least and the most of every sum."""
    named: dict[Name, Range] = {(name,): ends for name, ends in ranges.items()}
    found = remaining_ranges(named, [((TOTAL,), [(name,) for name in PEOPLE])])
    if found is None:
        return None
    low, high = ({name: found[name,][end] for name in (*PEOPLE, TOTAL)} for end in (0, 1))
    region = {}
    for some in SOME:
        others = EVERY - some
        least, most = sum(low[name] for name in some), sum(high[name] for name in some)
        least = max(least, low[TOTAL] - sum(high[name] for name in others))
        most = min(most, high[TOTAL] - sum(low[name] for name in others))
        region[some] = least, most
    return region


def _added(regions: Sequence[Region]) -> Region:
    return {some: (sum(r[some][0] for r in regions), sum(r[some][1] for r in regions)) for some in SOME}


def _less(all_of_them: Region, others: Region) -> Region:
    return {some: (all_of_them[some][0] - others[some][1], all_of_them[some][1] - others[some][0]) for some in SOME}


def _met(one: Region, other: Region) -> Region:
    return {some: (max(one[some][0], other[some][0]), min(one[some][1], other[some][1])) for some in SOME}


def _spans(region: Region) -> dict[str, Range] | None:
    """The range of each number and of their total over all whole numbers in the region; None where there are none."""
    spans: dict[str, Range] = {}
    for name in PEOPLE:
        one, other = sorted(EVERY - {name})
        values = [value for value in _values(region, {name}) if _with(region, name, value, one, other)]
        if not values:
            return None
        spans[name] = values[0], values[-1]
    totals = [total for total in _values(region, EVERY) if _adding_up(region, total)]
    return spans | {TOTAL: (totals[0], totals[-1])} if totals else None


def _values(region: Region, some: set[str] | Some) -> range:
    low, high = region[frozenset(some)]
    return range(low, high + 1)


def _with(region: Region, name: str, value: int, one: str, other: str) -> bool:
    """Whether two numbers go with this value of the third."""
    ends = []
    for partner in (one, other):
        (low, high), (both_low, both_high) = region[frozenset({partner})], region[frozenset({name, partner})]
        ends.append((max(low, both_low - value), min(high, both_high - value)))
    (low, high), (all_low, all_high) = region[frozenset({one, other})], region[EVERY]
    low, high = max(low, all_low - value), min(high, all_high - value)
    return _possible(ends) and max(low, ends[0][0] + ends[1][0]) <= min(high, ends[0][1] + ends[1][1])


def _adding_up(region: Region, total: int) -> bool:
    """Whether three numbers have this total."""
    ends = []
    for name in PEOPLE:
        (low, high), (others_low, others_high) = region[frozenset({name})], region[EVERY - {name}]
        ends.append((max(low, total - others_high), min(high, total - others_low)))
    return _possible(ends) and sum(low for low, _high in ends) <= total <= sum(high for _low, high in ends)


def _possible(ends: Sequence[Range]) -> bool:
    return all(low <= high for low, high in ends)
