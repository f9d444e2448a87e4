"""Releases of the demonstration: a first one, and a second after a correction."""

from __future__ import annotations

from django.contrib.auth.models import User

from meetings.actions.corrections import correct_entry
from meetings.actions.locks import lock_meeting, unlock_meeting
from meetings.actions.meetings import EDITABLE, edit_meeting
from meetings.actions.stale import version_of
from meetings.actions.trail import values_of
from meetings.demo.load import SOURCE
from meetings.models import Meeting
from meetings.vocabulary import Gender, GenderBasis
from reports.models import Release
from reports.releases.checks import against_meetings
from reports.releases.freeze import ready_meetings
from reports.releases.in_one_go import Signatures, publish_in_one_go

CORRECTED = "demo-conference-2022"
FIRST = "First release: the locked sessions of 2018 to 2024."
SECOND = (
    "Demonstration Conference, 2022 session: a courtesy title on page 3 of the list had been misread, and the city is"
    " given in full."
)
CITY = "Sampleton, Old Harbour"


def publish_demo(*, clerk: User, reviewer: User, publisher: User) -> int:
    """Publish the demonstration once, the way an office would, unless the office has begun to publish its own or the
    demonstration is no longer as it was loaded. Returns how many releases are new."""
    ready = list(ready_meetings())
    if Release.objects.exists() or CORRECTED not in {meeting.slug for meeting in ready} or against_meetings(ready):
        return 0
    route = Signatures(approver=reviewer, publisher=publisher)
    publish_in_one_go(route, {"notes": FIRST})
    _edit_and_correct(Meeting.objects.get(slug=CORRECTED), clerk=clerk, reviewer=reviewer)
    publish_in_one_go(route, {"notes": SECOND})
    return 2


def _edit_and_correct(meeting: Meeting, *, clerk: User, reviewer: User) -> None:
    """Unlock, change the city, read one title of the French delegation again, lock."""
    meeting = unlock_meeting(meeting, by=reviewer, reason="A title was misread, as the delegation pointed out.")
    seen = values_of(meeting, EDITABLE)
    edit_meeting(meeting, by=clerk, source=SOURCE, version=version_of(seen), city=CITY)
    misread = meeting.participations.filter(delegation__country="FRA", listed_gender=Gender.MAN).earliest("list_order")
    values = {
        "printed_title": "Mme",
        "listed_gender": Gender.WOMAN,
        "listed_basis": GenderBasis.COURTESY_TITLE,
    }
    correct_entry(participation=misread, values=values, by=clerk, source=f"{meeting.symbol}, page 3")
    lock_meeting(Meeting.objects.get(pk=meeting.pk), by=reviewer)
