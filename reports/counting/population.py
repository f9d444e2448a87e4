"""The population of a scope: everyone it counts, with the ways to narrow them.

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
from meetings.vocabulary import EXCLUDED_CATEGORIES, GenderBasis, HeadBasis, ListAccess
from reports.counting import attributes, blocks, cache, groups
from reports.counting.arrays import EVERYBODY, GENDERS, Arrays
from reports.counting.closed_lists import delegations_may_be_read, isolates_delegations, may_be_shown
from reports.counting.dimensions import DIMENSIONS, WHOLE, Dimension, Level
from reports.counting.groupings import Reference
from reports.counting.scope import ATTENDED, LISTED, RECORDED, REGISTERED, Scope
from reports.measures.metric import Metric
from reports.refusals import QuestionRefused

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")


class Population:
    """Everyone whom a scope counts. ``arrays`` are those of its meetings, shared between requests; ``delegation_mask``
    says which delegations count, ``row_mask`` which rows, where people of a delegation are left out; ``head``, unless
    EVERYBODY, that only heads of delegation known on this basis do. Narrowing asks the database nothing.
    """

    within: QuerySet[Meeting] | None = None
    """All that whoever asks may read, in whichever year."""
    left_out: Sequence[Meeting] = ()
    """Meetings of the scope with a closed list of which it shows nothing to whoever asks."""

    def __init__(
        self,
        arrays: Arrays,
        scope: Scope,
        reference: Reference | None = None,
        readable_closed: frozenset[int] | None = None,
    ) -> None:
        self.arrays, self.scope, self.readable_closed = arrays, scope, readable_closed
        self.reference = reference or Reference()
        self.worked_out: dict[Hashable, Any] = {}
        self.read_beside: dict[Hashable, Any] = {}
        self.row_mask: np.ndarray | None = None
        self.head: str = EVERYBODY
        self.delegation_mask = attributes.category_mask(scope.categories)[arrays.category]

    @property
    def meetings(self) -> Sequence[Meeting]:
        return self.arrays.meetings

    @property
    def gender(self) -> np.ndarray:
        """Column of ``Counts`` each row is counted in, on the basis of the scope or of its meeting."""
        return self.arrays.column(self._asked[1])

    @cached_property
    def weight(self) -> np.ndarray:
        """People each row stands for within the scope, 0 outside."""
        import numpy as np

        arrays, base = self.arrays, self._asked[0]
        inside = arrays.column(base) == blocks.CODED[base]["yes"]
        if self.head != EVERYBODY:
            inside &= arrays.column("head_basis") == blocks.CODED["head_basis"][self.head]
        if self.row_mask is not None:
            inside &= self.row_mask
        if not self.delegation_mask.all():
            inside &= self.delegation_mask[arrays.delegation]
        return np.where(inside, arrays.column("weight"), 0)

    def tabulate(self, codes: np.ndarray, size: int) -> np.ndarray:
        """Count rows by code and gender: ``size`` lines of four whole numbers."""
        import numpy as np

        place = codes.astype(np.int64) * GENDERS + self.gender
        return np.bincount(place, self.weight, size * GENDERS).astype(np.int64).reshape(size, GENDERS)

    @cached_property
    def composition(self) -> np.ndarray:
        """Counts of each delegation: one line each, women, men, another, unknown."""
        if self.row_mask is not None:
            return self.tabulate(self.arrays.delegation, len(self.arrays.entity))
        return self.arrays.table(*self._asked, self.head) * self.delegation_mask[:, None]

    @cached_property
    def of_meetings(self) -> np.ndarray:
        """Counts of each meeting: one line each, in the order of ``meetings``."""
        return groups.summed(self.composition, self.arrays.meeting_of, len(self.meetings))

    @cached_property
    def _everyone(self) -> np.ndarray:
        """People in each delegation before any narrowing, in whichever category."""
        return self.arrays.table(*self._asked).sum(axis=1)

    @cached_property
    def delegation_sizes(self) -> np.ndarray:
        """The same in the categories of the scope."""
        return self._everyone * attributes.category_mask(self.scope.categories)[self.arrays.category]

    @cached_property
    def meeting_sizes(self) -> np.ndarray:
        """People at each meeting before any narrowing, in whichever series."""
        import numpy as np

        counted = self._everyone * ~attributes.category_mask(EXCLUDED_CATEGORIES)[self.arrays.category]
        return np.bincount(self.arrays.meeting_of, counted, len(self.meetings))

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, kept for these people and all narrowed from them: it must follow from ``key``."""
        if key not in self.worked_out:
            self.worked_out[key] = make()
        return cast(T, self.worked_out[key])

    def remember_of_all(self, key: Hashable, make: Callable[[], T]) -> T:
        """The same of what is true whichever meetings are asked for, kept for every population of one question."""
        if key not in self.read_beside:
            self.read_beside[key] = make()
        return cast(T, self.read_beside[key])

    def counted_as(self, gender_basis: str) -> Population:
        """The same people by another basis of gender; who declared what is not shown of a closed list."""
        counted = self.without_closed_lists() if gender_basis == LISTED else self
        return counted._with(scope=replace(self.scope, gender_basis=gender_basis))

    def heads(self, basis: HeadBasis) -> Population:
        """Only the heads of delegation known on this basis, one a delegation."""
        shown = self.without_closed_lists()
        if shown.head != EVERYBODY:
            return shown._with(row_mask=shown._row_mask("head_basis", basis))
        return shown._with(head=str(basis))

    def listed_on(self, basis: GenderBasis) -> Population:
        """Only those whose gender as listed rests on this basis."""
        shown = self.without_closed_lists()
        return shown._with(row_mask=shown._row_mask("listed_basis", basis))

    def where(self, dimension: Dimension, *keys: str) -> Population:
        """Only the people of these groups of a dimension. Raises Refused for one that a grouping does not have."""
        import numpy as np

        if dimension.isolates and (shown := self.without_closed_lists()) is not self:
            return shown.where(dimension, *keys)
        found, grouping = dimension.group_delegations(self), dimension.grouping
        # A forum's own groups are known by its meetings: without any nothing says that one does not exist.
        can_tell = grouping and (self.meetings or not grouping.of_forums)
        for key in keys:
            if can_tell and key not in found.keys:
                words = {"found": key, "wanted": ", ".join(found.keys)}
                raise QuestionRefused(_("“%(found)s” is unknown; choose one of %(wanted)s.") % words)
        wanted_keys = set(keys)
        inside = np.array([key in wanted_keys for key in found.keys], bool)[found.codes]
        if dimension.level is Level.PARTICIPATION:
            return self._with(row_mask=inside if self.row_mask is None else self.row_mask & inside)
        return self._with(delegation_mask=self.delegation_mask & inside)

    def at(self, meetings: np.ndarray) -> Population:
        """Only those at some of the meetings: a truth for each of ``meetings``."""
        return self._with(delegation_mask=self.delegation_mask & meetings[self.arrays.meeting_of])

    def of_open_lists(self) -> Population:
        """Only those at the meetings whose list anyone can read."""
        return self.at(attributes.open_list_mask(self.arrays))

    def without_closed_lists(self) -> Population:
        """Only those at the meetings whose delegations may be taken apart for whoever asks."""
        return self._only_at(delegations_may_be_read(self.arrays, self.readable_closed))

    def shown(self) -> Population:
        """Only those at the meetings of which the scope is shown to whoever asks, taken together."""
        return self._only_at(may_be_shown(self.arrays, self.scope, self.readable_closed))

    def _only_at(self, may_be: np.ndarray) -> Population:
        """Only those at some of the meetings (a truth for each); the others are left out and said to be."""
        if may_be.all():
            return self
        some = Population(self.arrays.part(may_be), self.scope, self.reference, self.readable_closed)
        delegations = may_be[self.arrays.meeting_of]
        some.delegation_mask, some.head = self.delegation_mask[delegations], self.head
        some.read_beside = self.read_beside
        some.row_mask = None if self.row_mask is None else self.row_mask[delegations[self.arrays.delegation]]
        closed = [meeting for meeting, may in zip(self.meetings, may_be.tolist(), strict=True) if not may]
        some.left_out = (*self.left_out, *closed)
        if self.within is not None and self.readable_closed is not None:
            some.within = self.within.filter(Q(list_access=ListAccess.OPEN) | Q(pk__in=self.readable_closed))
        return some

    def answering(self, dimension: Dimension = WHOLE, metric: Metric | None = None) -> Population:
        """Those who are counted in an answer by this dimension and metric."""
        return self.without_closed_lists() if isolates_delegations([self.scope], dimension, metric) else self

    def gender_bases(self, *, counted: bool = False) -> set[str]:
        """On which basis of gender the meetings are counted: as listed, as recorded, or some on either; of those
        ``counted`` alone, those that somebody came to."""
        if self.scope.gender_basis:
            return {self.scope.gender_basis}
        open_list_mask = attributes.open_list_mask(self.arrays)
        if counted:
            open_list_mask = open_list_mask[self.of_meetings.any(axis=1)]
        return {basis for basis, some in ((LISTED, open_list_mask.any()), (RECORDED, not open_list_mask.all())) if some}

    @property
    def divided(self) -> bool:
        """Whether people of a delegation are left out, as by a role: then nothing may be said of its composition."""
        return self.row_mask is not None or self.head != EVERYBODY

    @property
    def demonstration(self) -> bool:
        """Whether some of the meetings are invented."""
        return self.arrays.calendar.remember("invented", lambda: any(m.demonstration for m in self.meetings))

    def below_coverage(self, least: Fraction) -> Population:
        """Only those at the meetings where fewer than ``least`` of all are recorded as women or men."""
        table = self.of_meetings
        total = table.sum(axis=1)
        return self.at((total > 0) & (table[:, :2].sum(axis=1) * least.denominator < total * least.numerator))

    @property
    def _asked(self) -> tuple[str, str]:
        """The column that says who counts, and the one of their gender."""
        gender = f"{self.scope.gender_basis}_gender" if self.scope.gender_basis else "own_gender"
        return ATTENDED if self.scope.attended else REGISTERED, gender

    def _row_mask(self, column: str, value: str) -> np.ndarray:
        inside = self.arrays.column(column) == blocks.CODED[column][value]
        return inside if self.row_mask is None else self.row_mask & inside

    def _with(self, **changed: object) -> Population:
        """The same people but for what is said; a delegation stays as large as it was."""
        other = object.__new__(Population)
        same = {name: value for name, value in self.__dict__.items() if name not in COUNTED}
        other.__dict__ = same | changed
        return other


