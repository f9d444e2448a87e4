"""The metrics against the oracle, against their own definitions, and at their edges."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.vocabulary import Gender, HeadBasis
from reports.measures.formulas import STATED_HEADS
from reports.measures.metrics import METRICS
from reports.measures.tally import ONE, Counts, count_genders, one_gender, total
from reports.measures.wording import percentage, rounded, share_in_words
from tests import oracle
from tests.worlds.random_worlds import World, world

F = Fraction
small = st.integers(0, 40)
any_counts = st.builds(Counts, small, small, st.integers(0, 5), st.integers(0, 15))
targets = st.fractions(F(1, 20), 1, max_denominator=20)
worlds = st.integers(0, 10_000).map(world)
bases = st.sampled_from(["listed", "recorded"])


def counted(rows: list[oracle.Person]) -> Counts:
    return count_genders(row["gender"] for row in rows)


def delegations_of(rows: list[oracle.Person]) -> list[Counts]:
    return [counted(group) for group in oracle.grouped(rows, "delegation").values()]


def heads_of(rows: list[oracle.Person]) -> dict[str, Counts]:
    certain_or_first = oracle.heads(rows, "stated", "only_member", "first_listed")
    return {basis: counted(group) for basis, group in oracle.grouped(certain_or_first, "head_basis").items()}


def number(value: Fraction | None) -> Fraction:
    """A value that must be there."""
    assert value is not None
    return value


def test_every_stored_gender_counts_as_one_person() -> None:
    assert set(ONE) == set(Gender.values)
    assert {one.total for one in ONE.values()} == {1}
    assert count_genders(["undisclosed", "unknown"]) == Counts(unknown=2)


def test_a_gender_nobody_defined_is_an_error_not_an_unknown() -> None:
    with pytest.raises(KeyError):
        count_genders(["female"])


def test_bases_of_certain_heads_are_stored_values() -> None:
    assert set(STATED_HEADS) == {HeadBasis.STATED, HeadBasis.ONLY_MEMBER}


@given(worlds, bases)
def test_metrics_of_a_random_world_are_those_of_the_oracle(made: World, basis: str) -> None:
    every = oracle.people(made, basis)
    for rows in [every, *oracle.grouped(every, "meeting").values(), *oracle.grouped(every, "regional_group").values()]:
        inputs = {"participants": counted(rows), "heads": heads_of(rows), "delegations": delegations_of(rows)}
        inputs["groups"] = [counted(group) for group in oracle.grouped(rows, "meeting").values()]
        expected = {
            "share_of_women": oracle.share(rows),
            "share_of_men": oracle.share(rows, "man"),
            "another_gender": oracle.another_gender(rows),
            "coverage": oracle.coverage(rows),
            "bounds": None,
            "heads_of_delegation": oracle.share(oracle.heads(rows, "stated", "only_member")),
            "heads_incl_first_listed": oracle.share(oracle.heads(rows, "stated", "only_member", "first_listed")),
            "leadership_gap": oracle.leadership_gap(rows),
            "delegations_of_one_gender": oracle.one_gender_share(rows, ("all_women", "all_men")),
            "delegations_of_one_gender_min2": oracle.one_gender_share(rows, ("all_women", "all_men"), 2),
            "delegations_all_women": oracle.one_gender_share(rows, ("all_women",)),
            "delegations_all_women_min2": oracle.one_gender_share(rows, ("all_women",), 2),
            "delegations_all_men": oracle.one_gender_share(rows, ("all_men",)),
            "delegations_all_men_min2": oracle.one_gender_share(rows, ("all_men",), 2),
            "pooled_share": oracle.share(rows),
            "mean_share": oracle.mean(rows, "meeting"),
            "median_share": oracle.median(rows, "meeting"),
            "people_needed_same_size": oracle.needed_same_size(
                oracle.number(rows, "woman"), oracle.number(rows, "man"), F(2, 5)
            ),
            "people_needed_growing": oracle.needed_growing(
                oracle.number(rows, "woman"), oracle.number(rows, "man"), F(2, 5)
            ),
        }
        # Statements and office-holders are not of people; tests/counting/test_proceedings.py has them.
        of_people = [key for key, metric in METRICS.items() if {*metric.given} <= {*inputs, "target"}]
        assert {key: METRICS[key].of(**inputs, target=F(2, 5)).value for key in of_people} == expected
        bounds = METRICS["bounds"].of(**inputs)
        assert (bounds.low, bounds.high) == oracle.bounds(rows)


@given(worlds, bases)
def test_tally_of_delegations_is_the_summary_of_the_oracle(made: World, basis: str) -> None:
    rows = oracle.people(made, basis)
    expected = oracle.summary(rows, "meeting")
    tally, pairs = one_gender(delegations_of(rows)), one_gender(delegations_of(rows), 2)
    for key in ("delegations", "all_women", "all_men", "fifty_fifty", "undetermined", "one_person"):
        assert getattr(tally, key) == expected[key], key
    assert (pairs.all_women, pairs.all_men) == (expected["all_women_min2"], expected["all_men_min2"])


@given(worlds, st.sampled_from(["meeting", "regional_group", "category", "role", "delegation"]))
def test_groups_add_up_to_the_total(made: World, key: str) -> None:
    rows = oracle.people(made)
    assert total(counted(group) for group in oracle.grouped(rows, key).values()) == counted(rows)


@given(any_counts)
def test_bounds_hold_the_share_whatever_the_open_are(counts: Counts) -> None:
    bounds = METRICS["bounds"].of(participants=counts)
    for women in range(counts.open + 1):
        for men in range(counts.open - women + 1):
            known = counts.known + women + men
            if known:
                share = F(counts.women + women, known)
                assert number(bounds.low) <= share <= number(bounds.high)


@given(any_counts)
def test_women_and_men_are_treated_alike(counts: Counts) -> None:
    of_women = METRICS["share_of_women"].of(participants=counts)
    of_men = METRICS["share_of_men"].of(participants=counts)
    if of_women.value is None:
        assert of_men.value is None
    else:
        assert of_women.value + number(of_men.value) == 1
        assert number(of_women.low) + number(of_men.high) == 1


@given(any_counts, targets)
def test_people_needed_are_the_fewest_that_are_enough(counts: Counts, target: Fraction) -> None:
    cases = {"value": (counts.women, counts.men)}
    cases["low"] = (counts.women + counts.open, counts.men)
    cases["high"] = (counts.women, counts.men + counts.open)
    for metric, brute in [
        ("people_needed_same_size", oracle.needed_same_size),
        ("people_needed_growing", oracle.needed_growing),
    ]:
        answer = METRICS[metric].of(participants=counts, target=target)
        for which, (women, men) in cases.items():
            assert getattr(answer, which) == brute(women, men, target), (metric, which)


@given(st.builds(Counts, small, small, st.just(0), st.integers(0, 6)), targets)
def test_people_needed_stay_in_their_range_whatever_the_open_are(counts: Counts, target: Fraction) -> None:
    answer = METRICS["people_needed_same_size"].of(participants=counts, target=target)
    for women, men in product(range(counts.open + 1), repeat=2):
        if women + men <= counts.open and counts.known + women + men:
            needed = oracle.needed_same_size(counts.women + women, counts.men + men, target)
            assert needed is not None
            assert number(answer.low) <= needed <= number(answer.high)


@given(st.lists(st.builds(Counts, *[st.integers(0, 3)] * 4), max_size=3))
def test_bounds_of_delegations_hold_every_completion(delegations: list[Counts]) -> None:
    """The open of each delegation turned into any number of women and men: the share stays within the bounds."""
    completions = [[Counts(d.women + n, d.men + d.open - n) for n in range(d.open + 1)] for d in delegations]
    for key in ("delegations_of_one_gender", "delegations_all_women", "delegations_all_men"):
        bounds = METRICS[key].of(delegations=delegations)
        for whole in product(*completions):
            share = METRICS[key].of(delegations=whole).value
            assert share is None or number(bounds.low) <= share <= number(bounds.high), key


@given(st.lists(st.builds(Counts, *[st.integers(0, 3)] * 4), max_size=3))
@example([Counts(), Counts(1, 1, 0, 1)])
def test_bounds_of_mean_and_median_hold_every_completion(groups: list[Counts]) -> None:
    completions = [[Counts(g.women + n, g.men + g.open - n) for n in range(g.open + 1)] for g in groups]
    for key in ("mean_share", "median_share"):
        answer = METRICS[key].of(groups=groups)
        every_group_has_a_share = all(g.known for g in groups if g.total)
        assert (answer.low is not None) == (every_group_has_a_share and any(g.total for g in groups))
        for whole in product(*completions) if answer.low is not None else []:
            share = number(METRICS[key].of(groups=whole).value)
            assert number(answer.low) <= share <= number(answer.high), key


def test_nobody_known_is_no_value_and_never_zero() -> None:
    for counts in (Counts(), Counts(unknown=4), Counts(another=1)):
        assert METRICS["share_of_women"].of(participants=counts).value is None
        assert METRICS["people_needed_same_size"].of(participants=counts, target=F(1, 2)).value is None
    assert METRICS["delegations_of_one_gender"].of(delegations=[Counts(1, 0, 0, 1)]).value is None
    assert METRICS["mean_share"].of(groups=[Counts(unknown=3)]).value is None
    assert METRICS["leadership_gap"].of(heads={}, participants=Counts(3, 3)).value is None


def test_pooled_mean_and_median_are_three_numbers() -> None:
    groups = [Counts(10, 90), Counts(4, 4), Counts(3, 1), Counts(unknown=2)]
    answers = [METRICS[key].of(groups=groups) for key in ("pooled_share", "mean_share", "median_share")]
    assert [answer.value for answer in answers] == [F(17, 112), F(9, 20), F(1, 2)]
    assert [answer.base for answer in answers] == [112, 3, 3]
    assert answers[1].open == 1, "the meeting without a share is told, not counted as 0"


def test_first_listed_heads_stay_out_of_the_certain_figure() -> None:
    heads = {"stated": Counts(1, 3), "only_member": Counts(1, 0), "first_listed": Counts(5, 0)}
    assert METRICS["heads_of_delegation"].of(heads=heads).value == F(2, 5)
    assert METRICS["heads_incl_first_listed"].of(heads=heads).value == F(7, 10)


@pytest.mark.parametrize(
    ("delegation", "expected"),
    [
        (Counts(women=2), {"all_women": 1}),
        (Counts(men=1), {"all_men": 1, "one_person": 1}),
        (Counts(1, 1), {"fifty_fifty": 1}),
        (Counts(1, 1, 0, 3), {}),
        (Counts(2, 0, 0, 1), {"undetermined": 1, "perhaps_all_women": 1}),
        (Counts(0, 2, 1, 0), {"undetermined": 1, "perhaps_all_men": 1}),
        (Counts(unknown=1), {"undetermined": 1, "perhaps_all_women": 1, "perhaps_all_men": 1, "one_person": 1}),
    ],
)
def test_what_is_certain_about_one_delegation(delegation: Counts, expected: dict[str, int]) -> None:
    tally = one_gender([delegation, Counts()])
    found = {key: getattr(tally, key) for key in tally.__slots__ if key != "delegations"}
    assert {key: value for key, value in found.items() if value} == expected
    assert tally.delegations == 1, "a delegation of nobody is not counted"


@pytest.mark.parametrize(
    ("women", "men", "target", "same_size", "growing"),
    [
        (4, 6, F(2, 5), 0, 0),
        (0, 10, F(1, 2), 5, 10),
        (1, 2, F(1, 2), 1, 1),
        (3, 7, F(2, 5), 1, 2),
        (2, 1, F(1), 1, None),
        (2, 0, F(1), 0, 0),
    ],
)
def test_people_needed(women: int, men: int, target: Fraction, same_size: int, growing: int | None) -> None:
    inputs = {"participants": Counts(women, men), "target": target}
    assert METRICS["people_needed_same_size"].of(**inputs).value == same_size
    assert METRICS["people_needed_growing"].of(**inputs).value == growing


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (F(5, 2), 0, "3"),
        (F(-5, 2), 0, "-3"),
        (F(7, 2), 0, "4"),
        (F(4049, 100), 1, "40.5"),
        (F(1, 3), 1, "0.3"),
        (F(0), 1, "0.0"),
        (F(100), 0, "100"),
    ],
)
def test_halves_are_rounded_up(value: Fraction, decimals: int, text: str) -> None:
    assert str(rounded(value, decimals)) == text


def test_rounding_once_is_not_rounding_twice() -> None:
    """35.449 % is 35.4; by way of 35.45 it would become 35.5."""
    assert str(percentage(F(35449, 100_000), 100_000)) == "35.4"


@pytest.mark.parametrize(
    ("women", "known", "text"),
    [
        (0, 0, "no value: no gender is known"),
        (3, 9, "3 of 9"),
        (0, 9, "0 of 9"),
        (4, 10, "40\u00a0% (4 of 10)"),
        (33, 99, "33\u00a0% (33 of 99)"),
        (41, 100, "41.0\u00a0% (41 of 100)"),
        (1, 300, "0.3\u00a0% (1 of 300)"),
    ],
)
def test_precision_follows_the_base(women: int, known: int, text: str) -> None:
    assert str(share_in_words(women, known)) == text


def test_every_metric_explains_itself() -> None:
    for key, metric in METRICS.items():
        assert key == metric.key
        assert metric.definition.endswith(".")
        assert metric.unit in {"share", "points", "people", "ratio", "weighed"}
