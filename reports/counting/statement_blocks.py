"""Blocks of statements: coded columns of one meeting, rebuilt only when its ``revision`` moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING, Any

from django.db import connection

from meetings.models import Statement
from meetings.vocabulary import Category, GenderTopic, StatementKind
from reports.counting import blocks
from reports.counting.as_printed import AsPrinted

if TYPE_CHECKING:
    import numpy as np

KINDS = {kind: code for code, kind in enumerate(StatementKind)}
TOPICS = {topic: code for code, topic in enumerate(GenderTopic)}
NOT_TIMED = -1
COLUMNS = ("entity", "category", "gender", "listed", "kind", "presiding", "hundredths", "topic")


@dataclass(frozen=True, slots=True)
class Block:
    """The statements of one meeting at one revision: arrays of COLUMNS, minutes in hundredths (-1: not known).

    ``gender`` is as recorded, ``listed`` the same where the list prints it or a public source is cited.
    """

    revision: int
    columns: dict[str, np.ndarray]


_blocks: dict[int, Block] = {}
_lock = RLock()


def blocks_of(revisions: Mapping[int, int]) -> dict[int, Block]:
    """The block of each meeting, from ``{meeting id: revision}`` as just read; one query when something moved."""
    if connection.in_atomic_block:
        return _load(revisions)  # what this transaction wrote may yet be rolled back
    with _lock:
        stale = {pk: at for pk, at in revisions.items() if pk not in _blocks or _blocks[pk].revision != at}
        if stale:
            _blocks.update(_load(stale))
        return {pk: _blocks[pk] for pk in revisions}


def forget() -> None:
    """Drop every block, after the database under this process was replaced."""
    with _lock:
        _blocks.clear()


def _load(revisions: Mapping[int, int]) -> dict[int, Block]:
    import numpy as np

    spoken = Statement.objects.order_by("meeting_id", "pk").values_list(
        "meeting_id",
        "entity_key",
        "country_id",
        "name",
        "category",
        "speaker_gender",
        "speaker_basis",
        "speaker_title",
        "kind",
        "presiding",
        "minutes",
        "topic",
    )
    if len(revisions) <= blocks.MEETINGS_AT_ONCE:
        spoken = spoken.filter(meeting_id__in=list(revisions))
    rows, pieces = spoken.iterator(chunk_size=blocks.ROWS_AT_ONCE), [np.empty((0, 1 + len(COLUMNS)), np.int64)]
    while some := list(islice(rows, blocks.ROWS_AT_ONCE)):
        pieces.append(np.array(_coded_rows(some), np.int64))
    table = np.concatenate(pieces)
    loaded = {}
    for pk, revision in revisions.items():
        mine = table[slice(*np.searchsorted(table[:, 0], (pk, pk + 1)))]
        columns = {name: mine[:, place].astype(np.int32) for place, name in enumerate(COLUMNS, start=1)}
        loaded[pk] = Block(revision, columns)
    return loaded


def _coded_rows(rows: Sequence[tuple[Any, ...]]) -> list[tuple[int, ...]]:
    """Meeting and COLUMNS of each row as whole numbers."""
    printed = AsPrinted()
    entities = blocks.entity_codes(
        blocks.Entity(key, country or "", "" if country else name) for _meeting, key, country, name, *_rest in rows
    )
    return [
        (
            meeting,
            entity,
            blocks.CATEGORIES[Category(category)],
            blocks.GENDERS[gender],
            blocks.GENDERS[printed.of(gender, basis, title)],
            KINDS[StatementKind(kind)],
            presiding,
            NOT_TIMED if minutes is None else int(minutes * 100),
            TOPICS[GenderTopic(topic)],
        )
        for entity, (
            meeting,
            _key,
            _country,
            _name,
            category,
            gender,
            basis,
            title,
            kind,
            presiding,
            minutes,
            topic,
        ) in zip(entities, rows, strict=True)
    ]
