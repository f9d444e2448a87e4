"""Model of the correspondence on delegation sheets."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Delegation


class DelegationSheet(models.Model):
    """The correspondence on one delegation's sheet. It is no part of what is counted: the lock leaves it open."""

    delegation = models.OneToOneField(Delegation, models.CASCADE, related_name="sheet")
    sent_on = models.DateField(_("sent on"))
    confirmed_on = models.DateField(_("confirmed on"), null=True)
    corrected_on = models.DateField(_("corrected on"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sheet_answered_after_it_was_sent",
                condition=(Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("sent_on")))
                & (Q(corrected_on__isnull=True) | Q(corrected_on__gte=F("sent_on"))),
            ),
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk}"