COUNTED = ("composition", "of_meetings", "weight")
"""What ``Population`` keeps of its counts: made anew where it is narrowed."""


def population_of(
    scope: Scope,
    within: QuerySet[Meeting] | None = None,
    readable_closed: frozenset[int] | None = None,
    reference: Reference | None = None,
) -> Population:
    """The people a scope is about, at the meetings ``within`` (by default all); two queries when nothing changed.
    ``reference`` holds names and groups that were read already.

    ``readable_closed``: ids of the closed lists whose single delegations the person who asks may read; None is all.
    """
    meetings = every = Meeting.objects.all() if within is None else within
    if scope.meeting:
        meetings = meetings.filter(slug=scope.meeting)
    if scope.forum:
        meetings = meetings.filter(forum=scope.forum)
    if scope.years:
        meetings = meetings.filter(start__year__range=scope.years)
    return population_in(cache.arrays_at(meetings), scope, readable_closed, within=every, reference=reference)


def population_at(meetings: Sequence[Meeting], scope: Scope) -> Population:
    """The people of a scope at exactly these meetings, whose revisions were just read, in the order given."""
    return Population(cache.of_meetings(meetings), scope)


def population_in(
    arrays: Arrays,
    scope: Scope,
    readable_closed: frozenset[int] | None = None,
    left_out: Iterable[Meeting] = (),
    within: QuerySet[Meeting] | None = None,
    reference: Reference | None = None,
) -> Population:
    """The people of a scope at these meetings; ``left_out`` are those that were left out before, ``reference`` holds
    the names and groups that were read for them."""
    asked = [(DIMENSIONS[key], value) for key, value in scope.only]
    for dimension, value in asked:
        if dimension.attribute:
            arrays = groups.meetings_where(arrays, dimension.attribute, value)
    people = Population(arrays, scope, reference, readable_closed)
    people.left_out, people.within = tuple(left_out), within
    people = people.shown()
    for dimension, value in asked:
        if not dimension.attribute:
            people = people.where(dimension, value)
    return people
