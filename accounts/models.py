"""Models of accounts: the sessions of the desk, roles that wait for a second person, invitations."""

from __future__ import annotations

import datetime
import hashlib
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone


class Session(AbstractBaseSession):
    """One browser that is signed in, or about to be: whose, since when, when last seen. No network address."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    device = models.CharField(max_length=40, blank=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name, verbose_name_plural = "session", "sessions"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store

    @property
    def handle(self) -> str:
        """How a page names the session without its key, which would open it."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:24]

    @property
    def is_over(self) -> bool:
        """Whether it was idle too long or began too long ago."""
        now = timezone.now()
        idle = datetime.timedelta(minutes=settings.PARITY_SESSION_IDLE_MINUTES)
        longest = datetime.timedelta(hours=settings.PARITY_SESSION_HOURS)
        return now - self.seen_at > idle or now - self.begun_at > longest


class RoleProposal(models.Model):
    """A role that somebody proposes for an account; it is given when a second person agrees, none of them its owner."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_proposals")
    role = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="role_is_not_ones_own", condition=~models.Q(by=models.F("account"))),
            models.CheckConstraint(
                name="role_takes_a_second_person",
                condition=models.Q(decided_by=None)
                | (~models.Q(decided_by=models.F("by")) & ~models.Q(decided_by=models.F("account"))),
            ),
            models.CheckConstraint(
                name="role_is_decided_whole",
                condition=models.Q(decided_by=None, decided_at=None, agreed=None)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False, agreed__isnull=False),
            ),
            models.UniqueConstraint(
                name="role_proposed_once", fields=["account", "role"], condition=models.Q(decided_by=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} for {self.account}"


class Invitation(models.Model):
    """The mail by which somebody comes to their account: works once and until a day. A second one replaces it."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    secret = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what stands in the mail")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"invitation of {self.account}"
