"""Models of experts who agreed to be suggested, and of what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import known_with_basis
from meetings.vocabulary import Gender, GenderBasis
from panels.models.invitations import Invitation
from panels.vocabulary import SuggestionResult


class Expert(models.Model):
    """Somebody who agreed to be suggested to organizers, until a day. The gender is what the person declared.

    ``areas``: values of ``Area``; ``languages``: codes such as "en"; ``contact`` is for the desk alone.
    """

    name = models.CharField(_("name"), max_length=300)
    title = models.CharField(_("courtesy title"), max_length=120, blank=True)
    organisation = models.CharField(_("organization"), max_length=300, blank=True)
    expert_gender = models.CharField(max_length=11, choices=Gender, default=Gender.UNKNOWN)
    expert_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    areas = models.JSONField(_("areas"), default=list, blank=True)
    topics = models.CharField(_("topics"), max_length=500, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    regional_group = models.CharField(_("regional group"), max_length=40, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    consent_given = models.DateField(_("agreed on"))
    consent_until = models.DateField(_("until"))
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(name="expert_gender_has_basis", condition=known_with_basis("expert")),
            models.CheckConstraint(
                name="expert_gender_is_declared",
                condition=Q(expert_basis__in=(GenderBasis.NONE, GenderBasis.SELF_DECLARED)),
            ),
            models.CheckConstraint(
                name="consent_ends_after_it_begins", condition=Q(consent_until__gte=F("consent_given"))
            ),
        ]

    def __str__(self) -> str:
        return f"expert {self.pk}"


class Suggestion(models.Model):
    """An expert whom we suggested to the organizers, and what became of it."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="suggestions")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="suggestions")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    result = models.CharField(max_length=10, choices=SuggestionResult, blank=True, default="")

    class Meta:
        ordering = ["invitation", "pk"]
        constraints = [models.UniqueConstraint(name="suggested_once", fields=["invitation", "expert"])]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"
