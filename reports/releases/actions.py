"""The only writer of releases: build, check, approve, send back, publish, withdraw.

A release is never edited once it is out.

Every step leaves the trail. What cannot be done raises ReleaseRefused with the reason and writes nothing.
"""

from __future__ import annotations

import datetime
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.trail import note_change
from meetings.progress import Listener, tell_each, tell_nobody
from meetings.rights import Right
from reports.models import Release, ReleaseFile, ReleaseMeeting, ReleaseState, release_storage
from reports.refusals import ReleaseRefused
from reports.releases import metadata, published
from reports.releases.checks import against_meetings, moved_since, require_right, some
from reports.releases.contents import File
from reports.releases.files import files_of
from reports.releases.freeze import Freeze, Imprint, freeze, ready_meetings
from reports.releases.schema import schema_of_today
from reports.releases.stata_and_spss import NotWritten
from reports.releases.storage import delete_files, delete_leftovers, files_of_a_failure_deleted
from reports.releases.versions import is_version, order_of, version_of

SENT_BACK = "send_back_release"
NOTE = 300
"""As many characters of a note as the trail keeps."""
FIRST_STEPS = (ReleaseState.DRAFT, ReleaseState.CHECKED, ReleaseState.APPROVED)


def on_its_way() -> Release | None:
    """The one release that is built and not yet out: there is never a second one, which could not know the first."""
    embargoed = Q(state=ReleaseState.EMBARGOED, embargo_until__gt=timezone.now())
    return Release.objects.filter(Q(state__in=FIRST_STEPS) | embargoed).first()


def next_version(year: int) -> str:
    """Counted within the year; the number of a withdrawn release is never given again."""
    return version_of(year, 1 + max((number for its_year, number in _given() if its_year == year), default=0))


def _given() -> set[tuple[int, int]]:
    """Year and number of every release there is or was."""
    return {order_of(version) for version in Release.objects.values_list("version", flat=True)}


def prepare(*, version: str = "", title: str = "", notes: str = "", waiver: str = "") -> Freeze:
    """What a release would be at this moment; nothing is written. Raises ReleaseRefused when it cannot be made."""
    meetings = list(ready_meetings())
    if reasons := against_meetings(meetings):
        raise ReleaseRefused(*reasons)
    if waiver and not settings.PARITY_FOUR_EYES_WAIVER:
        raise ReleaseRefused(
            _("A waiver needs the setting PARITY_FOUR_EYES_WAIVER; without it two people are required.")
        )
    today = timezone.localdate()
    imprint = Imprint(
        version=_version(version, today.year),
        dated=today,
        title=title or settings.PARITY_RELEASE_TITLE,
        notes=notes,
        licence=settings.PARITY_LICENCE,
        disclaimer=settings.PARITY_DISCLAIMER,
        waiver=waiver,
    )
    try:
        return freeze(imprint, meetings, _previous(), _last_public(), schema_of_today())
    except ValueError as refused:
        raise ReleaseRefused(str(refused)) from refused


def build(*, by: User, folder: str = "", listener: Listener = tell_nobody, **wanted: str) -> Release:
    """Freeze the record as a draft, with its files in a folder that nobody can guess.

    ``wanted``: version, title, notes, waiver; what is not said is the next version and the office's own title.
    """
    if waiting := on_its_way():
        words = {"version": waiting.version, "state": waiting.get_state_display()}
        raise ReleaseRefused(
            _("Release %(version)s is in progress (%(state)s); publish, discard or withdraw it first.") % words
        )
    delete_leftovers()
    frozen = prepare(**wanted)
    folder = folder or secrets.token_hex(32)
    try:
        with files_of_a_failure_deleted(folder), transaction.atomic():
            return _store(frozen, folder, by=by, listener=listener)
    except NotWritten as failure:
        raise ReleaseRefused(str(failure)) from failure
    except IntegrityError:
        raise ReleaseRefused(_("Somebody else is building a release right now. Look at theirs.")) from None


def check(release: Release, *, by: User) -> Release:
    """A second person has looked at what the draft says."""
    return _step(release, ReleaseState.DRAFT, ReleaseState.CHECKED, Right.BUILD_RELEASES, by=by, actor="checked")


