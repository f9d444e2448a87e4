"""Accounts through a restore: those of the backup come back with it, or those that are here stay as they are.

Kept here, an account has its password, second step, groups and addresses of before the restore. Who is only in the
backup comes back closed, since rows of the record name them; who is only here stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.utils.translation import gettext as _

from meetings.actions.accounts import COMMAND_LINE
from meetings.actions.refusals import ActionRefused

OF_SIGN_IN: tuple[type[Model], ...] = (EmailAddress, Authenticator, SocialAccount)
"""What belongs to an account and to nothing else."""
Rows = list[dict[str, Any]]


class AccountsHere:
    """The accounts as they are before a restore, to be put back after it."""

    def __init__(self) -> None:
        self._users: Rows = [dict(one) for one in User.objects.exclude(username=COMMAND_LINE).values()]
        memberships = User.groups.through.objects.values_list("user_id", "group__name")
        self._groups = [(user, group) for user, group in memberships if user in {one["id"] for one in self._users}]
        self._of_sign_in = {model: list(model._base_manager.values()) for model in OF_SIGN_IN}

    def put_back(self) -> None:
        """Write them over those of the backup. Raises ActionRefused where a number is somebody else's there."""
        for one in self._mistaken():
            words = {"here": one["username"], "number": one["id"]}
            raise ActionRefused(
                _(
                    "The account %(here)s has the number %(number)s, which is another account's in the backup: restore "
                    "the accounts of the backup, or remove this one first."
                )
                % words
            )
        User.objects.exclude(username=COMMAND_LINE).update(is_active=False, password=make_password(None))
        User.groups.through.objects.exclude(user__username=COMMAND_LINE).delete()
        for model in OF_SIGN_IN:
            model._base_manager.all().delete()
        for values in self._users:
            User.objects.update_or_create(pk=values["id"], defaults=values)
        for user, group in self._groups:
            User.objects.get(pk=user).groups.add(Group.objects.get_or_create(name=group)[0])
        for model, rows in self._of_sign_in.items():
            model._base_manager.bulk_create(model(**row) for row in rows)

    def _mistaken(self) -> Iterator[dict[str, Any]]:
        named = dict(User.objects.values_list("pk", "username"))
        numbered = {name: pk for pk, name in named.items()}
        for one in self._users:
            if (
                named.get(one["id"], one["username"]) != one["username"]
                or numbered.get(one["username"], one["id"]) != one["id"]
            ):
                yield one
