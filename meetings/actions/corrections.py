"""Corrections by hand of what a list prints about one person, with the evidence that rests on it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.delegations import correct_participation
from meetings.actions.hold import hold_meeting
from meetings.actions.people import add_evidence, settle_recorded, withdraw_evidence
from meetings.models import GenderRecord, Participation
from meetings.vocabulary import Gender


@transaction.atomic
def correct_entry(*, participation: Participation, values: Mapping[str, Any], by: User, source: str) -> bool:
    """Correct fields of a participation. A corrected gender replaces the evidence printed at this meeting.

    ``values`` hold ``listed_gender`` and ``listed_basis`` together or neither. True when something changed.
    """
    hold_meeting(participation.meeting, by)
    said = participation.listed_gender, participation.listed_basis
    changed = correct_participation(participation=participation, values=values, by=by, source=source)
    if (participation.listed_gender, participation.listed_basis) == said:
        return changed
    person, meeting = participation.person_id, participation.meeting
    withdraw_evidence(GenderRecord.objects.filter(person=person, meeting=meeting), by=by)
    if participation.listed_gender != Gender.UNKNOWN:
        evidence = [(person, participation.listed_gender, participation.listed_basis)]
        add_evidence(evidence, meeting=meeting, source=source, batch=None, by=by)
    settle_recorded([person])
    return True
