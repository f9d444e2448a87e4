"""Pages of States: all in alphabetical order, never ranked, and one over time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.models import Country
from meetings.rights import Account, Right, may_somewhere
from reports.counting.scope import Scope, scope_from_query
from reports.dashboards import quotes
from reports.dashboards.empty_scope import empty_scope_in, on_record
from reports.dashboards.forms import CountedForm, StatesForm
from reports.dashboards.permitted import population_for
from reports.dashboards.sections import section
from reports.dashboards.state import run_sentences
from reports.dashboards.state_figs import OneState
from reports.presentation.heads import heads as heads_in_words
from reports.views import dashboards

ASKED = (
    ("meeting", "share_of_women"),
    ("forum", "share_of_women"),
    ("rank", "share_of_women"),
    ("year", "heads_of_delegation"),
)
"""Questions that a State's page leads on to."""


@login_required
@require_safe
def states(request: HttpRequest) -> HttpResponse:
    """All States with somebody on record, or those of one regional group, in the order of their names."""
    _require(request.user)
    scope = scope_from_query(request.GET)
    if moved := dashboards.clean(request, scope.query()):
        return moved
    people = population_for(request.user, scope).without_closed_lists()
    groups = people.reference.memberships(["regional_group"]).labels
    context = {
        "form": StatesForm.among(scope, list(groups.items())),
        "empty_scope": empty_scope_in(people, request.path),
        "quote": quotes.participants(people),
        "query": scope.query(),
        "section": section("country", people, lambda code: reverse("reports:state", args=[code])),
        "demo": people.demonstration,
    }
    return render(request, "reports/states.html", context | dashboards.beside("states", scope))


@login_required
@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """One State: its delegations over time, who led them, their runs of one gender, and their roles."""
    _require(request.user)
    country, own = get_object_or_404(Country, pk=code), (("country", code),)
    scope = replace(scope_from_query(request.GET), only=own, meeting="")
    if moved := dashboards.clean(request, replace(scope, only=()).query()):
        return moved
    one = OneState(request.user, country, scope)
    people = one.people
    empty_scope = empty_scope_in(people, request.path, Scope(only=own))
    if empty_scope and not on_record(request.user, Scope(only=own)):
        raise Http404
    context = {
        "state": country,
        "form": CountedForm.showing(replace(scope, only=())),
        "query": scope.query(),
        "empty_scope": empty_scope,
        "quote": quotes.participants(people),
        "sections": [section("role", people)],
        "questions": dashboards.questions(scope, *ASKED),
        "demo": people.demonstration,
    }
    if not empty_scope:
        context |= _drawn(one)
    return render(request, "reports/state.html", context | dashboards.beside("states", scope))


def _drawn(one: OneState) -> dict[str, Any]:
    return {
        "heads": heads_in_words(one.people),
        "runs": run_sentences(one.people),
        "sessions": one.sessions,
        "came": one.came,
        "group": one.group[0] if one.group else "",
        "beside_group": one.beside,
    }


def _require(user: Account) -> None:
    if not may_somewhere(user, Right.READ_FIGURES):
        raise PermissionDenied
