"""Retention: every rule of what is deleted after a time, with its setting and its number."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils import timezone

from meetings.actions import retention
from panels.actions import retention as panels_retention
from reports.models import Release, release_storage
from reports.public.reader_reports import forget_old_reports

A_DAY = datetime.timedelta(days=1)


def retain(*, by: User | None) -> Iterator[tuple[str, int]]:
    """Apply every rule; yields what went and how many. By nobody it is a dry run: what would go, and nothing does."""
    dry_run = by is None
    yield "imports that nobody finished", retention.give_up_unfinished(by=by)
    yield "files of no import", retention.delete_forgotten_uploads(dry_run=dry_run)
    yield "rows of undone imports", retention.forget_rows_of_undone(dry_run=dry_run)
    yield "notes of who read names or signed in", retention.forget_readings(dry_run=dry_run)
    yield "people of old lists", retention.erase_people_of_old_lists(by=by)
    yield "experts who no longer agree", panels_retention.forget_experts(dry_run=dry_run)
    yield "speakers of old invitations", panels_retention.forget_old_speakers(by=by)
    yield "reports from readers", forget_old_reports(dry_run=dry_run)
    yield "files of no release", _delete_forgotten_files(dry_run=dry_run)


def _delete_forgotten_files(*, dry_run: bool) -> int:
    """Files in folders that no release names, a day old at least: a release was being built when its process died."""
    storage, found = release_storage(), 0
    if not storage.exists(""):
        return 0
    named = set(Release.objects.values_list("folder", flat=True))
    for folder in set(storage.listdir("")[0]) - named:
        files = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        if all(timezone.now() - storage.get_modified_time(name) > A_DAY for name in files):
            found += len(files)
            for name in [] if dry_run else [*files, folder]:
                storage.delete(name)
    return found
