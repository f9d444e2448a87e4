"""Pages of what others have published: every source with its figures, and the file of them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.files.formats import CSV
from meetings.rights import Right, SignedInRequest, may, require
from reports.dashboards import published_by_others


@login_required
@require_safe
def sources(request: SignedInRequest) -> HttpResponse:
    """Every source with its figures; reviewers get on to change them."""
    require(request.user, Right.READ_PUBLISHED)
    context = {
        "sources": published_by_others.sources(),
        "may_edit": may(request.user, Right.EDIT_PUBLISHED),
        "crumbs": [{"label": _("Published by others"), "url": ""}],
    }
    return render(request, "reports/sources.html", context)


@login_required
@require_safe
def file(request: SignedInRequest) -> HttpResponse:
    """The figures of others as CSV."""
    require(request.user, Right.READ_PUBLISHED)
    return HttpResponse(published_by_others.as_file(), headers=CSV.headers("published_by_others"))
