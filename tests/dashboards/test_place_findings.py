"""Findings of the pages of one place: whatever they say holds under every answer of those not recorded."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from meetings.models import Meeting
from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import population_of
from reports.counting.scope import Scope
from reports.dashboards.state_figures import kind_of, run_of
from reports.measures.projection import Point
from reports.measures.tally import Counts, one_gender
from reports.presentation import place_findings
from reports.results import results
from reports.series import runs
from tests.worlds import builders, random_worlds
from tests.worlds.builders import signed_in


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


def yearly(year: int, women: int, men: int, *, locked: bool = True) -> Meeting:
    done = {"locked_at": timezone.now(), "locked_by": checker()} if locked else {}
    made = builders.make_meeting(
        f"yearly-{year}",
        forum=builders.make_forum("yearly"),
        start=datetime.date(year, 1, 1),
        list_access="open",
        **done,
    )
    builders.make_people(builders.make_delegation(made, "ZZA"), women=women, men=men)
    return made


def checker() -> User:
    return User.objects.filter(username="checker").first() or builders.make_user("checker", "reviewer")


def trend_of_command() -> str:
    out = io.StringIO()
    call_command("figures", "--forum=yearly", "--trend", "--by-year=2040", "--format=json", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_small_unfinished_list_of_the_running_year_moves_no_forum_no_command_and_no_meeting() -> None:
    running = datetime.datetime.now(datetime.UTC).year
    for before in range(7, 0, -1):
        last = yearly(running - before, 44 - 2 * before, 60 + 2 * before)
    client = signed_in("manager")

    def told() -> list[Any]:
        forum = client.get("/dashboard/forums/yearly/").context
        meeting = client.get(last.get_absolute_url()).context
        trend = forum["trend"]
        drawn = [(one.id, one.finding) for one in forum["figures"]]
        return [
            forum["finding"], forum["quote"].sentence, forum["pace"], trend.finding, trend.chart, drawn,
            meeting["rooms"].finding, meeting["before"].change, trend_of_command(),
        ]  # fmt: skip

    was = told()
    assert f'"year": "{running - 1}"' in was[-1] or f'"year": {running - 1}' in was[-1]
    unfinished = yearly(running, 9, 1, locked=False)
    assert told() == was
    assert client.get("/dashboard/forums/yearly/").context["not_leading"] == [
        (f"{running} so far: not checked", unfinished.get_absolute_url())
    ]
    assert (
        client.get(unfinished.get_absolute_url()).context["rooms"].finding == "Women were 90\u00a0% of the participants"
    )
    Meeting.objects.filter(pk=unfinished.pk).update(locked_at=timezone.now(), locked_by=checker())
    assert client.get("/dashboard/forums/yearly/").context["trend"].points[-1].year == running, "checked, it counts"
    assert trend_of_command() != was[-1]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_runs_on_the_page_of_a_state_are_those_that_are_counted_everywhere(seed: int) -> None:
    builders.fill(random_worlds.world(seed + 20, meetings=8))
    people = population_of(Scope())
    counted = {(run.country, run.forum): (run.kind, run.length) for run in runs(people)}
    states = {row.key: row.label for row in results(people, dimension=DIMENSIONS["country"])}
    for code in states:
        own = population_of(Scope(only=(("country", code),)))
        rows = results(own, dimension=DIMENSIONS["meeting"])
        meeting_of = {one.slug: one for one in own.meetings}
        forums: dict[str, list[str]] = {}
        for row in rows:
            forums.setdefault(meeting_of[row.key].forum_id, []).append(kind_of(row.counts))
        for forum, kinds in forums.items():
            kind, length = run_of(kinds)
            expected = counted.get((code, forum))
            assert expected == ((kind, length) if kind in ("women", "men") else None), (code, forum, kinds)
