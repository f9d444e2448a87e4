"""Writing a backup: all tables at one moment, and the files they name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

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
from reports.upkeep.encryption import encrypted, program, unnamed
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

    Until then it has no name: whatever ends the process on the way leaves no file. Nobody who works meanwhile waits.
    Raises Refused, and leaves what stood at ``path``, when a file is missing or the written backup is not sound.
    """
    try:
        with unnamed(path.parent) as plain:
            made = _write(plain, listener)
            with verified(plain, path.name, listener):
                pass
            if not program():
                return replace(made, size=_name(plain, path))
            with unnamed(path.parent) as target:
                encrypted(plain, target)
                return replace(made, size=_name(target, path))
    except OSError as refusal:
        words = {"file": path, "why": refusal.strerror or type(refusal).__name__}
        raise ActionRefused(_("%(file)s cannot be written: %(why)s.") % words) from refusal


def _write(target: BinaryIO, listener: Listener) -> Made:
    rows = files = 0
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
    return Made(len(tables()), rows, files, releases, 0)


def _name(file: BinaryIO, path: Path) -> int:
    """Give a file that has no name its name, in the place of what stood there; returns how large it is."""
    file.flush()
    os.fsync(file.fileno())
    size = os.fstat(file.fileno()).st_size
    between_names = f".{path.name}."
    for left in path.parent.glob(f"{between_names}*"):
        # Of a process that ended between the two names.
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=between_names) as between:
        ready = Path(between) / path.name
        try:
            os.link(f"/proc/self/fd/{file.fileno()}", ready, follow_symlinks=True)
        except (OSError, NotImplementedError):
            _copy(file, ready)
        os.replace(ready, path)
    return size


def _copy(file: BinaryIO, path: Path) -> None:
    """Where a file system cannot name what has no name."""
    path.touch(mode=0o600)
    file.seek(0)
    with path.open("wb") as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        os.fsync(copy.fileno())


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
