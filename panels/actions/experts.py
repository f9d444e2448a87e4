"""Experts who agreed to be suggested: written down, suggested where their gender is missing, and with what result."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from meetings.folding import fold_name
from meetings.vocabulary import Gender, GenderBasis
from panels.actions.steps import hold_invitation, newest_check, refuse_what_is_over
from panels.models import Expert, Invitation, LineUpSeat, Suggestion

FIELDS = (
    "name", "title", "organisation", "expert_gender", "areas", "topics", "languages", "regional_group", "contact",
    "consent_given", "consent_until",
)  # fmt: skip


@transaction.atomic
def write_expert(expert: Expert | None, *, by: User, demonstration: bool = False, **values: Any) -> Expert:
    """Write an expert down or change one (``values``: those of FIELDS); the trail says which fields, never what.

    Raises ActionRefused where the expert was taken off the list meanwhile: nobody comes back without consent.
    """
    one = Expert.objects.select_for_update().filter(pk=expert.pk).first() if expert else Expert()
    if one is None:
        raise ActionRefused(_("This expert is no longer on the list."))
    one.demonstration = one.demonstration or demonstration
    changed = sorted(name for name, value in values.items() if getattr(one, name) != value or expert is None)
    for name, value in values.items():
        setattr(one, name, value)
    known = one.expert_gender not in (Gender.UNKNOWN, "")
    one.expert_basis = GenderBasis.SELF_DECLARED if known else GenderBasis.NONE
    one.save()
    note_change(by=by, action="write_expert", subject=one, meeting=None, after={"fields": changed})
    return one


@transaction.atomic
def remove_expert(expert: Expert, *, by: User) -> None:
    """Take an expert off the list, with what became of suggestions: consent was taken back."""
    held = Expert.objects.select_for_update().filter(pk=expert.pk).first()
    if held:
        note_change(by=by, action="remove_expert", subject=held, meeting=None)
        held.delete()


def missing_gender(invitation: Invitation) -> str:
    """Whom the other speakers lack, by the newest check: a woman, a man, or nobody ("")."""
    check = newest_check(invitation)
    others = check.views["others"] if check else {"women": 0, "men": 0}
    if bool(others["women"]) == bool(others["men"]):
        return ""
    return Gender.MAN if others["women"] else Gender.WOMAN


def suitable(invitation: Invitation) -> list[Expert]:
    """Experts of the missing gender on the subject, whose consent holds today, not on the panel nor suggested yet."""
    wanted, today = missing_gender(invitation), timezone.localdate()
    if not wanted:
        return []
    agreed = Expert.objects.filter(consent_given__lte=today, consent_until__gte=today, expert_gender=wanted)
    seats = LineUpSeat.objects.filter(line_up__invitation=invitation).values_list("name", flat=True)
    seated = {fold_name(name) for name in seats}
    found = agreed.filter(demonstration=invitation.demonstration).exclude(suggestions__invitation=invitation)
    return [one for one in found if fold_name(one.name) not in seated and _on_subject(one, invitation)]


def _on_subject(expert: Expert, invitation: Invitation) -> bool:
    """Whether area or topics meet; an invitation that says neither takes anybody."""
    if invitation.area and invitation.area in expert.areas:
        return True
    about = fold_name(f"{invitation.topic} {invitation.panel.title}")
    topics = [fold_name(one) for one in expert.topics.split(",") if one.strip()]
    return any(one in about for one in topics) or not (invitation.area or invitation.topic)


@transaction.atomic
def suggest(invitation: Invitation, expert: Expert, *, by: User) -> Suggestion:
    """Note that we suggest this expert. Raises ActionRefused where consent does not hold today, where they left the
    list meanwhile, where it is on record, or where the invitation is over."""
    current, today = hold_invitation(invitation), timezone.localdate()
    refuse_what_is_over(current)
    listed = Expert.objects.select_for_update().filter(pk=expert.pk).first()
    if listed is None:
        raise ActionRefused(_("Choose an expert from the list."))
    if not listed.consent_given <= today <= listed.consent_until:
        raise ActionRefused(_("This expert’s consent has ended: ask again before you suggest them."))
    if current.suggestions.filter(expert=listed).exists():
        raise ActionRefused(_("This expert is already suggested for this panel."))
    made = Suggestion.objects.create(invitation=current, expert=listed, at=timezone.now(), by=by)
    note_change(by=by, action="suggest_expert", subject=current, meeting=None)
    return made


@transaction.atomic
def note_result(suggestion: Suggestion, result: str, *, by: User) -> None:
    """Note what became of a suggestion. Raises ActionRefused where it left the list with its expert meanwhile."""
    held = hold_invitation(suggestion.invitation)
    current = held.suggestions.filter(pk=suggestion.pk).first()
    if current is None:
        raise ActionRefused(_("This expert is no longer on the list."))
    if current.result == result:
        return
    before, current.result = current.result, result
    current.save(update_fields=["result"])
    note_change(
        by=by, action="note_suggestion", subject=held, meeting=None,
        before={"result": before}, after={"result": result},
    )  # fmt: skip
