"""Pages that enter and change bodies, their cycles and the rules of the procedure."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from bodies.actions.bodies import add_body, change_body, write_rule
from bodies.actions.cycles import change_cycle, open_cycle
from bodies.crumbs import below_bodies
from bodies.forms.bodies import BodyForm, CycleForm, RuleForm
from bodies.models import ProcedureRule
from bodies.rights import body_for, cycle_for
from meetings.actions.refusals import ActionRefused
from meetings.rights import Right, SignedInRequest, require
from meetings.views.requests import posted

FORM = "bodies/form.html"


@login_required
def body(request: SignedInRequest, code: str = "") -> HttpResponse:
    """Write down that a forum is a body, or change what is known of one."""
    require(request.user, Right.EDIT_SELECTION)
    known = body_for(request.user, code, Right.EDIT_SELECTION) if code else None
    form = BodyForm(posted(request), body=known)
    if form.is_valid():
        try:
            if known:
                written = change_body(known, by=request.user, **form.details)
            else:
                written = add_body(form.cleaned_data["forum"], by=request.user, **form.details)
        except ActionRefused as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, _("The body is on record."))
            return redirect(written)
    frame = below_bodies(_("What the mandate says") if known else _("New body"), known)
    return render(request, FORM, frame | {"form": form})


@login_required
def cycle(request: SignedInRequest, code: str, cycle: int | None = None) -> HttpResponse:
    """Open a cycle of selection, or change its days and status."""
    right = Right.EDIT_SELECTION
    known = cycle_for(request.user, code, cycle, right) if cycle else None
    of = known.body if known else body_for(request.user, code, right)
    form = CycleForm(posted(request), cycle=known)
    if form.is_valid():
        try:
            if known:
                written = change_cycle(known, by=request.user, **form.details)
            else:
                written = open_cycle(of, by=request.user, **form.details)
        except ActionRefused as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, _("The cycle is on record."))
            return redirect(written)
    frame = below_bodies(_("Days and status") if known else _("New cycle"), of, known)
    return render(request, FORM, frame | {"form": form})


@login_required
def rule(request: SignedInRequest, rule: int | None = None) -> HttpResponse:
    """Write down a change of the procedure, or what is known of one now."""
    require(request.user, Right.EDIT_SELECTION)
    known = get_object_or_404(ProcedureRule, pk=rule) if rule else None
    form = RuleForm(posted(request), rule=known)
    if form.is_valid():
        try:
            write_rule(known, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, _("The change of the procedure is on record."))
            return redirect("body-rules")
    frame = below_bodies(_("Change of the procedure"))
    return render(request, FORM, frame | {"form": form})
