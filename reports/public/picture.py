"""A figure as a picture of its own: title, what it shows, the drawing, and source, release and address inside.

The drawings are those of the pages. A picture has no style sheet, so what classes say there becomes attributes here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.template import loader
from django.utils.translation import gettext as _

from meetings.files.formats import PNG, SVG
from reports.presentation.dates import day_text
from reports.presentation.svg import wrapped
from reports.public.drawings import Drawing
from reports.releases.published import Published

SERIF = "'Parity Serif', 'Source Serif 4', Georgia, 'Times New Roman', serif"
SANS = "'Parity Sans', 'Source Sans 3', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Shape:
    """A picture's size in pixels, and how large its title and its drawing are."""

    width: int
    height: int
    title: int
    top: int = 64
    side: int = 64

    @property
    def inner(self) -> int:
        return self.width - 2 * self.side


SHAPES = {"wide": Shape(1200, 675, 44, 72), "square": Shape(1080, 1080, 56, 88)}
"""For a slide, and for a post."""
FORMS = {"png": PNG.content_type, "svg": SVG.content_type}
STYLES = {
    "t-s": {"font-size": "12"},
    "t-b": {"font-weight": "600"},
    "t-w": {"fill": "#54278f"},
    "t-m": {"fill": "#0c675f"},
    "t-x": {"fill": "#17456b"},
    "t-q": {"fill": "#5f6a78"},
    "t-ink": {"fill": "#16202c"},
    "t-l": {"font-size": "16"},
    "c": {"text-anchor": "middle"},
    "e": {"text-anchor": "end"},
    "halo": {"paint-order": "stroke", "stroke": "#fff", "stroke-width": "4", "stroke-linejoin": "round"},
    "hb1": {"font-size": "84", "font-weight": "600", "font-family": SERIF, "letter-spacing": "-2"},
    "hb2": {"font-size": "27", "fill": "#16202c"},
    "hb3": {"font-size": "26"},
    "hb4": {"font-size": "22"},
}
PLOTS = {
    "room": "public/room.svg.html",
    "trend": "marks/trend.html",
    "share": "public/share_picture.svg",
    "delegations": "public/delegations_picture.svg",
    "bars": "public/bars_picture.svg",
}
CLASSED = re.compile(r' class="([^"]*)"')
ONLY_NARROW = re.compile(r'<text[^>]* class="[^"]*\bnar\b[^"]*"[^>]*>.*?</text>', re.DOTALL)
ROWS = {"wide": 60, "square": 110}
"""Units from one bar to the next."""


def picture_of(release: Published, drawing: Drawing, shape: str, address: str) -> str:
    """The picture as SVG text."""
    size = SHAPES[shape]
    title = wrapped(drawing.title, size.inner, size.title * 1.04)
    about = wrapped(drawing.about, size.inner, 24)
    head = size.top + len(title) * round(size.title * 1.18) + len(about) * 32
    foot = _source(release, address)
    context: dict[str, Any] = {
        "drawing": drawing,
        "room": drawing.room,
        "chart": drawing.years.chart if drawing.years else None,
        "figure": drawing.years,
        "plot": PLOTS[drawing.plot],
        "box": _box(drawing, shape),
        "id": "plot",
        "placed": [(ROWS[shape] * number, one) for number, one in enumerate(drawing.lines)],
        "shape": size,
        "title": [(size.top + number * round(size.title * 1.18), text) for number, text in enumerate(title)],
        "about": [(head - 32 * (len(about) - number) + 6, text) for number, text in enumerate(about)],
        "plot_y": head,
        "plot_height": size.height - head - 40 - 26 * len(foot),
        "foot": [(size.height - 26 * (len(foot) - number) + 2, text) for number, text in enumerate(foot)],
        "serif": SERIF,
        "sans": SANS,
    }
    return standalone(loader.render_to_string("public/picture.svg", context))


def _box(drawing: Drawing, shape: str) -> str:
    """The units in which the drawing is laid out before it is fitted into the picture."""
    if drawing.room:
        return f"0 0 1000 {drawing.room.height + 34}"
    if drawing.years and drawing.years.chart:
        return f"0 0 {760 if shape == 'wide' else 560} {drawing.years.chart.line.plane.height}"
    return f"0 0 1000 {ROWS[shape] * len(drawing.lines) if drawing.plot == 'bars' else 300}"


def standalone(text: str) -> str:
    """Classes become what the style sheet says of them; what only a phone shows is left out."""
    return CLASSED.sub(_attributes, ONLY_NARROW.sub("", text))


def _attributes(found: re.Match[str]) -> str:
    said: dict[str, str] = {}
    for name in found[1].split():
        said |= STYLES.get(name, {})
    return "".join(f' {name}="{value}"' for name, value in said.items())


def _source(release: Published, address: str) -> list[str]:
    words = {"title": release.title, "version": release.version, "day": day_text(release.dated), "address": address}
    lines = [
        _("Source: %(title)s, release %(version)s, %(day)s") % words,
        " · ".join([address.split("://", 1)[-1], release.licence]),
    ]
    return [*lines, _("Demonstration: everything shown is invented.")] if release.demonstration else lines
