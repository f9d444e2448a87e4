"""Pools: small meetings with closed lists, published together with others of their forum.

Meetings whose rows are printed are pooled with each other, and those too small for a row with each other: nothing of a
pool is then what its published meetings leave over. A pool is made once, of the next meetings by date as soon as they
have people enough, and keeps its meetings for ever; a meeting stands in one pool, and one that was too small for a row
stays without. A pool moves as a meeting does. Where its meetings have rows it counts the people these rows told last,
so that its move is made of theirs: who is in the one and not in the others would stand there nearly alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reports.releases.disclosure.cells import STATES, Cell, Numbers
from reports.releases.disclosure.joint import Member, joint_candidates
from reports.releases.disclosure.memory import Memory, Pool, Remembered, SeenRow
from reports.releases.disclosure.policy import PEOPLE, POOL_MEETINGS, POOL_PEOPLE, Policy, shares
from reports.releases.disclosure.recovery import Name, Range
from reports.releases.disclosure.remembered import TOO_OLD, moved
from reports.releases.disclosure.revealing import State, Step, reveals_change
from reports.releases.disclosure.rounding import known_of

TABLE = "participation_by_pool"
MARK = "pool:"
"""Begins the names of pools in the memory; no meeting's name has a colon."""
WHOLE = f"whole/{STATES}"


class Occasion(NamedTuple):
    """Forum and year of a meeting, by which it is pooled."""

    forum: str
    year: int


Judged = tuple[Pool, Cell, Policy, Mapping[str, Numbers]]
"""A pool with the cell of all its people, their profile, and what is printed of it."""


def hidden_in_pools(memory: Memory) -> set[str]:
    """Meetings that stand in a pool of those too small for a row: shown alone they would tell the rest of it."""
    return {meeting for pool in _remembered(memory) if not pool.with_rows for meeting in pool.meetings}


def of_other_series(entry: Remembered) -> Remembered:
    """What is remembered of a meeting, without its rows about States' delegations."""
    printed = {name: numbers for name, numbers in entry.printed.items() if name.split("/")[1] != STATES}
    return replace(entry, printed=printed)


def pooled(
    occasions: Mapping[str, Occasion],
    closed: Mapping[str, Sequence[Cell]],
    policies: Mapping[str, Policy],
    memory: Memory,
) -> Iterator[Judged]:
    """The pools of a release, remembered ones first; ``memory`` holds the judged meetings and is brought up to date.

    A pool of which a meeting is missing, or has no closed list any more, is not printed and not made anew.
    """
    office = _Office(closed, policies, memory)
    known = list(_remembered(memory))
    for pool in known:
        if all(meeting in closed for meeting in pool.meetings) and office.carries_on(pool):
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
    """The pools of releases before. Raises ValueError where nothing says which meetings one has."""
    pools = []
    for name, entry in memory.items():
        if name.startswith(MARK):
            if entry.pool is None:
                raise ValueError(TOO_OLD.format(name=name, keys="pool"))
            pools.append(entry.pool)
    yield from sorted(pools, key=lambda pool: (pool.forum, pool.number))


