"""Signposts for machines: robots, sitemap, feed, calendar, catalogue, citations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.files.icalendar import Day, icalendar
from reports.public import dcat
from reports.public.description import described, office
from reports.public.drawings import drawings
from reports.public.edition import cached
from reports.public.figures import MEETINGS, data_tables
from reports.public.forum import forums_of
from reports.public.planned import upcoming
from reports.releases import published
from reports.views.public.data import citation_of
from reports.views.public.frame import FRESH, absolute, release_or_404, show

PAGES = ("home", "data", "forums", "meetings", "methodology", "dictionary", "corrections", "calendar", "api-page")
CITATION_TYPES = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems", "txt": "text/plain"}


@require_safe
@cached
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed; the desk has nothing to find."""
    lines = [
        "User-agent: *",
        "Disallow: /accounts/",
        "Disallow: /start/",
        "Disallow: /*sort=",
        f"Sitemap: {absolute(reverse('public:sitemap'))}",
    ]
    return _text("\n".join(lines) + "\n", "text/plain; charset=utf-8")


@require_safe
@cached
def sitemap(request: HttpRequest) -> HttpResponse:
    return _text(
        _rendered("sitemap.xml", {"addresses": [absolute(url) for url in page_addresses()]}), "application/xml"
    )


def page_addresses() -> Iterator[str]:
    """Every page of the public site that is worth finding; also where the export begins."""
    release = published.latest()
    yield from (reverse(f"public:{name}") for name in PAGES)
    for code, *_rest in forums_of(release) if release else []:
        yield reverse("public:forum", args=[code])
    for row in release.table(MEETINGS).rows if release and MEETINGS in release.tables else []:
        yield reverse("public:meeting", args=[row["meeting_id"]])
    for one in published.published():
        yield reverse("public:release", args=[one.version])
        for name in data_tables(one):
            yield reverse("public:table", args=[one.version, name])


@require_safe
@cached
def atom(request: HttpRequest) -> HttpResponse:
    """Releases as a feed, newest first, the latest with its three sentences; a withdrawn one stays, with its reason."""
    releases = published.published() + published.withdrawn()
    updated = max((one.withdrawn_at or one.published_at for one in releases), default=None)
    entries = [
        {"release": one, "url": absolute(reverse("public:release", args=[one.version])), "said": []} for one in releases
    ]
    if entries and not releases[0].withdrawn:
        entries[0]["said"] = [one.sentence for one in drawings(releases[0]).values()][:3]
    context = {
        "entries": entries,
        "updated": updated,
        "self": absolute(request.path),
        "publisher": settings.PARITY_PUBLISHER,
    }
    return _text(_rendered("releases.atom", context | {"home": absolute("/")}), "application/atom+xml; charset=utf-8")


@require_safe
@cached
def calendar(request: HttpRequest) -> HttpResponse:
    """What is going to be published, and when."""
    return show(request, "calendar", {"release": published.latest(), "planned": upcoming()})


@require_safe
@cached
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The same days for a calendar program, which asks again by itself."""
    host = urlsplit(settings.PARITY_ADDRESS).hostname
    days = [Day(f"planned-{one.pk}@{host}", one.on, one.title, one.note, one.changed_at) for one in upcoming()]
    name = f"{settings.PARITY_RELEASE_TITLE} · {_('Release calendar')}"
    text = icalendar(name, absolute(reverse("public:calendar")), days)
    return _text(text, "text/calendar; charset=utf-8")


@require_safe
@cached
def catalogue(request: HttpRequest) -> HttpResponse:
    """The releases as a DCAT catalogue, one dataset with a distribution for each file of figures."""
    body = dcat.catalogue(office(), [described(one) for one in published.published()])
    return _text(json.dumps(body, ensure_ascii=False, indent=1), "application/ld+json")


@require_safe
@cached
def citation(request: HttpRequest, version: str, form: str, part: str = "") -> HttpResponse:
    """The citation of a release, a table or a forum, to be opened by a reference manager."""
    found = release_or_404(version)
    if form not in CITATION_TYPES or found.withdrawn:
        raise Http404
    cited = citation_of(found, part)
    text = {"bib": cited.bibtex, "ris": cited.ris, "txt": f"{cited.plain}\n"}[form]
    return _text(text, f"{CITATION_TYPES[form]}; charset=utf-8")


def _rendered(name: str, context: dict[str, Any]) -> str:
    return loader.render_to_string(f"public/{name}", context)


def _text(text: str, content_type: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response["Cache-Control"] = FRESH
    return response
