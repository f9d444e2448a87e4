"""Panels that an invitation makes: seated anew with each line-up, put on record once they took place with us.

Their trail is that of the invitation: the trail of a meeting, where others read, has nothing before they are on record.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from meetings.actions.delegations import touch
from meetings.actions.hold import hold_meeting
from meetings.actions.panels import Seat, free_slug, seat_panellist
from meetings.actions.trail import note_change, only_changes, values_of
from meetings.models import Meeting, Panel


@transaction.atomic
def invite_panel(*, title: str, date: datetime.date | None, organisers: str, meeting: Meeting | None) -> Panel:
    """A panel that only those see who handle its invitation; its address says nothing of it."""
    made = Panel(title=title, date=date, organisers=organisers, meeting=meeting, by_invitation=True, on_record=False)
    while True:
        made.slug = free_slug("invitation", None)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            if not Panel.every.filter(slug=made.slug).exists():
                raise
        else:
            return made


@transaction.atomic
def describe_invited_panel(
    panel: Panel, *, title: str, date: datetime.date | None, organisers: str, by: User
) -> list[str]:
    """Change what it is called, when it is and who holds it; its address stays. Returns which fields differ now.

    One on record is held with its meeting and leaves a trail there. Raises Locked where that meeting is locked.
    """
    wanted = {"title": title, "date": date, "organisers": organisers}
    was, became = only_changes(values_of(panel, wanted), wanted)
    if not became:
        return []
    if panel.on_record and panel.meeting:
        hold_meeting(panel.meeting, by)
        touch(panel.meeting)
    for name, value in became.items():
        setattr(panel, name, value)
    panel.save(update_fields=list(became))
    if panel.on_record:
        note_change(by=by, action="edit_panel", subject=panel, meeting=panel.meeting, before=was, after=became)
    return sorted(became)


@transaction.atomic
def seat_anew(panel: Panel, seats: Sequence[Seat]) -> None:
    """The newest line-up in the place of the one before."""
    panel.seats.all().delete()
    for order, seat in enumerate(seats):
        seat_panellist(panel, seat, order=order)


@transaction.atomic
def exempt_invited_panel(panel: Panel, *, reason: str, approver: User | None) -> None:
    """Exempt it with the reason and the second person of the decision; with none, the exemption ends."""
    panel.exempt_reason, panel.exempt_by = (reason, approver) if approver else ("", None)
    panel.save(update_fields=["exempt_reason", "exempt_by"])


@transaction.atomic
def put_on_record(panel: Panel, *, by: User, source: str) -> None:
    """It was held with us: from now on it counts. Raises Locked where its meeting was locked meanwhile."""
    if panel.meeting:
        hold_meeting(panel.meeting, by)
        touch(panel.meeting)
    panel.on_record = True
    panel.save(update_fields=["on_record"])
    note_change(by=by, action="put_panel_on_record", subject=panel, meeting=panel.meeting, evidence=source)
