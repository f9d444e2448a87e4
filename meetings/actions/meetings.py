"""Meetings: create, edit, and name their clerks."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify

from meetings.actions.delegations import touch
from meetings.actions.hold import hold_meeting
from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_change, only_changes, values_of
from meetings.models import Forum, Meeting
from meetings.rights import Group, groups_of

EDITABLE = (
    "forum",
    "forum_title",
    "title",
    "start",
    "end",
    "symbol",
    "list_url",
    "city",
    "format",
    "list_access",
    "list_status",
)
# What one session of a forum usually shares with the next; dates and documents are always its own.
REPEATED = ("forum", "forum_title", "title", "city", "format", "list_access")


@transaction.atomic
def create_meeting(*, slug: str, by: User, source: str, demonstration: bool = False, **fields: Any) -> Meeting:
    """Create a meeting (``fields``: those of EDITABLE), or return the one that already has this slug, as it is.

    A clerk who creates a meeting becomes a clerk of it. Raises IntegrityError when the fields contradict each other;
    forms say so before.
    """
    meeting, created = Meeting.objects.get_or_create(slug=slug, defaults={**fields, "demonstration": demonstration})
    if not created:
        return meeting
    if Group.CLERK in groups_of(by):
        meeting.clerks.add(by)
    after = values_of(meeting, EDITABLE)
    note_change(by=by, action="create_meeting", subject=meeting, meeting=meeting, after=after, evidence=source)
    return meeting


@transaction.atomic
def edit_meeting(meeting: Meeting, *, by: User, source: str, version: str, **fields: Any) -> Meeting:
    """Change a meeting that the editor saw as ``version``; raises ChangedMeanwhile when it is another by now."""
    current = hold_meeting(meeting, by)
    before = values_of(current, EDITABLE)
    if version_of(before) != version:
        raise ChangedMeanwhile(current)
    for name, value in fields.items():
        setattr(current, name, value)
    was, became = only_changes(before, values_of(current, EDITABLE))
    if became:
        current.save(update_fields=list(fields))
        touch(current)
        note_change(
            by=by, action="edit_meeting", subject=current, meeting=current, before=was, after=became, evidence=source
        )
    return current


@transaction.atomic
def set_clerks(meeting: Meeting, *, clerks: Iterable[User], by: User, source: str) -> None:
    """Make these accounts the meeting's clerks, and nobody else; of a locked meeting too, for they only read it."""
    before = sorted(meeting.clerks.values_list("pk", flat=True))
    after = sorted(clerk.pk for clerk in clerks)
    if before == after:
        return
    meeting.clerks.set(after)
    note_change(
        by=by,
        action="set_clerks",
        subject=meeting,
        meeting=meeting,
        before={"clerks": before},
        after={"clerks": after},
        evidence=source,
    )


def next_session(meeting: Meeting) -> dict[str, Any]:
    """The fields a new meeting takes over from the last session of its forum."""
    return values_of(meeting, REPEATED)


def free_slug(title: str, forum: Forum, year: int) -> str:
    """An address for a new meeting: its title, else its forum; with the year, and a number when that is taken."""
    stem = f"{slugify(title)[:60].strip('-') or forum.code}"
    wanted = stem if str(year) in stem else f"{stem}-{year}"
    taken = set(Meeting.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [wanted, *numbered] if slug not in taken)
