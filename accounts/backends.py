"""Whose session it is: the account and the names of its groups, read at once for every page."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import User

from meetings.rights import account_with_groups


class OfficeAccountBackend(AuthenticationBackend):
    """Signs in as allauth does."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, ready to be asked for its rights; None where it is gone or closed."""
        found = account_with_groups(user_id)
        return found if found and self.user_can_authenticate(found) else None
