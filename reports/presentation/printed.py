"""Results as commands print them: table, JSON, and CSV with stable columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from meetings.files.formats import CSV, JSON
from meetings.files.spreadsheet_cells import csv_text
from reports.counting.population import Population
from reports.measures.formulas import share_of_women
from reports.measures.metrics import METRICS, Metric
from reports.measures.projection import HALF, Projection
from reports.measures.tally import Counts, ratio
from reports.measures.wording import SMALL, decimals_for, rounded
from reports.practice_results.staff import GroupResult
from reports.results import SHARE_OF_WOMEN, Result, fraction_of_one
from reports.series import YearSeries, changes_since_last, runs
from reports.words import said

FORMATS = ("table", JSON.extension, CSV.extension)
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
ACROSS_COLUMNS = ("dimension_2", "key_2", "label_2")
"""Follow the first three in a crosstab: the column of the cell."""
METRIC_COLUMNS = ("metric", "value", "value_low", "value_high", "base", "open")
"""Follow when another metric than the share of women was asked for."""
BASE_OF = {
    "share_women": "known",
    "share_low": "known",
    "share_high": "known",
    "coverage": "total",
}
"""The column that decides how precisely a share is printed; of the value of a metric, the metric does."""
CHANGE_COLUMNS = ("forum", "previous", "latest", "women_before", "known_before", "women", "known",
                  "change_women", "change_points", "larger_than", "of_changes", "sentence", "note")  # fmt: skip
RUN_COLUMNS = ("country", "name", "forum", "kind", "length", "undetermined_end", "first", "last", "note")
MOST_PEOPLE = 10_000_000
Row = dict[str, Any]


def columns_of(metric: Metric, *, crossed: bool = False) -> tuple[str, ...]:
    """Names of the columns in their order."""
    of_counts = (*FIGURE_COLUMNS[:3], *ACROSS_COLUMNS, *FIGURE_COLUMNS[3:]) if crossed else FIGURE_COLUMNS
    return of_counts if metric is SHARE_OF_WOMEN else of_counts + METRIC_COLUMNS


def figure_row(result: Result) -> Row:
    """One result as numbers: shares are unrounded fractions of 1, and what has no value is null, never 0."""
    counts, share, value = result.counts, result.share, result.value
    row = {
        "dimension": result.dimension,
        "key": result.key,
        "label": result.label,
        **(dict(zip(ACROSS_COLUMNS, result.across, strict=True)) if result.across else {}),
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


def staff_row(dimension: str, group: GroupResult) -> Row:
    """Staff of one level, category or unit; no share of fewer than ten women and men, ``band`` is the position."""
    counts = group.counts
    share = share_of_women(counts) if counts.known >= SMALL else None
    return {
        "dimension": dimension,
        "key": group.key,
        "label": group.label,
        "women": counts.women,
        "men": counts.men,
        "another": counts.another,
        "unknown": counts.unknown,
        "total": counts.total,
        "known": counts.known,
        "share_women": fraction_of_one(share.value) if share else None,
        "share_low": fraction_of_one(share.low) if share else None,
        "share_high": fraction_of_one(share.high) if share else None,
        "coverage": fraction_of_one(ratio(counts.known, counts.total)),
        "band": group.position,
        "note": "" if share else "fewer than ten: counts only",
    }


def noted(rows: Iterable[Row], notes: Sequence[str]) -> list[Row]:
    """The rows, each with what is to be said of the whole scope behind its own note."""
    return [row | {"note": "; ".join(filter(None, (row.get("note"), " ".join(notes))))} for row in rows]


def _value(value: Fraction | None, metric: Metric) -> float | int | None:
    """People are whole; shares and points are fractions of 1."""
    return int(value) if value is not None and metric.unit == "people" else fraction_of_one(value)


def trend_object(series: YearSeries, target: Fraction = HALF, by_year: int | None = None) -> Row:
    """The projection of a yearly series as one object. Shares and slopes are unrounded fractions of 1, slopes a year.

    ``status``: reached, on_trend, open_ended, beyond, not_on_trend or too_few_years. ``reached_latest`` is a year,
    ``beyond`` (more than 100 years) or ``never``. ``years`` are the points; those in ``years_left_out`` bear no share.
    ``required_pace`` is that of ``--by-year`` from the fitted value of the last year on.
    """
    found = series.trend(target)
    pace = series.pace(by_year, target) if by_year else None
    return {
        "target": fraction_of_one(target),
        "panel": "constant" if series.constant else "all",
        "forums": [code for code, _name in series.forums],
        "forums_left_out": {left.code: list(left.missing) for left in series.left_out},
        "years": [_year(figure_row(result)) for result in series.points],
        **_projection(found),
        "required_by": by_year if pace else None,
        "required_pace": fraction_of_one(pace.required) if pace else None,
        "sentence": said(found.sentence) if found else series.no_trend(),
        "beside": [
            *([said(found.pace), *map(said, found.caveats)] if found else []),
            *([said(pace.sentence)] if pace else []),
        ],
    }


def change_rows(people: Population) -> list[Row]:
    """What changed since the last session of each forum: women, points of 1, and how it compares."""
    return [
        {
            "forum": one.code,
            "previous": one.previous.slug,
            "latest": one.latest.slug,
            **_women(one.change.before, "_before"),
            **_women(one.change.after),
            "change_women": one.change.women,
            "change_points": fraction_of_one(one.change.points),
            "larger_than": one.change.larger_than[0] if one.change.larger_than else None,
            "of_changes": one.change.larger_than[1] if one.change.larger_than else None,
            "sentence": one.text,
        }
        for one in changes_since_last(people)
    ]


def run_rows(people: Population) -> list[Row]:
    """Runs of delegations of one gender, by State and forum: how long, and from which to which meeting."""
    return [
        {
            "country": run.country,
            "name": run.name,
            "forum": run.forum,
            "kind": run.kind,
            "length": run.length,
            "undetermined_end": run.undetermined_end,
            "first": run.meetings[0].slug,
            "last": run.meetings[-1].slug,
        }
        for run in runs(people)
    ]


def _projection(found: Projection | None) -> dict[str, Any]:
    if found is None:
        names = ("first_year", "last_year", "slope", "slope_low", "slope_high", "base")
        reached = ("reached_in", "reached_earliest", "reached_latest")
        return {"status": "too_few_years", "years_left_out": [], **dict.fromkeys(names + reached)}
    return {
        "status": found.status,
        "years_left_out": list(found.left_out),
        "first_year": found.first_year,
        "last_year": found.last_year,
        "slope": fraction_of_one(found.slope),
        "slope_low": fraction_of_one(found.low),
        "slope_high": fraction_of_one(found.high),
        "base": fraction_of_one(found.base),
        "reached_in": found.reached_in,
        "reached_earliest": found.reached_earliest,
        "reached_latest": found.reached_latest,
    }


def _year(row: Row) -> Row:
    return {"year": int(row["key"])} | {
        name: row[name] for name in ("women", "men", "another", "unknown", "share_women")
    }


def _women(counts: Counts, when: str = "") -> Row:
    return {f"women{when}": counts.women, f"known{when}": counts.known}


def rows_as(form: str, rows: Iterable[Row], columns: Sequence[str] = ()) -> str:
    """Rows under their columns (by default those of the first row) as a table, JSON array or CSV."""
    found = list(rows)
    names = list(columns) or list(found[0] if found else ())
    if form == JSON.extension:
        return json.dumps(found, ensure_ascii=False, indent=1)
    if form == CSV.extension:
        return _as_csv(names, found)
    return _as_table([names, *([_cell(row, name) for name in names] for row in found)])


def object_as(form: str, answer: Row) -> str:
    """One object: as such in JSON, else one line for each of its values."""
    if form == JSON.extension:
        return json.dumps(answer, ensure_ascii=False, indent=1)
    return rows_as(form, [{"key": key, "value": _on_one_line(value)} for key, value in answer.items()])


def _on_one_line(value: Any) -> Any:
    """Lists and objects within an object, for who does not read JSON."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_on_one_line(inner)}" for name, inner in value.items())
    return "; ".join(str(_on_one_line(inner)) for inner in value) if isinstance(value, list) else value


def _as_csv(names: Sequence[str], rows: Sequence[Row]) -> str:
    return csv_text([names, *([row[name] for name in names] for row in rows)], line_end="\n")


def _cell(row: Row, name: str) -> str:
    """In a table to read, shares are as precise as their base bears; JSON and CSV hold them unrounded."""
    value = row[name]
    if not isinstance(value, float):
        return "–" if value is None else str(value)
    metric = METRICS[row["metric"]] if "metric" in row and name.startswith("value") else None
    if metric and metric.unit == "ratio":
        return str(rounded(Fraction(value).limit_denominator(MOST_PEOPLE), 2))
    base = metric.precision_base(row["base"], row["known"]) if metric else row.get(BASE_OF.get(name, ""))
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
