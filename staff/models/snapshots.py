"""Models of staff on one day: a snapshot and its counts, of which none names anybody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staff.vocabulary import Contract, Location, ScopeRule, StaffCategory


class Snapshot(models.Model):
    """Everybody in post on one day, as a source counts them. Nothing in it changes once a second person locked it.

    ``classification``: of the levels; snapshots of another one are another series. ``stated_total``: what the source
    says, which the counts add up to.
    """

    as_of = models.DateField(_("on"))
    scope = models.CharField(_("who is counted"), max_length=20, choices=ScopeRule, default=ScopeRule.ONE_YEAR_OR_MORE)
    source = models.CharField(_("source"), max_length=300)
    classification = models.CharField(_("classification of levels"), max_length=40)
    stated_total = models.PositiveIntegerField(_("total in the source"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["as_of", "scope"]
        constraints = [
            models.UniqueConstraint(name="one_snapshot_of_a_day_and_scope", fields=["as_of", "scope"]),
            models.CheckConstraint(
                name="a_second_person_locks_staff",
                condition=Q(locked_by=None, locked_at=None)
                | (Q(locked_by__isnull=False, locked_at__isnull=False) & ~Q(locked_by=F("entered_by"))),
            ),
            models.CheckConstraint(name="staff_scope_is_known", condition=Q(scope__in=ScopeRule.values)),
            models.CheckConstraint(name="a_snapshot_counts_somebody", condition=Q(stated_total__gt=0)),
        ]

    def __str__(self) -> str:
        return f"snapshot {self.pk}"


class StaffCount(models.Model):
    """How many people of one unit, level, contract and location there are in a snapshot, by gender."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="counts")
    unit = models.CharField(_("unit"), max_length=120)
    category = models.CharField(_("category"), max_length=20, choices=StaffCategory)
    level = models.CharField(_("level"), max_length=10)
    contract = models.CharField(_("contract"), max_length=24, choices=Contract)
    location = models.CharField(_("location"), max_length=14, choices=Location)
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    another = models.PositiveIntegerField(default=0)
    not_recorded = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["snapshot", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="staff_counted_once", fields=["snapshot", "unit", "level", "contract", "location"]
            ),
            models.CheckConstraint(
                name="staff_count_is_of_somebody",
                condition=Q(women__gt=0) | Q(men__gt=0) | Q(another__gt=0) | Q(not_recorded__gt=0),
            ),
            models.CheckConstraint(name="staff_contract_is_known", condition=Q(contract__in=Contract.values)),
            models.CheckConstraint(name="staff_category_is_known", condition=Q(category__in=StaffCategory.values)),
            models.CheckConstraint(name="staff_location_is_known", condition=Q(location__in=Location.values)),
        ]

    def __str__(self) -> str:
        return f"count {self.pk}"
