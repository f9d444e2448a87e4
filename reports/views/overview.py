"""The overview of the dashboards, and its sentences as paragraphs for Word."""

from __future__ import annotations

import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from meetings.rights import Right, may_somewhere, meetings_within, panels_within
from reports.dashboards import attention, quotes
from reports.dashboards.explore import readable_for
from reports.dashboards.overview import Overview, benchmarks
from reports.dimensions import DIMENSIONS
from reports.filters import OverviewForm, scope_from_query
from reports.measures import bands
from reports.panel_results import FlaggedPanel, flagged, with_seats
from reports.people import people_of
from reports.results import results
from reports.views import dashboards


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Where we stand, what changed, what waits; the query string says of which years, and who is counted."""
    found = _overview(request)
    today = datetime.datetime.now(datetime.UTC).date()
    poorly_covered = results(found.ever.below_coverage(bands.LOW_COVERAGE), dimension=DIMENSIONS["meeting"])
    context = {
        "overview": found,
        "lead": found.lead(),
        "query": found.scope.query(),
        "form": OverviewForm.over(found.scope, found.years_held),
        "quotes": quotes.every(found.now, _panels(request, found.years)),
        "matters": attention.matters(request.user, found.ever, poorly_covered, today),
        "demo": found.ever.demonstration,
        "benchmarks": benchmarks(),
    }
    frame = dashboards.beside("overview", found.scope)
    if found.years_held:
        context |= {"forums": found.forums(), "sections": found.sections()}
        context |= {"trend": found.trend(), "changes": found.changes()}
    return render(request, "reports/overview.html", context | frame)


@login_required
@require_safe
def copy_docx(request: HttpRequest) -> HttpResponse:
    """One sentence of a dashboard with its source as a footnote."""
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    scope = scope_from_query(request.GET)
    people = people_of(scope, readable_for(scope, request.user))
    panels = _panels(request, scope.years)
    by_key = {quote.key: quote for quote in quotes.every(people, panels)}
    quote = by_key.get(request.GET.get("about", "participants"))
    if quote is None:
        raise Http404
    content = quotes.as_docx(quote, right_to_left=get_language_bidi())
    named = {"Content-Disposition": f'attachment; filename="{quote.key}.docx"'}
    return HttpResponse(content, content_type=quotes.DOCX, headers=named)


def _overview(request: HttpRequest) -> Overview:
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    return Overview(scope_from_query(request.GET), meetings_within(request.user, Right.READ_FIGURES))


def _panels(request: HttpRequest, years: tuple[int, int] | None) -> list[FlaggedPanel]:
    """The panels of the period that the person may read."""
    seen = with_seats(panels_within(request.user, Right.READ_PANELS))
    return flagged(seen.filter(date__year__range=years) if years else seen)
