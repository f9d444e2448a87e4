"""The record as its requests share it: the last whole set of arrays, and what is new in it.

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
from reports.counting.arrays import Assembled
from reports.counting.blocks import Block, Version

if TYPE_CHECKING:
    import numpy as np


def assembled(meetings: QuerySet[Meeting]) -> Assembled:
    """The meetings of a query, by date; two queries when nothing has changed."""
    global _kept
    if connection.in_atomic_block:
        return Assembled(_by_date(blocks.blocks_of(_versions(meetings)).values()))
    standing, versions = blocks.standing(), _versions(meetings)
    with blocks.lock:
        kept = _kept[1] if _kept and _kept[0] == standing else None
        if kept and versions == kept.versions:
            return kept
        if kept and versions.items() <= kept.versions.items():
            return kept.part(_inside(kept, versions))
        if kept and versions.keys() == kept.versions.keys() and (new := _changed_lists(kept, versions)):
            made = kept.changed(new)
        else:
            new_blocks = blocks.blocks_of(versions)
            if kept and 2 * len(new_blocks) < len(kept.blocks):
                return Assembled(_by_date(new_blocks.values()))
            made = kept.rearranged(_by_date(new_blocks.values())) if kept else Assembled(_by_date(new_blocks.values()))
        _kept = standing, made
        return made


def of_meetings(meetings: Sequence[Meeting]) -> Assembled:
    """These meetings, whose revisions were just read, in the order given."""
    found = blocks.blocks_of({meeting.pk: (meeting.revision, meeting.locked_by_id) for meeting in meetings})
    return Assembled([found[meeting.pk] for meeting in meetings if meeting.pk in found])


_kept: tuple[int, Assembled] | None = None
"""The largest record asked for lately, with what ``facts.standing`` said then."""


def _versions(meetings: QuerySet[Meeting]) -> dict[int, Version]:
    # Plain columns: an expression would be converted row by row, which takes as long as the rest.
    found = meetings.order_by().values_list("pk", "revision", "locked_by")
    return {pk: (revision, locked_by) for pk, revision, locked_by in found}


def _changed_lists(kept: Assembled, versions: Mapping[int, Version]) -> dict[int, Block]:
    """The new blocks of meetings that have moved on; nothing where one is gone, or takes place at another time: sorting
    ten thousand meetings takes longer than all else."""
    moved = {pk: version for pk, version in versions.items() if kept.versions[pk] != version}
    new = blocks.blocks_of(moved)
    before = {pk: kept.blocks[kept.places[pk]] for pk in moved}
    in_their_places = all(pk in new and _when(new[pk]) == _when(before[pk]) for pk in moved)
    return new if in_their_places else {}


def _by_date(some: Iterable[Block]) -> list[Block]:
    return sorted(some, key=_when)


def _when(block: Block) -> tuple[date, str]:
    return block.meeting.start, block.meeting.slug


def _inside(kept: Assembled, versions: Mapping[int, Version]) -> np.ndarray:
    """Of each meeting kept, whether it is asked for."""
    import numpy as np

    return np.array([block.meeting.pk in versions for block in kept.blocks], bool)
