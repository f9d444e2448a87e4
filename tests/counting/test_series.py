"""Series over years and sessions, and runs, against the loops of the oracle on random worlds."""

import datetime
import io
import json
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting
from reports.counting.population import population_of
from reports.counting.scope import Scope
from reports.measures.projection import Point, projection
from reports.measures.tally import Counts
from reports.series import by_year, changes_since_last, runs, sessions
from reports.words import said
from tests import oracle
from tests.worlds import builders, random_worlds

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LISTED = Scope(gender_basis="listed")


@pytest.fixture(params=range(5))
def world(request: pytest.FixtureRequest) -> random_worlds.World:
    """Ten sessions of two forums over five years, with small delegations, so that runs come about."""
    made = random_worlds.world(request.param, meetings=10, delegations=9, people=3)
    builders.fill(made)
    return made


W, M, X, U = Counts(women=2), Counts(men=3), Counts(women=1, another=1), Counts(men=1, unknown=1)
MIXED, ONE, ABSENT = Counts(1, 1, 0, 3), Counts(men=1), Counts()


@pytest.mark.parametrize(
    ("compositions", "run"),
    [
        ((), None),
        ((W, W), ("women", 2, False)),
        ((MIXED, M, M, M), ("men", 3, False)),
        ((M, W, W), ("women", 2, False)),
        # Who was absent, or came alone, neither adds nor breaks.
        ((M, ABSENT, M, ONE, Counts(women=1)), ("men", 2, False)),
        ((M, M, MIXED), None),
        # Nobody can tell what the second composition was: the run ends, and may be longer.
        ((M, U, M), ("men", 1, True)),
        ((W, X, ABSENT, W, W), ("women", 2, True)),
        ((M, M, U), None),
        ((ONE, ABSENT), None),
        # Women and men both present: mixed, whatever is not recorded.
        ((M, MIXED, M), ("men", 1, False)),
    ],
)
@pytest.mark.parametrize("exchanged", [False, True])
def test_run_lengths(compositions: tuple[Counts, ...], run: tuple[str, int, bool] | None, exchanged: bool) -> None:
    for number, counts in enumerate(compositions):
        day = datetime.date(2001 + number, 3, 4)
        delegation = builders.make_delegation(builders.make_meeting(f"session-{number}", start=day, end=day), "KEN")
        one = counts.exchanged() if exchanged else counts
        builders.make_people(delegation, one.women, one.men, one.unknown, one.another)
    kinds = {"women": "men", "men": "women"} if exchanged else {"women": "women", "men": "men"}
    expected = [(kinds[run[0]], *run[1:])] if run else []
    assert [(one.kind, one.length, one.undetermined_end) for one in runs(population_of(LISTED))] == expected


def dates(world: random_worlds.World, forum: str) -> list[str]:
    """Slugs of the meetings of a forum by date."""
    return [row["slug"] for row in sorted(world.meetings, key=lambda row: row["start"]) if row["forum"] == forum]


def test_by_year(world: random_worlds.World) -> None:
    rows = oracle.people(world)
    every = by_year(population_of(LISTED), constant=False)
    assert {int(one.key): one.counts for one in every.points} == {
        year: Counts(**tally) for year, tally in oracle.tallies(rows, "year").items()
    }
    assert not every.left_out
    panel = oracle.panel_of_every_year(rows)
    constant = by_year(population_of(LISTED), constant=True)
    assert [code for code, _name in constant.forums] == panel
    assert {int(one.key): one.counts for one in constant.points} == {
        year: Counts(**tally)
        for year, tally in oracle.tallies([row for row in rows if row["forum"] in panel], "year").items()
    }
    met = {row["forum"] for row in rows if row["gender"] in ("woman", "man")}
    assert {one.code for one in constant.left_out} == met - set(panel)
    assert all(one.missing for one in constant.left_out)
    points = [Point(int(one.key), one.counts) for one in constant.points]
    assert constant.trend() == projection(points)
    assert [one.key for one in constant.points] == sorted(one.key for one in constant.points)


def test_sessions_and_what_changed_since_the_last(world: random_worlds.World) -> None:
    people, rows = population_of(LISTED), oracle.people(world)
    last = {one.code: one for one in changes_since_last(people)}
    for forum in ("invented-a", "invented-b"):
        ours = oracle.tallies([row for row in rows if row["forum"] == forum], "meeting")
        heads = oracle.heads(rows, "stated", "only_member")
        led = {key: Counts(**tally) for key, tally in oracle.tallies(heads, "meeting").items()}
        held = [slug for slug in dates(world, forum) if slug in ours]
        found = sessions(people, forum)
        assert [(one.meeting.slug, one.result.counts) for one in found] == [(s, Counts(**ours[s])) for s in held]
        assert all((one.heads.counts if one.heads else None) == led.get(one.meeting.slug, Counts()) for one in found)
        for before, after in pairwise(found):
            assert after.previous == before.meeting
            assert after.change
            assert after.change.women == after.result.counts.women - before.result.counts.women
        assert (forum in last) == (len(held) > 1)
        if forum in last:
            assert (last[forum].latest, last[forum].previous) == (found[-1].meeting, found[-2].meeting)
            assert (last[forum].change, last[forum].text) == (found[-1].change, found[-1].text)


