"""Process-wide cache of the arrays; rebuilt for meetings whose revision moved.

A request reads the versions of its meetings and nothing else as long as none has moved. Whoever asks for part of the
record takes it out of the whole. Inside a transaction everything is read afresh and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import QuerySet

from meetings.models import Meeting
from reports.counting import blocks
from reports.counting.arrays import Arrays
from reports.counting.blocks import Block, Version

if TYPE_CHECKING:
    import numpy as np


def arrays_at(meetings: QuerySet[Meeting]) -> Arrays:
    """The meetings of a query, by date; two queries when nothing has changed."""
    global _last
    if connection.in_atomic_block:
        return Arrays(_by_date(blocks.blocks_of(_versions(meetings)).values()))
    generation, versions = blocks.generation(), _versions(meetings)
    with blocks.lock:
        last = _last[1] if _last and _last[0] == generation else None
        if last and versions == last.versions:
            return last
        if last and versions.items() <= last.versions.items():
            return last.part(_inside(last, versions))
        if last and versions.keys() == last.versions.keys() and (new := _changed_lists(last, versions)):
            made = last.changed(new)
        else:
            new_blocks = blocks.blocks_of(versions)
            if last and 2 * len(new_blocks) < len(last.blocks):
                return Arrays(_by_date(new_blocks.values()))
            made = last.rearranged(_by_date(new_blocks.values())) if last else Arrays(_by_date(new_blocks.values()))
        _last = generation, made
        return made


def of_meetings(meetings: Sequence[Meeting]) -> Arrays:
    """These meetings, whose revisions were just read, in the order given."""
    found = blocks.blocks_of({meeting.pk: (meeting.revision, meeting.locked_by_id) for meeting in meetings})
    return Arrays([found[meeting.pk] for meeting in meetings if meeting.pk in found])


_last: tuple[int, Arrays] | None = None
"""The largest record asked for lately, with what ``blocks.generation`` said then."""


def _versions(meetings: QuerySet[Meeting]) -> dict[int, Version]:
    # Plain columns: an expression would be converted row by row, which takes as long as the rest.
    found = meetings.order_by().values_list("pk", "revision", "locked_by")
    return {pk: (revision, locked_by) for pk, revision, locked_by in found}


def _changed_lists(last: Arrays, versions: Mapping[int, Version]) -> dict[int, Block]:
    """The new blocks of meetings that have moved on; nothing where one is gone, or takes place at another time: sorting
    ten thousand meetings takes longer than all else."""
    moved = {pk: version for pk, version in versions.items() if last.versions[pk] != version}
    new = blocks.blocks_of(moved)
    before = {pk: last.blocks[last.places[pk]] for pk in moved}
    in_their_places = all(pk in new and _when(new[pk]) == _when(before[pk]) for pk in moved)
    return new if in_their_places else {}


def _by_date(some: Iterable[Block]) -> list[Block]:
    return sorted(some, key=_when)


def _when(block: Block) -> tuple[date, str]:
    return block.meeting.start, block.meeting.slug


def _inside(last: Arrays, versions: Mapping[int, Version]) -> np.ndarray:
    """Of each meeting kept, whether it is asked for."""
    import numpy as np

    return np.array([block.meeting.pk in versions for block in last.blocks], bool)
