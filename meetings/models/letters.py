"""Models of letters to delegations: their wordings in versions, campaigns, and each letter with its figures as sent."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models.append_only import AppendOnly, AppendOnlyError
from meetings.models.meetings import Delegation, Meeting
from meetings.models.reference import Country, Forum
from meetings.vocabulary import LetterLanguage, TextChoices


class DelegationLetterKind(TextChoices):
    """What a letter to a delegation is about."""

    SHEET = "sheet", _("with the delegation sheet")
    AFTER_SESSION = "after_session", _("after the session")
    RUN = "run", _("one gender, session after session")
    BEFORE_SESSION = "before_session", _("before the session")
    THANKS = "thanks", _("thank-you")
    NOMINATIONS = "nominations", _("call for nominations")


class LetterStatus(TextChoices):
    """How far a letter to a delegation has come."""

    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")
    SENT = "sent", _("sent")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class LetterAnswer(TextChoices):
    """What a mission answered."""

    CONFIRMED = "confirmed", _("confirmed")
    CORRECTED = "corrected", _("sent corrections")
    OTHER = "other", _("another answer")


S = LetterStatus
OUT = (S.SENT, S.ANSWERED, S.CLOSED)
"""A letter that has left the office."""


class WordingVersion(AppendOnly):
    """One wording of a letter; the newest version of its kind and language is offered. Letters keep their own text."""

    kind = models.CharField(_("kind"), max_length=20)
    language = models.CharField(_("language"), max_length=2, choices=LetterLanguage)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.version}"


class DelegationWording(WordingVersion):
    """A wording of letters to delegations."""

    kind = models.CharField(_("kind"), max_length=20, choices=DelegationLetterKind)

    class Meta:
        ordering = ["kind", "language", "version"]
        constraints = [
            models.UniqueConstraint(name="delegation_wording_has_one_number", fields=["kind", "language", "version"])
        ]


class LetterCampaign(models.Model):
    """Letters of one kind prepared together: about a meeting, or of nominations about a forum alone.

    ``rule``: who got one, such as the fewest sessions of a run. ``left_out``: pairs of a State's code and why.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=DelegationLetterKind)
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    paragraph = models.TextField(_("paragraph of our own"), blank=True)
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    rule = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_campaign_is_about_a_meeting",
                condition=Q(kind=DelegationLetterKind.NOMINATIONS) | Q(meeting__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"letters {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("letter-campaign", args=[self.pk])


class DelegationLetter(models.Model):
    """One letter to the mission of a State; never to a person.

    ``figures`` are every number of it with its base and document, frozen when it was prepared. Subject, text and
    figures of a letter that has left the office never change; erasure alone goes past, to take a name out.
    """

    FROZEN: ClassVar = ("subject", "text", "figures", "addressee", "language", "country_id", "campaign_id", "kind")

    campaign = models.ForeignKey(LetterCampaign, models.PROTECT, related_name="letters")
    kind = models.CharField(_("kind"), max_length=20, choices=DelegationLetterKind)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="letters")
    country = models.ForeignKey(Country, models.PROTECT, related_name="letters")
    delegation = models.ForeignKey(Delegation, models.SET_NULL, null=True, blank=True, related_name="letters")
    language = models.CharField(_("language"), max_length=2, choices=LetterLanguage)
    wording = models.ForeignKey(DelegationWording, models.PROTECT, null=True, blank=True, related_name="+")
    addressee = models.CharField(_("addressee"), max_length=300)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    figures = models.JSONField(default=dict)
    status = models.CharField(_("status"), max_length=10, choices=LetterStatus, default=LetterStatus.DRAFT)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=LetterAnswer, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    changed_a_figure = models.BooleanField(_("what they sent changed a figure"), default=False)
    note = models.CharField(_("note"), max_length=500, blank=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=300, blank=True)

    class Meta:
        ordering = ["campaign", "country__name_en", "pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_is_approved_by_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="letter_out_was_approved_and_has_a_day",
                condition=~Q(status__in=OUT) | Q(approved_by__isnull=False, sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_approved_has_an_approver",
                condition=~Q(status=S.APPROVED) | Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_answered_after_it_was_sent",
                condition=~Q(status=S.ANSWERED) | Q(answered_on__gte=F("sent_on")) & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="letter_withdrawn_says_why", condition=~Q(status=S.WITHDRAWN) | ~Q(withdrawn_because="")
            ),
            models.UniqueConstraint(
                name="one_letter_of_a_kind_a_session",
                fields=["kind", "meeting", "country"],
                condition=Q(meeting__isnull=False) & ~Q(status=S.WITHDRAWN),
            ),
            models.UniqueConstraint(
                name="one_letter_a_campaign", fields=["campaign", "country"], condition=~Q(status=S.WITHDRAWN)
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises AppendOnlyError where what was sent would become another text."""
        if not self._state.adding:
            stored = type(self)._base_manager.filter(pk=self.pk).values("status", *self.FROZEN).first()
            if stored and stored.pop("status") in OUT and any(getattr(self, name) != stored[name] for name in stored):
                raise AppendOnlyError(f"letter {self.pk} stays as it was sent")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.pk])

    @property
    def out(self) -> bool:
        """Whether it has left the office."""
        return self.status in OUT

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises AppendOnlyError: a letter is withdrawn with a reason, never deleted."""
        raise AppendOnlyError(f"letter {self.pk} is never deleted")
