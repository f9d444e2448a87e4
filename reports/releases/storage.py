"""Storage folders of releases, and the removal of those that failed builds leave behind."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils import timezone

from reports.models import Release, release_storage

FOLDER = re.compile(r"[0-9a-f]{64}")
"""The names that ``build`` gives; whatever else lies in the storage is not ours to delete."""
LEFT_ALONE = datetime.timedelta(hours=1)
"""A folder of no release may belong to a build that runs at this moment: none takes so long."""


@contextmanager
def files_of_a_failure_deleted(folder: str) -> Iterator[None]:
    """All or nothing: where the rows are not written, the files go too."""
    try:
        yield
    except BaseException:
        delete_folder(folder)
        raise


def delete_leftovers() -> int:
    """Delete the folders of builds whose process was killed before it had written its rows. Returns how many."""
    storage = release_storage()
    if not storage.exists(""):
        return 0
    known = set(Release.objects.values_list("folder", flat=True))
    found = [name for name in storage.listdir("")[0] if FOLDER.fullmatch(name) and name not in known]
    old = [name for name in found if _last_written(name) < timezone.now() - LEFT_ALONE]
    for folder in old:
        delete_folder(folder)
    return len(old)


def delete_folder(folder: str) -> None:
    storage = release_storage()
    if storage.exists(folder):
        delete_files(folder, [f"{folder}/{name}" for name in storage.listdir(folder)[1]])


def delete_files(folder: str, names: Iterable[str]) -> None:
    for name in [*names, folder]:
        release_storage().delete(name)


def _last_written(folder: str) -> datetime.datetime:
    storage = release_storage()
    files = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    return max(storage.get_modified_time(name) for name in files or [folder])
