"""Verification of a release: every file by its hash, and a rebuild where the record has not moved on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.progress import Listener, tell_each, tell_nobody
from reports.models import Release, ReleaseFile, release_storage
from reports.refusals import ReleaseRefused
from reports.releases.body_rows import members_moved
from reports.releases.checks import some
from reports.releases.files import files_of
from reports.releases.freeze import Imprint, freeze, software_running
from reports.releases.panel_rows import invitations_moved
from reports.releases.schema import schema_of
from reports.releases.staff_rows import staff_moved
from reports.releases.stata_and_spss import NotWritten

SUMS = "SHA256SUMS"
IDENTICAL, DIFFERENT, NOT_POSSIBLE = "identical", "different", "not possible"


@dataclass(slots=True)
class Verification:
    """What the verification of a release found. ``wrong`` are sentences about files; ``rebuilt`` says whether building
    it again gave the same bytes."""

    version: str
    files: int = 0
    wrong: list[str] = field(default_factory=list)
    rebuilt: str = NOT_POSSIBLE
    why: str = ""

    @property
    def sound(self) -> bool:
        return not self.wrong and self.rebuilt != DIFFERENT

    def as_json(self) -> dict[str, Any]:
        return {
            "status": "verified" if self.sound else "refused",
            "version": self.version,
            "files": self.files,
            "wrong": self.wrong,
            "rebuilt": self.rebuilt,
            "why": self.why,
        }


def verify(release: Release, listener: Listener = tell_nobody) -> Verification:
    """Compare every file with its hash and with SHA256SUMS, then build the release again if that can be done."""
    found = Verification(release.version)
    files = list(release.files.all())
    sums = _sums(release)
    for file in tell_each(files, "verifying file", len(files), listener):
        found.files += 1
        if problem := _problem(file, sums):
            found.wrong.append(problem)
    _rebuild(release, {file.name: file.sha256 for file in files}, found, listener)
    return found


def _sums(release: Release) -> dict[str, str]:
    stored = f"{release.folder}/{SUMS}"
    if not release_storage().exists(stored):
        return {}
    with release_storage().open(stored) as file:
        lines = file.read().decode().splitlines()
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def _problem(file: ReleaseFile, sums: dict[str, str]) -> str:
    if not release_storage().exists(file.stored):
        return _("%(name)s is missing; restore it from the backup.") % {"name": file.name}
    with release_storage().open(file.stored) as stored:
        sha256 = hashlib.sha256(stored.read()).hexdigest()
    if sha256 != file.sha256:
        return _("%(name)s differs from what was published; restore it from the backup.") % {"name": file.name}
    if file.name != SUMS and sums.get(file.name) != sha256:
        return _("%(name)s differs from its line in SHA256SUMS.") % {"name": file.name}
    return ""


def _rebuild(release: Release, hashes: dict[str, str], found: Verification, listener: Listener) -> None:
    found.why = _hindrance(release)
    if found.why:
        return
    listener("building the release again", 0, 0)
    imprint = Imprint(
        release.version, release.dated, release.title, release.notes, release.licence, release.disclaimer,
        release.waiver, release.manifest["software"], stata_and_spss=any(name.endswith(".dta") for name in hashes),
    )  # fmt: skip
    meetings = Meeting.objects.filter(releases__release=release).select_related("forum").order_by("start", "slug")
    try:
        schema = schema_of(release.manifest)
        contents = freeze(imprint, list(meetings), release.previous, release.last_public, schema).contents
        again = tell_each(files_of(contents), "comparing file", len(hashes), listener)
        rebuilt = {file.name: file.sha256 for file in again}
    except (ValueError, ReleaseRefused, NotWritten) as refused:
        found.why = str(refused)
        return
    differing = sorted(name for name in hashes.keys() | rebuilt.keys() if hashes.get(name) != rebuilt.get(name))
    found.rebuilt, found.why = _compared(differing, release.manifest["software"])


def _compared(differing: list[str], software: str) -> tuple[str, str]:
    """Files that differ tell against a release only where the same version built both: another may write otherwise."""
    if not differing:
        return IDENTICAL, ""
    names = ", ".join(differing)
    if software != software_running():
        words = {"software": software, "names": names}
        return NOT_POSSIBLE, _(
            "made with %(software)s; built again by this version, these files differ: %(names)s"
        ) % words
    return DIFFERENT, _("built again, these files differ: %(names)s") % {"names": names}


def _hindrance(release: Release) -> str:
    """Why the release cannot be built again from what is in the record now; empty when it can."""
    frozen = release.meetings.select_related("meeting")
    moved = [one.slug for one in frozen if one.meeting is None or one.meeting.revision != one.revision]
    if moved:
        return _("the record has changed since: %(meetings)s") % {"meetings": some(moved)}
    if invitations_moved(release):
        return _("the record has changed since: %(meetings)s") % {"meetings": _("invitations to panels")}
    if staff_moved(release):
        return _("the record has changed since: %(meetings)s") % {"meetings": _("the office's own staff")}
    if members_moved(release):
        return _("the record has changed since: %(meetings)s") % {"meetings": _("members of bodies")}
    return ""
