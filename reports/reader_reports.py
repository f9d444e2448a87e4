"""What readers report as wrong: a private channel to the office, never published, kept for a limited time."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_DAYS = 365


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
    now = timezone.now()
    ReaderReport.objects.filter(at__lt=now - datetime.timedelta(days=KEPT_DAYS)).delete()
    return ReaderReport.objects.create(at=now, where=where, what=what, reply_to=reply_to, release=release)
