"""Rows by year: the meetings with an open list that have a row of their own, added up.

Every number is a sum of numbers that the same release prints, so that nothing follows from it that does not follow from
them: no closed list, and no meeting too small for a row, is in any sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from meetings.models import Meeting
from meetings.vocabulary import ListAccess, ListStatus
from reports.counting.narrowing import during
from reports.counting.population import Population, population_at
from reports.counting.scope import REGISTERED, STATES, Scope
from reports.measures.full_years import last_full_year
from reports.measures.tally import Counts
from reports.releases.changes import with_flag
from reports.releases.disclosure.cells import with_sums
from reports.releases.disclosure.policy import OPEN, REST
from reports.releases.exact_rows import PROVISIONAL
from reports.releases.published_rows import UNRELIABLE, unreliable, with_shares
from reports.results import by_forum_and_year
from reports.series import YearSeries, by_year

BY_MEETING = "participation_by_meeting"
Rows = list[dict[str, Any]]
YearsOf = dict[str, set[int]]


def yearly_rows(meetings: Sequence[Meeting], by_meeting: Iterable[Mapping[str, Any]]) -> dict[str, Rows]:
    """Rows of the tables by year; ``by_meeting`` are the published rows of the table by meeting."""
    people = population_at(summed(meetings, by_meeting), Scope(category=STATES))
    found = by_forum_and_year(people)
    years_of: YearsOf = {}
    for (forum, year), counts in found.items():
        if counts.known:
            years_of.setdefault(forum, set()).add(year)
    forums = [
        {"forum": forum, "year": year, "area": _at(people, [forum], year)[0].forum.area}
        | _counted(counts, _at(people, [forum], year))
        for (forum, year), counts in sorted(found.items())
    ]
    return {"participation_by_year": _of_panel(people, years_of), "participation_by_forum_and_year": forums}


def summed(meetings: Sequence[Meeting], by_meeting: Iterable[Mapping[str, Any]]) -> list[Meeting]:
    """The meetings with an open list of which the release prints everybody."""
    shown = {row["meeting_id"] for row in by_meeting if row["total"] is not None}
    return [one for one in meetings if one.list_access == ListAccess.OPEN and one.slug in shown]


def constant_panel(people: Population, years_of: YearsOf) -> YearSeries | None:
    """The longest series up to the last full year in which some forum met every year; None where there is none."""
    last = last_full_year(years_of)
    known = sorted({year for years in years_of.values() for year in years if year <= last})
    for first in known:
        if any(years >= {year for year in known if year >= first} for years in years_of.values()):
            return by_year(during(people, (first, last)), constant=True)
    return None


def _of_panel(people: Population, years_of: YearsOf) -> Rows:
    series = constant_panel(people, years_of)
    if series is None:
        return []
    codes, left_out = [code for code, _name in series.forums], [one.code for one in series.left_out]
    named = {"forums": " ".join(codes), "forums_left_out": " ".join(left_out) or None}
    return [
        {"year": int(point.key)} | named | _counted(point.counts, _at(people, codes, int(point.key)))
        for point in series.points
    ]


def _at(people: Population, forums: Sequence[str], year: int) -> list[Meeting]:
    """The meetings behind a sum, by date."""
    return [one for one in people.meetings if one.forum_id in forums and one.start.year == year]


def _counted(counts: Counts, meetings: Sequence[Meeting]) -> dict[str, Any]:
    numbers = with_shares(with_sums({"women": counts.women, "men": counts.men, REST: counts.open}), OPEN)
    flags = PROVISIONAL if any(one.list_status == ListStatus.PROVISIONAL for one in meetings) else ""
    flags = with_flag(flags, UNRELIABLE) if unreliable(numbers) else flags
    about = {"category": STATES, "base": REGISTERED, "flag": flags or None}
    of = {"meetings": len(meetings), "meeting_ids": " ".join(one.slug for one in meetings)}
    return of | about | numbers
