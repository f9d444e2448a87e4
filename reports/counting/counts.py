"""Counts: people of a scope by gender, disaggregated by one dimension.

Participations and head-counts alike, out of the arrays. Delegations are counted once for all requests; a
scope keeps some of them, and every figure adds up their lines. Only what divides a delegation goes back to its rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from meetings.models import Meeting
from reports.counting import attributes, blocks, groups
from reports.counting.dimensions import DIMENSIONS, WHOLE, Dimension, Level
from reports.counting.population import Population
from reports.measures.tally import Counts
from reports.refusals import QuestionRefused

if TYPE_CHECKING:
    import numpy as np


MOST_YEARS = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One group of a disaggregation."""

    key: str
    label: str
    counts: Counts


def count_by(people: Population, dimension: Dimension) -> list[Cell]:
    """Counts of each group that holds someone; together they are everyone in the scope."""
    import numpy as np

    people = people.answering(dimension)
    coded = dimension.group_delegations(people)
    if dimension is WHOLE:  # meetings are fewer than delegations, and counted once
        table = people.of_meetings.sum(axis=0, keepdims=True)
    elif dimension.level is Level.PARTICIPATION:
        table = people.tabulate(coded.codes, len(coded.keys))
    else:
        table = groups.summed(people.composition, coded.codes, len(coded.keys))
    held = np.flatnonzero(table.sum(axis=1)).tolist()
    return [
        Cell(coded.keys[place], coded.labels[place], Counts(*line))
        for place, line in zip(held, table[held].tolist(), strict=True)
    ]


def count_by_meeting(people: Population, dimension: Dimension) -> list[tuple[Meeting, Cell]]:
    """Counts of each group at each meeting that has somebody in it, meeting by meeting."""
    import numpy as np

    people = people.answering(dimension)
    coded = dimension.group_delegations(people)
    size = len(coded.keys)
    if dimension.level is Level.PARTICIPATION:
        places = people.arrays.meeting_of[people.arrays.delegation] * size + coded.codes
        table = people.tabulate(places, len(people.meetings) * size)
    else:
        places = people.arrays.meeting_of * size + coded.codes
        table = groups.summed(people.composition, places, len(people.meetings) * size)
    found = np.flatnonzero(table.sum(axis=1)).tolist()
    return [
        (people.meetings[place // size], Cell(coded.keys[place % size], coded.labels[place % size], Counts(*line)))
        for place, line in zip(found, table[found].tolist(), strict=True)
    ]


def parts_by(people: Population, dimension: Dimension, unit: Level) -> dict[str, Counter[Counts]]:
    """Within each group, the counts of every meeting or delegation (``unit``) that holds someone: how many of each.

    A delegation is never split: by role or rank, or of one role alone, there is no composition of delegations, and
    asking raises Refused.
    """
    import numpy as np

    if people.divided or dimension.level is Level.PARTICIPATION:
        raise QuestionRefused(_divided(people, dimension))
    people = people.without_closed_lists() if unit is Level.DELEGATION else people.answering(dimension)
    coded = dimension.group_delegations(people)
    table, codes = people.composition, coded.codes.astype(np.int64)
    if unit is Level.MEETING:
        pairs, place = np.unique(people.arrays.meeting_of * len(coded.keys) + codes, return_inverse=True)
        table, codes = groups.summed(table, place.reshape(-1), len(pairs)), pairs % max(len(coded.keys), 1)
    lines = np.column_stack([codes, table])[table.any(axis=1)]
    parts: dict[str, Counter[Counts]] = {}
    for (code, *line), number in zip(*_distinct(lines), strict=True):
        parts.setdefault(coded.keys[code], Counter())[Counts(*line)] = number
    return parts


ForumYear = tuple[str, int]
"""Code of a forum and a year in which meetings of it began."""


def count_by_forum_and_year(people: Population) -> dict[ForumYear, Counts]:
    """Counts of each forum in each year that holds someone."""
    keys, place = _forum_years(people)
    table = groups.summed(people.of_meetings, place, len(keys))
    return {key: Counts(*line) for key, line in zip(keys, table.tolist(), strict=True) if any(line)}


def delegations_by_forum_and_year(people: Population) -> dict[ForumYear, Counter[Counts]]:
    """The counts of every delegation of each forum in each year, without closed lists: how many of each."""
    import numpy as np

    people = people.without_closed_lists()
    keys, place = _forum_years(people)
    table = people.composition
    lines = np.column_stack([place[people.arrays.meeting_of], table])[table.any(axis=1)]
    parts: dict[ForumYear, Counter[Counts]] = {}
    for (code, *line), number in zip(*_distinct(lines), strict=True):
        parts.setdefault(keys[code], Counter())[Counts(*line)] = number
    return parts


def _forum_years(people: Population) -> tuple[list[ForumYear], np.ndarray]:
    """The forums in their years, and the place of each meeting among them."""
    import numpy as np

    forums = list(attributes.forums_of(people.arrays))
    years = attributes.year_of(people.arrays).astype(np.int64)
    pairs, place = np.unique(attributes.forum_of(people.arrays) * MOST_YEARS + years, return_inverse=True)
    found = [(forums[pair // MOST_YEARS], pair % MOST_YEARS) for pair in pairs.tolist()]
    return found, place.reshape(-1)


def present(people: Population) -> list[bool]:
    """Of each meeting, whether anybody of the scope took part."""
    return (people.of_meetings.sum(axis=1) > 0).tolist()


def has_a_list(people: Population) -> list[bool]:
    """Of each meeting, whether anybody at all is recorded at it."""
    import numpy as np

    arrays = people.arrays

    def found() -> list[bool]:
        rows = np.bincount(arrays.meeting_of[arrays.delegation], minlength=len(arrays.meetings))
        return (rows > 0).tolist()

    return arrays.remember("has a list", found)


def states_present(people: Population) -> set[str]:
    """Codes of the States that have somebody in the scope."""
    import numpy as np

    entities = np.bincount(people.arrays.entity[people.composition.any(axis=1)])
    return {blocks.entities_seen[entity].country for entity in np.flatnonzero(entities).tolist()} - {""}


def _divided(people: Population, dimension: Dimension) -> str:
    if dimension.level is Level.PARTICIPATION:
        return _(
            "Delegations and meetings cannot be broken down by %(dimension)s, which divides their people; choose "
            "another breakdown or another figure."
        ) % {"dimension": dimension.key}
    by = [key for key, _value in people.scope.only if DIMENSIONS[key].level is Level.PARTICIPATION]
    return _(
        "This filter counts only some people in each delegation or meeting (%(dimension)s); remove it or choose "
        "another figure."
    ) % {"dimension": ", ".join(by)}


def _distinct(lines: np.ndarray) -> tuple[list[list[int]], list[int]]:
    """Each line that occurs, and how often. Lines are packed into one number each: sorting those is much faster."""
    import numpy as np

    bases = lines.max(axis=0, initial=0) + 1
    if bases.astype(object).prod() >= 2**62:
        found, numbers = np.unique(lines, axis=0, return_counts=True)
        return found.tolist(), numbers.tolist()
    steps = np.r_[np.cumprod(bases[::-1])[-2::-1], 1]
    packed, numbers = np.unique(lines @ steps, return_counts=True)
    return (packed[:, None] // steps % bases).tolist(), numbers.tolist()
