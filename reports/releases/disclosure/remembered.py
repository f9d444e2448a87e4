"""The memory of a closed list or a pool: what the next release must compare with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reports.releases.disclosure.cells import Cell
from reports.releases.disclosure.movement import (
    changed_in_meeting,
    declared,
    publishable_numbers,
    reveals_change_in_parts,
    unmoved_rows,
)
from reports.releases.disclosure.policy import Policy, changed_since
from reports.releases.disclosure.rounding import rounded

Memory = dict[str, dict[str, Any]]
"""By meeting or pool: the ``policy``, what is ``printed`` of each row, and what never leaves the office: the numbers
when the meeting last moved (``behind``) and when each row did (``since``), and how far its record was then ``declared``
beyond the print; ``record`` is all of it at the last move, told or not, and ``seen``
of each row the last that was printed, with its numbers. Plain JSON."""
NEEDED = {"policy", "printed", "behind", "since", "declared"}
ADDED = {"record", "seen"}
"""What the first versions did not write; it can be made up for."""
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
    lacking = [name for name, entry in newest.items() if _can_be_made_up(entry)]
    if not lacking:
        return newest
    older = list(given)
    return newest | {name: _made_up(newest[name], [one[name] for one in older if name in one]) for name in lacking}


def _can_be_made_up(entry: Mapping[str, Any]) -> bool:
    # Beside a pool stand the rows that it was made of; without them nothing says what it may tell.
    return bool(ADDED - entry.keys()) and not NEEDED - entry.keys() and ("pool" not in entry or "rows" in entry)


def _made_up(entry: dict[str, Any], older: Sequence[dict[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for one in reversed([entry, *older]):
        if not NEEDED - one.keys():
            seen |= one.get("seen", {}) | _printed_in(one)
    return {"record": {"numbers": entry["since"], "declared": entry["declared"]}, "seen": seen} | entry


def moved(cells: Sequence[Cell], policy: Policy, remembered: dict[str, Any] | None) -> dict[str, Any]:
    """What is remembered of a meeting from now on: as it was, or moved.

    Raises ValueError, with a sentence to show, where the profile is not the one the series began with, or where too
    little is remembered to compare with.
    """
    # One variable at a time, so that within a table nobody is counted twice.
    rows = {cell.id[1]: cell for cell in cells if cell.variables <= 1}
    now = {name: cell.numbers for name, cell in rows.items()}
    beyond = {name: declared(cell) for name, cell in rows.items()}
    new = {"policy": policy.as_json(), "declared": dict(beyond), "record": {"numbers": now, "declared": beyond}}
    if not remembered:
        return _with_seen(new | {"behind": now, "since": now, "printed": rounded(cells, policy)}, {})
    if missing := (NEEDED | ADDED) - remembered.keys():
        raise ValueError(TOO_OLD.format(name=cells[0].meeting, keys=", ".join(sorted(missing))))
    if refused := changed_since(policy, remembered["policy"]):
        raise ValueError(refused)
    shown = {name: publishable_numbers(cell, policy, remembered) for name, cell in rows.items()}
    if changed_in_meeting(remembered["behind"], shown) < policy.people_moved:
        return remembered
    unmoved = unmoved_rows(cells, policy, remembered, shown)
    if reveals_change_in_parts(cells, policy, remembered, unmoved):
        return remembered
    for name in unmoved:
        new["declared"][name] = remembered["declared"].get(name, dict.fromkeys(now.get(name, {}), 0))
    since = {name: unmoved[name].since if name in unmoved else numbers for name, numbers in now.items()}
    entry = new | {"behind": shown, "since": since, "printed": rounded(cells, policy, unmoved)}
    return _with_seen(entry, remembered["seen"])


def _with_seen(entry: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """A row that is left out today was read yesterday: of each the last that was printed stays."""
    return entry | {"seen": {**before, **_printed_in(entry)}}


def _printed_in(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What is printed, row by row, and on which numbers it rests."""
    return {
        name: {"printed": printed, "since": entry["since"][name], "declared": entry["declared"][name]}
        for name, printed in entry["printed"].items()
    }
