"""The only reader of aggregates: people of a scope, counted by gender, disaggregated by one dimension.

Participations and head-counts alike, out of the coded columns of ``facts``. A row outside the scope weighs nothing, so
that every figure is a weighted count over the same arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.vocabulary import GenderBasis, HeadBasis, ListAccess, YesNo
from reports import facts, grouped
from reports.dimensions import DIMENSIONS, Dimension, Level
from reports.filters import ATTENDED, LISTED, RECORDED, REGISTERED, Refused, Scope
from reports.memberships import Memberships
from reports.tally import Counts

if TYPE_CHECKING:
    import numpy as np

GENDERS = 4
"""Columns of a table of counts: women, men, another, unknown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One group of a disaggregation."""

    key: str
    label: str
    counts: Counts


class People:
    """Everyone in a scope as arrays.

    Per delegation: ``meeting_of``, ``entity``, ``category``. Per row: ``column(name)`` and ``weight``, the people it
    stands for within the scope (0 outside).
    """

    def __init__(self, meetings: Sequence[Meeting], scope: Scope) -> None:
        import numpy as np

        self.meetings, self.scope = meetings, scope
        found = facts.blocks_of({meeting.pk: meeting.revision for meeting in meetings})
        self._blocks = [found[meeting.pk] for meeting in meetings]
        sizes = [len(block.entities) for block in self._blocks]
        self._first = np.cumsum([0, *sizes])[:-1]
        self.meeting_of = np.repeat(np.arange(len(meetings)), sizes)
        self.entity = _concatenated([block.entities for block in self._blocks])
        self.category = _concatenated([block.categories for block in self._blocks])
        self._columns: dict[str, np.ndarray] = {}
        self._memberships: dict[str, Memberships] = {}

    def column(self, name: str) -> np.ndarray:
        if name not in self._columns:
            self._columns[name] = _concatenated([block.columns[name] for block in self._blocks])
        return self._columns[name]

    @cached_property
    def delegation(self) -> np.ndarray:
        """Index of each row's delegation among all delegations of the scope."""
        return _concatenated(
            [block.columns["delegation"] + first for block, first in zip(self._blocks, self._first, strict=True)]
        )

    @cached_property
    def gender(self) -> np.ndarray:
        """Column of ``Counts`` each row is counted in, on the basis of the scope or of its meeting."""
        return _concatenated(
            [
                block.columns[f"{gender_basis_of(meeting, self.scope)}_gender"]
                for meeting, block in zip(self.meetings, self._blocks, strict=True)
            ]
        )

    @cached_property
    def weight(self) -> np.ndarray:
        import numpy as np

        counted = [facts.CATEGORIES[category] for category in self.scope.categories]
        base = ATTENDED if self.scope.attended else REGISTERED
        inside = (self.column(base) == facts.CODED[base][YesNo.YES]) & np.isin(self.category, counted)[self.delegation]
        return np.where(inside, self.column("weight"), 0).astype(float)

    @cached_property
    def composition(self) -> np.ndarray:
        """Counts of each delegation: one line each, women, men, another, unknown."""
        return tabulate(self, self.delegation, len(self.entity))

    @cached_property
    def sizes(self) -> np.ndarray:
        """People in each delegation before any narrowing to some of them."""
        return self.composition.sum(axis=1)

    def countries(self) -> set[str]:
        """Codes of the States that have somebody in the scope."""
        seen = {facts.entities_seen[entity] for entity in self.entity[self.composition.sum(axis=1) > 0].tolist()}
        return {entity.country for entity in seen if entity.country}

    def memberships(self, dimension: Dimension) -> Memberships:
        """Who was in which group of a grouping at these meetings: read once, however often it is asked."""
        if dimension.key not in self._memberships and dimension.grouping_of:
            names = {dimension.grouping_of(meeting) for meeting in self.meetings}
            self._memberships[dimension.key] = Memberships(names)
        return self._memberships[dimension.key]

    def heads(self, basis: HeadBasis) -> People:
        """Only the heads of delegation known on this basis, one a delegation."""
        return self._only("head_basis", basis)

    def listed_on(self, basis: GenderBasis) -> People:
        """Only those whose gender as listed rests on this basis."""
        return self._only("listed_basis", basis)

    def where(self, dimension: Dimension, key: str) -> People:
        """Only the people of one group of a dimension. Raises Refused for a group that a grouping does not have."""
        coded = grouped.code(self, dimension)
        if key not in coded.keys:
            if dimension.grouping_of:
                wanted = ", ".join(coded.keys)
                raise Refused(
                    _("“%(found)s” is not known here: choose one of %(wanted)s.") % {"found": key, "wanted": wanted}
                )
            return self._narrowed(self.weight * 0)
        inside = coded.codes == coded.keys.index(key)
        return self._narrowed(
            self.weight * (inside if dimension.level is Level.PARTICIPATION else inside[self.delegation])
        )

    def _only(self, column: str, value: str) -> People:
        return self._narrowed(self.weight * (self.column(column) == facts.CODED[column][value]))

    def _narrowed(self, weight: np.ndarray) -> People:
        """The same people weighed anew. What was asked of sizes stays: a delegation is as large as it was."""
        kept = {"sizes": self.sizes} | self.__dict__
        narrowed = object.__new__(People)
        narrowed.__dict__ = {name: value for name, value in kept.items() if name != "composition"}
        narrowed.weight = weight
        return narrowed


