"""One meeting: who took part, by gender, and what the person may do next."""

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
from meetings.views import frame
from meetings.vocabulary import ListAccess
from reports import headlines
from reports.dashboards.meeting import OneMeeting
from reports.dashboards.other_ways import leadership_gap, of_one_gender, other_ways, what_decides
from reports.dashboards.sections import Section, section
from reports.filters import ALL, CountedForm, scope_from_query
from reports.grouped import key_of
from reports.panel_results import flagged, with_seats
from reports.people import People, in_category
from reports.results import whole
from reports.tables import PanelTable, panel_row
from reports.views import dashboards
from reports.voice_results import voices_at

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
    everyone = in_category(one.people, ALL)
    context = {
        "meeting": found,
        "facts": _facts(found),
        "actions": _actions(request.user, found),
        "form": CountedForm.showing(replace(scope, meeting="")),
        "empty": not whole(everyone).counts.total,
        "before": one.before(),
        "sections": _sections(one.people, everyone),
        "delegations": _delegations(request.user, found, one.people),
        "panels": _panels(request.user, found),
        "questions": dashboards.questions(scope, *ASKED),
        "voices": voices_at(one.people),
    }
    context |= frame.beside_meetings(found.title) | _sentences(one.people, found) | _rights(request.user, found)
    return render(request, "reports/meeting.html", context)


def _rights(user: Account, meeting: Meeting) -> dict[str, bool]:
    return {
        "demo": meeting.demonstration,
        "may_edit": may(user, Right.EDIT, meeting),
        "may_read_names": may(user, Right.READ_NAMES, meeting),
    }


def _sentences(people: People, meeting: Meeting) -> dict[str, Any]:
    return {
        "headline": headlines.headline(people),
        "counts": whole(people).counts,
        "notes": headlines.notes(people),
        "source": headlines.source(people, meeting),
        "heads": [sentence for sentence in (*headlines.heads(people), leadership_gap(people)) if sentence],
        "one_gender": of_one_gender(people),
        "decides": what_decides(people),
        "ways": other_ways(people),
    }


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    list_is = f"{ListAccess(meeting.list_access).label}, {meeting.get_list_status_display()}"
    facts = [
        (_("Forum"), meeting.forum_name),
        (_("Symbol"), meeting.symbol),
        (_("Dates"), headlines.dates(meeting)),
        (_("City"), meeting.city),
        (_("Format"), meeting.get_format_display()),
        (_("List"), list_is),
    ]
    return [(name, value) for name, value in facts if value]


def _actions(user: Account, meeting: Meeting) -> list[dict[str, Any]]:
    """What the person may do here; the first is what a meeting needs most."""
    number = meeting.questions.filter(answered_at=None).count()
    asked = ngettext("%(number)s open question", "%(number)s open questions", number) % {"number": number}
    asked = asked if number else _("Questions")
    offered = [
        (Right.EDIT, "upload", _("Import a list")),
        (Right.EDIT, "delegation-new", _("Enter a delegation")),
        (Right.DECIDE, "questions", asked),
        (Right.READ_FIGURES, "check", _("Locked") if meeting.locked_at else _("Check and lock")),
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


def _sections(people: People, everyone: People) -> list[Section]:
    """By regional group with its chart, by role, and by category, where everyone is counted."""
    return [section("regional_group", people, chart=True), section("category", everyone), section("role", people)]


def _delegations(user: Account, meeting: Meeting, people: People) -> Section | None:
    """Delegations in alphabetical order, never ranked; of a closed list only for those who may read them."""
    is_open = meeting.list_access == ListAccess.OPEN
    if not is_open and not may(user, Right.READ_CLOSED_DELEGATIONS, meeting):
        return None
    urls = _delegation_urls(user, meeting)
    return section("delegation", people, lambda key: urls.get(key, ""))


def _delegation_urls(user: Account, meeting: Meeting) -> dict[str, str]:
    """Where each delegation leads: to its entry, to its sheet, or to its State over time, as the right allows.

    Of a State that stands in two sections, its first.
    """
    page = "delegation" if may(user, Right.EDIT, meeting) else ""
    page = page or ("sheet" if may(user, Right.READ_EVIDENCE, meeting) else "")
    found = Delegation.objects.filter(meeting=meeting).order_by("-pk").values_list("pk", "country_id", "entity_key")
    if page:
        return {
            country or key_of(entity): reverse(f"meetings:{page}", args=[meeting.slug, pk])
            for pk, country, entity in found
        }
    return {country: reverse("reports:state", args=[country]) for _pk, country, _entity in found if country}


def _panels(user: Account, meeting: Meeting) -> PanelTable | None:
    if not may(user, Right.READ_PANELS, meeting):
        return None
    return PanelTable([panel_row(panel) for panel in flagged(with_seats(meeting.panels.all()))])
