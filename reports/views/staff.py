"""Pages of staff: every level against its band, and the units."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.models.published import PublishedMeasure
from meetings.rights import Right, SignedInRequest, may, require
from reports.dashboards.practice_figs import NARROWED, levels_of, staff_page, staff_scope
from reports.dashboards.published_by_others import published
from reports.dashboards.staff import parsed_day
from reports.dashboards.staff_units import unit_rows
from reports.practice_results.staff import StaffResults


@login_required
@require_safe
def staff(request: SignedInRequest) -> HttpResponse:
    """Staff by level on one day; ``?brief=yes`` is what prints on one sheet."""
    require(request.user, Right.READ_STAFF)
    return _levels(request, {})


@login_required
@require_safe
def units(request: SignedInRequest) -> HttpResponse:
    """The units of the day, or with ``?unit=`` one of them level by level."""
    require(request.user, Right.READ_STAFF)
    crumbs = [{"label": _("Staff"), "url": reverse("staff")}, {"label": _("Units"), "url": reverse("staff-units")}]
    if unit := request.GET.get("unit", "")[:120]:
        return _levels(request, {"crumbs": [*crumbs, {"label": unit, "url": ""}], "unit": unit})
    results = StaffResults(parsed_day(request.GET.get("on", "")), staff_scope(request.GET))
    demo = any(one.demonstration for one in results.every)
    context = {
        "units": unit_rows(results),
        "results": results,
        "crumbs": [crumbs[0], crumbs[1] | {"url": ""}],
        "demo": demo,
    }
    return render(request, "reports/staff_units.html", context)


def _levels(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    page = staff_page(request.GET, context.get("unit", ""))
    scope = page.results.scope
    choices = [(name, vocabulary.choices, getattr(scope, name)) for name, vocabulary in NARROWED.items()]
    context |= {
        "page": page,
        "fig": levels_of(page, request.GET),
        "choices": choices,
        "demo": page.demo,
        "may_edit": may(request.user, Right.EDIT_STAFF),
    }
    context |= {"published": published([PublishedMeasure.STAFF]), "publisher": settings.PARITY_PUBLISHER}
    return render(request, "reports/staff.html", context)
