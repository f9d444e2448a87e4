"""What readers report as wrong: a private channel to the office, never published, kept for a limited time."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.spellings import Spellings


class ReaderReport(models.Model):
    """One report. ``reply_to`` is the reader's own address, given only by who wants an answer."""

    at = models.DateTimeField()
    release = models.CharField(max_length=10, blank=True, help_text=_("version that was the latest then"))
    where = models.CharField(_("where the error is"), max_length=300)
    what = models.TextField(_("what is wrong, and how you know"), max_length=2000)
    reply_to = models.EmailField(_("your e-mail address, if you want an answer"), blank=True)

    class Meta:
        app_label = "reports"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"report {self.pk}"


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
