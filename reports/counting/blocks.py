"""Blocks: participations and head-counts of one meeting as coded columns.

A block is rebuilt only when its meeting's ``revision`` has moved, or it was locked or unlocked. Everything here is
counted without joining a person: a participation carries its own listed and recorded gender. A million participations
take about 20 MB. ``arrays.py`` joins blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from meetings.models import Delegation, DelegationCount, Forum, Meeting, Participation
from meetings.vocabulary import (
    LISTED_BASES,
    PRINTED_IN_LIST,
    Category,
    Gender,
    GenderBasis,
    HeadBasis,
    ListAccess,
    Rank,
    Role,
    YesNo,
)

if TYPE_CHECKING:
    import numpy as np

GENDERS: dict[str, int] = {Gender.WOMAN: 0, Gender.MAN: 1, Gender.ANOTHER: 2, Gender.UNDISCLOSED: 3, Gender.UNKNOWN: 3}
"""Column of ``Counts`` a gender is counted in; who prefers not to say stands with the not recorded."""
CATEGORIES = {category: code for code, category in enumerate(Category)}
CODED: dict[str, Mapping[str, int]] = {
    "listed_gender": GENDERS,
    "recorded_gender": GENDERS,
    # A title and a column of the list are one evidence: what it prints.
    "listed_basis": {str(basis): code for code, basis in enumerate(GenderBasis)}
    | {basis: list(GenderBasis).index(GenderBasis.COURTESY_TITLE) for basis in PRINTED_IN_LIST},
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


Version = tuple[int, int | None]
"""A meeting's revision and who locked it, if anybody: what is kept of it holds as long as neither moves."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One meeting at one version. ``meeting`` is shared by all requests of the process: read it, never change it; who
    entered what (``entered_by``, what a lock was waived and accepted for) is not kept up to date in it.

    Per delegation: ``entities`` (index into ``entities_seen``) and ``categories``. Per row: ``columns``, arrays of
    small integers; ``delegation`` points into the former, ``weight`` is 1 for a participation, n for a head-count, and
    ``own_gender`` is as listed where anyone can read the list, as recorded where it is closed.
    """

    meeting: Meeting
    version: Version
    entities: np.ndarray
    categories: np.ndarray
    columns: dict[str, np.ndarray]


entities_seen: list[Entity] = []
"""Append-only, so that an index once given out stays true."""
_entity_codes: dict[Entity, int] = {}
_blocks: dict[int, Block] = {}
_forums: dict[str, tuple[object, ...]] = {}
_times_forgotten = 0
lock = RLock()


def blocks_of(versions: Mapping[int, Version]) -> dict[int, Block]:
    """The block of each meeting that there is, from ``{meeting id: version}`` as just read."""
    if connection.in_atomic_block:
        # What this transaction wrote may yet be rolled back, and its revision be given to other contents.
        return _load(versions)
    with lock:
        stale = {pk: at for pk, at in versions.items() if pk not in _blocks or _blocks[pk].version != at}
        if stale:
            _blocks.update(_load(stale))
        return {pk: _blocks[pk] for pk in versions if pk in _blocks and _blocks[pk].version == versions[pk]}


def forget() -> None:
    """Drop every block, after the database under this process was replaced."""
    global _times_forgotten
    with lock:
        _blocks.clear()
        _times_forgotten += 1


def times_forgotten() -> int:
    """Another number after everything was forgotten."""
    return _times_forgotten


def generation() -> int:
    """``times_forgotten``, after a look at the forums; forgets when a forum has come to be called or
    placed otherwise, since the meetings kept name their forums. One query."""
    now = {forum[0]: forum for forum in Forum.objects.order_by().values_list()}
    with lock:
        if now != _forums:
            _forums.clear()
            _forums.update(now)
            forget()
        return _times_forgotten


def _load(versions: Mapping[int, Version]) -> dict[int, Block]:
    loaded: dict[int, Block] = {}
    pending = iter(versions.items())
    while some := dict(islice(pending, MEETINGS_AT_ONCE)):
        loaded.update(_load_some(some))
    return loaded


def _load_some(versions: Mapping[int, Version]) -> dict[int, Block]:
    import numpy as np

    meetings = _meetings(versions)
    # People first: a delegation made in between stands empty, while people of an unknown one would have no place.
    rows = _joined([_participations(meetings), _head_counts(meetings)])
    delegations = _delegations(meetings)
    order = np.argsort(rows["meeting"], kind="stable")
    rows = {name: column[order] for name, column in rows.items()}
    loaded = {}
    for pk, meeting in meetings.items():
        ours = slice(*np.searchsorted(delegations["meeting"], (pk, pk + 1)))
        people = slice(*np.searchsorted(rows["meeting"], (pk, pk + 1)))
        columns = _placed({name: column[people] for name, column in rows.items()}, delegations["delegation"][ours])
        open_list_mask = meeting.list_access == ListAccess.OPEN
        columns["own_gender"] = columns["listed_gender" if open_list_mask else "recorded_gender"]
        of_delegations = delegations["entity"][ours].copy(), delegations["category"][ours].copy()
        loaded[pk] = Block(meeting, versions[pk], *of_delegations, columns)
    return loaded


def _meetings(wanted: Iterable[int]) -> dict[int, Meeting]:
    """The meetings by id, those of one forum with one and the same record of it."""
    found = Meeting.objects.filter(pk__in=list(wanted)).defer("entered_by", "lock_waiver", "lock_accepted").order_by()
    meetings = {meeting.pk: meeting for meeting in found}
    forums = Forum.objects.in_bulk({meeting.forum_id for meeting in meetings.values()})
    for meeting in meetings.values():
        meeting.forum = forums[meeting.forum_id]
    return meetings


def _placed(rows: dict[str, np.ndarray], delegations: np.ndarray) -> dict[str, np.ndarray]:
    """Point every row at its delegation within the block. One whose delegation went away meanwhile is left out: the
    revision has moved then, and the next request reads afresh."""
    import numpy as np

    known = np.isin(rows["delegation"], delegations)
    place = np.searchsorted(delegations, rows["delegation"][known])
    columns = {name: column[known] for name, column in rows.items() if name not in ("meeting", "delegation")}
    return columns | {"delegation": place.astype(np.int32)}


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
    with lock:
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
    """Head-counts as rows that weigh n people, with no role and no head.

    Their genders are as recorded; as listed too where the list prints them or a public source is cited.
    """
    import numpy as np

    genders = (Gender.WOMAN, Gender.MAN, Gender.ANOTHER, Gender.UNKNOWN)
    found = DelegationCount.objects.filter(delegation__meeting_id__in=list(meetings)).values_list(
        "delegation__meeting_id", "delegation_id", "women", "men", "another", "unknown", "basis"
    )
    rows = [
        (meeting, delegation, people, GENDERS[gender], *_as_listed(gender, basis))
        for meeting, delegation, *counts, basis in found
        for gender, people in zip(genders, counts, strict=True)
        if people
    ]
    same: dict[str, str] = {"role": Role.UNKNOWN, "rank": Rank.UNKNOWN, "head_basis": HeadBasis.NOT_HEAD}
    same |= {"registered": YesNo.YES, "attended": YesNo.UNKNOWN}
    columns: dict[str, np.ndarray] = {
        "meeting": np.array([row[0] for row in rows], np.int64),
        "delegation": np.array([row[1] for row in rows], np.int64),
        "weight": np.array([row[2] for row in rows], np.uint32),
        "recorded_gender": np.array([row[3] for row in rows], np.uint8),
        "listed_gender": np.array([row[4] for row in rows], np.uint8),
        "listed_basis": np.array([row[5] for row in rows], np.uint8),
    }
    for name, value in same.items():
        columns[name] = np.full(len(rows), CODED[name][value], np.uint8)
    yield columns


def _as_listed(gender: str, basis: str) -> tuple[int, int]:
    """The codes of gender and basis that a head-count has as listed."""
    listed = basis in LISTED_BASES and gender != Gender.UNKNOWN
    return GENDERS[gender if listed else Gender.UNKNOWN], CODED["listed_basis"][basis if listed else GenderBasis.NONE]


def _joined(sources: Iterable[Iterator[dict[str, Any]]]) -> dict[str, np.ndarray]:
    import numpy as np

    pieces = [piece for source in sources for piece in source]
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
