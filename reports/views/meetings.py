"""The list of meetings, each with its share of women and its base."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import Forum, Meeting, Question
from meetings.rights import Right, may, may_somewhere, meetings_within
from reports.dimensions import DIMENSIONS
from reports.filters import MeetingsForm, Scope
from reports.measures.tally import Counts
from reports.people import people_of
from reports.results import results
from reports.tables import MeetingTable, meeting_row

PAGE = 25


@login_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """A clerk's own meetings, or all of them."""
    if not may_somewhere(request.user, Right.READ_FIGURES):
        raise PermissionDenied
    seen = meetings_within(request.user, Right.READ_FIGURES)
    form = _form(request, seen)
    page = Paginator(form.chosen(seen), PAGE).get_page(request.GET.get("page"))
    context = {
        "table": _table(page),
        "page": page,
        "form": form,
        "demo": any(meeting.demonstration for meeting in page),
        "may_create": may(request.user, Right.CREATE_MEETING),
    }
    return render(request, "reports/meetings.html", context)


def _form(request: HttpRequest, seen: QuerySet[Meeting]) -> MeetingsForm:
    forums = [(forum.code, str(forum)) for forum in Forum.objects.filter(pk__in=seen.values("forum"))]
    years = [day.year for day in seen.dates("start", "year", order="DESC")]
    return MeetingsForm(request.GET, forums, years)


def _table(page: Page[Meeting]) -> MeetingTable:
    """One line for each meeting of the page, also for those where nobody is recorded yet."""
    shown = [meeting.pk for meeting in page]
    people = people_of(Scope(), within=Meeting.objects.filter(pk__in=shown))
    counts = {row.key: row.counts for row in results(people, dimension=DIMENSIONS["meeting"])}
    open_questions = Question.objects.filter(meeting__in=shown, answered_at=None)
    asked = Counter(open_questions.values_list("meeting_id", flat=True))
    return MeetingTable(
        [meeting_row(meeting, counts.get(meeting.slug, Counts()), asked[meeting.pk]) for meeting in page]
    )
