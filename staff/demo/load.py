"""Loading of the demonstration's office: about 115 staff over six years, what moved, and a plan, by the actions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils import timezone

from staff.actions.movements import enter_movement
from staff.actions.plans import plan
from staff.actions.snapshots import CountRow, SnapshotHead, enter_snapshot, lock_snapshot
from staff.models import HalfYear, LevelTarget, Movement, PlannedStep, Snapshot
from staff.vocabulary import Contract, Location, MovementKind, Stage

UNITS = ("Office of the Head", "Paper Rockets Branch", "Lighthouse Section", "Folding and Review", "Services")
BY_YEAR: dict[str, tuple[tuple[int, ...], ...]] = {
    "USG": ((0, 1), (0, 1), (0, 1), (1, 0), (1, 0), (1, 0)),
    "D-2": ((0, 3), (0, 3), (1, 2), (1, 2), (1, 2), (1, 2)),
    "D-1": ((2, 5), (2, 5), (2, 5), (3, 4), (3, 4), (3, 4)),
    "P-5": ((5, 13), (5, 12), (5, 12), (5, 11), (6, 11), (6, 11)),
    "P-4": ((11, 19), (11, 18), (12, 18), (12, 17), (13, 18), (13, 17)),
    "P-3": ((17, 16), (16, 16), (17, 16), (17, 16, 1), (17, 16, 1), (17, 16, 1)),
    "P-2": ((15, 8), (15, 8), (14, 8), (15, 9), (14, 9), (14, 9, 1)),
    "P-1": ((1, 0), (1, 1), (1, 0), (1, 0), (1, 0), (1, 0)),
}
"""Women, men and not recorded at each level, the oldest year first."""
PLANNED = {"P-5": (1, 3, 4), "P-4": (3, 6, 9), "P-2": (2, 1, 5), "D-1": (0, 1, 1)}
"""Women and men who retire, and posts that are filled, until the goal."""
HALF_YEARS = 4
MOVED = (
    ("P-5", MovementKind.APPOINTMENT, Stage.MADE, 1, 1), ("P-5", MovementKind.RETIREMENT, Stage.MADE, 1, 1),
    ("P-4", MovementKind.APPOINTMENT, Stage.APPLIED, 58, 92),
    ("P-4", MovementKind.APPOINTMENT, Stage.INTERVIEWED, 7, 9),
    ("P-4", MovementKind.APPOINTMENT, Stage.SELECTED, 3, 2), ("P-4", MovementKind.APPOINTMENT, Stage.MADE, 3, 2),
    ("P-4", MovementKind.RESIGNATION, Stage.MADE, 3, 1), ("P-4", MovementKind.RETIREMENT, Stage.MADE, 0, 2),
    ("P-2", MovementKind.APPOINTMENT, Stage.MADE, 2, 2), ("P-2", MovementKind.EXPIRY, Stage.MADE, 2, 1),
    ("P-3", MovementKind.PROMOTION, Stage.MADE, 2, 2), ("P-3", MovementKind.RESIGNATION, Stage.MADE, 1, 1),
)  # fmt: skip
SOURCE = "Demonstration"


def load_staff_of_the_demonstration(*, by: User, locked_by: User) -> int:
    """Load the office once; ``locked_by`` is somebody else. Returns how many days are new."""
    if Snapshot.objects.filter(demonstration=True).exists():
        return 0
    last = _last_october(timezone.localdate())
    years = len(BY_YEAR["USG"])
    for number in range(years):
        day = last.replace(year=last.year - years + 1 + number)
        head = SnapshotHead(day, f"Invented HR list of 31 October {day.year}")
        made = enter_snapshot(head, list(_rows(number)), by=by, demonstration=True)
        lock_snapshot(made, by=locked_by)
    _move(last, by)
    _plan(last, by)
    return years


def _last_october(today: datetime.date) -> datetime.date:
    day = today.replace(month=10, day=31)
    return day if day <= today else day.replace(year=day.year - 1)


def _rows(number: int) -> Iterator[CountRow]:
    """One row a person, so that units, contracts and locations come out the same each time."""
    for at, (level, years) in enumerate(BY_YEAR.items()):
        seen = 0
        for gender, people in zip(("women", "men", "not_recorded"), years[number], strict=False):
            for _person in range(people):
                unit = UNITS[(seen + at) % len(UNITS)]
                contract = Contract.FIXED_TERM if seen % 3 else Contract.PERMANENT_CONTINUING
                location = Location.HEADQUARTERS if seen % 6 else Location.FIELD
                yield CountRow(unit, level, contract, location, **{gender: 1})
                seen += 1


def _move(last: datetime.date, by: User) -> None:
    first = last.replace(year=last.year - 1) + datetime.timedelta(days=1)
    for level, kind, stage, women, men in MOVED:
        enter_movement(
            Movement(
                first_day=first, last_day=last, level=level, kind=kind, stage=stage, women=women, men=men,
                source=SOURCE, demonstration=True,
            ),
            by=by,
        )  # fmt: skip


def _plan(last: datetime.date, by: User) -> None:
    for level, numbers in PLANNED.items():
        for half in range(HALF_YEARS):
            begins = datetime.date(last.year + 1 + half // 2, 7 if half % 2 else 1, 1)
            women, men, posts = (number // HALF_YEARS + (half < number % HALF_YEARS) for number in numbers)
            plan(
                HalfYear(
                    level=level, begins=begins, retiring_women=women, retiring_men=men, vacancies=posts,
                    demonstration=True,
                ),
                by=by,
            )  # fmt: skip
    plan(LevelTarget(level="P-5", year=2028, percent=47, document="DEMO/STAFF/1", demonstration=True), by=by)
    due = last + datetime.timedelta(days=90)
    plan(
        PlannedStep(level="P-4", action="Ask who leaves why", owner="Services", due=due, demonstration=True), by=by
    )  # fmt: skip
    plan(
        PlannedStep(level="P-5", action="Widen the search before the list closes", owner="Services", due=due,
                    demonstration=True), by=by,
    )  # fmt: skip
