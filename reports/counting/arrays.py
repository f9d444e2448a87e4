"""Arrays: the blocks of several meetings joined, and what is worked out from them.

After a change the arrays are pieced together again from those that stood and the blocks that are new (``cache.py``
keeps the last); a part of the record is taken out of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from meetings.models import Meeting
from meetings.vocabulary import YesNo
from reports.counting.blocks import CODED, Block, Version

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")
GENDERS = 4
"""Columns of a table of counts: women, men, another, unknown."""
EVERYBODY = "everybody"
"""Instead of a basis of heads: all people are counted."""
OF_DELEGATIONS = ("entities", "categories")
"""What a block has one of for each delegation, instead of for each row."""
Table = tuple[str, str, str]
"""What a table counts: registered or attended, the gender column, a basis of heads or EVERYBODY."""


class _Remembering:
    """Keeps what is worked out of what it holds."""

    @cached_property
    def _remembered(self) -> dict[object, Any]:
        return {}

    def remember(self, key: object, make: Callable[[], T], given: object = None) -> T:
        """What ``make`` gives, kept as long as this is: it must follow from it, ``key`` and ``given``; of those, the
        last alone is kept."""
        before = self._remembered.get(key)
        if before is None or before[0] != given:
            before = self._remembered[key] = given, make()
        return before[1]


class Calendar(_Remembering):
    """Meetings in the order of some arrays. What follows from them alone is remembered here, and outlives a change of
    their lists."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        self.meetings = meetings


class _Sent(_Remembering):
    """Delegations, or what stands with them: ``entity`` says who sent each."""

    entity: Any

    @cached_property
    def nothing(self) -> np.ndarray:
        """A zero for each: all in one group."""
        import numpy as np

        return np.zeros(len(self.entity), np.int32)


class Arrays(_Sent):
    """Meetings by date. Per delegation: ``meeting_of``, ``entity``, ``category``; per row: ``column(name)`` and
    ``delegation``. ``table(…)``: counts of each delegation. Arrays are shared between requests: never write to one.
    """

    def __init__(self, blocks: Sequence[Block], before: _Before | None = None) -> None:
        self.blocks = blocks
        self.meetings = [block.meeting for block in blocks]
        self._arrays: dict[str | Table, np.ndarray] = {}
        self._whole: _Whole | None = None
        self._before = before

    def changed(self, new: Mapping[int, Block]) -> Arrays:
        """The same meetings with another block of some (by id), none of which moved in time."""
        places, blocks = sorted(self.places[pk] for pk in new), list(self.blocks)
        for place in places:
            blocks[place] = new[blocks[place].meeting.pk]
        made = Arrays(blocks, _Before(self, _around(places, blocks)))
        made.places, made.versions = self.places, self.versions | {pk: block.version for pk, block in new.items()}
        made._sizes = self._sizes.copy()
        made._sizes[places] = [_size(blocks[place]) for place in places]
        if all(_but_its_list(made.meetings[place]) == _but_its_list(self.meetings[place]) for place in places):
            made.calendar = self.calendar
        return made

    def rearranged(self, blocks: Sequence[Block]) -> Arrays:
        """Other meetings, in their order, of which most stand here already."""
        return Arrays(blocks, _Before(self, _stretches(self.blocks, blocks)))

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.meetings)

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each meeting, by its id."""
        return {block.meeting.pk: place for place, block in enumerate(self.blocks)}

    @cached_property
    def versions(self) -> dict[int, Version]:
        return {block.meeting.id: block.version for block in self.blocks}

    @cached_property
    def meeting_of(self) -> np.ndarray:
        import numpy as np

        return np.repeat(np.arange(len(self.blocks)), np.diff(self._delegations_before))

    @cached_property
    def entity(self) -> np.ndarray:
        return self._array("entities")

    @cached_property
    def category(self) -> np.ndarray:
        return self._array("categories")

    def column(self, name: str) -> np.ndarray:
        return self._array(name)

    @cached_property
    def delegation(self) -> np.ndarray:
        """Index of each row's delegation among all delegations."""
        import numpy as np

        first = self._delegations_before[:-1].astype(np.int32)
        return self._array("delegation") + np.repeat(first, np.diff(self._rows_before))

    def table(self, base: str, gender: str, head: str = EVERYBODY) -> np.ndarray:
        """Counts of each delegation: one line each, women, men, another, unknown."""
        return self._array((base, gender, head))

    def part(self, meeting_mask: np.ndarray) -> Arrays:
        """Of these meetings alone (a truth for each): what stands here already is taken out of it."""
        import numpy as np

        part = Arrays([self.blocks[place] for place in np.flatnonzero(meeting_mask).tolist()])
        part._whole = _Whole(self, meeting_mask)
        return part

    def _array(self, key: str | Table) -> np.ndarray:
        if key not in self._arrays:
            self._arrays[key] = self._made(key)
        return self._arrays[key]

    def _made(self, key: str | Table) -> np.ndarray:
        if self._before and (pieced := self._before.pieced_together(key)) is not None:
            return pieced
        if self._whole and (in_whole := self._whole.of._arrays.get(key)) is not None:
            return in_whole[self._whole.delegations if _by_delegation(key) else self._whole.rows]
        if isinstance(key, tuple):
            return _table(self.column, self.delegation, len(self.entity), key)
        return _joined([_of_block(block, key) for block in self.blocks])

    @cached_property
    def _delegations_before(self) -> np.ndarray:
        """How many delegations stand before each meeting, and in all."""
        return _cumulated(self._sizes[:, 0])

    @cached_property
    def _rows_before(self) -> np.ndarray:
        return _cumulated(self._sizes[:, 1])

    @cached_property
    def _sizes(self) -> np.ndarray:
        """Delegations and rows of each meeting, one line each."""
        import numpy as np

        return np.array([_size(block) for block in self.blocks], np.int64).reshape(-1, 2)


