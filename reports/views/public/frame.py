"""The frame of public pages: rendered without user, session or cookie, the same bytes for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.public.addresses import absolute
from reports.public.description import described, office
from reports.public.edition import is_copy
from reports.releases import published
from reports.releases.published import Published

FRESH = "public, max-age=60"
"""Pages: a reader may be a minute behind a publication."""
LASTING = "public, max-age=86400, immutable"
"""Files of a release never change; a day, because a withdrawn one must not linger for long in caches on the way."""


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the public site. The disclaimer is that of the release shown, as it was frozen."""
    release: Published | None = context.setdefault("release", None)
    context |= {
        "demo": bool(release and release.demonstration),
        "disclaimer": release.disclaimer if release else settings.PARITY_DISCLAIMER,
        "navigation": list(navigation(request.path)),
        "staff_door": settings.PARITY_SIDE == "both" and not is_copy(request),
        "static_copy": is_copy(request),
        "contact": settings.PARITY_CONTACT,
        "canonical": absolute(request.path),
        "office": office,
        "described": partial(described, release) if release else None,
    }
    response = HttpResponse(loader.render_to_string(f"public/{template}.html", context), status=status)
    response["Cache-Control"] = FRESH
    return response


def navigation(path: str) -> Iterator[dict[str, Any]]:
    """The public pages, and which of them is open: the longest address that covers this one."""
    offered = [
        (_("Home"), reverse("public:home")),
        (_("Data"), reverse("public:data")),
        (_("Forums"), reverse("public:forums")),
        (_("Meetings"), reverse("public:meetings")),
        (_("Methods"), reverse("public:methodology")),
        (_("API"), reverse("public:api-page")),
    ]
    home = reverse("public:home")
    covering = max((url for _label, url in offered if path.startswith(url) and url != home), key=len, default="")
    covering = home if path == home else covering
    for label, url in offered:
        yield {"label": label, "url": url, "current": url == covering}


def latest_or_404() -> Published:
    found = published.latest()
    if found is None:
        raise Http404
    return found


def release_or_404(version: str) -> Published:
    """A published, superseded or withdrawn release; everything else does not exist for the public."""
    found = published.version(version)
    if found is None:
        raise Http404
    return found
