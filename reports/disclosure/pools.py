"""Meetings with closed lists that are too small for a share of their own, put together with others of their forum.

Meetings whose rows are printed are pooled with each other, and those too small for a row with each other: nothing of a
pool is then what its published meetings leave over. A pool is made once, of the next meetings by date as soon as they
have people enough, and keeps its meetings for ever; a meeting stands in one pool, and one that was too small for a row
stays without. As a set of people a pool moves as a meeting does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reports.disclosure.cells import STATES, Cell, Numbers
from reports.disclosure.joint import Member, joint_candidates
from reports.disclosure.policy import PEOPLE, POOL_MEETINGS, POOL_PEOPLE, Policy, shares
from reports.disclosure.recovery import Name, Range
from reports.disclosure.remembered import Memory, moved
from reports.disclosure.rounding import known_of

TABLE = "participation_by_pool"
MARK = "pool:"
"""Begins the names of pools in the memory; no meeting's name has a colon."""
WHOLE = f"whole/{STATES}"


class Occasion(NamedTuple):
    """Where a meeting stands among others."""

    forum: str
    year: int


@dataclass(frozen=True, slots=True)
class Pool:
    """``number`` counts the pools of a forum; ``with_rows``: whether its meetings are shown alone, too."""

    forum: str
    number: int
    meetings: tuple[str, ...]
    with_rows: bool

    @property
    def name(self) -> str:
        return f"{self.forum}-{self.number}"


Judged = tuple[Pool, Cell, Policy, Mapping[str, Numbers]]
"""A pool with the cell of all its people, their profile, and what is printed of it."""


def hidden_in_pools(memory: Memory) -> set[str]:
    """Meetings that stand in a pool of those too small for a row: shown alone they would tell the rest of it."""
    return {meeting for pool in _remembered(memory) if not pool.with_rows for meeting in pool.meetings}


def of_other_series(entry: dict[str, Any]) -> dict[str, Any]:
    """What is remembered of a meeting, without its rows about States' delegations."""
    printed = {name: numbers for name, numbers in entry["printed"].items() if name.split("/")[1] != STATES}
    return entry | {"printed": printed}


def pooled(
    occasions: Mapping[str, Occasion], closed: Mapping[str, Sequence[Cell]], policies: Mapping[str, Policy],
    memory: Memory,
) -> Iterator[Judged]:
    """The pools of a release, remembered ones first; ``memory`` holds the judged meetings and is brought up to date.

    A pool of which a meeting is missing, or has no closed list any more, is not printed and not made anew.
    """
    office = _Office(closed, policies, memory)
    known = list(_remembered(memory))
    for pool in known:
        if all(meeting in closed for meeting in pool.meetings) and office.stands(pool):
            yield office.judged(pool)
    taken = {meeting for pool in known for meeting in pool.meetings}
    numbers = {pool.forum: pool.number for pool in known}
    waiting: dict[tuple[str, bool], list[str]] = {}
    for meeting, occasion in occasions.items():
        if meeting in taken or meeting not in closed or office.has_share(meeting):
            continue
        with_rows = office.has_row(meeting)
        together = waiting.setdefault((occasion.forum, with_rows), [])
        together.append(meeting)
        pool = Pool(occasion.forum, numbers.get(occasion.forum, 0) + 1, tuple(together), with_rows)
        if office.makes(pool):
            numbers[occasion.forum] = pool.number
            together.clear()
            yield office.judged(pool)


def _remembered(memory: Memory) -> Iterator[Pool]:
    for name in sorted((name for name in memory if name.startswith(MARK)), key=lambda name: memory[name]["pool"][:2]):
        forum, number, meetings, with_rows = memory[name]["pool"]
        yield Pool(forum, number, tuple(meetings), with_rows)


