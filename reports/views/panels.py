"""Pages of panels: all with their flags, and one with its speakers."""

from __future__ import annotations

import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.actions.trail import note_read
from meetings.rights import Right, SignedInRequest, may, may_somewhere, panel_for, panels_within
from reports.dashboards.panel_figs import tools_of
from reports.dashboards.panels import PanelList, PanelsForm, announcement, table_of
from reports.practice_results.panels import FlaggedPanel, flag_of, views_of
from reports.presentation.dates import day_text
from reports.views import dashboards, invitations
from reports.words import said

PAGE = 25


@login_required
@require_safe
def panels(request: SignedInRequest) -> HttpResponse:
    """The panels over which the person holds the right to read, those ahead first; no name stands here."""
    if not may_somewhere(request.user, Right.READ_PANELS):
        raise PermissionDenied
    seen = panels_within(request.user, Right.READ_PANELS)
    form = PanelsForm(request.GET, seen)
    if moved := dashboards.clean(request, form.query()):
        return moved
    today = datetime.datetime.now(datetime.UTC).date()
    found = PanelList(form, seen, today)
    page = Paginator(found.past, PAGE).get_page(request.GET.get("page"))
    context = {
        "list": found,
        **tools_of(found, form.query()),
        "form": form,
        "asked": form.query(),
        "query": form.query(),
        "ahead": table_of(found.ahead, _("Soonest first"), today),
        "past": table_of(list(page), _("Latest first"), today),
        "page": page,
        "demo": found.demo,
        "may_count": may(request.user, Right.COUNT_INVITATIONS),
    }
    return render(request, "reports/panels.html", context | invitations.offered(request.user))


@login_required
@require_safe
def panel(request: SignedInRequest, slug: str) -> HttpResponse:
    """One panel with its speakers by name; that it was read is noted. One by invitation is the invitation's page, or
    has no names."""
    found = panel_for(request.user, slug, Right.READ_PANELS)
    if found.by_invitation and may(request.user, Right.READ_INVITATIONS):
        return invitations.invitation(request, found.invitation)
    seats = [] if found.by_invitation else list(found.seats.all())
    note_read(by=request.user, meeting=found.meeting, shown=seats)
    flag = flag_of(found)
    context = {
        "panel": found,
        "demo": bool(found.meeting and found.meeting.demonstration),
        "crumbs": [{"label": _("Panels"), "url": reverse("panels")}, {"label": found.title}],
        "day": day_text(found.date) if found.date else "",
        "seats": seats,
        "may_see_names": not found.by_invitation,
        "sentence": said(flag.sentence),
        "announcement": announcement(FlaggedPanel(found, flag), datetime.datetime.now(datetime.UTC).date()),
        "views": views_of(flag),
        "may_see_meeting": may(request.user, Right.READ_FIGURES, found.meeting),
        "may_edit": may(request.user, Right.EDIT_PANELS, found.meeting) and not found.by_invitation,
        "may_exempt": may(request.user, Right.EXEMPT_PANELS, found.meeting) and not found.by_invitation,
    }
    return render(request, "reports/panel.html", context)