def test_runs(world: random_worlds.World) -> None:
    people, rows = population_of(LISTED), oracle.people(world)
    expected = {}
    for forum in ("invented-a", "invented-b"):
        for state, ours in oracle.grouped([row for row in rows if row["forum"] == forum], "country").items():
            run = oracle.run_of(ours, dates(world, forum))
            if run[0]:
                expected[state, forum] = run
    found = {(one.country, one.forum): (one.kind, one.length, one.undetermined_end) for one in runs(people)}
    assert found == expected
    longer = {key for key, (_kind, length, _unsure) in expected.items() if length > 1}
    assert {(one.country, one.forum) for one in runs(people, at_least=2)} == longer
    in_one = {one.country for one in runs(people, "invented-a")}
    assert in_one == {state for state, forum in expected if forum == "invented-a"}
    for one in runs(people):
        assert len(one.meetings) == one.length
        assert [meeting.slug for meeting in one.meetings] == [
            slug for slug in dates(world, one.forum) if slug in {meeting.slug for meeting in one.meetings}
        ]


def test_nobody_has_no_series() -> None:
    builders.make_meeting()
    people = population_of(Scope())
    series = by_year(people, constant=True)
    assert (series.points, series.forums, series.trend(), series.pace(2030)) == ([], [], None, None)
    assert series.no_trend().endswith("so far there are 0.")
    assert (runs(people), changes_since_last(people), sessions(people, "first-committee")) == ([], [], [])
    assert runs(population_of(Scope(), within=Meeting.objects.none())) == []


def test_a_forum_that_skipped_a_year_is_left_out_and_the_line_said() -> None:
    for forum, years in (("always", range(2019, 2025)), ("at-times", (2019, 2021, 2024))):
        for year in years:
            day = datetime.date(year, 5, 4)
            meeting = builders.make_meeting(f"{forum}-{year}", forum=builders.make_forum(forum), start=day)
            women = 30 + 2 * (year - 2019)
            builders.make_people(builders.make_delegation(meeting, "ZZA"), women=women, men=100 - women)
    people = population_of(Scope())
    series = by_year(people, constant=True)
    assert series.forums == [("always", "Always")]
    assert [(one.code, one.missing) for one in series.left_out] == [("at-times", (2020, 2022, 2023))]
    trend, pace = series.trend(), series.pace(2026)
    assert trend
    assert pace
    assert (trend.status, trend.reached_in, pace.enough) == ("on_trend", 2029, False)
    last = changes_since_last(people)[0]
    assert last.text == "up 2.0 points (40 women, 2 more); larger than 0 of the last 4 changes"


def printed(*arguments: str) -> Any:
    out = io.StringIO()
    call_command(
        "figures", *arguments, "--gender-basis", "listed", "--format", "json", stdout=out, stderr=io.StringIO()
    )
    return json.loads(out.getvalue())


def test_figures_prints_the_same(world: random_worlds.World) -> None:
    people = population_of(LISTED)
    constant = by_year(people, constant=True)
    rows = printed("--by", "year", "--panel", "constant")
    assert [(row["key"], row["women"], row["known"]) for row in rows] == [
        (one.key, one.counts.women, one.counts.known) for one in constant.points
    ]
    trend, found = printed("--trend", "--target", "40", "--by-year", "2030"), constant.trend(Fraction(2, 5))
    assert trend["forums"] == [code for code, _name in constant.forums]
    assert trend["sentence"] == (said(found.sentence) if found else constant.no_trend())
    assert trend["slope"] == (float(found.slope) if found else None)
    assert [(row["forum"], row["change_women"], row["sentence"]) for row in printed("--changes")] == [
        (one.code, one.change.women, one.text) for one in changes_since_last(people)
    ]
    assert [(row["country"], row["forum"], row["length"]) for row in printed("--runs")] == [
        (one.country, one.forum, one.length) for one in runs(people)
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--trend", "--target", "0"], "not a target"), (["--by", "role", "--panel", "constant"], "goes with")],
)
def test_figures_refuses_what_means_nothing(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        printed(*arguments)
