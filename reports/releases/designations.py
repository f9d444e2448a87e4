"""Designations outside the reference table, approved by a publisher before they are published."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings.actions.trail import note_change
from meetings.rights import Right
from reports.models import DelegationLabel
from reports.releases.checks import require_right


def approve_labels(labels: Iterable[str], *, by: User) -> None:
    """A publisher stands for designations outside the reference table."""
    require_right(by, Right.PUBLISH)
    with transaction.atomic():
        for label in labels:
            made, new = DelegationLabel.objects.get_or_create(
                label=label, defaults={"approved_by": by, "approved_at": timezone.now()}
            )
            if new:
                note_change(by=by, action="approve_label", subject=made, meeting=None, after={"label": label})
