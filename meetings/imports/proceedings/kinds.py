"""The two kinds of proceedings: how rows of each are checked and compared with the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from meetings.imports.participants.pipeline import title_rules
from meetings.imports.proceedings.office_preview import preview_offices, states_at
from meetings.imports.proceedings.offices import OfficeRow, Reference, check_offices
from meetings.imports.proceedings.preview import Preview
from meetings.imports.proceedings.statement_preview import preview_statements
from meetings.imports.proceedings.statements import StatementRow, check_statements
from meetings.models import Forum, Meeting
from meetings.reading.summary import ReadingSummary
from meetings.vocabulary import ProceedingsKind

Cells = list[str] | str | None
Where = Meeting | Forum


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of proceedings, with its functions. ``none_found`` is why a file without a single one is refused: its
    code and a sentence."""

    check: Callable[[Where, Iterable[tuple[int, Cells]], list[str], ReadingSummary], Iterator[Any]]
    preview: Callable[..., Preview]
    none_found: tuple[str, str]


def _statements(
    where: Where, cells: Iterable[tuple[int, Cells]], fields: list[str], read: ReadingSummary
) -> Iterator[StatementRow]:
    assert isinstance(where, Meeting)
    return check_statements(cells, fields, read.sheet, read.mapped, title_rules(), (where.start, where.end))


def _offices(
    where: Where, cells: Iterable[tuple[int, Cells]], fields: list[str], read: ReadingSummary
) -> Iterator[OfficeRow]:
    days = (where.start, where.end) if isinstance(where, Meeting) else None
    known = Reference(title_rules(), states_at(where), days)
    return check_offices(cells, fields, read.sheet, read.mapped, known)


KINDS: dict[str, Kind] = {
    ProceedingsKind.STATEMENTS: Kind(
        _statements,
        preview_statements,
        ("no_statements", "No row could be read as a statement; nothing was imported."),
    ),
    ProceedingsKind.OFFICES: Kind(
        _offices,
        preview_offices,
        ("no_offices", "No row could be read as an office-holder; nothing was imported."),
    ),
}
