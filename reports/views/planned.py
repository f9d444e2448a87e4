"""Pages of the release calendar on the desk: announce, change and remove days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import values_of
from meetings.rights import Right, SignedInRequest, require
from reports.models import PlannedRelease
from reports.public.planned import FIELDS, change_planned_release, drop_planned_release, plan_release


class PlanForm(forms.ModelForm):
    """A day that is not over, and what comes on it."""

    class Meta:
        model = PlannedRelease
        fields = FIELDS
        widgets = {"on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "title": gettext_lazy("Everybody can read this. For example: figures of the meetings of 2026."),
            "note": gettext_lazy("Everybody can read this. Name no person."),
        }

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Choose today or later."))
        return self.cleaned_data["on"]


@login_required
@require_POST
def plan(request: SignedInRequest) -> HttpResponse:
    """Announce a release; a form that is not complete comes back by itself."""
    require(request.user, Right.PUBLISH)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, form, reverse("reports:planned-new"), status=400)
    plan_release(by=request.user, **form.cleaned_data)
    messages.success(request, _("The day is in the release calendar."))
    return redirect("reports:releases")


@login_required
def change(request: SignedInRequest, planned: int) -> HttpResponse:
    """Another day or another text; what somebody else changed meanwhile is not overwritten (409)."""
    require(request.user, Right.PUBLISH)
    found = get_object_or_404(PlannedRelease, pk=planned)
    version = version_of(values_of(found, FIELDS))
    form = PlanForm(request.POST if request.method == "POST" else None, instance=PlannedRelease.objects.get(pk=planned))
    if form.is_valid():
        try:
            seen = request.POST.get("version", "")
            change_planned_release(found, by=request.user, version=seen, **form.cleaned_data)
        except ChangedMeanwhile:
            messages.error(request, _("Somebody else has changed it; here is the current version."))
            return _page(request, PlanForm(instance=found), request.path, version, status=409)
        messages.success(request, _("The release calendar is changed."))
        return redirect("reports:releases")
    return _page(request, form, request.path, version, status=400 if form.is_bound else 200)


@login_required
@require_POST
def drop(request: SignedInRequest, planned: int) -> HttpResponse:
    """Take a day out of the calendar."""
    require(request.user, Right.PUBLISH)
    drop_planned_release(get_object_or_404(PlannedRelease, pk=planned), by=request.user)
    messages.success(request, _("The day is no longer in the release calendar."))
    return redirect("reports:releases")


def _page(request: SignedInRequest, form: PlanForm, action: str, version: str = "", status: int = 200) -> HttpResponse:
    crumbs = [{"label": _("Releases"), "url": reverse("reports:releases")}, {"label": _("Release calendar")}]
    context = {"form": form, "action": action, "version": version, "crumbs": crumbs}
    return render(request, "reports/planned.html", context, status=status)
