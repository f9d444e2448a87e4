"""Caveats of groups of States: whose groups, of which day, and who has none on file."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from reports.counting.dimensions import Dimension
from reports.counting.population import Population
from reports.scope_results import groups_on_file

FIRST_MONTH = 7
"""Fiscal year n of the World Bank begins on 1 July of year n - 1; its classification is in force for that year only."""
NAMED = 3
"""So many forums without groups are named; dots stand for the others."""


def caveats(people: Population, dimension: Dimension) -> list[str]:
    """Sentences to print beside figures by this dimension or narrowed to a group of it; none if it groups no States."""
    grouping = dimension.grouping
    if not grouping or not people.meetings:
        return []
    on_file = groups_on_file(people, dimension)
    notes = [str(grouping.caveat)] if grouping.caveat else []
    if grouping.by_fiscal_year:
        notes += _fiscal_years(on_file.meetings)
    notes += _not_on_file(on_file.missing, str(grouping.outside), of_forums=grouping.of_forums)
    if not grouping.caveat:
        # Where States are counted, such as *for electoral purposes*.
        notes += [f"{state}: {note}." for state, note in on_file.noted]
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


def _not_on_file(meetings: Sequence[Meeting], outside: str, *, of_forums: bool) -> list[str]:
    """Why everybody of these meetings stands in no group: that nothing is on file is not that there was nothing."""
    if not meetings:
        return []
    if of_forums:
        forums = list(dict.fromkeys(meeting.forum_name for meeting in meetings))
        named = "; ".join([*forums[:NAMED], *(["…"] if forums[NAMED:] else [])])
        sentence = _(
            "These forums have no groups on file for that time, so everybody counts as “%(outside)s”: %(forums)s."
        )
        return [sentence % {"forums": named, "outside": outside}]
    sentence = ngettext(
        "Nothing is on file for the time of %(meetings)d meeting, so everybody there counts as “%(outside)s”.",
        "Nothing is on file for the time of %(meetings)d meetings, so everybody there counts as “%(outside)s”.",
        len(meetings),
    )
    return [sentence % {"meetings": len(meetings), "outside": outside}]
