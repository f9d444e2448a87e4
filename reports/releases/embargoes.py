"""Embargoes that have ended: the states of releases catch up with the clock."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.trail import note_change
from reports.models import Release, ReleaseState
from reports.releases.versions import order_of


@transaction.atomic
def settle_due(*, by: User) -> list[str]:
    """Mark releases whose embargo is over as published, and those before the newest as superseded.

    Returns the versions that came out; nothing when nothing is due. What readers see does not change.
    """
    out = Release.objects.out().select_for_update()
    due = [release for release in out if release.state == ReleaseState.EMBARGOED]
    if not due:
        return []
    newest = max(out, key=lambda release: order_of(release.version))
    for release in out:
        state = ReleaseState.PUBLISHED if release.pk == newest.pk else ReleaseState.SUPERSEDED
        if release.state != state:
            before = {"state": release.state}
            Release.objects.filter(pk=release.pk).update(state=state)
            after = {"state": str(state), "version": release.version}
            note_change(by=by, action=f"{state}_release", subject=release, meeting=None, before=before, after=after)
    return [release.version for release in due]
