"""What the dashboards' pages share: tabs, clean addresses, links into Explore."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.counting.dimensions import DIMENSIONS
from reports.counting.scope import Scope
from reports.dashboards.explore import View
from reports.measures.metrics import METRICS

PAGES = ("overview", "explore", "forums", "states")


def beside(current: str, scope: Scope | None = None) -> dict[str, Any]:
    """Tabs of the dashboards. Who is counted goes along; what is one page's own question does not."""
    kept = (
        Scope(category=scope.category, gender_basis=scope.gender_basis, attended=scope.attended) if scope else Scope()
    )
    titles = {"overview": _("Overview"), "explore": _("Explore"), "forums": _("Forums"), "states": _("States")}
    query = f"?{kept.query()}" if kept.query() else ""
    return {
        "tabs": [
            {"url": reverse(f"reports:{page}") + query, "label": titles[page], "current": page == current}
            for page in PAGES
        ],
        "publisher": settings.PARITY_PUBLISHER,
    }


def clean(request: HttpRequest, query: str) -> HttpResponse | None:
    """An address with blanks, as a form sends it, leads to the one that says the same without; any other stays."""
    if "" not in request.GET.dict().values():
        return None
    return redirect(f"{request.path}?{query}" if query else request.path)


def questions(scope: Scope, *asked: tuple[str, str]) -> list[dict[str, str]]:
    """Into explore with this scope: pairs of a disaggregation and a metric."""
    return [
        {
            "url": f"{reverse('reports:explore')}?{View(DIMENSIONS[by], METRICS[metric], scope).query()}",
            "label": _("%(metric)s, by %(dimension)s")
            % {"metric": _(METRICS[metric].title), "dimension": DIMENSIONS[by].name},
        }
        for by, metric in asked
    ]