def approve(release: Release, *, by: User) -> Release:
    """Somebody stands for the data; who does so cannot publish it."""
    return _step(release, ReleaseState.CHECKED, ReleaseState.APPROVED, Right.BUILD_RELEASES, by=by, actor="approved")


def send_back(release: Release, *, note: str, by: User) -> Release:
    """Return a release that is not out to the draft, with what must be put right; then it is checked and approved anew.

    The note stands in the trail. Whoever built the draft discards it instead.
    """
    require_right(by, Right.BUILD_RELEASES)
    if not note.strip():
        raise ReleaseRefused(_("Say in the note what must be put right."))
    with transaction.atomic():
        current = Release.objects.select_for_update().get(pk=release.pk)
        if current.state not in FIRST_STEPS:
            words = {"version": current.version}
            raise ReleaseRefused(_("Release %(version)s is published; withdraw it instead.") % words)
        if current.state == ReleaseState.DRAFT and current.built_by_id == by.pk:
            raise ReleaseRefused(_("You built this draft; discard it instead and build it again."))
        nobody = {"checked_by": None, "checked_at": None, "approved_by": None, "approved_at": None}
        note = note.strip()[:NOTE]
        return _change(current, by=by, action=SENT_BACK, state=ReleaseState.DRAFT, evidence=note, **nobody)


def publish(release: Release, *, by: User, embargo_until: datetime.datetime | None = None) -> Release:
    """Put the release out, now or when the embargo ends; releases out so far are superseded."""
    later = embargo_until is not None and embargo_until > timezone.now()
    state = ReleaseState.EMBARGOED if later else ReleaseState.PUBLISHED
    with transaction.atomic():
        if not later:
            for earlier in Release.objects.out().exclude(state=ReleaseState.SUPERSEDED):
                _change(earlier, by=by, action="supersede_release", state=ReleaseState.SUPERSEDED)
        until = {"embargo_until": embargo_until} if later else {}
        return _step(release, ReleaseState.APPROVED, state, Right.PUBLISH, by=by, actor="published", **until)


def withdraw(release: Release, *, by: User, reason: str) -> Release:
    """Take a release back: its address says why, its files answer no more. The one before stands again."""
    require_right(by, Right.PUBLISH)
    if not reason.strip():
        raise ReleaseRefused(_("Say why the release is withdrawn; the reason is shown at its address."))
    if release.state not in (ReleaseState.EMBARGOED, ReleaseState.PUBLISHED, ReleaseState.SUPERSEDED):
        raise ReleaseRefused(_("Release %(version)s is not published.") % {"version": release.version})
    with transaction.atomic():
        _change(
            release, by=by, action="withdraw_release", state=ReleaseState.WITHDRAWN, withdrawn_by=by,
            withdrawn_at=timezone.now(), withdrawn_reason=reason.strip(), evidence=reason,
        )  # fmt: skip
        latest = published.latest()
        before = Release.objects.filter(version=latest.version, state=ReleaseState.SUPERSEDED) if latest else []
        for release_before in before:
            _change(release_before, by=by, action="restore_release", state=ReleaseState.PUBLISHED)
    return release


def discard(release: Release, *, by: User) -> None:
    """Delete a release that nobody has seen; its version becomes free again."""
    if release.state not in FIRST_STEPS:
        raise ReleaseRefused(_("Release %(version)s is published; withdraw it instead.") % {"version": release.version})
    with transaction.atomic():
        note_change(by=by, action="discard_release", subject=release, meeting=None, before={"version": release.version})
        _delete(release)


def remove_demonstration_releases() -> int:
    """Delete the releases of invented meetings, their files with them. Returns how many there were."""
    invented = [release for release in Release.objects.order_by("-pk") if release.manifest["demonstration"]]
    with transaction.atomic():
        for release in invented:
            _delete(release)
    return len(invented)


def _version(wanted: str, year: int) -> str:
    if not wanted:
        return next_version(year)
    if not is_version(wanted):
        raise ReleaseRefused(_("“%(version)s” is not a version; write YYYY-rN, such as 2026-r1.") % {"version": wanted})
    if order_of(wanted) in _given():
        raise ReleaseRefused(_("Version %(version)s is taken; a release cannot be made again.") % {"version": wanted})
    latest = published.latest()
    if latest and order_of(wanted) < order_of(latest.version):
        words = {"version": wanted, "latest": latest.version}
        raise ReleaseRefused(_("Version %(version)s would come before %(latest)s, which is published.") % words)
    return wanted


