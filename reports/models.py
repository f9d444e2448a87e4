"""Models of releases, their files and meetings, the release calendar and reports from readers.

Releases are written by ``releases`` only.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting

ACCOUNT = settings.AUTH_USER_MODEL


class ReleaseState(models.TextChoices):
    """The way of a release, in this order."""

    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked by a second person")
    APPROVED = "approved", _("approved")
    EMBARGOED = "embargoed", _("under embargo")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ReleaseSet(models.QuerySet["Release"]):
    """Queries for releases."""

    def out(self, now: datetime.datetime | None = None) -> ReleaseSet:
        """Those that anyone may read, by now: an embargo ends by the clock, not by a command."""
        due = Q(state=ReleaseState.EMBARGOED, embargo_until__lte=now or timezone.now())
        return self.filter(due | Q(state__in=(ReleaseState.PUBLISHED, ReleaseState.SUPERSEDED)))


class Release(models.Model):
    """One freeze of everything that is published. ``dated`` stands in its files; ``manifest`` is public. Changes are
    told against ``previous``, the last release that stands; ``last_public`` is the last that anybody could read.

    ``confidential_counts`` holds the unrounded counts behind closed lists, which the next release compares with, and
    ``exact_invitations`` those of invitations to panels, to know whether they have moved: neither leaves the office.
    """

    version = models.CharField(max_length=10, unique=True)
    state = models.CharField(max_length=10, choices=ReleaseState, default=ReleaseState.DRAFT)
    title = models.CharField(_("title"), max_length=250)
    notes = models.TextField(_("what is new, in one or two sentences"), blank=True)
    licence = models.CharField(max_length=250)
    disclaimer = models.TextField()
    dated = models.DateField(_("date on the files"))
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    last_public = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    manifest = models.JSONField(default=dict)
    confidential_counts = models.JSONField(default=dict)
    exact_invitations = models.JSONField(default=dict)
    folder = models.CharField(max_length=64, unique=True)
    built_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+")
    built_at = models.DateTimeField()
    checked_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True)
    waiver = models.CharField(max_length=300, blank=True, help_text=_("why one person did what two should"))
    withdrawn_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(_("why it is withdrawn"), max_length=500, blank=True)

    objects = ReleaseSet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="release_has_four_eyes",
                condition=Q(published_by__isnull=True) | ~Q(waiver="") | ~Q(published_by=F("approved_by")),
            ),
            models.CheckConstraint(
                name="release_checked_by_another",
                condition=Q(checked_by__isnull=True) | ~Q(waiver="") | ~Q(checked_by=F("built_by")),
            ),
            models.CheckConstraint(
                name="published_release_was_checked_and_approved",
                condition=Q(state__in=("draft", "checked", "approved"))
                | Q(
                    checked_by__isnull=False,
                    approved_by__isnull=False,
                    published_by__isnull=False,
                    published_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="embargo_has_an_end", condition=~Q(state="embargoed") | Q(embargo_until__isnull=False)
            ),
            models.CheckConstraint(
                name="withdrawal_has_reason_and_author",
                condition=~Q(state="withdrawn") | (~Q(withdrawn_reason="") & Q(withdrawn_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.version


class ReleaseFile(models.Model):
    """One file of a release; its bytes lie in the release's folder, whose name nobody can guess."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField(null=True, help_text=_("rows of data, for files that hold a table"))

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["release", "name"], name="release_file_once")]

    def __str__(self) -> str:
        return f"{self.name} of {self.release_id}"

    @property
    def stored(self) -> str:
        """Its name in the storage."""
        return f"{self.release.folder}/{self.name}"


class ReleaseMeeting(models.Model):
    """A meeting in a release, as it was then."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="meetings")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, related_name="releases")
    slug = models.CharField(max_length=80)
    revision = models.PositiveIntegerField()

    class Meta:
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["release", "slug"], name="meeting_once_per_release")]

    def __str__(self) -> str:
        return f"{self.slug} in release {self.release_id}"


class DelegationLabel(models.Model):
    """A designation outside the reference table that a publisher approved for releases."""

    label = models.CharField(max_length=300, unique=True)
    approved_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class PlannedRelease(models.Model):
    """A day in the release calendar: what is to come, as anybody may read it. Past days are no longer shown."""

    on = models.DateField(_("day"))
    title = models.CharField(_("what is coming"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.title}"


def release_storage() -> Storage:
    """Where the bytes of releases lie: ``STORAGES["releases"]``."""
    return storages["releases"]


class ReportOutcome(models.TextChoices):
    """How a report was closed."""

    CORRECTED = "corrected", _("corrected")
    NO_ERROR = "no_error", _("not an error")


class ReaderReport(models.Model):
    """One report, and what became of it. ``reply_to`` is the reader's own address, given only by who wants an answer;
    the ``answer`` is what was written there. ``correction`` says what was corrected, and in which release."""

    at = models.DateTimeField()
    release = models.CharField(max_length=10, blank=True, help_text=_("version that was the latest then"))
    where = models.CharField(_("where the error is"), max_length=300)
    what = models.TextField(_("what is wrong, and how you know"), max_length=2000)
    reply_to = models.EmailField(_("your e-mail address, if you want an answer"), blank=True)
    assigned_to = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=ReportOutcome, blank=True)
    correction = models.CharField(_("what is corrected, and in which release"), max_length=300, blank=True)
    closed_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="answer_has_author_and_time",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="closed_report_has_outcome_and_author",
                condition=Q(outcome="", closed_by__isnull=True, closed_at__isnull=True)
                | (~Q(outcome="") & Q(closed_by__isnull=False, closed_at__isnull=False)),
            ),
            models.CheckConstraint(name="correction_is_named", condition=~Q(outcome="corrected") | ~Q(correction="")),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
