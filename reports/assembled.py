"""Blocks end to end: the meetings that were asked for as one set of arrays, and the last whole record kept.

A request reads the versions of its meetings and nothing else as long as none has moved. After a change the arrays of
the record are pieced together again from those that stood and the blocks that are new; whoever asks for part of the
record takes it out of the whole. Inside a transaction everything is read afresh and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

from meetings.models import Meeting
from meetings.vocabulary import YesNo
from reports import facts
from reports.facts import Block, Version

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")
GENDERS = 4
"""Columns of a table of counts: women, men, another, unknown."""
EVERYBODY = "everybody"
"""Instead of a basis of heads: all people are counted."""
Table = tuple[str, str, str]
"""What a table counts: registered or attended, the gender column, a basis of heads or EVERYBODY."""


class _Remembering:
    """Keeps what is worked out of its arrays."""

    entity: Any

    @cached_property
    def _remembered(self) -> dict[object, Any]:
        return {}

    @cached_property
    def nothing(self) -> np.ndarray:
        """A zero for each: all in one group."""
        import numpy as np

        return np.zeros(len(self.entity), np.int32)

    def remember(self, key: object, make: Callable[[], T], given: object = None) -> T:
        """What ``make`` gives, kept as long as these arrays are: it must follow from them, ``key`` and ``given``; of
        those, the last alone is kept."""
        before = self._remembered.get(key)
        if before is None or before[0] != given:
            before = self._remembered[key] = given, make()
        return before[1]


class Assembled(_Remembering):
    """Meetings by date. Per delegation: ``meeting_of``, ``entity``, ``category``; per row: ``column(name)`` and
    ``delegation``. ``table(…)``: counts of each delegation. Arrays are shared between requests: never write to one.
    """

    def __init__(self, blocks: Sequence[Block], before: Assembled | None = None) -> None:
        self.blocks = blocks
        self.meetings = [block.meeting for block in blocks]
        self._arrays: dict[str | Table, np.ndarray] = {}
        self._whole: _Whole | None = None
        self._before = _Before(before, blocks) if before else None

    @property
    def of(self) -> Assembled:
        """These are its own meetings. No attribute: a circle would keep the arrays until the collector comes by."""
        return self

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

    def part(self, kept: np.ndarray) -> Assembled:
        """Of these meetings alone (a truth for each): what stands here already is taken out of it."""
        import numpy as np

        part = Assembled([self.blocks[place] for place in np.flatnonzero(kept).tolist()])
        part._whole = _Whole(self, kept)
        return part

    def _array(self, key: str | Table) -> np.ndarray:
        if key not in self._arrays:
            self._arrays[key] = self._made(key)
        return self._arrays[key]

    def _made(self, key: str | Table) -> np.ndarray:
        if self._before and key in self._before.arrays:
            return self._before.pieced_together(key)
        if self._whole and (standing := self._whole.of._arrays.get(key)) is not None:
            return standing[self._whole.delegations if _by_delegation(key) else self._whole.rows]
        if isinstance(key, tuple):
            return _table(self.column, self.delegation, len(self.entity), key)
        return _joined([_of_block(block, key) for block in self.blocks])

    @cached_property
    def _delegations_before(self) -> np.ndarray:
        """How many delegations stand before each meeting, and in all."""
        import numpy as np

        return np.cumsum([0, *[len(block.entities) for block in self.blocks]])

    @cached_property
    def _rows_before(self) -> np.ndarray:
        import numpy as np

        return np.cumsum([0, *[len(block.columns["weight"]) for block in self.blocks]])


class Placed(_Remembering):
    """What stands with a delegation at one of the meetings of ``of``, one place of the arrays each; all that groups
    delegations groups it too (``grouped.py``)."""

    def __init__(self, of: Assembled, meeting_of: np.ndarray, entity: np.ndarray, category: np.ndarray) -> None:
        self.of, self.meetings = of, of.meetings
        self.meeting_of, self.entity, self.category = meeting_of, entity, category


class _Before:
    """The arrays of an earlier state, each taken over when it is asked for, with what is new in its place."""

    def __init__(self, before: Assembled, blocks: Sequence[Block]) -> None:
        self.arrays = dict(before._arrays)
        self._pieces = list(_stretches(before.blocks, blocks))
        self._delegations, self._rows = before._delegations_before, before._rows_before

    def pieced_together(self, key: str | Table) -> np.ndarray:
        array, first = self.arrays.pop(key), self._delegations if _by_delegation(key) else self._rows
        return _joined(
            [
                _of_block(piece, key) if isinstance(piece, Block) else array[first[piece[0]] : first[piece[1]]]
                for piece in self._pieces
            ]
        )


class _Whole:
    """What a part is taken out of, and which delegations and rows of it."""

    def __init__(self, of: Assembled, kept: np.ndarray) -> None:
        self.of, self._kept = of, kept

    @cached_property
    def delegations(self) -> np.ndarray:
        return self._kept[self.of.meeting_of]

    @cached_property
    def rows(self) -> np.ndarray:
        return self.delegations[self.of.delegation]


def assembled(meetings: QuerySet[Meeting]) -> Assembled:
    """The meetings of a query, by date; two queries when nothing has changed."""
    global _kept
    if connection.in_atomic_block:
        return _in_order(facts.blocks_of(_versions(meetings)))
    standing, versions = facts.standing(), _versions(meetings)
    with facts.lock:
        kept = _kept[1] if _kept and _kept[0] == standing else None
        if kept and versions == kept.versions:
            return kept
        if kept and versions.items() <= kept.versions.items():
            return kept.part(_truths([block.meeting.id in versions for block in kept.blocks]))
        blocks = facts.blocks_of(versions)
        if kept and 2 * len(blocks) < len(kept.blocks):
            return _in_order(blocks)
        made = _in_order(blocks, kept)
        _kept = standing, made
        return made


def of_meetings(meetings: Sequence[Meeting]) -> Assembled:
    """These meetings, whose revisions were just read, in the order given."""
    blocks = facts.blocks_of({meeting.pk: (meeting.revision, meeting.locked_by_id) for meeting in meetings})
    return Assembled([blocks[meeting.pk] for meeting in meetings if meeting.pk in blocks])


_kept: tuple[int, Assembled] | None = None
"""The largest record asked for lately, with what ``facts.standing`` said then."""


def _versions(meetings: QuerySet[Meeting]) -> dict[int, Version]:
    # Plain columns: an expression would be converted row by row, which takes as long as the rest.
    found = meetings.order_by().values_list("pk", "revision", "locked_by")
    return {pk: (revision, locked_by) for pk, revision, locked_by in found}


def _in_order(blocks: Mapping[int, Block], before: Assembled | None = None) -> Assembled:
    if before and (same := _in_their_places(blocks, before)):
        return Assembled(same, before)
    by_date = sorted(blocks.values(), key=lambda block: (block.meeting.start, block.meeting.slug))
    return Assembled(by_date, before)


def _in_their_places(blocks: Mapping[int, Block], before: Assembled) -> list[Block] | None:
    """The blocks in the order that stood before, where no meeting came, went or was moved: sorting 10,000 is slow."""
    if blocks.keys() != before.versions.keys():
        return None
    found = [blocks[block.meeting.pk] for block in before.blocks]
    moved = ((old.meeting, new.meeting) for old, new in zip(before.blocks, found, strict=True) if old is not new)
    return None if any((a.start, a.slug) != (b.start, b.slug) for a, b in moved) else found


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
    return isinstance(key, tuple) or key in ("entities", "categories")


def _table(column: Any, delegation: np.ndarray, delegations: int, key: Table) -> np.ndarray:
    """Count the rows of each delegation by gender."""
    import numpy as np

    base, gender, head = key
    inside = column(base) == facts.CODED[base][YesNo.YES]
    if head != EVERYBODY:
        inside &= column("head_basis") == facts.CODED["head_basis"][head]
    place = delegation[inside].astype(np.int64) * GENDERS + column(gender)[inside]
    counted = np.bincount(place, column("weight")[inside], delegations * GENDERS)
    return counted.astype(np.int32).reshape(delegations, GENDERS)


def _truths(of: list[bool]) -> np.ndarray:
    import numpy as np

    return np.array(of, bool)


def _joined(arrays: list[np.ndarray]) -> np.ndarray:
    import numpy as np

    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)
