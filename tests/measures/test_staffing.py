"""Staff in people: against naive oracles over all levels of up to 40 people, and by hand at the edges."""

from __future__ import annotations

import datetime
from fractions import Fraction
from functools import cache

import pytest

from reports.measures.staffing import (
    AS_EVEN,
    MEN_BELOW,
    NO_BAND,
    ONE_PERSON,
    UNDECIDED,
    WITHIN,
    WOMEN_BELOW,
    Appointments,
    DatedCounts,
    Turnover,
    has_room,
    lowest,
    pace,
    position,
    required_appointments,
    women_needed,
)
from reports.measures.tally import Counts

FLOOR = Fraction(47, 100)
MOST = 40
DAY = datetime.date(2026, 10, 31)


@cache
def in_the_band(women: int, size: int) -> bool:
    """By the words of the rule: both genders at least 47 %, or where no number of people is, a difference of one."""
    possible = [w for w in range(size + 1) if 47 * size <= 100 * w <= 53 * size]
    return women in possible if possible else abs(size - 2 * women) <= 1


@cache
def enough_women(women: int, size: int) -> bool:
    return any(in_the_band(w, size) for w in range(women + 1))


def test_the_lowest_number_is_that_of_the_words_and_the_same_for_both() -> None:
    for size in range(1, MOST + 1):
        within = [women for women in range(size + 1) if in_the_band(women, size)]
        assert (min(within), max(within)) == (lowest(size, FLOOR), size - lowest(size, FLOOR))
    assert [size for size in range(1, MOST + 1) if not has_room(size, FLOOR)] == [1, 3, 5, 7, 9, 11, 13, 15]


def test_required_appointments_are_those_of_the_oracle_whoever_leaves_and_whatever_is_filled() -> None:
    """All who stay of up to 40 people and all vacancies up to 40; how many left before makes no difference, so each is
    asked once with nobody leaving and once with others leaving until the level had 40."""
    for women in range(MOST + 1):
        for men in range(MOST + 1 - women):
            gone = MOST - women - men
            for posts in range(MOST + 1):
                found = check(women, men, posts, Turnover(0, 0, posts))
                left = gone * posts // MOST
                assert check(women + left, men + gone - left, posts, Turnover(left, gone - left, posts)) == found


def check(women: int, men: int, posts: int, turnover: Turnover) -> Appointments:
    """Those of the level, held against the smallest number that a search finds."""
    size, staying = women + men - turnover.women - turnover.men + posts, women - turnover.women
    wanted = next((s for s in range(posts + 1) if enough_women(staying + s, size)), None)
    found = required_appointments(Counts(women, men), turnover, FLOOR)
    assert (found.size, found.posts, found.reachable) == (size, posts, wanted is not None)
    if wanted is None:
        short = next(n for n in range(size) if enough_women(staying + posts + n, size))
        assert (found.women, found.short) == (posts, short)
    else:
        assert (found.women, found.short) == (wanted, 0)
    return found


def test_nobody_leaves_who_is_not_there() -> None:
    with pytest.raises(ValueError, match="more would leave"):
        required_appointments(Counts(1, 4), Turnover(women=2), FLOOR)
    assert required_appointments(Counts(1, 1), Turnover(1, 1, 0), FLOOR).size == 0


def test_people_needed_are_those_of_the_oracle_in_both_directions() -> None:
    for size in range(1, MOST + 1):
        for women in range(size + 1):
            counts = Counts(women, size - women)
            found = women_needed(counts, FLOOR)
            assert found.replacing == next(n for n in range(size + 1) if enough_women(women + n, size))
            assert found.growing == next(n for n in range(9 * size) if women + n >= lowest(size + n, FLOOR))
            other = women_needed(counts.exchanged(), FLOOR)
            assert not (found.replacing and other.replacing)
            both = {True: WOMEN_BELOW, False: ""}[bool(found.replacing)] or (MEN_BELOW if other.replacing else "")
            if size > 1:
                assert position(counts, FLOOR) == both or (not both and position(counts, FLOOR) in (WITHIN, AS_EVEN))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(1, 0), ONE_PERSON),
        (Counts(0, 0, 0, 1), ONE_PERSON),
        (Counts(1, 2), AS_EVEN),
        (Counts(3, 4), AS_EVEN),
        (Counts(8, 7), AS_EVEN),
        (Counts(17, 16, 0, 1), WITHIN),
        (Counts(14, 9, 0, 1), MEN_BELOW),
        (Counts(6, 11), WOMEN_BELOW),
        (Counts(9, 10, 0, 3), UNDECIDED),
        (Counts(7, 7, 0, 7), NO_BAND),
    ],
)
def test_where_a_level_is(counts: Counts, expected: str) -> None:
    assert position(counts, FLOOR) == expected
    mirrored = {WOMEN_BELOW: MEN_BELOW, MEN_BELOW: WOMEN_BELOW}.get(expected, expected)
    assert position(counts.exchanged(), FLOOR) == mirrored


def test_a_pace_is_from_the_first_to_the_last_day_and_says_what_the_goal_asks_for() -> None:
    days = [DatedCounts(DAY.replace(year=2021), Counts(5, 13)), DatedCounts(DAY, Counts(6, 11))]
    found = pace(days, datetime.date(2028, 12, 31), FLOOR)
    assert found is not None
    assert (found.first.year, found.last.year) == (2021, 2026)
    assert found.actual == (Fraction(6, 17) - Fraction(5, 18)) / (Fraction(1826) / Fraction(36525, 100))
    assert found.required == (FLOOR - Fraction(6, 17)) / (Fraction(792) / Fraction(36525, 100))
    assert not found.enough
    other = pace([DatedCounts(one.day, one.counts.exchanged()) for one in days], datetime.date(2028, 12, 31), FLOOR)
    assert other is not None
    assert (other.actual, other.required) == (-found.actual, -found.required)
    over = pace(days, DAY, FLOOR)
    assert over is not None
    assert over.required is None
    assert not over.enough


def test_no_pace_without_two_days_that_bear_a_share() -> None:
    small, large = DatedCounts(DAY, Counts(4, 5)), DatedCounts(DAY.replace(year=2021), Counts(5, 13))
    assert pace([large], DAY, FLOOR) is None
    assert pace([large, DatedCounts(DAY.replace(year=2022), Counts(5, 13)), small], DAY, FLOOR) is None
