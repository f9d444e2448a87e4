"""Checks of a release: what its approver must know before pressing the button, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from meetings.models import Delegation, Meeting, Organisation, Participation
from meetings.rights import TABLE, Right, may
from meetings.vocabulary import EXCLUDED_CATEGORIES, LISTED_BASES, GenderBasis, ListAccess
from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import population_of
from reports.counting.scope import Scope
from reports.models import DelegationLabel, Release, ReleaseMeeting
from reports.refusals import ReleaseRefused
from reports.releases.body_rows import members_moved
from reports.releases.contents import FrozenTable
from reports.releases.panel_rows import invitations_moved
from reports.releases.staff_rows import staff_moved
from reports.results import Result, results

SHOWN = 5
"""Names in a sentence; more are counted."""


def against_meetings(meetings: Sequence[Meeting]) -> list[str]:
    """Why these meetings cannot become a release; empty when they can."""
    if not meetings:
        return [_("No meeting is locked. Check and lock the meetings to be published (lock_meeting).")]
    reasons = []
    invented = [meeting.slug for meeting in meetings if meeting.demonstration]
    if invented and len(invented) < len(meetings):
        words = {"invented": some(invented)}
        reasons.append(
            _(
                "Demonstration meetings would be published beside real ones: %(invented)s. Remove the "
                "demonstration with remove_demo, or unlock its meetings."
            )
            % words
        )
    others = [one.version for one in Release.objects.out() if one.manifest["demonstration"] != bool(invented)]
    if others:
        words = {"versions": some(others)}
        reasons.append(
            _("Releases of the demonstration are published (%(versions)s); remove them with remove_demo first.") % words
            if not invented
            else _("Real releases are published (%(versions)s); the demonstration cannot be published beside them.")
            % words
        )
    if beyond := beyond_the_print(meetings):
        reasons.append(
            _(
                "Genders that the list does not print would be published as listed: %(meetings)s. “As listed” "
                "needs a courtesy title, a printed column or a cited public source; record anything else as declared."
            )
            % {"meetings": some(beyond)}
        )
    if labels := labels_to_approve(meetings):
        reasons.append(
            _(
                "These names are neither in the reference table nor approved by a publisher: %(labels)s. A "
                "publisher can approve them on the releases page or with --approve-labels."
            )
            % {"labels": some(labels)}
        )
    return reasons


def beyond_the_print(meetings: Sequence[Meeting]) -> list[str]:
    """Open meetings in which a gender stands as listed that is neither printed nor cited."""
    listed = Participation.objects.filter(meeting__in=meetings, meeting__list_access=ListAccess.OPEN)
    wrong = listed.exclude(listed_basis__in=[*LISTED_BASES, GenderBasis.NONE])
    return sorted(set(wrong.values_list("meeting__slug", flat=True)))


def labels_to_approve(meetings: Sequence[Meeting]) -> list[str]:
    """Designations that the table by delegation would print and that nobody stands for yet."""
    if not settings.PARITY_BY_DELEGATION:
        return []
    printed = Delegation.objects.filter(meeting__in=meetings, meeting__list_access=ListAccess.OPEN, country=None)
    printed = printed.exclude(category__in=EXCLUDED_CATEGORIES)
    printed = printed.exclude(entity_key__in=Organisation.objects.values("code"))
    approved = DelegationLabel.objects.values("label")
    return sorted(set(printed.exclude(name__in=approved).values_list("name", flat=True)))


def moved_since(release: Release) -> list[str]:
    """Meetings of a draft that are no longer as they were frozen: changed, unlocked, gone, or locked since; and
    invitations to panels, where they would be counted otherwise."""
    frozen = dict(ReleaseMeeting.objects.filter(release=release).values_list("slug", "revision"))
    locked = Meeting.objects.filter(locked_at__isnull=False)
    now = dict(locked.values_list("slug", "revision"))
    moved = sorted(slug for slug in frozen.keys() | now.keys() if frozen.get(slug) != now.get(slug))
    beside = {
        _("invitations to panels"): invitations_moved,
        _("the office's own staff"): staff_moved,
        _("members of bodies"): members_moved,
    }
    return [*moved, *(words for words, has_moved in beside.items() if has_moved(release))]


def some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(names[:SHOWN])
    rest = len(names) - SHOWN
    return shown if rest <= 0 else _("%(shown)s and %(rest)d more") % {"shown": shown, "rest": rest}


def report_of(tables: Iterable[FrozenTable], changes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Table by table: rows, rows withheld, rounded, revised, and cells that differ from the release before."""
    changed = Counter(change["table"] for change in changes)
    return [_line(table, changed[table.spec.name]) for table in tables]


def _line(table: FrozenTable, changed: int) -> dict[str, Any]:
    confidential = [row for row in table.rows if "c" in (row["flag"] or "").split()]
    number = next((name for name in ("women", "delegations", "panels") if table.rows and name in table.rows[0]), "")
    withheld = sum(row[number] is None for row in confidential) if number else 0
    return {
        "table": table.spec.name,
        "title": table.spec.title,
        "rows": len(table.rows),
        "withheld": withheld,
        "rounded": len(confidential) - withheld,
        "revised": sum("r" in (row["flag"] or "").split() for row in table.rows),
        "changes": changed,
    }


def coverage_by_meeting(release: Release) -> list[Result]:
    """The figures of each meeting in a release as the record has them now: for the office's eyes."""
    within = Meeting.objects.filter(releases__release=release)
    return results(population_of(Scope(), within=within), dimension=DIMENSIONS["meeting"])


def require_right(by: User, right: Right) -> None:
    """Refuse whoever does not hold the right, with the groups that do."""
    if not may(by, right):
        groups = " / ".join(group.value for group in TABLE[right])
        raise ReleaseRefused(
            _("%(person)s cannot do this; it needs an account in the group %(groups)s.")
            % {"person": by, "groups": groups}
        )
