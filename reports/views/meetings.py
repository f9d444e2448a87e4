"""Page of all meetings, each with its share of women and its base."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import Forum, Meeting, Question
from meetings.rights import Account, Right, may, may_somewhere, meetings_within
from reports.counting.dimensions import DIMENSIONS
from reports.counting.scope import Scope, scope_from_query
from reports.dashboards import waiting
from reports.dashboards.forms import MeetingsForm
from reports.dashboards.permitted import population_for
from reports.measures.tally import Counts
from reports.presentation import sentences
from reports.presentation.tables import MeetingTable, meeting_row
from reports.results import results

PAGE = 25


@login_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """A clerk's own meetings, or all of them."""
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    seen = meetings_within(request.user, Right.READ_FIGURES)
    form, waits = _form(request, seen), _waits(request)
    shown = form.chosen(seen)
    if waits:
        shown = shown.filter(pk__in=[meeting.pk for meeting in waits["matter"].meetings])
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {
        "table": _table(page, request.user),
        "page": page,
        "form": form,
        "waits": waits,
        "demo": any(meeting.demonstration for meeting in page),
        "may_create": may(request.user, Right.CREATE_MEETING),
    }
    return render(request, "reports/meetings.html", context)


def _form(request: HttpRequest, seen: QuerySet[Meeting]) -> MeetingsForm:
    forums = [(forum.code, str(forum)) for forum in Forum.objects.filter(pk__in=seen.values("forum"))]
    years = [day.year for day in seen.dates("start", "year", order="DESC")]
    form = MeetingsForm(request.GET, forums, years)
    if request.GET.get("waits"):
        asked = parse_qsl(scope_from_query(request.GET).query(waits=request.GET["waits"]))
        form.hidden_query = [(name, value) for name, value in asked if name not in form.fields]
    return form


def _waits(request: HttpRequest) -> dict[str, Any] | None:
    """What waits at the meetings asked for, counted as on the overview; None where the address does not ask."""
    if not request.GET.get("waits"):
        return None
    people = population_for(request.user, scope_from_query(request.GET))
    today = datetime.datetime.now(datetime.UTC).date()
    matter = waiting.waiting(request.GET["waits"], request.user, people, today)
    return {"matter": matter, "whom": sentences.whom(people) if matter.key == "coverage" else ""}


def _table(page: Page[Meeting], user: Account) -> MeetingTable:
    """One line for each meeting of the page, also for those where nobody is recorded yet."""
    shown = [meeting.pk for meeting in page]
    people = population_for(user, Scope(), Meeting.objects.filter(pk__in=shown))
    counts = {row.key: row.counts for row in results(people, dimension=DIMENSIONS["meeting"])}
    open_questions = Question.objects.filter(meeting__in=shown, answered_at=None)
    asked = Counter(open_questions.values_list("meeting_id", flat=True))
    return MeetingTable(
        [meeting_row(meeting, counts.get(meeting.slug, Counts()), asked[meeting.pk]) for meeting in page]
    )
