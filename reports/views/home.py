"""Where a person comes in: the first page of each role, and help."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.rights import Right, may_somewhere
from reports.dashboards.administrators import administrators
from reports.measures.bands import BANDS
from reports.measures.metrics import METRICS

FIRST_PAGES = (
    (Right.EDIT, "reports:desk"),
    (Right.READ_FIGURES, "reports:overview"),
    (Right.READ_INVITATIONS, "panel-desk"),
    (Right.READ_PANELS, "panels"),
    (Right.READ_SELECTION, "bodies"),
    (Right.READ_STAFF, "staff"),
    (Right.READ_TRAIL, "reports:trail"),
    (Right.ADMINISTER, "office-accounts"),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page of a process that serves the desk alone; where the public site is served, it stands here."""
    return redirect("start")


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page that the person's rights open; for an account that opens none, why, and whom to ask."""
    for right, page in FIRST_PAGES:
        if may_somewhere(request.user, right):
            return redirect(page)
    context = {"administrators": administrators(), "contact": settings.PARITY_CONTACT}
    return render(request, "reports/no_role.html", context | {"public": settings.PARITY_SIDE == "both"})


@login_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Help: how a list becomes figures, what the words mean, how each figure is computed."""
    context = {
        "metrics": [
            {"key": one.key, "title": _(one.title), "definition": _(one.definition)} for one in METRICS.values()
        ],
        "bands": [{"name": _(band.name), "source": _(band.source)} for band in BANDS.values()],
        "administrators": administrators(),
        "contact": settings.PARITY_CONTACT,
    }
    return render(request, "reports/help.html", context)
