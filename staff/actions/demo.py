"""Removal of the demonstration's staff; nothing else is touched."""

from __future__ import annotations

from django.db import transaction

from meetings.actions.trail import subject_of
from meetings.models import Change
from staff.models import HalfYear, LevelTarget, Movement, PlannedStep, Snapshot

EVERYTHING = (Snapshot, Movement, HalfYear, LevelTarget, PlannedStep)


@transaction.atomic
def remove_demonstration_staff() -> int:
    """Delete the invented snapshots, movements and plans with their trail; returns how many snapshots there were."""
    removed = 0
    for model in EVERYTHING:
        invented = model._default_manager.filter(demonstration=True)
        removed += invented.count() if model is Snapshot else 0
        Change.objects.filter(subject__in=[subject_of(one) for one in invented]).delete()
        invented.delete()
    return removed
