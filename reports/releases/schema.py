"""Which tables and columns a release has: those of today, or those that it was frozen with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from reports.refusals import ReleaseRefused
from reports.releases.code_lists import DESCRIBING
from reports.releases.columns import TableSpec
from reports.releases.contents import FrozenTable
from reports.releases.tables import TABLES

BY_DELEGATION = "participation_by_delegation"
UNKNOWN = "The table {table} has columns that this version no longer makes ({columns}): use the one that made it."


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of a release in order: ``data``, and ``describing`` those about it."""

    data: list[TableSpec]
    describing: list[TableSpec]

    @property
    def by_delegation(self) -> bool:
        return any(spec.name == BY_DELEGATION for spec in self.data)


def schema_of_today() -> Schema:
    """What a new release is made of: by delegation only where the office has decided so."""
    wanted = [spec for name, spec in TABLES.items() if name != BY_DELEGATION or settings.PARITY_BY_DELEGATION]
    return Schema(wanted, list(DESCRIBING.values()))


def schema_of(manifest: Mapping[str, Any]) -> Schema:
    """What a release was frozen with, whatever tables and columns were thought of since."""
    data, describing = (
        [TableSpec.from_json(name, manifest["tables"][name]) for name in manifest[kind]]
        for kind in ("data", "describing")
    )
    return Schema(data, describing)


def table_of(spec: TableSpec, rows: Iterable[Mapping[str, Any]]) -> FrozenTable:
    """Rows made by the registry of today in the columns of a table.

    Raises ReleaseRefused where the table has a column that is no longer made.
    """
    made = [TABLES[spec.name].row(row) if spec.name in TABLES else dict(row) for row in rows]
    names = [column.name for column in spec.columns]
    if made and (unknown := [name for name in names if name not in made[0]]):
        raise ReleaseRefused(UNKNOWN.format(table=spec.name, columns=", ".join(unknown)))
    return FrozenTable(spec, [{name: row[name] for name in names} for row in made])
