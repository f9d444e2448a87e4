"""The demonstration's invitations: set back in time as their stories go on, and taken out again."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import F

from meetings.actions.trail import subject_of
from meetings.models import Change, Panel
from panels.models import Check, Expert, Invitation, LineUp, Proposal, Step


@transaction.atomic
def let_time_pass(invitation: Invitation, days: int) -> None:
    """Everything that happened with an invented invitation so far was so many days earlier."""
    if not invitation.demonstration:
        raise ValueError("only the demonstration is set back in time")
    earlier, own = datetime.timedelta(days=days), {"invitation": invitation}
    LineUp._base_manager.filter(**own).update(at=F("at") - earlier)
    Check._base_manager.filter(line_up__invitation=invitation).update(at=F("at") - earlier)
    Step._base_manager.filter(**own).update(at=F("at") - earlier)
    Proposal._base_manager.filter(**own).update(at=F("at") - earlier)
    Proposal._base_manager.filter(settled_at__isnull=False, **own).update(settled_at=F("settled_at") - earlier)


@transaction.atomic
def remove_demonstration_invitations() -> dict[str, int]:
    """Delete the invented invitations with their panels, and the invented experts; returns how many."""
    invented = list(Invitation.objects.filter(demonstration=True))
    experts = Expert.objects.filter(demonstration=True)
    removed = {"invitations": len(invented), "experts": experts.count()}
    subjects = [subject_of(one) for one in invented]
    subjects += [f"panel:{one.panel_id}" for one in invented]
    Change.objects.filter(subject__in=subjects).delete()
    Panel.every.filter(invitation__in=invented).delete()
    experts.delete()
    return removed
