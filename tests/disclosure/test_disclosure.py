"""What disclosure control publishes, by the rule of each profile."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.measures.tally import Counts, one_gender
from reports.measures.wording import rounded
from reports.releases.disclosure.cells import STATES, Cell, compositions, people
from reports.releases.disclosure.memory import Memory, memory_from_json, memory_to_json
from reports.releases.disclosure.policy import CLOSED, OPEN, PEOPLE, REST, Policy, of_one_gender, shares
from reports.releases.disclosure.publishable import publishable
from reports.releases.disclosure.recovery import Name, Range, remaining_ranges
from reports.releases.disclosure.remembered import brought_up
from tests.disclosure.closed_meetings import BY_GROUP, BY_MEETING, BY_ROLE, COMPOSITIONS, GROUPS, cells_of, made_up
from tests.disclosure.release_sequences import Series

BY_DELEGATION = "participation_by_delegation"
COUNTS = st.builds(Counts, *[st.integers(0, 60)] * 4)


def printed(cells: list[Cell], policy: Policy, previous: Memory | None = None) -> list[dict[str, int | None] | None]:
    """Numbers of each cell, None where it is withheld."""
    judged = publishable(cells, {cell.meeting: policy for cell in cells}, previous).cells
    return [None if row.withheld else row.numbers for row in judged]


def whole(women: int, men: int, another: int = 0, unknown: int = 0, meeting: str = "m") -> Cell:
    return people(BY_MEETING, meeting, Counts(women, men, another, unknown), variables=0)


def part(key: str, women: int, men: int, unknown: int = 0, *, variables: int = 1, table: str = BY_GROUP) -> Cell:
    return people(table, "m", Counts(women, men, 0, unknown), (key,), variables=variables)


def test_open_list_is_exact_but_for_what_is_behind_the_rest() -> None:
    titles, sources = Counts(28, 50, 2), Counts(2, 10)
    cell = people(
        BY_MEETING, "m", Counts(30, 60, 2, 8), variables=0, printed_title=titles, public_source=sources
    )  # fmt: skip
    assert printed([cell], OPEN) == [
        {"women": 30, "men": 60, REST: 10, "total": 100, "women_and_men": 90,
         "from_printed_title": 78, "from_public_source": 12}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "cells", "shown"),
    [
        (OPEN, [whole(4, 6)], [True]),
        (OPEN, [whole(4, 5), part("african", 4, 5)], [False, False]),
        (OPEN, [whole(20, 30), part("african/head", 1, 0, variables=2)], [True, True]),
        (OPEN, [whole(20, 30), part("FRA", 1, 2, table=BY_DELEGATION)], [True, False]),
        (replace(OPEN, by_delegation=True), [whole(20, 30), part("FRA", 1, 2, table=BY_DELEGATION)], [True, True]),
        (CLOSED, [whole(6, 14)], [True]),
        (CLOSED, [whole(6, 13)], [False]),
        (CLOSED, [whole(50, 90), part("african", 10, 19), part("none", 40, 71)], [True, False, True]),
        (CLOSED, [whole(50, 90), part("african", 10, 20), part("none", 40, 70)], [True, True, True]),
        (CLOSED, [whole(50, 90), part("african/head", 50, 90, variables=2)], [True, False]),
        (CLOSED, [whole(50, 90), part("FRA", 50, 90, table=BY_DELEGATION)], [True, False]),
        (CLOSED, [part("african", 50, 90)], [False]),
    ],
)
def test_who_is_few_does_not_stand_alone(policy: Policy, cells: list[Cell], shown: list[bool]) -> None:
    assert [numbers is not None for numbers in printed(cells, policy)] == shown


@pytest.mark.parametrize(("delegations", "shown"), [(29, False), (30, True)])
def test_compositions_of_a_closed_list_want_thirty_delegations_of_two(delegations: int, shown: bool) -> None:
    found = one_gender([Counts(0, 2)] * 12 + [Counts(1, 2)] * (delegations - 12), 2)
    told = [whole(delegations - 12, 2 * delegations)]
    for size, divided in ((2, False), (1, False), (2, True)):
        told.append(compositions(COMPOSITIONS, "m", found, (str(size), str(divided)), min_size=size, divided=divided))
    _whole, from_two, all_sizes, by_group = printed(told, CLOSED)
    assert from_two == ({"delegations": 30, "all_women": 0, "all_men": 10, "undetermined": 0} if shown else None)
    assert (all_sizes, by_group) == (None, None)
    assert printed(told, OPEN)[2] is not None


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (37, 35), (38, 40)])
def test_rounding_to_the_nearest_five(number: int, shown: int) -> None:
    assert CLOSED.printed(number) == shown
    low, high = CLOSED.behind(shown)
    assert low <= number <= high
    assert {CLOSED.printed(other) for other in range(low, high + 1)} == {shown}


def test_closed_rows_are_multiples_of_five_and_say_so() -> None:
    judged = publishable([whole(12, 57, 1, 1), part("african", 12, 57, 2)], {"m": CLOSED}).cells
    sums = {"women": 10, "men": 55, REST: 0, "women_and_men": 65}
    assert [row.numbers for row in judged] == [sums | {"total": 70}, sums | {"total": 65}]
    assert all(row.rounded and "fewer than 3" in str(row.note) for row in judged)


def test_only_the_whole_says_that_something_is_withheld() -> None:
    """The row of a role that one person has would tell that there is one."""
    judged = publishable([whole(6, 3), part("head", 1, 0, table=BY_ROLE)], {"m": CLOSED}).cells
    assert [row.left_out for row in judged] == [False, True]
    assert all(set(row.numbers.values()) == {None} for row in judged)


@given(COUNTS, COUNTS, st.integers(0, 60), st.sampled_from([OPEN, CLOSED]))
def test_another_and_not_recorded_can_be_exchanged_without_a_trace(
    counts: Counts, evidence: Counts, split: int, policy: Policy
) -> None:
    def published(another: int) -> list[object]:
        other = Counts(counts.women, counts.men, another, counts.open - another)
        proof = Counts(evidence.women, evidence.men, another)
        made_up_of = one_gender([other, Counts(1, 1), Counts(2, 0)], 2)
        cells = [
            people(BY_MEETING, "m", other, variables=0, printed_title=proof, public_source=proof),
            people(BY_GROUP, "m", other, ("african",), printed_title=proof, public_source=proof),
            compositions(COMPOSITIONS, "m", made_up_of, ("all", "2"), min_size=2, divided=False),
        ]
        numbers = printed(cells, policy)
        return [row and (row, shares(row, policy) if "total" in row else None) for row in numbers]

    assert published(0) == published(min(split, counts.open))


def test_shares_come_from_published_numbers_at_the_precision_of_the_profile() -> None:
    exact = {"women": 3, "men": 6, REST: 1, "total": 10, "women_and_men": 9}
    assert set(shares(exact, OPEN).values()) == {None}
    exact |= {"men": 7, "total": 11}
    assert shares(exact, OPEN) == {
        "share_women": Fraction(30, 100), "share_if_rest_men": Fraction(27, 100),
        "share_if_rest_women": Fraction(36, 100),
    }  # fmt: skip
    many = {"women": 33, "men": 66, REST: 2, "total": 101, "women_and_men": 99}
    assert shares(many, OPEN) == {
        "share_women": Fraction(33, 100), "share_if_rest_men": Fraction(327, 1000),
        "share_if_rest_women": Fraction(347, 1000),
    }  # fmt: skip
    multiples = {"women": 35, "men": 60, REST: 15, "total": 105, "women_and_men": 95}
    assert set(shares(multiples, CLOSED).values()) == {None}
    multiples |= {"men": 65}
    assert shares(multiples, CLOSED) == {
        "share_women": Fraction(35, 100), "share_if_rest_men": Fraction(33, 100),
        "share_if_rest_women": Fraction(48, 100),
    }  # fmt: skip
    assert set(shares(dict.fromkeys(multiples), CLOSED).values()) == {None}


def test_delegations_of_one_gender_are_made_of_published_numbers() -> None:
    """Rounded parts may exceed their rounded whole; a share is never more than all of them."""
    found = {"delegations": 30, "all_women": 5, "all_men": 30, "undetermined": 0}
    assert of_one_gender(found, OPEN) == (35, Fraction(1))
    assert of_one_gender(found, CLOSED) == (35, None)
    found = {"delegations": 130, "all_women": 5, "all_men": 30, "undetermined": 20}
    assert of_one_gender(found, CLOSED) == (110, Fraction(32, 100))
    assert of_one_gender(found, OPEN) == (110, Fraction(318, 1000))
    assert of_one_gender(dict.fromkeys(found), CLOSED) == (None, None)


def test_a_share_of_a_closed_list_is_off_by_no_more_than_its_margin() -> None:
    """For every pair of printed numbers up to 200 and everything that may be behind them, in whole per cent."""
    off = set()
    for women, men in product(range(0, 205, 5), repeat=2):
        if women + men >= CLOSED.share_base:
            shown = rounded(Fraction(100 * women, women + men))
            for true in product(*(range(low, high + 1) for low, high in map(CLOSED.behind, (women, men)))):
                off.add(abs(rounded(Fraction(100 * true[0], sum(true))) - shown))
    assert max(off) == CLOSED.share_margin


@pytest.mark.parametrize(
    "wrong", [{"rounding": 4}, {"rounding": 0}, {"by_delegation": True}, {"rounding": 3, "candidates": 3}]
)
def test_a_profile_that_cannot_protect_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="closed list"):
        replace(CLOSED, **wrong)  # type: ignore[arg-type]


def test_parts_that_exceed_their_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="more women"):
        printed([whole(12, 57), part("african", 13, 57)], CLOSED)


def test_a_series_keeps_its_profile() -> None:
    cells = [whole(12, 57)]
    memory = publishable(cells, {"m": CLOSED}).memory
    assert publishable(cells, {"m": CLOSED}, memory).memory == memory
    with pytest.raises(ValueError, match="people_moved"):
        publishable(cells, {"m": replace(CLOSED, people_moved=3)}, memory)


def test_a_part_waits_until_enough_of_its_own_have_changed() -> None:
    """Five came, one of them to the group: its row stays, or it would tell what that one is recorded as."""
    before = [whole(57, 200), part("african", 12, 60), part("none", 45, 140)]
    after = [whole(58, 204), part("african", 13, 60), part("none", 45, 144)]
    first = publishable(before, {"m": CLOSED})
    second = publishable(after, {"m": CLOSED}, first.memory)
    then, now = ([row.numbers for row in publication.cells] for publication in (first, second))
    assert (then[0]["women"], now[0]["women"]) == (55, 60)
    assert CLOSED.printed(13) == 15
    assert (now[1], now[2]) == (then[1], then[2])


def test_numbers_do_not_move_where_all_who_changed_must_be_of_one_gender() -> None:
    """From 35 to 45 with six people more: all six are women; with seven all but one."""
    memory = publishable([whole(37, 100)], {"m": CLOSED}).memory
    assert printed([whole(43, 100)], CLOSED, memory)[0] == printed([whole(37, 100)], CLOSED)[0]
    assert printed([whole(43, 101)], CLOSED, memory)[0] == printed([whole(37, 100)], CLOSED)[0]
    assert printed([whole(43, 103)], CLOSED, memory)[0] == printed([whole(43, 103)], CLOSED)[0]


def test_rows_do_not_move_where_their_difference_tells_of_somebody() -> None:
    """35 becomes 45 with eight who came, and in one group 10 stays 10 with six of them: the other two are women."""
    before = [whole(37, 163), part("african", 8, 52), part("none", 20, 60), part("asia_pacific", 9, 51)]
    after = [whole(43, 165), part("african", 12, 54), before[2], part("asia_pacific", 11, 51)]
    first = publishable(before, {"m": CLOSED})
    assert not any(row.withheld for row in first.cells)
    assert printed(after, CLOSED, first.memory) == printed(before, CLOSED)
    many = [whole(43, 170), after[1], before[2], part("asia_pacific", 11, 56)]
    assert printed(many, CLOSED, first.memory) != printed(before, CLOSED)


def test_numbers_do_not_move_where_the_list_explains_all_but_what_was_declared() -> None:
    """By the list a woman, two men and somebody without a title came; the other five of the six women declared so."""
    first = people(BY_MEETING, "m", Counts(37, 100), variables=0, listed=Counts(37, 100))
    memory = publishable([first], {"m": CLOSED}).memory
    now = people(BY_MEETING, "m", Counts(43, 97, 0, 1), variables=0, listed=Counts(38, 102, 0, 1))
    assert printed([now], CLOSED, memory) == printed([first], CLOSED)


def test_a_row_that_was_left_out_comes_back_against_what_was_read() -> None:
    """Seven left and eight came: against the release between they are enough, against the first they are one."""
    first = publishable([whole(8, 12)], {"m": CLOSED})
    few = publishable([whole(5, 8)], {"m": CLOSED}, first.memory)
    back = publishable([whole(8, 13)], {"m": CLOSED}, few.memory)
    assert (first.cells[0].withheld, few.cells[0].withheld, back.cells[0].withheld) == (False, True, True)
    many = publishable([whole(10, 17)], {"m": CLOSED}, few.memory)
    assert not many.cells[0].withheld


def of_before(memory: Memory, *more: str) -> Memory:
    """What the first versions wrote of it."""
    written = memory_to_json(memory).items()
    lacking = {"seen", "record", *more}
    return memory_from_json({name: {key: entry[key] for key in entry.keys() - lacking} for name, entry in written})


def test_a_memory_of_an_earlier_version_is_brought_up_from_the_releases_that_were_read() -> None:
    first = publishable([whole(8, 12)], {"m": CLOSED}).memory
    few = publishable([whole(5, 8)], {"m": CLOSED}, first).memory
    older = brought_up([of_before(few), of_before(first)])
    assert older["m"].to_json()["seen"] == few["m"].to_json()["seen"]
    assert printed([whole(8, 13)], CLOSED, older) == [None]
    assert printed([whole(8, 13)], CLOSED, brought_up([of_before(few)])) != [None], (
        "It was read: the older one is needed."
    )
    assert brought_up([few, first]) is few
    assert brought_up([]) == {}


def test_a_memory_that_cannot_be_brought_up_is_refused_for_its_meetings_alone() -> None:
    first = publishable([whole(37, 100), whole(37, 100, meeting="other")], {"m": CLOSED, "other": CLOSED}).memory
    memory = brought_up([first | of_before({"m": first["m"]}, "since")])
    with pytest.raises(ValueError, match=r"“m” was written by an earlier version and lacks record, seen, since"):
        printed([whole(37, 100)], CLOSED, memory)
    assert publishable([whole(37, 100, meeting="other")], {"other": CLOSED}, memory).memory == memory


@pytest.mark.parametrize(("seed", "sizes"), [(0, (260,)), (1, (60, 70, 80))])
def test_who_changed_is_not_told_across_an_upgrade(seed: int, sizes: tuple[int, ...]) -> None:
    series, read = Series(seed, CLOSED, "woman", sizes), []
    for number in range(30):
        read.insert(0, of_before(series.memory))
        if number in (10, 20):
            series.memory = brought_up(read)
        series.edit_some()
        assert not series.publish()
    assert series.moves


def test_a_meeting_left_out_once_comes_back_as_it_was() -> None:
    memory = publishable([whole(37, 100)], {"m": CLOSED}).memory
    between = publishable([whole(50, 100, meeting="other")], {"other": CLOSED}, memory).memory
    assert printed([whole(38, 100)], CLOSED, between) == printed([whole(37, 100)], CLOSED)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=3),
    st.integers(0, 3),
    st.integers(0, 4),
)
def test_what_follows_from_a_sum_is_exact(parts: list[tuple[int, int]], low: int, width: int) -> None:
    """Against trying every combination."""
    ranges: dict[Name, Range] = {(str(number),): (least, least + more) for number, (least, more) in enumerate(parts)}
    ranges[("whole",)] = (low, low + width)
    names = [name for name in ranges if name != ("whole",)]
    options = [range(ranges[name][0], ranges[name][1] + 1) for name in names]
    answers = [(*one, sum(one)) for one in product(*options) if low <= sum(one) <= low + width]
    found = remaining_ranges(ranges, [(("whole",), names)])
    if not answers:
        assert found is None
        return
    columns = zip(*answers, strict=True)
    expected = {name: (min(c), max(c)) for name, c in zip([*names, ("whole",)], columns, strict=True)}
    assert found == expected


@pytest.mark.parametrize("seed", range(20))
def test_little_is_withheld(seed: int) -> None:
    """Of meetings of 300 every group with 40 women and men is shown, unless the whole meeting is not."""
    cells = cells_of(made_up(seed, 300))
    judged = publishable(cells, {"experts": CLOSED}).cells
    assert all(row.withheld for row in judged) == judged[0].withheld
    large = [row for row in judged if row.cell.table == BY_GROUP and row.cell.known >= 40]
    assert judged[0].withheld or sum(row.withheld for row in large) <= 1
    assert {row.cell.key[0] for row in large} <= set(GROUPS)
    assert judged[0].cell.series == STATES
    assert all(n is None or n % 5 == 0 for row in judged for name, n in row.numbers.items() if name in PEOPLE)
