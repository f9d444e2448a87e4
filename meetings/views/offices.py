"""Pages of the office-holders of a meeting or a forum."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings.actions.offices import holders_of, seen_as, set_office_holders
from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.trail import note_read
from meetings.forms.offices import HolderForms
from meetings.rights import Right, SignedInRequest, may, meeting_for
from meetings.views.proceedings_lists import Place, offices_of_forum
from meetings.views.requests import DESK, posted
from meetings.vocabulary import ProceedingsKind
from meetings.workspace.frame import workspace_of


@login_required
def of_meeting(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who holds office at a meeting, by name; clerks change it here."""
    meeting = meeting_for(request.user, slug, Right.EDIT if request.method == "POST" else Right.READ_NAMES)
    note_read(by=request.user, meeting=meeting, shown=holders_of(meeting))
    place = Place(ProceedingsKind.OFFICES, meeting, may(request.user, Right.EDIT, meeting))
    around = workspace_of(request.user, meeting, "offices")
    if place.may_edit:
        forum = meeting.forum if may(request.user, Right.EDIT_FORUM_OFFICES) else None
        return edited(request, place, around | {"forum": forum}, "meetings/offices.html")
    evidence = may(request.user, Right.READ_EVIDENCE, meeting)
    context = {"holders": holders_of(meeting), "evidence": evidence, "imports": place.imports() if evidence else []}
    return render(request, "meetings/offices_read.html", around | context)


@login_required
def of_forum(request: SignedInRequest, forum: str) -> HttpResponse:
    """Who holds office in a forum as such, such as the presidents of a year: beside its meetings, not in one."""
    place = offices_of_forum(request, forum)
    note_read(by=request.user, meeting=None, shown=holders_of(place.where), subject=f"forum:{forum}")
    return edited(request, place, place.frame(""), "meetings/offices_of_forum.html")


def edited(request: SignedInRequest, place: Place, around: dict[str, Any], template: str) -> HttpResponse:
    """The table of office-holders, saved as a whole; whoever comes second is told."""
    where = place.where
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
    context = {"forms": forms, "version": version, "where": where}
    context |= {"upload_url": place.url("upload"), "imports": place.imports()}
    return render(request, template, around | context)