def _previous() -> Release | None:
    latest = published.latest()
    return Release.objects.get(version=latest.version) if latest else None


def _last_public() -> Release | None:
    """The last release that anybody could read: one that was withdrawn has been read nevertheless."""
    read = Release.objects.filter(published_at__isnull=False).exclude(embargo_until__gt=F("withdrawn_at"))
    return max(read, key=lambda release: order_of(release.version), default=None)


def _store(frozen: Freeze, folder: str, *, by: User, listener: Listener) -> Release:
    contents = frozen.contents
    release = Release.objects.create(
        version=contents.version, title=contents.title, notes=contents.notes, licence=contents.licence,
        disclaimer=contents.disclaimer, dated=datetime.date.fromisoformat(contents.dated), previous=_previous(),
        last_public=_last_public(), manifest=metadata.manifest(contents),
        confidential_counts=frozen.confidential_counts, exact_invitations=frozen.exact_invitations,
        folder=folder, built_by=by, built_at=timezone.now(), waiver=contents.waiver,
    )  # fmt: skip
    ReleaseMeeting.objects.bulk_create(
        ReleaseMeeting(release=release, meeting=meeting, slug=meeting.slug, revision=meeting.revision)
        for meeting in frozen.meetings
    )
    files = tell_each(files_of(contents), "writing file", 0, listener)
    ReleaseFile.objects.bulk_create([_stored(release, file) for file in files])
    after = {"version": release.version, "meetings": len(frozen.meetings)}
    note_change(by=by, action="build_release", subject=release, meeting=None, after=after)
    return release


def _stored(release: Release, file: File) -> ReleaseFile:
    row = ReleaseFile(
        release=release, name=file.name, media_type=file.media_type, sha256=file.sha256, size=len(file.content),
        rows=file.rows,
    )  # fmt: skip
    release_storage().save(row.stored, ContentFile(file.content))
    return row


def _step(
    release: Release, before: ReleaseState, after: ReleaseState, right: Right, *, by: User, actor: str, **fields: Any
) -> Release:
    """One step forward by ``by``, who is noted as ``actor``. The database compares the people once more."""
    require_right(by, right)
    with transaction.atomic():
        current = Release.objects.select_for_update().get(pk=release.pk)
        if current.state != before:
            words = {"version": current.version, "state": current.get_state_display(), "wanted": before.label}
            raise ReleaseRefused(_("Release %(version)s is %(state)s; it must be %(wanted)s for this step.") % words)
        if current.previous != _previous():
            words = {"version": current.version}
            raise ReleaseRefused(
                _(
                    "Another release was published or withdrawn after %(version)s was built; discard it and build "
                    "it again."
                )
                % words
            )
        if moved := moved_since(current):
            words = {"version": current.version, "meetings": some(moved)}
            raise ReleaseRefused(
                _("The record has changed since %(version)s was built (%(meetings)s); discard it and build it again.")
                % words
            )
        _refuse_same_person(current, by, actor)
        people: dict[str, Any] = {f"{actor}_by": by, f"{actor}_at": timezone.now()}
        return _change(current, by=by, action=f"{after}_release", state=after, **people, **fields)


def _refuse_same_person(release: Release, by: User, actor: str) -> None:
    """Four eyes: who builds does not check, who approves does not publish."""
    first = {"checked": release.built_by_id, "published": release.approved_by_id}.get(actor)
    if first == by.pk and not release.waiver:
        raise ReleaseRefused(
            _("%(person)s built the release and cannot check it.") % {"person": by}
            if actor == "checked"
            else _("%(person)s approved the data; another publisher must publish it.") % {"person": by}
        )


def _change(release: Release, *, by: User, action: str, evidence: str = "", **fields: Any) -> Release:
    before = {"state": release.state}
    for name, value in fields.items():
        setattr(release, name, value)
    release.save(update_fields=list(fields))
    after = {"state": release.state, "version": release.version}
    note_change(by=by, action=action, subject=release, meeting=None, before=before, after=after, evidence=evidence)
    return release


def _delete(release: Release) -> None:
    """The rows now, the files once the transaction has succeeded."""
    folder, names = release.folder, [file.stored for file in release.files.all()]
    release.delete()
    transaction.on_commit(lambda: delete_files(folder, names))
