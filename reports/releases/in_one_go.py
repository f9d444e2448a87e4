"""A release in one go, from the record to publication: all of it or nothing."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.accounts import command_line_account
from meetings.progress import Listener, tell_nobody
from reports.models import Release, ReleaseState
from reports.releases import actions, designations
from reports.releases.checks import labels_to_approve, moved_since
from reports.releases.freeze import ready_meetings
from reports.releases.storage import files_of_a_failure_deleted


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs the steps of a release. ``approver`` checks and approves, ``publisher`` publishes; without one the way
    ends at *checked*."""

    approver: User
    publisher: User | None = None
    embargo_until: datetime.datetime | None = None
    approve_labels: bool = False


def publish_in_one_go(route: Signatures, wanted: Mapping[str, str], listener: Listener = tell_nobody) -> Release:
    """Go as far as the route says, or raise ReleaseRefused with nothing written. ``wanted``: as in ``build``."""
    folder = secrets.token_hex(32)
    with files_of_a_failure_deleted(folder), transaction.atomic():
        if route.approve_labels and route.publisher:
            designations.approve_labels(labels_to_approve(list(ready_meetings())), by=route.publisher)
        release = waiting(wanted) or _built_anew(folder, wanted, listener)
        if release.state == ReleaseState.DRAFT:
            release = actions.check(release, by=route.approver)
        if route.publisher is None:
            return release
        if release.state == ReleaseState.CHECKED:
            release = actions.approve(release, by=route.approver)
        return actions.publish(release, by=route.publisher, embargo_until=route.embargo_until)


def waiting(wanted: Mapping[str, str]) -> Release | None:
    """The release that waits, if it still says what the record says and what is asked for."""
    found = actions.on_its_way()
    if found is None or found.state == ReleaseState.EMBARGOED:
        return None
    same = all(getattr(found, name) == value for name, value in wanted.items() if value)
    return found if same and not moved_since(found) else None


def _built_anew(folder: str, wanted: Mapping[str, str], listener: Listener) -> Release:
    """A new draft in the place of one that the record has left behind."""
    stale = actions.on_its_way()
    if stale and stale.state in actions.FIRST_STEPS:
        actions.discard(stale, by=command_line_account())
    return actions.build(by=command_line_account(), folder=folder, listener=listener, **wanted)
