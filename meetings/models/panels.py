"""Models of panels and their seats."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting, Participation, known_with_basis
from meetings.vocabulary import Attendance, Gender, GenderBasis, PanelKind, PanelRole


class PanelsOnRecord(models.Manager["Panel"]):
    """Panels that are part of the record: those that are only an invitation are in no list and count nowhere."""

    def get_queryset(self) -> models.QuerySet["Panel"]:
        return super().get_queryset().filter(on_record=True)


class Panel(models.Model):
    """A session with speakers, at a meeting or beside one.

    One that an invitation made is ``by_invitation``: its speakers are for the panel desk and its approvers alone. It is
    ``on_record`` once it was held with us; ``every`` also has those that are not.
    """

    slug = models.SlugField(max_length=100, unique=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="panels")
    kind = models.CharField(_("kind"), max_length=12, choices=PanelKind, default=PanelKind.PANEL)
    title = models.CharField(_("title"), max_length=250)
    date = models.DateField(_("date"), null=True, blank=True)
    organisers = models.CharField(_("organizers"), max_length=300, blank=True)
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, default=Attendance.UNKNOWN)
    gender_is_topic = models.BooleanField(_("gender is a topic of the panel"), default=False)
    exempt_reason = models.CharField(_("reason of an exemption"), max_length=300, blank=True)
    exempt_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    by_invitation = models.BooleanField(default=False)
    on_record = models.BooleanField(default=True)

    objects = PanelsOnRecord()
    every: models.Manager["Panel"] = models.Manager()

    class Meta:
        ordering = ["-date", "title"]
        constraints = [
            models.CheckConstraint(
                name="only_invitations_wait_for_the_record", condition=Q(by_invitation=True) | Q(on_record=True)
            ),
            models.CheckConstraint(
                name="exemption_has_reason_and_approver",
                condition=Q(exempt_reason="", exempt_by__isnull=True)
                | (~Q(exempt_reason="") & Q(exempt_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PanelSeat(models.Model):
    """One person on one panel; ``ours`` is the office's own participant."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="seats")
    order = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(_("role"), max_length=20, choices=PanelRole, default=PanelRole.SPEAKER)
    name = models.CharField(_("name"), max_length=300, blank=True)
    title = models.CharField(_("courtesy title"), max_length=120, blank=True)
    organisation = models.CharField(_("organization"), max_length=300, blank=True)
    seat_gender = models.CharField(max_length=11, choices=Gender, default=Gender.UNKNOWN)
    seat_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    confirmed = models.BooleanField(_("confirmed"), default=True)
    ours = models.BooleanField(_("our participant"), default=False)
    participation = models.ForeignKey(Participation, models.SET_NULL, null=True, blank=True, related_name="seats")

    class Meta:
        ordering = ["panel", "order", "pk"]
        constraints = [
            models.CheckConstraint(name="seat_gender_has_basis", condition=known_with_basis("seat")),
            models.CheckConstraint(name="confirmed_seat_is_named", condition=Q(confirmed=False) | ~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"
