"""Narrowing of a population: some of its meetings, some years, or another category.

Nothing is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace

from meetings.models import Meeting
from reports.counting.arrays import Arrays
from reports.counting.attributes import year_of
from reports.counting.population import Population, population_in
from reports.counting.scope import Scope

Years = tuple[int, int]


def during(people: Population, years: tuple[int, int]) -> Population:
    """Those at the meetings that began in these years alone."""
    first, last = years
    year = year_of(people.arrays)
    arrays = people.arrays.part((first <= year) & (year <= last))
    left_out = [meeting for meeting in people.left_out if first <= meeting.start.year <= last]
    return _among(people, arrays, replace(people.scope, years=years), left_out)


def at_meeting(people: Population, slug: str) -> Population:
    """Those at one meeting, as if it alone had been asked for."""
    scope = replace(people.scope, meeting=slug, forum="", years=None)
    return _at(people, scope, lambda meeting: meeting.slug == slug)


def of_forum(people: Population, code: str) -> Population:
    """Those at the meetings of one forum, as if it alone had been asked for."""
    return _at(people, replace(people.scope, forum=code), lambda meeting: meeting.forum_id == code)


def at_meetings(people: Population, within: Container[int]) -> Population:
    """Those at the meetings whose id is ``within``."""
    return _at(people, people.scope, lambda meeting: meeting.pk in within)


def latest(people: Population, number: int) -> Population:
    """Those at the last so many meetings that somebody of them came to."""
    import numpy as np

    arrays = np.zeros(len(people.meetings), bool)
    arrays[np.flatnonzero(people.of_meetings.any(axis=1))[-number:]] = True
    if arrays.all():
        return people
    return _among(people, people.arrays.part(arrays), people.scope, people.left_out)


def in_category(people: Population, category: str) -> Population:
    """Who else was at the same meetings."""
    return _among(people, people.arrays, replace(people.scope, category=category), people.left_out)


def only(people: Population, dimension: str, group: str) -> Population:
    """One group of a dimension at the same meetings, in place of the groups asked for."""
    scope = replace(people.scope, only=((dimension, group),))
    return _among(people, people.arrays, scope, people.left_out)


def _at(people: Population, scope: Scope, wanted: Callable[[Meeting], bool]) -> Population:
    import numpy as np

    arrays = people.arrays.part(np.array([wanted(meeting) for meeting in people.meetings], bool))
    return _among(people, arrays, scope, filter(wanted, people.left_out))


def _among(people: Population, arrays: Arrays, scope: Scope, left_out: Iterable[Meeting]) -> Population:
    """Who is counted by this scope at some of the meetings; what was read beside them is not read again."""
    found = population_in(arrays, scope, people.readable_closed, left_out, people.within, people.reference)
    found.read_beside = people.read_beside
    return found


def years_of(people: Population) -> Years:
    """The first and the last: those asked for, else those of the meetings that somebody counted came to."""
    if people.scope.years:
        return people.scope.years
    present = year_of(people.arrays)[people.of_meetings.any(axis=1)]
    return (int(present.min()), int(present.max())) if len(present) else (0, 0)
