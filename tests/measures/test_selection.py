"""Measures of selection against naive oracles: people are lists of letters, and everything is counted by hand."""

import itertools
from fractions import Fraction

import pytest

from reports.measures.selection import Sides, at_close, distance, needed, selection_ratio, thin_pool
from reports.measures.tally import Counts

SIZES = range(0, 13)


def people(counts: Counts) -> str:
    return "w" * counts.women + "m" * counts.men + "x" * counts.another + "u" * counts.unknown


@pytest.mark.parametrize("floor", [Fraction(2, 5), Fraction(3, 10), Fraction(1, 2)])
def test_women_needed_are_found_by_adding_one_after_the_other(floor: Fraction) -> None:
    for seats, so_far in itertools.product(range(1, 41), range(0, 41)):
        added = 0
        while not reached(so_far + added, seats, floor):
            added += 1
        assert needed(seats, so_far, floor) == added, (seats, so_far)


def reached(women: int, seats: int, floor: Fraction) -> bool:
    if seats < 10:
        return any(women >= half and seats - half - half <= 1 for half in range(seats // 2, seats // 2 + 1))
    return Fraction(women, seats) >= floor


def test_three_five_and_seven_seats_need_the_smaller_half() -> None:
    assert [needed(seats, 0) for seats in (1, 3, 5, 7)] == [0, 1, 2, 3]
    assert needed(24, 5) == 5, "40 % of 24 is 9.6: ten people, five of them are there"


def test_the_ratio_is_that_of_two_shares_and_none_from_a_small_pool() -> None:
    for women, men, chosen_women, chosen_men in itertools.product(SIZES, SIZES, range(0, 4), range(0, 4)):
        if chosen_women > women or chosen_men > men:
            continue
        found = selection_ratio(Counts(women, men), Counts(chosen_women, chosen_men))
        if women < 5 or men < 5 or chosen_men == 0:
            assert found is None
        else:
            assert found == Fraction(chosen_women, women) / Fraction(chosen_men, men)
    assert [selection_ratio(Counts(10, 20), Counts(women, 2)) for women in (1, 2)] == [1, 2]
    assert selection_ratio(Counts(9, 9, unknown=1), Counts(3, 3)) is None, "somebody unknown may change it"
    assert selection_ratio(Counts(9, 9), Counts(3, 3, another=1)) is None


def test_best_and_worst_are_those_of_all_choices() -> None:
    for pool in (Counts(2, 3), Counts(1, 4, unknown=1), Counts(0, 3, another=1), Counts(5, 5)):
        for seats in range(3, 9):
            serving = Counts(2, 1)
            close = at_close(seats, serving, pool)
            free = min(seats - 3, pool.total)
            women = set()
            for chosen in itertools.combinations(people(pool), free):
                known, not_known = chosen.count("w"), sum(letter in "xu" for letter in chosen)
                women |= set(range(known, known + not_known + 1))
            if free == seats - 3:
                assert (close.best, close.worst) == (2 + max(women), 2 + min(women)), (pool, seats)
            assert close.as_nominated is not None
            assert close.worst <= close.as_nominated <= close.best


def test_a_body_that_is_full_or_has_no_pool() -> None:
    full = at_close(5, Counts(1, 4), Counts(3, 3))
    assert (full.open_seats, full.best, full.worst, full.as_nominated) == (0, 1, 1, 1)
    unknown = at_close(24, Counts(5, 15), None)
    assert (unknown.open_seats, unknown.best, unknown.worst, unknown.as_nominated) == (4, 9, 5, None)
    assert not unknown.reaches(), "9 of 24 are under 40 %"


def test_a_pool_is_thin_only_if_it_is_so_whoever_the_unknown_are() -> None:
    for women, men, unknown in itertools.product(range(0, 9), range(0, 9), range(0, 4)):
        pool = Counts(women, men, unknown=unknown)
        verdicts = {
            "women" if 5 * (women + k) < 2 * pool.total else "men" if 5 * (men + unknown - k) < 2 * pool.total else ""
            for k in range(unknown + 1)
        }
        expected = verdicts.pop() if len(verdicts) == 1 and women + men else ""
        assert thin_pool(pool) == expected, pool


def test_the_distance_is_in_people_and_the_same_for_women_and_men() -> None:
    for women, men in itertools.product(SIZES, SIZES):
        assert distance(Counts(women, men)) == distance(Counts(men, women))
    assert distance(Counts(5, 15)) == 3
    assert distance(Counts(8, 12)) == 0
    assert distance(Counts(0, 0, unknown=4)) is None
    assert distance(Counts(2, 2, unknown=4)) is None


def test_two_cycles_do_not_show_an_effect() -> None:
    one = Counts(3, 7)
    assert "no cycle" in str(Sides([one], []).sentence)
    assert str(Sides([one], [one] * 5).sentence) == "One cycle does not show an effect."
    assert str(Sides([one] * 4, [one] * 2).sentence) == "Two cycles do not show an effect."
    assert str(Sides([one] * 3, [one] * 4).sentence).startswith("3 cycles before, 4 after")
