"""The memory of a closed list or a pool: what moves of it from one release to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.releases.disclosure.cells import Cell
from reports.releases.disclosure.memory import (
    EarlierEntry,
    Memory,
    Remembered,
    SeenRow,
    WholeRecord,
    printed_rows,
    seen_in,
)
from reports.releases.disclosure.movement import (
    changed_in_meeting,
    declared,
    publishable_numbers,
    reveals_change_in_parts,
    unmoved_rows,
)
from reports.releases.disclosure.policy import Policy, changed_since
from reports.releases.disclosure.rounding import rounded

TOO_OLD = (
    "What is remembered of “{name}” was written by an earlier version and lacks {keys}: its numbers could move for the "
    "sake of a single person. Unlock the meetings with closed lists that this concerns, which leaves them out of the "
    "release, or build it with the version before."
)


def brought_up(memories: Iterable[Memory]) -> Memory:
    """The first of these memories, with what an earlier version did not write into it; the older ones follow, newest
    first, and are asked for only then.

    Of a row that is left out the older ones know what was printed last. How far the record stood beyond what was told
    nobody knows: everything is taken as told by then. What lacks more than that stays as it is; ``moved`` refuses it.
    """
    given = iter(memories)
    newest: Memory = next(given, {})
    lacking = {
        name: entry for name, entry in newest.items() if isinstance(entry, EarlierEntry) and entry.can_be_made_up
    }
    if not lacking:
        return newest
    older = list(given)
    return newest | {
        name: entry.made_up(_seen_last([entry, *(one[name] for one in older if name in one)]))
        for name, entry in lacking.items()
    }


def _seen_last(newest_first: Sequence[Remembered | EarlierEntry]) -> dict[str, SeenRow]:
    seen: dict[str, SeenRow] = {}
    for one in reversed(newest_first):
        seen |= seen_in(one)
    return seen


def moved(cells: Sequence[Cell], policy: Policy, before: Remembered | EarlierEntry | None) -> Remembered:
    """What is remembered of a meeting from now on: as it was, or moved.

    Raises ValueError, with a sentence to show, where the profile is not the one the series began with, or where too
    little is remembered to compare with.
    """
    # One variable at a time, so that within a table nobody is counted twice.
    rows = {cell.id[1]: cell for cell in cells if cell.variables <= 1}
    now = {name: cell.numbers for name, cell in rows.items()}
    beyond = {name: declared(cell) for name, cell in rows.items()}
    whole = WholeRecord(now, beyond)
    if before is None:
        printed = rounded(cells, policy)
        return Remembered(
            policy=policy.as_json(), declared=beyond, record=whole, behind=now, since=now, printed=printed,
            seen=printed_rows(printed, now, beyond),
        )  # fmt: skip
    if isinstance(before, EarlierEntry):
        raise ValueError(TOO_OLD.format(name=cells[0].meeting, keys=", ".join(sorted(before.lacks))))
    if refused := changed_since(policy, before.policy):
        raise ValueError(refused)
    shown = {name: publishable_numbers(cell, policy, before) for name, cell in rows.items()}
    if changed_in_meeting(before.behind, shown) < policy.people_moved:
        return before
    unmoved = unmoved_rows(cells, policy, before, shown)
    if reveals_change_in_parts(cells, policy, before, unmoved):
        return before
    untold = {name: before.declared.get(name, dict.fromkeys(now.get(name, {}), 0)) for name in unmoved}
    since = {name: unmoved[name].since if name in unmoved else numbers for name, numbers in now.items()}
    printed = rounded(cells, policy, unmoved)
    # A row that is left out today was read yesterday: of each the last that was printed stays.
    return Remembered(
        policy=policy.as_json(), declared=beyond | untold, record=whole, behind=shown, since=since, printed=printed,
        seen=before.seen | printed_rows(printed, since, beyond | untold),
    )  # fmt: skip
