"""Page of the measures of the panel desk, for managers and for the desk: numbers, never an invitation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.rights import Right, SignedInRequest, may, require
from reports.dashboards.panel_measures import PanelMeasures


@login_required
@require_safe
def measures(request: SignedInRequest) -> HttpResponse:
    """What became of invitations, beside what others published."""
    require(request.user, Right.COUNT_INVITATIONS)
    found = PanelMeasures(request.GET)
    crumbs = [{"label": _("Panels"), "url": reverse("panels")}]
    if may(request.user, Right.READ_INVITATIONS):
        crumbs.append({"label": _("Invitations"), "url": reverse("panel-desk")})
    crumbs.append({"label": _("Measures"), "url": ""})
    return render(request, "reports/panel_measures.html", {"found": found, "crumbs": crumbs, "demo": found.demo})
