"""Names within what is about something else: the texts in which anybody may be mentioned, and rows of imports.

A name found in a text goes, the rest of the text stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Choices, Model

from meetings import vocabulary
from meetings.actions.spellings import Spellings, both_orders
from meetings.models import (
    Change,
    DelegationCount,
    DelegationLetter,
    DelegationSheet,
    DelegationWording,
    FindingMark,
    GenderRecord,
    Honorific,
    ImportBatch,
    ImportRow,
    LetterCampaign,
    ListDocument,
    Meeting,
    OfficeHolder,
    Panel,
    PanelSeat,
    Participation,
    ProceedingsImport,
    PublishedFigure,
    Question,
    SentBack,
    Source,
    Statement,
)
from meetings.vocabulary import BatchState

NAME_CELLS = ("full_name", "given_names", "family_name")
OWN_NAME = (*NAME_CELLS, "printed_name")
CODES = frozenset(
    str(value)
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, Choices)
    for value in kind.values
)
UNFINISHED = (BatchState.READING, BatchState.PREVIEWED)
FREE_TEXTS: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Change, ("before", "after", "evidence")),
    (DelegationCount, ("source",)),
    (DelegationLetter, ("subject", "text", "reference", "note", "withdrawn_because")),
    (DelegationSheet, ("note",)),
    (DelegationWording, ("subject", "text")),
    (LetterCampaign, ("paragraph", "left_out")),
    (GenderRecord, ("source",)),
    (ImportBatch, ("file", "gender_source", "instructions", "reading", "review", "totals")),
    (ListDocument, ("part", "difference_reason")),
    (FindingMark, ("reason",)),
    (Meeting, ("lock_waiver", "lock_accepted")),
    (OfficeHolder, ("body", "title", "source", "corrected")),
    (Panel, ("title", "organisers", "exempt_reason")),
    (PanelSeat, ("title", "organisation")),
    (Participation, ("printed_post", "organisation", "notes")),
    (PublishedFigure, ("among", "printed", "page", "differs")),
    (Question, ("key", "found", "answer")),
    (SentBack, ("note",)),
    (Source, ("title", "author", "symbol", "address", "licence", "note")),
    (Statement, ("item", "on_behalf_of", "speaker_title", "source", "corrected")),
    (ProceedingsImport, ("file", "reading", "rows", "totals")),
)
"""Texts of the record in which anybody may be mentioned."""


def looked_for(names: Iterable[str]) -> Spellings:
    """Spellings of names, which may be printed with any courtesy title that the record knows."""
    return Spellings(names, titles=Honorific.objects.values_list("title", flat=True), codes=CODES)


def remove_names(
    model: type[Model], fields: Iterable[str], spellings: Spellings, possible: Collection[int] | None = None
) -> int:
    """Rewrite the rows of a table whose texts hold one of the names; returns how many. With ``possible``, ids of rows,
    those alone, and also what only may be one of the names."""
    names, rewritten = list(fields), 0
    rows = model._base_manager.only("pk", *names)
    if possible is not None:
        rows = rows.filter(pk__in=possible)
    for row in rows.iterator(chunk_size=2_000):
        cleared = {name: spellings.removed_from(getattr(row, name), possible=possible is not None) for name in names}
        if any(cleared[name] != getattr(row, name) for name in names):
            rewritten += model._base_manager.filter(pk=row.pk).update(**cleared)
    return rewritten


def is_named_in(row: ImportRow, spellings: Spellings) -> bool:
    """Whether a row that belongs to nobody on record prints one of the names."""
    whole, given, family = (row.cells.get(name, "") for name in NAME_CELLS)
    told_apart = both_orders(given, family) or [given, family]
    return spellings.stand_in([whole, *told_apart, row.cells.get("heading", "")])


def waiting_naming(spellings: Spellings, own: Collection[int] = ()) -> Iterator[ImportBatch | ProceedingsImport]:
    """Imports that wait for confirmation and name one of the people, in a row or anywhere in what was read of them."""
    reading = [name for model, names in FREE_TEXTS if model is ImportBatch for name in names]
    for batch in ImportBatch.objects.filter(state__in=UNFINISHED).select_related("document__meeting"):
        named = spellings.stand_in([getattr(batch, name) for name in reading])
        if named or any(
            row.participation_id in own or is_named_in(row, spellings) or spellings.stand_in([row.cells, row.source])
            for row in batch.rows.iterator()
        ):
            yield batch
    for waiting in ProceedingsImport.objects.filter(state=BatchState.PREVIEWED).select_related("meeting", "forum"):
        if spellings.stand_in([waiting.file, waiting.rows]):
            yield waiting


def unread_imports() -> list[ImportBatch]:
    """Files that were uploaded and of which no row is read yet: nobody can be looked for in them."""
    reading = ImportBatch.objects.filter(state=BatchState.READING, rows=None)
    return list(reading.select_related("document__meeting"))


def texts_beside_names(row: ImportRow) -> list[Any]:
    """What a row prints of somebody, without their own name, which a namesake may share."""
    return [{name: text for name, text in row.cells.items() if name not in OWN_NAME}, row.problems]


def remove_possible_from_rows(rows: Collection[int], spellings: Spellings) -> int:
    """Take what may be one of the names out of rows of imports, beside the name that each is about."""
    found = ImportRow.objects.filter(pk__in=rows)
    for row in found:
        clear_mentions(row, spellings, possible=True)
    return len(found)


def clear_mentions(row: ImportRow, spellings: Spellings, *, possible: bool = False) -> None:
    """A row of somebody else keeps its own name, which a namesake may share, and loses what mentions the person."""

    def without(value: Any) -> Any:
        return spellings.removed_from(value, possible=possible)

    cleared: dict[str, Any] = {"problems": without(row.problems)}
    if not is_named_in(row, spellings):
        own = {row.cells[name] for name in OWN_NAME if row.cells.get(name)}
        cleared["source"] = [[part if part in own else without(part) for part in cell] for cell in row.source]
    for name in ("cells", "before", "after"):
        values = getattr(row, name)
        cleared[name] = values and {k: v if k in OWN_NAME else without(v) for k, v in values.items()}
    if any(getattr(row, name) != value for name, value in cleared.items()):
        ImportRow.objects.filter(pk=row.pk).update(**cleared)
