"""Caveats of groups of States: whose groups, of which day, and who has none on file."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from reports.counting.dimensions import Dimension
from reports.counting.groupings import Member
from reports.counting.groups import periods_of
from reports.counting.labels import alphabetical
from reports.counting.population import Population

FIRST_MONTH = 7
"""Fiscal year n of the World Bank begins on 1 July of year n - 1; its classification is in force for that year only."""
NAMED = 3
"""So many forums without groups are named; dots stand for the others."""


def caveats(people: Population, dimension: Dimension) -> list[str]:
    """Sentences to print beside figures by this dimension or narrowed to a group of it; none if it groups no States."""
    if not dimension.grouping_of or not people.meetings:
        return []
    memberships = people.memberships(dimension)
    periods, period_of = periods_of(people, dimension)
    members = [memberships.members_at(period) for period in periods]
    placed = list(zip(people.meetings, period_of.tolist(), strict=True))
    filed = [meeting for meeting, period in placed if members[period]]
    notes = [str(dimension.caveat)] if dimension.caveat else []
    if dimension.key == "income_group":
        notes += _fiscal_years(filed)
    notes += _not_on_file([meeting for meeting, period in placed if not members[period]], dimension)
    if not dimension.caveat and filed:
        of_the_last = next(period for _meeting, period in reversed(placed) if members[period])
        notes += _where_counted(members[of_the_last], people)
    return notes


def fiscal_year(day: datetime.date) -> int:
    """The fiscal year of the World Bank that a day falls in."""
    return day.year + (day.month >= FIRST_MONTH)


def _fiscal_years(meetings: Sequence[Meeting]) -> list[str]:
    years = sorted({fiscal_year(meeting.start) for meeting in meetings})
    if len(years) > 1:
        words = {"first": str(years[0]), "last": str(years[-1])}
        return [
            _("World Bank classifications for fiscal years %(first)s to %(last)s: the one in force on the first day.")
            % words
        ]
    return [
        _("World Bank classification for fiscal year %(year)s (July %(before)s to June %(year)s).")
        % {"year": str(year), "before": str(year - 1)}
        for year in years
    ]


def _not_on_file(meetings: Sequence[Meeting], dimension: Dimension) -> list[str]:
    """Why everybody of these meetings stands in no group: that nothing is on file is not that there was nothing."""
    if not meetings:
        return []
    outside = str(dimension.outside)
    if dimension.key == "forum_group":
        forums = list(dict.fromkeys(meeting.forum_name for meeting in meetings))
        named = "; ".join([*forums[:NAMED], *(["…"] if forums[NAMED:] else [])])
        sentence = _("No groups of its own are on file for that time: %(forums)s. Everybody there is “%(outside)s”.")
        return [sentence % {"forums": named, "outside": outside}]
    sentence = ngettext(
        "For %(meetings)d meeting nothing is on file for its time: everybody there is “%(outside)s”.",
        "For %(meetings)d meetings nothing is on file for their time: everybody there is “%(outside)s”.",
        len(meetings),
    )
    return [sentence % {"meetings": len(meetings), "outside": outside}]


def _where_counted(members: Iterable[Member], people: Population) -> list[str]:
    """What is noted about where some of these States are counted, such as *for electoral purposes*."""
    present, names = people.countries(), people.reference.names
    notes = {member.country: member.note for member in members if member.note and member.country in present}
    return [f"{names[code]}: {notes[code]}." for code in sorted(notes, key=lambda code: alphabetical(names[code]))]
