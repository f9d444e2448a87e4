"""Page of what readers of the public site reported."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.rights import Right, require
from reports.public.reader_reports import ReaderReport

PAGE = 25


@login_required
@require_safe
def reader_reports(request: HttpRequest) -> HttpResponse:
    """Newest first, with the address of who wants an answer."""
    require(request.user, Right.BUILD_RELEASES)
    page = Paginator(ReaderReport.objects.all(), PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/reader_reports.html", {"page": page, "days": settings.PARITY_KEEP_REPORTS_DAYS})
