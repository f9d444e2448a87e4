"""Bodies entered and changed, and the rules of their procedure."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from bodies.models import Body, ProcedureRule
from bodies.vocabulary import ClauseStrength
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change, only_changes, values_of
from meetings.models import Forum

DETAILS = (
    "kind", "mandate_symbol", "gender_clause", "clause_strength", "geographic_clause", "seats",
    "appointing_authority", "influence", "term", "renewal_due", "source", "verified",
)  # fmt: skip


@transaction.atomic
def add_body(forum: Forum, *, by: User, **details: Any) -> Body:
    """Write down that a forum is a body whose members are chosen (``details``: those of DETAILS)."""
    if Body.objects.filter(forum=forum).exists():
        raise ActionRefused(_("“%(forum)s” is on record as a body already.") % {"forum": forum})
    body = Body(forum=forum, **details)
    save_checked(body)
    note_change(by=by, action="add_body", subject=body, meeting=None, after=values_of(body, DETAILS))
    return body


@transaction.atomic
def change_body(body: Body, *, by: User, **details: Any) -> Body:
    """Change what is known of a body (``details``: those of DETAILS)."""
    current = Body.objects.select_for_update().get(pk=body.pk)
    before = values_of(current, DETAILS)
    for name, value in details.items():
        setattr(current, name, value)
    save_checked(current)
    was, became = only_changes(before, values_of(current, DETAILS))
    if became:
        note_change(by=by, action="change_body", subject=current, meeting=None, before=was, after=became)
    return current


@transaction.atomic
def add_rule(*, by: User, **details: Any) -> ProcedureRule:
    """Write down a change of the procedure, with what held before and the document that says so."""
    rule = ProcedureRule(**details)
    save_checked(rule)
    kept = ("body", "kind", "decided_on", "in_force_from")
    note_change(
        by=by, action="add_rule", subject=rule, meeting=None, after=values_of(rule, kept), evidence=rule.document
    )
    return rule


def save_checked(row: models.Model) -> None:
    """Save a row that keeps the rules of its model; raises ActionRefused with sentences where it breaks them."""
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as refusal:
        raise ActionRefused(*refusal.messages) from refusal
    if isinstance(row, Body):
        silent = row.clause_strength in (ClauseStrength.NONE, ClauseStrength.NOT_CHECKED)
        if silent != (not row.gender_clause):
            raise ActionRefused(_("A gender clause comes with its strength, and a strength with the clause verbatim."))
    row.save()
