"""Pages of forums: all side by side, and one over its sessions."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.rights import Right, may_somewhere, meetings_within
from reports.counting.population import Population
from reports.counting.scope import Scope, read_goal, scope_from_query
from reports.dashboards import forum_figs, forum_figures, needs_you, quotes
from reports.dashboards.composition import composition_of
from reports.dashboards.empty_scope import empty_scope_in
from reports.dashboards.forms import CountedForm, GoalForm
from reports.dashboards.forum import OneForum, as_lines
from reports.dashboards.forum_figs import goal_query
from reports.dashboards.permitted import population_for
from reports.dashboards.published_by_others import published_of_forum
from reports.dashboards.released import released_meetings
from reports.dashboards.sections import section
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
    if moved := dashboards.clean(request, scope.query()):
        return moved
    people = population_for(request.user, scope)
    context = {
        "form": CountedForm.showing(scope),
        "empty_scope": empty_scope_in(people, request.path),
        "quote": quotes.participants(people),
        "query": scope.query(),
        "section": section("forum", people, lambda code: reverse("reports:forum", args=[code])),
        "demo": people.demonstration,
    }
    return render(request, "reports/forums.html", context | dashboards.beside("forums", scope))


@login_required
@require_safe
def forum(request: HttpRequest, code: str) -> HttpResponse:
    """One forum: its last session, all of them in time, and when a goal would be reached; the address says which."""
    title, people, (by, percent) = _title(request, code), _people(request, code), read_goal(request.GET)
    if moved := dashboards.clean(request, replace(people.scope, forum="").query(**goal_query((by, percent)))):
        return moved
    today = datetime.datetime.now(datetime.UTC).date()
    found = OneForum(code, people, today.year)
    context = {
        "forum": title,
        "form": CountedForm.showing(replace(people.scope, forum=""), **goal_query((by, percent))),
        "query": found.last.scope.query(),
        "lead": found.lead(),
        "not_leading": found.not_leading(),
        "quote": found.quote(),
        "empty_scope": empty_scope_in(people, request.path, Scope(forum=code)),
        "published": published_of_forum(code),
        "demo": people.demonstration,
    }
    if found.sessions:
        context |= _over_time(found, by, percent)
        context["items"], context["beside"] = needs_you.at_forum(request.user, people, code, today)
        context["goal_form"] = GoalForm(replace(people.scope, forum=""), by, percent)
    return render(request, "reports/forum.html", context | dashboards.beside("forums", people.scope))


def _over_time(found: OneForum, by: int, percent: int) -> dict[str, Any]:
    runs, trend, heads = found.runs(), found.trend(by, percent), found.heads()
    return {
        "finding": found.finding(),
        "trend": trend,
        "trend_fig": forum_figs.trend(found, (by, percent), trend),
        "pace": found.pace(trend, by),
        "sessions": found.by_session(),
        "lines": forum_figures.session_lines(found, released_meetings()),
        "heads": heads,
        "figures": forum_figs.with_tools(forum_figures.every(found, heads), found),
        "changes": found.changes(),
        "offices": found.offices(),
        "runs": runs,
        "run_lines": as_lines(runs.found) if runs else [],
        "sections": found.groups(),
        "ways": composition_of(found.people),
        "questions": dashboards.questions(found.people.scope, *ASKED),
    }


def _people(request: HttpRequest, code: str) -> Population:
    """Everyone of the scope at the forum's meetings that the person may read."""
    return population_for(request.user, replace(scope_from_query(request.GET), forum=code, meeting=""))


def _title(request: HttpRequest, code: str) -> str:
    """The forum as its last meeting names it; 404 where the person reads none of its meetings."""
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    seen = meetings_within(request.user, Right.READ_FIGURES).filter(forum=code)
    last = seen.select_related("forum").order_by("-start", "-slug").first()
    if last is None:
        raise Http404
    return last.forum_name
