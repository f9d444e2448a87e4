"""Everyone in a scope, and what narrows them: the arrays of the record seen through a question.

Nothing here is counted for show; ``counts`` does that.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.vocabulary import GenderBasis, HeadBasis, ListAccess
from reports.counting import blocks, cache, groups
from reports.counting.arrays import EVERYBODY, GENDERS, Assembled
from reports.counting.closed_lists import may_be_taken_apart, narrows_to_some, takes_apart
from reports.counting.dimensions import DIMENSIONS, WHOLE, Dimension, Level
from reports.counting.groupings import Memberships, Reference
from reports.counting.scope import ATTENDED, LISTED, RECORDED, REGISTERED, Refused, Scope
from reports.measures.metric import Metric

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")


class People:
    """Everyone in a scope. ``held`` are the arrays of its meetings, shared; ``kept`` says which delegations of them
    count; ``among``, where people of a delegation are left out, which of its rows; ``head`` that only heads do.

    Narrowing gives new People over the same arrays and asks the database nothing.
    """

    within: QuerySet[Meeting] | None = None
    """All that whoever asks may read, in whichever year."""
    left_out: Sequence[Meeting] = ()
    """Meetings of the scope with a closed list that it would take apart."""

    def __init__(
        self, held: Assembled, scope: Scope, reference: Reference | None = None, told: frozenset[int] | None = None
    ) -> None:
        self.held, self.scope, self.told = held, scope, told
        self.reference = reference or Reference()
        self.remembered: dict[Hashable, Any] = {}
        self.among: np.ndarray | None = None
        self.head: str = EVERYBODY
        self.kept = groups.is_one_of(scope.categories)[held.category]

    @property
    def meetings(self) -> Sequence[Meeting]:
        return self.held.meetings

    @property
    def meeting_of(self) -> np.ndarray:
        return self.held.meeting_of

    @property
    def entity(self) -> np.ndarray:
        return self.held.entity

    @property
    def category(self) -> np.ndarray:
        return self.held.category

    @property
    def delegation(self) -> np.ndarray:
        return self.held.delegation

    def column(self, name: str) -> np.ndarray:
        return self.held.column(name)

    @property
    def gender(self) -> np.ndarray:
        """Column of ``Counts`` each row is counted in, on the basis of the scope or of its meeting."""
        return self.column(self._asked[1])

    @cached_property
    def weight(self) -> np.ndarray:
        """People each row stands for within the scope, 0 outside."""
        import numpy as np

        base = self._asked[0]
        inside = self.column(base) == blocks.CODED[base]["yes"]
        if self.head != EVERYBODY:
            inside &= self.column("head_basis") == blocks.CODED["head_basis"][self.head]
        if self.among is not None:
            inside &= self.among
        if not self.kept.all():
            inside &= self.kept[self.delegation]
        return np.where(inside, self.column("weight"), 0)

    @cached_property
    def composition(self) -> np.ndarray:
        """Counts of each delegation: one line each, women, men, another, unknown."""
        if self.among is not None:
            return tabulate(self, self.delegation, len(self.entity))
        return self.held.table(*self._asked, self.head) * self.kept[:, None]

    @cached_property
    def of_meetings(self) -> np.ndarray:
        """Counts of each meeting: one line each, in the order of ``meetings``."""
        return groups.summed(self.composition, self.meeting_of, len(self.meetings))

    def present(self) -> list[bool]:
        """Of each meeting, whether anybody of the scope took part."""
        return (self.of_meetings.sum(axis=1) > 0).tolist()

    @cached_property
    def everyone(self) -> np.ndarray:
        """People in each delegation before any narrowing, in whichever category."""
        return self.held.table(*self._asked).sum(axis=1)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, kept for these people and all narrowed from them: it must follow from ``key``."""
        if key not in self.remembered:
            self.remembered[key] = make()
        return cast(T, self.remembered[key])

    def countries(self) -> set[str]:
        """Codes of the States that have somebody in the scope."""
        import numpy as np

        present = np.bincount(self.entity[self.composition.any(axis=1)])
        seen = {blocks.entities_seen[entity].country for entity in np.flatnonzero(present).tolist()}
        return seen - {""}

    def memberships(self, dimension: Dimension) -> Memberships:
        """Who was in which group of a grouping at these meetings: read once, however often it is asked."""
        forums = groups.forums_of(self.held)
        names = {dimension.grouping_of(meeting) for meeting in forums.values()} if dimension.grouping_of else set()
        return self.reference.memberships(names or {dimension.key})

    def counted_as(self, gender_basis: str) -> People:
        """The same people by another basis of gender."""
        return self._narrowed(scope=replace(self.scope, gender_basis=gender_basis))

    def heads(self, basis: HeadBasis) -> People:
        """Only the heads of delegation known on this basis, one a delegation."""
        if self.head != EVERYBODY:
            return self._narrowed(among=self._among("head_basis", basis))
        return self._narrowed(head=str(basis))

    def listed_on(self, basis: GenderBasis) -> People:
        """Only those whose gender as listed rests on this basis."""
        return self._narrowed(among=self._among("listed_basis", basis))

    def where(self, dimension: Dimension, *keys: str) -> People:
        """Only the people of these groups of a dimension. Raises Refused for one that a grouping does not have."""
        import numpy as np

        coded = groups.code(self, dimension)
        # A forum's own groups are known by its meetings: without any nothing says that one does not exist.
        can_tell = self.meetings or dimension.key != "forum_group"
        for key in keys:
            if dimension.grouping_of and can_tell and key not in coded.keys:
                words = {"found": key, "wanted": ", ".join(coded.keys)}
                raise Refused(_("“%(found)s” is not known here: choose one of %(wanted)s.") % words)
        wanted_keys = set(keys)
        inside = np.array([key in wanted_keys for key in coded.keys], bool)[coded.codes]
        if dimension.level is Level.PARTICIPATION:
            return self._narrowed(among=inside if self.among is None else self.among & inside)
        return self._narrowed(kept=self.kept & inside)

    def at(self, meetings: np.ndarray) -> People:
        """Only those at some of the meetings: a truth for each of ``meetings``."""
        return self._narrowed(kept=self.kept & meetings[self.meeting_of])

    def of_open_lists(self) -> People:
        """Only those at the meetings whose list anyone can read."""
        return self.at(groups.is_open(self.held))

    def apart(self) -> People:
        """Only those at the meetings whose delegations may be taken apart for whoever asks."""
        may_be = may_be_taken_apart(self.held, self.told)
        if may_be.all():
            return self
        some = People(self.held.part(may_be), self.scope, self.reference, self.told)
        delegations = may_be[self.meeting_of]
        some.kept, some.head = self.kept[delegations], self.head
        some.among = None if self.among is None else self.among[delegations[self.delegation]]
        closed = [meeting for meeting, may in zip(self.meetings, may_be.tolist(), strict=True) if not may]
        some.left_out = (*self.left_out, *closed)
        if self.within is not None and self.told is not None:
            some.within = self.within.filter(Q(list_access=ListAccess.OPEN) | Q(pk__in=self.told))
        return some

    def answering(self, dimension: Dimension = WHOLE, metric: Metric | None = None) -> People:
        """Those who are counted in an answer by this dimension and metric."""
        return self.apart() if takes_apart([self.scope], dimension, metric) else self

    def gender_bases(self, *, counted: bool = False) -> set[str]:
        """On which basis of gender the meetings are counted: as listed, as recorded, or some on either; of those
        ``counted`` alone, those that somebody came to."""
        if self.scope.gender_basis:
            return {self.scope.gender_basis}
        is_open = groups.is_open(self.held)
        if counted:
            is_open = is_open[self.of_meetings.any(axis=1)]
        return {basis for basis, some in ((LISTED, is_open.any()), (RECORDED, not is_open.all())) if some}

    @property
    def divided(self) -> bool:
        """Whether people of a delegation are left out, as by a role: then nothing may be said of its composition."""
        return self.among is not None or self.head != EVERYBODY

    @property
    def demonstration(self) -> bool:
        """Whether some of the meetings are invented."""
        return self.held.calendar.remember("invented", lambda: any(m.demonstration for m in self.meetings))

    def below_coverage(self, least: Fraction) -> People:
        """Only those at the meetings where fewer than ``least`` of all are recorded as women or men."""
        table = self.of_meetings
        total = table.sum(axis=1)
        return self.at((total > 0) & (table[:, :2].sum(axis=1) * least.denominator < total * least.numerator))

    @property
    def _asked(self) -> tuple[str, str]:
        """The column that says who counts, and the one of their gender."""
        gender = f"{self.scope.gender_basis}_gender" if self.scope.gender_basis else "own_gender"
        return ATTENDED if self.scope.attended else REGISTERED, gender

    def _among(self, column: str, value: str) -> np.ndarray:
        inside = self.column(column) == blocks.CODED[column][value]
        return inside if self.among is None else self.among & inside

    def _narrowed(self, **changed: object) -> People:
        """The same people but for what is said; a delegation stays as large as it was."""
        narrowed = object.__new__(People)
        same = {name: value for name, value in self.__dict__.items() if name not in COUNTED}
        narrowed.__dict__ = same | changed
        return narrowed