def people_of(scope: Scope, within: QuerySet[Meeting] | None = None) -> People:
    """The people a scope is about, at the meetings ``within`` (by default all); one query when nothing has changed."""
    meetings = (Meeting.objects.all() if within is None else within).select_related("forum").order_by("start", "slug")
    if scope.meeting:
        meetings = meetings.filter(slug=scope.meeting)
    if scope.forum:
        meetings = meetings.filter(forum=scope.forum)
    if scope.years:
        meetings = meetings.filter(start__year__range=scope.years)
    people = People([meeting for meeting in meetings if _asked_for(meeting, scope)], scope)
    for key, value in scope.only:
        if not DIMENSIONS[key].of_meeting:
            people = people.where(DIMENSIONS[key], value)
    return people


def _asked_for(meeting: Meeting, scope: Scope) -> bool:
    """Whether a meeting is of the groups of meetings that the scope is narrowed to."""
    asked = ((DIMENSIONS[key].of_meeting, value) for key, value in scope.only)
    return all(of_meeting(meeting)[0] == value for of_meeting, value in asked if of_meeting)


def gender_basis_of(meeting: Meeting, scope: Scope) -> str:
    """As listed where anyone can read the list, as recorded where the list is closed — unless the scope decides."""
    return scope.gender_basis or (LISTED if meeting.list_access == ListAccess.OPEN else RECORDED)


def count_by(people: People, dimension: Dimension) -> list[Cell]:
    """Counts of each group that holds someone; together they are everyone in the scope."""
    coded = grouped.code(people, dimension)
    if dimension.level is Level.PARTICIPATION:
        table = tabulate(people, coded.codes, len(coded.keys))
    else:
        table = _summed(people.composition, coded.codes, len(coded.keys))
    return [
        Cell(key, label, counts)
        for key, label, counts in zip(coded.keys, coded.labels, _as_counts(table), strict=True)
        if counts.total
    ]


def count_by_meeting(people: People, dimension: Dimension) -> list[tuple[Meeting, Cell]]:
    """Counts of each group at each meeting that has somebody in it, meeting by meeting."""
    import numpy as np

    coded = grouped.code(people, dimension)
    size = len(coded.keys)
    if dimension.level is Level.PARTICIPATION:
        places = people.meeting_of[people.delegation] * size + coded.codes
        table = tabulate(people, places, len(people.meetings) * size)
    else:
        table = _summed(people.composition, people.meeting_of * size + coded.codes, len(people.meetings) * size)
    found = np.flatnonzero(table.sum(axis=1)).tolist()
    return [
        (people.meetings[place // size], Cell(coded.keys[place % size], coded.labels[place % size], Counts(*line)))
        for place, line in zip(found, table[found].tolist(), strict=True)
    ]


def parts_by(people: People, dimension: Dimension, unit: Level) -> dict[str, list[Counts]]:
    """Within each group, the counts of every meeting or delegation (``unit``) that holds someone.

    A delegation is never split: by role or rank there is no composition of delegations, and asking raises Refused.
    """
    import numpy as np

    if dimension.level is Level.PARTICIPATION:
        raise Refused(f"Delegations and meetings cannot be disaggregated by {dimension.key}: it divides their people.")
    coded = grouped.code(people, dimension)
    unit_of = people.meeting_of if unit is Level.MEETING else np.arange(len(people.entity))
    pairs, place = np.unique(np.stack([coded.codes, unit_of]), axis=1, return_inverse=True)
    table = _summed(people.composition, place.reshape(-1), pairs.shape[1])
    parts: dict[str, list[Counts]] = {}
    for code, counts in zip(pairs[0], _as_counts(table), strict=True):
        if counts.total:
            parts.setdefault(coded.keys[code], []).append(counts)
    return parts


def tabulate(people: People, codes: np.ndarray, size: int) -> np.ndarray:
    """Count rows by code and gender: ``size`` lines of four whole numbers."""
    import numpy as np

    place = codes.astype(np.int64) * GENDERS + people.gender
    return np.bincount(place, people.weight, size * GENDERS).astype(np.int64).reshape(size, GENDERS)


def _summed(table: np.ndarray, codes: np.ndarray, size: int) -> np.ndarray:
    """Add up the lines of a table that share a code."""
    import numpy as np

    sums = [np.bincount(codes, table[:, gender], size) for gender in range(GENDERS)]
    return np.stack(sums, axis=1).astype(np.int64)


def _as_counts(table: np.ndarray) -> list[Counts]:
    return [Counts(*line) for line in table.tolist()]


def _concatenated(arrays: list[np.ndarray]) -> np.ndarray:
    import numpy as np

    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)
