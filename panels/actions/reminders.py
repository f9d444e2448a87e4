"""Reminders: who is to be reminded of what today, sent once each by e-mail; they name no speaker."""

from __future__ import annotations

import datetime
import logging
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.rights import Group, Right, may
from panels.models import Check, Invitation, SentReminder
from panels.vocabulary import JOINING, InvitationState, ReminderKind

log = logging.getLogger(__name__)
S, K = InvitationState, ReminderKind
WEEK, DAY = datetime.timedelta(days=7), datetime.timedelta(days=1)
REPLY_AHEAD = datetime.timedelta(days=2)
"""How long before a reply is due its owner is reminded."""


@dataclass(frozen=True, slots=True)
class Task:
    """What an invitation wants next, by which day, and from which day on somebody is reminded of it."""

    invitation: Invitation
    kind: str
    due: datetime.date
    remind_from: datetime.date

    @property
    def step(self) -> str:
        """The next step in words."""
        return {
            K.REPLY_DUE: _("Reply to the organizers"),
            K.WEEK_BEFORE: _("Check the line-up again, seven days before"),
            K.DAY_BEFORE: _("Check the line-up again, one day before"),
            K.OUTCOME: _("Record who really spoke"),
        }[K(self.kind)]


def tasks(invitations: QuerySet[Invitation]) -> Iterator[Task]:
    """Everything dated that these invitations want, whether its time has come or not."""
    for one in invitations.select_related("panel", "owner"):
        state, day = S(one.state), one.panel.date
        if state in (S.RECEIVED, S.CHECKED) and one.reply_due:
            yield Task(one, K.REPLY_DUE, one.reply_due, one.reply_due - REPLY_AHEAD)
        if state in JOINING and day:
            yield Task(one, K.WEEK_BEFORE, day - WEEK, day - WEEK)
            yield Task(one, K.DAY_BEFORE, day - DAY, day - DAY)
            yield Task(one, K.OUTCOME, day + DAY, day + DAY)


def tasks_of(person: User) -> list[Task]:
    """What the invitations of a person want; those without an owner are everybody's at the desk."""
    own = Invitation.objects.filter(owner=person) | Invitation.objects.filter(owner=None)
    return sorted(tasks(own), key=lambda one: (one.due, one.invitation.pk, one.kind))


def due_today(today: datetime.date) -> list[Task]:
    """What somebody is to be reminded of today. A check before the day is over once the panel was."""
    found = [one for one in tasks(Invitation.objects.filter(demonstration=False)) if one.remind_from <= today]
    return [one for one in found if one.kind == K.OUTCOME or not _is_over(one, today)]


@dataclass(slots=True)
class Reminded:
    """How many mails went out, and how many could not be sent: those are tried again by the next run."""

    sent: int = 0
    failed: int = 0


def send_reminders(*, today: datetime.date | None = None) -> Reminded:
    """Send what is due and was not sent yet, to its owner as long as they work at the desk, else to all who do.

    Each is noted in the transaction that sends it: a run that breaks off is gone on with, and nobody is reminded twice.
    An address that is refused stops no other.
    """
    desk = list(User.objects.filter(groups__name=Group.PANEL_DESK, is_active=True).order_by("pk"))
    done = Reminded()
    for task in due_today(today or timezone.localdate()):
        owner = task.invitation.owner
        for person in [owner] if owner and may(owner, Right.EDIT_INVITATIONS) else desk:
            if person.email:
                _send_once(task, person, done)
    return done


def _send_once(task: Task, person: User, done: Reminded) -> None:
    about = {"invitation": task.invitation, "person": person, "kind": task.kind, "due": task.due}
    if SentReminder.objects.filter(**about).exists():
        return
    try:
        with transaction.atomic():
            SentReminder.objects.create(at=timezone.now(), **about)
            _mail(task, person).send()
    except IntegrityError:
        return
    except (smtplib.SMTPException, OSError, ValueError) as failure:
        # The message of the failure quotes the address; its type does not.
        log.warning("reminder %s of invitation %s not sent: %s", task.kind, task.invitation.pk, type(failure).__name__)
        done.failed += 1
    else:
        done.sent += 1


def _mail(task: Task, person: User) -> EmailMessage:
    words = {"step": task.step, "title": " ".join(task.invitation.panel.title.split()), "day": f"{task.due:%d.%m.%Y}"}
    text = _("%(step)s: “%(title)s”, due on %(day)s.") % words
    link = f"{settings.PARITY_ADDRESS}{task.invitation.get_absolute_url()}"
    return EmailMessage(_("%(step)s: %(title)s") % words, f"{text}\n\n{link}\n", to=[person.email])


def _is_over(task: Task, today: datetime.date) -> bool:
    day = task.invitation.panel.date
    return task.kind in (K.WEEK_BEFORE, K.DAY_BEFORE) and bool(day) and (day < today or _looked_at(task))  # type: ignore[operator]


def _looked_at(task: Task) -> bool:
    """Whether the line-up was checked since the day on which it was to be checked again."""
    newest = task.invitation.line_ups.order_by("version").last()
    return Check.objects.filter(line_up=newest, at__date__gte=task.due).exists()
