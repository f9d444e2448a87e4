"""Restoring a backup: verified first, one transaction, unnamed files deleted last.

Whatever happens on the way, the old state stands until the transaction has succeeded: files of the backup are only
added before, under names of their own, and those of the old state go afterwards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.models import AutoField, BooleanField, CharField, Field, ForeignKey, IntegerField, Model, TextField
from django.utils.translation import gettext as _

from accounts.models import Session
from meetings.actions import bulk
from meetings.actions.accounts import COMMAND_LINE, command_line_account
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from meetings.actions.uploads import delete_upload, upload_path
from meetings.models import Change, ImportBatch, Meeting
from meetings.progress import Listener, tell_each, tell_nobody
from reports.models import Release, ReleaseFile, release_storage
from reports.upkeep.accounts_here import AccountsHere
from reports.upkeep.archive import Backup, columns, last_id, tables
from reports.upkeep.checked import verified
from reports.upkeep.encryption import opened


@dataclass(slots=True)
class Restored:
    """What came back. ``erased_since``: people and names that were erased after the backup was made and are back."""

    made_at: str
    rows: int
    files: int
    releases: int
    erased_since: list[str] = field(default_factory=list)


def restore(
    path: Path,
    *,
    replace: bool = False,
    dry_run: bool = False,
    foreign: bool = False,
    identity: Path | None = None,
    accounts_here: bool = False,
    listener: Listener = tell_nobody,
) -> Restored:
    """Verify the backup and put it in the place of everything here; ``replace`` permits that something is here,
    ``foreign`` that another installation sealed it; ``identity`` holds the private keys of age.
    ``accounts_here``: accounts stay as they are, and those of the backup alone come back closed.

    Raises Refused, and nothing is changed, when the backup is not sound, the database refuses it, or something is
    here and ``replace`` was not said.
    """
    with opened(path, identity) as file, verified(file, path.name, listener, foreign=foreign) as backup:
        if not dry_run:
            _refuse_to_replace_unasked(replace)
        restored = Restored(
            made_at=backup.manifest["made_at"],
            rows=sum(about["rows"] for about in backup.tables.values()),
            files=len(backup.files),
            releases=backup.tables[Release._meta.label]["rows"],
            erased_since=_erased_since(backup),
        )
        if not dry_run:
            _put_back(backup, path.name, AccountsHere() if accounts_here else None, listener)
    return restored


def _refuse_to_replace_unasked(replace: bool) -> None:
    here = {
        _("meetings"): Meeting.objects.count(),
        _("releases"): Release.objects.count(),
        _("accounts"): User.objects.exclude(username=COMMAND_LINE).count(),
    }
    if any(here.values()) and not replace:
        what = ", ".join(f"{name}: {number}" for name, number in here.items())
        raise ActionRefused(
            _("This installation is not empty (%(what)s). --replace puts the backup in its place.") % {"what": what}
        )


def _erased_since(backup: Backup) -> list[str]:
    """People by their numbers; of a name on no list the trail keeps the day and the reason, without the name."""
    since = Change.objects.filter(at__gt=backup.made_at).order_by("at")
    people = since.filter(action="erase_person").values_list("subject", flat=True)
    names = [
        _("a name on no list, on %(day)s: %(reason)s") % {"day": f"{one.at:%Y-%m-%d}", "reason": one.evidence}
        for one in since.filter(action="erase_name")
    ]
    return sorted(set(people)) + names


def _put_back(backup: Backup, name: str, accounts: AccountsHere | None, listener: Listener) -> None:
    added: list[str] = []
    before = set(_files_named())
    try:
        with transaction.atomic():
            Session.objects.all().delete()  # first: some are of accounts that the backup does not know
            _replace_tables(backup, listener)
            if accounts:
                accounts.put_back()
            _add_files(backup, added, listener)
            by = command_line_account()
            note_change(by=by, action="restore_backup", subject=by, meeting=None, evidence=f"{name}, {backup.made_at}")
    except BaseException as failure:
        for file in added:
            _delete(file)
        if isinstance(failure, DatabaseError):
            raise ActionRefused(
                _("The database refuses the backup (%(kind)s); nothing was changed.") % {"kind": type(failure).__name__}
            ) from failure
        raise
    for file in before - set(_files_named()):
        _delete(file)


def _replace_tables(backup: Backup, listener: Listener) -> None:
    models = tables()
    highest = {model: max(last_id(model), backup.tables[model._meta.label]["last_id"]) for model in models}
    listener("emptying the tables", 0, 0)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # SQLite's transaction holds everybody else off already; here a row written meanwhile would stay.
            cursor.execute(f"LOCK TABLE {', '.join(_quoted(model) for model in models)} IN EXCLUSIVE MODE")
        for model in reversed(models):
            cursor.execute(f"DELETE FROM {_quoted(model)}")
    for model in models:
        fields = columns(model)
        with connection.wrap_database_errors:
            bulk.insert(model, [str(one.column) for one in fields], _values(backup, model, listener))
        expected, found = backup.tables[model._meta.label]["rows"], model._base_manager.count()
        if found != expected:
            words = {"name": model._meta.label, "found": found, "expected": expected}
            raise ActionRefused(_("%(name)s took %(found)s of %(expected)s rows; nothing was changed.") % words)
    listener("checking the references between the tables", 0, 0)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    for model, number in highest.items():
        _go_on_after(model, number)


def _quoted(model: type[Model]) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def _values(backup: Backup, model: type[Model], listener: Listener) -> Iterator[tuple[Any, ...]]:
    """Each row as this engine's columns take it."""
    label = model._meta.label
    conversions = [(place, _as_stored(one)) for place, one in enumerate(columns(model)) if not _stands_as_it_is(one)]
    for row in tell_each(backup.rows(label), f"restoring {label}, row", backup.tables[label]["rows"], listener):
        for place, convert in conversions:
            row[place] = convert(row[place])
        yield tuple(row)


