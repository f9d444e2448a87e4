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
from meetings.actions.trail import note_read, values_of
from meetings.forms.checks import LockForm, TotalsForm, UnlockForm
from meetings.models import ListDocument, Meeting, SentBack
from meetings.models.checks import FindingKind
from meetings.rights import Right, SignedInRequest, may, meeting_for
from meetings.views.proceedings_lists import Place
from meetings.vocabulary import BatchState, ProceedingsKind
from meetings.workspace.check import finding_groups, headline, totals_of
from meetings.workspace.completeness import documents_in_force, findings, sections_of, totals_read
from meetings.workspace.finding import Finding, FindingState
from meetings.workspace.frame import workspace_of
from meetings.workspace.sample import sample_of


@login_required
@require_safe
def check(request: SignedInRequest, slug: str) -> HttpResponse:
    """Whether the meeting is complete, what it still lacks, and who locked it."""
    meeting = meeting_for(request.user, slug, Right.READ_CHECK)
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
    return render(request, "meetings/check.html", context | said_of(request, meeting, found))


def said_of(request: SignedInRequest, meeting: Meeting, found: list[Finding]) -> dict[str, Any]:
    """What was said of the findings, which rows were looked at, and whether the meeting was sent back. Rows are shown
    to whoever checks alone, and noted."""
    noted = [one for one in found if one.state is FindingState.NOTED]
    checks = may(request.user, Right.LOCK, meeting) and not meeting.locked_at
    sample = sample_of(meeting) if checks else None
    if sample:
        note_read(by=request.user, meeting=meeting, shown=[row.person for row in sample.rows])
    return {
        "noted": len(noted),
        "seen": sum(one.seen for one in noted),
        "accepted": [(FindingKind(one["finding"]).label, one["reason"]) for one in meeting.lock_accepted],
        "sample": sample,
        "sent_back": SentBack.objects.filter(meeting=meeting, done_at=None).select_related("by").first(),
        "may_edit": may(request.user, Right.EDIT, meeting),
    }


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
    stated = {name: value for name, value in values_of(document, TOTALS).items() if value not in (None, "", {})}
    read = totals_read(document) if not stated else {}
    form = TotalsForm(initial=read | stated, prefix=f"document-{document.pk}", sections=sections_of(document))
    for name in read:
        form.fields[name].help_text = _("Read from the document.")
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
        messages.success(request, _("The meeting is locked. Nobody can change it any more."))
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
        messages.success(request, _("The meeting is unlocked. It must be checked and locked again."))
    return redirect("meetings:check", slug)


@login_required
@require_POST
def totals(request: SignedInRequest, slug: str, document: int) -> HttpResponse:
    """Write down what a document says about its own size."""
    meeting: Meeting = meeting_for(request.user, slug, Right.DECIDE)
    about = get_object_or_404(ListDocument, meeting=meeting, pk=document)
    form = TotalsForm(request.POST, prefix=f"document-{about.pk}", sections=sections_of(about))
    if form.is_valid():
        state_totals(about, by=request.user, **form.cleaned_data)
        messages.success(request, _("The totals of the document are saved."))
    for sentences in form.errors.values():
        messages.error(request, " ".join(map(str, sentences)))
    return redirect("meetings:check", slug)
