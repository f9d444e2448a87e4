"""Models of a body whose members the office helps to choose, and of the cycles in which they are chosen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bodies.vocabulary import BodyKind, ClauseStrength, CycleStatus, Influence
from meetings.models import Forum


def _clause_and_strength_agree() -> Q:
    """A strength other than none needs the clause in its own words, and words need a strength."""
    silent = Q(clause_strength__in=(ClauseStrength.NONE, ClauseStrength.NOT_CHECKED))
    return (silent & Q(gender_clause="")) | (~silent & ~Q(gender_clause=""))


class Body(models.Model):
    """A body, which is a forum with a mandate. ``gender_clause`` is verbatim; ``seats`` is the most there can be.

    What is not ``verified`` in the text of the mandate is empty, and never shown as a fact.
    """

    forum = models.OneToOneField(Forum, models.PROTECT, related_name="body")
    kind = models.CharField(_("kind"), max_length=24, choices=BodyKind)
    mandate_symbol = models.CharField(_("mandate"), max_length=80, blank=True)
    gender_clause = models.TextField(_("gender clause, verbatim"), blank=True)
    clause_strength = models.CharField(
        _("strength of the clause"), max_length=24, choices=ClauseStrength, blank=True, default=""
    )
    geographic_clause = models.TextField(_("geographic clause, verbatim"), blank=True)
    seats = models.PositiveSmallIntegerField(_("seats at most"), null=True, blank=True)
    appointing_authority = models.CharField(_("appointed by"), max_length=300, blank=True)
    influence = models.CharField(_("part of the office"), max_length=16, choices=Influence, blank=True, default="")
    term = models.CharField(_("term"), max_length=200, blank=True)
    renewal_due = models.DateField(_("mandate up for renewal on"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    verified = models.BooleanField(_("checked against the mandate"), default=False)

    class Meta:
        ordering = ["forum__title_en", "pk"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.CheckConstraint(
                name="clause_and_strength_agree",
                condition=_clause_and_strength_agree(),
                violation_error_message=_(
                    "A gender clause comes with its strength, and a strength with the clause verbatim."
                ),
            ),
            models.CheckConstraint(
                name="body_has_seats_or_none_known",
                condition=Q(seats=None) | Q(seats__gt=0),
                violation_error_message=_("A body has at least one seat; leave the field empty if it is not known."),
            ),
            models.CheckConstraint(
                name="body_values_are_known",
                condition=Q(kind__in=BodyKind.values)
                & Q(influence__in=Influence.values)
                & Q(clause_strength__in=ClauseStrength.values),
            ),
        ]

    def __str__(self) -> str:
        return str(self.forum)

    def get_absolute_url(self) -> str:
        return reverse("body", args=[self.forum_id])


class Cycle(models.Model):
    """One selection of members of a body. ``seats`` where this cycle has another number than the body.

    ``list_symbol``: the public document that prints its members; empty where there is none.
    An extension by decision of the General Assembly moves the dates and keeps one cycle.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="cycles")
    label = models.CharField(_("name of the cycle"), max_length=80)
    status = models.CharField(_("status"), max_length=12, choices=CycleStatus, default=CycleStatus.OPEN)
    seats = models.PositiveSmallIntegerField(_("seats in this cycle"), null=True, blank=True)
    opens = models.DateField(_("opens on"), null=True, blank=True)
    nominations_close = models.DateField(_("nominations close on"), null=True, blank=True)
    appointed = models.DateField(_("appointed on"), null=True, blank=True)
    ends = models.DateField(_("ends on"), null=True, blank=True)
    list_symbol = models.CharField(_("public list of members"), max_length=80, blank=True, default="")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["body", F("opens").desc(nulls_last=True), "-pk"]
        constraints = [
            models.UniqueConstraint(name="cycle_has_one_name", fields=["body", "label"]),
            models.CheckConstraint(name="cycle_status_is_known", condition=Q(status__in=CycleStatus.values)),
            models.CheckConstraint(
                name="cycle_has_seats_or_those_of_the_body",
                condition=Q(seats=None) | Q(seats__gt=0),
                violation_error_message=_(
                    "A cycle has at least one seat; leave the field empty for the seats of the body."
                ),
            ),
            models.CheckConstraint(
                name="cycle_days_in_order",
                condition=(Q(opens=None) | Q(nominations_close=None) | Q(nominations_close__gte=F("opens")))
                & (Q(opens=None) | Q(appointed=None) | Q(appointed__gte=F("opens")))
                & (Q(appointed=None) | Q(ends=None) | Q(ends__gte=F("appointed"))),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("cycle", args=[self.body.forum_id, self.pk])

    @property
    def most_seats(self) -> int | None:
        """Seats of this cycle, or those of the body; None where neither is known."""
        return self.seats or self.body.seats
