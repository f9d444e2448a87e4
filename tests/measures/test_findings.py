"""Findings against every way in which those not recorded may fall, person by person; and the year that leads."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from reports.measures.findings import DOWN, MISSED, REACHED, UNTOLD, UP, course, direction, hinge
from reports.measures.full_years import MeetingYear, SoFar, full_year, last_full_year, so_far
from reports.measures.projection import Point
from reports.measures.tally import Counts


def settled(counts: Counts) -> Iterator[Fraction]:
    """The share of women under every answer: of the open so many are women, the others men."""
    for women in range(counts.open + 1):
        yield Fraction(counts.women + women, counts.total)


def some_counts(random: Random, most: int = 30) -> Counts:
    return Counts(random.randint(0, most), random.randint(0, most), random.randint(0, 1), random.randint(0, most // 4))


@pytest.mark.parametrize("seed", range(40))
def test_a_direction_is_told_only_where_no_answer_turns_it(seed: int) -> None:
    random = Random(seed)
    before, after = some_counts(random), some_counts(random)
    pairs = list(product(settled(before), settled(after)))
    expected = UP if all(b < a for b, a in pairs) else DOWN if all(b > a for b, a in pairs) else UNTOLD
    assert direction(before, after) == expected


def test_of_nobody_no_direction_is_told() -> None:
    assert direction(Counts(), Counts(women=3)) == direction(Counts(women=3), Counts()) == UNTOLD


@pytest.mark.parametrize("seed", range(60))
def test_balance_hangs_on_exactly_so_many_women_among_the_open(seed: int) -> None:
    counts = some_counts(Random(seed))
    holds = [
        2 * counts.total <= 5 * women <= 3 * counts.total
        for women in range(counts.women, counts.women + counts.open + 1)
    ]
    found = hinge(counts)
    if counts.known < 10 or all(holds) or not any(holds):
        assert found is None
    else:
        assert found is not None
        assert holds == [found.least <= women <= found.most for women in range(counts.open + 1)]


@pytest.mark.parametrize("seed", range(30))
def test_a_course_is_told_only_where_no_answer_turns_it(seed: int) -> None:
    random = Random(seed)
    points = [
        Point(2018 + place, Counts(20 + random.randint(0, 3) * place, 60, 0, random.randint(0, 9)))
        for place in range(6)
    ]
    found, goal = course(points, 2028), Fraction(1, 2)
    reached = {value_at(points, 2028, answer) >= goal for answer in answers(points, random)}
    assert found in (REACHED, MISSED, UNTOLD)
    if found:
        assert reached == {found == REACHED}


def test_a_course_is_told_where_it_is_plain_and_needs_five_years() -> None:
    rising = [Point(2018 + place, Counts(20 + 4 * place, 80 - 4 * place)) for place in range(6)]
    still = [Point(2018 + place, Counts(20, 80, 0, 3)) for place in range(6)]
    assert (course(rising, 2028), course(still, 2028), course(still[:4], 2028)) == (REACHED, MISSED, UNTOLD)
    doubtful = [Point(2018 + place, Counts(38 + place, 58 - place, 0, 20)) for place in range(6)]
    assert course(doubtful, 2028) == UNTOLD


def answers(points: list[Point], random: Random) -> Iterator[list[Fraction]]:
    """The ends of every year in all their combinations, and some answers between them."""
    ends = [(min(settled(point.counts)), max(settled(point.counts))) for point in points]
    yield from map(list, product(*ends))
    for _ in range(20):
        yield [random.choice(list(settled(point.counts))) for point in points]


def value_at(points: list[Point], year: int, shares: list[Fraction]) -> Fraction:
    """The least-squares line by its normal equations."""
    years, number = [point.year for point in points], len(points)
    sum_x, sum_y = sum(years), sum(shares)
    sum_xy, sum_xx = sum(x * y for x, y in zip(years, shares, strict=True)), sum(x * x for x in years)
    slope = Fraction(number * sum_xy - sum_x * sum_y) / (number * sum_xx - sum_x * sum_x)
    return (sum_y - slope * sum_x) / number + slope * year


def met(*found: str) -> list[MeetingYear]:
    """Meetings such as ``a-2024`` (a forum and a year), locked where a star follows."""
    return [MeetingYear(one[0], int(one[2:6]), one.endswith("*")) for one in found]


@pytest.mark.parametrize(
    ("found", "year"),
    [
        ([], 0),
        (["a-2024*", "b-2024*", "a-2025", "b-2025"], 2024),
        (["a-2024*", "a-2025*", "b-2025"], 2025),
        (["a-2025*", "b-2025*", "a-2026"], 2025),
        (["a-2025*", "b-2025*", "a-2026*"], 2025),
        (["a-2025*", "b-2025*", "a-2026*", "b-2026*", "c-2026"], 2026),
        (["a-2025", "b-2025", "a-2026*", "b-2026*"], 2026),
        (["a-2024", "a-2025", "a-2026"], 2025),
        (["a-2026"], 2026),
        (["a-2026*"], 2026),
        (["a-2024*", "a-2027"], 2024),
    ],
)
def test_the_year_that_leads_is_over_and_checked_or_full(found: list[str], year: int) -> None:
    assert full_year(met(*found), running=2026) == year


def test_years_that_do_not_lead_say_how_far_they_have_come() -> None:
    found = met("a-2025*", "b-2025*", "c-2025*", "a-2026", "d-2026*", "a-2026*")
    assert so_far(found, leading=2025) == [SoFar(2026, met=2, of=4, checked=1)]
    assert so_far(found, leading=2026) == []


@pytest.mark.parametrize(
    ("years_of", "year"),
    [
        ({}, 0),
        ({"a": {2024}}, 2024),
        ({"a": {2023, 2024, 2025}, "b": {2023, 2024}}, 2024),
        ({"a": {2021, 2022, 2023, 2024}, "every-other": {2021, 2023}}, 2024),
        ({"a": {2021, 2022, 2023}, "ended": {2020, 2021, 2022}}, 2022),
        ({"a": {2021, 2022, 2023, 2024}, "ended": {2020, 2021, 2022}}, 2024),
        ({"a": {2022, 2023}, "b": {2022}}, 2022),
        ({"a": {2018, 2019, 2020}, "new": {2024}}, 2024),
    ],
)
def test_a_new_year_is_full_once_all_have_met_that_met_in_both_years_before(
    years_of: dict[str, set[int]], year: int
) -> None:
    assert last_full_year(years_of) == year
