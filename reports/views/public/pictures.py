"""Figures to take away: a frame for another site, pictures wide and square, the files and the sentence behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from reports.presentation.png import png_of
from reports.public.description import downloads
from reports.public.drawings import Drawing, drawing_of
from reports.public.edition import cached, without_question
from reports.public.picture import FORMS, SHAPES, picture_of
from reports.releases import published
from reports.releases.published import Published
from reports.views.public.data import format_name, release_gone
from reports.views.public.frame import FRESH, LASTING, absolute, release_or_404

FRAMES = {"room": (480, 530), "share": (420, 390), "delegations": (420, 390), "trend": (640, 540), "bars": (480, 230)}
"""Width and height of the frame of each kind of drawing, in pixels; ``BAR`` comes to the height for each bar."""
BAR = 84
"""What each bar adds to that."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A drawing with what may be taken of it: pictures and files as label and address, and its frame."""

    drawing: Drawing
    pictures: list[tuple[str, str]]
    files: list[tuple[str, str]]


def with_files(release: Published, drawing: Drawing) -> Taken:
    """The pictures of a figure, and the files of the table that it is made of."""
    files = [
        (_("Data, %(format)s") % {"format": format_name(info)}, file_url(release, info.name))
        for info in downloads(release, drawing.table)
    ]
    return Taken(drawing, list(pictures(release, drawing.key).items()), files)


def pictures(release: Published, key: str) -> dict[str, str]:
    """Label → address of each picture of a figure."""
    labels = {"wide": _("Wide picture, %(form)s"), "square": _("Square picture, %(form)s")}
    return {
        labels[shape] % {"form": form.upper()}: reverse("public:picture", args=[release.version, key, shape, form])
        for form in FORMS
        for shape in SHAPES
    }


def file_url(release: Published, name: str) -> str:
    return reverse("public:file", args=[release.version, name])


def framed(release: Published, drawing: Drawing) -> dict[str, Any]:
    """The text that puts a figure on another site, in sizes, and for this release alone."""
    wide, high = FRAMES[drawing.plot]
    high += BAR * len(drawing.lines) if drawing.plot == "bars" else 0
    moving = absolute(reverse("public:embed", args=[drawing.key]))
    kept = absolute(reverse("public:embed-of", args=[drawing.key, release.version]))
    sizes = {
        _("%(wide)s pixels wide") % {"wide": wide}: iframe(moving, drawing.title, str(wide), high),
        _("As wide as its place"): iframe(moving, drawing.title, "100%", high),
        _("This release for ever"): iframe(kept, drawing.title, str(wide), high),
    }
    return {"key": drawing.key, "title": drawing.title, "url": moving, "sizes": list(sizes.items())}


def iframe(address: str, title: str, width: str, height: int) -> str:
    """As text to copy: on the page itself it is no markup."""
    attributes = {"src": address, "title": title, "width": width, "height": str(height), "loading": "lazy"}
    said = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<iframe {said}></iframe>"


@require_safe
@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@cached
def embed(request: HttpRequest, key: str, version: str = "") -> HttpResponse:
    """One figure by itself, for a frame on another site: no script, no cookie; of the latest release, or of one."""
    release = published.version(version) if version else published.latest()
    drawing = drawing_of(release, key) if release and not release.withdrawn else None
    if release is None or drawing is None:
        raise Http404
    page = reverse("public:release", args=[release.version]) if version else "/"
    context = {
        "release": release,
        "drawing": drawing,
        "home": absolute(page),
        "method": f"{absolute(reverse('public:methodology'))}#{drawing.anchor}",
    }
    response = HttpResponse(loader.render_to_string("public/embed.html", context))
    response["Cache-Control"] = FRESH
    return response


@require_safe
@without_question
@cached
def picture(request: HttpRequest, version: str, key: str, shape: str, form: str) -> HttpResponse:
    """A figure of a release as a picture that carries its title, its source, the release and the address."""
    release = release_or_404(version)
    drawing = None if release.withdrawn else drawing_of(release, key)
    if drawing is None:
        return release_gone(request, release)
    text = picture_of(release, drawing, shape, absolute(reverse("public:release", args=[version])))
    response = HttpResponse(png_of(text) if form == "png" else text, content_type=FORMS[form])
    response["Content-Disposition"] = f'inline; filename="{version}-{key}-{shape}.{form}"'
    response["Cache-Control"] = LASTING
    response["Access-Control-Allow-Origin"] = "*"
    return response
