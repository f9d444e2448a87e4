"""Sessions of the desk, with an end: after some time without a request, and after a day's work whatever happens."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

from accounts.models import Session

ACCOUNT, BEGUN, DEVICE = "_auth_user_id", "begun", "device"
SEEN_EVERY = datetime.timedelta(minutes=1)
"""How exact the time of the last request is: every request would write otherwise."""


class SessionStore(DatabaseSessions):
    """A session whose row says whose it is; one that is over is not there."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        if found is None:
            return None
        if found.is_over:
            found.delete()
            self._session_key = None
            return None
        if timezone.now() - found.seen_at > SEEN_EVERY:
            Session.objects.filter(pk=found.pk).update(seen_at=timezone.now())
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        now = timezone.now()
        if ACCOUNT in data:
            data.setdefault(BEGUN, now.isoformat())
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        begun = datetime.datetime.fromisoformat(data.get(BEGUN, now.isoformat()))
        row.account_id = int(data[ACCOUNT]) if ACCOUNT in data else None
        row.begun_at, row.seen_at, row.device = begun, now, str(data.get(DEVICE, ""))[:40]
        return row
