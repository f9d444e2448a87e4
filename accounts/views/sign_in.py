"""The sign-in and what leads to it."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView, PasswordResetFromKeyView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.internal.flows.trust import trust_browser
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from meetings.rights import SignedInRequest


class SignIn(LoginView):
    """The sign-in. Whoever is signed in and wants no particular page goes on to their own first page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") and request.user.is_authenticated and "next" not in request.GET:
            return redirect("start")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.POST.get("next") or self.request.GET.get("next", "")
        more = {"next": wanted, "contact": settings.PARITY_CONTACT, "organisation": bool(settings.PARITY_OIDC_ISSUER)}
        return super().get_context_data(**kwargs) | more


class SecondStep(AuthenticateView):
    """The second step, with a box to be asked no more on this computer for some days."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"days": settings.PARITY_TRUST_DAYS}

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if settings.PARITY_TRUST_DAYS and self.request.POST.get("trust"):
            trust_browser(self.request, self.stage.login.user, response)
        return response


class ChooseAnew(PasswordResetFromKeyView):
    """The page behind the address in a mail: choose a new password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"token_fail": False} | super().get_context_data(**kwargs)


@method_decorator(login_required, name="dispatch")
class ChangePassword(PasswordChangeView):
    """A new password for who has one; who signs in with the organisation has none here."""

    def dispatch(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_usable_password():
            messages.info(request, _("You sign in with your organisation: Parity keeps no password of yours."))
            return redirect("start")
        return super().dispatch(request, *args, **kwargs)
