"""What is published of each cell: exact for open lists, rounded or withheld for closed ones.

All cells of a release are judged at once: a number is safe or not only beside the others, and beside those that were
published before (``movement``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reports.disclosure.cells import COMPOSITION, STATES, Cell, Numbers, Published, compositions, people, with_sums
from reports.disclosure.movement import changed_in_meeting, declared, rows_kept, told
from reports.disclosure.policy import NOT_BY_DELEGATION, ROUNDED, WITHHELD, Policy, changed_since
from reports.disclosure.rounding import rounded
from reports.wording import Sentence

__all__ = ["COMPOSITION", "Cell", "Memory", "Publication", "Published", "compositions", "people", "publishable"]

BY_DELEGATION = "participation_by_delegation"
Memory = dict[str, dict[str, Any]]
"""Closed meetings, by meeting: the ``policy``, what is ``printed`` of each row, and what never leaves the office: the
numbers when the meeting last moved (``behind``) and when each row did (``since``), and how far its record was then
``declared`` beyond the print. Plain JSON."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Published cells in the order of the given ones, and what the next release is given as ``previous``."""

    cells: list[Published]
    memory: Memory


def publishable(cells: Iterable[Cell], policies: Mapping[str, Policy], previous: Memory | None = None) -> Publication:
    """Judge all cells of a release; ``policies`` gives the profile of each meeting.

    Raises ValueError, with a sentence to show, where the profile of a closed list is not the one its series began with.
    """
    given = list(cells)
    by_meeting: dict[str, list[int]] = {}
    for place, cell in enumerate(given):
        by_meeting.setdefault(cell.meeting, []).append(place)
    # A meeting left out of one release is not forgotten: it could come back with numbers that tell who changed.
    memory: Memory = dict(previous or {})
    found: dict[int, Published] = {}
    for meeting, places in by_meeting.items():
        policy, own = policies[meeting], [given[place] for place in places]
        if policy.exact:
            judged = _exact(own, policy)
        else:
            memory[meeting] = _moved(own, policy, memory.get(meeting))
            judged = [_as_printed(cell, policy, memory[meeting]["printed"]) for cell in own]
        found.update(zip(places, judged, strict=True))
    return Publication([found[place] for place in range(len(given))], memory)


def _exact(cells: list[Cell], policy: Policy) -> list[Published]:
    alone = {cell.series for cell in cells if cell.whole and cell.everyone >= policy.meeting_people}
    return [_as_it_is(cell, policy, cell.series in alone) for cell in cells]


def _as_it_is(cell: Cell, policy: Policy, alone: bool) -> Published:
    if cell.table == BY_DELEGATION and not policy.by_delegation:
        return _withheld(cell, NOT_BY_DELEGATION)
    if not alone or cell.variables > policy.variables:
        return _withheld(cell, WITHHELD)
    return Published(cell, {**with_sums(cell.numbers), **cell.evidence})


def _moved(cells: list[Cell], policy: Policy, remembered: dict[str, Any] | None) -> dict[str, Any]:
    """What is remembered of a meeting from now on: as it was, or moved."""
    own = [cell for cell in cells if cell.table != BY_DELEGATION]
    # One variable at a time, so that within a table nobody is counted twice.
    rows = {cell.id[1]: cell for cell in own if cell.variables <= 1}
    now = {name: cell.numbers for name, cell in rows.items()}
    new = {"policy": policy.as_json(), "declared": {name: declared(cell) for name, cell in rows.items()}}
    if not remembered:
        return new | {"behind": now, "since": now, "printed": rounded(own, policy)}
    if refused := changed_since(policy, remembered["policy"]):
        raise ValueError(refused)
    shown = {name: told(cell, policy, remembered) for name, cell in rows.items()}
    if changed_in_meeting(remembered["behind"], shown) < policy.people_moved:
        return remembered
    kept = rows_kept(own, policy, remembered, shown)
    for name in kept:
        new["declared"][name] = remembered["declared"].get(name, dict.fromkeys(now.get(name, {}), 0))
    since = {name: kept[name].since if name in kept else numbers for name, numbers in now.items()}
    return new | {"behind": shown, "since": since, "printed": rounded(own, policy, kept)}


def _as_printed(cell: Cell, policy: Policy, printed: Mapping[str, Numbers]) -> Published:
    numbers = printed.get(cell.id[1])
    if numbers is None:
        return _withheld(cell, WITHHELD, left_out=not (cell.whole and cell.series == STATES))
    note = Sentence(ROUNDED, {"rounding": policy.rounding, "least": policy.slack + 1})
    return Published(cell, {**numbers, **dict.fromkeys(cell.evidence)}, rounded=True, note=note)


def _withheld(cell: Cell, note: str, left_out: bool = False) -> Published:
    names = [*with_sums(cell.numbers), *cell.evidence]
    return Published(cell, dict.fromkeys(names), withheld=True, left_out=left_out, note=Sentence(note))
