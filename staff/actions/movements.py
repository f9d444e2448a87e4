"""Movements of staff: how many came, left, or stood as candidates in a period."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from staff.levels import level_called
from staff.models import Movement
from staff.vocabulary import COMING, MovementKind, Stage

NOTED = ("first_day", "last_day", "level", "kind", "stage", "women", "men", "another", "not_recorded")


@transaction.atomic
def enter_movement(movement: Movement, *, by: User) -> Movement:
    """Enter movements of one level, kind and period, not saved yet. What was entered of the same is replaced.

    Raises ActionRefused with every reason at once.
    """
    level = level_called(movement.level)
    reasons = []
    if level is None:
        reasons.append(_("“%(level)s” is no known level: write P-3, D-1, GS-5 and so on.") % {"level": movement.level})
    if movement.last_day < movement.first_day:
        reasons.append(_("The period ends before it begins."))
    if movement.stage and movement.kind not in COMING:
        said = {"kind": MovementKind(movement.kind).label, "stage": Stage(movement.stage).label}
        reasons.append(_("“%(stage)s” is a stage of appointments and promotions, not of “%(kind)s”.") % said)
    if not (movement.women or movement.men or movement.another or movement.not_recorded):
        reasons.append(_("Enter at least one person."))
    if reasons or level is None:
        raise ActionRefused(*reasons)
    movement.level, movement.by, movement.at = level.code, by, timezone.now()
    same = Movement.objects.filter(
        first_day=movement.first_day, last_day=movement.last_day, level=movement.level, kind=movement.kind,
        stage=movement.stage,
    )  # fmt: skip
    before = next((_noted(one) for one in same), None)
    same.delete()
    movement.save()
    note_change(
        by=by, action="enter_movement", subject=movement, meeting=None, evidence=movement.source, before=before,
        after=_noted(movement),
    )  # fmt: skip
    return movement


@transaction.atomic
def remove_movement(movement: Movement, *, by: User) -> None:
    """Take movements off the record."""
    note_change(by=by, action="remove_movement", subject=movement, meeting=None, before=_noted(movement))
    movement.delete()


def _noted(movement: Movement) -> dict[str, Any]:
    """What the trail keeps of movements: everything but the free text of their source."""
    return {name: getattr(movement, name) for name in NOTED}
