"""The participations and head-counts as coded columns: one block per meeting, shared by all requests of a process.

A block is rebuilt only when its meeting's ``revision`` has moved. Everything here is counted without joining a person:
a participation carries its own listed and recorded gender. A million participations take about 15 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from meetings.models import Delegation, DelegationCount, Participation
from meetings.vocabulary import Category, Gender, GenderBasis, HeadBasis, Rank, Role, YesNo

if TYPE_CHECKING:
    import numpy as np

GENDERS: dict[str, int] = {Gender.WOMAN: 0, Gender.MAN: 1, Gender.ANOTHER: 2, Gender.UNDISCLOSED: 3, Gender.UNKNOWN: 3}
"""Column of ``Counts`` a gender is counted in; who prefers not to say stands with the not recorded."""
CATEGORIES = {category: code for code, category in enumerate(Category)}
CODED: dict[str, Mapping[str, int]] = {
    "listed_gender": GENDERS,
    "recorded_gender": GENDERS,
    "listed_basis": {basis: code for code, basis in enumerate(GenderBasis)},
    "role": {role: code for code, role in enumerate(Role)},
    "rank": {rank: code for code, rank in enumerate(Rank)},
    "head_basis": {basis: code for code, basis in enumerate(HeadBasis)},
    "registered": {answer: code for code, answer in enumerate(YesNo)},
    "attended": {answer: code for code, answer in enumerate(YesNo)},
}
ROWS_AT_ONCE = 20_000
MEETINGS_AT_ONCE = 5_000


class Entity(NamedTuple):
    """Who sends delegations: a State (``country``) or an organization, named as it was at that meeting."""

    key: str
    country: str
    name: str


@dataclass(frozen=True, slots=True)
class Block:
    """One meeting at one revision.

    Per delegation: ``entities`` (index into ``entities_seen``) and ``categories``. Per row: ``columns``, arrays of
    small integers; ``delegation`` points into the former, ``weight`` is 1 for a participation, n for a head-count.
    """

    revision: int
    entities: np.ndarray
    categories: np.ndarray
    columns: dict[str, np.ndarray]


entities_seen: list[Entity] = []
"""Append-only, so that an index once given out stays true."""
_entity_codes: dict[Entity, int] = {}
_blocks: dict[int, Block] = {}
_lock = RLock()


def blocks_of(revisions: Mapping[int, int]) -> dict[int, Block]:
    """The block of each meeting, from ``{meeting id: revision}`` as just read."""
    if connection.in_atomic_block:
        # What this transaction wrote may yet be rolled back, and its revision be given to other contents.
        return _load(revisions)
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
    loaded: dict[int, Block] = {}
    pending = iter(revisions.items())
    while some := dict(islice(pending, MEETINGS_AT_ONCE)):
        loaded.update(_load_some(some))
    return loaded


def _load_some(revisions: Mapping[int, int]) -> dict[int, Block]:
    import numpy as np

    # People first: a delegation made in between stands empty, while people of an unknown one would have no place.
    rows = _joined([_participations(revisions), _head_counts(revisions)])
    delegations = _delegations(revisions)
    order = np.argsort(rows["meeting"], kind="stable")
    rows = {name: column[order] for name, column in rows.items()}
    loaded = {}
    for pk, revision in revisions.items():
        ours = slice(*np.searchsorted(delegations["meeting"], (pk, pk + 1)))
        people = slice(*np.searchsorted(rows["meeting"], (pk, pk + 1)))
        loaded[pk] = _block(
            revision,
            {name: column[ours] for name, column in delegations.items()},
            {name: column[people] for name, column in rows.items()},
        )
    return loaded


def _block(revision: int, delegations: dict[str, np.ndarray], rows: dict[str, np.ndarray]) -> Block:
    """Point every row at its delegation within the block. One whose delegation went away meanwhile is left out: the
    revision has moved then, and the next request reads afresh."""
    import numpy as np

    known = np.isin(rows["delegation"], delegations["delegation"])
    place = np.searchsorted(delegations["delegation"], rows["delegation"][known])
    columns = {name: column[known] for name, column in rows.items() if name not in ("meeting", "delegation")}
    columns["delegation"] = place.astype(np.int32)
    return Block(revision, delegations["entity"].copy(), delegations["category"].copy(), columns)


def _delegations(meetings: Iterable[int]) -> dict[str, np.ndarray]:
    """Delegations of the meetings, ordered by meeting and id."""
    import numpy as np

    found = list(
        Delegation.objects.filter(meeting_id__in=list(meetings))
        .order_by("meeting_id", "pk")
        .values_list("meeting_id", "pk", "category", "entity_key", "country_id", "name")
    )
    # A State goes by its code; its name is looked up in the language of the page.
    entities = entity_codes(Entity(key, country or "", "" if country else name) for *_, key, country, name in found)
    return {
        "meeting": np.array([row[0] for row in found], np.int64),
        "delegation": np.array([row[1] for row in found], np.int64),
        "category": np.array([CATEGORIES[Category(row[2])] for row in found], np.uint8),
        "entity": np.array(entities, np.int32),
    }


def entity_codes(entities: Iterable[Entity]) -> list[int]:
    """Index of each into ``entities_seen``, of those never seen before too."""
    with _lock:
        return [_entity_code(entity) for entity in entities]


def _entity_code(entity: Entity) -> int:
    code = _entity_codes.get(entity)
    if code is None:
        code = _entity_codes[entity] = len(entities_seen)
        entities_seen.append(entity)
    return code


def _participations(meetings: Iterable[int]) -> Iterator[dict[str, np.ndarray]]:
    """The participations of the meetings in pieces, so that their rows are never held as objects all at once."""
    import numpy as np

    rows = (
        Participation.objects.filter(meeting_id__in=list(meetings))
        .values_list("meeting_id", "delegation_id", *CODED)
        .iterator(chunk_size=ROWS_AT_ONCE)
    )
    while some := list(islice(rows, ROWS_AT_ONCE)):
        meeting, delegation, *coded = zip(*some, strict=True)
        columns: dict[str, np.ndarray] = {
            "meeting": np.array(meeting, np.int64),
            "delegation": np.array(delegation, np.int64),
            "weight": np.ones(len(some), np.uint32),
        }
        for (name, codes), column in zip(CODED.items(), coded, strict=True):
            columns[name] = np.fromiter(map(codes.__getitem__, column), np.uint8, len(some))
        yield columns


def _head_counts(meetings: Iterable[int]) -> Iterator[dict[str, np.ndarray]]:
    """Head-counts as rows that weigh n people. They have one gender, whichever basis is asked, no role and no head."""
    import numpy as np

    genders = (Gender.WOMAN, Gender.MAN, Gender.ANOTHER, Gender.UNKNOWN)
    found = DelegationCount.objects.filter(delegation__meeting_id__in=list(meetings)).values_list(
        "delegation__meeting_id", "delegation_id", "women", "men", "another", "unknown"
    )
    rows = [
        (meeting, delegation, people, GENDERS[gender])
        for meeting, delegation, *counts in found
        for gender, people in zip(genders, counts, strict=True)
        if people
    ]
    same: dict[str, str] = {"role": Role.UNKNOWN, "rank": Rank.UNKNOWN, "head_basis": HeadBasis.NOT_HEAD}
    same |= {"listed_basis": GenderBasis.NONE, "registered": YesNo.YES, "attended": YesNo.UNKNOWN}
    gender = np.array([row[3] for row in rows], np.uint8)
    columns: dict[str, np.ndarray] = {
        "meeting": np.array([row[0] for row in rows], np.int64),
        "delegation": np.array([row[1] for row in rows], np.int64),
        "weight": np.array([row[2] for row in rows], np.uint32),
        "listed_gender": gender,
        "recorded_gender": gender,
    }
    for name, value in same.items():
        columns[name] = np.full(len(rows), CODED[name][value], np.uint8)
    yield columns


def _joined(sources: Iterable[Iterator[dict[str, Any]]]) -> dict[str, np.ndarray]:
    import numpy as np

    pieces = [piece for source in sources for piece in source]
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
