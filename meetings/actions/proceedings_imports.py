"""Imports of statements and office-holders: staged, written, given up and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from meetings.actions.delegations import touch
from meetings.actions.hold import hold_place, note_entry
from meetings.actions.offices import restore_office_holder, write_office_holders
from meetings.actions.refusals import ActionRefused
from meetings.actions.statements import restore_statement, write_statements
from meetings.actions.trail import READ_NAMES, note_change, subject_of
from meetings.models import Change, Forum, Meeting, OfficeHolder, ProceedingsImport, Statement
from meetings.vocabulary import BatchState, ProceedingsKind

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Written:
    """What a list of one kind is written as. Its rows name the records by the model's name."""

    model: type[Model]
    write: Callable[..., list[int]]
    restore: Callable[[int, Values], None]

    @property
    def key(self) -> str:
        return str(self.model._meta.model_name)


_WRITTEN = {
    ProceedingsKind.STATEMENTS: _Written(Statement, write_statements, restore_statement),
    ProceedingsKind.OFFICES: _Written(OfficeHolder, write_office_holders, restore_office_holder),
}


def proceedings_of(where: Meeting | Forum, holds: str) -> dict[str, Any]:
    """The fields by which the lists of a meeting, or of a forum as such, are found and made."""
    return {"holds": holds, "meeting" if isinstance(where, Meeting) else "forum": where}


def stage_proceedings(where: Meeting | Forum, *, holds: str, by: User, **fields: Any) -> ProceedingsImport:
    """Keep the rows of a file until somebody confirms them (``fields``: file, sha256, reading, rows, gender_basis)."""
    return ProceedingsImport.objects.create(by=by, at=timezone.now(), **proceedings_of(where, holds), **fields)


def write_proceedings(
    batch: ProceedingsImport, *, new: Sequence[Values], changed: Iterable[tuple[int, Values]], by: User
) -> list[int]:
    """Write what an import adds and changes; the caller holds its place. Ids of what is new, in its order."""
    made = _WRITTEN[ProceedingsKind(batch.holds)].write(batch, new=new, changed=changed)
    if batch.meeting:
        note_entry(batch.meeting, batch.by, by)
        touch(batch.meeting)
    return made


def close_proceedings(
    batch: ProceedingsImport, *, rows: Iterable[tuple[Values, int | None, Values]], totals: Values, by: User
) -> None:
    """The import is committed. Each row (as it was read, its record, what became of it) is the trail of its line."""
    key = _WRITTEN[ProceedingsKind(batch.holds)].key
    batch.state, batch.committed_at = BatchState.COMMITTED, timezone.now()
    batch.rows = [{**read, key: pk, **became} for read, pk, became in rows]
    batch.totals = dict(totals)
    batch.save(update_fields=["state", "committed_at", "rows", "totals"])
    note_change(
        by=by, action=f"import_{batch.holds}", subject=batch, meeting=batch.meeting, evidence=f"file: {batch.file}"
    )


@transaction.atomic
def reject_proceedings(batch: ProceedingsImport, *, by: User) -> None:
    """Give up a list that was not confirmed; its rows go. Raises Refused when it was finished meanwhile."""
    hold_place(batch.where)
    _require(batch, BatchState.PREVIEWED)
    drop_proceedings(batch, by=by)


def drop_proceedings(batch: ProceedingsImport, *, by: User) -> None:
    """The same whatever is locked: nothing of the record changes. For retention and erasure."""
    waiting = ProceedingsImport.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED)
    if waiting.update(state=BatchState.REJECTED, rows=[]):  # nobody confirmed it in between
        note_change(by=by, action=f"reject_{batch.holds}", subject=batch, meeting=batch.meeting)


@transaction.atomic
def withdraw_proceedings(batch: ProceedingsImport, *, by: User) -> None:
    """Undo an import: what it made goes, what it changed returns.

    Raises Refused when something was corrected by hand, or imported over it, since.
    """
    hold_place(batch.where, by)
    _require(batch, BatchState.COMMITTED)
    kind = _WRITTEN[ProceedingsKind(batch.holds)]
    wrote = {row[kind.key]: row for row in batch.rows if row["outcome"] in ("new", "updated")}
    _refuse_what_rests_on_it(batch, kind, set(wrote))
    for pk, row in wrote.items():
        if row["outcome"] == "new":
            kind.model._base_manager.filter(pk=pk).delete()
        else:
            kind.restore(pk, row["before"])
    batch.state, batch.withdrawn_at = BatchState.WITHDRAWN, timezone.now()
    batch.save(update_fields=["state", "withdrawn_at"])
    note_change(by=by, action=f"withdraw_{batch.holds}", subject=batch, meeting=batch.meeting)
    if batch.meeting:
        touch(batch.meeting)


def _refuse_what_rests_on_it(batch: ProceedingsImport, kind: _Written, wrote: set[int]) -> None:
    later = ProceedingsImport.objects.filter(
        **proceedings_of(batch.where, batch.holds), state=BatchState.COMMITTED, committed_at__gt=batch.committed_at
    )
    for one in later:
        if wrote & {row[kind.key] for row in one.rows if row["outcome"] == "updated"}:
            raise ActionRefused(f"A later import changed what this one wrote: “{one.file}”. Undo that one first.")
    subjects = {subject_of(kind.model(pk=pk)) for pk in wrote}
    since = Change.objects.filter(meeting=batch.meeting, at__gt=batch.committed_at, subject__startswith=f"{kind.key}:")
    by_hand = set(since.exclude(action=READ_NAMES).values_list("subject", flat=True))
    if touched := len(subjects & by_hand):
        what = ProceedingsKind(batch.holds).label
        raise ActionRefused(f"{touched} of its {what} were changed by hand since; those changes would be lost.")


def _require(batch: ProceedingsImport, state: str) -> None:
    current = ProceedingsImport.objects.values_list("state", flat=True).get(pk=batch.pk)
    if current != state:
        raise ActionRefused("This import was finished, discarded or undone meanwhile; reload the page.")
