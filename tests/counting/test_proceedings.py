"""Statements and office-holders as figures: against the oracle by every group, and examples worked by hand."""

from fractions import Fraction as F
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from meetings.actions.delegations import touch
from meetings.models import Meeting
from reports.counting import statement_blocks
from reports.counting.dimensions import DIMENSIONS
from reports.counting.offices import holders_by
from reports.counting.population import population_of
from reports.counting.scope import ALL, Scope
from reports.measures import formulas
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts, Weighed, total
from reports.refusals import QuestionRefused
from reports.results import Result, results, whole
from tests import oracle
from tests.counting.test_figures import answer, printed
from tests.worlds import builders, random_worlds

EVERYONE = [*random_worlds.STATE_CATEGORIES, "un_entity", "intergovernmental", "civil_society", "academia"]
STATEMENTS = ("share_of_statements", "speaking_time", "speaking_time_without_presiding", "relative_voice")


@pytest.fixture(params=range(8))
def world(request: pytest.FixtureRequest) -> random_worlds.World:
    made = random_worlds.world(request.param)
    builders.fill(made)
    return made


def by(metric: str, dimension: str, **scope: Any) -> dict[str, Result]:
    people = population_of(Scope(gender_basis="listed", **scope))
    return {row.key: row for row in results(people, METRICS[metric], DIMENSIONS[dimension])}


@pytest.mark.django_db
@pytest.mark.database
def test_every_group_of_every_metric_is_the_oracles(world: random_worlds.World) -> None:
    meetings = {row["slug"]: row for row in world.meetings}
    group_of: dict[str, Any] = {
        "meeting": lambda row: row["meeting"],
        "forum": lambda row: meetings[row["meeting"]]["forum"],
        "year": lambda row: meetings[row["meeting"]]["start"][:4],
        "regional_group": lambda row: row["regional_group"],
        "category": lambda row: row["category"],
        "country": lambda row: row["country"] or "none",
    }
    said, rows = oracle.statements(world, EVERYONE), oracle.people(world, "listed", EVERYONE)
    computed: dict[str, Any] = {
        "share_of_statements": lambda group: oracle.share(oracle.of_kind(group, "statement")),
        "speaking_time": oracle.speaking_time,
        "speaking_time_without_presiding": lambda group: oracle.speaking_time(group, presiding=False),
        "relative_voice": lambda group: oracle.relative_voice(group, world, rows),
    }
    counted: dict[str, Any] = {
        "share_of_statements": lambda group: oracle.of_kind(group, "statement"),
        "speaking_time": oracle.spoken,
        "speaking_time_without_presiding": lambda group: oracle.spoken(group, presiding=False),
        "relative_voice": lambda group: oracle.of_kind(group, "statement"),
    }
    for dimension, key in group_of.items():
        groups: dict[str, list[oracle.Person]] = {}
        for row in said:
            groups.setdefault(key(row), []).append(row)
        for metric in STATEMENTS:
            found = by(metric, dimension, category=ALL)
            expected = {name: group for name, group in groups.items() if counted[metric](group)}
            assert {name: row.value.value for name, row in found.items()} == {
                name: computed[metric](group) for name, group in expected.items()
            }, (metric, dimension)
            assert {name: row.counts for name, row in found.items()} == {
                name: Counts(**oracle.counts(counted[metric](group))) for name, group in expected.items()
            }, (metric, dimension)


@pytest.mark.django_db
@pytest.mark.database
def test_every_group_of_office_holders_is_the_oracles(world: random_worlds.World) -> None:
    meetings = {row["slug"]: row for row in world.meetings}
    group_of: dict[str, Any] = {
        "forum": lambda row: row["forum"] or meetings[row["meeting"]]["forum"],
        "country": lambda row: row["country"] or "none",
        "regional_group": lambda row: row["regional_group"],
        "meeting": lambda row: row["meeting"] or "none",
    }
    for dimension, key in group_of.items():
        groups: dict[str, list[oracle.Person]] = {}
        for row in oracle.office_holders(world):
            groups.setdefault(key(row), []).append(row)
        people, weighed = by("office_holders", dimension), by("office_holders_by_days", dimension)
        assert {name: row.value.value for name, row in people.items()} == {
            n: oracle.share(g) for n, g in groups.items()
        }
        assert {name: row.value.value for name, row in weighed.items()} == {
            name: oracle.weighed(group, oracle.days) for name, group in groups.items()
        }


