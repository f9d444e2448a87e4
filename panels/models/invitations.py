"""Model of an invitation to a panel, or of an event of our own before it is announced."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import Panel
from meetings.vocabulary import Area
from panels.vocabulary import ENDED, JOINING, InvitationState, OrganiserType, OutcomeCode

AT_AN_END = (*ENDED, InvitationState.CLOSED)


class Invitation(models.Model):
    """An invitation with the panel that it made. What was decided stands in its steps; ``state`` is where the last
    one led."""

    panel = models.OneToOneField(Panel, models.CASCADE, related_name="invitation")
    organiser_type = models.CharField(_("kind of organizer"), max_length=20, choices=OrganiserType)
    invited_official = models.CharField(_("post that is invited"), max_length=200, blank=True)
    unit = models.CharField(_("unit of the office"), max_length=120, blank=True)
    received = models.DateField(_("received on"))
    reply_due = models.DateField(_("reply due on"), null=True, blank=True)
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    area = models.CharField(_("area"), max_length=20, choices=Area, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    source = models.CharField(_("how we know"), max_length=300, blank=True)
    state = models.CharField(max_length=24, choices=InvitationState, default=InvitationState.RECEIVED)
    demonstration = models.BooleanField(default=False)
    outcome_code = models.CharField(max_length=24, choices=OutcomeCode, blank=True, default="")

    class Meta:
        ordering = ["reply_due", "pk"]
        constraints = [
            models.CheckConstraint(name="invitation_state_is_known", condition=Q(state__in=InvitationState.values)),
            models.CheckConstraint(
                name="outcome_comes_with_the_end",
                condition=(Q(state__in=AT_AN_END) & ~Q(outcome_code=""))
                | (~Q(state__in=AT_AN_END) & Q(outcome_code="")),
            ),
            models.CheckConstraint(
                name="declined_and_cancelled_say_so",
                condition=(
                    (~Q(state=InvitationState.DECLINED) | Q(outcome_code=OutcomeCode.DECLINED))
                    & (~Q(state=InvitationState.CANCELLED) | Q(outcome_code=OutcomeCode.CANCELLED))
                    & (
                        ~Q(state=InvitationState.HELD)
                        | ~Q(outcome_code__in=(OutcomeCode.DECLINED, OutcomeCode.CANCELLED))
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("panel", args=[self.panel.slug])

    @property
    def may_be_over(self) -> bool:
        """Whether it may have taken place with us by now: we said we would join, and its day is not ahead."""
        return self.state in JOINING and not (self.panel.date and self.panel.date > timezone.localdate())

    @property
    def is_ours(self) -> bool:
        """Whether we hold the event ourselves."""
        return self.organiser_type == OrganiserType.OWN_OFFICE
