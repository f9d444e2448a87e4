"""Published releases, read back from their frozen files: all that the public side reads.

``latest`` and ``version`` answer only for releases that are out. A withdrawn one is a tombstone: ``withdrawn_reason``
is set and it has neither files nor tables. Tables are read from the release's own JSON file, kept per process by hash.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from reports.models import Release, ReleaseFile, ReleaseSet, ReleaseState, release_storage
from reports.releases.columns import Column, TableSpec
from reports.releases.versions import order_of

Row = dict[str, Any]
CHANGES = "changes.json"
TABLES_CACHED = 32
NEVER_READ = ("confidential_counts", "exact_invitations")
"""What stands behind what is withheld: no public page reads it from the database."""


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A file of a release. ``size`` in bytes; ``rows`` where it holds a table."""

    name: str
    media_type: str
    size: int
    rows: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """A frozen table: typed values under column names, what is not published is None."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: list[Column]
    rows: list[Row]


class Published:
    """One release that is, or was, out."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self.version = release.version
        self.published_at: datetime.datetime = release.embargo_until or release.published_at  # type: ignore[assignment]
        self.title, self.notes = release.title, release.notes
        self.licence, self.disclaimer = release.licence, release.disclaimer
        self.dated: datetime.date = release.dated
        self.manifest: dict[str, Any] = release.manifest
        self.withdrawn_reason, self.withdrawn_at = release.withdrawn_reason, release.withdrawn_at

    @property
    def withdrawn(self) -> bool:
        return self._release.state == ReleaseState.WITHDRAWN

    @property
    def demonstration(self) -> bool:
        """Whether everything in it is invented."""
        return bool(self.manifest["demonstration"])

    @cached_property
    def _stored(self) -> dict[str, ReleaseFile]:
        return {} if self.withdrawn else {file.name: file for file in self._release.files.all()}

    @property
    def files(self) -> list[FileInfo]:
        return [FileInfo(f.name, f.media_type, f.size, f.rows, f.sha256) for f in self._stored.values()]

    @property
    def tables(self) -> list[str]:
        """Names of its tables, in the order of the registry they were frozen with (a JSON column keeps none)."""
        return [] if self.withdrawn else [*self.manifest["data"], *self.manifest["describing"]]

    def read(self, name: str) -> bytes:
        """The bytes of one file. Raises KeyError when the release has no such file."""
        file = self._stored[name]
        return _bytes_of(file.stored)

    def spec(self, name: str) -> TableSpec:
        """What a table is, without its rows: no file is read. Raises KeyError when the release has no such table."""
        return TableSpec.from_json(name, self.manifest["tables"][name])

    def table(self, name: str) -> Table:
        """One table with its rows. Raises KeyError when the release has no such table."""
        spec = self.spec(name)
        file = self._stored[f"{name}.json"]
        rows = _rows_of(file.sha256, file.stored)
        return Table(name, spec.title, spec.description, spec.key, list(spec.columns), rows)

    @property
    def changes(self) -> list[Row]:
        """The change log against the release before: table, key, column, before, after, why."""
        if CHANGES not in self._stored:
            return []
        file = self._stored[CHANGES]
        return _rows_of(file.sha256, file.stored)


def latest() -> Published | None:
    """The newest release that is out and not withdrawn."""
    versions = _out().values_list("pk", "version")
    newest = max(versions, key=lambda one: order_of(one[1]), default=None)
    return Published(Release.objects.defer(*NEVER_READ).get(pk=newest[0])) if newest else None


def version(wanted: str) -> Published | None:
    """A release that is out, or the tombstone of one that was; None for every other version, existing or not."""
    release = (_out() | _withdrawn()).filter(version=wanted).first()
    return Published(release) if release else None


def published() -> list[Published]:
    """Every release that is out, newest version first."""
    return _newest_first(list(_out().prefetch_related("files")))


def withdrawn() -> list[Published]:
    """The tombstones, newest version first."""
    return _newest_first(list(_withdrawn()))


def edition() -> tuple[tuple[str, str], ...]:
    """Versions and states of everything public: differs after every publication and withdrawal."""
    return tuple((_out() | _withdrawn()).order_by("version").values_list("version", "state"))


def frozen_rows(release: Release, name: str) -> list[Row]:
    """Rows of a table of any release, out or not: for those who prepare the next one."""
    file = release.files.get(name=f"{name}.json")
    return _rows_of(file.sha256, file.stored)


def _out() -> ReleaseSet:
    """What stands behind closed lists is not even read from the database here."""
    return Release.objects.out().defer(*NEVER_READ)


def _withdrawn() -> ReleaseSet:
    return Release.objects.filter(state=ReleaseState.WITHDRAWN).defer(*NEVER_READ)


def _newest_first(releases: list[Release]) -> list[Published]:
    return [Published(r) for r in sorted(releases, key=lambda release: order_of(release.version), reverse=True)]


def _bytes_of(stored: str) -> bytes:
    with release_storage().open(stored) as file:
        return bytes(file.read())


@lru_cache(maxsize=TABLES_CACHED)
def _rows_of(sha256: str, stored: str) -> list[Row]:
    """The records of a frozen JSON file: the same hash is the same rows, for as long as the process lives."""
    rows: list[Row] = json.loads(_bytes_of(stored))["data"]
    return rows
