"""Pages of expert bodies: all of them, one, one of its cycles, and the rules of the procedure."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bodies.models import Body, ProcedureRule
from bodies.rights import body_for, cycle_for
from meetings.models.published import PublishedMeasure
from meetings.rights import Right, SignedInRequest, may, require
from reports.dashboards.bodies import BodiesPage, CyclePage, body_row, rule_rows
from reports.dashboards.body_alerts import alerts, without_cycles
from reports.dashboards.practice_figs import bodies_of
from reports.dashboards.published_by_others import published
from reports.practice_results.bodies import of_body, with_stages


@login_required
@require_safe
def bodies(request: SignedInRequest) -> HttpResponse:
    """All bodies, the farthest from the band first."""
    require(request.user, Right.READ_SELECTION)
    today = timezone.localdate()
    page = BodiesPage(today)
    context = {"page": page, "items": [*alerts(page, today), *without_cycles(page, today)], "demo": page.demo}
    context["fig"] = bodies_of(page)
    context["may_edit"] = may(request.user, Right.EDIT_SELECTION)
    context["published"] = published([PublishedMeasure.MEMBERS])
    return render(request, "reports/bodies.html", context)


@login_required
@require_safe
def body(request: SignedInRequest, code: str) -> HttpResponse:
    """One body: its mandate in its own words, its cycles, the rules that changed."""
    found = body_for(request.user, code)
    cycles = [CyclePage(one) for one in with_stages(found.cycles.all())]
    context = {"body": found, "row": body_row(of_body(found), timezone.localdate()), "cycles": cycles}
    context["rules"] = rule_rows(found.rules.all())
    context["may_edit"] = may(request.user, Right.EDIT_SELECTION)
    context["may_read_forum"] = may(request.user, Right.READ_FIGURES)
    return render(request, "reports/body.html", context | _frame(found))


@login_required
@require_safe
def cycle(request: SignedInRequest, code: str, cycle: int) -> HttpResponse:
    """One cycle of a body, stage by stage."""
    found = cycle_for(request.user, code, cycle)
    context = {"page": CyclePage(found), "cycle": found, "body": found.body}
    context["may_edit"] = may(request.user, Right.EDIT_SELECTION)
    return render(request, "reports/cycle.html", context | _frame(found.body, found.label))


@login_required
@require_safe
def rules(request: SignedInRequest) -> HttpResponse:
    """The register of changes of procedure, with the share of women on both sides of each."""
    require(request.user, Right.READ_SELECTION)
    found = rule_rows(ProcedureRule.objects.select_related("body__forum"))
    demo = any(row.rule.demonstration for row in found)
    crumbs = [{"label": _("Expert bodies"), "url": reverse("bodies")}, {"label": _("Rules of the procedure")}]
    context = {"rules": found, "demo": demo, "crumbs": crumbs, "may_edit": may(request.user, Right.EDIT_SELECTION)}
    return render(request, "reports/body_rules.html", context)


def _frame(body: Body, here: str = "") -> dict[str, Any]:
    """The way to the page of a body or of one of its cycles, and whether it is invented."""
    crumbs = [{"label": _("Expert bodies"), "url": reverse("bodies")}]
    crumbs.append({"label": str(body), "url": body.get_absolute_url()})
    if here:
        crumbs.append({"label": here, "url": ""})
    return {"crumbs": crumbs, "demo": body.forum.demonstration}
