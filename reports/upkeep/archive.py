"""The format of a backup: one zip that both engines read, each part with its hash, sealed as a whole (``seal.py``).

``tables/APP.MODEL.jsonl`` holds one JSON list per row, referred-to tables first; ``files/releases/…`` and
``files/uploads/…`` the bytes that rows name; ``manifest.json`` columns, numbers of rows and the SHA-256 of each part.
Sessions are left out: a restore signs everybody out.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import zlib
from collections.abc import Iterator
from decimal import Decimal
from graphlib import TopologicalSorter
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import AutoField, Field, Model
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused
from meetings.progress import Listener, tell_each, tell_nobody
from reports.releases.freeze import software_version
from reports.upkeep.seal import unbroken

FORMAT, EDITION, MANIFEST = "parity-backup", 1, "manifest.json"
LEFT_OUT = {"accounts.Session", "sessions.Session"}
PIECE = 1 << 20
DAMAGE = (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, zlib.error)
"""What reading a mangled zip may raise: its own errors, the decompressor's, a method or a flag nobody wrote."""
Row = list[Any]


def tables() -> list[type[Model]]:
    """Every table of the installation, each after those it refers to. Raises Refused on the public side alone."""
    if settings.PARITY_SIDE == "public":
        raise ActionRefused(_("PARITY_SIDE is public here: back up and restore where the desk is configured."))
    models = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    kept = {label: model for label, model in models.items() if model._meta.managed and label not in LEFT_OUT}
    order = TopologicalSorter({label: sorted(_refers_to(model) - {label}) for label, model in sorted(kept.items())})
    return [kept[label] for label in order.static_order()]


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    return list(model._meta.concrete_fields)


def last_id(model: type[Model]) -> int:
    """The highest number ever given to a row, deleted ones included: the trail names rows by it, so none comes twice.

    0 where the key is no number of the database's.
    """
    if not isinstance(model._meta.pk, AutoField):
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {cursor.fetchone()[0]}")
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        found = cursor.fetchone()
    return int(found[0]) if found else 0


class Writer:
    """Writes the parts of a backup into a file that is open, and notes each in the manifest."""

    def __init__(self, target: BinaryIO) -> None:
        self._archive = ZipFile(target, "w", ZIP_DEFLATED)
        self._tables: dict[str, dict[str, Any]] = {}
        self._files: dict[str, dict[str, Any]] = {}

    def table(self, model: type[Model], listener: Listener = tell_nobody) -> int:
        """All rows of a table; returns how many."""
        names, digest, rows = [field.attname for field in columns(model)], hashlib.sha256(), 0
        found = model._base_manager.order_by("pk").values_list(*names)
        with self._archive.open(_part(model._meta.label), "w", force_zip64=True) as part:
            what = f"writing {model._meta.label}, row"
            for row in tell_each(found.iterator(chunk_size=2_000), what, found.count(), listener):
                line = f"{json.dumps(row, ensure_ascii=False, default=_text, separators=(',', ':'))}\n".encode()
                digest.update(line)
                part.write(line)
                rows += 1
        about = {"columns": names, "rows": rows, "last_id": last_id(model), "sha256": digest.hexdigest()}
        self._tables[model._meta.label] = about
        return rows

    def file(self, name: str, content: bytes) -> None:
        """One file, as ``releases/FOLDER/NAME`` or ``uploads/NAME``."""
        self._archive.writestr(f"files/{name}", content)
        self._files[name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}

    def finish(self, made_at: datetime.datetime) -> None:
        about = {
            "format": FORMAT,
            "edition": EDITION,
            "software": software_version(),
            "engine": connection.vendor,
            "made_at": made_at.isoformat(),
            "tables": self._tables,
            "files": self._files,
        }
        self._archive.writestr(MANIFEST, json.dumps(about, ensure_ascii=False, indent=1))

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *failure: object) -> None:
        self._archive.close()


class Backup:
    """A backup that was opened: its manifest read, nothing else looked at yet. Raises Refused when it is none."""

    def __init__(self, file: BinaryIO, name: str, *, foreign: bool = False) -> None:
        unbroken(file, name, foreign=foreign)
        try:
            self._archive = ZipFile(file)
            self.manifest: dict[str, Any] = json.loads(self._archive.read(MANIFEST))
            known = (self.manifest["format"], self.manifest["edition"])
            self.made_at = datetime.datetime.fromisoformat(self.manifest["made_at"])
            self.tables: dict[str, dict[str, Any]] = dict(self.manifest["tables"])
            self.files: dict[str, dict[str, Any]] = dict(self.manifest["files"])
        except (*DAMAGE, KeyError, TypeError, ValueError):
            raise ActionRefused(_("%(file)s is not a backup, or is damaged.") % {"file": name}) from None
        if known != (FORMAT, EDITION):
            raise ActionRefused(_("%(file)s is not a backup that this version can read.") % {"file": name})

    def __enter__(self) -> Backup:
        return self

    def __exit__(self, *failure: object) -> None:
        self._archive.close()

    def rows(self, label: str) -> Iterator[Row]:
        with self._archive.open(_part(label)) as part:
            for line in part:
                yield json.loads(line)

    def file(self, name: str) -> bytes:
        return self._archive.read(f"files/{name}")

    def digest(self, part: str) -> tuple[str, int, int]:
        """SHA-256, size and number of lines of a part. Raises one of DAMAGE."""
        digest, size, lines = hashlib.sha256(), 0, 0
        with self._archive.open(part) as content:
            while piece := content.read(PIECE):
                digest.update(piece)
                size += len(piece)
                lines += piece.count(b"\n")
        return digest.hexdigest(), size, lines

    def damaged_parts(self, listener: Listener = tell_nobody) -> Iterator[str]:
        """Sentences: every part that is not what the manifest says."""
        what, tables, parts = "verifying part", len(self.tables), len(self.tables) + len(self.files)
        for label, about in tell_each(self.tables.items(), what, parts, listener):
            if self._read(_part(label), lines=True) != (about["sha256"], about["rows"]):
                yield _("The table %(name)s is damaged or incomplete.") % {"name": label}
        for name, about in tell_each(self.files.items(), what, parts, listener, after=tables):
            if self._read(f"files/{name}", lines=False) != (about["sha256"], about["size"]):
                yield _("The file %(name)s is damaged or missing.") % {"name": name}

    def _read(self, part: str, *, lines: bool) -> tuple[str, int] | None:
        try:
            digest, size, counted = self.digest(part)
        except DAMAGE:
            return None
        return digest, counted if lines else size


def _part(label: str) -> str:
    return f"tables/{label.lower()}.jsonl"


def _refers_to(model: type[Model]) -> set[str]:
    related = {field.related_model for field in columns(model) if field.is_relation}
    return {one._meta.label for one in related if isinstance(one, type)}


def _text(value: Any) -> str:
    """Dates and times as ISO texts, to the microsecond; decimal numbers as texts, with all their places."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"a {type(value).__name__} has no place in a backup")
