"""Accounts: opened, changed and closed by who manages them; never with a password of somebody else's."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.roles import tell_data_protection
from accounts.mails import changed_mail, send
from accounts.models import Session
from accounts.names import is_plain, taken_for
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from meetings.rights import Right, may

FIELDS = ("email", "first_name", "last_name")


@transaction.atomic
def open_account(*, by: User, username: str, email: str, first_name: str = "", last_name: str = "") -> User:
    """Make an account without a password and without a role; its owner comes by invitation. Raises ActionRefused."""
    refuse_unless_manager(by)
    refuse_name(username)
    _refuse_address(email)
    account = User(username=username, email=email, first_name=first_name, last_name=last_name)
    account.set_unusable_password()
    account.save()
    note_change(by=by, action="open_account", subject=account, meeting=None)
    return account


@transaction.atomic
def change_account(account: User, *, by: User, **values: str) -> User:
    """Change the address or name of an account. A new address is told to the old one and to data protection: new
    passwords are sent there. Raises ActionRefused."""
    refuse_unless_manager(by)
    found = User.objects.select_for_update().get(pk=account.pk)
    before: dict[str, Any] = {name: getattr(found, name) for name in FIELDS}
    changed = [name for name in FIELDS if name in values and values[name] != before[name]]
    if not changed:
        return found
    if "email" in changed:
        _refuse_address(values["email"], found)
        EmailAddress.objects.filter(user=found).delete()
    for name in changed:
        setattr(found, name, values[name])
    found.save(update_fields=changed)
    note_change(by=by, action="change_account", subject=found, meeting=None, after={"changed": ", ".join(changed)})
    if "email" in changed:
        _tell_of_address(found, str(before["email"]), by)
    return found


@transaction.atomic
def close_account(account: User, *, by: User) -> None:
    """Close an account: its sessions end at once. Raises ActionRefused."""
    refuse_unless_manager(by)
    if account.pk == by.pk:
        raise ActionRefused(_("This is your own account: somebody else closes it."))
    _set_open(account, False)
    Session.objects.filter(account=account).delete()
    note_change(by=by, action="close_account", subject=account, meeting=None)


@transaction.atomic
def reopen_account(account: User, *, by: User) -> None:
    """Open a closed account again: its roles come back with it, which data protection is told. Raises ActionRefused."""
    refuse_unless_manager(by)
    _set_open(account, True)
    note_change(by=by, action="reopen_account", subject=account, meeting=None)
    words = {"account": account, "by": by}
    told = _("%(by)s opened the closed account %(account)s again, with the roles it had.") % words
    tell_data_protection(_("A closed account in Parity is open again"), told)


@transaction.atomic
def end_session(account: User, handle: str) -> bool:
    """End one of a person's own sessions; whether there was one."""
    found = [one for one in Session.objects.filter(account=account) if one.handle == handle]
    for one in found:
        one.delete()
    return bool(found)


@transaction.atomic
def end_other_sessions(account: User, *, but: str) -> int:
    """End all of a person's own sessions but the one of this key; returns how many."""
    return Session.objects.filter(account=account).exclude(session_key=but).delete()[0]


def refuse_unless_manager(by: User) -> None:
    if not may(by, Right.ADMINISTER):
        raise ActionRefused(_("Who manages accounts does this."))


def refuse_name(username: str) -> None:
    """Raises ActionRefused for a name that is not plain, or that the eye takes for one there is."""
    if not is_plain(username):
        raise ActionRefused(
            _(
                "A user name has Latin letters without accents, digits and . _ @ + - only, and begins with a "
                "letter or digit."
            )
        )
    if like := taken_for(username, User.objects.values_list("username", flat=True)):
        words = {"name": username, "like": like}
        raise ActionRefused(
            _("“%(name)s” is easily taken for “%(like)s”, which there is: choose another name.") % words
        )


def _refuse_address(email: str, of: User | None = None) -> None:
    others = User.objects.exclude(pk=of.pk) if of else User.objects.all()
    if others.filter(email__iexact=email).exists():
        raise ActionRefused(_("Another account has this e-mail address: one signs in by it, so each has its own."))


def _set_open(account: User, opened: bool) -> None:
    if User.objects.filter(pk=account.pk, is_active=not opened).update(is_active=opened) == 0:
        raise ActionRefused(_("This account is open.") if opened else _("This account is closed."))


def _tell_of_address(account: User, old: str, by: User) -> None:
    words = {"account": account, "by": by}
    subject, paragraphs = changed_mail(_("%(by)s changed the e-mail address of your account %(account)s.") % words)
    transaction.on_commit(lambda: send([old], subject, *paragraphs) and None)
    told = _("%(by)s changed the e-mail address of the account %(account)s: new passwords go there.") % words
    tell_data_protection(_("An address of an account in Parity was changed"), told)
