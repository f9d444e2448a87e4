"""Page of a meeting: who took part, by gender, and what the person may do next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from meetings.models import Delegation, Meeting
from meetings.rights import Account, Right, may, meeting_for
from meetings.vocabulary import ListAccess
from reports.counting.narrowing import in_category
from reports.counting.population import Population
from reports.counting.scope import ALL, Scope, scope_from_query
from reports.dashboards import quotes
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
from reports.presentation import dates
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
    context = {
        "details": _details(found),
        "actions": _actions(request.user, found),
        "form": CountedForm.showing(replace(scope, meeting="")),
        "empty_scope": empty_scope_in(one.people, request.path, Scope(meeting=slug)),
        "query": scope.query(),
        "panels": _panels(request.user, found),
        "proceedings": proceedings_at(one.people),
        "crumbs": [{"label": _("Meetings"), "url": reverse("meetings")}, {"label": found.title}],
    }
    if context["empty_scope"]:
        context["empty"] = not on_record(request.user, Scope(meeting=slug))
    else:
        context |= _figures(request.user, one)
    context |= _rights(request.user, found)
    return render(request, "reports/meeting.html", context)


def _rights(user: Account, meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "demo": meeting.demonstration,
        "may_edit": may(user, Right.EDIT, meeting),
        "may_read_names": may(user, Right.READ_NAMES, meeting),
    }


def _figures(user: Account, one: OneMeeting) -> dict[str, Any]:
    people = one.people
    return {
        "quote": quotes.participants(people),
        "before": one.before(),
        "sections": _sections(people),
        "delegations": _delegations(user, one.meeting, people),
        "questions": dashboards.questions(people.scope, *ASKED),
        "unsaid": composition_unsaid(people),
        "heads": [sentence for sentence in (*heads_in_words(people), leadership_gap(people)) if sentence],
        "one_gender": of_one_gender(people),
        "decides": if_no_delegation_were_all_men(people),
        "ways": composition_of(people),
    }


def _details(meeting: Meeting) -> list[tuple[str, str]]:
    locked = meeting.locked_at
    list_is = f"{ListAccess(meeting.list_access).label}, {meeting.get_list_status_display()}"
    details = [
        (_("Forum"), meeting.forum_name),
        (_("Symbol"), meeting.symbol),
        (_("Dates"), dates.dates(meeting)),
        (_("City"), meeting.city),
        (_("Format"), meeting.get_format_display()),
        (_("List"), list_is),
        (_("Record"), _("checked and locked on %(day)s") % {"day": dates.day_text(locked)} if locked else ""),
    ]
    return [(name, value) for name, value in details if value]


def _actions(user: Account, meeting: Meeting) -> list[dict[str, Any]]:
    """What the person may do here; the first is what a meeting needs most."""
    number = meeting.questions.filter(answered_at=None).count()
    asked = ngettext("%(number)s open question", "%(number)s open questions", number) % {"number": number}
    asked = asked if number else _("Questions")
    offered = [
        (Right.EDIT, "upload", _("Import a list")),
        (Right.EDIT, "delegation-new", _("Enter a delegation")),
        (Right.DECIDE, "questions", asked),
        (Right.READ_FIGURES, "check", _check(user, meeting)),
        (Right.READ_NAMES, "people", _("People, as printed")),
        (Right.CORRESPOND, "sheets", _("Delegation sheets")),
        (Right.READ_CHANGES, "changes", _("Changes")),
        (Right.EDIT_PANELS, "panel-new", _("Add a panel")),
        (Right.EDIT_PANELS, "programme", _("Paste a programme")),
        (Right.READ_NAMES, "statements", _("Statements")),
        (Right.READ_NAMES, "offices", _("Office-holders")),
        (Right.EDIT, "edit", _("Change the meeting")),
        (Right.SET_CLERKS, "clerks", _("Clerks")),
    ]
    return [
        {"url": reverse(f"meetings:{page}", args=[meeting.slug]), "label": label, "primary": page == "upload"}
        for right, page, label in offered
        if may(user, right, meeting)
    ]


def _check(user: Account, meeting: Meeting) -> str:
    """What the page of the check lets this person do."""
    if not may(user, Right.LOCK, meeting):
        return _("Check")
    return _("Check and unlock") if meeting.locked_at else _("Check and lock")


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


def _panels(user: Account, meeting: Meeting) -> PanelTable | None:
    if not may(user, Right.READ_PANELS, meeting):
        return None
    return PanelTable([panel_row(panel) for panel in flagged(with_seats(meeting.panels.all()))])
