"""Marks and charts drawn by the server: what is drawn is what is counted."""

from __future__ import annotations

import re
from fractions import Fraction
from random import Random

import lxml.html
import pytest
from django.template.loader import render_to_string

from reports.measures.projection import Point, projection, required_pace
from reports.measures.tally import Counts, OneGender, one_gender
from reports.presentation.marks import bars, heat, over_time, room
from reports.presentation.svg import Plane, limits

RISING = [Point(2018 + place, Counts(31 + 2 * place, 69 - 2 * place, 0, 4)) for place in range(8)]


def numbers(path: str) -> list[tuple[float, float]]:
    """The corners of a path."""
    found = [float(one) for one in re.findall(r"-?\d+\.?\d*", path)]
    return list(zip(found[::2], found[1::2], strict=True))


def share_at(plane: Plane, y: str) -> float:
    """The per cent that stands at a height."""
    return plane.low + (plane.bottom - float(y)) / (plane.bottom - plane.top) * (plane.high - plane.low)


def test_a_line_stands_at_its_shares_and_its_ribbon_at_their_ends() -> None:
    drawn = over_time.trend(RISING, None, None)
    assert drawn is not None
    line, plane = drawn.line, drawn.line.plane
    (run,) = line.runs
    for dot, point in zip(line.dots, RISING, strict=True):
        assert share_at(plane, dot.y) == pytest.approx(float(point.share * 100), abs=0.02)
    assert [y for _x, y in numbers(run.path)] == pytest.approx([float(dot.y) for dot in line.dots])
    corners = numbers(run.ribbon)
    assert len(corners) == 2 * len(RISING)
    upper = [plane.high - part * (plane.high - plane.low) for _x, part in corners[: len(RISING)]]
    lower = [plane.high - part * (plane.high - plane.low) for _x, part in reversed(corners[len(RISING) :])]
    for point, low, high in zip(RISING, lower, upper, strict=True):
        assert low == pytest.approx(100 * point.counts.women / point.counts.total, abs=0.02)
        assert high == pytest.approx(100 * (point.counts.women + point.counts.open) / point.counts.total, abs=0.02)


@pytest.mark.parametrize("height", [300, 336])
def test_the_first_value_is_clear_of_the_names_of_the_axis(height: int) -> None:
    """Wherever the first year stands: as drawn, all that begins at the left edge, and the years below."""
    words = dict.fromkeys(("spoken", "last_text", "last_base"), "") | {"first_text": "FIRST"}
    for women in range(4, 97):
        points = [Point(2018, Counts(women, 100 - women)), Point(2019, Counts(50, 50))]
        chart = over_time.trend(points, None, None, height=height)
        text = render_to_string("marks/trend.html", {"chart": chart, "figure": words, "id": "one"})
        written = lxml.html.fromstring(text).iter("text")
        lines = [(one.text, one.get("x"), float(one.get("y")) + float(one.get("dy"))) for one in written]
        (first,) = [y for said, _x, y in lines if said == "FIRST"]
        others = [y for said, x, y in lines if x == "0" or said == "2018"]
        assert len(others) > 3
        assert min(abs(first - y) for y in others) >= 13, women
        assert 12 < first < height


def test_years_without_a_meeting_are_gaps() -> None:
    years = [2015, 2016, 2018, 2021, 2022, 2023]
    drawn = over_time.spark([Point(year, Counts(4, 8, 0, 2)) for year in years])
    assert drawn is not None
    assert [len(numbers(run.path)) for run in drawn.runs] == [2, 3]
    assert [dot.year for dot in drawn.dots if dot.range_height] == [2018], "alone, it carries its range itself"
    assert [dot.year for dot in drawn.dots] == years


def test_a_year_told_in_counts_is_no_point_of_a_line() -> None:
    small = [Point(2020, Counts(5, 4)), Point(2021, Counts(5, 5)), Point(2022, Counts(0, 0, 0, 20))]
    assert [one.year for one in over_time.drawable(small)] == [2021]
    assert over_time.spark(small) is None
    assert over_time.trend(small, None, None) is None


