"""Content of the release pages: steps with their people, and the report above the button."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Meeting
from reports.models import Release, ReleaseState
from reports.presentation.dates import day_text
from reports.releases import actions
from reports.releases.checks import against_meetings, coverage_by_meeting, labels_to_approve, moved_since, report_of
from reports.releases.columns import TableSpec
from reports.releases.contents import FrozenTable
from reports.releases.freeze import ready_meetings
from reports.releases.published import Row, frozen_rows
from reports.words import percent_text

CHANGES_SHOWN = 200
SHARE = "share_"
"""Columns that follow from others: the page shows what they follow from."""
NEXT_STEP = {ReleaseState.DRAFT: "check", ReleaseState.CHECKED: "approve", ReleaseState.APPROVED: "publish"}
WITHDRAWABLE = (ReleaseState.EMBARGOED, ReleaseState.PUBLISHED, ReleaseState.SUPERSEDED)


def overview(*, may_publish: bool) -> dict[str, Any]:
    """All releases, newest first, the meetings that a new one would hold and what stands against it."""
    meetings = list(ready_meetings())
    waiting = actions.on_its_way()
    return {
        "releases": Release.objects.select_related("built_by").order_by("-built_at"),
        "meetings": meetings,
        "not_locked": Meeting.objects.filter(locked_at=None).count(),
        "reasons": [] if waiting else against_meetings(meetings),
        "waiting": waiting,
        "labels": labels_to_approve(meetings) if may_publish else [],
        "demo": any(meeting.demonstration for meeting in meetings),
    }


def page_of(release: Release, *, may_publish: bool) -> dict[str, Any]:
    """One release: its steps, its numbers, its differences, its files."""
    changes = frozen_rows(release, "changes")
    step = NEXT_STEP.get(ReleaseState(release.state), "")
    names = release.manifest["data"]
    told = [change | {"table": _title(release, change)} for change in changes if not change["column"].startswith(SHARE)]
    tables = [FrozenTable(_spec(release, name), frozen_rows(release, name)) for name in names]
    return {
        "release": release,
        "steps": steps_of(release),
        "report": report_of(tables, changes),
        "coverage": coverage_of(release),
        "changes": told[:CHANGES_SHOWN],
        "more_changes": max(0, len(told) - CHANGES_SHOWN),
        "files": [{"name": f.name, "size": filesizeformat(f.size), "rows": f.rows} for f in release.files.all()],
        "moved": moved_since(release) if step else [],
        "step": step if step != "publish" or may_publish else "",
        "may_withdraw": may_publish and release.state in WITHDRAWABLE,
        "may_discard": bool(step),
        "demo": release.manifest["demonstration"],
        "crumbs": [{"label": _("Releases"), "url": reverse("reports:releases")}, {"label": release.version}],
    }


def steps_of(release: Release) -> list[dict[str, str]]:
    """Who took which step, and when."""
    taken = [
        (_("Built"), release.built_by, release.built_at),
        (_("Checked"), release.checked_by, release.checked_at),
        (_("Approved"), release.approved_by, release.approved_at),
        (_("Published"), release.published_by, release.published_at),
        (_("Withdrawn"), release.withdrawn_by, release.withdrawn_at),
    ]
    return [{"label": label, "who": _who(by, at)} for label, by, at in taken if by and at]


def coverage_of(release: Release) -> list[dict[str, str]]:
    """Of each meeting, how many of the people counted are recorded as a woman or a man: for the office's eyes."""
    return [
        {
            "label": row.label,
            "total": str(row.counts.total),
            "known": str(row.counts.known),
            "coverage": percent_text(row.coverage, row.counts.total) or "–",
            "note": row.note,
        }
        for row in coverage_by_meeting(release)
    ]


def _spec(release: Release, name: str) -> TableSpec:
    return TableSpec.from_json(name, release.manifest["tables"][name])


def _title(release: Release, change: Row) -> str:
    return str(release.manifest["tables"][change["table"]]["title"])


def _who(by: User, at: datetime.datetime) -> str:
    return _("%(person)s, %(day)s") % {"person": by, "day": day_text(at.date())}
