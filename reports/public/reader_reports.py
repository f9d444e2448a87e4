"""Reports of errors from readers: a private channel to the office, deleted after a limited time."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from meetings.actions.spellings import Spellings
from reports.models import ReaderReport


def note_report(*, where: str, what: str, reply_to: str, release: str) -> ReaderReport:
    """Keep a report, and let go of those that are old."""
    forget_old_reports()
    return ReaderReport.objects.create(at=timezone.now(), where=where, what=what, reply_to=reply_to, release=release)


def forget_old_reports(*, dry_run: bool = False) -> int:
    """Delete the reports of more than ``PARITY_KEEP_REPORTS_DAYS`` ago; returns how many."""
    before = timezone.now() - datetime.timedelta(days=settings.PARITY_KEEP_REPORTS_DAYS)
    old = ReaderReport.objects.filter(at__lt=before)
    return old.count() if dry_run else old.delete()[0]


def remove_names_from_reports(spellings: Spellings) -> None:
    """A reader may have named somebody who is erased."""
    for report in ReaderReport.objects.all():
        where, what = spellings.removed_from(report.where), spellings.removed_from(report.what)
        if (where, what) != (report.where, report.what):
            ReaderReport.objects.filter(pk=report.pk).update(where=where, what=what)
