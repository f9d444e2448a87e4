"""Models of accounts: the sessions of the desk."""

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
