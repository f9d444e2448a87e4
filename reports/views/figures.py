"""A figure on a page of its own, where it is interactive, and as files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.files.formats import PNG
from meetings.rights import may_somewhere
from reports.dashboards.fig import Fig
from reports.dashboards.fig_files import file_of, table_of
from reports.dashboards.figs import KINDS
from reports.presentation.charts import fitted


@login_required
@require_safe
def figure(request: HttpRequest, kind: str) -> HttpResponse:
    """The interactive chart with its picture, its table and its files. Only here is the library of charts loaded."""
    fig = _fig(request, kind)
    fit = request.GET.get("axis") == "fitted"
    context = {
        "fig": fig,
        "chart": fitted(fig.chart) if fit and fig.chart else fig.chart,
        "fit": fit,
        "picture": fig.file_url(PNG.extension),
        "lines": table_of(fig),
        "crumbs": [{"label": fig.page[0], "url": fig.page[1]}, {"label": fig.finding}],
    }
    return render(request, "reports/figure.html", context)


@login_required
@require_safe
def file(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """The figure as a file of one format, with its source inside."""
    fig = _fig(request, kind)
    found = next((one for one in fig.formats if one.extension == form), None)
    if found is None:
        raise Http404
    return HttpResponse(file_of(fig, form, request.build_absolute_uri(fig.url)), headers=found.headers(kind))


def _fig(request: HttpRequest, kind: str) -> Fig:
    if kind not in KINDS:
        raise Http404
    right, build = KINDS[kind]
    if not may_somewhere(request.user, right):
        raise PermissionDenied
    fig = build(request.GET, request.user)
    if fig is None:
        raise Http404
    return fig