def _stands_as_it_is(field: Field[Any, Any]) -> bool:
    """Whether a value of JSON is what the column takes: numbers, texts and truths, of which most rows are made."""
    wanted = field.target_field if isinstance(field, ForeignKey) else field
    return type(wanted).get_db_prep_save is Field.get_db_prep_save and isinstance(
        wanted, AutoField | BooleanField | CharField | IntegerField | TextField
    )


def _as_stored(field: Field[Any, Any]) -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(field.to_python(value), connection)


def _go_on_after(model: type[Model], number: int) -> None:
    """The next row gets a number that none ever had."""
    if not number or last_id(model) >= number:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            pk = model._meta.pk.column
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, pk, number])
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])


def _files_named() -> Iterator[str]:
    """Every file that a row names, as backups call them."""
    for file in ReleaseFile.objects.select_related("release"):
        yield f"releases/{file.stored}"
    for name in ImportBatch.objects.exclude(stored="").values_list("stored", flat=True):
        yield f"uploads/{name}"


def _add_files(backup: Backup, added: list[str], listener: Listener) -> None:
    """Bring in the files that are not here with the same bytes, and read each back."""
    for name, about in tell_each(backup.files.items(), "restoring file", len(backup.files), listener):
        if _digest(name) == about["sha256"]:
            continue
        if _digest(name):
            _delete(name)  # not the bytes that were published under this name: of no use to either state
        added.append(name)
        _save(name, backup.file(name))
        if _digest(name) != about["sha256"]:
            raise ActionRefused(_("The file %(name)s cannot be stored; nothing was changed.") % {"name": name})


def _digest(name: str) -> str:
    """SHA-256 of what lies under the name; empty when nothing does."""
    kind, _slash, stored = name.partition("/")
    try:
        if kind == "uploads":
            return hashlib.sha256(upload_path(stored).read_bytes()).hexdigest()
        with release_storage().open(stored) as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def _save(name: str, content: bytes) -> None:
    kind, _slash, stored = name.partition("/")
    if kind == "uploads":
        upload_path(stored).touch(mode=0o600)
        upload_path(stored).write_bytes(content)
    else:
        release_storage().save(stored, ContentFile(content))


def _delete(name: str) -> None:
    """A file, and the folder of its release when it was the last one in it."""
    kind, _slash, stored = name.partition("/")
    if kind == "uploads":
        delete_upload(stored)
        return
    folder = stored.partition("/")[0]
    release_storage().delete(stored)
    if release_storage().exists(folder) and not any(release_storage().listdir(folder)):
        release_storage().delete(folder)
