"""Removal of the demonstration's bodies; nothing else is touched."""

from __future__ import annotations

from django.db import transaction

from bodies.models import Body, Cycle, ProcedureRule, Substitution
from meetings.actions.trail import subject_of
from meetings.models import Change


@transaction.atomic
def remove_demonstration_bodies() -> int:
    """Delete the invented bodies with cycles, rules and trail; returns how many bodies there were."""
    invented = Body.objects.filter(forum__demonstration=True)
    removed = invented.count()
    rules = ProcedureRule.objects.filter(demonstration=True)
    gone = [
        *invented,
        *rules,
        *Cycle.objects.filter(body__in=invented),
        *Substitution.objects.filter(cycle__body__in=invented),
    ]
    Change.objects.filter(subject__in=[subject_of(one) for one in gone]).delete()
    rules.delete()
    invented.delete()
    return removed
