"""Contents of a release: its frozen tables and their CSV and JSON, the same bytes for the same input.

Rows are dicts under the column names of their ``TableSpec``; a value is text, a whole number, a fraction of 1 as float,
an ISO date as text, or None for *not published*.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from meetings.files.formats import CSV, JSON, SPSS, STATA, XLSX
from meetings.files.spreadsheet_cells import csv_text
from reports.releases.columns import TableSpec

Row = Mapping[str, Any]
TABLE_FORMATS = (CSV, XLSX, JSON, STATA, SPSS)
"""What a table of data is written as, in the order in which pages offer it."""


@dataclass(frozen=True, slots=True)
class FrozenTable:
    """A table ready to be written: its registry entry and its rows in order."""

    spec: TableSpec
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that the files of one release are made from.

    ``data`` are the tables of the release; ``describing`` those about it: code lists, dictionary, changes.
    ``stata_and_spss``: whether the tables are written for these too.
    """

    version: str
    dated: str
    title: str
    notes: str
    publisher: str
    address: str
    licence: str
    disclaimer: str
    previous: str
    demonstration: bool
    software: str
    waiver: str
    policy: dict[str, Any]
    meetings: list[str]
    data: list[FrozenTable]
    describing: list[FrozenTable] = field(default_factory=list)
    stata_and_spss: bool = False

    @property
    def tables(self) -> list[FrozenTable]:
        return [*self.data, *self.describing]

    def described(self, name: str) -> list[dict[str, Any]]:
        """Rows of one of the describing tables."""
        return next(table.rows for table in self.describing if table.spec.name == name)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a release; ``rows`` of data where it holds a table."""

    name: str
    media_type: str
    content: bytes
    rows: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def as_csv(table: FrozenTable) -> bytes:
    """UTF-8 without a mark, RFC 4180, one header row; what is not published is empty."""
    names = [column.name for column in table.spec.columns]
    return csv_text(chain([names], ([row[name] for name in names] for row in table.rows))).encode()


def as_json(table: FrozenTable, contents: Contents) -> bytes:
    """The records, one a line, under what has to stand beside them."""
    names = [column.name for column in table.spec.columns]
    about = {
        "release": contents.version,
        "table": table.spec.name,
        "title": table.spec.title,
        "licence": contents.licence,
        "disclaimer": contents.disclaimer,
    }
    head = json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}")
    records = (json.dumps({name: row[name] for name in names}, ensure_ascii=False) for row in table.rows)
    return f'{head},\n "data": [\n{joined(records)}\n]}}\n'.encode()


def joined(lines: Iterable[str]) -> str:
    return ",\n".join(lines)
