"""Groupings in time: each meeting is counted by the groups of its first day."""

import csv
import datetime
import io
import json
from collections import Counter
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.countries import REFERENCE
from reports.counting.counts import count_by, count_by_meeting
from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import population_of
from reports.counting.scope import Scope
from reports.presentation.caveats import caveats, fiscal_year
from reports.refusals import QuestionRefused
from reports.results import results
from tests.worlds import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]
with (REFERENCE / "groupings.csv").open(encoding="utf-8", newline="") as file:
    LINES = list(csv.DictReader(file))
DATED = ("regional_group", "income_group", "forum_group", "ldc", "lldc", "sids")
STATES = [
    "ARG",
    "BWA",
    "CHN",
    "COK",
    "ETH",
    "HUN",
    "IND",
    "ISR",
    "MDV",
    "PAK",
    "POL",
    "RUS",
    "SWE",
    "VAT",
    "VEN",
    "WSM",
]
DAYS = [(1987, 5, 4), (1996, 6, 17), (1999, 8, 5), (2000, 5, 1), (2013, 12, 31), (2015, 6, 30), (2015, 7, 1)]
DAYS += [(2016, 6, 30), (2016, 7, 1), (2020, 1, 20), (2025, 7, 1), (2026, 6, 30), (2026, 7, 1), (2027, 7, 1)]
Counted = dict[tuple[str, str], int]


def group_on(grouping: str, code: str, day: datetime.date) -> str:
    """The group a State is in, by a loop over the lines of the reference file; both ends count."""
    found = "none"
    for row in LINES:
        if row["grouping"] == grouping and row["code"] == code:
            begun = row["start"] == "" or row["start"] <= day.isoformat()
            if begun and (row["end"] == "" or day.isoformat() <= row["end"]):
                assert found == "none"
                found = row["group"]
    return found


def meet(slug: str, forum: str, day: tuple[int, int, int], states: dict[str, int]) -> None:
    """A meeting to which each State sends so many women."""
    meeting = builders.make_meeting(slug, forum=builders.make_forum(forum), start=datetime.date(*day))
    for code, women in states.items():
        builders.make_people(builders.make_delegation(meeting, code), women=women)


def figures(*arguments: str) -> tuple[Any, str]:
    out, beside = io.StringIO(), io.StringIO()
    call_command("figures", *arguments, "--format", "json", stdout=out, stderr=beside)
    return json.loads(out.getvalue()), beside.getvalue()


def groups(dimension: str, **scope: Any) -> dict[str, int]:
    return {cell.key: cell.counts.women for cell in count_by(population_of(Scope(**scope)), DIMENSIONS[dimension])}


@pytest.mark.parametrize("seed", range(3))
def test_every_meeting_is_counted_as_loops_over_the_reference_file_count_it(seed: int) -> None:
    random = Random(seed)
    expected: dict[str, Counted] = {dimension: Counter() for dimension in DATED}
    people: dict[str, int] = Counter()
    for number, day in enumerate(DAYS):
        forum = random.choice(["cd", "first-committee"])
        states = {code: random.randint(1, 3) for code in random.sample(STATES, 9)}
        slug = f"session-{number}"
        meet(slug, forum, day, states)
        for code, women in states.items():
            people[slug] += women
            for dimension in DATED:
                grouping = f"forum:{forum}" if dimension == "forum_group" else dimension
                expected[dimension][slug, group_on(grouping, code, datetime.date(*day))] += women
    for dimension in DATED:
        cells = count_by_meeting(population_of(Scope()), DIMENSIONS[dimension])
        found = {(meeting.slug, cell.key): cell.counts.women for meeting, cell in cells}
        assert found == expected[dimension], dimension
        totals: dict[str, int] = Counter()
        for (slug, _group), women in found.items():
            totals[slug] += women
        assert totals == people, dimension


def test_a_meeting_of_2015_uses_the_groups_of_2015() -> None:
    for number, day in enumerate([(2015, 6, 30), (2015, 7, 1), (2016, 6, 30), (2016, 7, 1)]):
        meet(f"session-{number}", "first-committee", day, {"ARG": 1})
    found = [groups("income_group", meeting=f"session-{number}") for number in range(4)]
    assert found == [{"upper_middle": 1}, {"high": 1}, {"high": 1}, {"upper_middle": 1}]
    assert groups("income_group") == {"upper_middle": 2, "high": 2}


