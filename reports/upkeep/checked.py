"""Verification of a backup: whole, sound and for this version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused
from meetings.progress import Listener, tell_nobody
from reports.models import Release, ReleaseFile
from reports.upkeep.archive import Backup, columns, tables

SAFE = re.compile(r"releases/[A-Za-z0-9_-]+/[A-Za-z0-9_-][A-Za-z0-9_.-]*|uploads/[0-9a-f]+")
"""No name leads out of its folder."""
SAID = 10


@contextmanager
def verified(file: BinaryIO, name: str, listener: Listener = tell_nobody, *, foreign: bool = False) -> Iterator[Backup]:
    """The backup, open, once everything in it was compared with its manifest and its releases with their hashes.

    ``foreign`` permits a seal of another installation, or none. Raises Refused with what is wrong.
    """
    with Backup(file, name, foreign=foreign) as backup:
        wrong = list(_of_another_shape(backup)) or list(backup.damaged_parts(listener)) or list(_wrong_releases(backup))
        if wrong:
            more = [_("… and %(number)s more.") % {"number": len(wrong) - SAID}] if len(wrong) > SAID else []
            raise ActionRefused(*wrong[:SAID], *more)
        yield backup


def _of_another_shape(backup: Backup) -> Iterator[str]:
    """Tables or columns that this version does not have, or that it misses; names of files that lead elsewhere."""
    here = {model._meta.label: [field.attname for field in columns(model)] for model in tables()}
    there = {label: about.get("columns") for label, about in backup.tables.items()}
    if here != there:
        differing = sorted(label for label in here | there if here.get(label) != there.get(label))
        words = {"version": backup.manifest.get("software", "?"), "tables": ", ".join(differing[:SAID])}
        yield (
            _(
                "It was made by version %(version)s, whose tables differ (%(tables)s). Restore it with that "
                "version, then upgrade."
            )
            % words
        )
    for name in backup.files:
        if not SAFE.fullmatch(name):
            yield _("It contains a file name that points outside the backup; our backups never do.")


def _wrong_releases(backup: Backup) -> Iterator[str]:
    """Every file of every release has to be there with the bytes it was published with."""
    folders = {row["id"]: row for row in _named(backup, Release)}
    for row in _named(backup, ReleaseFile):
        release = folders.get(row["release_id"], {"folder": "", "version": "?"})
        kept = backup.files.get(f"releases/{release['folder']}/{row['name']}", {})
        if (kept.get("sha256"), kept.get("size")) != (row["sha256"], row["size"]):
            words = {"file": row["name"], "version": release["version"]}
            yield _("The file %(file)s of release %(version)s is not what was published.") % words


def _named(backup: Backup, model: type[Release | ReleaseFile]) -> Iterator[dict[str, object]]:
    names = [field.attname for field in columns(model)]
    for row in backup.rows(model._meta.label):
        yield dict(zip(names, row, strict=True))
