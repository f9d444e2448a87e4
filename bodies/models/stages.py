"""Models of the people counted at each stage of a cycle, and of members replaced during a term; no names."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bodies.models.bodies import Cycle
from bodies.vocabulary import RegionalGroup, Stage
from meetings.models.meetings import known_with_basis
from meetings.vocabulary import Gender, GenderBasis

BASIS_WITH_GENDER = _("A gender on record needs how it is known; one that is not recorded has no basis.")


class StageCount(models.Model):
    """People at one stage, of one regional group or of all (``regional_group`` empty); names are never kept.

    Of *States invited* the States are counted: their number stands in ``not_recorded``, since States have no gender.
    ``larger_because``, at everybody of a stage: why it counts more people than an earlier one.
    """

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="stage_counts")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage)
    regional_group = models.CharField(_("regional group"), max_length=30, choices=RegionalGroup, blank=True, default="")
    women = models.PositiveIntegerField(_("women"), default=0)
    men = models.PositiveIntegerField(_("men"), default=0)
    another = models.PositiveIntegerField(_("another gender"), default=0)
    not_recorded = models.PositiveIntegerField(_("not recorded"), default=0)
    basis = models.CharField(_("how gender is known"), max_length=15, choices=GenderBasis, blank=True, default="")
    source = models.CharField(_("source"), max_length=300, blank=True)
    larger_because = models.CharField(_("why the stage is larger"), max_length=300, blank=True, default="")
    as_of = models.DateField(_("as of"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["cycle", "pk"]
        constraints = [
            models.UniqueConstraint(name="stage_counted_once", fields=["cycle", "stage", "regional_group"]),
            models.CheckConstraint(
                name="stage_and_region_are_known",
                condition=Q(stage__in=Stage.values) & Q(regional_group__in=RegionalGroup.values),
            ),
            models.CheckConstraint(
                name="states_have_no_gender",
                condition=~Q(stage=Stage.STATES_INVITED) | Q(women=0, men=0, another=0),
                violation_error_message=_("States have no gender; their number goes under “not recorded”."),
            ),
            models.CheckConstraint(
                name="stage_gender_has_basis",
                condition=~Q(basis=GenderBasis.NONE) | Q(women=0, men=0, another=0),
                violation_error_message=_("Say how the gender of those counted is known."),
            ),
        ]

    def __str__(self) -> str:
        return f"stage {self.pk}"

    @property
    def total(self) -> int:
        """Everybody of the row."""
        return self.women + self.men + self.another + self.not_recorded


class Substitution(models.Model):
    """A member leaves during the term and another comes; who they are is not kept."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="substitutions")
    on = models.DateField(_("on"))
    left_gender = models.CharField(_("who left"), max_length=11, choices=Gender, default=Gender.UNKNOWN)
    left_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    joined_gender = models.CharField(_("who came"), max_length=11, choices=Gender, default=Gender.UNKNOWN)
    joined_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    source = models.CharField(_("source"), max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["cycle", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="left_gender_has_basis",
                condition=known_with_basis("left"),
                violation_error_message=BASIS_WITH_GENDER,
            ),
            models.CheckConstraint(
                name="joined_gender_has_basis",
                condition=known_with_basis("joined"),
                violation_error_message=BASIS_WITH_GENDER,
            ),
        ]

    def __str__(self) -> str:
        return f"substitution {self.pk}"
