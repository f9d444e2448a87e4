"""Forums side by side, and one forum over its sessions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.rights import Right, may_somewhere, meetings_within
from reports import headlines
from reports.dashboards.explore import whole_delegations
from reports.dashboards.forum import OneForum, as_lines
from reports.dashboards.other_ways import other_ways
from reports.dashboards.sections import section
from reports.filters import GOAL_YEAR, TARGETS, CountedForm, GoalForm, read_goal, scope_from_query
from reports.people import People, people_of
from reports.views import dashboards

ASKED = (
    ("meeting", "share_of_women"),
    ("delegation_size", "share_of_women"),
    ("rank", "share_of_women"),
    ("meeting", "delegations_of_one_gender_min2"),
    ("meeting", "leadership_gap"),
)
"""Questions that a forum's page leads on to."""


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
        "headline": headlines.headline(people),
        "section": section("forum", people, lambda code: reverse("reports:forum", args=[code])),
        "demo": people.demonstration,
    }
    return render(request, "reports/forums.html", context | dashboards.beside("forums", scope))


@login_required
@require_safe
def forum(request: HttpRequest, code: str) -> HttpResponse:
    """One forum: its last session, all of them in time, and when a goal would be reached; the address says which."""
    people, (by, percent) = _people(request, code), read_goal(request.GET)
    if moved := dashboards.clean(request, replace(people.scope, forum="").query(**_goal(by, percent))):
        return moved
    found = OneForum(code, people)
    context = {
        "forum": people.meetings[-1].forum_name,
        "form": CountedForm.showing(replace(people.scope, forum=""), **_goal(by, percent)),
        "query": found.last.scope.query(),
        "lead": found.lead(),
        "quote": found.quote(),
        "demo": people.demonstration,
    }
    if found.sessions:
        context |= _over_time(found, _readable(request, code)) | {"pace": found.pace(by, percent), "target": percent}
        context["goal_form"] = GoalForm(replace(people.scope, forum=""), by, percent)
    return render(request, "reports/forum.html", context | dashboards.beside("forums", people.scope))


def _over_time(found: OneForum, readable: set[int]) -> dict[str, Any]:
    runs = found.runs(readable)
    return {
        "sessions": found.by_session(),
        "heads": found.heads(),
        "changes": found.changes(),
        "offices": found.offices(),
        "runs": runs,
        "run_lines": as_lines(runs.found) if runs else [],
        "sections": found.groups(),
        "ways": other_ways(found.people),
        "questions": dashboards.questions(found.people.scope, *ASKED),
    }


def _people(request: HttpRequest, code: str) -> People:
    """Everyone at the forum's meetings that the person may read; 404 where there is none."""
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    seen = meetings_within(request.user, Right.READ_FIGURES).filter(forum=code)
    people = people_of(replace(scope_from_query(request.GET), forum=code, meeting=""), seen)
    if not people.meetings:
        raise Http404
    return people


def _goal(by: int, percent: int) -> dict[str, str]:
    """The dated goal as the address asks for it; nothing where it is taken for granted."""
    year, share = "" if by == GOAL_YEAR else str(by), "" if percent == TARGETS[0] else str(percent)
    return {"goal": year, "target": share}


def _readable(request: HttpRequest, code: str) -> set[int]:
    """The meetings of which the person may read single delegations."""
    return set(whole_delegations(request.user).filter(forum=code).values_list("pk", flat=True))
