"""Deletion of what has reached its time: unfinished imports, undone rows, notes of reading, old people."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from meetings.actions.erasure import erase_people
from meetings.actions.lists import reject_batch
from meetings.actions.proceedings_imports import drop_proceedings
from meetings.actions.spellings import ERASED
from meetings.actions.trail import READ_NAMES, SIGNING_IN
from meetings.actions.uploads import delete_upload, uploads
from meetings.models import Change, ImportBatch, ImportRow, Participation, Person, ProceedingsImport
from meetings.vocabulary import BatchState

UNFINISHED = (BatchState.READING, BatchState.PREVIEWED, BatchState.INTERRUPTED)
A_DAY = 86_400


def give_up_unfinished(*, by: User | None) -> int:
    """Imports that waited for ``PARITY_KEEP_UNFINISHED_DAYS``: rejected, rows and files deleted; by nobody: counted."""
    waiting = {"state__in": UNFINISHED, "at__lt": _ago(settings.PARITY_KEEP_UNFINISHED_DAYS)}
    old = ImportBatch.objects.filter(**waiting)
    found = list(old.select_related("document__meeting"))
    for batch in found if by else []:
        with transaction.atomic():
            stored, batch.stored = batch.stored, ""
            batch.save(update_fields=["stored"])
            reject_batch(batch, by=by)  # type: ignore[arg-type]
        delete_upload(stored)
    proceedings = list(ProceedingsImport.objects.filter(**waiting).select_related("meeting"))
    for one in proceedings if by else []:
        with transaction.atomic():
            drop_proceedings(one, by=by)  # type: ignore[arg-type]
    return len(found) + len(proceedings)


def delete_forgotten_uploads(*, dry_run: bool) -> int:
    """Files that no import names, left by a process that was killed; a day old at least, so that none is in use."""
    named = set(ImportBatch.objects.exclude(stored="").values_list("stored", flat=True))
    before = timezone.now().timestamp() - A_DAY
    found = [path for path in uploads().iterdir() if path.name not in named and path.stat().st_mtime < before]
    for path in [] if dry_run else found:
        delete_upload(path.name)
    return len(found)


def forget_rows_of_undone(*, dry_run: bool) -> int:
    """Rows of imports undone for ``PARITY_KEEP_UNDONE_DAYS``: nothing in force rests on them."""
    before = _ago(settings.PARITY_KEEP_UNDONE_DAYS)
    rows = ImportRow.objects.filter(batch__state=BatchState.WITHDRAWN, batch__withdrawn_at__lt=before)
    number = rows.count() if dry_run else rows.delete()[0]
    if not dry_run:  # cells that were corrected in their review go with them
        ImportBatch.objects.filter(state=BatchState.WITHDRAWN, withdrawn_at__lt=before).update(review=None)
    undone = ProceedingsImport.objects.filter(state=BatchState.WITHDRAWN).exclude(rows=[])
    # An earlier version kept no time of undoing: it was not before the import.
    for one in undone.filter(Q(withdrawn_at__lt=before) | Q(withdrawn_at=None, committed_at__lt=before)):
        number += len(one.rows)
        if not dry_run:
            ProceedingsImport.objects.filter(pk=one.pk).update(rows=[])
    return number


def forget_readings(*, dry_run: bool) -> int:
    """Notes of who was shown names and of who signed in, after ``PARITY_KEEP_READINGS_DAYS``."""
    old = Change.objects.filter(action__in=[READ_NAMES, *SIGNING_IN], at__lt=_ago(settings.PARITY_KEEP_READINGS_DAYS))
    return old.count() if dry_run else old.delete()[0]


def erase_people_of_old_lists(*, by: User | None) -> int:
    """People whose last meeting ended ``PARITY_KEEP_PEOPLE_YEARS`` ago; 0 years keeps them. By nobody: counted."""
    years = settings.PARITY_KEEP_PEOPLE_YEARS
    if not years:
        return 0
    today = timezone.localdate()
    recent = Participation.objects.filter(meeting__end__gte=today - datetime.timedelta(days=round(365.25 * years)))
    listed = Person.objects.filter(participations__isnull=False).exclude(full_name=ERASED)
    old = set(listed.values_list("pk", flat=True)) - set(recent.values_list("person_id", flat=True))
    if old and by:
        erase_people(old, by=by, reason=f"retention: {years} years after the last meeting")
    return len(old)


def _ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)
