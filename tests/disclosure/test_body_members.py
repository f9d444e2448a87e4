"""Members of bodies in releases: exact by a public list, else in fives from thirty on; nothing of who was nominated."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User

from bodies.actions.bodies import add_body
from bodies.actions.cycles import change_cycle, open_cycle
from bodies.actions.stages import StageRow, record_stages
from bodies.models import Cycle, StageCount
from bodies.vocabulary import MEMBERSHIP, Stage
from meetings.models import Change
from reports.measures.tally import Counts
from reports.practice_results.bodies import first_counted
from reports.practice_results.body_members import memberships
from reports.releases.body_rows import TABLE, body_rows
from reports.releases.disclosure.body_members import Way, next_shown, readable, way_of
from reports.releases.disclosure.policy import CLOSED, OPEN, REST
from reports.releases.disclosure.staff_bands import BandCounts, printed
from reports.releases.published import frozen_rows
from reports.releases.verify import NOT_POSSIBLE, verify
from tests.worlds.builders import make_forum, make_office, make_user
from tests.worlds.public_site import publish

Numbers = dict[str, int | None]
Print = Callable[[BandCounts], Numbers]
World = dict[Stage, dict[str, Counts]]
DAY = datetime.date(2024, 5, 2)
FEWEST = 3
"""Values that each number may have, for all that a reader works out."""


def in_fives(members: BandCounts) -> Numbers:
    return readable(members, public=False)


def histories(seed: int) -> list[tuple[BandCounts, bool]]:
    """The members of one cycle at each of three releases, and whether a public list prints them by then."""
    dice = random.Random(seed)
    found = [BandCounts(dice.randint(0, 40), dice.randint(0, 40), dice.randint(0, 6))]
    for _release in range(2):
        change = dice.choice((0, 0, 1))
        found.append(found[-1]._replace(women=found[-1].women + change, men=max(0, found[-1].men - change)))
    public_from = dice.randint(1, 5)
    return [(members, number >= public_from) for number, members in enumerate(found)]


def as_released(history: list[tuple[BandCounts, bool]], of: Print, *, keeps: bool) -> list[Numbers]:
    """What each release prints of the cycle."""
    shown: list[tuple[Way, Numbers]] = []
    for members, public in history:
        numbers = readable(members, public=True) if public else of(members)
        now = (way_of(numbers, public=public), numbers)
        before = shown[-1] if shown and keeps else None
        shown.append(now if next_shown(now, before) is numbers or before is None else before)
    return [numbers for _way, numbers in shown]


def left_open(releases: list[Numbers], history: list[tuple[BandCounts, bool]], of: Print) -> Iterator[int]:
    """Of every number of a rounded first release, how many values it may have for a reader who knows how many members
    there were, the rules, all that changed since, and each release that did not merely repeat the first."""
    first, start = releases[0], history[0][0]
    if first["total"] is None:
        return
    possible = [
        one
        for one in map(BandCounts._make, product(*(_around(first[name]) for name in ("women", "men", REST))))
        if sum(one) == sum(start) and of(one) == first and _agrees(one, releases, history, of)
    ]
    yield from (len({one[place] for one in possible}) for place in range(3))


def _around(number: int | None) -> range:
    assert number is not None
    return range(max(0, number - 4), number + 5)


def _agrees(one: BandCounts, releases: list[Numbers], history: list[tuple[BandCounts, bool]], of: Print) -> bool:
    start = history[0][0]
    for told_now, (members, public) in zip(releases[1:], history[1:], strict=True):
        then = BandCounts(*(mine + now - was for mine, was, now in zip(one, start, members, strict=True)))
        if told_now != releases[0] and told_now != (readable(then, public=True) if public else of(then)):
            return False
    return True


def fewest(of: Print, *, keeps: bool = True) -> int:
    worlds = [histories(seed) for seed in range(100)]
    found = [number for one in worlds for number in left_open(as_released(one, of, keeps=keeps), one, of)]
    assert len(found) > 90
    return min(found)


def test_a_hundred_random_cycles_give_back_no_number_even_to_who_knows_the_seats() -> None:
    assert fewest(in_fives) >= FEWEST


def test_control_exact_numbers_simple_rounding_and_rows_that_move_are_given_back() -> None:
    assert fewest(lambda members: printed(members, OPEN)) == 1
    assert fewest(printed) < FEWEST, "the number of seats is known, and rounding alone does not hold against it"
    assert fewest(in_fives, keeps=False) < FEWEST


def a_world(seed: int) -> World:
    """A selection by stage and regional group."""
    dice = random.Random(seed)
    counts = {
        stage: {group: Counts(dice.randint(0, most), dice.randint(0, most), 0, 1) for group in ("african", "none")}
        for stage, most in ((Stage.NOMINATED, 30), (Stage.ELIGIBLE, 25), (Stage.SELECTED, 20), (Stage.SERVING, 20))
    }
    return counts if dice.random() < 0.5 else {s: groups for s, groups in counts.items() if s != Stage.SERVING}


def with_nominees(world: World, women: int, men: int) -> World:
    """The same once a State has named so many."""
    return {
        stage: {**groups, "african": groups["african"] + Counts(women, men)} if stage == Stage.NOMINATED else groups
        for stage, groups in world.items()
    }


def whole(world: World) -> dict[str, Counts]:
    return {stage: sum(groups.values(), Counts()) for stage, groups in world.items()}


def of_members(world: World) -> Any:
    """What a release may hold of a selection, by the list and without one."""
    members = first_counted(whole(world), MEMBERSHIP)
    assert members
    return [readable(BandCounts(members.women, members.men, members.open), public=public) for public in (True, False)]


def of_nominees_too(world: World) -> Any:
    """As if the stage before were told as well."""
    nominated = whole(world)[Stage.NOMINATED]
    return [*of_members(world), printed(BandCounts(nominated.women, nominated.men, nominated.open), OPEN)]


def nominees_left_open(of: Callable[[World], Any]) -> int:
    """What the nominees of one State may be for a reader of two releases, one before it named them, who knows of all
    others; the fewest of a hundred selections."""
    found = []
    for seed in range(100):
        before, named = a_world(seed), (random.Random(-seed).randint(0, 3), 1)
        seen = of(before), of(with_nominees(before, *named))
        every = product(range(4), range(4))
        found.append(sum((of(before), of(with_nominees(before, *one))) == seen for one in every))
    return min(found)


def test_nominees_of_a_state_do_not_follow_from_two_releases() -> None:
    assert nominees_left_open(of_members) == 16


def test_control_nominees_of_a_state_follow_where_the_stage_is_told() -> None:
    assert nominees_left_open(of_nominees_too) == 1


@pytest.mark.parametrize(
    ("members", "public", "numbers"),
    [
        (BandCounts(4, 5, 0), True, (None, None, None, None)),
        (BandCounts(4, 5, 1), True, (4, 5, 1, 10)),
        (BandCounts(14, 15, 9), False, (None, None, None, None)),
        (BandCounts(14, 17, 1), False, (15, 15, 0, 30)),
        (BandCounts(14, 16, 1), False, (None, None, None, None)),
        (BandCounts(17, 17, 2), False, (None, None, None, None)),
    ],
)
def test_numbers_are_exact_by_a_list_and_in_fives_without(
    members: BandCounts, public: bool, numbers: tuple[int | None, ...]
) -> None:
    found = readable(members, public=public)
    assert (found["women"], found["men"], found[REST], found["total"]) == numbers
    assert CLOSED.share_base == 100


def over(code: str, by: User, **details: Any) -> Cycle:
    """A cycle that is over, with members nobody has counted yet."""
    body = add_body(make_forum(code, title_en=code.title()), by=by, kind="roster")
    return open_cycle(body, by=by, **{"label": "Name of somebody", "status": "completed", "appointed": DAY, **details})


def count(cycle: Cycle, stage: str, women: int, men: int, another: int = 0, basis: str = "courtesy_title") -> None:
    rows = [StageRow(stage, "", women, men, another)]
    record_stages(cycle, rows, as_of=DAY, by=cycle.entered_by, basis=basis, larger_because="counted later")


def told_of(release: Any) -> dict[str, tuple[Any, ...]]:
    names = ("stage", "women", "men", REST, "share_women", "list_symbol", "flag")
    return {row["body"]: tuple(row[name] for name in names) for row in frozen_rows(release, TABLE)}


@pytest.mark.django_db
def test_a_release_tells_cycles_that_are_over_and_follows_public_lists_alone() -> None:
    meetings = make_office()
    by = make_user("desk", "selection_desk")
    listed, declared, few = (
        over("listed", by, list_symbol="A/1"),
        over("declared", by, list_symbol="A/2"),
        over("few", by),
    )
    closed = over("closed", by)
    for cycle, basis in ((listed, "courtesy_title"), (declared, "self_declared"), (few, "courtesy_title")):
        count(cycle, "nominated", 30, 40)
        count(cycle, "selected", 8, 9, another=1, basis=basis)
    count(closed, "selected", 60, 61)
    count(closed, "serving", 52, 70)
    for code, details in (
        ("open-yet", {"status": "in_progress"}), ("dayless", {"appointed": None}),
        ("ends-later", {"ends": datetime.date(2999, 1, 1)}),
    ):  # fmt: skip
        count(over(code, by, list_symbol="A/3", **details), "selected", 8, 9)
    withheld = ("selected", None, None, None, None)
    first = publish(notes="First.")
    assert told_of(first) == {
        "listed": ("selected", 8, 9, 1, 0.47, "A/1", None),
        "declared": (*withheld, "A/2", "c"),
        "few": (*withheld, None, "c"),
        "closed": ("serving", 50, 70, 0, 0.42, None, "c"),
    }
    assert "Name of somebody" not in str(frozen_rows(first, TABLE)), "names of cycles stay in the office"
    assert verify(first).rebuilt == "identical"
    count(listed, "selected", 9, 8, another=1)
    count(closed, "serving", 58, 70)
    change_cycle(few, by=by, list_symbol="A/4")
    change_cycle(closed, by=by, list_symbol="A/5")
    found = verify(first)
    assert (found.rebuilt, "bodies" in found.why) == (NOT_POSSIBLE, True)
    second = publish(notes="The list was revised.")
    assert told_of(second) == told_of(first) | {
        "listed": ("selected", 9, 8, 1, 0.53, "A/1", "r"),
        "few": ("selected", 8, 9, 1, 0.47, "A/4", "r"),
    }
    changes = [row for row in frozen_rows(second, "changes") if row["table"] == TABLE and row["column"] == "women"]
    assert {(row["before"], row["after"], row["why"]) for row in changes} == {
        ("8", "9", "The list was revised."), (None, "8", "The list was revised."),
    }  # fmt: skip
    change_cycle(listed, by=by, list_symbol="")
    third = {row["body"]: row for row in body_rows(meetings, second, second.dated)}["listed"]
    assert (third["women"], third["list_symbol"], third["flag"]) == (9, "A/1", None), "what was printed stays"


@pytest.mark.django_db
def test_who_was_nominated_moves_no_row_and_invented_bodies_stay_with_invented_meetings() -> None:
    meetings = make_office()
    by = make_user("desk", "selection_desk")
    cycle = over("listed", by, list_symbol="A/1")
    count(cycle, "selected", 8, 9)
    before = body_rows(meetings, None, datetime.date(2025, 1, 1))
    rows = [StageRow("nominated", "african", 20, 20), StageRow("selected", "african", 8, 9)]
    record_stages(cycle, rows, as_of=DAY, by=by, basis="courtesy_title")
    assert StageCount.objects.exclude(regional_group="").count() == 2
    assert body_rows(meetings, None, datetime.date(2025, 1, 1)) == before != []
    assert Change.objects.filter(action="open_cycle", after__list_symbol="A/1").count() == 1
    assert not memberships(datetime.date(2025, 1, 1), invented=True)
    for one in meetings:
        one.demonstration = True
    assert body_rows(meetings, None, datetime.date(2025, 1, 1)) == []
