"""The daily run: independent steps, so that one that fails stops no other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from meetings.actions.outages import outage
from meetings.actions.refusals import ActionRefused
from panels.actions.reminders import send_reminders
from reports.models import Release
from reports.public.export import CannotExport, export_site
from reports.releases import published
from reports.releases.embargoes import settle_due
from reports.releases.verify import verify
from reports.upkeep.backup import back_up
from reports.upkeep.encryption import suffix
from reports.upkeep.retention import retain

log = logging.getLogger("parity.daily")
BACKUP = "parity-%Y-%m-%d.zip"
BACKUPS = "parity-????-??-??.zip*"


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, in a sentence; ``done`` is false where it failed."""

    name: str
    said: str
    done: bool = True


class StepFailed(Exception):
    """A step whose own report says what is wrong."""


def daily(*, by: User, backups: Path | None, keep: int, site: Path | None) -> Iterator[Step]:
    """Embargoes, retention, sessions, verification, reminders; a backup and a copy of the site where folders are named.

    Safe to run again: the second time finds little to do, and writes the same backup of the day anew.
    """
    steps: list[tuple[str, Callable[[], str]]] = [
        ("embargoes", lambda: _embargoes(by)),
        ("retention", lambda: _retention(by)),
        ("sessions", _sessions),
        ("verification", _verification),
        ("panel reminders", _reminders),
    ]
    if backups:
        steps.append(("backup", lambda: _backup(backups, keep)))
    if site:
        steps.append(("site", lambda: f"{export_site(site.resolve())} files in {site}"))
    for name, step in steps:
        yield _taken(name, step)


def _taken(name: str, step: Callable[[], str]) -> Step:
    try:
        return Step(name, step())
    except (ActionRefused, CannotExport, StepFailed) as refusal:
        return Step(name, str(refusal), done=False)
    except Exception as failure:
        if away := outage(failure):
            return Step(name, away, done=False)
        # Whatever it is, the other steps are still taken; the log holds its place and no value.
        log.exception("daily: %s failed", name)
        return Step(name, f"failed ({type(failure).__name__}); the log says where", done=False)


def _embargoes(by: User) -> str:
    came_out = settle_due(by=by)
    return f"published: {', '.join(came_out)}" if came_out else "none ended"


def _retention(by: User) -> str:
    went = [f"{number} {what}" for what, number in retain(by=by) if number]
    return f"let go: {', '.join(went)}" if went else "nothing is over"


def _reminders() -> str:
    done = send_reminders()
    if done.failed:
        raise StepFailed(f"{done.sent} sent, {done.failed} not sent; the next run tries them again")
    return f"{done.sent} sent"


def _sessions() -> str:
    call_command("clearsessions")
    return "those that ended are cleared"


def _verification() -> str:
    latest = published.latest()
    if latest is None:
        return "nothing is published"
    found = verify(Release.objects.get(version=latest.version))
    if not found.sound:
        wrong = found.wrong or [found.why]
        raise StepFailed(f"release {found.version} is not what was published: {' '.join(wrong)}")
    return f"release {found.version}: {found.files} files as published; built again: {found.rebuilt}"


def _backup(folder: Path, keep: int) -> str:
    """A backup named by its day; the newest ``keep`` stay, this one among them, however old they are."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder.resolve() / f"{timezone.now().strftime(BACKUP)}{suffix()}"
    made = back_up(path)
    for old in sorted(folder.glob(BACKUPS), key=lambda one: one.name)[: -max(keep, 1)]:
        old.unlink()
    return f"{path.name}: {made.rows} rows, {made.files} files, verified"