def test_a_group_left_in_between_and_one_joined() -> None:
    for year in (2010, 2014, 2020, 2021):
        meet(f"session-{year}", "first-committee", (year, 12, 31), {"WSM": 1, "VUT": 2, "FRA": 4})
    found = [groups("ldc", years=(year, year)) for year in (2010, 2014, 2020, 2021)]
    assert found == [{"ldc": 3, "none": 4}, {"ldc": 2, "none": 5}, {"none": 7}, {"none": 7}]
    meet("conference-2019", "cd", (2019, 1, 21), {"HUN": 1, "DEU": 2, "CHN": 3, "PAK": 4})
    meet("conference-2020", "cd", (2020, 1, 20), {"HUN": 1, "DEU": 2, "CHN": 3, "PAK": 4})
    together = {"cd_group_of_21": 4, "cd_china": 3}
    assert groups("forum_group", meeting="conference-2019") == {**together, "cd_western": 2, "cd_not_on_file": 1}
    assert groups("forum_group", meeting="conference-2020") == {**together, "cd_western": 3}


def test_groups_of_a_forum_are_used_in_that_forum_only() -> None:
    meet("conference", "cd", (2024, 1, 22), {"PAK": 1, "FRA": 2, "VAT": 4})
    meet("committee", "first-committee", (2024, 10, 7), {"PAK": 8, "FRA": 16})
    assert groups("forum_group") == {"cd_group_of_21": 1, "cd_western": 2, "none": 28}
    assert groups("forum_group", forum="first-committee") == {"none": 24}
    assert caveats(population_of(Scope(forum="cd")), DIMENSIONS["forum_group"]) == []
    assert caveats(population_of(Scope()), DIMENSIONS["forum_group"]) == [
        "These forums have no groups on file for that time, so everybody counts as “in no group of the forum”: "
        "First Committee of the General Assembly."
    ]


def test_what_is_not_classified_is_a_group_and_not_the_same_as_outside_the_table() -> None:
    meet("session", "first-committee", (2025, 10, 6), {"ETH": 1, "VEN": 2, "VAT": 4, "COK": 8})
    rows = results(population_of(Scope()), dimension=DIMENSIONS["income_group"])
    assert [(row.key, row.label, row.counts.women) for row in rows] == [
        ("not_classified", "Not classified", 3),
        ("none", "not in the World Bank’s classification", 12),
    ]


def test_no_vintage_is_applied_to_another_year() -> None:
    meet("early", "first-committee", (1988, 6, 30), {"FRA": 1})
    meet("first", "first-committee", (1988, 7, 1), {"FRA": 2})
    meet("last", "first-committee", (2027, 6, 30), {"FRA": 4})
    meet("late", "first-committee", (2027, 7, 1), {"FRA": 8})
    assert groups("income_group") == {"high": 6, "none": 9}
    assert caveats(population_of(Scope()), DIMENSIONS["income_group"]) == [
        "World Bank classifications for fiscal years 1989 to 2027: the one in force on the first day.",
        "Nothing is on file for the time of 2 meetings, so everybody there counts as "
        "“not in the World Bank’s classification”.",
    ]


@pytest.mark.parametrize(("day", "year"), [((2015, 6, 30), 2015), ((2015, 7, 1), 2016), ((2016, 1, 1), 2016)])
def test_fiscal_years_begin_in_july(day: tuple[int, int, int], year: int) -> None:
    assert fiscal_year(datetime.date(*day)) == year


def test_figures_say_the_vintage_and_narrow_to_a_group() -> None:
    meet("session", "first-committee", (2015, 10, 8), {"ARG": 1, "IND": 2, "MLI": 4})
    rows, beside = figures("--by", "income_group")
    assert [(row["key"], row["women"]) for row in rows] == [("low", 4), ("lower_middle", 2), ("high", 1)]
    assert beside.strip() == "World Bank classification for fiscal year 2016 (July 2015 to June 2016)."
    rows, beside = figures("--by", "country", "--only", "income_group=low")
    assert [(row["key"], row["women"]) for row in rows] == [("MLI", 4)]
    assert "fiscal year 2016" in beside
    table = io.StringIO()
    call_command("figures", "--by", "sids", stdout=table)
    assert "overlap, so their figures are never added up. Today’s list is used for all years." in table.getvalue()
    with pytest.raises(
        QuestionRefused, match="choose one of low, lower_middle, upper_middle, high, not_classified, none"
    ):
        population_of(Scope(only=(("income_group", "rich"),)))


@pytest.mark.parametrize("dimension", DATED)
def test_queries_do_not_grow_with_the_meetings(dimension: str) -> None:
    asked = []
    for number in range(12):
        meet(f"session-{number}", ["cd", "first-committee"][number % 2], (2010 + number, 3, 1), {"ARG": 1, "TUR": 1})
        if number in (1, 11):
            population_of(Scope())
            with CaptureQueriesContext(connection) as queries:
                people = population_of(Scope())
                results(people, dimension=DIMENSIONS[dimension])
                results(people, dimension=DIMENSIONS[dimension])
                caveats(people, DIMENSIONS[dimension])
            asked.append(len([query for query in queries if "group" in query["sql"]]))
    assert asked == [2, 2]
