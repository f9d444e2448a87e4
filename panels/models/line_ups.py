"""Models of line-ups, each version with its own seats, and of the checks of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.append_only import AppendOnly
from meetings.models.meetings import known_with_basis
from meetings.vocabulary import Gender, GenderBasis, PanelRole
from panels.models.invitations import Invitation
from panels.vocabulary import Arrival, Occasion


class LineUp(AppendOnly):
    """Who was to speak, as it was known at one moment. Later ones come beside it and change nothing in it."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="line_ups")
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=Arrival)

    class Meta:
        ordering = ["invitation", "version"]
        constraints = [models.UniqueConstraint(name="line_up_has_one_number", fields=["invitation", "version"])]

    def __str__(self) -> str:
        return f"line-up {self.pk}"


class LineUpSeat(AppendOnly):
    """One place in one line-up."""

    line_up = models.ForeignKey(LineUp, models.CASCADE, related_name="seats")
    order = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(_("role"), max_length=20, choices=PanelRole, default=PanelRole.SPEAKER)
    name = models.CharField(_("name"), max_length=300, blank=True)
    title = models.CharField(_("courtesy title"), max_length=120, blank=True)
    organisation = models.CharField(_("organization"), max_length=300, blank=True)
    seat_gender = models.CharField(max_length=11, choices=Gender, default=Gender.UNKNOWN)
    seat_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    confirmed = models.BooleanField(_("confirmed"), default=True)
    ours = models.BooleanField(_("our participant"), default=False)

    class Meta:
        ordering = ["line_up", "order", "pk"]
        constraints = [
            models.CheckConstraint(name="line_up_gender_has_basis", condition=known_with_basis("seat")),
            models.CheckConstraint(name="confirmed_line_up_seat_is_named", condition=Q(confirmed=False) | ~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class Check(AppendOnly):
    """What the rule said of a line-up: its version, its setting, the verdict, and the counts of the three views.

    ``views``: for each of others, with_us, with_moderator the numbers of women, men, another, unknown and
    to_be_confirmed, and the status of that view. A later version of the rule judges later line-ups, never this one.
    """

    line_up = models.ForeignKey(LineUp, models.CASCADE, related_name="checks")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=12, choices=Occasion, default=Occasion.LINE_UP)
    rule_version = models.PositiveSmallIntegerField()
    moderators_counted = models.BooleanField()
    status = models.CharField(max_length=30)
    views = models.JSONField()

    class Meta:
        ordering = ["line_up", "pk"]

    def __str__(self) -> str:
        return f"check {self.pk}"
