"""Forums side by side, and one forum over its sessions."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.rights import Right, may_somewhere, meetings_within
from reports import quotes
from reports.filters import CountedForm, scope_from_query
from reports.people import people_of
from reports.sections import section, section_over_time
from reports.views import dashboards


@login_required
@require_safe
def forums(request: HttpRequest) -> HttpResponse:
    """Every forum with somebody on record, all its sessions together."""
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    scope = scope_from_query(request.GET)
    people = people_of(scope, meetings_within(request.user, Right.READ_FIGURES))
    context = {
        "form": CountedForm.showing(scope),
        "section": section("forum", people, lambda code: reverse("reports:forum", args=[code])),
        "demo": any(meeting.demonstration for meeting in people.meetings),
    }
    return render(request, "reports/forums.html", context | dashboards.beside("forums", scope))


@login_required
@require_safe
def forum(request: HttpRequest, code: str) -> HttpResponse:
    """One forum: its sessions in time, their heads of delegation, its groups."""
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    seen = meetings_within(request.user, Right.READ_FIGURES).filter(forum=code)
    scope = replace(scope_from_query(request.GET), forum=code, meeting="")
    people = people_of(scope, seen)
    if not people.meetings:
        raise Http404
    context = {
        "forum": people.meetings[-1].forum_name,
        "form": CountedForm.showing(scope),
        "query": scope.query(),
        "quote": quotes.participants(people),
        "sessions": section_over_time("meeting", people, lambda slug: reverse("reports:meeting", args=[slug])),
        "sections": [section("regional_group", people, chart=True)],
        "demo": any(meeting.demonstration for meeting in people.meetings),
    }
    return render(request, "reports/forum.html", context | dashboards.beside("forums", scope))
