"""Which year a page is about unless another is asked for: the latest that is over and checked, or full already.

A half-recorded year beside whole ones looks like a fall. So a running year leads only once every forum of the year
before has been checked in it; until then it is told of beside the others, and stands in no series.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeetingYear:
    """A meeting that somebody counted came to: its forum, the year in which it began, whether it is locked."""

    forum: str
    year: int
    locked: bool


@dataclass(frozen=True, slots=True)
class SoFar:
    """How far a year has come that does not lead: forums that met, of those that met in it or the year before, and
    how many of those are checked: all that they held in it is locked."""

    year: int
    met: int
    of: int
    checked: int


def full_year(meetings: Collection[MeetingYear], running: int) -> int:
    """The year that leads; 0 where nobody was counted at all.

    Where nothing is locked, the latest year that is over; where none is over, the latest there is.
    """
    if _is_full(meetings, running):
        return running
    over = [one for one in meetings if one.year < running]
    checked = [one for one in over if one.locked]
    return max((one.year for one in checked or over or meetings), default=0)


def last_full_year(years_of: Mapping[str, Collection[int]]) -> int:
    """The latest year in which every forum met that had met in both years before it (in the one, where only that is
    known); 0 where nothing is known. ``years_of``: the years in which each forum met.

    One meeting of a new year does not make it full, and a forum that meets every other year is not waited for.
    """
    met: dict[int, set[str]] = {}
    for forum, years in years_of.items():
        for year in years:
            met.setdefault(year, set()).add(forum)
    first = min(met, default=0)
    for year in sorted(met, reverse=True):
        before = met.get(year - 1, set())
        regular = before & met.get(year - 2, set()) if year - 2 >= first else before
        if regular <= met[year]:
            return year
    return 0


def so_far(meetings: Collection[MeetingYear], leading: int) -> list[SoFar]:
    """The years after the one that leads, oldest first."""
    years = sorted({one.year for one in meetings if one.year > leading})
    return [_so_far(meetings, year) for year in years]


def _is_full(meetings: Collection[MeetingYear], running: int) -> bool:
    """Whether every forum that met the year before has a locked meeting in the running year."""
    before = {one.forum for one in meetings if one.year == running - 1}
    now = {one.forum for one in meetings if one.year == running and one.locked}
    return bool(now) and before <= now


def _so_far(meetings: Collection[MeetingYear], year: int) -> SoFar:
    met = {one.forum for one in meetings if one.year == year}
    before = {one.forum for one in meetings if one.year == year - 1}
    open_ones = {one.forum for one in meetings if one.year == year and not one.locked}
    return SoFar(year, len(met), len(met | before), len(met - open_ones))
