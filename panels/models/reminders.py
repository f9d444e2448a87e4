"""Models of reminders that were sent, and of the secret addresses of calendars."""

from django.conf import settings
from django.db import models

from panels.models.invitations import Invitation
from panels.vocabulary import ReminderKind


class SentReminder(models.Model):
    """A reminder that went out; the same one never goes out twice. ``due``: the day that it was about."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ReminderKind)
    due = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="reminded_once", fields=["invitation", "person", "kind", "due"])]

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class CalendarAddress(models.Model):
    """The address of a person's calendar, which nobody can guess; a new one makes the old one useless."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    secret = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"calendar {self.pk}"
