"""Mails about an account: plain text, no picture, no tracking, in the language of the request."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

log = logging.getLogger("parity.accounts")


def send(to: list[str], subject: str, *paragraphs: str) -> bool:
    """Send one mail to each address; whether all could be sent. A server that is away is noted, without an address."""
    sent = True
    for address in filter(None, to):
        try:
            send_mail(subject, "\n\n".join(paragraphs), None, [address])
        except (OSError, smtplib.SMTPException) as failure:
            log.error("a mail about an account was not sent (%s)", type(failure).__name__)
            sent = False
    return sent


def reset_mail(context: dict[str, Any]) -> tuple[str, list[str]]:
    """The mail that lets somebody choose a new password."""
    words = {"name": context["user"].get_username(), "address": context["password_reset_url"]}
    return _("A new password for Parity"), [
        _("Somebody, probably you, asked for a new password for the account %(name)s in Parity.") % words,
        _("Open this address within an hour and choose one. It works once:"),
        str(words["address"]),
        _("If it was not you, do nothing: the password stays as it is."),
        closing(),
    ]


def changed_mail(what: str) -> tuple[str, list[str]]:
    """The mail after something about signing in was changed."""
    return _("Your account in Parity was changed"), [
        what,
        _("If it was not you, tell the person who manages accounts in your office at once."),
        closing(),
    ]


def closing() -> str:
    """How each of these mails ends."""
    promise = _("Nobody from the office will ever ask you for your password or a code.")
    asked = _("Questions: %(address)s") % {"address": settings.PARITY_CONTACT} if settings.PARITY_CONTACT else ""
    return "\n".join(filter(None, [promise, asked]))


CHANGES: dict[str, Callable[[], str]] = {
    "account/email/password_changed": lambda: _("Your password was changed."),
    "account/email/password_reset": lambda: _("Your password was set anew, by the address sent to you."),
    "mfa/email/totp_activated": lambda: _("An authenticator was added as your second step."),
    "mfa/email/totp_deactivated": lambda: _("The authenticator is no longer your second step."),
    "mfa/email/recovery_codes_generated": lambda: _("New recovery codes were made; earlier ones are void."),
    "mfa/email/webauthn_added": lambda: _("A security key was added."),
    "mfa/email/webauthn_removed": lambda: _("A security key was removed."),
}
"""What allauth tells of, by its own names."""
