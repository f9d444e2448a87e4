"""A table of a release as a page: human headers that sort, values in words, links to meetings, columns to choose.

Every cell carries the value of the files in ``data value``, so that page and files can be held against each other.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.measures.wording import decimals_for
from reports.presentation.dates import day_text
from reports.public.figures import CONFIDENTIAL, MEETINGS, SHOWN, CodeLists, base_text, in_per_cent, rows_of, shown
from reports.public.table_queries import Answer, TableQuery, as_text
from reports.releases.columns import OF_MEETING, Column
from reports.releases.published import Published, Row, Table

PER_PAGE, MOST = 50, 500
"""Rows of a page when nobody says how many, and at most: more of them are for the files."""
MEETING, SHARE, LOW, HIGH = "meeting_id", "share_women", "share_if_rest_men", "share_if_rest_women"
BASES = {SHARE: "women_and_men", LOW: "total", HIGH: "total", "share_one_gender": "determinable"}
"""What each share divides by: it decides how precisely it is written."""
PEOPLE = frozenset(SHOWN.values())
LATER = {
    "release", "category", "base", "women_and_men", "from_printed_title", "from_public_source", "note", "source",
    "country_m49", "country_iso3", "delegation_id", "lock_waiver", "accepted_findings", "list_version", "counted_as",
    "meeting_ids", "forums_left_out", "title",
}  # fmt: skip
"""Columns that wait under *Columns* until somebody asks for them."""
TELLS_APART = ("participation_by_category", "participation_by_delegation")
"""Tables whose rows differ by category."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column, or of two that are printed as one range. ``sorted``: ascending, descending or nothing."""

    columns: tuple[Column, ...]
    title: str
    unit: str
    number: bool
    sort: str
    sorted: str

    @property
    def names(self) -> str:
        return " ".join(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``values`` as the files write them, each with its words; ``bar``: women, rest and men of the row."""

    values: list[tuple[str, str]]
    number: bool = False
    url: str = ""
    below: str = ""
    bar: tuple[int, int, int] | None = None
    flags: list[tuple[str, str]] = field(default_factory=list)


def first_columns(names: list[str], table: str) -> list[str]:
    """What is shown to who chooses nothing: not what the table of meetings says already, nor what seldom matters."""
    repeated = {column.name for column in OF_MEETING} - {"year"} if table != MEETINGS and MEETING in names else set()
    later = LATER - ({"category"} if table in TELLS_APART else set())
    return [name for name in names if name not in repeated | later] or names


def heads(table: Table, query: TableQuery) -> list[Head]:
    """The columns shown, in the order of the table, each with the address that sorts by it."""
    names = [column.name for column in table.columns]
    chosen = [column for column in table.columns if column.name in query.columns]
    found = []
    for columns in _together(chosen):
        name = columns[0].name
        number = columns[0].type in ("integer", "number")
        down = query.sort != f"-{name}" if number else query.sort == name
        state = {name: "ascending", f"-{name}": "descending"}.get(query.sort, "")
        title = _("Range") if len(columns) > 1 else _(columns[0].title)
        address = "?" + query.address(names, sort=f"-{name}" if down else name)
        found.append(Head(columns, title, _unit(columns[0]), number, address, state))
    return found


def lines(release: Published, table: Table, answer: Answer, codes: CodeLists) -> list[list[Cell]]:
    """The rows of the page asked for, cell by cell."""
    chosen = [column for column in table.columns if column.name in answer.query.columns]
    words = Words(release, codes)
    return [[words.cell(columns, dict(row)) for columns in _together(chosen)] for row in answer.records]


class Words:
    """How the values of a release are written on its pages."""

    def __init__(self, release: Published, codes: CodeLists) -> None:
        self.codes = codes
        self.meetings = {row["meeting_id"]: row for row in rows_of(release, MEETINGS)}

    def cell(self, columns: tuple[Column, ...], row: Row) -> Cell:
        first = columns[0]
        number = first.type in ("integer", "number")
        values = [(as_text(row[column.name]), self.words(column, row)) for column in columns]
        if first.name == MEETING and row[MEETING] in self.meetings:
            return self._meeting(values, row)
        if first.name == SHARE:
            return self._share(values, row)
        if first.name == "flag" and row["flag"]:
            labels = self.codes.get("flag", {})
            return Cell(values, flags=[(one, labels.get(one, one)) for one in row["flag"].split()])
        if len(values) > 1:
            values = [(value, text.removesuffix("\u00a0%")) for value, text in values[:-1]] + values[-1:]
        return Cell(values, number)

    def words(self, column: Column, row: Row) -> str:
        value = row[column.name]
        if value is None:
            return "–" if column.type in ("integer", "number") else ""
        if column.name in PEOPLE:
            return shown(row, column.name)
        if column.is_fraction:
            rounded_off = CONFIDENTIAL in (row.get("flag") or "").split()
            decimals = 0 if rounded_off else decimals_for(row.get(BASES.get(column.name, "")) or 0) or 0
            return in_per_cent(value, decimals)
        if column.type == "date":
            return day_text(datetime.date.fromisoformat(value))
        return (
            str(number_format(value)) if number_of(value) else self.codes.get(column.codes, {}).get(value, str(value))
        )

    def _meeting(self, values: list[tuple[str, str]], row: Row) -> Cell:
        meeting = self.meetings[row[MEETING]]
        closed = "" if meeting["list_access"] == "open" else self.codes.get("list_access", {}).get("closed", "")
        below = " · ".join(part for part in (closed, meeting["list_symbol"] or "") if part)
        url = reverse("public:meeting", args=[row[MEETING]])
        return Cell([(values[0][0], meeting["title"])], url=url, below=below)

    def _share(self, values: list[tuple[str, str]], row: Row) -> Cell:
        """With its bar and its base; of a rounded row why it has none, of a withheld one nothing."""
        if row[SHARE] is None:
            closed = row["women"] is not None and CONFIDENTIAL in (row["flag"] or "").split()
            return Cell([(values[0][0], _("not given: closed list") if closed else "–")])
        parts = [row[name] for name in ("women", "not_recorded_as_woman_or_man", "men")]
        bar = (parts[0], parts[1], parts[2]) if None not in parts else None
        return Cell(values, bar=bar, below=base_text(row["women"], row["women_and_men"]))


def number_of(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _together(columns: list[Column]) -> Iterator[tuple[Column, ...]]:
    """Each column by itself, but for the two ends of a range, which are printed as one."""
    by_name = {column.name: column for column in columns}
    for column in columns:
        if column.name == LOW and HIGH in by_name:
            yield column, by_name[HIGH]
        elif column.name != HIGH or LOW not in by_name:
            yield (column,)


def _unit(column: Column) -> str:
    if column.name == SHARE:
        return _("% of women and men")
    if column.is_fraction:
        return _("%")
    return _(column.unit) if column.unit else ""
