"""Page of a meeting: who took part, by gender, and what the person may do next."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.models import Delegation, Meeting
from meetings.rights import Account, Right, SignedInRequest, may, meeting_for
from meetings.workspace.frame import workspace_of
from reports.counting.dimensions import DIMENSIONS
from reports.counting.narrowing import in_category
from reports.counting.population import Population
from reports.counting.scope import ALL, Scope, scope_from_query
from reports.dashboards import glance, quotes
from reports.dashboards.composition import (
    composition_of,
    composition_unsaid,
    heads_and_roles,
    if_no_delegation_were_all_men,
    of_one_gender,
)
from reports.dashboards.empty_scope import empty_scope_in, on_record
from reports.dashboards.forms import CountedForm
from reports.dashboards.meeting import OneMeeting
from reports.dashboards.meeting_figs import with_tools
from reports.dashboards.panels import panels_at, table_of
from reports.dashboards.sections import Section, section
from reports.practice_results.panels import flagged, with_seats
from reports.presentation.proceedings import proceedings_at
from reports.results import results
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
    """One glance, then the evidence; the query string says who is counted, and by which gender."""
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
    context["statements"] = with_tools(glance.proceedings(context["proceedings"]), one)
    if context["empty_scope"]:
        context["empty"] = not on_record(request.user, Scope(meeting=slug))
    else:
        context |= _figures(request.user, one)
    context |= workspace_of(request.user, found, "glance")
    if any(tab["count"] != 0 for tab in context["tabs"] if tab["key"] == "panels"):
        context["panels"] = panels_at(found)
    context["publisher"] = settings.PARITY_PUBLISHER
    return render(request, "reports/meeting.html", context)


@login_required
@require_safe
def panels(request: SignedInRequest, slug: str) -> HttpResponse:
    """The panels of a meeting with their verdicts; no name stands here."""
    meeting_for(request.user, slug, Right.READ_FIGURES)
    found = meeting_for(request.user, slug, Right.READ_PANELS)
    today = datetime.datetime.now(datetime.UTC).date()
    table = table_of(flagged(with_seats(found.panels.all())), _("Panels, latest first"), today)
    context = workspace_of(request.user, found, "panels") | {"panels": table}
    context["may_edit"] = may(request.user, Right.EDIT_PANELS, found)
    return render(request, "reports/meeting_panels.html", context)


def _figures(user: Account, one: OneMeeting) -> dict[str, Any]:
    people, before, quote = one.people, one.before(), quotes.participants(one.people)
    delegations, sections = _delegations(user, one.meeting, people), _sections(people)
    by_group = section("regional_group", people)
    before_by_group = results(before.people, dimension=DIMENSIONS["regional_group"]) if before else []
    return {
        "quote": quote,
        "before": before,
        "rooms": with_tools(glance.rooms(people, one.meeting, before, quote, one.is_settled), one),
        "stack": with_tools(glance.delegations(people, delegations), one),
        "groups": with_tools(glance.groups(by_group, before_by_group), one),
        "heads_figure": with_tools(glance.heads(people, one.meeting, before), one),
        "complete": glance.complete(people),
        "sections": sections,
        "delegations": delegations,
        "questions": dashboards.questions(people.scope, *ASKED),
        "unsaid": composition_unsaid(people),
        "one_gender": of_one_gender(people),
        "decides": if_no_delegation_were_all_men(people),
        "ways": composition_of(people),
    }


def _sections(people: Population) -> list[Section]:
    """By category, where everyone is counted, and by role as the list states it; those with anybody."""
    by_category, by_role = section("category", in_category(people, ALL)), section("role", people)
    by_role["notes"] = [*by_role["notes"], heads_and_roles(people)]
    return [one for one in (by_category, by_role) if one["rows"]]


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
