"""The page of one invitation: verdict, line-ups side by side, what may be done, what happened and what comes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.rights import Account, Right, may
from meetings.vocabulary import LetterLanguage
from panels.actions.experts import suitable
from panels.actions.steps import last_number
from panels.letters.drafts import KIND_OF, Draft, draft
from panels.models import Check, Expert, Invitation, LineUp, Proposal, Step
from panels.vocabulary import (
    ENDED,
    JOINING,
    Arrival,
    InvitationState,
    LetterKind,
    Occasion,
    OutcomeCode,
    ReasonCode,
)
from reports.dashboards.choices import REASONS, Choice, choices_for
from reports.dashboards.verdicts import Verdict, verdict_of
from reports.presentation.dates import day_text

S = InvitationState
WEEK, DAY = datetime.timedelta(days=7), datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OneLineUp:
    """A version of the line-up with its verdict, when and how it came, and by which version of the rule."""

    version: int
    came: str
    rule: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on the way: ``done``, the ``next`` one, or later."""

    day: datetime.date
    text: str
    state: str = "done"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter that goes with what is recommended, filled in from the record, and whom it could suggest."""

    kind: LetterKind
    language: str
    draft: Draft
    experts: list[Expert]


@dataclass(slots=True)
class InvitationPage:
    """Everything that the page of an invitation shows to one person."""

    invitation: Invitation
    seen: int
    verdict: Verdict
    line_ups: list[OneLineUp]
    choices: list[Choice]
    waiting: Proposal | None
    moments: list[Moment]
    may_edit: bool
    may_approve: bool
    open: bool
    over: bool
    due: str = ""
    recheck: str = ""
    letter: Letter | None = None
    reasons: list[tuple[str, Any]] = field(default_factory=lambda: list(REASONS))


def page_of(invitation: Invitation, user: Account, language: str = "") -> InvitationPage:
    """The invitation as this person may see it and work on it; ``language``: of the letter."""
    line_ups = list(invitation.line_ups.select_related("by").prefetch_related("seats", "checks").order_by("version"))
    checks = {one.pk: list(one.checks.all()) for one in line_ups}
    newest = line_ups[-1] if line_ups else None
    last = checks[newest.pk][-1] if newest and checks[newest.pk] else None
    verdict = verdict_of(last, newest)
    today = timezone.localdate()
    waiting = invitation.proposals.filter(settled_at=None).select_related("by").first()
    edits = may(user, Right.EDIT_INVITATIONS)
    choices = choices_for(invitation, verdict) if edits and not waiting else []
    return InvitationPage(
        invitation=invitation,
        seen=last_number(invitation),
        verdict=verdict,
        line_ups=[_line_up(one, checks[one.pk]) for one in line_ups],
        choices=choices,
        waiting=waiting,
        moments=_moments(invitation, line_ups, today),
        may_edit=edits,
        may_approve=waiting is not None and may(user, Right.APPROVE_INVITATIONS) and waiting.by_id != user.pk,
        open=invitation.state not in (*ENDED, S.CLOSED),
        over=invitation.may_be_over,
        due=due_text(invitation, today),
        recheck=recheck_due(invitation, checks[newest.pk] if newest else [], today),
        letter=_letter(invitation, choices, language),
    )


def _letter(invitation: Invitation, choices: list[Choice], language: str) -> Letter | None:
    """None where nothing waits for us, or what is recommended needs no letter."""
    is_open = invitation.state in (S.RECEIVED, S.CHECKED)
    kind = KIND_OF.get(S(choices[0].to)) if choices and is_open else None
    if kind is None:
        return None
    wanted = language if language in LetterLanguage else LetterLanguage.ENGLISH.value
    experts = suitable(invitation) if kind == LetterKind.ASK_CHANGE else []
    return Letter(kind, wanted, draft(invitation, kind, wanted), experts)


def due_text(invitation: Invitation, today: datetime.date) -> str:
    """By when a reply is due, as far as one is: in 4 days, today, 2 days late."""
    if not invitation.reply_due or invitation.state not in (S.RECEIVED, S.CHECKED):
        return ""
    left = (invitation.reply_due - today).days
    if left == 0:
        return _("today")
    if left < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}
    return ngettext("in %(days)s day", "in %(days)s days", left) % {"days": left}


def recheck_due(invitation: Invitation, checks: list[Check], today: datetime.date) -> str:
    """On which occasion an accepted panel is to be looked at again now: seven days and one day before; "" is none."""
    date = invitation.panel.date
    if invitation.state not in JOINING or not date or today > date:
        return ""
    for occasion, ahead in ((Occasion.DAY_BEFORE, DAY), (Occasion.WEEK_BEFORE, WEEK)):
        if today >= date - ahead:
            looked = any(timezone.localdate(one.at) >= date - ahead for one in checks)
            return "" if looked else occasion
    return ""


def _line_up(line_up: LineUp, checks: list[Check]) -> OneLineUp:
    check = checks[-1] if checks else None
    came = {"day": day_text(timezone.localdate(line_up.at)), "how": Arrival(line_up.how).label}
    rule = ""
    if check:
        counted = _("moderators counted") if check.moderators_counted else _("moderators not counted")
        rule = _("rule %(version)s, %(moderators)s") % {"version": check.rule_version, "moderators": counted}
    return OneLineUp(line_up.version, _("%(day)s, %(how)s") % came, rule, verdict_of(check, line_up))


def _moments(invitation: Invitation, line_ups: list[LineUp], today: datetime.date) -> list[Moment]:
    steps = invitation.steps.select_related("by", "approved_by").order_by("number")
    done = [(one.at, Moment(timezone.localdate(one.at), step_text(one), note=one.note)) for one in steps]
    for one in line_ups:
        version = _("Line-up %(version)s, by %(by)s") % {"version": one.version, "by": one.by.get_username()}
        done.append((one.at, Moment(timezone.localdate(one.at), version)))
        for check in list(one.checks.all())[1:]:
            looked = _("Checked again: %(occasion)s") % {"occasion": Occasion(check.occasion).label}
            done.append((check.at, Moment(timezone.localdate(check.at), looked)))
    for asked in invitation.proposals.select_related("by", "settled_by"):
        done += [(at, Moment(timezone.localdate(at), text, note=note)) for at, text, note in _put_to_approver(asked)]
    past = [moment for _at, moment in sorted(done, key=lambda pair: pair[0])]
    return [*past, *_to_come(invitation, today)]


def _put_to_approver(asked: Proposal) -> Iterator[tuple[datetime.datetime, str, str]]:
    """When a decision was put to an approver and when it was refused or taken back, in words; one that was agreed to
    stands as the step that it became."""
    words = {"state": S(asked.to_state).label, "by": asked.by.get_username()}
    yield asked.at, _("Put to an approver by %(by)s: “%(state)s”") % words, "" if asked.agreed else asked.note
    if asked.agreed is False and asked.settled_at and asked.settled_by:
        words["answered"] = asked.settled_by.get_username()
        refused = _("Refused by %(answered)s: “%(state)s”") % words
        back = _("Taken back by %(answered)s: “%(state)s”") % words
        yield asked.settled_at, back if asked.settled_by_id == asked.by_id else refused, asked.answer


def _to_come(invitation: Invitation, today: datetime.date) -> list[Moment]:
    if invitation.state in (*ENDED, S.CLOSED):
        return []
    date, found = invitation.panel.date, []
    if invitation.reply_due and invitation.state in (S.RECEIVED, S.CHECKED):
        found.append(Moment(invitation.reply_due, _("Reply due"), "next"))
    if date:
        found += [Moment(date - ahead, _("Check the line-up again"), "later") for ahead in (WEEK, DAY)]
        found.append(Moment(date, _("The panel. Record who really spoke."), "later"))
    ahead = sorted((one for one in found if one.day >= today or one.state == "next"), key=lambda one: one.day)
    return ahead


def step_text(step: Step) -> str:
    """A step in words: what was done, by whom, with whose agreement, for which reason."""
    done = {"state": str(S(step.to_state).label).capitalize(), "by": step.by.get_username()}
    said = _("%(state)s, by %(by)s") % done
    if step.approved_by:
        said = _("%(step)s, agreed to by %(approver)s") % {"step": said, "approver": step.approved_by.get_username()}
    return f"{said}: {ReasonCode(step.reason_code).label}" if step.reason_code else said


def outcome_text(invitation: Invitation) -> str:
    return str(OutcomeCode(invitation.outcome_code).label) if invitation.outcome_code else ""
