"""A figure of rows – groups, sessions, ways to count – with a bar a row: any table of figures becomes one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from reports.counting.population import Population
from reports.dashboards.fig import Drawing, Fig
from reports.dashboards.place_figure import PlaceFigure
from reports.dashboards.quotes import source_of
from reports.dashboards.sections import gender_words
from reports.measures.formulas import coverage, share_of_women
from reports.measures.tally import Counts
from reports.measures.wording import decimals_for, percentage, rounded
from reports.presentation import charts
from reports.presentation.charts import Share
from reports.presentation.marks import bars
from reports.presentation.printed import Row
from reports.presentation.svg import wrapped
from reports.presentation.tables import FigureRow
from reports.results import fraction_of_one

COLUMNS = ("label", "note", "women", "men", "another", "unknown", "total", "known", "share_women", "share_low",
           "share_high", "coverage")  # fmt: skip
ROW, HEAD, NAMES = 46, 30, 280
"""Pixels of a row, of the key above the first, and of the column of labels."""
DRAWN = 40
"""Rows of a picture, at most: of a longer table it has the first and says so; files and interactive chart have all."""


def of_rows(
    kind: str,
    query: str,
    page: tuple[str, str],
    words: tuple[str, str, str],
    rows: Sequence[FigureRow],
    notes: Sequence[str] = (),
) -> Fig:
    """The figure of these rows. ``words`` are its finding, whom it is about, and its source."""
    finding, about, source = words
    return Fig(
        kind=kind,
        query=query,
        page=page,
        finding=finding,
        about=about,
        spoken=" ".join(_spoken(rows)),
        source=source,
        columns=COLUMNS,
        rows=[_row(row) for row in rows],
        drawing=_drawing(rows[:DRAWN]) if rows else None,
        chart=_chart(rows) if rows else None,
        notes=[*notes, *_cut(len(rows))],
    )


def of_place(place: PlaceFigure, kind: str, people: Population, page: tuple[str, str], query: str) -> Fig | None:
    """The finding of a chart in its card over the rows of its table; nothing of one without a table.

    Whom it is about is said by the table: the words of the page are about squares and dots, the picture has bars.
    """
    if place.table is None:
        return None
    words = (place.finding, f"{page[0]}. {place.table['caption']}", source_of(people))
    fig = of_rows(kind, query, page, words, place.table["rows"])
    return replace(fig, also=[(label, url) for label, url in place.files if "download.xlsx" in url])


def _cut(rows: int) -> Iterator[str]:
    if rows > DRAWN:
        words = {"shown": number_format(DRAWN), "every": number_format(rows)}
        yield _("The picture has the first %(shown)s of %(every)s rows; the data has all.") % words


def counts_of(row: FigureRow) -> Counts:
    return Counts(women=row["women"], men=row["men"], another=row["another"], unknown=row["unknown"])


def _row(row: FigureRow) -> Row:
    counts = counts_of(row)
    share = share_of_women(counts)
    return {
        "label": str(row["label"]),
        "note": row["note"],
        "women": counts.women,
        "men": counts.men,
        "another": counts.another,
        "unknown": counts.unknown,
        "total": counts.total,
        "known": counts.known,
        "share_women": fraction_of_one(share.value),
        "share_low": fraction_of_one(share.low),
        "share_high": fraction_of_one(share.high),
        "coverage": fraction_of_one(coverage(counts).value),
    }


def _drawing(rows: Sequence[FigureRow]) -> Drawing:
    placed = [
        (HEAD + place * ROW, wrapped(_named(row), NAMES, 13)[:2], row, bars.share(counts_of(row)))
        for place, row in enumerate(rows)
    ]
    return Drawing("pictures/rows.html", {"rows": placed}, HEAD + len(rows) * ROW)


def _named(row: FigureRow) -> str:
    return f"{row['label']}, {row['note']}" if row["note"] else str(row["label"])


def _spoken(rows: Sequence[FigureRow]) -> Iterator[str]:
    """Each row in words, for who does not see the picture."""
    for row in rows:
        words = {"label": _named(row), "share": row["share"], "base": row["base"]}
        yield (_("%(label)s: women %(share)s (%(base)s).") if row["base"] else _("%(label)s: women %(share)s.")) % words


def _chart(rows: Sequence[FigureRow]) -> dict[str, Any]:
    """Shares with their ranges; where no row bears a percentage, people."""
    shares = [_share(row) for row in rows]
    if any(one.percent is not None for one in shares):
        return charts.shares_by_group(shares, _("Share of women"), mirrored=get_language_bidi())
    people = [(_named(row), counts_of(row)) for row in rows]
    return charts.people_by_group(people, gender_words(), mirrored=get_language_bidi())


def _share(row: FigureRow) -> Share:
    counts = counts_of(row)
    value = share_of_women(counts)
    percent = percentage(value.value, counts.known)
    if percent is None or not row["base"] or value.low is None or value.high is None:
        return Share(_named(row), None)
    decimals = decimals_for(counts.known) or 0
    low, high = (float(rounded(end * 100, decimals)) for end in (value.low, value.high))
    return Share(_named(row), float(percent), low, high, row["base"] or row["share"])
