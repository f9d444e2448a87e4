"""The hold that every writer takes on a meeting until its transaction ends; a locked meeting refuses it."""

from django.contrib.auth.models import User

from meetings.models import Forum, Meeting
from meetings.rights import Locked


def hold_meeting(meeting: Meeting, *entering: User) -> Meeting:
    """Hold the meeting until the transaction ends; raises Locked when nothing in it may change any more.

    ``entering`` are those whose entry this is: none of them may lock the meeting afterwards. Answers to questions are
    decisions, not entries, so that two people are enough: one enters, the other settles and locks.
    """
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.locked_at:
        raise Locked(held)
    note_entry(held, *entering)
    return held


def hold_place(where: Meeting | Forum, *entering: User) -> Meeting | Forum:
    """The same for what a meeting or a forum as such has: a forum is never locked, and is held for as long."""
    if isinstance(where, Meeting):
        return hold_meeting(where, *entering)
    return Forum.objects.select_for_update().get(pk=where.pk)


def note_entry(meeting: Meeting, *people: User) -> None:
    """Remember who entered something, in the column that the database compares with the person who locks."""
    stands = Meeting.objects.values_list("entered_by", flat=True).get(pk=meeting.pk) if people else ""
    known = set(entrants(stands))
    if not {person.pk for person in people} <= known:
        everyone = sorted(known | {person.pk for person in people})
        meeting.entered_by = f",{','.join(map(str, everyone))},"
        Meeting.objects.filter(pk=meeting.pk).update(entered_by=meeting.entered_by)


def entrants(entered_by: str) -> list[int]:
    """The accounts that a meeting's ``entered_by`` names, by id."""
    return [int(pk) for pk in entered_by.split(",") if pk]
