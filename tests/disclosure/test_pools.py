"""Pools of small closed meetings: which are made, what stays the same, and attacks on them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.measures.tally import Counts
from reports.releases.disclosure.cells import Cell, Published, people
from reports.releases.disclosure.joint import Member, joint_candidates
from reports.releases.disclosure.memory import Memory
from reports.releases.disclosure.policy import CLOSED, PEOPLE, POOL_PEOPLE, Policy, shares
from reports.releases.disclosure.pools import WHOLE, Occasion, Pool
from reports.releases.disclosure.publishable import Publication, publishable
from reports.releases.disclosure.recovery import Name, Range
from tests.disclosure.attacks import Knowledge, Terms, about, read
from tests.disclosure.closed_meetings import BY_MEETING, Delegate, cells_of, made_up
from tests.disclosure.release_sequences import Series
from tests.worlds.seeds import daily

ROUNDED_ONLY = replace(CLOSED, candidates=1)


def office(
    cells: Sequence[Cell], memory: Memory | None = None, policy: Policy = CLOSED, forum: str = "experts"
) -> Publication:
    """A release of meetings of one forum, one a year, in the order given."""
    meetings = list(dict.fromkeys(cell.meeting for cell in cells))
    occasions = {meeting: Occasion(forum, 2001 + place) for place, meeting in enumerate(meetings)}
    return publishable(cells, dict.fromkeys(meetings, policy), memory, occasions)


def whole(meeting: str, women: int, men: int, rest: int = 0) -> Cell:
    return people(BY_MEETING, meeting, Counts(women, men, 0, rest), variables=0)


def pools_of(publication: Publication) -> list[tuple[str, ...]]:
    return [pool.meetings for pool, row in publication.pools if not row.withheld]


# Which pools there are.


def test_consecutive_meetings_are_pooled_until_they_have_people_enough() -> None:
    cells = [whole("a", 20, 40), whole("b", 90, 90), whole("c", 20, 30), whole("d", 10, 30), whole("e", 20, 20)]
    found = office(cells)
    assert pools_of(found) == [("a", "c", "d")]
    ((pool, row),) = found.pools
    assert pool == Pool("experts", 1, ("a", "c", "d"), with_rows=True)
    assert row.numbers == {"women": 50, "men": 100, "not_recorded_as_woman_or_man": 0, "total": 150,
                           "women_and_men": 150}  # fmt: skip
    assert shares(row.numbers, CLOSED)["share_women"] == Fraction(33, 100)
    assert sum(cell.everyone for cell in (cells[0], cells[2])) < POOL_PEOPLE


def test_meetings_with_a_row_and_without_one_are_never_pooled_together() -> None:
    """What a pool leaves over beside its published meetings is nobody."""
    small = [whole(f"s{number}", 7, 10) for number in range(8)]
    large = [whole(f"l{number}", 20, 40) for number in range(2)]
    found = office([small[0], large[0], *small[1:], large[1]])
    assert pools_of(found) == [tuple(f"s{number}" for number in range(8)), ("l0", "l1")]
    assert office([*small[:7], large[0]]).pools == []


def test_a_pool_is_of_one_forum_and_of_two_meetings() -> None:
    cells = [whole("a", 40, 40), whole("b", 40, 40)]
    apart = publishable(cells, dict.fromkeys("ab", CLOSED), None, {"a": Occasion("x", 1), "b": Occasion("y", 1)})
    assert apart.pools == []
    assert office([whole("a", 10, 20, 200)]).pools == []
    assert pools_of(office(cells)) == [("a", "b")]


# What stays.


def test_a_pool_keeps_its_meetings_and_its_numbers() -> None:
    cells = [whole("b", 30, 35), whole("c", 30, 35)]
    first = office(cells)
    more = office([whole("a", 30, 35), *cells, whole("d", 30, 35)], first.memory)
    assert pools_of(more) == [("b", "c"), ("a", "d")]
    assert more.pools[0][1].numbers == first.pools[0][1].numbers
    one_more = office([whole("b", 33, 36), cells[1]], first.memory)
    assert one_more.pools[0][1].numbers == first.pools[0][1].numbers
    many_more = office([whole("b", 35, 37), cells[1]], first.memory)
    assert many_more.pools[0][1].numbers["women"] == 65


def test_a_pool_without_one_of_its_meetings_is_not_printed_and_not_made_anew() -> None:
    cells = [whole(name, 30, 35) for name in "abc"]
    first = office(cells[:2])
    without = office(cells[1:], first.memory)
    assert without.pools == []
    assert pools_of(office(cells, without.memory)) == [("a", "b")]


def test_who_was_too_small_for_a_row_when_pooled_stays_without_one() -> None:
    """Shown alone, all but one of them would tell that one."""
    small = [whole(f"s{number}", 7, 10) for number in range(8)]
    first = office(small)
    grown = [*small[:7], people(BY_MEETING, "s7", Counts(20, 40), variables=0)]
    second = office(grown, first.memory)
    assert all(row.withheld for row in second.cells)
    assert not office(grown).cells[-1].withheld


# What follows from the numbers of several meetings together.

ENDS = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda ends: (ends[0], ends[0] + ends[1]))
TOTALS = st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda ends: (ends[0], ends[0] + ends[1]))
KNOWN = st.tuples(ENDS, ENDS, ENDS, TOTALS).map(lambda known: dict(zip((*PEOPLE, "total"), known, strict=True)))
OF_POOL = st.tuples(
    *[st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda ends: (ends[0], ends[0] + ends[1]))] * 3,
    st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda ends: (ends[0], ends[0] + ends[1])),
).map(lambda known: dict(zip((*PEOPLE, "total"), known, strict=True)))


@settings(max_examples=300, deadline=None)
@given(OF_POOL, st.lists(KNOWN, min_size=1, max_size=3))
def test_what_follows_from_meetings_and_their_pool_is_exact(
    pool: Mapping[str, Range], known: list[dict[str, Range]]
) -> None:
    """Against trying every combination."""
    options = [_triples(ranges) for ranges in known]
    answers = [
        choice
        for choice in product(*options)
        if all(
            low <= sum(_number(one, name) for one in choice) <= high for name, (low, high) in pool.items()
        )
    ]  # fmt: skip
    found = joint_candidates(pool, [_member(ranges) for ranges in known])
    if not answers:
        assert found == 0
        return
    values = [
        {_number(choice[place], name) for choice in answers}
        for place in range(len(known))
        for name in (*PEOPLE, "total")
    ]
    values += [{sum(_number(one, name) for one in choice) for choice in answers} for name in (*PEOPLE, "total")]
    assert found == min(max(seen) - min(seen) + 1 for seen in values)
    assert all(len(seen) == max(seen) - min(seen) + 1 for seen in values)


def _triples(ranges: Mapping[str, Range]) -> list[tuple[int, ...]]:
    spans = [range(ranges[name][0], ranges[name][1] + 1) for name in PEOPLE]
    low, high = ranges["total"]
    return [three for three in product(*spans) if low <= sum(three) <= high]


def _number(three: tuple[int, ...], name: str) -> int:
    return sum(three) if name == "total" else three[PEOPLE.index(name)]


def _member(ranges: Mapping[str, Range]) -> Member:
    named: dict[Name, Range] = {("whole", name): ends for name, ends in ranges.items()}
    return Member("whole", named, [(("whole", "total"), [("whole", name) for name in PEOPLE])])


# Attacks.

SEEDS, SEQUENCES, EDITS = range(8), range(4), 40


def small_meetings(seed: int) -> list[list[Delegate]]:
    """Eight meetings, all with a row or all without."""
    chance = random.Random(seed)
    sizes = (20, 70) if seed % 2 else (13, 19)
    return [made_up(1000 * seed + number, chance.randint(*sizes)) for number in range(8)]


def cells_in(meetings: Sequence[Sequence[Delegate]]) -> list[Cell]:
    return [cell for number, own in enumerate(meetings) for cell in cells_of(own, f"m{number:02}") if cell.of_people]


def read_all(publication: Publication, policy: Policy) -> tuple[Knowledge, list[Cell]]:
    """Every row of every meeting and pool, that pools are the sums of their meetings, and how they were chosen."""
    by_meeting: dict[str, list[Published]] = {}
    for row in publication.cells:
        by_meeting.setdefault(row.cell.meeting, []).append(row)
    known = Knowledge()
    for rows in by_meeting.values():
        own = read(rows, policy)
        known.equations += own.equations
        known.ranges += own.ranges
        if rows[0].withheld and rows[0].cell.everyone < policy.meeting_people:
            known.ranges.append((about(rows[0].cell, "total"), 0, policy.meeting_people - 1))
    wholes = {name: rows[0].cell for name, rows in by_meeting.items()}
    for pool, row in publication.pools:
        own = read([row], policy)
        known.ranges += own.ranges
        for column in ("women", "men", "another", "unknown"):
            terms: Terms = {(*wholes[meeting].id, column): Fraction(-1) for meeting in pool.meetings}
            known.equations.append((terms | {(*row.cell.id, column): Fraction(1)}, Fraction(0)))
        before = [wholes[meeting] for meeting in pool.meetings[:-1]]
        if sum(cell.everyone for cell in before) < POOL_PEOPLE:
            few: Terms = {}
            for cell in before:
                few |= about(cell, "total")
            known.ranges.append((few, 0, POOL_PEOPLE - 1))
    shown = [row.cell for row in publication.cells if not row.withheld and row.cell.variables]
    return known, [*wholes.values(), *shown, *(row.cell for _pool, row in publication.pools)]


def narrowest(known: Knowledge, cells: Sequence[Cell]) -> int:
    spans = [known.span(about(cell, column)) for cell in cells for column in (*PEOPLE, "total")]
    return min(high - low + 1 for low, high in spans)


@pytest.mark.parametrize("seed", daily(2, SEEDS))
def test_beside_pools_every_number_of_its_meetings_keeps_its_candidates(seed: int) -> None:
    found = office(cells_in(small_meetings(seed)))
    known, cells = read_all(found, CLOSED)
    assert narrowest(known, cells) >= CLOSED.candidates


def test_control_pools_that_are_only_rounded_give_a_number_away() -> None:
    """22 and 22 women are printed as 20 and 20, and together as 45: each meeting has 21 or 22."""
    cells = [whole("a", 22, 40), whole("b", 22, 40)]
    rounded_only = office(cells, policy=ROUNDED_ONLY)
    assert pools_of(rounded_only) == [("a", "b")]
    assert narrowest(*read_all(rounded_only, CLOSED)) < CLOSED.candidates
    assert office(cells).pools == []


def test_control_a_pool_that_takes_in_one_more_meeting_tells_of_it() -> None:
    """A pool with and without one meeting is that meeting printed alone, be it ever so small."""
    small = [whole(f"s{number}", 6, 10) for number in range(9)]
    first = office(small[:8])
    known, _cells = read_all(office(small, first.memory), CLOSED)
    assert pools_of(first) == [tuple(f"s{number}" for number in range(8))]
    low, high = known.span(about(small[8], "women"))
    assert high - low + 1 == CLOSED.meeting_people
    larger = sum(cell.numbers["women"] for cell in small)
    grown: Terms = {(*cell.id, "women"): Fraction(1) for cell in small}
    broken = Knowledge(known.equations, [*known.ranges, (grown, *CLOSED.behind(CLOSED.printed(larger)))])
    low, high = broken.span(about(small[8], "women"))
    assert high - low + 1 < CLOSED.meeting_people / 2


@pytest.mark.parametrize("declared", ["woman", "another"])
@pytest.mark.parametrize("seed", daily(1, SEQUENCES))
def test_a_pool_tells_of_nobody_what_they_declared(seed: int, declared: str) -> None:
    """To who holds the printed lists and sees pool and meetings move, together or apart."""
    series = Series(seed, CLOSED, declared, sizes=(60, 70, 80))
    for _number in range(EDITS):
        series.edit_some()
        assert not series.publish()
    assert series.moves_of_pools


def test_a_pool_counts_a_meeting_that_is_left_out_as_it_was_read_last() -> None:
    """One of its four went below twenty and changed further: the pool moves with the three others alone."""
    series = Series(12104, CLOSED, "woman", sizes=(32, 34, 36, 40))
    for _number in range(15):
        series.edit_some()
        assert not series.publish()
    rows = series.remembered("pool:experts-1").rows
    left_out = [meeting for meeting in rows if WHOLE not in series.remembered(meeting).printed]
    assert series.moves_of_pools
    assert [rows[one].since for one in left_out] == [series.remembered(one).seen[WHOLE].since for one in left_out]
    assert any(rows[one].since != series.remembered(one).since[WHOLE] for one in left_out)


def test_control_a_pool_that_moves_at_once_outs_somebody() -> None:
    series = Series(0, CLOSED, "woman", sizes=(60, 70, 80), forgets=True)
    for _number in range(EDITS):
        series.edit_some()
        if series.publish():
            return
    pytest.fail("Nobody was outed.")
