"""Samples of a staged list's columns, those left out among them, for whoever maps it."""

from __future__ import annotations

from meetings.imports.uploads import limits, stored_upload
from meetings.models import ImportBatch
from meetings.reading.bounded import read_list
from meetings.reading.lists.columns import Instructions
from meetings.reading.sheet import Unreadable


def samples_of(batch: ImportBatch) -> dict[str, list[str]]:
    """Up to three harmless values under each header, read anew from the upload; of a document there are none."""
    if batch.summary.account is not None:
        return {}
    try:
        said = Instructions.from_json(batch.instructions)
        reading = read_list(stored_upload(batch.stored), batch.file, said, limits())
    except (Unreadable, OSError):
        return {}
    reading.rows.close()
    return reading.columns.samples
