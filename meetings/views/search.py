"""The search of the desk. What is searched for is sent in the request, never in an address: it may be a name."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.actions.trail import note_read
from meetings.models import Participation
from meetings.rights import Right, SignedInRequest, may_somewhere
from meetings.workspace.search import search as search_for

LONGEST = 200


@login_required
def search(request: SignedInRequest) -> HttpResponse:
    """Meetings, delegations and people in which the text stands; whose names were shown is noted."""
    if not may_somewhere(request.user, Right.DECIDE):
        raise PermissionDenied
    text = request.POST.get("q", "").strip()[:LONGEST]
    found = search_for(request.user, text)
    note_names(request, found.people)
    context = {"text": text, "found": found, "crumbs": [{"label": _("Search"), "url": ""}]}
    context["demo"] = any(one.demonstration for one in found.meetings)
    return render(request, "meetings/search.html", context)


def note_names(request: SignedInRequest, people: list[Participation]) -> None:
    """The reading of names, as on every page that prints them: one note for each meeting."""
    for meeting in {one.meeting_id: one.meeting for one in people}.values():
        shown = [one for one in people if one.meeting_id == meeting.pk]
        note_read(by=request.user, meeting=meeting, shown=shown)
