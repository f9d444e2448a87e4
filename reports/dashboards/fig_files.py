"""A figure as files: picture, data, paragraph, and a page of its own. All of them say the same, with its source."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi

from meetings.files.formats import CSV, DOCX, HTML, PNG, SVG
from meetings.files.spreadsheet_cells import csv_text
from reports.dashboards.fig import Fig
from reports.dashboards.quote_docx import as_docx
from reports.presentation.png import png_of
from reports.presentation.svg import wrapped

WIDE, EDGE = 1000, 40
"""A picture has this field for its drawing, and so much paper on every side."""
STATIC = settings.BASE_DIR / "parity" / "static"
PLOTLY = STATIC / "vendor" / "plotly" / "plotly-basic.min.js"
CHART = "<!-- chart -->"
SHARP = 2
"""Pixels of a PNG for one of the drawing."""


def file_of(fig: Fig, extension: str, address: str) -> bytes:
    """The file of this format; ``address`` is the absolute one of the figure, which pictures and pages name."""
    if extension == SVG.extension:
        return as_svg(fig, address).encode()
    if extension == PNG.extension:
        return as_png(fig, address)
    if extension == CSV.extension:
        return as_csv(fig)
    if extension == DOCX.extension:
        return as_docx(fig.quote, right_to_left=get_language_bidi())
    assert extension == HTML.extension
    return as_page(fig, address)


def as_svg(fig: Fig, address: str) -> str:
    """The picture with finding, whom it is about, source, day and address inside."""
    assert fig.drawing is not None
    down = EDGE
    texts = []
    for css, lines, size, step in (
        ("finding", wrapped(fig.finding, WIDE, 26), 26, 34),
        ("about", wrapped(fig.about, WIDE, 15), 15, 22),
    ):
        for line in lines:
            texts.append((css, down + size, line))
            down += step
    plot_y = down + 16
    down = plot_y + fig.drawing.height + 16
    for note in fig.notes:
        for line in wrapped(note, WIDE, 13):
            texts.append(("note", down + 13, line))
            down += 19
    rule_y = down + 8
    down = rule_y + 10
    for text in (fig.source, address):
        for line in wrapped(text, WIDE, 13):
            texts.append(("foot", down + 13, line))
            down += 19
    context = {
        "fig": fig,
        "figure": fig.drawing.figure,
        "texts": texts,
        "plot_y": plot_y,
        "rule_y": rule_y,
        "wide": WIDE + 2 * EDGE,
        "height": down + EDGE - 12,
        "start": WIDE + EDGE if get_language_bidi() else EDGE,
        "right_to_left": get_language_bidi(),
    }
    return render_to_string("pictures/frame.html", context)


def as_png(fig: Fig, address: str) -> bytes:
    """The same picture in pixels."""
    return png_of(as_svg(fig, address), SHARP)


def as_csv(fig: Fig) -> bytes:
    """The rows that ``figures`` prints; each line carries the finding, whom it is about, and the source."""
    beside = {"figure": fig.finding, "counted": fig.about, "source": fig.source}
    lines = ([*(row[name] for name in fig.columns), *beside.values()] for row in fig.rows)
    return csv_text([[*fig.columns, *beside], *lines]).encode()


def as_page(fig: Fig, address: str) -> bytes:
    """The interactive chart as one page that asks nobody for anything; its table stands below."""
    from plotly.io import to_html

    assert fig.chart is not None
    config = {"displaylogo": False, "responsive": True}
    chart = to_html(fig.chart, config=config, include_plotlyjs=False, full_html=False)
    page = render_to_string("pictures/page.html", {"fig": fig, "address": address, "table": table_of(fig)})
    script = f"<script>{PLOTLY.read_text(encoding='utf-8')}</script>"
    return page.replace(CHART, script + chart, 1).encode()


def table_of(fig: Fig) -> list[list[object]]:
    """Columns and rows of the data, as its CSV has them."""
    return [list(fig.columns), *([row[name] for name in fig.columns] for row in fig.rows)]
