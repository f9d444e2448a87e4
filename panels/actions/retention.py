"""Deletion of what has reached its time: experts who no longer agree, speakers of old invitations."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from panels.actions.erasure import forget_speakers, who_names_somebody
from panels.models import Expert, Invitation


def forget_experts(*, dry_run: bool) -> int:
    """Experts whose agreement ended ``PARITY_KEEP_EXPERTS_DAYS`` ago, with what became of their suggestions."""
    before = timezone.localdate() - datetime.timedelta(days=settings.PARITY_KEEP_EXPERTS_DAYS)
    over = Expert.objects.filter(consent_until__lt=before)
    number = over.count()
    if not dry_run:
        over.delete()
    return number


def forget_old_speakers(*, by: User | None) -> int:
    """Names in invitations to panels of ``PARITY_KEEP_PEOPLE_YEARS`` ago; 0 years keeps them. By nobody: counted."""
    years = settings.PARITY_KEEP_PEOPLE_YEARS
    if not years:
        return 0
    before = timezone.localdate() - datetime.timedelta(days=round(365.25 * years))
    over = Q(panel__date__lt=before) | Q(panel__date=None, received__lt=before)
    old = list(Invitation.objects.filter(over & who_names_somebody()).select_related("panel"))
    if old and by:
        forget_speakers(old, by=by)
    return len(old)