class Placed(_Sent):
    """Lines placed at delegations of the arrays ``of``, such as statements: whatever groups delegations groups them too
    (``groups.py``)."""

    def __init__(self, of: Arrays, meeting_of: np.ndarray, entity: np.ndarray, category: np.ndarray) -> None:
        self.calendar, self.meetings = of.calendar, of.meetings
        self.meeting_of, self.entity, self.category = meeting_of, entity, category


class _Before:
    """The arrays of an earlier state, each taken over when it is asked for, with what is new in its place."""

    def __init__(self, before: Arrays, pieces: Iterator[tuple[int, int] | Block]) -> None:
        self.arrays, self._pieces = dict(before._arrays), list(pieces)
        self._delegations, self._rows = before._delegations_before, before._rows_before

    def pieced_together(self, key: str | Table) -> np.ndarray | None:
        """None where it did not stand, or where another thread has just taken it over."""
        if (array := self.arrays.pop(key, None)) is None:
            return None
        first = self._delegations if _by_delegation(key) else self._rows
        return _joined(
            [
                _of_block(piece, key) if isinstance(piece, Block) else array[first[piece[0]] : first[piece[1]]]
                for piece in self._pieces
            ]
        )


class _Whole:
    """What a part is taken out of, and which delegations and rows of it."""

    def __init__(self, of: Arrays, meeting_mask: np.ndarray) -> None:
        self.of, self._meeting_mask = of, meeting_mask

    @cached_property
    def delegations(self) -> np.ndarray:
        return self._meeting_mask[self.of.meeting_of]

    @cached_property
    def rows(self) -> np.ndarray:
        return self.delegations[self.of.delegation]


def _around(places: Sequence[int], blocks: Sequence[Block]) -> Iterator[tuple[int, int] | Block]:
    """As ``_stretches``, where other blocks stand at some places and nothing else moved."""
    start = 0
    for place in places:
        if start < place:
            yield start, place
        yield blocks[place]
        start = place + 1
    if start < len(blocks):
        yield start, len(blocks)


def _stretches(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[int, int] | Block]:
    """What ``after`` is made of: stretches of ``before`` (from, up to) and blocks that are new."""
    place_of = {block: place for place, block in enumerate(before)}
    start = end = 0
    for block in after:
        place = place_of.get(block)
        if place is not None and place == end and end > start:
            end += 1
            continue
        if end > start:
            yield start, end
        start = end = 0
        if place is None:
            yield block
        else:
            start, end = place, place + 1
    if end > start:
        yield start, end


def _of_block(block: Block, key: str | Table) -> np.ndarray:
    if isinstance(key, tuple):
        return _table(block.columns.__getitem__, block.columns["delegation"], len(block.entities), key)
    return block.columns[key] if key in block.columns else getattr(block, key)


def _by_delegation(key: str | Table) -> bool:
    return isinstance(key, tuple) or key in OF_DELEGATIONS


def _table(column: Any, delegation: np.ndarray, delegations: int, key: Table) -> np.ndarray:
    """Count the rows of each delegation by gender."""
    import numpy as np

    base, gender, head = key
    inside = column(base) == CODED[base][YesNo.YES]
    if head != EVERYBODY:
        inside &= column("head_basis") == CODED["head_basis"][head]
    place = delegation[inside].astype(np.int64) * GENDERS + column(gender)[inside]
    counted = np.bincount(place, column("weight")[inside], delegations * GENDERS)
    return counted.astype(np.int32).reshape(delegations, GENDERS)


def _size(block: Block) -> tuple[int, int]:
    return len(block.entities), len(block.columns["weight"])


def _but_its_list(meeting: Meeting) -> dict[str, Any]:
    """All that is kept of a meeting, but for how often its list changed."""
    return {name: value for name, value in vars(meeting).items() if name not in ("_state", "revision")}


def _cumulated(sizes: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.r_[0, np.cumsum(sizes)]


def _joined(arrays: list[np.ndarray]) -> np.ndarray:
    import numpy as np

    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)
