"""Reports of errors from readers: the only writer. Assigned, answered, closed; deleted after a limited time."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.mentions import remove_names
from meetings.actions.spellings import Spellings
from meetings.actions.trail import note_change
from meetings.rights import TABLE, Right, may
from reports.models import ReaderReport, ReportOutcome
from reports.refusals import ReportRefused

FREE_TEXTS = ("where", "what", "answer", "correction")
"""Where somebody may be named."""


def note_report(*, where: str, what: str, reply_to: str, release: str) -> ReaderReport:
    """Keep a report, and let go of those that are old."""
    forget_old_reports()
    return ReaderReport.objects.create(at=timezone.now(), where=where, what=what, reply_to=reply_to, release=release)


def forget_old_reports(*, dry_run: bool = False) -> int:
    """Delete the reports of more than ``PARITY_KEEP_REPORTS_DAYS`` ago; returns how many."""
    before = timezone.now() - datetime.timedelta(days=settings.PARITY_KEEP_REPORTS_DAYS)
    old = ReaderReport.objects.filter(at__lt=before)
    return old.count() if dry_run else old.delete()[0]


def reports_naming(spellings: Spellings) -> list[ReaderReport]:
    """The reports that mention one of these names, newest first."""
    texts = ((one, [getattr(one, name) for name in FREE_TEXTS]) for one in ReaderReport.objects.all())
    return [one for one, written in texts if any(map(spellings.stand_in, written))]


def remove_names_from_reports(spellings: Spellings) -> int:
    """A reader may have named somebody who is erased; returns how many reports did."""
    return remove_names(ReaderReport, FREE_TEXTS, spellings)


def open_reports() -> QuerySet[ReaderReport]:
    """Those that nobody has closed, newest first."""
    return ReaderReport.objects.filter(outcome="")


def who_may_answer() -> QuerySet[User]:
    """Open accounts that a report can be given to: those who may build releases."""
    groups = [group.value for group in TABLE[Right.BUILD_RELEASES]]
    return User.objects.filter(is_active=True, groups__name__in=groups).distinct().order_by("username")


@transaction.atomic
def assign_report(report: ReaderReport, *, by: User, to: User | None) -> ReaderReport:
    """Give an open report to a person, or to nobody again."""
    found = _open(report, by)
    if to is not None and not may(to, Right.BUILD_RELEASES):
        raise ReportRefused(_("%(person)s may not answer readers: choose a reviewer or a publisher.") % {"person": to})
    before, after = ({"assigned_to": one and one.get_username()} for one in (found.assigned_to, to))
    found.assigned_to = to
    found.save(update_fields=["assigned_to"])
    if before != after:
        note_change(by=by, action="assign_report", subject=found, meeting=None, before=before, after=after)
    return found


@transaction.atomic
def answer_report(report: ReaderReport, *, by: User, answer: str) -> ReaderReport:
    """Note what the reader was written, by whom and when. It stays out of the trail: it may name somebody."""
    found = _open(report, by)
    if found.answered_by:
        words = {"person": found.answered_by}
        raise ReportRefused(_("%(person)s has answered this report: look at what was written.") % words)
    if not found.reply_to:
        raise ReportRefused(_("This reader left no address: close the report instead."))
    if not answer.strip():
        raise ReportRefused(_("Write the answer."))
    found.answer, found.answered_by, found.answered_at = answer.strip(), by, timezone.now()
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    note_change(by=by, action="answer_report", subject=found, meeting=None)
    return found


@transaction.atomic
def close_report(report: ReaderReport, *, by: User, outcome: str, correction: str = "") -> ReaderReport:
    """Close a report, with what was corrected where something was. Who wants an answer gets it before."""
    found = _open(report, by)
    if outcome not in ReportOutcome.values:
        raise ReportRefused(_("Say whether something is corrected, or that it was no error."))
    if outcome == ReportOutcome.CORRECTED and not correction.strip():
        raise ReportRefused(_("Say what is corrected, and in which release."))
    if found.reply_to and not found.answered_by:
        raise ReportRefused(_("This reader asks for a reply; write it before you close the report."))
    found.outcome, found.correction = outcome, correction.strip() if outcome == ReportOutcome.CORRECTED else ""
    found.closed_by, found.closed_at = by, timezone.now()
    found.save(update_fields=["outcome", "correction", "closed_by", "closed_at"])
    note_change(by=by, action="close_report", subject=found, meeting=None, after={"outcome": outcome})
    return found


@transaction.atomic
def reopen_report(report: ReaderReport, *, by: User) -> ReaderReport:
    """Open a closed report again; its answer stays."""
    found = _locked(report, by)
    if not found.outcome:
        raise ReportRefused(_("This report is open."))
    before = {"outcome": found.outcome}
    found.outcome, found.correction, found.closed_by, found.closed_at = "", "", None, None
    found.save(update_fields=["outcome", "correction", "closed_by", "closed_at"])
    note_change(by=by, action="reopen_report", subject=found, meeting=None, before=before)
    return found


def _open(report: ReaderReport, by: User) -> ReaderReport:
    found = _locked(report, by)
    if found.outcome:
        raise ReportRefused(_("%(person)s has closed this report: open it again first.") % {"person": found.closed_by})
    return found


def _locked(report: ReaderReport, by: User) -> ReaderReport:
    """The report as it is now; nobody else changes it meanwhile."""
    if not may(by, Right.BUILD_RELEASES):
        raise ReportRefused(_("%(person)s may not answer readers: a reviewer or a publisher does.") % {"person": by})
    return ReaderReport.objects.select_for_update().get(pk=report.pk)
