"""Pages of movements and of the plan: what is on record, and one form for each kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.actions.refusals import ActionRefused
from meetings.rights import Right, SignedInRequest, may, require
from staff.actions.movements import enter_movement, remove_movement
from staff.actions.plans import drop, plan
from staff.forms.plans import HalfYearForm, MovementForm, StepForm, TargetForm
from staff.models import HalfYear, LevelTarget, Movement, PlannedStep
from staff.views.snapshots import below_staff

PLANNED: dict[str, tuple[type[forms.Form], Any]] = {
    "half-year": (HalfYearForm, HalfYear), "target": (TargetForm, LevelTarget), "step": (StepForm, PlannedStep),
}  # fmt: skip


@login_required
def movements(request: SignedInRequest) -> HttpResponse:
    """Who came and left, the newest period first; entering more."""
    require(request.user, Right.EDIT_STAFF if request.method == "POST" else Right.READ_STAFF)
    form = MovementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            enter_movement(Movement(**form.cleaned_data), by=request.user)
        except ActionRefused as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, _("The movements are on record."))
            return redirect("staff:movements")
    found = Movement.objects.all()
    context: dict[str, Any] = {"form": form, "movements": found, "demo": any(one.demonstration for one in found)}
    context |= {"may_edit": may(request.user, Right.EDIT_STAFF), "crumbs": below_staff(_("Movements"))}
    return render(request, "staff/movements.html", context)


@login_required
@require_POST
def movement_removed(request: SignedInRequest, movement: int) -> HttpResponse:
    """Take movements off the record."""
    require(request.user, Right.EDIT_STAFF)
    remove_movement(get_object_or_404(Movement, pk=movement), by=request.user)
    messages.success(request, _("The movements are off the record."))
    return redirect("staff:movements")


@login_required
def the_plan(request: SignedInRequest) -> HttpResponse:
    """Retirements and vacancies by half-year, targets, and what is done; entering more."""
    require(request.user, Right.EDIT_STAFF if request.method == "POST" else Right.READ_STAFF)
    asked = request.POST.get("kind", "")
    made = {
        kind: form(request.POST if kind == asked else None, prefix=kind) for kind, (form, _model) in PLANNED.items()
    }
    if asked in made and made[asked].is_valid():
        try:
            plan(PLANNED[asked][1](**made[asked].cleaned_data), by=request.user)
        except ActionRefused as refusal:
            made[asked].add_error(None, list(refusal.reasons))
        else:
            messages.success(request, _("The plan is changed."))
            return redirect("staff:plan")
    context: dict[str, Any] = {"half_year": made["half-year"], "target": made["target"], "step": made["step"]}
    context |= {"half_years": HalfYear.objects.all(), "targets": LevelTarget.objects.all()}
    context |= {"steps": PlannedStep.objects.all(), "may_edit": may(request.user, Right.EDIT_STAFF)}
    return render(request, "staff/plan.html", context | {"crumbs": below_staff(_("Plan"))})


@login_required
@require_POST
def dropped(request: SignedInRequest, kind: str, planned: int) -> HttpResponse:
    """Take something out of the plan."""
    require(request.user, Right.EDIT_STAFF)
    if kind not in PLANNED:
        raise Http404
    drop(get_object_or_404(PLANNED[kind][1], pk=planned), by=request.user)
    messages.success(request, _("It is out of the plan."))
    return redirect("staff:plan")
