"""Reasons why cells differ from the last release: documents and pages, never people."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Change, ImportBatch, ImportRow, Meeting, Participation
from meetings.vocabulary import BatchState, ListAccess, Outcome
from reports.releases.changes import key_of
from reports.releases.contents import FrozenTable

DESCRIPTION = "meetings"
"""The table about the meetings themselves."""
OF_THE_LIST = "list_version"
CORRECTED, EDITED, ENTERED = "correct_participation", "edit_meeting", "enter_delegation"
READ_AGAIN = "read_again"
"""What stood as listed beside the print was taken out, or a column turned out to be printed: nothing more is said."""
COUNTED = ("listed_gender", "printed_title", "role", "registered")
"""Corrections of these may change a number."""
PAGES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Reasons:
    """What happened to one meeting: to its ``people``, and to its ``description``; empty where the record is silent."""

    people: str = ""
    description: str = ""

    def of(self, table: str, column: str) -> str:
        return self.description if table == DESCRIPTION and column != OF_THE_LIST else self.people


def reasons_since(meetings: Sequence[Meeting], since: datetime.datetime) -> dict[str, Reasons]:
    """By meeting, what changed it after ``since``. Of a closed list nothing is told but that enough has."""
    return {meeting.slug: Reasons(_of_people(meeting, since), _of_description(meeting, since)) for meeting in meetings}


def closed_list() -> str:
    return _("Enough people behind this closed list have changed for its numbers to move.")


def _of_description(meeting: Meeting, since: datetime.datetime) -> str:
    edited = Change.objects.filter(meeting=meeting, at__gt=since, action=EDITED).exists()
    return _("The description of the meeting was corrected.") if edited else ""


def _of_people(meeting: Meeting, since: datetime.datetime) -> str:
    if meeting.list_access != ListAccess.OPEN:
        return closed_list()
    return " ".join([*_lists(meeting, since), *_corrections(meeting, since)])


def _lists(meeting: Meeting, since: datetime.datetime) -> Iterator[str]:
    """Documents that were read, read anew or taken back."""
    batches = ImportBatch.objects.filter(document__meeting=meeting).select_related("document")
    of_before = set(batches.filter(committed_at__lte=since).values_list("document_id", flat=True))
    read = list(batches.filter(committed_at__gt=since, state=BatchState.COMMITTED).order_by("document_id", "pk"))
    if new := [batch for batch in read if batch.document_id not in of_before]:
        yield _("The list was revised: %(documents)s.") % {"documents": _named(new)}
    if again := [batch for batch in read if batch.document_id in of_before]:
        rows = ImportRow.objects.filter(batch__in=again, outcome=Outcome.UPDATED).select_related("batch__document")
        yield _("%(documents)s was misread, and was read again%(pages)s.") % {
            "documents": _named(again), "pages": _on_pages(rows)
        }  # fmt: skip
    withdrawn = batches.filter(withdrawn_at__gt=since, committed_at__lte=since).order_by("document_id")
    if gone := list(withdrawn):
        yield _("A reading of %(documents)s was taken back.") % {"documents": _named(gone)}


def _corrections(meeting: Meeting, since: datetime.datetime) -> Iterator[str]:
    """What was corrected by hand: in which document, on which pages."""
    changes = Change.objects.filter(meeting=meeting, at__gt=since)
    of_people = [c for c in changes.filter(action=CORRECTED) if set(c.after or ()) & set(COUNTED)]
    by_document: dict[str, list[ImportRow]] = {}
    for row in _rows_of(meeting, of_people):
        by_document.setdefault(_name(row.batch), []).append(row)
    for document, rows in sorted(by_document.items()):
        yield _("%(document)s was misread%(pages)s, and is corrected.") % {
            "document": document, "pages": _on_pages(rows)
        }  # fmt: skip
    if of_people and not by_document:
        yield _("An entry by hand was corrected.")
    if changes.filter(action=READ_AGAIN).exists():
        yield _("Read again from the list.")
    if changes.filter(action=ENTERED).exists():
        yield _("Delegations were entered by hand.")
    if changes.filter(action__startswith="answer_").exists():
        yield _("What the list prints was decided anew.")


def _rows_of(meeting: Meeting, changes: Iterable[Change]) -> list[ImportRow]:
    """The newest source rows of the people whose entries were corrected."""
    subjects = {int(change.subject.rpartition(":")[2]) for change in changes}
    own = Participation.objects.filter(meeting=meeting, pk__in=subjects)
    rows = ImportRow.objects.filter(participation__in=own, batch__state=BatchState.COMMITTED)
    newest = {
        row.participation_id: row
        for row in rows.select_related("batch__document").order_by("batch__committed_at", "pk")
    }
    return list(newest.values())


def _named(batches: Iterable[ImportBatch]) -> str:
    return ", ".join(dict.fromkeys(_name(batch) for batch in batches))


def _name(batch: ImportBatch) -> str:
    return batch.document.symbol or batch.document.part or _("The list")


def _on_pages(rows: Iterable[ImportRow]) -> str:
    """“ on page 3”, “ on pages 3, 7”; empty where the document has none."""
    pages = sorted({int(page) for row in rows if (page := row.cells.get("page"))})
    if not pages:
        return ""
    shown = ", ".join(map(str, pages[:PAGES_SHOWN])) + (" …" if len(pages) > PAGES_SHOWN else "")
    return ngettext(" on page %(pages)s", " on pages %(pages)s", len(pages)) % {"pages": shown}


def of_sums(reasons: Mapping[str, Reasons], new: Collection[str], table: FrozenTable) -> dict[str, Reasons]:
    """Why rows that add up meetings changed: what changed their meetings, and which of them are ``new``."""
    names = {column.name for column in table.spec.columns}
    if "meeting_ids" not in names or "pool_id" in names:
        return {}
    found = {}
    for row in table.rows:
        behind = (row["meeting_ids"] or "").split()
        said = [reasons[slug].people for slug in behind if slug in reasons and slug not in new]
        if added := [slug for slug in behind if slug in new]:
            said.append(_("Meetings that are new in this release: %(meetings)s.") % {"meetings": ", ".join(added)})
        found[_of_row(table.spec.name, key_of(table.spec, row))] = Reasons(" ".join(dict.fromkeys(filter(None, said))))
    return found


def _of_row(table: str, key: Sequence[object]) -> str:
    return " / ".join(map(str, (table, *key)))


def why(reasons: Mapping[str, Reasons], table: str, key: Sequence[object], column: str, notes: str) -> str:
    """Why one cell changed; where the record does not know it, what the release says of itself."""
    found = reasons.get(_of_row(table, key)) or reasons.get(str(key[0]))
    return (found.of(table, column) if found else "") or notes
