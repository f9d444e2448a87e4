"""The judgement of every cell: exact for open lists, rounded or withheld for closed ones.

All cells of a release are judged at once: a number is safe or not only beside the others, and beside those that were
published before (``movement``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reports.measures.wording import Sentence
from reports.releases.disclosure.cells import STATES, Cell, Numbers, Published, with_sums
from reports.releases.disclosure.memory import Memory, Pool
from reports.releases.disclosure.policy import NOT_BY_DELEGATION, ROUNDED, WITHHELD, Policy
from reports.releases.disclosure.pools import Occasion, hidden_in_pools, of_other_series, pooled
from reports.releases.disclosure.remembered import moved

BY_DELEGATION = "participation_by_delegation"


@dataclass(frozen=True, slots=True)
class Publication:
    """Published cells in the order of the given ones, pools with theirs, and what the next release is given as
    ``previous``."""

    cells: list[Published]
    memory: Memory
    pools: list[tuple[Pool, Published]] = field(default_factory=list)


def publishable(
    cells: Iterable[Cell],
    policies: Mapping[str, Policy],
    previous: Memory | None = None,
    occasions: Mapping[str, Occasion] | None = None,
) -> Publication:
    """Judge all cells of a release; ``policies`` gives the profile of each meeting, ``occasions`` its forum and year in
    the order of dates: without one a meeting is never pooled.

    Raises ValueError, with a sentence to show, where the profile of a closed list is not the one its series began with,
    or where too little is remembered of it.
    """
    given = list(cells)
    by_meeting: dict[str, list[int]] = {}
    for place, cell in enumerate(given):
        by_meeting.setdefault(cell.meeting, []).append(place)
    # A meeting left out of one release is not forgotten: it could come back with numbers that tell who changed.
    memory: Memory = dict(previous or {})
    hidden = hidden_in_pools(memory)
    closed: dict[str, list[Cell]] = {}
    found: dict[int, Published] = {}
    for meeting, places in by_meeting.items():
        policy, own = policies[meeting], [given[place] for place in places]
        if policy.exact:
            judged = _exact(own, policy)
        else:
            closed[meeting] = [cell for cell in own if cell.table != BY_DELEGATION]
            entry = moved(closed[meeting], policy, memory.get(meeting))
            memory[meeting] = entry = of_other_series(entry) if meeting in hidden else entry
            judged = [_as_printed(cell, policy, entry.printed) for cell in own]
        found.update(zip(places, judged, strict=True))
    pools = pooled(occasions or {}, closed, policies, memory)
    shown = [(pool, _as_printed(cell, policy, printed)) for pool, cell, policy, printed in pools]
    return Publication([found[place] for place in range(len(given))], memory, shown)


def _exact(cells: list[Cell], policy: Policy) -> list[Published]:
    alone = {cell.series for cell in cells if cell.whole and cell.everyone >= policy.meeting_people}
    return [_as_it_is(cell, policy, cell.series in alone) for cell in cells]


def _as_it_is(cell: Cell, policy: Policy, alone: bool) -> Published:
    if cell.table == BY_DELEGATION and not policy.by_delegation:
        return _withheld(cell, NOT_BY_DELEGATION)
    if not alone or cell.variables > policy.variables:
        return _withheld(cell, WITHHELD)
    return Published(cell, {**with_sums(cell.numbers), **cell.evidence})


def _as_printed(cell: Cell, policy: Policy, printed: Mapping[str, Numbers]) -> Published:
    numbers = printed.get(cell.id[1])
    if numbers is None:
        return _withheld(cell, WITHHELD, left_out=not (cell.whole and cell.series == STATES))
    note = Sentence(ROUNDED, {"rounding": policy.rounding, "least": policy.slack + 1})
    return Published(cell, {**numbers, **dict.fromkeys(cell.evidence)}, rounded=True, note=note)


def _withheld(cell: Cell, note: str, left_out: bool = False) -> Published:
    names = [*with_sums(cell.numbers), *cell.evidence]
    return Published(cell, dict.fromkeys(names), withheld=True, left_out=left_out, note=Sentence(note))
