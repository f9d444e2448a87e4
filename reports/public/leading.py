"""Which year the public pages lead with, and the meetings of it: the rule of the desk, on what a release holds.

Only meetings with an open list are spoken of together: their numbers are exact, and nothing else is ever added up.
"""

from __future__ import annotations

from dataclasses import dataclass

from meetings.vocabulary import ListAccess
from reports.measures.full_years import MeetingYear, SoFar, last_full_year, so_far
from reports.public.figures import BY_MEETING, MEETINGS, rows_of
from reports.releases.published import Published, Row


@dataclass(frozen=True, slots=True)
class Latest:
    """The meetings with an open list of the year that leads; ``later``: how far the years after it have come."""

    year: int
    meetings: frozenset[str]
    symbols: tuple[str, ...]
    later: tuple[SoFar, ...] = ()


def open_meetings(release: Published) -> list[Row]:
    """The meetings with an open list whose women and men the release prints, in the order of the table."""
    counted = {row["meeting_id"] for row in rows_of(release, BY_MEETING) if row["women"] is not None}
    found = (row for row in rows_of(release, MEETINGS) if row["meeting_id"] in counted)
    return [row for row in found if row["list_access"] == ListAccess.OPEN]


def latest_of(release: Published) -> Latest | None:
    """The last full year: one meeting of a new one does not make it full (``full_years.last_full_year``)."""
    rows = open_meetings(release)
    years_of: dict[str, set[int]] = {}
    for row in rows:
        years_of.setdefault(row["forum"], set()).add(row["year"])
    year = last_full_year(years_of)
    if not year:
        return None
    known = [MeetingYear(row["forum"], row["year"], True) for row in rows]
    return latest_among([row for row in rows if row["year"] == year], tuple(so_far(known, year)))


def latest_among(rows: list[Row], later: tuple[SoFar, ...] = ()) -> Latest:
    """These meetings of one year, as what is spoken of."""
    symbols = tuple(row["list_symbol"] for row in rows if row["list_symbol"])
    return Latest(rows[0]["year"], frozenset(row["meeting_id"] for row in rows), symbols, later)
