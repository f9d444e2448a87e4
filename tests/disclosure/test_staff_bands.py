"""Staff by band in releases: fives, thirty, a hundred, and nothing that two releases give away together."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from reports.releases.disclosure.policy import CLOSED, OPEN, REST
from reports.releases.disclosure.staff_bands import BandCounts, as_printed_before, printed
from reports.releases.published import frozen_rows
from reports.releases.staff_rows import QUARTER, TABLE
from reports.releases.verify import NOT_POSSIBLE, verify
from staff.actions.snapshots import (
    CountRow,
    SnapshotHead,
    enter_snapshot,
    lock_snapshot,
    undo_snapshot,
    unlock_snapshot,
)
from staff.models import Snapshot
from tests.worlds.builders import make_office, make_user
from tests.worlds.public_site import publish

Print = Callable[[BandCounts], dict[str, int | None]]
FEWEST = 3
"""Values that each number may have, for all that a reader works out; of a zero: 0, 1 and 2."""


def histories(seed: int) -> list[list[BandCounts]]:
    """What the record said of a year's bands at each of three releases: now and then somebody is corrected."""
    dice = random.Random(seed)
    start = [BandCounts(dice.randint(0, 40), dice.randint(0, 40), dice.randint(0, 6)) for _band in range(6)]
    found = [start]
    for _release in range(2):
        found.append([_corrected(band, dice) for band in found[-1]])
    return found


def _corrected(band: BandCounts, dice: random.Random) -> BandCounts:
    change = dice.choice((0, 0, 1))
    return band._replace(women=band.women + change, men=max(0, band.men - change))


def as_released(history: list[list[BandCounts]], of: Print, *, keeps: bool) -> list[list[dict[str, int | None]]]:
    """What each release prints of the year, band by band."""
    seen: list[list[dict[str, int | None]]] = []
    for bands in history:
        now = {2025: [of(band) for band in bands]}
        before = {2025: seen[0]} if seen and keeps else {}
        seen.append(as_printed_before(now, before)[2025])
    return seen


def left_open(releases: list[list[dict[str, int | None]]], history: list[list[BandCounts]], of: Print) -> Iterator[int]:
    """Of every printed number of the first release, how many values it may have for a reader who knows the rules, all
    that changed since, and each release after it that did not merely repeat the first."""
    for place, first in enumerate(releases[0]):
        if first["women"] is None:
            continue
        possible = []
        for women, men, rest in product(*(_around(first[name]) for name in ("women", "men", REST))):
            at_first = BandCounts(women, men, rest)
            if of(at_first) == first and all(
                one[place] == first or of(_moved(at_first, history, number, place)) == one[place]
                for number, one in enumerate(releases)
            ):
                possible.append(at_first)
        yield from (len({one[number] for one in possible}) for number in range(3))


def _around(printed_number: int | None) -> range:
    assert printed_number is not None
    return range(max(0, printed_number - 4), printed_number + 5)


def _moved(at_first: BandCounts, history: list[list[BandCounts]], release: int, place: int) -> BandCounts:
    then, now = history[0][place], history[release][place]
    return BandCounts(*(one + later - before for one, before, later in zip(at_first, then, now, strict=True)))


def fewest(of: Print, *, keeps: bool = True) -> int:
    found: list[int] = []
    for seed in range(200):
        history = histories(seed)
        found += left_open(as_released(history, of, keeps=keeps), history, of)
    assert len(found) > 500
    return min(found)


def test_two_hundred_random_releases_give_back_no_number() -> None:
    assert fewest(printed) >= FEWEST


def test_control_exact_numbers_and_numbers_that_move_are_given_back() -> None:
    assert fewest(lambda band: printed(band, OPEN)) == 1
    assert fewest(printed, keeps=False) < FEWEST


@pytest.mark.parametrize(
    ("counts", "numbers"),
    [
        (BandCounts(14, 15, 9), (None, None, None, None)),
        (BandCounts(14, 16, 2), (15, 15, 0, 30)),
        (BandCounts(0, 58, 3), (0, 60, 5, 65)),
    ],
)
def test_numbers_are_in_fives_from_thirty_on(counts: BandCounts, numbers: tuple[int | None, ...]) -> None:
    found = printed(counts)
    assert (found["women"], found["men"], found[REST], found["total"]) == numbers
    assert CLOSED.share_base == 100


def enter(day: datetime.date, women: int, by: User, other: User) -> Snapshot:
    rows = [
        CountRow("One", "P-4", "fixed_term", "field", women, 70), CountRow("One", "D-1", "fixed_term", "field", 9, 9),
        CountRow("One", "P-4", "intern", "field", 50, 0),
    ]  # fmt: skip
    return lock_snapshot(enter_snapshot(SnapshotHead(day, "HR"), rows, by=by), by=other)


@pytest.mark.django_db
def test_a_release_tells_a_year_once_and_says_the_same_ever_after() -> None:
    make_office()
    by, other = make_user("focal", "hr_focal_point"), make_user("second", "hr_focal_point")
    old = timezone.localdate() - QUARTER - datetime.timedelta(days=1)
    snapshot = enter(old, 52, by, other)
    enter_snapshot(
        SnapshotHead(old.replace(year=old.year - 1), "HR"), [CountRow("A", "P-2", "fixed_term", "field", 99)], by=by
    )
    if old.year == timezone.localdate().year:
        enter(timezone.localdate(), 90, by, other)
    first = publish(notes="First.")
    rows = {row["band"]: row for row in frozen_rows(first, TABLE)}
    assert {row["year"] for row in rows.values()} == {old.year}, "what nobody locked, and what is young, is not told"
    assert (rows["p4_p5"]["women"], rows["p4_p5"]["men"], rows["p4_p5"]["share_women"]) == (50, 70, 0.42)
    assert (rows["d1_above"]["women"], rows["d1_above"]["total"], rows["d1_above"]["flag"]) == (None, None, "c")
    assert verify(first).rebuilt == "identical"
    unlock_snapshot(snapshot, by=other, reason="One was missing.")
    undo_snapshot(snapshot, by=by)
    enter(old, 53, by, other)
    found = verify(first)
    assert (found.rebuilt, "staff" in found.why) == (NOT_POSSIBLE, True)
    second = publish(notes="Second.")
    told = [[{**row, "release": ""} for row in frozen_rows(one, TABLE)] for one in (first, second)]
    assert told[0] == told[1]
    assert verify(second).rebuilt == "identical"
