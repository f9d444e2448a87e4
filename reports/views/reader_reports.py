"""Page of what readers of the public site reported: who sees to it, what was answered, how it was closed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.trail import note_read
from meetings.rights import Right, SignedInRequest, require
from reports.models import ReportOutcome
from reports.public import reader_reports as actions
from reports.public.reader_reports import ReaderReport
from reports.refusals import ReportRefused

PAGE = 25
OPEN, MINE, CLOSED = "open", "mine", "closed"


@login_required
@require_safe
def reader_reports(request: SignedInRequest) -> HttpResponse:
    """Newest first: those that are open, those given to oneself, or those that are closed."""
    require(request.user, Right.BUILD_RELEASES)
    lists = {
        OPEN: actions.open_reports(),
        MINE: actions.open_reports().filter(assigned_to=request.user.pk),
        CLOSED: ReaderReport.objects.exclude(outcome=""),
    }
    asked = request.GET.get("show", OPEN)
    shown = asked if asked in lists else OPEN
    people = lists[shown].select_related("assigned_to", "answered_by", "closed_by")
    labels = {OPEN: _("Open"), MINE: _("Given to you"), CLOSED: _("Closed")}
    context = {
        "page": _read(request, Paginator(people, PAGE)),
        "tabs": [
            {"url": f"?show={name}", "label": labels[name], "count": lists[name].count(), "current": name == shown}
            for name in lists
        ],
        "open_number": lists[OPEN].count(),
        "shown": shown,
        "days": settings.PARITY_KEEP_REPORTS_DAYS,
        "may_answer": actions.who_may_answer(),
        "outcomes": ReportOutcome.choices,
    }
    return render(request, "reports/reader_reports.html", context)


def _read(request: SignedInRequest, pages: Paginator) -> Page:
    """The page asked for; who reads it is noted, since readers write about people by name and leave their address."""
    page = pages.get_page(request.GET.get("page"))
    note_read(by=request.user, meeting=None, shown=page.object_list)
    return page


@login_required
@require_POST
def decide(request: SignedInRequest, report: int) -> HttpResponse:
    """Give a report to a person, note its answer, close it, or open it again."""
    require(request.user, Right.BUILD_RELEASES)
    found = get_object_or_404(ReaderReport, pk=report)
    try:
        said = _done(request, found)
    except ReportRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    show = request.POST.get("show", "")
    return redirect(f"{reverse('reports:reader-reports')}{f'?show={show}' if show in (MINE, CLOSED) else ''}")


def _done(request: SignedInRequest, report: ReaderReport) -> str:
    sent: dict[str, Any] = {
        name: request.POST.get(name, "") for name in ("do", "to", "answer", "outcome", "correction")
    }
    by = request.user
    if sent["do"] == "assign":
        person = actions.who_may_answer().filter(username=sent["to"]).first()
        actions.assign_report(report, by=by, to=person)
        return _("Given to %(person)s.") % {"person": person} if person else _("Given to nobody.")
    if sent["do"] == "answer":
        actions.answer_report(report, by=by, answer=sent["answer"])
        return _("The answer is noted. Send it from your own mailbox.")
    if sent["do"] == "close":
        actions.close_report(report, by=by, outcome=sent["outcome"], correction=sent["correction"])
        return _("The report is closed.")
    if sent["do"] == "reopen":
        actions.reopen_report(report, by=by)
        return _("The report is open again.")
    raise ReportRefused(_("Choose what to do with the report."))
