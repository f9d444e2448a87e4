"""Pages of releases on the desk: all of them, one with its report, and each step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.rights import Right, SignedInRequest, may, require
from reports.dashboards import releases as release_pages
from reports.dashboards.release_forms import BuildForm, PublishForm, WithdrawForm
from reports.models import Release, release_storage
from reports.public.planned import upcoming
from reports.refusals import ReleaseRefused
from reports.releases import actions, checks, designations
from reports.releases.freeze import ready_meetings
from reports.views.planned import PlanForm


@login_required
@require_safe
def releases(request: SignedInRequest) -> HttpResponse:
    """All releases, and what stands against a new one."""
    require(request.user, Right.BUILD_RELEASES)
    return render(request, "reports/releases.html", _overview(request, BuildForm()))


@login_required
@require_POST
def build(request: SignedInRequest) -> HttpResponse:
    """Build a draft of everything that is locked."""
    require(request.user, Right.BUILD_RELEASES)
    form = BuildForm(request.POST)
    if form.is_valid():
        try:
            made = actions.build(by=request.user, **form.cleaned_data)
        except ReleaseRefused as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, _("Release %(version)s is built as a draft.") % {"version": made.version})
            return redirect("reports:release", made.version)
    return render(request, "reports/releases.html", _overview(request, form))


@login_required
@require_POST
def approve_labels(request: SignedInRequest) -> HttpResponse:
    """A publisher stands for the designations that were shown."""
    require(request.user, Right.PUBLISH)
    waiting = set(checks.labels_to_approve(list(ready_meetings())))
    designations.approve_labels(sorted(waiting & set(request.POST.getlist("label"))), by=request.user)
    return redirect("reports:releases")


@login_required
@require_safe
def release(request: SignedInRequest, version: str) -> HttpResponse:
    """One release with coverage, disclosure and differences, above its next step."""
    found = release_for(request, version)
    return render(request, "reports/release.html", _page(request, found, PublishForm(), WithdrawForm()))


@login_required
@require_safe
def file(request: SignedInRequest, version: str, name: str) -> HttpResponse:
    """A file of a release in any state, for those who check it."""
    found = release_for(request, version).files.filter(name=name).first()
    if found is None:
        raise Http404
    with release_storage().open(found.stored) as stored:
        answer = HttpResponse(stored.read(), content_type=found.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer


@login_required
@require_POST
def check(request: SignedInRequest, version: str) -> HttpResponse:
    found = release_for(request, version)
    return _done(request, found, lambda: actions.check(found, by=request.user), _("Checked."))


@login_required
@require_POST
def approve(request: SignedInRequest, version: str) -> HttpResponse:
    found = release_for(request, version)
    return _done(request, found, lambda: actions.approve(found, by=request.user), _("Approved."))


@login_required
@require_POST
def send_back(request: SignedInRequest, version: str) -> HttpResponse:
    """Back to the draft, with a note for whoever built it."""
    found, note = release_for(request, version), request.POST.get("note", "")
    return _done(request, found, lambda: actions.send_back(found, note=note, by=request.user), _("Sent back."))


@login_required
@require_POST
def publish(request: SignedInRequest, version: str) -> HttpResponse:
    """Put the release out, now or at the end of the embargo."""
    require(request.user, Right.PUBLISH)
    found, form = release_for(request, version), PublishForm(request.POST)
    if not form.is_valid():
        return render(request, "reports/release.html", _page(request, found, form, WithdrawForm()))
    until = form.cleaned_data["embargo_until"]
    return _done(request, found, lambda: actions.publish(found, by=request.user, embargo_until=until), _("Published."))


@login_required
@require_POST
def withdraw(request: SignedInRequest, version: str) -> HttpResponse:
    require(request.user, Right.PUBLISH)
    found, form = release_for(request, version), WithdrawForm(request.POST)
    if not form.is_valid():
        return render(request, "reports/release.html", _page(request, found, PublishForm(), form))
    reason = form.cleaned_data["reason"]
    return _done(request, found, lambda: actions.withdraw(found, by=request.user, reason=reason), _("Withdrawn."))


@login_required
@require_POST
def discard(request: SignedInRequest, version: str) -> HttpResponse:
    """Delete a draft."""
    found = release_for(request, version)
    try:
        actions.discard(found, by=request.user)
    except ReleaseRefused as refused:
        messages.error(request, str(refused))
        return redirect("reports:release", version)
    messages.success(request, _("The draft is discarded."))
    return redirect("reports:releases")


def release_for(request: SignedInRequest, version: str) -> Release:
    """Fetch a release *and* authorise: whoever may not build releases does not learn which ones wait."""
    if not may(request.user, Right.BUILD_RELEASES):
        raise PermissionDenied
    found = Release.objects.select_related("previous").filter(version=version).first()
    if found is None:
        raise Http404
    return found


def _done(request: SignedInRequest, found: Release, step: Callable[[], object], said: str) -> HttpResponse:
    """Take one step and come back to the page; what stands against it is said there."""
    try:
        step()
    except ReleaseRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("reports:release", found.version)


def _overview(request: SignedInRequest, form: BuildForm) -> dict[str, Any]:
    may_plan = may(request.user, Right.PUBLISH)
    calendar = {"planned": upcoming(), "may_plan": may_plan, "plan_form": PlanForm(auto_id="planned_%s")}
    return release_pages.overview(may_publish=may_plan) | calendar | {"form": form}


def _page(
    request: SignedInRequest, found: Release, publishing: PublishForm, withdrawing: WithdrawForm
) -> dict[str, Any]:
    forms = {"publish_form": publishing, "withdraw_form": withdrawing}
    return release_pages.page_of(found, request.user) | forms | {"publisher": settings.PARITY_PUBLISHER}
