"""Panels by quarter and area of work: how many, and how many with speakers of one gender only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting, Panel
from reports.disclosure.policy import PANEL_INVITATIONS
from reports.panel_results import flagged, with_seats

PANELS_COUNTED = ("balanced", "mixed", "mixed_only_because_of_us", "single_gender", "cannot_tell_yet")


def panel_rows(meetings: Sequence[Meeting]) -> list[dict[str, Any]]:
    """One row for each quarter and area that has a panel; numbers only from ``PANEL_INVITATIONS`` on."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    of_these = Panel.objects.filter(meeting__in=meetings, date__isnull=False).select_related("meeting__forum")
    for one in flagged(with_seats(of_these)):
        day, at = one.panel.date, one.panel.meeting
        if day and at and one.flag.status in PANELS_COUNTED:
            found[f"{day.year}-Q{(day.month + 2) // 3}", at.forum.area].append(one.flag.status)
    return [_row(quarter, area, statuses) for (quarter, area), statuses in sorted(found.items())]


def _row(quarter: str, area: str, statuses: list[str]) -> dict[str, Any]:
    shown = len(statuses) >= PANEL_INVITATIONS
    return {
        "quarter": quarter,
        "area": area,
        "panels": len(statuses) if shown else None,
        "single_gender": statuses.count("single_gender") if shown else None,
        "flag": None if shown else "c",
        "note": None if shown else _("Not published: fewer than %(least)d panels.") % {"least": PANEL_INVITATIONS},
    }
