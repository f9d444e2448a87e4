"""The record of staff: snapshots whole or not at all, locked by a second person, and what the database refuses."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from meetings.actions.refusals import ActionRefused
from meetings.actions.spellings import Spellings
from meetings.models import Change
from meetings.subject_access import texts_about
from staff.actions.erasure import FREE_TEXTS, erase_from_staff
from staff.actions.movements import enter_movement
from staff.actions.plans import drop, plan
from staff.actions.snapshots import (
    CountRow,
    SnapshotHead,
    enter_snapshot,
    lock_snapshot,
    undo_snapshot,
    unlock_snapshot,
)
from staff.levels import level_called, levels
from staff.models import HalfYear, LevelTarget, Movement, PlannedStep, Snapshot, StaffCount
from tests.worlds.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = datetime.date(2026, 10, 31)
NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
HEAD = SnapshotHead(DAY, "HR list of 31 October 2026")


def row(level: str = "P-3", women: int = 2, men: int = 3, **fields: Any) -> CountRow:
    about = {"unit": "Unit One", "contract": "fixed_term", "location": "headquarters"} | fields
    return CountRow(level=level, women=women, men=men, **about)


@pytest.fixture
def focal() -> User:
    return make_user("focal", "hr_focal_point")


@pytest.fixture
def second() -> User:
    return make_user("second", "hr_focal_point")


def test_a_snapshot_is_entered_whole_with_equal_places_added_up(focal: User) -> None:
    made = enter_snapshot(HEAD, [row("p3"), row("P-3", 1, 0), row("D-1", 0, 1)], by=focal, stated_total=7)
    found = [(c.level, c.category, c.women, c.men) for c in made.counts.all()]
    assert found == [("P-3", "professional", 3, 3), ("D-1", "professional", 0, 1)]
    assert (made.stated_total, made.classification) == (7, "common-system")
    after = Change.objects.get(action="enter_snapshot").after
    assert after
    assert after["total"] == 7


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(focal: User) -> None:
    enter_snapshot(HEAD, [row()], by=focal)
    with pytest.raises(ActionRefused) as refused:
        enter_snapshot(HEAD, [row("P-9"), row("P-3", contract="monthly")], by=focal, stated_total=11)
    said = " ".join(refused.value.reasons)
    assert len(refused.value.reasons) == 4
    for words in (
        "on record already",
        "add up to 10, but the total is 11",
        "“P-9” is no known level",
        "no known contract",
    ):
        assert words in said
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize(
    ("head", "rows", "reason"),
    [
        (SnapshotHead(datetime.date(2999, 1, 1), "x"), [row()], "still to come"),
        (SnapshotHead(DAY, " "), [row()], "where the counts come from"),
        (HEAD, [], "Nobody is counted"),
        (HEAD, [row(women=-1)], "less than nobody"),
    ],
)
def test_what_is_no_snapshot_is_refused(focal: User, head: SnapshotHead, rows: list[CountRow], reason: str) -> None:
    with pytest.raises(ActionRefused, match=reason):
        enter_snapshot(head, rows, by=focal)


def test_a_second_person_locks_and_what_is_locked_is_not_undone(focal: User, second: User) -> None:
    made = enter_snapshot(HEAD, [row()], by=focal)
    with pytest.raises(ActionRefused, match="somebody else has to lock"):
        lock_snapshot(made, by=focal)
    lock_snapshot(made, by=second)
    for refused in (lambda: lock_snapshot(made, by=second), lambda: undo_snapshot(made, by=focal)):
        with pytest.raises(ActionRefused, match="locked"):
            refused()
    with pytest.raises(ActionRefused, match="Say why"):
        unlock_snapshot(made, by=second, reason=" ")
    unlock_snapshot(made, by=second, reason="A unit was missing.")
    undo_snapshot(made, by=focal)
    assert not Snapshot.objects.exists()
    assert not StaffCount.objects.exists()
    with pytest.raises(ActionRefused, match="undone meanwhile"):
        lock_snapshot(made, by=second)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("p3", "P-3"),
        ("P 3", "P-3"),
        ("D1", "D-1"),
        ("g-5", "GS-5"),
        ("S-2", "GS-other"),
        ("usg", "USG"),
        ("no-b", "NO-B"),
    ],
)
def test_levels_are_known_in_every_spelling(printed: str, code: str) -> None:
    level = level_called(printed)
    assert level is not None
    assert level.code == code


def test_what_no_source_confirms_names_none() -> None:
    assert {level.code for level in levels().values() if not level.verified} == {"NO-A", "NO-B", "NO-C", "NO-D"}
    assert all(bool(level.source) == level.verified for level in levels().values())
    assert [level_called(text) for text in ("P-8", "Director", "", "P")] == [None] * 4


def movement(**fields: Any) -> Movement:
    about = {"first_day": DAY.replace(year=2025), "last_day": DAY, "level": "P-4", "kind": "appointment", "women": 2}
    return Movement(**about | {"source": "HR"} | fields)


def test_movements_of_the_same_kind_level_and_period_replace_each_other(focal: User) -> None:
    enter_movement(movement(), by=focal)
    enter_movement(movement(women=3, level="p4"), by=focal)
    assert list(Movement.objects.values_list("level", "women")) == [("P-4", 3)]
    with pytest.raises(ActionRefused) as refused:
        enter_movement(
            movement(kind="retirement", stage="applied", level="Q", last_day=DAY.replace(year=2020), women=0), by=focal
        )
    assert len(refused.value.reasons) == 4


def test_the_plan_is_set_anew_and_taken_out(focal: User) -> None:
    january = datetime.date(2027, 1, 1)
    plan(HalfYear(level="P-4", begins=january, vacancies=2), by=focal)
    plan(HalfYear(level="P4", begins=january, vacancies=3), by=focal)
    assert HalfYear.objects.get().vacancies == 3
    with pytest.raises(ActionRefused, match="1 January or on 1 July"):
        plan(HalfYear(level="P-4", begins=DAY), by=focal)
    step = plan(PlannedStep(level="P-4", action="Widen the search", owner="HR"), by=focal)
    drop(step, by=focal)
    assert not PlannedStep.objects.exists()


CASES: dict[str, Callable[[User], Model]] = {
    "one_snapshot_of_a_day_and_scope": lambda by: snapshot(by),
    "a_second_person_locks_staff": lambda by: snapshot(by, scope="everybody", locked_by=by, locked_at=NOW),
    "staff_scope_is_known": lambda by: snapshot(by, scope="some"),
    "a_snapshot_counts_somebody": lambda by: snapshot(by, scope="everybody", stated_total=0),
    "staff_counted_once": lambda by: count(),
    "staff_count_is_of_somebody": lambda by: count(unit="Two", women=0),
    "staff_contract_is_known": lambda by: count(contract="x"),
    "staff_category_is_known": lambda by: count(unit="Two", category="x"),
    "staff_location_is_known": lambda by: count(location="x"),
    "movement_counted_once": lambda by: Movement.objects.create(**moved(by)),
    "movement_ends_after_it_begins": lambda by: Movement.objects.create(**moved(by, last_day=DAY.replace(year=2020))),
    "movement_kind_is_known": lambda by: Movement.objects.create(**moved(by, kind="x")),
    "candidates_are_for_a_post": lambda by: Movement.objects.create(**moved(by, kind="retirement", stage="applied")),
    "half_year_planned_once": lambda by: HalfYear.objects.create(**half(by)),
    "half_years_begin_in_january_or_july": lambda by: HalfYear.objects.create(**half(by, begins=DAY)),
    "one_target_of_a_level_and_year": lambda by: LevelTarget.objects.create(**target(by)),
    "target_is_a_percentage": lambda by: LevelTarget.objects.create(**target(by, year=2029, percent=101)),
}  # fmt: skip


def snapshot(by: User, **fields: Any) -> Snapshot:
    about = {"as_of": DAY, "source": "HR", "classification": "common-system", "stated_total": 1}
    return Snapshot.objects.create(**about | {"entered_by": by, "entered_at": timezone.now()} | fields)


def count(**fields: Any) -> StaffCount:
    about = {"unit": "One", "category": "professional", "level": "P-3", "contract": "fixed_term", "women": 1}
    return StaffCount.objects.create(**about | {"snapshot": Snapshot.objects.get(), "location": "field"} | fields)


def moved(by: User, **fields: Any) -> dict[str, Any]:
    about = {"first_day": DAY.replace(year=2025), "last_day": DAY, "level": "P-4", "kind": "appointment"}
    return about | {"by": by, "at": timezone.now()} | fields


def half(by: User, **fields: Any) -> dict[str, Any]:
    return {"level": "P-4", "begins": datetime.date(2027, 1, 1), "by": by, "at": timezone.now()} | fields


def target(by: User, **fields: Any) -> dict[str, Any]:
    return {"level": "P-4", "year": 2028, "percent": 50, "by": by, "at": timezone.now()} | fields


def test_no_constraint_is_forgotten() -> None:
    models = (HalfYear, LevelTarget, Movement, PlannedStep, Snapshot, StaffCount)
    assert set(CASES) == {one.name for model in models for one in model._meta.constraints}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str, focal: User) -> None:
    snapshot(focal)
    count()
    Movement.objects.create(**moved(focal))
    HalfYear.objects.create(**half(focal))
    LevelTarget.objects.create(**target(focal))
    with pytest.raises(IntegrityError), transaction.atomic():
        CASES[name](focal)


def test_a_name_in_a_text_is_found_and_erased(focal: User) -> None:
    plan(PlannedStep(level="P-4", action="Ask Ada Okoro for names", owner="HR"), by=focal)
    spellings = Spellings(["Ada Okoro"])
    assert [one.row for one in texts_about(FREE_TEXTS, spellings)] == [PlannedStep.objects.get()]
    erase_from_staff(spellings)
    assert "Okoro" not in PlannedStep.objects.get().action
    assert texts_about(FREE_TEXTS, spellings) == []


def test_the_demonstration_goes_and_what_is_real_stays(focal: User, capsys: pytest.CaptureFixture[str]) -> None:
    enter_snapshot(HEAD, [row()], by=focal)
    enter_snapshot(SnapshotHead(DAY.replace(year=2025), "invented"), [row()], by=focal, demonstration=True)
    enter_movement(movement(demonstration=True), by=focal)
    call_command("remove_demo")
    assert "snapshots of staff: 1" in capsys.readouterr().out
    assert list(Snapshot.objects.values_list("as_of", flat=True)) == [DAY]
    assert not Movement.objects.exists()
    assert list(Change.objects.values_list("action", flat=True)) == ["enter_snapshot"]
