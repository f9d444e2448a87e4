"""The frame of the dashboards: which of them stand beside each other."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.filters import Scope

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
