"""Figures that others have published: beside ours as text, in a list with their sources, and as a file of their own.

See measures.md, *Figures of others to show beside a figure*. They are shown beside ours and never computed with:
nothing of them is a number here.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from meetings.files.spreadsheet_cells import csv_text
from meetings.models import PublishedFigure, Source
from meetings.models.published import PublishedMeasure
from reports.measures.panel_desk import DESK_MEASURES

ON_OVERVIEW = (PublishedMeasure.PARTICIPANTS, PublishedMeasure.HEADS)
BESIDE_DESK = {f"panel_{one.key}": one.key for one in DESK_MEASURES}
"""Published measure → the measure of the panel desk that asks the same."""
COLUMNS = (
    "measure", "among", "forum", "first_year", "last_year", "printed", "base", "differs", "source", "symbol",
    "address", "page", "source_year", "gender_read", "people_counted", "licence",
)  # fmt: skip
"""Of the file ``published_by_others.csv``."""


def published(measures: Iterable[str]) -> QuerySet[PublishedFigure]:
    """Figures of these measures that were read in their source, the newest first."""
    found = PublishedFigure.objects.exclude(printed="").filter(measure__in=list(measures))
    return found.select_related("source", "forum").order_by(F("first_year").desc(nulls_last=True), "pk")


def published_of_forum(code: str) -> QuerySet[PublishedFigure]:
    """Figures of one forum that were read in their source, the newest first."""
    return published(PublishedMeasure.values).filter(forum=code)


def beside_desk() -> dict[str, PublishedFigure]:
    """By the key of a measure of the panel desk: the newest figure of others that asks the same."""
    found: dict[str, PublishedFigure] = {}
    for one in published(BESIDE_DESK):
        found.setdefault(BESIDE_DESK[one.measure], one)
    return found


def sources() -> QuerySet[Source]:
    """Every source with its figures."""
    return Source.objects.prefetch_related("figures__forum")


def as_file() -> str:
    """The figures as CSV, apart from everything of ours, each under the licence of its source."""
    rows = [_row(one) for one in published(PublishedMeasure.values)]
    return csv_text([COLUMNS, *rows])


def _row(one: PublishedFigure) -> list[object]:
    source = one.source
    licence = source.licence or _("Quoted with its source; all rights are those of its publisher.")
    return [
        one.measure, one.among, one.forum_id or "", one.first_year or "", one.last_year or "", one.printed,
        one.base or "", one.differs, str(source), source.symbol, source.address, one.page, source.year or "",
        source.gender_read, source.people_counted, licence,
    ]  # fmt: skip
