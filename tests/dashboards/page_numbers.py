"""Numbers read out of a page's HTML, and what it must print of a row of ``figures``.

Rounding and wording are written out here once more: nothing is shared with ``reports``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import lxml.html
from django.urls import reverse

from parity.urls import shared_pages

UNITS = {
    "leadership_gap": "points", "people_needed_same_size": "people", "people_needed_growing": "people",
    "speaking_time": "weighed", "speaking_time_without_presiding": "weighed", "office_holders_by_days": "weighed",
    "relative_voice": "ratio",
}  # fmt: skip
"""Of the metrics that are no share of whole things."""
OF_SHARES = ("mean_share", "median_share")


@dataclass(frozen=True)
class Line:
    """A line of a table: its cells as text, and the notes that stand in them."""

    cells: list[str]
    notes: str


class Page:
    """``tables`` and ``totals`` by the id of their caption, or by its text; ``charts`` by that of their table."""

    def __init__(self, content: bytes) -> None:
        self.root = lxml.html.fromstring(content)
        self.tables: dict[str, list[Line]] = {}
        self.totals: dict[str, Line] = {}
        for table in self.root.iterfind(".//table"):
            caption = table.find("caption")
            name = caption.get("id", "").removesuffix("-caption") or text_of(caption)
            self.tables[name] = [_line(row) for row in table.iterfind("tbody/tr")]
            for total in table.iterfind("tfoot/tr"):
                self.totals[name] = _line(total)
        self.charts = {
            chart.get("data-figure").removesuffix("-chart"): json.loads(
                self.root.get_element_by_id(chart.get("data-figure")).text
            )
            for chart in self.root.find_class("chart")
        }

    def texts(self, css: str, inside: str = "") -> list[str]:
        """What stands in the elements of a class, or in the paragraphs and items below the heading ``inside``."""
        if inside:
            found = self.root.xpath(f"//section[@aria-labelledby='{inside}-heading']//*[self::p or self::li]")
            return [text_of(one) for one in found]
        return [text_of(one) for one in self.root.find_class(css)]


def text_of(element: Any, without: str = "") -> str:
    parts = element.xpath(f".//text()[not(ancestor::*[@class='{without}'])]" if without else ".//text()")
    return " ".join(" ".join(parts).split())


def _line(row: Any) -> Line:
    cells = [text_of(cell, without="figure-note") for cell in row]
    return Line(cells, "; ".join(text_of(note) for note in row.find_class("figure-note")))


def exact(value: float) -> Fraction:
    """The fraction of whole people that a number was made from."""
    return Fraction(value).limit_denominator(1_000_000)


def half_up(value: Fraction, decimals: int) -> str:
    number = floor(abs(value) * 10**decimals + Fraction(1, 2))
    return f"{'−' if value < 0 and number else ''}{Decimal(number).scaleb(-decimals)}"


def per_cent(value: float | None, base: int) -> str:
    """Nothing below ten, whole below a hundred, one decimal from there."""
    return "" if value is None or base < 10 else half_up(exact(value) * 100, base >= 100)


def share(row: dict[str, Any]) -> str:
    of = f"{row['women']} of {row['known']}"
    percent = per_cent(row["share_women"], row["known"])
    return f"{percent} % {of}" if percent else of if row["known"] else "no value"


def in_words(row: dict[str, Any]) -> str:
    """A share within a sentence."""
    percent, _, base = share(row).partition(" % ")
    return f"{percent} % ({base})" if base else percent


def bounds(low: float | None, high: float | None, known: int, total: int) -> str:
    """From the lower to the upper bound of a share of ``total``, as exactly as those ``known`` bear."""
    if low is None or high is None:
        return ""
    ends = [per_cent(end, known) or str(exact(end) * total) for end in (low, high)]
    return f"{'–'.join(dict.fromkeys(ends))} {'%' if known >= 10 else f'of {total}'}"


def plain(found: Any) -> Any:
    """What a command printed, its texts with the spaces that a page is read with."""
    if isinstance(found, dict):
        return {key: plain(value) for key, value in found.items()}
    if isinstance(found, list):
        return [plain(one) for one in found]
    return " ".join(found.split()) if isinstance(found, str) else found


def figures_line(row: dict[str, Any], another: bool, label: str = "") -> list[str]:
    """A line of a table of figures; that of people of another gender stands there only where there are some."""
    counts = [row["women"], row["men"], *([row["another"]] if another else []), row["unknown"], row["total"]]
    ends = bounds(row["share_low"], row["share_high"], row["known"], row["total"])
    return [label or row["label"], share(row), "", *map(str, counts), ends]


def base_of(row: dict[str, Any]) -> str:
    if row["value"] is None or not row["base"]:
        return ""
    return f"{exact(row['value']) * row['base']} of {row['base']}"


def points(value: float, base: int) -> str:
    """A difference with its sign; nothing below ten."""
    moved = per_cent(abs(value), base)
    sign = "−" if value < 0 else "+"
    return f"{sign if Decimal(moved) else '±'}{moved} point{'' if moved == '1' else 's'}" if moved else ""


def value_cell(row: dict[str, Any], metric: str) -> str:
    """The figure of an explored group, as exactly as the people behind it bear."""
    unit, value, base, known = UNITS.get(metric, "share"), row["value"], row["base"], row["known"]
    if metric == "bounds":
        return interval_cell(row)
    if value is None:
        return "no value"
    if unit == "people":
        low, high = row["value_low"], row["value_high"]
        return str(value) if low == high else f"{value} ({low}–{high})"
    if unit == "points":
        return points(value, min(base, known)) or "counts only"
    if unit == "ratio":
        return half_up(exact(value), 2) if base >= 10 else "counts only"
    if metric in OF_SHARES:
        percent = per_cent(value, known)
        return f"{f'{percent} %' if percent else 'counts only'} {base} meeting{'' if base == 1 else 's'} with a share"
    percent = per_cent(value, base)
    if unit == "weighed":
        return f"{percent} %" if percent else "counts only"
    return f"{percent} % {base_of(row)}" if percent else base_of(row)


def interval_cell(row: dict[str, Any]) -> str:
    """Both bounds, and the people that they are of; below ten these alone."""
    low, high, total = row["value_low"], row["value_high"], row["total"]
    if low is None or high is None:
        return "no value"
    ends = f"{'–'.join(dict.fromkeys(str(exact(end) * total) for end in (low, high)))} of {total}"
    return f"{bounds(low, high, row['known'], total)} {ends}" if row["known"] >= 10 else ends


def explored_line(row: dict[str, Any], metric: str) -> list[str]:
    counts = [row["women"], row["men"], row["another"] + row["unknown"], row["total"]]
    bar = [""] if UNITS.get(metric, "share") == "share" and metric != "bounds" else []
    return [row["label"], value_cell(row, metric), *bar, *map(str, counts)]


def points_of(trace: dict[str, Any]) -> list[str]:
    """The percentages that a line or a row of dots draws, as a table prints them; nothing where there is none."""
    drawn = trace["x"] if trace.get("orientation") == "h" else trace["y"]
    return ["" if value is None else f"{value:g}" for value in drawn]


def percents_of(lines: list[Line], column: int = 1) -> list[str]:
    found = [line.cells[column].partition(" %") for line in lines]
    return [f"{float(number):g}" if sign else "" for number, sign, _base in found]


def points_for(trace: dict[str, Any], lines: list[Line]) -> list[str]:
    """What a chart has to draw of these lines: a line breaks where there is no share, a row of dots has no place."""
    found = percents_of(lines)
    return [percent for percent in found if percent] if trace.get("orientation") == "h" else found


def address_of(page: str, *arguments: str) -> str:
    """The address of a page by its name; those that every app leads to are named without an app (``parity.urls``)."""
    shared = {pattern.name for pattern in shared_pages()}
    return reverse(page if page in shared else f"reports:{page}", args=arguments)
