"""A chart in its card: what it finds, whom it is about, what draws it, its table and what is copied of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.counting.scope import Scope
from reports.dashboards.fig import Fig
from reports.dashboards.quotes import Quote
from reports.dashboards.sections import Section
from reports.dashboards.year_figs import YearTable


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """What ``reports/place_figure.html`` prints. ``plot`` is the template that draws ``chart``; ``table`` has the same
    numbers, or ``by_year`` where they are no people, ``table_notes`` what is to be known of them; ``quotes`` are
    sentences with their source."""

    id: str
    finding: str
    about: str
    plot: str
    chart: Any
    note: str = ""
    legend: str = ""
    table: Section | None = None
    by_year: YearTable | None = None
    table_notes: Sequence[str] = ()
    quotes: Sequence[Quote] = ()
    files: Sequence[tuple[str, str]] = ()
    source: str = ""
    fig: Fig | None = None

    @property
    def sentence(self) -> str:
        """The finding with whom it is about and what it rests on, to be quoted elsewhere."""
        return f"{self.finding}. {self.about.removesuffix('.')}. {self.source}"

    @property
    def offered(self) -> Self | Fig | None:
        """What its tools offer to copy and to download: those of ``fig``, where it is described as one."""
        return self.fig or (self if self.source else None)


def files_of(scope: Scope, **asked: str) -> list[tuple[str, str]]:
    """Files of the same figures, and the chart that can be explored."""
    query = scope.query(**asked)
    return [
        (_("Data as CSV"), f"{reverse('reports:explore-download', args=['csv'])}?{query}"),
        (_("Data as XLSX"), f"{reverse('reports:explore-download', args=['xlsx'])}?{query}"),
        (_("Open the interactive chart"), f"{reverse('reports:explore')}?{query}"),
    ]
