"""Models of the plan: who retires when, what falls vacant, targets by year, and what somebody will do about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HalfYear(models.Model):
    """What half a year brings to a level: retirements by gender, and posts to be filled. ``begins``: 1 January or 1
    July."""

    level = models.CharField(_("level"), max_length=10)
    begins = models.DateField(_("half-year from"))
    retiring_women = models.PositiveIntegerField(_("women who retire"), default=0)
    retiring_men = models.PositiveIntegerField(_("men who retire"), default=0)
    vacancies = models.PositiveIntegerField(_("posts to be filled"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["begins", "level"]
        constraints = [
            models.UniqueConstraint(name="half_year_planned_once", fields=["level", "begins"]),
            models.CheckConstraint(
                name="half_years_begin_in_january_or_july", condition=Q(begins__day=1, begins__month__in=(1, 7))
            ),
        ]

    def __str__(self) -> str:
        return f"half-year {self.pk}"


class LevelTarget(models.Model):
    """The share of women that the office wants at a level by the end of a year, with the document that says so."""

    level = models.CharField(_("level"), max_length=10)
    year = models.PositiveSmallIntegerField(_("by the end of"))
    percent = models.PositiveSmallIntegerField(_("share of women, per cent"))
    document = models.CharField(_("document"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["level", "year"]
        constraints = [
            models.UniqueConstraint(name="one_target_of_a_level_and_year", fields=["level", "year"]),
            models.CheckConstraint(name="target_is_a_percentage", condition=Q(percent__gt=0, percent__lte=100)),
        ]

    def __str__(self) -> str:
        return f"target {self.pk}"


class PlannedStep(models.Model):
    """What is to be done for a level, by whom and by when. ``document``: the reference where somebody was recommended
    although an equally qualified candidate of the other gender was there; the reference alone."""

    level = models.CharField(_("level"), max_length=10)
    action = models.CharField(_("what is done"), max_length=300)
    owner = models.CharField(_("who does it (post or unit)"), max_length=120)
    due = models.DateField(_("due on"), null=True, blank=True)
    done = models.DateField(_("done on"), null=True, blank=True)
    document = models.CharField(_("reference of a document"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["done", "due", "pk"]

    def __str__(self) -> str:
        return f"planned step {self.pk}"