@pytest.mark.parametrize(("years", "fan"), [(4, False), (5, True), (8, True)])
def test_a_fan_is_drawn_from_five_years_on(years: int, fan: bool) -> None:
    points = RISING[:years]
    found = projection(points)
    pace = required_pace(found, 2028) if found else None
    drawn = over_time.trend(points, found, pace)
    assert drawn is not None
    assert bool(drawn.ahead.fan) is bool(drawn.ahead.pace) is fan
    assert bool(drawn.ahead.needed) is fan
    if found and pace:
        (_start, end) = numbers(drawn.ahead.needed)
        assert share_at(drawn.line.plane, str(end[1])) == pytest.approx(50, abs=0.05)


def test_a_range_of_more_than_twenty_years_is_not_drawn() -> None:
    wavering = [Point(2016 + place, Counts(30 + place + 3 * (place % 2), 70 - place)) for place in range(10)]
    found = projection(wavering)
    assert found is not None
    assert found.status == "on_trend"
    assert isinstance(found.reached_latest, int)
    assert isinstance(found.reached_earliest, int)
    assert over_time.drawn_ahead(found) == (found.reached_latest - found.reached_earliest <= 20)
    falling = projection([Point(2018 + place, Counts(40 - place, 60 + place)) for place in range(6)])
    assert not over_time.drawn_ahead(falling)


def test_where_needed_and_actual_pace_are_one_number_one_line_says_so() -> None:
    steady = [Point(2018 + place, Counts(340 + 20 * place, 660 - 20 * place)) for place in range(6)]
    found = projection(steady)
    assert found is not None
    pace = required_pace(found, 2026)
    assert over_time.same_pace(pace)
    drawn = over_time.trend(steady, found, pace)
    assert drawn is not None
    assert (drawn.ahead.needed, drawn.ahead.same) == ("", True)


def test_small_multiples_are_on_one_scale() -> None:
    low, high = [Point(2020, Counts(1, 19)), Point(2021, Counts(2, 18))], [Point(2021, Counts(18, 2))]
    first, second, nobody = over_time.panels([low, high, []])
    assert first is not None
    assert second is not None
    assert first.plane == second.plane
    assert nobody is None
    assert (first.plane.first, first.plane.last, first.plane.low, first.plane.high) == (2020, 2021, 0, 90)


def test_an_axis_fits_what_stands_on_it() -> None:
    assert limits([Fraction(31, 100), Fraction(44, 100)], 40, 60) == (30, 60)
    assert limits([Fraction(0), Fraction(1)], 40, 60) == (0, 100)


@pytest.mark.parametrize("seed", range(20))
def test_bars_agree_with_the_shares_beside_them(seed: int) -> None:
    random = Random(seed)
    counts = Counts(random.randint(0, 40), random.randint(1, 40), random.randint(0, 2), random.randint(0, 9))
    drawn = bars.share(counts)
    assert drawn is not None
    at, low, width = (float(one.rstrip("%")) for one in (drawn.at, drawn.low, drawn.width))
    assert at == pytest.approx(100 * counts.women / (counts.women + counts.men), abs=0.01)
    assert low == pytest.approx(100 * counts.women / counts.total, abs=0.01)
    assert low + width == pytest.approx(100 * (counts.women + counts.another + counts.unknown) / counts.total, abs=0.02)
    assert bars.share(Counts(unknown=3)) is None


@pytest.mark.parametrize("shape", [room.waffle, room.hemicycle])
@pytest.mark.parametrize("counts", [Counts(7, 12, 1, 3), Counts(171, 244, 1, 19), Counts(1), Counts(men=2), Counts()])
def test_one_mark_is_one_person(shape: object, counts: Counts) -> None:
    drawn = shape(counts)  # type: ignore[operator]
    who = [mark.who for mark in drawn.marks]
    assert [who.count(one) for one in ("women", "another", "unknown", "men")] == [
        counts.women, counts.another, counts.unknown, counts.men,
    ]  # fmt: skip
    assert len({(mark.x, mark.y) for mark in drawn.marks}) == counts.total, "nobody sits on another"
    for mark in drawn.marks:
        assert 0 <= float(mark.x) <= drawn.width
        assert 0 <= float(mark.y) <= drawn.height
    page = lxml.html.fromstring(render_to_string("marks/room.html", {"room": drawn, "round": True, "counts": counts}))
    assert len(page.xpath("//circle")) == counts.total


