"""States in alphabetical order, never ranked, and one State's delegations over time."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.models import Country, Meeting
from meetings.rights import Account, Right, may_somewhere
from reports import quotes
from reports.explore import whole_delegations
from reports.filters import CountedForm, scope_from_query
from reports.people import people_of
from reports.results import whole
from reports.sections import section, section_over_time
from reports.views import dashboards


@login_required
@require_safe
def states(request: HttpRequest) -> HttpResponse:
    """All States with somebody on record, in the order of their names."""
    scope = scope_from_query(request.GET)
    people = people_of(scope, _readable(request.user))
    context = {
        "form": CountedForm.showing(scope),
        "section": section("country", people, lambda code: reverse("reports:state", args=[code])),
        "demo": any(meeting.demonstration for meeting in people.meetings),
    }
    return render(request, "reports/states.html", context | dashboards.beside("states", scope))


@login_required
@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """One State's delegations: over time, and by role."""
    readable = _readable(request.user)
    country = get_object_or_404(Country, pk=code)
    scope = replace(scope_from_query(request.GET), only=(("country", code),), meeting="")
    people = people_of(scope, readable)
    if not whole(people).counts.total:
        raise Http404
    context = {
        "state": country,
        "form": CountedForm.showing(scope),
        "query": scope.query(),
        "quote": quotes.participants(people),
        "sessions": section_over_time("meeting", people, lambda slug: reverse("reports:meeting", args=[slug])),
        "sections": [section("role", people)],
        "demo": any(meeting.demonstration for meeting in people.meetings),
    }
    return render(request, "reports/state.html", context | dashboards.beside("states", scope))


def _readable(user: Account) -> QuerySet[Meeting]:
    """The meetings of which the person may read single delegations."""
    if not may_somewhere(user, Right.READ_FIGURES):
        raise PermissionDenied
    return whole_delegations(user)