class _Office:
    """The closed meetings of a release, judged, and what was told of their pools."""

    def __init__(self, closed: Mapping[str, Sequence[Cell]], policies: Mapping[str, Policy], memory: Memory) -> None:
        self._closed, self._policies, self._memory = closed, policies, memory

    def _of(self, name: str) -> Remembered:
        """What is remembered of a meeting or pool that was judged: nothing lacks in it any more."""
        entry = self._memory[name]
        assert isinstance(entry, Remembered)
        return entry

    def has_row(self, meeting: str) -> bool:
        return WHOLE in self._of(meeting).printed

    def has_share(self, meeting: str) -> bool:
        printed = self._of(meeting).printed.get(WHOLE)
        return printed is not None and shares(printed, self._policies[meeting])["share_women"] is not None

    def judged(self, pool: Pool) -> Judged:
        return pool, self.cell(pool), self._policy(pool), self._of(MARK + pool.name).printed

    def makes(self, pool: Pool) -> bool:
        """Make a new pool, if it has meetings and people enough and tells too much of none of them."""
        told = [self._as_counted(pool, meeting) for meeting in pool.meetings]
        before = sum(one.everyone for one in told[:-1])
        if len(told) < POOL_MEETINGS or before + told[-1].everyone < POOL_PEOPLE:
            return False
        entry = moved([self._cell(pool, told)], self._policy(pool), None)
        # That the meetings before the last had too few is told, too; since then they may have changed.
        since = sum(self._whole(meeting).everyone for meeting in pool.meetings[:-1]) - before
        most = POOL_PEOPLE - 1 + since if before < POOL_PEOPLE else 0
        return self._keeps_secrets(pool, entry, most) and self._remember(pool, entry)

    def carries_on(self, pool: Pool) -> bool:
        """Move a pool, or leave it where it is; False where neither is safe beside its meetings."""
        after = moved([self.cell(pool)], self._policy(pool), self._memory[MARK + pool.name])
        before = self._of(MARK + pool.name)
        if after is not before and not self._reveals_change(pool, before, after) and self._keeps_secrets(pool, after):
            return self._remember(pool, after)
        return self._keeps_secrets(pool, before)

    def _remember(self, pool: Pool, entry: Remembered) -> bool:
        rows = {meeting: self._row(meeting) for meeting in pool.meetings if pool.with_rows}
        self._memory[MARK + pool.name] = replace(entry, pool=pool, rows=rows)
        return True

    def _row(self, meeting: str) -> SeenRow:
        """What was printed last of a meeting, and on which numbers that rests."""
        entry = self._of(meeting)
        return entry.seen.get(WHOLE) or SeenRow(None, entry.since[WHOLE], entry.declared[WHOLE])

    def _reveals_change(self, pool: Pool, before: Remembered, after: Remembered) -> bool:
        """Whether the pool's move, beside those of its meetings, tells of somebody who changed."""
        parts = [Step(row.state, self._row(meeting).state) for meeting, row in before.rows.items()]
        declared = [_sum(part[when].declared for part in parts) for when in (0, 1)]
        whole = Step(
            *(
                State(entry.since[WHOLE], beyond, entry.printed.get(WHOLE))
                for entry, beyond in zip((before, after), declared, strict=True)
            )
        )
        return pool.with_rows and reveals_change(whole, parts, self._policy(pool))

    def _policy(self, pool: Pool) -> Policy:
        return self._policies[pool.meetings[0]]

    def _whole(self, meeting: str) -> Cell:
        return next(cell for cell in self._closed[meeting] if cell.id[1] == WHOLE)

    def _as_counted(self, pool: Pool, meeting: str) -> Cell:
        """One meeting as the pool counts it: on the numbers that its row rests on, where it has one."""
        whole = self._whole(meeting)
        return replace(whole, numbers=self._row(meeting).since, listed={}) if pool.with_rows else whole

    def _cell(self, pool: Pool, wholes: Sequence[Cell]) -> Cell:
        listed = _sum(whole.listed or whole.numbers for whole in wholes)
        numbers = _sum(whole.numbers for whole in wholes)
        return Cell(TABLE, MARK + pool.name, (pool.name,), STATES, 0, numbers, listed=listed)

    def cell(self, pool: Pool) -> Cell:
        return self._cell(pool, [self._as_counted(pool, meeting) for meeting in pool.meetings])

    def _keeps_secrets(self, pool: Pool, entry: Remembered, before_last: int = 0) -> bool:
        """Whether no number of the pool or of its meetings follows too nearly; ``before_last``: the most people that
        all meetings but the last have, where the choice tells it."""
        policy, now = self._policy(pool), self._cell(pool, [self._whole(meeting) for meeting in pool.meetings])
        told = known_of([now], policy, entry.printed, entry.since)
        members = [self._member(meeting, policy) for meeting in pool.meetings]
        if told is None or not entry.printed or None in members:
            return False
        own = {name: told[0][now.id[1], name] for name in (*PEOPLE, "total")}
        known = [member for member in members if member]
        if not before_last:
            return joint_candidates(own, known) >= policy.candidates
        # With at most so many in all, and so many at the last meeting, too few are before it: any such set will do.
        low, high = own["total"]
        return any(
            joint_candidates(own | {"total": (low, most)}, [*known[:-1], known[-1].with_at_least(most - before_last)])
            >= policy.candidates
            for most in range(low, high + 1)
        )

    def _member(self, meeting: str, policy: Policy) -> Member | None:
        """What a reader knows of one meeting; of one without a row, that it has few people."""
        entry, whole = self._of(meeting), self._whole(meeting)
        if not self.has_row(meeting):
            most = max(policy.meeting_people - 1, whole.everyone)
            ranges: dict[Name, Range] = {(WHOLE, name): (0, most) for name in (*PEOPLE, "total")}
            return Member(WHOLE, ranges, [((WHOLE, "total"), [(WHOLE, name) for name in PEOPLE])])
        told = known_of(self._closed[meeting], policy, entry.printed, entry.since)
        return Member(WHOLE, *told) if told else None


def _sum(numbers: Iterable[Numbers]) -> Numbers:
    given = list(numbers)
    return {name: sum(one[name] for one in given) for name in PEOPLE}
