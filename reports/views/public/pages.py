"""Public first page, methodology, dictionary and the other pages that explain."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from reports.measures.bands import BANDS
from reports.measures.metrics import METRICS, Metric
from reports.measures.tally import total
from reports.public.edition import cached
from reports.public.figures import (
    code_labels,
    code_lists,
    data_tables,
    group_chart,
    group_rows,
    headlines,
    latest_of,
    pooled_line,
)
from reports.public.planned import upcoming
from reports.releases import published
from reports.releases.published import Published
from reports.releases.tables import TABLES
from reports.views.public.data import citation_of
from reports.views.public.frame import FRESH, absolute, show


@require_safe
@cached
def home(request: HttpRequest) -> HttpResponse:
    """Three figures of the latest release, and one chart with its table."""
    release = published.latest()
    if release is None:
        return show(request, "nothing_yet", {})
    context = {"release": release, "citation": citation_of(release), "planned": upcoming()[:1]}
    return show(request, "home", context | _figures(release))


def _figures(release: Published) -> dict[str, Any]:
    """Empty where no list is open: figures of closed lists stand in the tables, never added up."""
    latest = latest_of(release)
    if latest is None:
        return {"headlines": [], "groups": None, "embeddable": False}
    groups = group_rows(release, latest, code_labels(release, "regional_group"))
    table = {
        "rows": [pooled_line(label, counts) for label, counts in groups],
        "total": pooled_line(_("All"), total(counts for _label, counts in groups)),
        "chart": group_chart(groups),
        "year": latest.year,
    }
    found = headlines(release, latest)
    embeddable = bool(found and found[0].counts)
    return {"headlines": found, "groups": table if groups else None, "embeddable": embeddable}


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


@require_safe
@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@cached
def embed(request: HttpRequest) -> HttpResponse:
    """The first figure by itself, for a frame on another site: no script, no cookie."""
    release = published.latest()
    latest = latest_of(release) if release else None
    found = headlines(release, latest) if release and latest else []
    if not found or not found[0].counts:
        raise Http404
    context = {"release": release, "headline": found[0], "home": absolute("/")}
    context["method"] = f"{absolute(reverse('public:methodology'))}#{found[0].anchor}"
    response = HttpResponse(loader.render_to_string("public/embed.html", context))
    response["Cache-Control"] = FRESH
    return response
