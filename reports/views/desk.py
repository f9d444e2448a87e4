"""The first page of those who work at meetings, and the way from it to where something is brought in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.rights import Right, SignedInRequest, may, may_somewhere, meeting_for
from reports.dashboards.desk import bring_in_url, desk_page
from reports.dashboards.todo import Desk


@login_required
@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    """What waits for this person, what happened, and where their meetings stand."""
    if not may_somewhere(request.user, Right.DECIDE):
        raise PermissionDenied
    context = desk_page(Desk(request.user, timezone.localdate()))
    context["may_create"] = may(request.user, Right.CREATE_MEETING)
    return render(request, "reports/desk.html", context)


@login_required
@require_safe
def bring_in(request: SignedInRequest) -> HttpResponse:
    """From the choice of a meeting and of what comes in to the page where it is handed in."""
    if not may_somewhere(request.user, Right.EDIT):
        raise PermissionDenied
    if not request.GET.get("meeting"):
        return redirect("reports:desk")
    meeting = meeting_for(request.user, request.GET["meeting"], Right.EDIT)
    url = bring_in_url(meeting, request.GET.get("what", ""))
    if not url:
        raise Http404
    return redirect(url)
