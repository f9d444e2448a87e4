"""Accounts of people who sign in with their organisation: found or opened, and their roles as its groups say.

The organisation decides who is in its groups, apart from whoever manages accounts here. So a role that comes of a group
needs no second person; it is noted in the trail as given by the organisation, and data protection is told as ever.
"""

from __future__ import annotations

from collections.abc import Collection

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.db import transaction

from accounts.actions.roles import give_from_organisation, take_from_organisation
from accounts.names import is_plain, taken_for
from meetings.actions.trail import note_change

ORGANISATION = "organisation-sign-in"
"""The account, inactive and without a password, by which the trail names what the organisation's groups decided."""


def account_known_as(email: str) -> User | None:
    """The one account with this address, open or closed; none where several have it."""
    found = list(User.objects.filter(email__iexact=email)[:2]) if email else []
    return found[0] if len(found) == 1 else None


@transaction.atomic
def open_for_organisation(*, name: str, email: str, first_name: str = "", last_name: str = "") -> User:
    """Open an account for somebody whose groups have a role here; without a password, and without a role yet."""
    account = User(username=_free_name(name or email), email=email, first_name=first_name, last_name=last_name)
    account.set_unusable_password()
    account.save()
    note_change(by=_organisation(), action="open_account", subject=account, meeting=None)
    return account


def know_again(coming: SocialAccount, account: User) -> None:
    """Write down by which identifier the organisation names the owner of an account, and nothing else it says."""
    coming.user, coming.extra_data = account, {}
    coming.save()


@transaction.atomic
def roles_from_groups(account: User, wanted: Collection[str], mapped: Collection[str]) -> None:
    """Give the account the roles of its groups and take those of groups it is in no more.

    Roles that no group stands for stay as they are; the last account that manages accounts stays one.
    """
    by = _organisation()
    has = set(account.groups.values_list("name", flat=True))
    for role in sorted(set(wanted) - has):
        give_from_organisation(account, role, by=by)
    for role in sorted((set(mapped) & has) - set(wanted)):
        take_from_organisation(account, role, by=by)


def _organisation() -> User:
    account, made = User.objects.get_or_create(username=ORGANISATION, defaults={"is_active": False})
    if made:
        account.set_unusable_password()
        account.save()
    return account


def _free_name(wanted: str) -> str:
    """A user name of plain letters that nobody has or could be taken for."""
    plain = "".join(one for one in wanted.partition("@")[0] if is_plain(f"a{one}")).lstrip("._@+-")[:140] or "colleague"
    name, number = plain, 1
    others = list(User.objects.values_list("username", flat=True))
    while taken_for(name, others):
        number += 1
        name = f"{plain}-{number}"
    return name
