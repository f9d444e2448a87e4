"""Pages that enter who was nominated and chosen, in numbers: typed or by sheet, undone, and members replaced."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bodies.actions.cycles import add_substitution, remove_substitution
from bodies.actions.stages import StageRow, record_stages, undo_stages, weighed
from bodies.crumbs import below_bodies
from bodies.forms.stages import LABELS, SheetForm, SubstitutionForm, TypedForms, stage_asked
from bodies.models import Cycle
from bodies.rights import cycle_for
from bodies.sheets import as_text, read_stages
from bodies.vocabulary import RegionalGroup, Stage
from meetings.actions.refusals import ActionRefused
from meetings.rights import Right, SignedInRequest
from meetings.views.requests import posted


@login_required
def typed(request: SignedInRequest, code: str, cycle: int) -> HttpResponse:
    """One stage, typed: everybody, or regional group by regional group."""
    found = cycle_for(request.user, code, cycle, Right.EDIT_SELECTION)
    stage = stage_asked(request.GET.get("stage", ""))
    forms, problems = TypedForms(posted(request), found, stage, timezone.localdate()), []
    if request.method == "POST" and forms.is_valid():
        try:
            record_stages(found, forms.rows, by=request.user, **forms.about.about)
        except ActionRefused as refusal:
            problems = list(refusal.reasons)
        else:
            messages.success(request, _("“%(stage)s” is on record.") % {"stage": Stage(stage).label})
            return redirect(found)
    counted = set(found.stage_counts.filter(regional_group="").values_list("stage", flat=True))
    context = below_bodies(_("Count a stage"), found.body, found) | {
        "cycle": found, "forms": forms, "problems": problems, "headers": LABELS.values(),
        "stages": [(one.value, one.label, one.value in counted, one.value == stage) for one in Stage],
        "stage": Stage(stage).label, "of_states": stage == Stage.STATES_INVITED,
    }  # fmt: skip
    return render(request, "bodies/typed.html", context)


@login_required
def sheet(request: SignedInRequest, code: str, cycle: int) -> HttpResponse:
    """A sheet of stages: read, with everything that is wrong at once or what it would change, then entered."""
    found = cycle_for(request.user, code, cycle, Right.EDIT_SELECTION)
    form = SheetForm(posted(request), request.FILES or None, initial={"as_of": timezone.localdate()})
    context = below_bodies(_("Bring a sheet in"), found.body, found) | {"cycle": found, "form": form}
    if form.is_valid():
        read = read_stages(*form.upload)
        reason = form.cleaned_data["larger_because"]
        judged = None if read.problems else weighed(read.rows, found, larger_because=reason)
        problems = read.problems or (judged.objections if judged else [])
        if judged and not problems and "enter" in request.POST:
            try:
                record_stages(found, read.rows, by=request.user, **form.about)
            except ActionRefused as refusal:
                problems = list(refusal.reasons)
            else:
                messages.success(request, _("The stages of the sheet are on record."))
                return redirect(found)
        context |= {"problems": problems, "text": as_text(read.rows) if read.rows and not read.problems else ""}
        context["lines"] = preview(found, judged.rows) if judged and not problems else []
    return render(request, "bodies/sheet.html", context)


def preview(cycle: Cycle, rows: list[StageRow]) -> list[dict[str, Any]]:
    """Each row that would be entered, beside what is on record of the same stage and group."""
    on_record = {(row.stage, row.regional_group): row.total for row in cycle.stage_counts.all()}
    return [
        {
            "stage": Stage(row.stage).label,
            "group": RegionalGroup(row.regional_group).label,
            "numbers": row.numbers,
            "before": on_record.get((row.stage, row.regional_group)),
        }
        for row in rows
    ]


@login_required
@require_POST
def undo(request: SignedInRequest, code: str, cycle: int) -> HttpResponse:
    """Take the last entry of stages back."""
    found = cycle_for(request.user, code, cycle, Right.EDIT_SELECTION)
    try:
        undo_stages(found, by=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("What was on record before the last entry is there again."))
    return redirect(found)


@login_required
def substitutions(request: SignedInRequest, code: str, cycle: int) -> HttpResponse:
    """Members replaced during the term, for whoever enters them: one gender and one day may tell who it is."""
    found = cycle_for(request.user, code, cycle, Right.EDIT_SELECTION)
    form = SubstitutionForm(posted(request))
    if form.is_valid():
        try:
            add_substitution(found, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, _("The replacement is on record."))
            return redirect("bodies:substitutions", code, cycle)
    context = below_bodies(_("Members replaced"), found.body, found) | {"cycle": found, "form": form}
    context |= {"replaced": found.substitutions.all()}
    return render(request, "bodies/substitutions.html", context)


@login_required
@require_POST
def substitution_removed(request: SignedInRequest, code: str, cycle: int, substitution: int) -> HttpResponse:
    """Take out a replacement that was entered by mistake."""
    found = cycle_for(request.user, code, cycle, Right.EDIT_SELECTION)
    remove_substitution(get_object_or_404(found.substitutions, pk=substitution), by=request.user)
    messages.success(request, _("The replacement is taken out."))
    return redirect("bodies:substitutions", code, cycle)
