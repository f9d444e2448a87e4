"""The page behind an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions.invitations import accept, invitation_behind
from accounts.forms import FirstPasswordForm
from meetings.actions.refusals import ActionRefused


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose the first password, then sign in. An invitation that is over says so, whatever was the reason."""
    found = invitation_behind(secret)
    if found is None:
        return render(request, "accounts/invitation_over.html", status=410)
    form = FirstPasswordForm(request.POST or None, account=found.account)
    if request.method == "POST" and form.is_valid():
        try:
            accept(found, password=form.cleaned_data["password1"])
            messages.success(request, _("Your password is set. Sign in with it."))
            return redirect("account_login")
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
    return render(request, "accounts/invitation.html", {"form": form, "account": found.account})