COUNTED = ("composition", "of_meetings", "weight")
"""What ``People`` keeps of its counts: made anew where it is narrowed."""


def people_of(scope: Scope, within: QuerySet[Meeting] | None = None, told: frozenset[int] | None = None) -> People:
    """The people a scope is about, at the meetings ``within`` (by default all); two queries when nothing changed.

    ``told``: ids of the closed lists whose delegations may be taken apart for whoever asks; None is all of them.
    """
    meetings = every = Meeting.objects.all() if within is None else within
    if scope.meeting:
        meetings = meetings.filter(slug=scope.meeting)
    if scope.forum:
        meetings = meetings.filter(forum=scope.forum)
    if scope.years:
        meetings = meetings.filter(start__year__range=scope.years)
    return of(cache.assembled(meetings), scope, told, within=every)


def of(
    held: Assembled,
    scope: Scope,
    told: frozenset[int] | None = None,
    left_out: Iterable[Meeting] = (),
    within: QuerySet[Meeting] | None = None,
) -> People:
    """The people of a scope at these meetings; of those ``left_out`` before, People only remembers that they were."""
    asked = [(DIMENSIONS[key], value) for key, value in scope.only]
    for dimension, value in asked:
        if dimension.of_meeting:
            held = groups.meetings_where(held, dimension, value)
    people = People(held, scope, told=told)
    people.left_out, people.within = tuple(left_out), within
    if narrows_to_some(scope):
        people = people.apart()
    for dimension, value in asked:
        if not dimension.of_meeting:
            people = people.where(dimension, value)
    return people


def gender_basis_of(meeting: Meeting, scope: Scope) -> str:
    """As listed where anyone can read the list, as recorded where the list is closed — unless the scope decides."""
    return scope.gender_basis or (LISTED if meeting.list_access == ListAccess.OPEN else RECORDED)


def tabulate(people: People, codes: np.ndarray, size: int) -> np.ndarray:
    """Count rows by code and gender: ``size`` lines of four whole numbers."""
    import numpy as np

    place = codes.astype(np.int64) * GENDERS + people.gender
    return np.bincount(place, people.weight, size * GENDERS).astype(np.int64).reshape(size, GENDERS)
