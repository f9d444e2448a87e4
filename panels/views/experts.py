"""Pages of experts: who agreed to be suggested, one of them, and suggesting them for a panel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_read
from meetings.rights import Right, SignedInRequest, may, require
from meetings.vocabulary import Area
from panels.actions.experts import FIELDS, note_result, remove_expert, suggest, write_expert
from panels.crumbs import below_desk
from panels.forms.experts import LANGUAGES, ExpertForm
from panels.models import Expert, Suggestion
from panels.rights import invitation_for
from panels.vocabulary import SuggestionResult


@login_required
@require_safe
def experts(request: SignedInRequest) -> HttpResponse:
    """Everybody who agreed, those whose consent has ended last; that their names were read is noted."""
    require(request.user, Right.READ_INVITATIONS)
    area, today = request.GET.get("area", ""), timezone.localdate()
    found = [one for one in Expert.objects.prefetch_related("suggestions") if not area or area in one.areas]
    note_read(by=request.user, meeting=None, shown=found)
    lines = [_line(one, over=not one.consent_given <= today <= one.consent_until) for one in found]
    context = {
        "lines": sorted(lines, key=lambda one: one["over"]),
        "areas": Area.choices,
        "area": area,
        "may_edit": may(request.user, Right.EDIT_INVITATIONS),
        "demo": any(one.demonstration for one in found),
        "crumbs": below_desk(_("Experts")),
    }
    return render(request, "panels/experts.html", context)


def _line(expert: Expert, *, over: bool) -> dict[str, Any]:
    areas, languages = dict(Area.choices), dict(LANGUAGES)
    results = [one.result for one in expert.suggestions.all()]
    return {
        "expert": expert,
        "over": over,
        "areas": ", ".join(str(areas.get(one, one)) for one in expert.areas),
        "languages": ", ".join(str(languages.get(one, one)) for one in expert.languages),
        "suggested": len(results),
        "accepted": results.count(SuggestionResult.ACCEPTED),
    }


@login_required
def expert(request: SignedInRequest, expert: int | None = None) -> HttpResponse:
    """Write an expert down, or change one."""
    require(request.user, Right.EDIT_INVITATIONS)
    known = get_object_or_404(Expert, pk=expert) if expert else None
    form = ExpertForm(request.POST or None, initial={name: getattr(known, name) for name in FIELDS} if known else {})
    if request.method == "POST" and form.is_valid():
        try:
            write_expert(known, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The expert is on the list."))
        return redirect("panels:experts")
    if known:
        note_read(by=request.user, meeting=None, shown=[known])
    crumbs = below_desk(_("Expert"), (_("Experts"), reverse("panels:experts")))
    return render(request, "panels/expert.html", {"form": form, "known": known, "crumbs": crumbs})


@login_required
@require_POST
def removed(request: SignedInRequest, expert: int) -> HttpResponse:
    """Take an expert off the list."""
    require(request.user, Right.EDIT_INVITATIONS)
    remove_expert(get_object_or_404(Expert, pk=expert), by=request.user)
    messages.success(request, _("The expert is removed from the list."))
    return redirect("panels:experts")


@login_required
@require_POST
def suggested(request: SignedInRequest, slug: str) -> HttpResponse:
    """Suggest an expert for a panel: the letter names them."""
    invitation = invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    chosen = request.POST.get("expert", "")
    found = Expert.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    try:
        if found is None:
            raise ActionRefused(_("Choose an expert from the list."))
        suggest(invitation, found, by=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('panels:letter', args=[slug])}?kind=suggest")


@login_required
@require_POST
def result(request: SignedInRequest, slug: str, suggestion: int) -> HttpResponse:
    """Note what happened to a suggestion."""
    invitation = invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    found = get_object_or_404(Suggestion, pk=suggestion, invitation=invitation)
    answer = request.POST.get("result", "")
    if answer in SuggestionResult.values:
        try:
            note_result(found, answer, by=request.user)
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
    return redirect(f"{reverse('panels:letter', args=[slug])}?kind=suggest")
