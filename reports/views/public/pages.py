"""Public methodology, dictionary and the other pages that explain."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.measures.bands import BANDS
from reports.measures.metrics import METRICS, Metric
from reports.public.edition import cached
from reports.public.figures import (
    code_lists,
    data_tables,
)
from reports.releases import published
from reports.releases.tables import TABLES
from reports.views.public.frame import show


@require_safe
@cached
def methodology(request: HttpRequest) -> HttpResponse:
    """Every measure as the registry defines it, the bands, and what the figures cannot tell."""
    release = published.latest()
    context = {
        "release": release,
        "metrics": [{"key": m.key, "title": _(m.title), "definition": _(m.definition)} for m in _public_metrics()],
        "bands": [{"key": band.key, "name": _(band.name), "source": _(band.source)} for band in BANDS.values()],
        "limits": _limits(),
        "policy": release.manifest.get("policy") if release else None,
    }
    return show(request, "methodology", context)


def _public_metrics() -> list[Metric]:
    """All that leaves the office: another gender is never published apart, so its measure is not explained as if."""
    return [metric for metric in METRICS.values() if metric.published]


def _limits() -> list[str]:
    return [
        _("A list of participants says who was announced, not who was in the room."),
        _("Courtesy titles are printed by the secretariat; they are not a declaration by the person."),
        _("Titles such as H.E., Dr. or a rank say nothing about gender, so these people are not recorded."),
        _("A delegation of one person always has one gender; on an open list it is that person’s title."),
        _("A provisional list changes; its figures carry the flag p."),
        _("Forums differ in size and membership. Compare a forum with its own earlier years first."),
    ]  # fmt: skip


@require_safe
@cached
def dictionary(request: HttpRequest) -> HttpResponse:
    """Every column of every table, as the release was frozen with it, and the code lists."""
    release = published.latest()
    tables = [release.table(name) for name in data_tables(release)] if release else list(TABLES.values())
    codes = code_lists(release) if release else {}
    return show(request, "dictionary", {"release": release, "tables": tables, "codes": codes})


@require_safe
@cached
def api_page(request: HttpRequest) -> HttpResponse:
    """The API in words, with addresses that can be followed."""
    release = published.latest()
    context = {
        "release": release,
        "tables": data_tables(release) if release else [],
        "limit": settings.PARITY_API_PER_MINUTE,
    }
    return show(request, "api", context)
