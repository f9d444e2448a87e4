"""Series as ``figures`` prints them: the trend with its projection, changes since the last session, runs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from reports.measures.projection import HALF, Projection
from reports.measures.tally import Counts
from reports.people import People
from reports.printed import Row, figure_row
from reports.results import fraction_of_one, said
from reports.series import YearSeries, changes_since_last, runs

CHANGE_COLUMNS = ("forum", "previous", "latest", "women_before", "known_before", "women", "known",
                  "change_women", "change_points", "larger_than", "of_changes", "sentence")  # fmt: skip
RUN_COLUMNS = ("country", "name", "forum", "kind", "length", "undetermined_end", "first", "last")


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
        **_line(found),
        "required_by": by_year if pace else None,
        "required_pace": fraction_of_one(pace.required) if pace else None,
        "sentence": said(found.sentence) if found else series.no_trend(),
        "beside": [
            *([said(found.pace), *map(said, found.caveats)] if found else []),
            *([said(pace.sentence)] if pace else []),
        ],
    }


def change_rows(people: People) -> list[Row]:
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


def run_rows(people: People) -> list[Row]:
    """Delegations of one gender on end, by State and forum: how long, and from which to which meeting."""
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


def _line(found: Projection | None) -> dict[str, Any]:
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
