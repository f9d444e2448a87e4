"""A figure described once: what its picture, its sentence and its files are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.files.formats import CSV, DOCX, HTML, PNG, SVG, WrittenFormat
from reports.dashboards.quotes import Quote
from reports.presentation.printed import Row


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a picture draws: a template of ``templates/pictures/``, what it takes, and its height in pixels.

    It is 1,000 pixels wide: there the lines that a page stretches have their own proportions.
    """

    template: str
    figure: Mapping[str, Any]
    height: int


@dataclass(frozen=True, slots=True)
class Fig:
    """One figure of one scope. ``kind`` and ``query`` are its address; every tool is made of what stands here.

    ``also`` are labels and addresses of more files. ``page`` is that on which it stands: its title and address.
    ``rows`` are those that ``figures`` prints, unrounded, under ``columns``; ``spoken`` says the picture in words;
    ``chart`` is what the interactive chart shows, as a dictionary for plotly. Without ``drawing`` there is no picture.
    """

    kind: str
    query: str
    page: tuple[str, str]
    finding: str
    about: str
    spoken: str
    source: str
    columns: Sequence[str]
    rows: Sequence[Row]
    drawing: Drawing | None = None
    chart: dict[str, Any] | None = None
    notes: Sequence[str] = ()
    also: Sequence[tuple[str, str]] = ()

    @property
    def url(self) -> str:
        """The page of the interactive chart; it is the address that pictures name."""
        return self._with_query(reverse("reports:figure", args=[self.kind]))

    def file_url(self, extension: str) -> str:
        return self._with_query(reverse("reports:figure-file", args=[self.kind, extension]))

    @property
    def quote(self) -> Quote:
        """The finding with whom it is about, to be quoted elsewhere."""
        return Quote(
            self.kind, self.finding, " ".join(map(_whole, filter(None, (self.finding, self.about)))), self.source
        )

    @property
    def sentence(self) -> str:
        return self.quote.text

    @property
    def formats(self) -> list[WrittenFormat]:
        """The files there are of it."""
        drawn = [PNG, SVG] if self.drawing else []
        return [*drawn, CSV, DOCX, *([HTML] if self.chart else [])]

    @property
    def files(self) -> list[tuple[str, str]]:
        """Labels and addresses of its files, and of the interactive chart."""
        files = [*self.downloads, *self.also]
        return [*files, (_("Open the interactive chart"), self.url)] if self.chart else files

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Labels and addresses of its files alone."""
        labels = {
            PNG: _("Picture (PNG)"),
            SVG: _("Picture to edit (SVG)"),
            CSV: _("Data (CSV)"),
            DOCX: _("Paragraph for Word, with its footnote"),
            HTML: _("Page that works offline (HTML, 1 MB)"),
        }
        return [(labels[one], self.file_url(one.extension)) for one in self.formats]

    def _with_query(self, address: str) -> str:
        return f"{address}?{self.query}" if self.query else address


def _whole(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith((".", "!", "?", "؟", "。")) else f"{text}."
