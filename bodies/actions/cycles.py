"""Cycles of selection opened and changed, and members replaced during a term."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bodies.actions.bodies import save_checked
from bodies.models import Body, Cycle, Substitution
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change, only_changes, values_of

DETAILS = ("label", "status", "seats", "opens", "nominations_close", "appointed", "ends", "list_symbol")
SUBSTITUTED = ("cycle", "on", "left_gender", "left_basis", "joined_gender", "joined_basis", "source")


@transaction.atomic
def open_cycle(body: Body, *, by: User, **details: Any) -> Cycle:
    """Begin a selection (``details``: those of DETAILS). Raises ActionRefused where its name is taken."""
    cycle = Cycle(body=body, entered_by=by, **details)
    _refuse(cycle)
    save_checked(cycle)
    note_change(by=by, action="open_cycle", subject=cycle, meeting=None, after=values_of(cycle, DETAILS))
    return cycle


@transaction.atomic
def change_cycle(cycle: Cycle, *, by: User, **details: Any) -> Cycle:
    """Change days, seats or status of a cycle (``details``: those of DETAILS); an extension keeps one cycle."""
    current = Cycle.objects.select_for_update().select_related("body").get(pk=cycle.pk)
    before = values_of(current, DETAILS)
    for name, value in details.items():
        setattr(current, name, value)
    _refuse(current)
    save_checked(current)
    was, became = only_changes(before, values_of(current, DETAILS))
    if became:
        note_change(by=by, action="change_cycle", subject=current, meeting=None, before=was, after=became)
    return current


@transaction.atomic
def add_substitution(cycle: Cycle, *, by: User, on: datetime.date, **details: Any) -> Substitution:
    """A member left and another came: two genders, each with its basis, and where it is said."""
    replaced = Substitution(cycle=cycle, on=on, entered_by=by, **details)
    save_checked(replaced)
    note_change(
        by=by, action="add_substitution", subject=replaced, meeting=None, after=values_of(replaced, SUBSTITUTED),
        evidence=replaced.source,
    )  # fmt: skip
    return replaced


@transaction.atomic
def remove_substitution(replaced: Substitution, *, by: User) -> None:
    """Take out a replacement that was entered by mistake; the trail keeps it."""
    note_change(
        by=by, action="remove_substitution", subject=replaced, meeting=None, before=values_of(replaced, SUBSTITUTED)
    )
    replaced.delete()


def _refuse(cycle: Cycle) -> None:
    """Everything that is wrong with a cycle at once."""
    reasons = []
    if Cycle.objects.filter(body=cycle.body, label=cycle.label).exclude(pk=cycle.pk).exists():
        reasons.append(_("This body has a cycle named “%(label)s” already.") % {"label": cycle.label})
    for first, second in (("opens", "nominations_close"), ("opens", "appointed"), ("appointed", "ends")):
        early, late = getattr(cycle, first), getattr(cycle, second)
        if early and late and late < early:
            words = {name: str(Cycle._meta.get_field(field).verbose_name) for name, field in  # type: ignore[union-attr]
                     (("first", first), ("second", second))}  # fmt: skip
            reasons.append(_("The day of “%(second)s” is before that of “%(first)s”.") % words)
    if cycle.seats == 0:
        reasons.append(_("A cycle has at least one seat; leave the field empty for the seats of the body."))
    if reasons:
        raise ActionRefused(*reasons)
