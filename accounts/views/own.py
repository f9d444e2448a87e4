"""One's own sign-in: password, second step, and the sessions there are."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.office import end_other_sessions, end_session
from accounts.models import Session
from meetings.rights import SignedInRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_sign_in(request: SignedInRequest) -> HttpResponse:
    """What one signs in with, and where one is signed in; each other session can be ended."""
    here = str(request.session.session_key)
    if request.method == "POST":
        if request.POST.get("verb") == "end-others":
            end_other_sessions(request.user, but=here)
            messages.success(request, _("Your other sessions are ended."))
        elif end_session(request.user, request.POST.get("session", "")):
            messages.success(request, _("The session is ended."))
        return redirect("own-sign-in")
    authenticators = list(Authenticator.objects.filter(user=request.user))
    sessions = [one for one in Session.objects.filter(account=request.user).order_by("-seen_at") if not one.is_over]
    context = {
        "here": here,
        "sessions": sessions,
        "totp": next((one for one in authenticators if one.type == Authenticator.Type.TOTP), None),
        "keys": [(one.pk, one.wrap()) for one in authenticators if one.type == Authenticator.Type.WEBAUTHN],
        "enabled": is_mfa_enabled(request.user),
        "has_password": request.user.has_usable_password(),
    }
    return render(request, "accounts/own.html", context)
