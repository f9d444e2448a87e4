"""Models of the steps of an invitation, and of decisions that wait for a second person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from meetings.models.append_only import AppendOnly
from meetings.vocabulary import LetterLanguage
from panels.models.invitations import Invitation
from panels.models.letters import LetterTemplate
from panels.models.line_ups import Check
from panels.vocabulary import (
    DECLINED_WITH_APPROVER,
    ENDED,
    JOINING,
    NEEDS_EXEMPTION,
    NOT_OF_OWN_EVENTS,
    InvitationState,
    OrganiserType,
    ReasonCode,
)

S = InvitationState
OPENED = (S.CHANGE_REQUESTED, S.EXPERTS_SUGGESTED, *JOINING)
"""What a decision after a check leads to, and what a new line-up leads back from."""
_SECOND_PERSON = Q(approved_by__isnull=False) & ~Q(approved_by=F("by"))


def _leads(to: tuple[str, ...], since: tuple[str, ...]) -> Q:
    """These states are reached from those alone."""
    return ~Q(to_state__in=to) | Q(from_state__in=since)


class Letter(models.Model):
    """A letter as it was sent: a later wording of its template changes nothing in it."""

    letter_text = models.TextField(blank=True)
    letter_language = models.CharField(max_length=2, choices=LetterLanguage, blank=True)
    letter_template = models.ForeignKey(LetterTemplate, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class Step(AppendOnly, Letter):
    """One step, from a state to the next; the first one leads from nowhere to *received*.

    ``rested_on`` is the check it rested on; ``verdict`` and ``organiser_type`` are what the rule of the second person
    was applied to. The states of an invitation are its steps in their order, and nothing else.
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    from_state = models.CharField(max_length=24, choices=InvitationState, blank=True)
    to_state = models.CharField(max_length=24, choices=InvitationState)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason_code = models.CharField(max_length=30, choices=ReasonCode, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    rested_on = models.ForeignKey(Check, models.RESTRICT, null=True, blank=True, related_name="steps")
    verdict = models.CharField(max_length=30, blank=True)
    organiser_type = models.CharField(max_length=20, choices=OrganiserType)

    class Meta:
        ordering = ["invitation", "number"]
        constraints = [
            models.UniqueConstraint(name="step_follows_one_step", fields=["invitation", "number"]),
            models.CheckConstraint(name="step_begins_with_receiving", condition=_leads((S.RECEIVED,), ("",))),
            models.CheckConstraint(
                name="step_leads_somewhere_known",
                condition=Q(to_state__in=S.values)
                & (Q(from_state__in=S.values) | Q(from_state="", to_state=S.RECEIVED)),
            ),
            models.CheckConstraint(
                name="step_asks_who_speaks_first", condition=_leads((S.COMPOSITION_ASKED,), (S.RECEIVED,))
            ),
            models.CheckConstraint(
                name="step_checks_what_is_open",
                condition=_leads((S.CHECKED,), (S.RECEIVED, S.COMPOSITION_ASKED, *OPENED)),
            ),
            models.CheckConstraint(name="step_decides_after_a_check", condition=_leads(OPENED, (S.CHECKED,))),
            models.CheckConstraint(
                name="step_declines_what_was_looked_at",
                condition=_leads((S.DECLINED,), (S.COMPOSITION_ASKED, S.CHECKED, *OPENED)),
            ),
            models.CheckConstraint(
                name="step_cancels_what_is_open",
                condition=_leads((S.CANCELLED,), (S.RECEIVED, S.COMPOSITION_ASKED, S.CHECKED, *OPENED)),
            ),
            models.CheckConstraint(name="step_holds_what_was_accepted", condition=_leads((S.HELD,), JOINING)),
            models.CheckConstraint(name="step_closes_what_ended", condition=_leads((S.CLOSED,), ENDED)),
            models.CheckConstraint(
                name="exemption_needs_second_person",
                condition=~Q(to_state=S.ACCEPTED, verdict__in=NEEDS_EXEMPTION) | (_SECOND_PERSON & ~Q(reason_code="")),
            ),
            models.CheckConstraint(
                name="declining_states_and_un_needs_second_person",
                condition=~Q(to_state=S.DECLINED, organiser_type__in=DECLINED_WITH_APPROVER) | _SECOND_PERSON,
            ),
            models.CheckConstraint(
                name="own_event_is_announced_as_checked",
                condition=~Q(to_state__in=NOT_OF_OWN_EVENTS, organiser_type=OrganiserType.OWN_OFFICE),
            ),
            models.CheckConstraint(
                name="approver_is_somebody_else", condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("by"))
            ),
            models.CheckConstraint(
                name="other_reason_is_in_words", condition=~Q(reason_code=ReasonCode.OTHER) | ~Q(note="")
            ),
            models.CheckConstraint(
                name="letter_has_a_language",
                condition=Q(letter_text="", letter_language="") | (~Q(letter_text="") & ~Q(letter_language="")),
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"


class Proposal(Letter):
    """A decision that waits for a second person; agreed to, it becomes a step by its author, approved by the other."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="proposals")
    to_state = models.CharField(max_length=24, choices=InvitationState)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason_code = models.CharField(max_length=30, choices=ReasonCode, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    rested_on = models.ForeignKey(Check, models.RESTRICT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed = models.BooleanField(null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["invitation", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_decision_waits", fields=["invitation"], condition=Q(settled_at__isnull=True)
            ),
            models.CheckConstraint(
                name="settled_by_somebody",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, agreed__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, agreed__isnull=False),
            ),
            models.CheckConstraint(
                name="agreed_to_by_somebody_else",
                condition=Q(agreed__isnull=True) | Q(agreed=False) | ~Q(settled_by=F("by")),
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"
