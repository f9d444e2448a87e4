"""Office-holders of a meeting, and of a forum as such."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from meetings.actions.offices import holders_of, seen_as, set_office_holders
from meetings.actions.stale import ChangedMeanwhile
from meetings.actions.trail import note_read
from meetings.forms.offices import HolderForms
from meetings.models import Forum, Meeting
from meetings.rights import Right, may, meeting_for, require
from meetings.views import frame
from meetings.views.requests import DESK, SignedInRequest, posted


@login_required
def of_meeting(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who holds office at a meeting, by name; clerks change it here."""
    meeting = meeting_for(request.user, slug, Right.EDIT if request.method == "POST" else Right.READ_NAMES)
    note_read(by=request.user, meeting=meeting, shown=holders_of(meeting))
    if not may(request.user, Right.EDIT, meeting):
        evidence = may(request.user, Right.READ_EVIDENCE, meeting)
        context = frame.of_meeting(meeting, _("Office-holders")) | {"holders": holders_of(meeting)}
        return render(request, "meetings/offices_read.html", context | {"evidence": evidence})
    return edited(request, meeting, frame.of_meeting(meeting, _("Office-holders")))


@login_required
def of_forum(request: SignedInRequest, forum: str) -> HttpResponse:
    """Who holds office in a forum as such, such as the presidents of a year: beside its meetings, not in one."""
    require(request.user, Right.CREATE_MEETING)
    found = get_object_or_404(Forum, pk=forum)
    note_read(by=request.user, meeting=None, shown=holders_of(found), subject=f"forum:{found.pk}")
    return edited(request, found, frame.beside_meetings(str(found)) | {"forum": found})


def edited(request: SignedInRequest, where: Meeting | Forum, around: frame.Frame) -> HttpResponse:
    """The table of office-holders, saved as a whole; whoever comes second is told."""
    forms = HolderForms(where, posted(request))
    if request.method == "POST" and forms.is_valid():
        version = request.POST.get("version", "")
        try:
            set_office_holders(where, forms.holders, version=version, by=request.user, source=DESK)
        except ChangedMeanwhile:
            return render(request, "409.html", {"differences": [], "back_url": request.path}, status=409)
        messages.success(request, _("The office-holders are saved."))
        return redirect(request.path)
    version = request.POST.get("version") or seen_as(where)
    return render(request, "meetings/offices.html", around | {"forms": forms, "version": version, "where": where})
