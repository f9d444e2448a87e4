"""A meeting on somebody's desk: its clerk, its people, a list that waits, a question that is open."""

import datetime

from django.utils import timezone

from meetings.models import ImportBatch, ListDocument, Meeting, Question
from tests.worlds.builders import make_delegation, make_meeting, make_people, make_user


def meeting_on_a_desk() -> Meeting:
    """``spring``, whose clerk is ``clerk``; nothing is on record."""
    meeting = make_meeting("spring")
    meeting.clerks.add(make_user("clerk", "clerk"))
    return meeting


def with_people(meeting: Meeting) -> None:
    """Twelve women and eight men of one State."""
    make_people(make_delegation(meeting, "AAA"), women=12, men=8)


def ask(meeting: Meeting, found: str = "Zorp") -> Question:
    """An open question about a courtesy title."""
    about = {"kind": "title", "key": found.lower(), "found": found}
    return Question.objects.create(meeting=meeting, opened_at=timezone.now(), **about)


def wait(meeting: Meeting, state: str = "previewed", at: datetime.datetime | None = None) -> ImportBatch:
    """An import that nobody has confirmed or given up."""
    document = ListDocument.objects.create(meeting=meeting, part=f"part {ListDocument.objects.count()}")
    by, at = make_user(f"importer-{document.pk}"), at or timezone.now()
    return ImportBatch.objects.create(document=document, file="list.csv", sha256="0" * 64, state=state, by=by, at=at)
