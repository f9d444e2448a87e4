"""Models of the check before the lock: what people said about its findings, and what was sent back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting, Participation


class FindingKind(models.TextChoices):
    """What the check before the lock looks at, in words that name nobody."""

    PEOPLE = "people", _("nobody is recorded")
    WAITING = "waiting", _("lists to confirm or discard")
    TITLES = "titles", _("unknown courtesy titles")
    COUNTRIES = "countries", _("unrecognized delegations")
    QUESTIONS = "questions", _("open questions about people")
    GONE = "gone", _("people on no current list")
    TWO_HEADS = "two_heads", _("delegations with two stated heads")
    NUMBERS = "numbers", _("registration numbers used twice")
    ALIKE = "alike", _("names that differ only in order or accents")
    CONTRADICTIONS = "contradictions", _("sources that contradict each other")
    GENDER_SOURCES = "gender_sources", _("gender columns of unknown source")
    TOTALS = "totals", _("the list’s own totals differ from the record")
    LIST_STATUS = "list_status", _("status of the list")
    COVERAGE = "coverage", _("people not recorded as a woman or a man")
    HEADS = "heads", _("heads of delegation who are not stated")

    @classmethod
    def of(cls, key: str) -> FindingKind:
        """The kind of a finding by its key: "totals-17" is about one document."""
        return cls(key.partition("-")[0])


class MarkKind(models.TextChoices):
    """What somebody who checks said about a finding, or about people whom one is about."""

    SEEN = "seen", _("seen")
    ACCEPTED = "accepted", _("accepted with a reason")
    STAYS = "stays", _("still counted")
    TWO_PEOPLE = "two_people", _("two people")


class FindingMark(models.Model):
    """What somebody said about one finding, or about the people in it.

    ``about`` is the fingerprint of what was found, so that the mark is void as soon as something else is found; or the
    ids of the people, between commas.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="marks")
    finding = models.CharField(max_length=40)
    about = models.CharField(max_length=64)
    said = models.CharField(max_length=10, choices=MarkKind)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "finding", "about", "said"], name="said_once_of_a_finding"),
            models.CheckConstraint(
                name="finding_accepted_with_a_reason", condition=~Q(said=MarkKind.ACCEPTED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"mark {self.pk} on {self.finding}"


class SampleRow(models.Model):
    """One person drawn to be held against the document; ``right`` is None until somebody has looked."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sample")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    right = models.BooleanField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "participation"], name="drawn_once"),
            models.CheckConstraint(name="looked_at_by_somebody", condition=Q(right__isnull=True) | Q(by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"sample row {self.pk}"


class SentBack(models.Model):
    """A meeting that whoever checks sent back to its clerk, with what is to be done; open until it is done."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sent_back")
    note = models.CharField(_("note"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(done_at__isnull=True), name="sent_back_once_at_a_time"
            ),
            models.CheckConstraint(
                name="done_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"sent back {self.pk}"
