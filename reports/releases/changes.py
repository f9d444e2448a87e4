"""The change log between two releases, cell by cell, and the flag *revised*.

Rows are told apart by the key of their table. A meeting that is new stands in the log once, not with every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.releases.columns import TableSpec

Row = Mapping[str, Any]
NOT_COMPARED = ("release", "flag", "note")
"""Say something about a value, or differ with every release."""
ADDED, REMOVED, WHOLE_ROW = "added", "removed", "*"
MEETINGS = "meetings"
REVISED = "r"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after; under ``WHOLE_ROW`` the row itself was added or removed."""

    table: str
    key: tuple[Any, ...]
    column: str
    before: Any
    after: Any

    def as_row(self, why: str) -> dict[str, Any]:
        row = " / ".join(str(part) for part in self.key)
        return {"table": self.table, "row": row, "column": self.column, "why": why} | {
            side: None if value is None else str(value)
            for side, value in (("before", self.before), ("after", self.after))
        }


def changes_of(spec: TableSpec, before: Sequence[Row], after: Sequence[Row], is_new: Iterable[str]) -> list[Change]:
    """Changes of one table in the order of its rows; ``is_new`` are the meetings that the release before had not."""
    known, new = {key_of(spec, row): row for row in before}, set(is_new)
    found: list[Change] = []
    for row in after:
        key = key_of(spec, row)
        if key in known:
            found += _cells(spec, key, known.pop(key), row)
        elif spec.name == MEETINGS or row.get("meeting_id") not in new:
            found.append(Change(spec.name, key, WHOLE_ROW, None, ADDED))
    return found + [Change(spec.name, key, WHOLE_ROW, None, REMOVED) for key in known]


def _cells(spec: TableSpec, key: tuple[Any, ...], before: Row, after: Row) -> Iterator[Change]:
    for column in spec.columns:
        name = column.name
        if name in before and name not in NOT_COMPARED and before[name] != after[name]:
            yield Change(spec.name, key, name, before[name], after[name])


def key_of(spec: TableSpec, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in spec.key)


def flag_revised(spec: TableSpec, rows: Iterable[dict[str, Any]], changes: Iterable[Change]) -> None:
    """Mark the rows of which a cell changed."""
    revised = {change.key for change in changes if change.column != WHOLE_ROW}
    for row in rows:
        if key_of(spec, row) in revised:
            row["flag"] = with_flag(row["flag"], REVISED)


def with_flag(flags: str | None, flag: str) -> str:
    """Flags in alphabetical order, each once."""
    return " ".join(sorted({*(flags or "").split(), flag}))
