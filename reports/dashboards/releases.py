"""Content of the release pages: steps with their people, and the report above the button."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.rights import Right, may
from reports.dashboards.release_news import difference, public_headline_now, public_headlines
from reports.dashboards.release_steps import sent_back, steps_of, title_of
from reports.models import Release, ReleaseState
from reports.public.reader_reports import open_reports
from reports.releases import actions
from reports.releases.checks import (
    against_meetings,
    coverage_by_meeting,
    labels_to_approve,
    moved_since,
    report_of,
    some,
)
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


def page_of(release: Release, user: User) -> dict[str, Any]:
    """One release: its steps, what is new, what the public reads, what is held back, its files, and the next step."""
    may_publish = may(user, Right.PUBLISH)
    changes = frozen_rows(release, "changes")
    step = NEXT_STEP.get(ReleaseState(release.state), "")
    names = release.manifest["data"]
    told = [change | {"table": _title(release, change)} for change in changes if not change["column"].startswith(SHARE)]
    tables = [FrozenTable(_spec(release, name), frozen_rows(release, name)) for name in names]
    moved = moved_since(release) if step else []
    returned = sent_back(release)
    report = report_of(tables, changes)
    files = list(release.files.all())
    left_out = list(Meeting.objects.filter(locked_at=None).order_by("start").values_list("title", flat=True))
    return {
        "release": release,
        "title": title_of(release, moved, returned),
        "steps": steps_of(release, moved, user, returned),
        "sent_back": returned,
        "difference": difference(release),
        "headlines": public_headlines(release),
        "headline_now": public_headline_now() if step else None,
        "report": report,
        "withheld": sum(line["withheld"] for line in report),
        "rounded": sum(line["rounded"] for line in report),
        "left_out": some(left_out) if step and left_out else "",
        "left_out_number": len(left_out) if step else 0,
        "held": {"tables": len(names), "files": len(files), "size": filesizeformat(sum(f.size for f in files))},
        "open_reports": open_reports().count(),
        "same_person": _same_person(release, step, user),
        "coverage": coverage_of(release),
        "changes": told[:CHANGES_SHOWN],
        "more_changes": max(0, len(told) - CHANGES_SHOWN),
        "files": [{"name": f.name, "size": filesizeformat(f.size), "rows": f.rows} for f in files],
        "moved": moved,
        "step": step,
        "may_take": step != "publish" or may_publish,
        "may_withdraw": may_publish and release.state in WITHDRAWABLE,
        "may_discard": bool(step),
        "may_send_back": bool(step) and not (step == "check" and (returned or release.built_by_id == user.pk)),
        "demo": release.manifest["demonstration"],
        "crumbs": [{"label": _("Releases"), "url": reverse("reports:releases")}, {"label": release.version}],
    }


def _same_person(release: Release, step: str, user: User) -> bool:
    """Whether the step is barred to this person, who took the one before that it must not be taken with."""
    first = {"check": release.built_by_id, "publish": release.approved_by_id}.get(step)
    return first == user.pk and not release.waiver


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