class _Office:
    """The closed meetings of a release, judged, and what was told of their pools."""

    def __init__(
        self, closed: Mapping[str, Sequence[Cell]], policies: Mapping[str, Policy], memory: Memory
    ) -> None:
        self._closed, self._policies, self._memory = closed, policies, memory

    def has_row(self, meeting: str) -> bool:
        return WHOLE in self._memory[meeting]["printed"]

    def has_share(self, meeting: str) -> bool:
        printed = self._memory[meeting]["printed"].get(WHOLE)
        return printed is not None and shares(printed, self._policies[meeting])["share_women"] is not None

    def judged(self, pool: Pool) -> Judged:
        return pool, self._cell(pool), self._policy(pool), self._memory[MARK + pool.name]["printed"]

    def makes(self, pool: Pool) -> bool:
        """Make a new pool, if it has meetings and people enough and tells too much of none of them."""
        cell = self._cell(pool)
        if len(pool.meetings) < POOL_MEETINGS or cell.everyone < POOL_PEOPLE:
            return False
        entry = moved([cell], self._policy(pool), None)
        before = cell.everyone - self._whole(pool.meetings[-1]).everyone
        # That the meetings before were not enough tells how many the last one has at least.
        least = cell.everyone - (POOL_PEOPLE - 1) if before < POOL_PEOPLE else 0
        return self._keeps_secrets(pool, cell, entry, least) and self._remember(pool, entry)

    def stands(self, pool: Pool) -> bool:
        """Move a pool, or leave it where it is; False where neither is safe beside its meetings."""
        cell, before = self._cell(pool), self._memory[MARK + pool.name]
        after = moved([cell], self._policy(pool), before)
        for entry in (after, before):
            if self._keeps_secrets(pool, cell, entry):
                return self._remember(pool, entry)
        return False

    def _remember(self, pool: Pool, entry: dict[str, Any]) -> bool:
        told = [pool.forum, pool.number, list(pool.meetings), pool.with_rows]
        self._memory[MARK + pool.name] = entry | {"pool": told}
        return True

    def _policy(self, pool: Pool) -> Policy:
        return self._policies[pool.meetings[0]]

    def _whole(self, meeting: str) -> Cell:
        return next(cell for cell in self._closed[meeting] if cell.id[1] == WHOLE)

    def _cell(self, pool: Pool) -> Cell:
        wholes = [self._whole(meeting) for meeting in pool.meetings]
        numbers = {name: sum(whole.numbers[name] for whole in wholes) for name in PEOPLE}
        listed = {name: sum((whole.listed or whole.numbers)[name] for whole in wholes) for name in PEOPLE}
        return Cell(TABLE, MARK + pool.name, (pool.name,), STATES, 0, numbers, listed=listed)

    def _keeps_secrets(self, pool: Pool, cell: Cell, entry: dict[str, Any], least_of_last: int = 0) -> bool:
        policy = self._policy(pool)
        told = known_of([cell], policy, entry["printed"], entry["since"])
        members = [self._member(meeting, policy) for meeting in pool.meetings]
        if told is None or not entry["printed"] or None in members:
            return False
        own = {name: told[0][cell.id[1], name] for name in (*PEOPLE, "total")}
        if least_of_last:
            own["total"] = own["total"][0], min(own["total"][1], cell.everyone)
        known = [member for member in members if member]
        known[-1] = known[-1].with_at_least(least_of_last)
        return joint_candidates(own, known) >= policy.candidates

    def _member(self, meeting: str, policy: Policy) -> Member | None:
        """What a reader knows of one meeting; of one without a row, that it has few people."""
        entry, whole = self._memory[meeting], self._whole(meeting)
        if not self.has_row(meeting):
            most = max(policy.meeting_people - 1, whole.everyone)
            ranges: dict[Name, Range] = {(WHOLE, name): (0, most) for name in (*PEOPLE, "total")}
            return Member(WHOLE, ranges, [((WHOLE, "total"), [(WHOLE, name) for name in PEOPLE])])
        told = known_of(self._closed[meeting], policy, entry["printed"], entry["since"])
        return Member(WHOLE, *told) if told else None