def test_half_of_a_hemicycle_ends_at_the_upright() -> None:
    drawn = room.hemicycle(Counts(100, 100))
    left = [mark for mark in drawn.marks if float(mark.x) < float(drawn.half)]
    right = [mark for mark in drawn.marks if float(mark.x) > float(drawn.half)]
    assert ({mark.who for mark in left}, {mark.who for mark in right}) == ({"women"}, {"men"})
    assert len(left) == len(right) > 90


@pytest.mark.parametrize("seed", range(6))
def test_a_dot_is_a_delegation_in_the_bin_of_its_share_and_those_of_one_person_are_hollow(seed: int) -> None:
    """Bins against the rule written out, and against delegations of one gender as they are counted everywhere."""
    random = Random(seed)
    some = [Counts(*(random.choice((0, 0, 1, 2, 5)) for _column in range(4))) for _one in range(60)]
    found = {one.key: one for one in room.bins(some)}
    tally = one_gender(some)
    assert found["men"].number == tally.all_men
    assert found["women"].number == tally.all_women
    assert found["untold"].number == tally.undetermined
    assert sum(len(one.alone) for one in found.values()) == tally.one_person
    assert sum(one.number for one in found.values()) == tally.delegations
    mixed = [100 * one.women / (one.women + one.men) for one in some if one.women and one.men]
    ends = {"under_25": (0, 25), "25_to_39": (25, 40), "61_to_75": (60.001, 75.001), "over_75": (75.001, 100)}
    for key, (low, high) in ends.items():
        assert found[key].number == sum(low <= share < high for share in mixed), key
    assert found["balanced"].number == sum(40 <= share <= 60 for share in mixed)
    drawn = [{"marks": one, "label": key, "text": key} for key, one in found.items()]
    page = lxml.html.fromstring(render_to_string("marks/bins.html", {"chart": drawn}))
    assert len(page.xpath("//circle")) == tally.delegations
    hollow = len(found["men"].alone) + len(found["women"].alone)
    assert len(page.xpath("//circle[@fill='#fff']")) == hollow


def test_columns_begin_at_nothing_and_are_on_one_scale() -> None:
    years = {2020: OneGender(10, all_women=1, all_men=4, undetermined=2), 2022: OneGender(9, all_men=2)}
    assert bars.most_of_one_gender(years.values()) == 7
    drawn = bars.columns(years, 2020, 2022, most=14)
    assert [column.year for column in drawn.columns] == [2020, 2022], "a year without a meeting has no column"
    first, second = drawn.columns
    unit = float(second.parts[0].height) / 2
    assert [(part.who, part.number) for part in first.parts] == [("men", 4), ("women", 1), ("unknown", 2)]
    assert [float(part.height) for part in first.parts] == pytest.approx([4 * unit, unit, 2 * unit], abs=0.11)
    assert float(first.parts[0].y) + float(first.parts[0].height) == pytest.approx(drawn.bottom, abs=0.11)


def test_women_go_left_and_men_right_on_one_scale() -> None:
    big, small = bars.diverging([Counts(20, 40, 0, 5), Counts(10, 10)])
    assert (big.men, big.women, big.women_start, big.open, big.open_start) == (
        "50.00%", "25.00%", "25.00%", "6.25%", "18.75%",
    )  # fmt: skip
    assert (small.men, small.women) == ("12.50%", "12.50%")
    drawn = render_to_string("marks/diverging.html", {"level": big, "counts": Counts(20, 40, 0, 5)})
    assert drawn.count("<rect") == 3


@pytest.mark.parametrize(
    ("counts", "step", "marked"),
    [
        (Counts(2, 7), 0, False),
        (Counts(3, 8), 1, False),
        (Counts(30, 70), 2, False),
        (Counts(44, 56), 4, False),
        (Counts(50, 50), 6, False),
        (Counts(50, 50, 0, 20), 6, True),
        (Counts(50, 50, 0, 60), 0, True),
    ],
)
def test_a_cell_is_as_dark_as_its_share(counts: Counts, step: int, marked: bool) -> None:
    assert (heat.step(counts), heat.marked(counts)) == (step, marked)
