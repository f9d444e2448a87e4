"""The frame of the dashboards: which of them stand beside each other."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.filters import Scope

BRIEF = "brief"
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
        ]
    }


def brief(request: HttpRequest, scope: Scope) -> dict[str, Any]:
    """Whether only what fits on one printed page is shown, and the address of that, or of the whole page."""
    asked = bool(request.GET.get(BRIEF))
    query = scope.query() if asked else scope.query(**{BRIEF: "yes"})
    return {"brief": asked, "other_url": f"{request.path}?{query}" if query else request.path}
