"""Signing in with the organisation (OpenID Connect): who may come in, and what of the claims is used.

A person comes in where an account has their address, as the organisation verified it, or where a group of theirs stands
for a role. Of the claims nothing is stored but the identifier that says who it is the next time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.actions.organisation import account_known_as, know_again, open_for_organisation, roles_from_groups
from accounts.actions.sign_in import note_refusal


class OfficeOrganisation(DefaultSocialAccountAdapter):
    """Where allauth asks who somebody is whom the organisation sends."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account, or open one for a role; raises ImmediateHttpResponse for strangers and closed accounts."""
        claims = claims_of(sociallogin.account.extra_data)
        if str(claims.get("iss", "")).rstrip("/") != settings.PARITY_OIDC_ISSUER.rstrip("/"):
            # Its own description may name another issuer than the one that was configured.
            self.on_authentication_error(request)
        account = sociallogin.user if sociallogin.is_existing else self._account(request, claims)
        if not account.is_active:
            note_refusal(account, why="closed")
            raise _refused(request)
        sociallogin.user = account
        know_again(sociallogin.account, account)
        if settings.PARITY_OIDC_ROLES:
            roles_from_groups(account, roles_of(claims), settings.PARITY_OIDC_ROLES.keys())

    def _account(self, request: HttpRequest, claims: Mapping[str, Any]) -> User:
        email = str(claims.get("email") or "")
        verified = claims.get("email_verified") is True or settings.PARITY_OIDC_ADDRESSES_VERIFIED
        known = account_known_as(email) if verified else None
        if known:
            return known
        if not roles_of(claims) or (email and account_known_as(email)):
            note_refusal(None, why="stranger")
            raise _refused(request)
        return open_for_organisation(
            name=str(claims.get("preferred_username") or ""),
            email=email if verified else "",
            first_name=str(claims.get("given_name") or "")[:150],
            last_name=str(claims.get("family_name") or "")[:150],
        )

    def on_authentication_error(self, request: HttpRequest, *_provider: Any, **_about: Any) -> None:
        """Back to the sign-in with a sentence, whatever the organisation or its answer was at fault for."""
        note_refusal(None, why="organisation")
        messages.error(request, _("Signing in with your organisation did not work. Try again, or use a password."))
        raise ImmediateHttpResponse(redirect("account_login"))


def claims_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the organisation says of a person: its token, and what its page of the person adds."""
    return {**dict(data.get("userinfo") or {}), **dict(data.get("id_token") or {})}


def roles_of(claims: Mapping[str, Any]) -> set[str]:
    """The roles that the person's groups stand for, by PARITY_OIDC_ROLES."""
    found = claims.get(settings.PARITY_OIDC_GROUPS) or []
    groups = {found} if isinstance(found, str) else set(map(str, found))
    return {role for role, group in settings.PARITY_OIDC_ROLES.items() if group in groups}


def _refused(request: HttpRequest) -> ImmediateHttpResponse:
    messages.error(
        request,
        _("Your organisation knows you, and Parity has no open account of yours. Ask who manages accounts here."),
    )
    return ImmediateHttpResponse(redirect("account_login"))
