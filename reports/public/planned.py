"""The release calendar: the only writer of planned releases, and those still to come."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_change, only_changes, values_of
from reports.models import PlannedRelease

FIELDS = ("on", "title", "note")


def upcoming() -> list[PlannedRelease]:
    """Today's and later ones, the next one first."""
    return list(PlannedRelease.objects.filter(on__gte=timezone.localdate()))


@transaction.atomic
def plan_release(*, by: User, on: datetime.date, title: str, note: str = "") -> PlannedRelease:
    """Announce a release for a day."""
    planned = PlannedRelease.objects.create(on=on, title=title, note=note, changed_at=timezone.now())
    after = values_of(planned, FIELDS)
    note_change(by=by, action="plan_release", subject=planned, meeting=None, after=after)
    return planned


@transaction.atomic
def change_planned_release(planned: PlannedRelease, *, by: User, version: str, **values: Any) -> PlannedRelease:
    """Another day or another text. Raises ChangedMeanwhile when it is no longer what ``version`` was seen of."""
    held = PlannedRelease.objects.select_for_update().get(pk=planned.pk)
    seen = values_of(held, FIELDS)
    if version_of(seen) != version:
        raise ChangedMeanwhile(held)
    before, after = only_changes(seen, values)
    if after:
        for name, value in after.items():
            setattr(held, name, value)
        held.changed_at = timezone.now()
        held.save()
        note_change(by=by, action="change_planned_release", subject=held, meeting=None, before=before, after=after)
    return held


@transaction.atomic
def drop_planned_release(planned: PlannedRelease, *, by: User) -> None:
    """Take a day out of the calendar."""
    before = values_of(planned, FIELDS)
    note_change(by=by, action="drop_planned_release", subject=planned, meeting=None, before=before)
    planned.delete()
