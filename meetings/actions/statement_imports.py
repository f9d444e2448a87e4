"""Lists of statements on their way into the record: staged, written, given up, undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings.actions.delegations import touch
from meetings.actions.hold import hold_meeting, note_entry
from meetings.actions.lists import Refused
from meetings.actions.statements import delegations_at
from meetings.actions.trail import note_change, subject_of
from meetings.models import Change, Meeting, Statement, StatementImport
from meetings.vocabulary import BatchState, GenderTopic

Values = Mapping[str, Any]


def stage_statements(meeting: Meeting, *, by: User, **fields: Any) -> StatementImport:
    """Keep the rows of a file until somebody confirms them (``fields``: file, sha256, reading, rows, gender_basis)."""
    return StatementImport.objects.create(meeting=meeting, by=by, at=timezone.now(), **fields)


def write_statements(
    batch: StatementImport, *, new: Sequence[Values], changed: Iterable[tuple[int, Values]], by: User
) -> list[int]:
    """Write what an import adds and changes; the caller holds the meeting. Ids of the new statements, in their order.

    Topics that the file codes are coded by whoever brought it in.
    """
    meeting = batch.meeting
    delegations = delegations_at(meeting)
    made = [
        Statement(
            meeting=meeting,
            batch=batch,
            source=batch.file,
            delegation=delegations.get(values["entity_key"]),
            coded_by=None if values["topic"] == GenderTopic.NOT_CODED else batch.by,
            **values,
        )
        for values in new
    ]
    for statement in made:
        statement.save()
    for pk, values in changed:
        coder = {"coded_by": batch.by} if "topic" in values else {}
        Statement.objects.filter(pk=pk).update(**values, **coder)
    note_entry(meeting, batch.by, by)
    touch(meeting)
    return [statement.pk for statement in made]


def close_statements(batch: StatementImport, *, rows: list[dict[str, Any]], totals: Values) -> None:
    """The import is committed; its rows say what became of each line of the file: they are its trail."""
    batch.state, batch.committed_at = BatchState.COMMITTED, timezone.now()
    batch.rows, batch.totals = rows, dict(totals)
    batch.save(update_fields=["state", "committed_at", "rows", "totals"])


@transaction.atomic
def reject_statements(batch: StatementImport, *, by: User) -> None:
    """Give up a list that was not confirmed; its rows go. Raises Refused when it was finished meanwhile."""
    hold_meeting(batch.meeting)
    _require(batch, BatchState.PREVIEWED)
    batch.state, batch.rows = BatchState.REJECTED, []
    batch.save(update_fields=["state", "rows"])
    note_change(by=by, action="reject_statements", subject=batch, meeting=batch.meeting)


@transaction.atomic
def withdraw_statements(batch: StatementImport, *, by: User) -> None:
    """Undo an import: what it made goes, what it changed returns.

    Raises Refused when something was corrected by hand, or imported over it, since.
    """
    meeting = hold_meeting(batch.meeting, by)
    _require(batch, BatchState.COMMITTED)
    wrote = {row["statement"]: row for row in batch.rows if row["outcome"] in ("new", "updated")}
    _refuse_what_rests_on_it(batch, set(wrote))
    for pk, row in wrote.items():
        standing = Statement.objects.filter(pk=pk)
        if row["outcome"] == "new":
            standing.delete()
        else:
            coder = {"coded_by": None} if row["before"].get("topic") == GenderTopic.NOT_CODED else {}
            standing.update(**row["before"], **coder)
    batch.state = BatchState.WITHDRAWN
    batch.save(update_fields=["state"])
    note_change(by=by, action="withdraw_statements", subject=batch, meeting=meeting)
    touch(meeting)


def _refuse_what_rests_on_it(batch: StatementImport, wrote: set[int]) -> None:
    later = StatementImport.objects.filter(
        meeting=batch.meeting, state=BatchState.COMMITTED, committed_at__gt=batch.committed_at
    )
    for one in later:
        if wrote & {row["statement"] for row in one.rows if row["outcome"] == "updated"}:
            raise Refused(f"A later import changed what this one wrote: “{one.file}”. Undo that one first.")
    subjects = {subject_of(Statement(pk=pk)) for pk in wrote}
    by_hand = Change.objects.filter(meeting=batch.meeting, at__gt=batch.committed_at, subject__startswith="statement:")
    touched = subjects & set(by_hand.values_list("subject", flat=True))
    if touched:
        raise Refused(f"{len(touched)} of its statements were changed by hand since; those changes would be lost.")


def _require(batch: StatementImport, state: str) -> None:
    current = StatementImport.objects.values_list("state", flat=True).get(pk=batch.pk)
    if current != state:
        raise Refused("This import was finished, given up or undone meanwhile; reload the page.")
