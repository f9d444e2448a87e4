"""Invitations: how somebody comes to their account, by a mail that works once."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actions.office import refuse_unless_manager
from accounts.mails import closing, send
from accounts.models import Invitation
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change

DAYS = datetime.timedelta(days=7)


def invite(account: User, *, by: User) -> bool:
    """Write to the owner of an account that was never used; an earlier invitation ends. Whether the mail could be sent.

    Raises ActionRefused.
    """
    secret, until = secrets.token_urlsafe(24), timezone.now() + DAYS
    with transaction.atomic():
        refuse_unless_manager(by)
        if not account.is_active:
            raise ActionRefused(_("This account is closed: open it first."))
        if account.has_usable_password() or account.last_login:
            raise ActionRefused(_("This account is in use: its owner can ask for a new password at the sign-in."))
        if not account.email:
            raise ActionRefused(_("This account has no e-mail address: enter one first."))
        values = {"secret": digest(secret), "by": by, "until": until}
        Invitation.objects.update_or_create(account=account, defaults=values)
        note_change(by=by, action="invite", subject=account, meeting=None)
    return send([account.email], *letter(account, by=by, secret=secret, until=until))


def invitation_behind(secret: str) -> Invitation | None:
    """The invitation in force with this secret; none when it was used, replaced, or is over."""
    in_force = Invitation.objects.filter(secret=digest(secret), until__gt=timezone.now(), account__is_active=True)
    return in_force.select_related("account").first()


@transaction.atomic
def accept(invitation: Invitation, *, password: str) -> User:
    """Set the first password; the invitation is used up. Raises ActionRefused when somebody was faster."""
    found = Invitation.objects.select_for_update().filter(pk=invitation.pk, secret=invitation.secret).first()
    if found is None:
        raise ActionRefused(_("This invitation was used already."))
    account = found.account
    account.set_password(password)
    account.save(update_fields=["password"])
    found.delete()
    note_change(by=account, action="accept_invitation", subject=account, meeting=None)
    return account


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def letter(account: User, *, by: User, secret: str, until: datetime.datetime) -> list[str]:
    """Subject and paragraphs of the mail."""
    words = {
        "name": account.get_full_name() or account.get_username(),
        "by": by.get_full_name() or by.get_username(),
        "login": account.get_username(),
        "day": date_format(timezone.localdate(until), "l j F Y"),
    }
    return [
        _("Your account in Parity"),
        _("Dear %(name)s,") % words,
        _(
            "%(by)s has given you an account in Parity, where the office records who takes part in its meetings, by "
            "gender. Your user name is %(login)s."
        )
        % words,
        _("Open this address by %(day)s and choose how you sign in. It works once:") % words,
        f"{settings.PARITY_ADDRESS}{reverse('account_invitation', args=[secret])}",
        _("If you did not expect this, do nothing."),
        closing(),
    ]
