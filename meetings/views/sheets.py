"""Pages of delegation sheets: an overview, one sheet to print, and the same as a file."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.sheets import as_noted, note_correspondence
from meetings.actions.stale import version_of
from meetings.actions.trail import note_read
from meetings.files.formats import DOCX
from meetings.forms.checks import CorrespondenceForm
from meetings.forms.meetings import differences
from meetings.letters.sheet import sheet_of
from meetings.letters.sheet_document import docx_of
from meetings.models import Delegation, DelegationSheet
from meetings.rights import Right, SignedInRequest, may, meeting_for
from meetings.views import frame
from meetings.views.requests import posted
from meetings.workspace.frame import workspace_of


@login_required
@require_safe
def sheets(request: SignedInRequest, slug: str) -> HttpResponse:
    """The delegations of a meeting, with what passed between them and the office; no name stands here."""
    meeting = meeting_for(request.user, slug, Right.CORRESPOND)
    delegations = sorted(meeting.delegations.select_related("country"), key=lambda one: (str(one).casefold(), one.pk))
    noted = {one.delegation_id: one for one in DelegationSheet.objects.filter(delegation__meeting=meeting)}
    context = workspace_of(request.user, meeting, "sheets")
    context["delegations"] = [(one, noted.get(one.pk)) for one in delegations]
    return render(request, "meetings/sheets.html", context)


@login_required
def sheet(request: SignedInRequest, slug: str, delegation: int) -> HttpResponse:
    """One delegation's sheet, to be read and printed; below it, when it was sent and what came back."""
    found = delegation_of(request, slug, delegation, Right.READ_EVIDENCE)
    noted = as_noted(found)
    form = CorrespondenceForm(posted(request), initial=noted)
    if request.method == "POST":
        meeting_for(request.user, slug, Right.CORRESPOND)
        if form.is_valid():
            return save(request, found, form)
    made = sheet_of(found)
    note_read(by=request.user, meeting=found.meeting, shown=made.people)
    context = frame.of_meeting(found.meeting, str(found)) | {"delegation": found, "sheet": made, "form": form}
    context["version"] = request.POST.get("version") or version_of(noted)
    context["may_correspond"] = may(request.user, Right.CORRESPOND, found.meeting)
    context["may_edit"] = may(request.user, Right.EDIT, found.meeting)
    return render(request, "meetings/sheet.html", context)


def save(request: SignedInRequest, found: Delegation, form: CorrespondenceForm) -> HttpResponse:
    """Save the dates; whoever comes second sees both versions."""
    try:
        note_correspondence(found, version=request.POST.get("version", ""), by=request.user, **form.cleaned_data)
    except ChangedMeanwhile as stale:
        both = {"differences": differences(form, stale.current), "back_url": request.path}
        return render(request, "409.html", both, status=409)
    messages.success(request, _("The correspondence is saved."))
    return redirect("meetings:sheets", found.meeting.slug)


@login_required
@require_safe
def sheet_file(request: SignedInRequest, slug: str, delegation: int) -> HttpResponse:
    """The same sheet as DOCX; that its people were read is noted."""
    found = delegation_of(request, slug, delegation, Right.READ_EVIDENCE)
    made = sheet_of(found)
    note_read(by=request.user, meeting=found.meeting, shown=made.people)
    data = docx_of(made, right_to_left=get_language_bidi(), disclaimer=settings.PARITY_DISCLAIMER)
    name = f"{slug}-{found.country_id or slugify(found.name)[:40] or found.pk}".lower()
    return HttpResponse(data, headers=DOCX.headers(name))


def delegation_of(request: SignedInRequest, slug: str, delegation: int, right: Right) -> Delegation:
    """Fetch a delegation of a meeting *and* authorise."""
    meeting = meeting_for(request.user, slug, right)
    return get_object_or_404(Delegation.objects.select_related("country", "meeting"), meeting=meeting, pk=delegation)
