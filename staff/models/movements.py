"""Model of movements: how many came to a level in a period, or left it, and how far candidates for it came."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staff.vocabulary import MovementKind, Stage


class Movement(models.Model):
    """People of one level who moved between two days, both included; with a ``stage``, candidates who came so far."""

    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    level = models.CharField(_("level"), max_length=10)
    kind = models.CharField(_("kind"), max_length=12, choices=MovementKind)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, blank=True, default=Stage.MADE)
    women = models.PositiveIntegerField(_("women"), default=0)
    men = models.PositiveIntegerField(_("men"), default=0)
    another = models.PositiveIntegerField(_("another gender"), default=0)
    not_recorded = models.PositiveIntegerField(_("not recorded"), default=0)
    source = models.CharField(_("source"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-last_day", "level", "kind", "stage"]
        constraints = [
            models.UniqueConstraint(
                name="movement_counted_once", fields=["first_day", "last_day", "level", "kind", "stage"]
            ),
            models.CheckConstraint(name="movement_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(name="movement_kind_is_known", condition=Q(kind__in=MovementKind.values)),
            models.CheckConstraint(
                name="candidates_are_for_a_post",
                condition=Q(stage="") | Q(kind__in=(MovementKind.APPOINTMENT, MovementKind.PROMOTION)),
            ),
        ]

    def __str__(self) -> str:
        return f"movement {self.pk}"
