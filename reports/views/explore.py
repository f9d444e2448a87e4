"""Pages of Explore: any figure by any disaggregation, and the same as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.files.formats import CSV, XLSX
from meetings.rights import Right, may_somewhere
from reports.counting.closed_lists import LEFT_OUT
from reports.counting.groupings import NO_GROUP
from reports.dashboards.explore import FIRST_LOOK, Answer, View, view_from_query
from reports.dashboards.explore_answer import ROWS, ExploredTable
from reports.dashboards.explore_asked import chips, often_asked, other_chips, without_second
from reports.dashboards.explore_crosstab import table_of
from reports.dashboards.explore_figs import fig_of
from reports.dashboards.explore_files import about, as_csv, as_xlsx
from reports.dashboards.explore_form import QuestionForm, scope_forms
from reports.dashboards.explore_trend import year_line
from reports.refusals import QuestionRefused
from reports.views import dashboards

FILES = {CSV.extension: (as_csv, CSV), XLSX.extension: (as_xlsx, XLSX)}


@login_required
@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """The table of a view with its chart; an address with blanks is sent to the one without. What cannot be answered
    comes back as it was asked, with the reason."""
    try:
        view = _view(request, first_look=True)
        if "" in [value for name, value in request.GET.items() if name != "page"]:
            return redirect(f"{reverse('reports:explore')}?{view.query()}")
        shown = _shown(request, view) | dashboards.beside("explore", view.scope)
    except QuestionRefused as refused:
        again = {"refused": refused, "query": request.GET.urlencode()} | _forms(request.GET.dict())
        return render(request, "reports/explore.html", again | dashboards.beside("explore"), status=400)
    return render(request, "reports/explore.html", shown)


@login_required
@require_safe
def download(request: HttpRequest, form: str) -> HttpResponse:
    """Exactly this view as a file: all its rows, unrounded, with filters, base and definition."""
    if form not in FILES:
        raise Http404
    written, file_format = FILES[form]
    answer = Answer(_view(request), request.user)
    by = answer.view.by.key, *([answer.view.columns.key] if answer.view.crossed else [])
    stem = f"{answer.view.metric.key}-by-{'-and-'.join(by)}"
    return HttpResponse(written(answer), headers=file_format.headers(stem))


def _view(request: HttpRequest, *, first_look: bool = False) -> View:
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    return view_from_query(FIRST_LOOK if first_look and not request.GET else request.GET)


def _shown(request: HttpRequest, view: View) -> dict[str, Any]:
    answer = Answer(view, request.user)
    return {
        "view": view,
        "demo": answer.invented,
        "metric": answer.title,
        "answer": answer,
        "about": list(about(answer)),
        "left_out": LEFT_OUT,
        "query": view.query(),
        "chips": chips(answer),
        "other_chips": other_chips(answer),
        "alone": without_second(view),
        "often": often_asked(view.scope),
        "fig": fig_of(answer),
        "link": request.build_absolute_uri(f"{reverse('reports:explore')}?{view.query()}"),
        **(_crossed(request, answer) if view.crossed else _listed(request, answer)),
    } | _forms(dict(parse_qsl(view.query())))


def _listed(request: HttpRequest, answer: Answer) -> dict[str, Any]:
    """The table of one disaggregation, and its chart."""
    table = ExploredTable(answer, _link(answer.view))
    table.paginate(page=Paginator(answer.pairs, ROWS).get_page(request.GET.get("page")).number, per_page=ROWS)
    over_years = answer.view.by.of_years and not answer.view.other
    return {
        "table": table,
        "chart": answer.chart(table.keys_shown),
        "trend": year_line(answer.title, answer.rows) if over_years else None,
        "nobody": not answer.pairs,
    }


def _crossed(request: HttpRequest, answer: Answer) -> dict[str, Any]:
    """The crosstab, or two of them, and the address with rows and columns exchanged."""
    names = answer.names if answer.view.other else ("",)
    found, page = zip(answer.crosstabs, names, strict=True), request.GET.get("page")
    tables = [table_of(one, answer.view, _link(answer.view), page, name) for (_people, one), name in found]
    nobody = not any(table.page.object_list for table in tables)
    cells = sum(len(one.cells) for _people, one in answer.crosstabs)
    return {"crosstabs": tables, "cells": cells, "swapped": answer.view.swapped.query(), "nobody": nobody}


def _forms(asked: Mapping[str, str]) -> dict[str, Any]:
    """What may be asked, with the answers of an address."""
    first, second = scope_forms(asked)
    return {"question": QuestionForm.answered(asked), "first": first, "second": second}


def _link(view: View) -> Callable[[str], str]:
    """From a group to its own page, where it has one."""
    page = {"country": "reports:state", "forum": "reports:forum", "meeting": "meeting"}.get(view.by.key, "")
    return lambda key: reverse(page, args=[key]) if page and key != NO_GROUP else ""
