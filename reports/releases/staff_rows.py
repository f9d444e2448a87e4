"""Rows about the office's own staff: by year and band, from one locked day of a year that is a quarter old."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting
from reports.models import Release
from reports.practice_results.staff import by_band
from reports.releases.disclosure.policy import CLOSED
from reports.releases.disclosure.staff_bands import BandCounts, as_printed_before, printed
from reports.releases.published import frozen_rows
from reports.releases.published_rows import with_shares

TABLE = "staff_by_band"
QUARTER = datetime.timedelta(days=92)
"""So old is the day of a printed year at least."""
Rows = list[dict[str, Any]]


def staff_rows(meetings: Sequence[Meeting], last_public: Release | None, dated: datetime.date) -> Rows:
    """One row for each year and band; invented staff go with invented meetings alone."""
    invented = bool(meetings) and all(one.demonstration for one in meetings)
    now = {
        day.year: [_row(day, band, BandCounts(one.women, one.men, one.open)) for band, one in bands.items()]
        for day, bands in by_band(dated - QUARTER, invented=invented).items()
    }
    return [row for rows in as_printed_before(now, _printed_before(last_public)).values() for row in rows]


def staff_moved(release: Release) -> bool:
    """Whether what a release says of staff would be said otherwise by now."""
    if TABLE not in release.manifest["data"]:
        return False
    meetings = list(Meeting.objects.filter(releases__release=release))
    now = staff_rows(meetings, release.last_public, release.dated)
    return [_numbers(row) for row in now] != [_numbers(row) for row in frozen_rows(release, TABLE)]


def _numbers(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("year", "band", "women", "men", "total"))


def _printed_before(last_public: Release | None) -> dict[int, Rows]:
    """The rows of each year as a release that anybody could read printed them."""
    found: dict[int, Rows] = {}
    while last_public is not None:
        years: dict[int, Rows] = {}
        for row in frozen_rows(last_public, TABLE) if TABLE in last_public.manifest["data"] else []:
            told = {name: value for name, value in row.items() if name != "release"}
            years.setdefault(row["year"], []).append(told)
        found = years | found
        last_public = last_public.last_public
    return found


def _row(day: datetime.date, band: str, counts: BandCounts) -> dict[str, Any]:
    numbers = printed(counts)
    if numbers["total"] is None:
        note = _("Not published: fewer than %(least)d women and men.") % {"least": CLOSED.row_women_and_men}
    else:
        words = {"rounding": CLOSED.rounding, "least": CLOSED.slack + 1}
        note = _("Rounded to multiples of %(rounding)d; 0 means fewer than %(least)d.") % words
    return (
        {"year": day.year, "as_of": day.isoformat(), "band": band}
        | with_shares(numbers, CLOSED)
        | {"flag": "c", "note": note}
    )
