"""The plan for staff: half-years, targets and steps, set anew or taken out."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from staff.levels import level_called
from staff.models import HalfYear, LevelTarget, PlannedStep

Planned = TypeVar("Planned", HalfYear, LevelTarget, PlannedStep)
NOTED = {
    "level", "begins", "retiring_women", "retiring_men", "vacancies", "year", "percent", "due", "done",
}  # fmt: skip
STANDS_ONCE = {HalfYear: ("level", "begins"), LevelTarget: ("level", "year")}
"""What of a plan stands once for each of these; entered again, it replaces what was there."""


@transaction.atomic
def plan(planned: Planned, *, by: User) -> Planned:
    """Put something into the plan, not saved yet. Raises ActionRefused."""
    level = level_called(planned.level)
    if level is None:
        raise ActionRefused(
            _("“%(level)s” is no known level: write P-3, D-1, GS-5 and so on.") % {"level": planned.level}
        )
    if isinstance(planned, HalfYear) and (planned.begins.day, planned.begins.month) not in ((1, 1), (1, 7)):
        raise ActionRefused(_("A half-year begins on 1 January or on 1 July."))
    planned.level, planned.by, planned.at = level.code, by, timezone.now()
    before = None
    if names := STANDS_ONCE.get(type(planned)):
        same = type(planned).objects.filter(**{name: getattr(planned, name) for name in names})
        before = next((_noted(one) for one in same), None)
        same.delete()
    planned.save()
    note_change(by=by, action="plan_staff", subject=planned, meeting=None, before=before, after=_noted(planned))
    return planned


@transaction.atomic
def drop(planned: HalfYear | LevelTarget | PlannedStep, *, by: User) -> None:
    """Take something out of the plan."""
    note_change(by=by, action="drop_staff_plan", subject=planned, meeting=None, before=_noted(planned))
    planned.delete()


def _noted(planned: HalfYear | LevelTarget | PlannedStep) -> dict[str, Any]:
    """What the trail keeps of it: numbers, level and days; free texts stay in the plan, where erasure finds them."""
    names = (field.name for field in planned._meta.concrete_fields)
    return {name: getattr(planned, name) for name in names if name in NOTED}
