"""Whom to ask about accounts."""

from django.contrib.auth.models import User

from meetings.rights import Group


def administrators() -> list[str]:
    """Who manages accounts: full names where given, otherwise the names they sign in with, in alphabetical order."""
    accounts = User.objects.filter(is_active=True, groups__name=Group.ADMIN.value)
    return sorted((one.get_full_name() or one.get_username() for one in accounts), key=str.casefold)
