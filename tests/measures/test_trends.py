"""Trends worked by hand, at their edges, and against scipy: projection, changes, runs, panels."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from reports.measures.changes import change
from reports.measures.projection import HALF, Point, Projection, no_projection, projection, required_pace, t_975
from reports.measures.tally import Counts
from reports.measures.trends import constant_panel

F = Fraction


def line(*percents: int, first: int = 2015, of: int = 100) -> list[Point]:
    """Yearly points of so many women in a hundred."""
    return [Point(first + n, Counts(p * of // 100, of - p * of // 100)) for n, p in enumerate(percents)]


def found(points: list[Point], target: Fraction = HALF) -> Projection:
    answer = projection(points, target)
    assert answer
    return answer


@pytest.mark.parametrize(
    ("percents", "status", "years", "sentence"),
    [
        # A line without scatter: 38 % in 2019 and 2 points a year, so 50 % six years later, whatever the range.
        ((30, 32, 34, 36, 38), "on_trend", (2025, 2025, 2025),
         "If the pace of 2015–2019 continues, 50\u00a0% is reached in 2025 (range: 2025–2025)."),
        # Slope 1.2, residues +0.8 −0.4 −0.6 −0.8 +1.0: fitted 36.0 in 2019, SE √(2.8/3/10) = 0.3055, t 3.1824,
        # slopes 0.2277 and 2.1723: 14 / 1.2 = 11.7, 14 / 2.1723 = 6.4, 14 / 0.2277 = 61.5.
        ((32, 32, 33, 34, 37), "on_trend", (2031, 2026, 2081),
         "If the pace of 2015–2019 continues, 50\u00a0% is reached in 2031 (range: 2026–2081)."),
        # Slope 0.5, fitted 37.0, residues +1 −1.5 +3 −5.5 +3: SE √(51.5/3/10) = 1.310, slopes −3.67 and 4.67.
        ((36, 34, 39, 31, 40), "open_ended", (2045, 2022, "never"),
         "If the pace of 2015–2019 continues, 50\u00a0% is reached in 2045 or never (at the earliest 2022)."),
        ((30, 30, 30, 30, 30), "not_on_trend", (None, None, None),
         "If the pace of 2015–2019 continues, 50\u00a0% is not reached on the current trend."),
        ((38, 36, 34, 32, 30), "not_on_trend", (None, None, None),
         "If the pace of 2015–2019 continues, 50\u00a0% is not reached on the current trend."),
        ((48, 49, 50, 51, 52), "reached", (None, None, None),
         "50\u00a0% is reached: the trend of 2015–2019 is at 52.0\u00a0% in 2019."),
    ],
)  # fmt: skip
def test_projections_worked_by_hand(
    percents: tuple[int, ...], status: str, years: tuple[object, ...], sentence: str
) -> None:
    answer = found(line(*percents))
    assert (answer.status, (answer.reached_in, answer.reached_earliest, answer.reached_latest)) == (status, years)
    assert str(answer.sentence) == sentence


def test_more_than_a_hundred_years() -> None:
    """One woman more in a thousand each year: 45 points take 450 years; exactly a hundred are still named."""
    slow = [Point(2015 + n, Counts(50 + n, 950 - n)) for n in range(5)]
    assert str(found(slow).sentence) == "If the pace of 2015–2019 continues, 50\u00a0% takes more than 100 years."
    assert (found(slow).reached_in, found(slow).reached_latest) == (None, "beyond")
    assert found(slow, F(154, 1000)).reached_in == 2119
    assert found(slow, F(155, 1000)).status == "beyond"
    up_and_down = [Point(2015 + n, Counts(50 + 9 * (n % 2) + n, 950)) for n in range(5)]
    assert str(found(up_and_down, F(9, 10)).sentence) == (
        "If the pace of 2015–2019 continues, 90\u00a0% takes more than 100 years or is never reached."
    )
    later = [Point(2015 + n, Counts(women, 1000 - women)) for n, women in enumerate((300, 302, 309, 306, 312))]
    assert (found(later, F(2, 5)).status, found(later, F(2, 5)).reached_latest) == ("on_trend", "beyond")
    assert "to more than 100 years" in str(found(later, F(2, 5)).sentence)


def test_what_a_projection_needs() -> None:
    assert projection(line(30, 31, 32, 33)) is None
    assert str(no_projection(line(30, 31, 32, 33))).endswith("so far there are 4.")
    few = Point(2020, Counts(4, 5))
    open_many = Point(2021, Counts(30, 39, 0, 31))
    assert projection([*line(30, 31, 32, 33), few, open_many]) is None
    answer = found([few, *line(30, 31, 32, 33, 34), open_many])
    assert (answer.left_out, answer.first_year, answer.last_year) == ((2020, 2021), 2015, 2019)
    assert [str(one) for one in answer.caveats] == [
        "Years not used, because fewer than 10 women and men or under 70 % are recorded: 2020, 2021."
    ]
    with pytest.raises(ValueError, match="twice"):
        projection([*line(30, 31, 32, 33, 34), *line(30)])


def test_the_target_is_one_in_formula_reached_and_sentence() -> None:
    points = line(36, 37, 38, 39, 40)
    assert str(found(points, F(2, 5)).sentence).startswith("40\u00a0% is reached")
    assert found(points, F(47, 100)).reached_in == 2026
    assert str(found(points, F(1, 3)).sentence).startswith("33.3\u00a0% is reached")
    # The line ends at 49.2, the last year itself at 51: said, because the reader sees both.
    beside = found(line(45, 46, 47, 44, 51))
    assert beside.status != "reached"
    assert [str(one) for one in beside.caveats] == [
        "The figure for 2019 alone is 51.0\u00a0%, but one year off the line does not decide it."
    ]


def test_a_dated_goal_asks_a_pace_beside_the_actual_one() -> None:
    answer = found(line(30, 32, 34, 36, 38))
    pace = required_pace(answer, 2023)
    assert pace
    assert (pace.required, pace.actual, pace.enough) == (F(3, 100), F(2, 100), False)
    assert str(pace.sentence) == (
        "Reaching 50\u00a0% by 2023 needs 3.0 more points a year; the pace of 2015–2019 is 2.0."
    )
    enough = required_pace(answer, 2025)
    assert enough
    assert enough.enough
    assert required_pace(answer, 2019) is None
    reached = required_pace(found(line(30, 32, 34, 36, 38), F(3, 10)), 2025)
    assert reached
    assert str(reached.sentence) == "30\u00a0% by 2025 is reached already."
    assert [str(found(line(*p)).pace) for p in ((30, 32, 34, 36, 38), (38, 36, 34, 32, 30), (30,) * 5)] == [
        "Pace of 2015–2019: 2.0 points more a year.",
        "Pace of 2015–2019: 2.0 points fewer a year.",
        "Pace of 2015–2019: no change.",
    ]


@pytest.mark.parametrize(
    ("freedom", "printed"),
    [
        (1, 12.706),
        (2, 4.303),
        (3, 3.182),
        (4, 2.776),
        (5, 2.571),
        (10, 2.228),
        (30, 2.042),
        (120, 1.980),
        (9999, 1.960),
    ],
)
def test_quantiles_of_student_are_those_of_the_tables(freedom: int, printed: float) -> None:
    assert round(t_975(freedom), 3) == printed
    assert t_975(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-9)


sizes = st.integers(10, 400).flatmap(lambda known: st.tuples(st.integers(0, known), st.just(known)))
series = st.dictionaries(st.integers(1990, 2030), sizes, min_size=5, max_size=30)


@settings(max_examples=50)
@given(series)
def test_the_line_is_that_of_scipy(years: dict[int, tuple[int, int]]) -> None:
    points = [Point(year, Counts(women, known - women)) for year, (women, known) in years.items()]
    answer = found(points, F(2))
    expected = stats.linregress([p.year for p in points], [float(p.share) for p in points])
    margin = stats.t.ppf(0.975, len(points) - 2) * expected.stderr
    near = {"rel": 1e-6, "abs": 1e-9}
    assert float(answer.slope) == pytest.approx(expected.slope, **near)
    assert float(answer.base) == pytest.approx(expected.intercept + expected.slope * max(years), rel=1e-6, abs=1e-7)
    if len({point.share for point in points}) > 1:  # scipy has no error for a level line
        assert float(answer.high - answer.slope) == pytest.approx(margin, rel=1e-5, abs=1e-7)
    assert answer.low <= answer.slope <= answer.high
    assert answer.fitted(answer.last_year) == answer.base
    if answer.reached_in:  # not a year sooner, not a year later
        assert answer.fitted(answer.reached_in) >= answer.target > answer.fitted(answer.reached_in - 1)


def test_a_panel_is_constant_over_the_years_in_which_anybody_met() -> None:
    present = {"a": {2019, 2021, 2022}, "b": {2019, 2021}, "c": {2018, 2019, 2021, 2022}}
    assert constant_panel(present, 2019, 2022) == ["a", "c"]
    assert constant_panel(present, 2019, 2021) == ["a", "b", "c"]
    assert constant_panel(present, 2018, 2018) == ["c"]
    assert constant_panel(present, 2030, 2031) == []


EARLIER = [F(20, 100), F(21, 100), F(30, 100), F(25, 100), F(26, 100), F(28, 100)]


@pytest.mark.parametrize(
    ("before", "after", "earlier", "said"),
    [
        # Earlier changes of 1, 9, 5, 1 and 2 points: 8 is more than four of them.
        (Counts(28, 72), Counts(36, 64), EARLIER,
         ("8.0", "larger than 4 of the last 5 changes")),
        (Counts(28, 72), Counts(27, 73), EARLIER,
         ("-1.0", "larger than 0 of the last 5 changes")),
        (Counts(28, 72), Counts(28, 72), EARLIER[1:],
         ("0.0", "larger than 0 of the last 4 changes")),
        # Four earlier sessions are too few.
        (Counts(12, 18), Counts(20, 18), EARLIER[2:],
         ("13", "small list, in which 3 people change the share by 8 points")),
        (Counts(120, 180), Counts(121, 180), [],
         ("0.2", "too few earlier sessions to compare; 3 people change the share by 1.0 points")),
        (Counts(2, 7), Counts(4, 20), EARLIER, (None, "4 of 24 women, 2 of 9 the session before")),
        (Counts(0, 0, 0, 8), Counts(4, 20), EARLIER,
         (None, "not compared, because one of the two sessions has nobody recorded as a woman or a man")),
        (Counts(20, 40, 0, 40), Counts(15, 45), EARLIER,
         ("-8", "not compared, because under 70 % are recorded as women or men at one of the two sessions")),
    ],
)  # fmt: skip
def test_changes_are_said_in_people_and_points(
    before: Counts, after: Counts, earlier: list[Fraction], said: tuple[str | None, str]
) -> None:
    found = change(before, after, earlier)
    moved = None if said[0] is None else Decimal(said[0])
    assert (found.moved, str(found.judged)) == (moved, said[1])
    assert found.women == after.women - before.women
