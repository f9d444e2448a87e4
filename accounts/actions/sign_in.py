"""Signing in: every success and every refusal is noted in the trail, by account and never by what was typed."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.trail import note_change

UNKNOWN = "unknown-visitor"
"""The account, inactive and without a password, to which refusals under names of no account are noted."""


def note_sign_in(account: User, *, ways: list[str], device: str) -> None:
    """Note that somebody signed in, by which ways (password, mfa, socialaccount) and with what kind of program."""
    after = {"ways": ", ".join(ways), "device": device}
    note_change(by=account, action="sign_in", subject=account, meeting=None, after=after)


@transaction.atomic
def note_refusal(account: User | None, *, why: str) -> None:
    """Note that a sign-in was refused: ``why`` is one of password, code, limit, closed, unverified."""
    of = account or unknown_visitor()
    note_change(by=of, action="refuse_sign_in", subject=of, meeting=None, after={"why": why})


def note_password(account: User) -> None:
    """Note that a password was set anew; never which."""
    note_change(by=account, action="change_password", subject=account, meeting=None)


def unknown_visitor() -> User:
    """The account named in the trail where a sign-in names none."""
    account, made = User.objects.get_or_create(username=UNKNOWN, defaults={"is_active": False})
    if made:
        account.set_unusable_password()
        account.save()
    return account


def note_second_step(account: User, *, what: str) -> None:
    """Note that an authenticator, a key or recovery codes were added, removed or made anew."""
    note_change(by=account, action="change_second_step", subject=account, meeting=None, after={"what": what})
