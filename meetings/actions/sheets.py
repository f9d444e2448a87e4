"""Correspondence on delegation sheets: when one was sent and what came back."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_change, only_changes, values_of
from meetings.models import Delegation, DelegationSheet

NOTED = ("sent_on", "confirmed_on", "corrected_on", "note")


def as_noted(delegation: Delegation) -> dict[str, datetime.date | str | None]:
    """The correspondence as its editor sees it; empty while nothing was sent."""
    sheet = DelegationSheet.objects.filter(delegation=delegation).first()
    return values_of(sheet, NOTED) if sheet else {}


@transaction.atomic
def note_correspondence(
    delegation: Delegation,
    *,
    sent_on: datetime.date,
    confirmed_on: datetime.date | None,
    corrected_on: datetime.date | None,
    note: str,
    version: str,
    by: User,
) -> None:
    """Note when the sheet was sent and answered; raises ChangedMeanwhile when it is another than the editor saw.

    A locked meeting takes these dates too, since missions answer late; what they correct needs the unlocking.
    """
    Delegation.objects.select_for_update().get(pk=delegation.pk)
    before = as_noted(delegation)
    if version_of(before) != version:
        raise ChangedMeanwhile(DelegationSheet.objects.get(delegation=delegation))
    after = dict(zip(NOTED, (sent_on, confirmed_on, corrected_on, note), strict=True))
    was, became = only_changes(before, after)
    if not became:
        return
    DelegationSheet.objects.update_or_create(delegation=delegation, defaults=after)
    note_change(
        by=by,
        action="note_correspondence",
        subject=delegation,
        meeting=delegation.meeting,
        before=was,
        after=became,
        evidence=note,
    )
