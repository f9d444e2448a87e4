"""What a release remembers of its closed lists, entry by entry, and the JSON of it (``Release.confidential_counts``).

Plain numbers, unrounded: they never leave the office. What earlier versions wrote is read, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.releases.disclosure.cells import Numbers
from reports.releases.disclosure.revealing import State

Rows = dict[str, Numbers]
"""Numbers by the name of their row."""
NEEDED = frozenset({"policy", "printed", "behind", "since", "declared"})
ADDED = frozenset({"record", "seen"})
"""What the first versions did not write; it can be made up for."""


def lacking(stored: Mapping[str, Any]) -> frozenset[str]:
    """The keys that an entry should have and has not."""
    # Beside a pool stand the rows that it was made of; without them nothing says what it may tell.
    of_a_pool = {"rows"} if "pool" in stored else set()
    return (NEEDED | ADDED | of_a_pool) - stored.keys()


@dataclass(frozen=True, slots=True)
class Pool:
    """Several small closed meetings of a forum, published together. ``number`` counts the pools of a forum;
    ``with_rows``: whether its meetings are shown alone, too."""

    forum: str
    number: int
    meetings: tuple[str, ...]
    with_rows: bool

    @property
    def name(self) -> str:
        return f"{self.forum}-{self.number}"

    def to_json(self) -> list[Any]:
        return [self.forum, self.number, list(self.meetings), self.with_rows]

    @classmethod
    def from_json(cls, stored: Sequence[Any]) -> Pool:
        forum, number, meetings, with_rows = stored
        return cls(forum, number, tuple(meetings), with_rows)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row as it was last printed (None: never), on which numbers, and how far they were declared beyond the print."""

    printed: Numbers | None
    since: Numbers
    declared: Numbers

    @property
    def state(self) -> State:
        return State(self.since, self.declared, self.printed)

    def to_json(self) -> dict[str, Any]:
        return {"printed": self.printed, "since": self.since, "declared": self.declared}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> SeenRow:
        return cls(stored["printed"], stored["since"], stored["declared"])


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """Everything at the last move, told or not: numbers, and how far they were declared beyond the print."""

    numbers: Rows
    declared: Rows

    def to_json(self) -> dict[str, Any]:
        return {"numbers": self.numbers, "declared": self.declared}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> WholeRecord:
        return cls(stored["numbers"], stored["declared"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is remembered of one meeting or pool, by the names of its rows.

    ``policy`` is the profile it is published with, ``printed`` what is printed, ``behind`` the numbers when the meeting
    last moved, ``since`` those when each row did, and ``declared`` how far these were then declared beyond the print.
    ``seen`` is of each row the last that was printed. A ``pool`` remembers ``rows``, those of its meetings that it was
    made of.
    """

    policy: Mapping[str, Any]
    declared: Rows
    record: WholeRecord
    behind: Rows
    since: Rows
    printed: Rows
    seen: dict[str, SeenRow]
    pool: Pool | None = None
    rows: dict[str, SeenRow] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        entry: dict[str, Any] = {
            "policy": self.policy,
            "declared": self.declared,
            "record": self.record.to_json(),
            "behind": self.behind,
            "since": self.since,
            "printed": self.printed,
            "seen": {name: row.to_json() for name, row in self.seen.items()},
        }
        if self.pool is not None:
            entry["pool"] = self.pool.to_json()
            entry["rows"] = {meeting: row.to_json() for meeting, row in self.rows.items()}
        return entry

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Remembered:
        """An entry in which nothing lacks; one that lacks something is an EarlierEntry."""
        return cls(
            policy=stored["policy"],
            declared=stored["declared"],
            record=WholeRecord.from_json(stored["record"]),
            behind=stored["behind"],
            since=stored["since"],
            printed=stored["printed"],
            seen={name: SeenRow.from_json(row) for name, row in stored["seen"].items()},
            pool=Pool.from_json(stored["pool"]) if "pool" in stored else None,
            rows={meeting: SeenRow.from_json(row) for meeting, row in stored.get("rows", {}).items()},
        )


@dataclass(frozen=True, slots=True)
class EarlierEntry:
    """What an earlier version wrote of one meeting or pool, as it wrote it: something lacks."""

    stored: Mapping[str, Any]

    @property
    def lacks(self) -> frozenset[str]:
        return lacking(self.stored)

    @property
    def pool(self) -> Pool | None:
        return Pool.from_json(self.stored["pool"]) if "pool" in self.stored else None

    @property
    def can_be_made_up(self) -> bool:
        return self.lacks <= ADDED

    def made_up(self, seen: Mapping[str, SeenRow]) -> Remembered:
        """The entry with what lacks: everything is taken as told when it last moved, the rows as they were ``seen``."""
        record = WholeRecord(self.stored["since"], self.stored["declared"])
        rows = {name: row.to_json() for name, row in seen.items()}
        return Remembered.from_json({"record": record.to_json(), "seen": rows} | dict(self.stored))

    def to_json(self) -> dict[str, Any]:
        return dict(self.stored)


Memory = dict[str, Remembered | EarlierEntry]
"""By meeting or pool."""


def memory_to_json(memory: Memory) -> dict[str, Any]:
    return {name: entry.to_json() for name, entry in memory.items()}


def memory_from_json(stored: Mapping[str, Mapping[str, Any]]) -> Memory:
    """What the release of any version remembers."""
    return {
        name: EarlierEntry(entry) if lacking(entry) else Remembered.from_json(entry) for name, entry in stored.items()
    }


def seen_in(entry: Remembered | EarlierEntry) -> dict[str, SeenRow]:
    """Of each row the last that was printed, as far as the entry knows."""
    if isinstance(entry, Remembered):
        return entry.seen | printed_rows(entry.printed, entry.since, entry.declared)
    if entry.lacks & NEEDED:
        return {}
    old = entry.stored
    earlier = {name: SeenRow.from_json(row) for name, row in old.get("seen", {}).items()}
    return earlier | printed_rows(old["printed"], old["since"], old["declared"])


def printed_rows(printed: Rows, since: Rows, declared: Rows) -> dict[str, SeenRow]:
    """What is printed, row by row, and on which numbers it rests."""
    return {name: SeenRow(numbers, since[name], declared[name]) for name, numbers in printed.items()}
