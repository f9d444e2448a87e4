"""Bodies entered and changed, and the rules of their procedure."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from bodies.models import Body, ProcedureRule
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change, only_changes, values_of
from meetings.models import Forum

DETAILS = (
    "kind", "mandate_symbol", "gender_clause", "clause_strength", "geographic_clause", "seats",
    "appointing_authority", "influence", "term", "renewal_due", "source", "verified",
)  # fmt: skip
RULE_DETAILS = (
    "body", "kind", "rule_before", "rule_after", "decided_on", "decided_by", "in_force_from", "reason", "document",
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
def write_rule(rule: ProcedureRule | None, *, by: User, **details: Any) -> ProcedureRule:
    """Write down a change of the procedure, or what is known of one now (``details``: those of RULE_DETAILS)."""
    if rule is None:
        added = ProcedureRule(**details)
        save_checked(added)
        note_change(
            by=by, action="add_rule", subject=added, meeting=None, after=values_of(added, RULE_DETAILS),
            evidence=added.document,
        )  # fmt: skip
        return added
    current = ProcedureRule.objects.select_for_update().get(pk=rule.pk)
    before = values_of(current, RULE_DETAILS)
    for name, value in details.items():
        setattr(current, name, value)
    save_checked(current)
    was, became = only_changes(before, values_of(current, RULE_DETAILS))
    if became:
        note_change(
            by=by, action="change_rule", subject=current, meeting=None, before=was, after=became,
            evidence=current.document,
        )  # fmt: skip
    return current


def save_checked(row: models.Model) -> None:
    """Save a row that keeps the rules of its model; raises ActionRefused with sentences where it breaks them."""
    try:
        row.full_clean(validate_unique=False)
        with transaction.atomic():
            row.save()
    except ValidationError as refusal:
        raise ActionRefused(*refusal.messages) from refusal
    except IntegrityError as refusal:
        sentence = _("Somebody else entered the same meanwhile. Nothing was written; open the page again.")
        raise ActionRefused(sentence) from refusal