@pytest.mark.django_db
@pytest.mark.database
def test_an_office_is_held_in_the_years_of_its_days(world: random_worlds.World) -> None:
    """In every year it reaches into, by the days of that year: by year, and where a year is asked for."""
    holders = oracle.office_holders(world)
    years = {year: [row for row in holders if year in oracle.held_in(row, world)] for year in range(2019, 2023)}
    expected = {
        str(year): (oracle.share(held), oracle.weighed(held, lambda row, year=year: oracle.days(row, year)))
        for year, held in years.items()
        if held
    }
    people, weighed = by("office_holders", "year"), by("office_holders_by_days", "year")
    assert {year: (row.value.value, weighed[year].value.value) for year, row in people.items()} == expected
    for year in years:
        of_year = population_of(Scope(gender_basis="listed", years=(year, year)))
        found = [whole(of_year, METRICS[metric]).value.value for metric in ("office_holders", "office_holders_by_days")]
        assert tuple(found) == expected.get(str(year), (None, None)), year
        in_years = by("office_holders", "year", years=(year, year))
        assert set(in_years) <= {str(year)}
    both = whole(
        population_of(Scope(gender_basis="listed", years=(2020, 2021))), METRICS["office_holders_by_days"]
    ).value
    held = list({id(row): row for year in (2020, 2021) for row in years[year]}.values())
    assert both.value == oracle.weighed(held, lambda row: _of_both(row, 2020, 2021))


def _of_both(row: dict[str, Any], *years: int) -> F | None:
    return None if oracle.days(row) is None else sum((oracle.days(row, year) or F(0) for year in years), F(0))


@pytest.mark.django_db
def test_offices_of_a_forum_belong_to_a_year_without_a_meeting_for_who_may_read_the_forum(session: Meeting) -> None:
    """184 days of 2023 and 182 of 2024; the forum met in 2024 alone, and another one never for a clerk of it."""
    builders.make_holder(session.forum, "w", "2023-07-01", "2024-06-30")
    elsewhere = builders.make_meeting("elsewhere", forum=builders.make_forum("another"))
    builders.make_holder(elsewhere.forum, "m", "2023-01-01", "2023-12-31")
    mine = Meeting.objects.filter(pk=session.pk)
    for year, days in ((2023, 184), (2024, 182)):
        (found,) = holders_by(population_of(Scope(years=(year, year)), mine), DIMENSIONS["year"])
        assert (found.cell.key, found.inputs["days"].women, found.cell.counts) == (str(year), days, Counts(women=1))
    assert whole(population_of(Scope(years=(2023, 2023))), METRICS["office_holders"]).counts == Counts(1, 1)
    assert "in each year in which it was held" in METRICS["office_holders"].definition


@pytest.mark.django_db
@pytest.mark.database
def test_a_scope_narrowed_to_a_group_holds_its_statements_and_office_holders_alone(world: random_worlds.World) -> None:
    for metric in (*STATEMENTS, "office_holders", "office_holders_by_days"):
        for key in ("regional_group", "area", "format"):
            for name, row in by(metric, key).items():
                narrowed = population_of(Scope(gender_basis="listed", only=((key, name),)))
                if metric.startswith("office") and key == "format" and name == "none":
                    continue  # of a forum as such: no meeting has that format
                assert whole(narrowed, METRICS[metric]).value == row.value, (metric, key, name)
    with pytest.raises(QuestionRefused, match="role"):
        whole(population_of(Scope(only=(("role", "adviser"),))), METRICS["share_of_statements"])
    every = whole(population_of(Scope(gender_basis="listed")), METRICS["share_of_statements"]).counts
    assert total(row.counts for row in by("share_of_statements", "meeting_size").values()) == every


@pytest.fixture
def session() -> Meeting:
    """Ten people of one State, half of them women; five of another, one of them a woman."""
    meeting = builders.make_meeting("invented-session", list_access="open")
    builders.make_people(builders.make_delegation(meeting, "ZZA"), women=5, men=5)
    builders.make_people(builders.make_delegation(meeting, "ZZB"), women=1, men=4)
    return meeting


@pytest.mark.django_db
def test_a_group_statement_is_one_and_what_is_only_written_is_none(session: Meeting) -> None:
    builders.make_statement(session, "ZZA", "w", on_behalf_of="Invented Group")
    builders.make_statement(session, "ZZA", "m")
    builders.make_statement(session, "ZZB", "m")
    builders.make_statement(session, "ZZB", "u")
    builders.make_statement(session, "ZZB", "w", kind="written_only")
    builders.make_statement(session, "ZZB", "w", kind="right_of_reply")
    builders.make_statement(session, "Invented Institute", "w")
    row = answer("figures", "--metric", "share_of_statements", "--by", "meeting")[0]
    assert (row["women"], row["men"], row["unknown"], row["value"], row["open"]) == (1, 2, 1, 1 / 3, 1)
    assert (row["value_low"], row["value_high"]) == (1 / 4, 2 / 4)
    assert answer("figures", "--metric", "share_of_statements", "--category", "all")[0]["women"] == 2


