"""Findings of the pages of one place: whatever they say holds under every answer of those not recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from reports.measures.projection import Point
from reports.measures.tally import Counts, one_gender
from reports.presentation import place_findings


def answers(counts: Counts) -> list[Fraction]:
    """The share of women under every answer."""
    return [Fraction(counts.women + more, counts.total) for more in range(counts.another + counts.unknown + 1)]


def some(random: Random, most: int = 60) -> Counts:
    return Counts(random.randint(0, most), random.randint(0, most), random.randint(0, 1), random.randint(0, 6))


def holds(way: str, before: Counts, after: Counts) -> bool:
    pairs = product(answers(before), answers(after))
    return all(was < became if way == "up" else was > became for was, became in pairs)


@pytest.mark.parametrize("seed", range(40))
def test_a_session_is_said_to_have_moved_only_where_every_answer_says_so(seed: int) -> None:
    random = Random(seed)
    before, after = some(random, 9 if seed % 2 else 60), some(random, 9 if seed % 2 else 60)
    found = place_findings.session_finding(after, before)
    if "more than" in found or "up from" in found:
        assert holds("up", before, after)
    if "fewer than" in found or "down from" in found:
        assert holds("down", before, after)
    if after.known < 10:
        assert not after.known or f"{after.women} of {after.known}" in found
    elif after.known:
        decimals = after.known >= 100
        share = Fraction(after.women * 100, after.known)
        assert abs(Fraction(re.findall(r"[\d.]+", found)[0]) - share) <= Fraction(1, 20 if decimals else 2)
    points = [Point(2020, before), Point(2021, after)]
    over_time = place_findings.heads_over_time(points)
    assert "up from" not in over_time or holds("up", before, after)
    assert "down from" not in over_time or holds("down", before, after)


def filled(one: Counts) -> Iterator[Counts]:
    """The delegation under every answer, another gender included."""
    for women, men in product(range(one.open + 1), repeat=2):
        if women + men <= one.open:
            yield Counts(one.women + women, one.men + men, one.open - women - men)


@pytest.mark.parametrize("seed", range(30))
def test_fewer_delegations_of_men_only_is_said_only_where_every_answer_says_so(seed: int) -> None:
    random = Random(seed)
    first, last = ([Counts(*(random.choice((0, 0, 1, 2)) for _n in range(4))) for _d in range(9)] for _s in range(2))
    least, most = (
        [pick(sum_of_men(one) for one in filled(counts)) for counts in (first if pick is min else last)]
        for pick in (min, max)
    )
    said = place_findings.men_only_over_time(one_gender(first), one_gender(last), 2025)
    if said.startswith("Fewer"):
        assert sum(most) < sum(least)
    sure = sum(one.total > 0 and not one.open and not one.women for one in last)
    assert str(sure) in said


def sum_of_men(counts: Counts) -> int:
    return bool(counts.men) and not counts.women and not counts.another


@pytest.mark.parametrize("seed", range(30))
def test_groups_are_said_to_be_balanced_only_where_every_answer_says_so(seed: int) -> None:
    random = Random(seed)
    groups = [some(random, 30) for _group in range(5)]
    groups = [one for one in groups if one.known >= 10 and 10 * one.known >= 7 * one.total]
    sure = sum(all(Fraction(2, 5) <= share <= Fraction(3, 5) for share in answers(one)) for one in groups)
    words = ("no", "one", "two", "three", "four", "five")
    found = place_findings.groups_finding(groups).lower()
    assert not groups or found.startswith(f"{words[sure]} ")
    unsure = sum(len({Fraction(2, 5) <= share <= Fraction(3, 5) for share in answers(one)}) == 2 for one in groups)
    if groups and unsure:
        assert f"{words[unsure]} {'is' if unsure == 1 else 'are'} undecided" in found


def test_what_the_open_could_make_of_a_room_is_said_in_its_own_precision() -> None:
    note = place_findings.room_note(Counts(79, 110, 0, 10))
    assert note == (
        "If the 10 people not recorded as either were all men, 39.7\u00a0%; all women, 44.7\u00a0%."
        " To reach 50 %: replace 16 (11–21) men with women."
    )
    assert place_findings.room_note(Counts(5, 5)) == ""
    assert place_findings.room_note(Counts(unknown=4)) == ""
