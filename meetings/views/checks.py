"""Pages of the check of a meeting, its lock and its unlocking."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.hold import entrants
from meetings.actions.locks import TOTALS, lock_history, lock_meeting, state_totals, unlock_meeting
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import values_of
from meetings.forms.checks import LockForm, TotalsForm, UnlockForm
from meetings.models import ListDocument, Meeting
from meetings.rights import Right, SignedInRequest, may, meeting_for
from meetings.views.document_parts import printed_totals
from meetings.views.proceedings_lists import Place
from meetings.vocabulary import BatchState, ProceedingsKind
from meetings.workspace.check import finding_groups, headline, totals_of
from meetings.workspace.completeness import documents_in_force, findings
from meetings.workspace.frame import workspace_of


@login_required
@require_safe
def check(request: SignedInRequest, slug: str) -> HttpResponse:
    """Whether the meeting is complete, what it still lacks, and who locked it."""
    meeting = meeting_for(request.user, slug, Right.READ_FIGURES)
    found, decides = findings(meeting), may(request.user, Right.DECIDE, meeting)
    missing, locks = sum(finding.is_missing for finding in found), may(request.user, Right.LOCK, meeting)
    context = workspace_of(request.user, meeting, step="check", here=_("Check and lock"))
    context |= {
        "groups": finding_groups(meeting, found, context["have"], decides=decides, locks=locks),
        "missing": missing,
        "headline": headline(meeting, missing),
        "may_decide": decides,
        "may_lock": locks,
        "entered_it": request.user.pk in entrants(meeting.entered_by),
        "waivers": settings.PARITY_FOUR_EYES_WAIVER,
        "lock_form": LockForm(),
        "unlock_form": UnlockForm(),
        "waiting": context["have"].lists,
        "proceedings": waiting_proceedings(meeting),
        "documents": [(one, totals_form(one), totals_of(one)) for one in documents_in_force(meeting)],
        "history": lock_history(meeting),
    }
    return render(request, "meetings/check.html", context)


def waiting_proceedings(meeting: Meeting) -> list[tuple[str, list[dict[str, Any]]]]:
    """Lists of statements and of office-holders that wait, under what they hold."""
    waiting = {
        str(holds.label): [one for one in Place(holds, meeting, may_edit=False).imports()
                      if one["batch"].state == BatchState.PREVIEWED]
        for holds in ProceedingsKind
    }  # fmt: skip
    return [(label, imports) for label, imports in waiting.items() if imports]


def totals_form(document: ListDocument) -> TotalsForm:
    """Every document of the page has a form of its own: the prefix keeps their fields apart."""
    stated = {name: value for name, value in values_of(document, TOTALS).items() if value not in (None, "")}
    read = printed_totals(document) if not stated else {}
    form = TotalsForm(initial=read | stated, prefix=f"document-{document.pk}")
    for name in read:
        form.fields[name].help_text = _("Read from the document; it counts once you save it.")
    return form


@login_required
@require_POST
def lock(request: SignedInRequest, slug: str) -> HttpResponse:
    """Lock the meeting, or say everything that stands in the way."""
    meeting = meeting_for(request.user, slug, Right.LOCK)
    try:
        lock_meeting(meeting, by=request.user, waiver=request.POST.get("waiver", "").strip()[:300])
    except ActionRefused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("The meeting is locked: nothing in it changes any more."))
    return redirect("meetings:check", slug)


@login_required
@require_POST
def unlock(request: SignedInRequest, slug: str) -> HttpResponse:
    """Unlock the meeting, with a reason."""
    meeting = meeting_for(request.user, slug, Right.LOCK)
    try:
        unlock_meeting(meeting, by=request.user, reason=request.POST.get("reason", "").strip()[:300])
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The meeting is unlocked; it has to be checked and locked again."))
    return redirect("meetings:check", slug)


@login_required
@require_POST
def totals(request: SignedInRequest, slug: str, document: int) -> HttpResponse:
    """Write down what a document says about its own size."""
    meeting: Meeting = meeting_for(request.user, slug, Right.DECIDE)
    about = get_object_or_404(ListDocument, meeting=meeting, pk=document)
    form = TotalsForm(request.POST, prefix=f"document-{about.pk}")
    if form.is_valid():
        state_totals(about, by=request.user, **form.cleaned_data)
        messages.success(request, _("The totals of the document are saved."))
    for sentences in form.errors.values():
        messages.error(request, " ".join(map(str, sentences)))
    return redirect("meetings:check", slug)
