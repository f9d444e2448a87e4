"""Queries of a frozen table: columns, filters and page, the same for pages and the API.

Everything stands in the address: ``?year=2024&regional_group=african&columns=women,men&sort=-women&page=2``. A value
named twice means either; a column sorts by its name, downwards after a minus. Nothing is computed here, so that no
number leaves which is not in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from meetings.files.formats import CSV, JSON

PAGE, MOST = 1_000, 10_000
"""Rows of a page when nobody says how many, and at most."""
RESERVED = ("columns", "page", "per_page", "format", "sort")
Row = Mapping[str, Any]
ROW_FORMATS = (JSON, CSV)
"""What rows of a table are answered as; the first where nobody asks for another."""


class CannotAsk(Exception):
    """A question that means nothing; the message is one sentence that says what would do instead."""


@dataclass(frozen=True, slots=True)
class TableQuery:
    """A question asked of a frozen table. ``columns`` in the order of the table; ``filters``: column → the values of
    which a row must have one; ``sort`` a column, after a minus downwards, empty for the order of the table."""

    columns: tuple[str, ...]
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    page: int = 1
    per_page: int = PAGE
    sort: str = ""

    def address(self, all_columns: Sequence[str], **changed: int | str) -> str:
        """The query string that asks this again, its filters kept, with another page or order."""
        asked: list[tuple[str, Any]] = [(name, value) for name, values in self.filters for value in values]
        if self.columns != tuple(all_columns):
            asked.append(("columns", ",".join(self.columns)))
        if self.sort and "sort" not in changed:
            asked.append(("sort", self.sort))
        return urlencode(asked + list(changed.items()))


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a table query. ``rows`` of the page asked for, each a list in the order of ``columns``; ``found``
    counts all that match; ``records`` are the same rows whole."""

    query: TableQuery
    rows: list[list[Any]]
    found: int
    records: list[Row]

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // self.query.per_page))

    @property
    def first(self) -> int:
        """Number of the first row of this page, from 1; 0 of none."""
        return (self.query.page - 1) * self.query.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0


def read_query(
    query: Mapping[str, Sequence[str]],
    columns: Sequence[str],
    per_page: int = PAGE,
    shown: Sequence[str] = (),
    sort: str = "",
    most: int = MOST,
) -> TableQuery:
    """The question of a query string (name → values); raises ``CannotAsk``. An empty value asks nothing.

    ``shown`` are the columns for who names none, by default all of them; ``sort`` the order for who asks for none;
    ``most`` rows of a page at most.
    """
    filters = []
    for name, values in query.items():
        wanted = tuple(value for value in values if value)
        if name in RESERVED or not wanted:
            continue
        if name not in columns:
            raise CannotAsk(f"This table has no column “{name[:60]}”. Its columns: {', '.join(columns)}.")
        filters.append((name, wanted))
    return TableQuery(
        columns=_columns(query.get("columns", ()), columns) or tuple(shown or columns),
        filters=tuple(filters),
        page=_number(query, "page", 1, 1_000_000),
        per_page=_number(query, "per_page", per_page, most),
        sort=_sort(query.get("sort", ()), columns) or sort,
    )


def ask(rows: Iterable[Row], query: TableQuery) -> Answer:
    """The rows that match, in the order of the table, and of them the page asked for; empty beyond the last."""
    matching = [row for row in rows if all(as_text(row[name]) in wanted for name, wanted in query.filters)]
    start = (query.page - 1) * query.per_page
    page = in_order(matching, query.sort)[start : start + query.per_page]
    return Answer(query, [[row[name] for name in query.columns] for row in page], len(matching), page)


def in_order(rows: list[Row], sort: str) -> list[Row]:
    """Sorted by one column, rows that are alike in the order of the table; what is not published comes last."""
    name = sort.removeprefix("-")
    if not name:
        return rows
    known = [row for row in rows if row[name] is not None]
    return sorted(known, key=lambda row: row[name], reverse=sort.startswith("-")) + [
        row for row in rows if row[name] is None
    ]


def as_text(value: Any) -> str:
    """A value as the CSV file writes it; a missing one is empty."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _columns(asked: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    names = {name for text in asked for name in text.split(",") if name}
    for name in sorted(names - set(columns)):
        raise CannotAsk(f"This table has no column “{name[:60]}”. Its columns: {', '.join(columns)}.")
    return tuple(name for name in columns if name in names)


def _sort(asked: Sequence[str], columns: Sequence[str]) -> str:
    sort = next((text for text in asked if text), "")
    if sort and sort.removeprefix("-") not in columns:
        raise CannotAsk(f"This table has no column “{sort[:60]}” to sort by. Its columns: {', '.join(columns)}.")
    return sort


def _number(query: Mapping[str, Sequence[str]], name: str, default: int, most: int) -> int:
    text = next((value for value in query.get(name, ()) if value), "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise CannotAsk(f"“{text[:20]}” is no value for {name}: write a whole number from 1 to {most}.")
    return int(text)
