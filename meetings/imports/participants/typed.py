"""People of one delegation typed in by hand, through the stages of an import."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.hold import hold_meeting
from meetings.actions.lists import find_document, open_batch
from meetings.imports.participants.commit import as_stored, commit
from meetings.imports.participants.entities import Entity, OneDelegation
from meetings.imports.participants.gender_column import read_column
from meetings.imports.participants.on_record import MeetingRecord
from meetings.imports.participants.pipeline import title_rules
from meetings.imports.participants.preview import Preview, build
from meetings.imports.participants.resolve import Cells, resolve
from meetings.imports.participants.rows import Reporter, check_rows
from meetings.models import Delegation, ImportBatch
from meetings.vocabulary import TYPED_PART, ListAccess, ListStatus, Outcome


def enter_rows(
    delegation: Delegation,
    fields: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    by: User,
    gender_basis: str = "",
    gender_source: str = "",
) -> tuple[ImportBatch | None, Preview]:
    """People of one delegation typed in: the same validators, matching and trail as a file.

    Nothing is written, and no batch returned, while any row has an error: the preview says which.
    """
    entity = Entity(
        delegation.entity_key,
        delegation.category,
        delegation.country_id or "",
        delegation.name,
        delegation.section,
    )
    named = [*fields, "delegation"]
    whole: list[tuple[int, Cells]] = [(number, [*row, delegation.name]) for number, row in enumerate(rows, start=1)]
    checked = list(check_rows(whole, named, Reporter("", {}), title_rules(), lambda text: False))
    with transaction.atomic():
        meeting = hold_meeting(delegation.meeting)
        document = find_document(meeting, part=TYPED_PART, symbol="", status=ListStatus.FINAL)
        document.replaces = None
        record = MeetingRecord(meeting, document, title_rules)
        read_column(checked, record.answers)
        lines = resolve(meeting, checked, OneDelegation(entity), record, gender_basis=gender_basis)
        open_list = meeting.list_access == ListAccess.OPEN
        preview = build(lines, record, sheet="", open_list=open_list)
        if preview.totals[Outcome.INVALID] or not preview.changes_something:
            return None, preview
        digest = hashlib.sha256(json.dumps([named, whole]).encode()).hexdigest()
        batch = open_batch(
            document, file="typed entry", sha256=digest, by=by, gender_basis=gender_basis, gender_source=gender_source
        )
        commit(preview, batch, cells=as_stored(named, whole), by=by, keep_record=False)
    return batch, preview
