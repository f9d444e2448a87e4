"""Groups of accounts, and the account a command acts for."""

from django.contrib.auth.models import Group, User

from meetings import rights

COMMAND_LINE = "command-line"


def make_groups() -> int:
    """Make the groups that are missing; returns how many there are."""
    Group.objects.bulk_create([Group(name=group.value) for group in rights.Group], ignore_conflicts=True)
    return len(rights.Group)


def command_line_account() -> User:
    """The account named in the trail when a command is run without ``--by``: inactive, in no group, no password."""
    account, made = User.objects.get_or_create(username=COMMAND_LINE, defaults={"is_active": False})
    if made:
        account.set_unusable_password()
        account.save()
    return account


def account_named(username: str) -> User:
    """The account a command acts for, by its user name; empty is the command line itself. Raises User.DoesNotExist."""
    return User.objects.get(username=username) if username else command_line_account()
