"""Page of a meeting: who took part, by gender, and what the person may do next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.models import Delegation, Meeting
from meetings.rights import Account, Right, SignedInRequest, may, meeting_for
from meetings.workspace.frame import workspace_of
from reports.counting.narrowing import in_category
from reports.counting.population import Population
from reports.counting.scope import ALL, Scope, scope_from_query
from reports.dashboards import glance, quotes
from reports.dashboards.composition import (
    composition_of,
    composition_unsaid,
    if_no_delegation_were_all_men,
    leadership_gap,
    of_one_gender,
)
from reports.dashboards.empty_scope import empty_scope_in, on_record
from reports.dashboards.forms import CountedForm
from reports.dashboards.meeting import OneMeeting
from reports.dashboards.sections import Section, section
from reports.panel_results import flagged, with_seats
from reports.presentation.heads import heads as heads_in_words
from reports.presentation.proceedings import proceedings_at
from reports.presentation.tables import PanelTable, panel_row
from reports.scope_results import delegation_key
from reports.views import dashboards

ASKED = (
    ("delegation_size", "share_of_women"),
    ("rank", "share_of_women"),
    ("regional_group", "heads_of_delegation"),
    ("regional_group", "delegations_of_one_gender_min2"),
)
"""Questions that a meeting's page leads on to."""


@login_required
@require_safe
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """The headline with its base, then tables; the query string says who is counted, and by which gender."""
    found = meeting_for(request.user, slug, Right.READ_FIGURES)
    scope = replace(scope_from_query(request.GET), meeting=slug, forum="", years=None)
    if moved := dashboards.clean(request, replace(scope, meeting="").query()):
        return moved
    one = OneMeeting(request.user, found, scope)
    context: dict[str, Any] = {
        "form": CountedForm.showing(replace(scope, meeting="")),
        "empty_scope": empty_scope_in(one.people, request.path, Scope(meeting=slug)),
        "query": scope.query(),
        "proceedings": proceedings_at(one.people),
    }
    if context["empty_scope"]:
        context["empty"] = not on_record(request.user, Scope(meeting=slug))
    else:
        context |= _figures(request.user, one)
    context |= workspace_of(request.user, found, "glance")
    context["may_read_names"] = may(request.user, Right.READ_NAMES, found)
    return render(request, "reports/meeting.html", context)


@login_required
@require_safe
def panels(request: SignedInRequest, slug: str) -> HttpResponse:
    """The panels of a meeting with their verdicts; no name stands here."""
    meeting_for(request.user, slug, Right.READ_FIGURES)
    found = meeting_for(request.user, slug, Right.READ_PANELS)
    table = PanelTable([panel_row(panel) for panel in flagged(with_seats(found.panels.all()))])
    context = workspace_of(request.user, found, "panels") | {"panels": table}
    context["may_edit"] = may(request.user, Right.EDIT_PANELS, found)
    return render(request, "reports/meeting_panels.html", context)


def _figures(user: Account, one: OneMeeting) -> dict[str, Any]:
    people, before = one.people, one.before()
    delegations = _delegations(user, one.meeting, people)
    return {
        "quote": quotes.participants(people),
        "before": before,
        "rooms": glance.rooms(people, one.meeting, before),
        "stack": glance.delegations(people, delegations),
        "sections": _sections(people),
        "delegations": delegations,
        "questions": dashboards.questions(people.scope, *ASKED),
        "unsaid": composition_unsaid(people),
        "heads": [sentence for sentence in (*heads_in_words(people), leadership_gap(people)) if sentence],
        "one_gender": of_one_gender(people),
        "decides": if_no_delegation_were_all_men(people),
        "ways": composition_of(people),
    }


def _sections(people: Population) -> list[Section]:
    """By regional group with its chart, by category, where everyone is counted, and by role; those with anybody."""
    by_category = section("category", in_category(people, ALL))
    found = [section("regional_group", people, chart=True), by_category, section("role", people)]
    return [one for one in found if one["rows"]]


def _delegations(user: Account, meeting: Meeting, people: Population) -> Section | None:
    """Delegations in alphabetical order, never ranked; of a closed list only for those who may read them."""
    if not people.without_closed_lists().meetings:
        return None
    urls = _delegation_urls(user, meeting)
    return section("delegation", people, lambda key: urls.get(key, ""))


def _delegation_urls(user: Account, meeting: Meeting) -> dict[str, str]:
    """Where each delegation leads: to its sheet, to its people as printed, or to its State, as the right allows.

    Of a State that stands in two sections, its first.
    """
    found = Delegation.objects.filter(meeting=meeting).order_by("-pk").values_list("pk", "country_id", "entity_key")
    sheets, named = may(user, Right.READ_EVIDENCE, meeting), may(user, Right.READ_NAMES, meeting)
    urls = {}
    for pk, country, entity in found:
        if sheets:
            url = reverse("meetings:sheet", args=[meeting.slug, pk])
        elif named:
            url = f"{reverse('meetings:people', args=[meeting.slug])}?delegation={pk}"
        else:
            url = reverse("reports:state", args=[country]) if country else ""
        urls[delegation_key(country, entity)] = url
    return urls
