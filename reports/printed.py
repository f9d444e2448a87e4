"""Results as the commands print them: a table to read, JSON and CSV whose columns keep their meaning."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from reports.downloads import guarded
from reports.measures.metrics import METRICS, Metric
from reports.measures.wording import decimals_for, rounded
from reports.results import SHARE_OF_WOMEN, Result, fraction_of_one

FORMATS = ("table", "json", "csv")
FIGURE_COLUMNS = (
    "dimension",
    "key",
    "label",
    "women",
    "men",
    "another",
    "unknown",
    "total",
    "known",
    "share_women",
    "share_low",
    "share_high",
    "coverage",
    "band",
    "note",
)
METRIC_COLUMNS = ("metric", "value", "value_low", "value_high", "base", "open")
"""Follow when another metric than the share of women was asked for."""
BASE_OF = {
    "share_women": "known",
    "share_low": "known",
    "share_high": "known",
    "coverage": "total",
}
"""The column that decides how precisely a share is printed; of the value of a metric, the metric does."""
MOST_PEOPLE = 10_000_000
Row = dict[str, Any]


def columns_of(metric: Metric) -> tuple[str, ...]:
    return FIGURE_COLUMNS if metric is SHARE_OF_WOMEN else FIGURE_COLUMNS + METRIC_COLUMNS


def figure_row(result: Result) -> Row:
    """One result as numbers: shares are unrounded fractions of 1, and what has no value is null, never 0."""
    counts, share, value = result.counts, result.share, result.value
    row = {
        "dimension": result.dimension,
        "key": result.key,
        "label": result.label,
        "women": counts.women,
        "men": counts.men,
        "another": counts.another,
        "unknown": counts.unknown,
        "total": counts.total,
        "known": counts.known,
        "share_women": fraction_of_one(share.value),
        "share_low": fraction_of_one(share.low),
        "share_high": fraction_of_one(share.high),
        "coverage": fraction_of_one(result.coverage),
        "band": result.band or None,
        "note": result.note,
    }
    if result.metric is SHARE_OF_WOMEN:
        return row
    return row | {
        "metric": result.metric.key,
        "value": _value(value.value, result.metric),
        "value_low": _value(value.low, result.metric),
        "value_high": _value(value.high, result.metric),
        "base": value.base,
        "open": value.open,
    }


def _value(value: Fraction | None, metric: Metric) -> float | int | None:
    """People are whole; shares and points are fractions of 1."""
    return int(value) if value is not None and metric.unit == "people" else fraction_of_one(value)


def rows_as(form: str, rows: Iterable[Row], columns: Sequence[str] = ()) -> str:
    """Rows under their columns (by default those of the first row) as a table, JSON array or CSV."""
    found = list(rows)
    names = list(columns) or list(found[0] if found else ())
    if form == "json":
        return json.dumps(found, ensure_ascii=False, indent=1)
    if form == "csv":
        return _as_csv(names, found)
    return _as_table([names, *([_cell(row, name) for name in names] for row in found)])


def object_as(form: str, answer: Row) -> str:
    """One object: as such in JSON, else one line for each of its values."""
    if form == "json":
        return json.dumps(answer, ensure_ascii=False, indent=1)
    return rows_as(form, [{"key": key, "value": _on_one_line(value)} for key, value in answer.items()])


def _on_one_line(value: Any) -> Any:
    """Lists and objects within an object, for who does not read JSON."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_on_one_line(inner)}" for name, inner in value.items())
    return "; ".join(str(_on_one_line(inner)) for inner in value) if isinstance(value, list) else value


def _as_csv(names: Sequence[str], rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: guarded(row[name]) for name in names} for row in rows)
    return out.getvalue()


def _cell(row: Row, name: str) -> str:
    """In a table to read, shares are as precise as their base bears; JSON and CSV hold them unrounded."""
    value = row[name]
    if not isinstance(value, float):
        return "–" if value is None else str(value)
    metric = METRICS[row["metric"]] if "metric" in row and name.startswith("value") else None
    if metric and metric.unit == "ratio":
        return str(rounded(Fraction(value).limit_denominator(MOST_PEOPLE), 2))
    base = metric.bearing(row["base"], row["known"]) if metric else row.get(BASE_OF.get(name, ""))
    decimals = 1 if base is None else decimals_for(base)
    # The nearest fraction of whole people is the one that the number was made from: a half is rounded as on the page.
    exact = Fraction(value).limit_denominator(MOST_PEOPLE)
    unit = "points" if name.endswith("_points") or (metric and metric.unit == "points") else "%"
    return "counts only" if decimals is None else f"{rounded(exact * 100, decimals)} {unit}"


def _as_table(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
