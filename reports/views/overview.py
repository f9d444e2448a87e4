"""Page of the overview, and its sentences as paragraphs for Word."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from meetings.files.formats import DOCX
from meetings.rights import Right, may_somewhere
from reports.counting.scope import Scope, scope_from_query
from reports.dashboards import quote_docx, quotes
from reports.dashboards.empty_scope import empty_scope_in, on_record
from reports.dashboards.forms import OverviewForm
from reports.dashboards.overview import Overview
from reports.dashboards.overview_contents import contents
from reports.dashboards.panels import panels_of
from reports.dashboards.permitted import population_for
from reports.views import dashboards


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Where we stand, what changed, what waits; the query string says of which years, and who is counted."""
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    found = Overview(scope_from_query(request.GET), request.user)
    context = {
        "overview": found,
        "lead": found.lead(),
        "query": found.scope.query(),
        "form": OverviewForm.over(found.scope, found.years_held, found.forums_met),
        "empty_scope": empty_scope_in(found.now, request.path),
        "demo": found.ever.demonstration,
        "publisher": settings.PARITY_PUBLISHER,
    }
    if context["empty_scope"]:
        context["empty"] = not on_record(request.user, Scope())
    else:
        context |= dict(contents(found, request.user))
    return render(request, "reports/overview.html", context | dashboards.beside("overview", found.scope))


@login_required
@require_safe
def copy_docx(request: HttpRequest) -> HttpResponse:
    """One sentence of a dashboard with its source as a footnote."""
    about, scope = request.GET.get("about", "participants"), scope_from_query(request.GET)
    if not may_somewhere(request.user, Right.READ_PANELS if about == "panels" else Right.READ_FIGURES):
        raise PermissionDenied
    if about == "panels":
        flagged = panels_of(scope, request.user)
        quote = None if flagged is None else quotes.panels(flagged, scope.years)
    else:
        quote = quotes.BY_KEY[about](population_for(request.user, scope)) if about in quotes.BY_KEY else None
    if quote is None:
        raise Http404
    content = quote_docx.as_docx(quote, right_to_left=get_language_bidi())
    return HttpResponse(content, headers=DOCX.headers(quote.key))
