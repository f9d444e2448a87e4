"""Sheets of stages: a workbook, CSV or pasted rows → counts, with everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bodies.actions.stages import NUMBERS, StageRow
from bodies.vocabulary import RegionalGroup, Stage
from meetings.files.spreadsheet_cells import csv_text
from meetings.imports.count_sheets import (
    PASTED,
    Columns,
    as_called,
    header_of,
    read_count_sheet,
    values_called,
    whole_number,
)
from meetings.reading.sheet import Limits

COLUMNS = Columns(
    names=("stage", "regional_group", *NUMBERS, "source"),
    needed=("stage", *NUMBERS),
    headers={"region": "regional_group", "group": "regional_group", "another gender": "another",
             "unknown": "not_recorded"},
    most_rows=200,
)  # fmt: skip


@dataclass(slots=True)
class StageSheet:
    """The rows of a table of stages, and what is wrong with it: sentences with row, column and what is expected."""

    rows: list[StageRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_stages(data: bytes, filename: str = PASTED) -> StageSheet:
    """Read a table with a header row. An empty number is refused, not 0. Never raises."""
    sheet = read_count_sheet(data, filename, COLUMNS, limits=Limits(upload_bytes=1_000_000))
    found = StageSheet(problems=sheet.problems)
    stages, groups = values_called(Stage), values_called(RegionalGroup)
    for number, cells in sheet.rows:
        _read_row(number, cells, found, stages, groups)
    return found


def as_text(rows: Iterable[StageRow]) -> str:
    """Rows as a table that ``read_stages`` reads again."""
    names = COLUMNS.names
    return csv_text([[*map(header_of, names)], *([str(getattr(row, name)) for name in names] for row in rows)])


def _read_row(
    number: int, cells: Mapping[str, str], found: StageSheet, stages: Mapping[str, str], groups: Mapping[str, str]
) -> None:
    before = len(found.problems)
    stage = stages.get(as_called(cells["stage"]))
    if stage is None:
        words = {"row": number, "found": cells["stage"], "known": ", ".join(Stage.values)}
        found.problems.append(_("Row %(row)s, stage: “%(found)s” is none of %(known)s.") % words)
    group = groups.get(as_called(cells.get("regional_group", "")))
    if group is None:
        known = ", ".join(value for value in RegionalGroup.values if value)
        words = {"row": number, "found": cells["regional_group"], "known": known}
        found.problems.append(_("Row %(row)s, regional group: “%(found)s” is none of %(known)s, or empty.") % words)
    numbers = {name: whole_number(cells[name]) for name in NUMBERS}
    for name, value in numbers.items():
        if value is None:
            words = {"row": number, "column": header_of(name), "found": cells[name]}
            found.problems.append(
                _("Row %(row)s, %(column)s: “%(found)s” is no whole number; write 0 where there is nobody.") % words
            )
    if len(found.problems) == before and stage is not None and group is not None:
        counted = {name: value for name, value in numbers.items() if value is not None}
        found.rows.append(StageRow(stage, group, **counted, source=cells.get("source", "")[:300]))
