"""Accounts of the office: who has one, their roles, and roles that wait for a second person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import office, roles
from accounts.actions.invitations import invite
from accounts.forms import AccountForm, NewAccountForm
from accounts.models import RoleProposal
from meetings.actions.refusals import ActionRefused
from meetings.rights import Group, Right, SignedInRequest, may, require


@login_required
@require_safe
def accounts(request: SignedInRequest) -> HttpResponse:
    """Every account with its roles, and what waits for a second person."""
    _require_any(request.user)
    found = User.objects.prefetch_related("groups").order_by("-is_active", "username")
    waiting = RoleProposal.objects.filter(decided_by=None).select_related("account", "by")
    mine = {one.pk for one in waiting if request.user.pk in (one.by_id, one.account_id)}
    context = {"accounts": found, "waiting": waiting, "mine": mine, "manages": may(request.user, Right.ADMINISTER)}
    return render(request, "accounts/accounts.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """A new account and its invitation."""
    require(request.user, Right.ADMINISTER)
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = office.open_account(by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            _invite(request, made)
            return redirect("office-account", made.pk)
    return render(request, "accounts/new.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest, account: int) -> HttpResponse:
    """One account: its owner, its roles, and what can be done with it."""
    require(request.user, Right.ADMINISTER)
    found = get_object_or_404(User, pk=account)
    form = AccountForm(_first(found))
    if request.method == "POST":
        form = AccountForm(request.POST if request.POST.get("verb") == "save" else _first(found))
        if request.POST.get("verb") != "save" or form.is_valid():
            try:
                _do(request, found, form)
                return redirect("office-account", account)
            except ActionRefused as refusal:
                messages.error(request, str(refusal))
    held = set(found.groups.values_list("name", flat=True))
    other = [role.value for role in Group if role not in held]
    waiting = RoleProposal.objects.filter(account=found, decided_by=None)
    context = {"account": found, "form": form, "held": sorted(held), "other": other, "waiting": waiting}
    return render(request, "accounts/account.html", context)


@login_required
@require_POST
def decide(request: SignedInRequest, proposal: int) -> HttpResponse:
    """Agree to a proposed role, or decline it."""
    _require_any(request.user)
    found = get_object_or_404(RoleProposal, pk=proposal)
    agreed = request.POST.get("verb") == "agree"
    try:
        roles.decide_role(found, agreed=agreed, by=request.user)
        messages.success(request, _("The role is given.") if agreed else _("The role is declined."))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("office-accounts")


def _do(request: SignedInRequest, found: User, form: Form) -> None:
    """What the button says. Raises ActionRefused."""
    by, asked = request.user, request.POST
    match asked.get("verb"):
        case "save":
            office.change_account(found, by=by, **form.cleaned_data)
        case "propose":
            _propose(request, found, asked)
        case "take":
            roles.take_role(found, asked.get("role", ""), by=by)
        case "close":
            office.close_account(found, by=by)
        case "reopen":
            office.reopen_account(found, by=by)
        case "invite":
            _invite(request, found)


def _propose(request: SignedInRequest, found: User, asked: QueryDict) -> None:
    if roles.propose_role(found, asked.get("role", ""), by=request.user):
        messages.info(
            request, _("The role is proposed. A second person gives it by agreeing; they have a mail about it.")
        )
    else:
        messages.success(request, _("The role is given. Who answers for data protection has a mail about it."))


def _invite(request: SignedInRequest, found: User) -> None:
    if invite(found, by=request.user):
        messages.success(request, _("An invitation is on its way to %(address)s.") % {"address": found.email})
    else:
        messages.error(request, _("The invitation could not be sent: the mail server does not answer. Send it again."))


def _first(found: User) -> dict[str, Any]:
    return {name: getattr(found, name) for name in office.FIELDS}


def _require_any(user: User) -> None:
    if not any(may(user, right) for right in roles.DECIDING):
        raise PermissionDenied
