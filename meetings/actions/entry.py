"""Delegations entered by hand."""

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.delegations import add_delegations, touch
from meetings.actions.hold import hold_meeting
from meetings.actions.statements import attach_statements
from meetings.actions.trail import note_change, values_of
from meetings.models import Delegation, Meeting


@transaction.atomic
def enter_delegation(
    meeting: Meeting, *, entity_key: str, category: str, country: str, name: str, by: User, source: str
) -> tuple[Delegation, bool]:
    """Find or make the delegation; says whether it is new. ``country`` is a State's code, or empty."""
    hold_meeting(meeting, by)
    wanted = entity_key, category
    ids, made = add_delegations(meeting, {wanted: (country, name, "", False)})
    delegation = Delegation.objects.get(pk=ids[wanted])
    if made:
        attach_statements(meeting)
        touch(meeting)
        after = values_of(delegation, ("entity_key", "category", "country", "name"))
        note_change(by=by, action="enter_delegation", subject=delegation, meeting=meeting, after=after, evidence=source)
    return delegation, bool(made)
