"""Writing a backup: all tables at one moment, and the files they name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused
from meetings.actions.uploads import upload_path
from meetings.models import ImportBatch
from meetings.progress import Listener, tell_each, tell_nobody
from reports.models import Release, ReleaseFile, release_storage
from reports.upkeep.archive import Writer, tables
from reports.upkeep.checked import verified
from reports.upkeep.seal import seal


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds."""

    tables: int
    rows: int
    files: int
    releases: int
    size: int


def back_up(path: Path, listener: Listener = tell_nobody) -> Made:
    """Write a backup to ``path``, readable by its owner only, and read it back before it takes that name.

    Nobody who works meanwhile waits. Raises Refused, and leaves what stood at ``path``, when a file is missing or the
    written backup is not sound.
    """
    being_written = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        being_written.touch(mode=0o600, exist_ok=False)
        made = _write(being_written, listener)
        with verified(being_written, listener):
            pass
        os.replace(being_written, path)
    except OSError as refusal:
        words = {"file": path, "why": refusal.strerror or type(refusal).__name__}
        raise ActionRefused(_("%(file)s cannot be written: %(why)s.") % words) from refusal
    finally:
        being_written.unlink(missing_ok=True)
    return made


def _write(path: Path, listener: Listener) -> Made:
    rows = files = 0
    with path.open("w+b") as target:
        with snapshot(), Writer(target) as writer:
            made_at = timezone.now()
            for model in tables():
                rows += writer.table(model, listener)
            for name, content in tell_each(_files(), "writing file", _number_of_files(), listener):
                writer.file(name, content)
                files += 1
            writer.finish(made_at)
            releases = Release.objects.count()
        seal(target)
        target.flush()
        os.fsync(target.fileno())
    return Made(len(tables()), rows, files, releases, path.stat().st_size)


@contextmanager
def snapshot() -> Iterator[None]:
    """All tables as they stand at one moment, while others go on writing; inside a transaction, as it sees them."""
    if connection.in_atomic_block:
        yield
        return
    postgres = connection.vendor == "postgresql"
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgres else "BEGIN DEFERRED"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _number_of_files() -> int:
    return ReleaseFile.objects.count() + ImportBatch.objects.exclude(stored="").count()


def _files() -> Iterator[tuple[str, bytes]]:
    """Files of releases and of imports that wait for confirmation."""
    for file in ReleaseFile.objects.select_related("release").order_by("pk").iterator():
        try:
            with release_storage().open(file.stored) as stored:
                yield f"releases/{file.stored}", bytes(stored.read())
        except OSError:
            words = {"file": file.name, "version": file.release.version}
            raise ActionRefused(
                _("The file %(file)s of release %(version)s is missing from the storage.") % words
            ) from None
    waiting = ImportBatch.objects.exclude(stored="").order_by("pk").values_list("stored", flat=True)
    for name in waiting.iterator():
        path = upload_path(name)
        if path.exists():
            yield f"uploads/{name}", path.read_bytes()
