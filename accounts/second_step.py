"""The second step of a sign-in: its secrets encrypted, and roles that need it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from meetings.rights import groups_of

ON_THE_WAY = "/accounts/"
"""Addresses by which one sets the second step up; accounts of others are none of them."""


class OfficeSecondStep(DefaultMFAAdapter):
    """Secrets of authenticators and recovery codes are stored encrypted: a backup alone opens no account."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


class SecondStepMiddleware:
    """Whoever has a role of ``PARITY_SECOND_STEP_ROLES`` sets a second step up before anything else opens. Who comes by
    the organisation's own sign-in has taken theirs there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        # Asking who is signed in would open a session on public pages; the cookie's presence is enough.
        public = request.resolver_match is not None and request.resolver_match.namespace == "public"
        if public or not settings.PARITY_SECOND_STEP_ROLES or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        path = request.path_info
        if (path.startswith(ON_THE_WAY) and not path.startswith("/accounts/office/")) or not lacks_it(request):
            return None
        messages.warning(request, _("Your role needs a second step: set up an authenticator or a security key first."))
        return redirect("own-sign-in")


def lacks_it(request: HttpRequest) -> bool:
    """Whether a role of this person needs a second step that they neither have nor took elsewhere."""
    user = request.user
    if not user.is_authenticated or not groups_of(user) & set(settings.PARITY_SECOND_STEP_ROLES):
        return False
    ways = {record["method"] for record in get_authentication_records(request, user)}
    return "socialaccount" not in ways and not is_mfa_enabled(user)


def _cipher() -> Fernet:
    key = hashlib.sha256(b"parity second step " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