@pytest.mark.django_db
def test_relative_voice_compares_with_the_mean_of_the_same_delegations(session: Meeting) -> None:
    """Shares of the delegations: 1/2 and 1/5, their mean 7/20; pooled it would be 6/15. ZZC sent nobody."""
    builders.make_people(builders.make_delegation(session, "ZZD"), women=9)  # never speaks: not compared with
    for entity, letter in [("ZZA", "w"), ("ZZA", "m"), ("ZZB", "m"), ("ZZB", "m"), ("ZZB", "u"), ("ZZC", "w")]:
        builders.make_statement(session, entity, letter)
    value = whole(population_of(Scope()), METRICS["relative_voice"]).value
    assert (value.value, value.base, value.open) == (F(1, 4) / F(7, 20), 4, 2)
    assert printed("figures", "--metric", "relative_voice").split()[-5:] == ["0.71", "–", "–", "4", "2"]


@pytest.mark.django_db
def test_speaking_time_counts_known_minutes_and_tells_how_many_are_not(session: Meeting) -> None:
    builders.make_statement(session, "ZZA", "w", minutes="3.5")
    builders.make_statement(session, "ZZB", "m", minutes="4")
    builders.make_statement(session, "ZZB", "m", minutes="6.5", presiding=True, kind="procedural")
    builders.make_statement(session, "ZZB", "w", minutes="9", kind="written_only")
    everything = whole(population_of(Scope()), METRICS["speaking_time"]).value
    assert (everything.value, everything.base, everything.open, everything.low) == (F(1, 4), 3, 0, F(1, 4))
    builders.make_statement(session, "ZZA", "m")
    builders.make_statement(session, "ZZA", "u", minutes="1")
    without = whole(population_of(Scope()), METRICS["speaking_time_without_presiding"]).value
    assert (without.value, without.base, without.open, without.low) == (F(7, 15), 2, 2, None)


@pytest.mark.django_db
def test_offices_weigh_by_their_days_first_and_last_included(session: Meeting) -> None:
    builders.make_holder(session, "w", "2024-03-01", "2024-03-10")
    builders.make_holder(session.forum, "m", "2024-03-01", "2024-03-30", country=builders.make_country("ZZA"))
    builders.make_holder(session.forum, "m", office="rapporteur")
    scope = population_of(Scope(forum=session.forum_id))
    assert whole(scope, METRICS["office_holders"]).value.value == F(1, 3)
    weighed = whole(scope, METRICS["office_holders_by_days"]).value
    assert (weighed.value, weighed.base, weighed.open, weighed.low) == (F(1, 4), 2, 1, None)
    assert whole(population_of(Scope(meeting=session.slug)), METRICS["office_holders"]).counts == Counts(women=1)
    assert whole(population_of(Scope(years=(2023, 2023))), METRICS["office_holders"]).counts == Counts()


@pytest.mark.django_db
def test_nothing_known_is_no_value_and_never_zero() -> None:
    builders.make_meeting("empty")
    for metric in (*STATEMENTS, "office_holders", "office_holders_by_days"):
        row = answer("figures", "--metric", metric)[0]
        assert (row["total"], row["value"], row["base"]) == (0, None, 0), metric
        assert answer("figures", "--metric", metric, "--by", "country") == []


def test_edges_of_the_formulas() -> None:
    assert formulas.relative_voice(Counts(2, 2), {Counts(0, 3): 2}, 0).value is None  # no woman could have spoken
    assert formulas.relative_voice(Counts(), {}, 3).value is None
    assert formulas.weighed_share(Weighed(women=0, men=5, counted=1)).value == 0
    assert formulas.weighed_share(Weighed(left_out=2, unweighed=2)).value is None


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_bounds_of_a_weighed_share_hold_it_whoever_the_others_are(women: int, men: int, other: int) -> None:
    value = formulas.weighed_share(Weighed(women, men, other, counted=1))
    for theirs in {0, other // 3, other}:
        full = formulas.weighed_share(Weighed(women + theirs, men + other - theirs, 0, counted=1)).value
        assert full is None or (value.low is not None and value.high is not None and value.low <= full <= value.high)


@pytest.mark.django_db
@pytest.mark.parametrize("dimension", ["role", "delegation_size"])
def test_what_divides_people_does_not_divide_statements(session: Meeting, dimension: str) -> None:
    for metric in ("share_of_statements", "office_holders"):
        with pytest.raises(QuestionRefused, match=dimension):
            results(population_of(Scope()), METRICS[metric], DIMENSIONS[dimension])


@pytest.mark.django_db(transaction=True)
def test_statements_are_read_once_and_again_when_the_meeting_moved(session: Meeting) -> None:
    statement_blocks.forget()
    builders.make_statement(session, "ZZA", "w")
    for _ in range(2):
        assert whole(population_of(Scope()), METRICS["share_of_statements"]).counts == Counts(women=1)
    builders.make_statement(session, "ZZB", "m")
    builders.make_meeting("another-one")
    people = population_of(Scope())
    with CaptureQueriesContext(connection) as queries:
        assert whole(people, METRICS["share_of_statements"]).counts == Counts(women=1)
    assert len(queries) == 1  # the new meeting only
    touch(session)
    assert whole(population_of(Scope()), METRICS["share_of_statements"]).counts == Counts(1, 1)
    statement_blocks.forget()
