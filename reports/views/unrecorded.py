"""Page of the queue: who is not recorded, what it would change, and the sheet with which their mission is asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.actions.trail import note_read
from meetings.models import DelegationSheet
from meetings.rights import Right, SignedInRequest, may_somewhere
from reports.dashboards.unrecorded import Case, queue

PAGE = 25


@login_required
@require_safe
def unrecorded(request: SignedInRequest) -> HttpResponse:
    """People not recorded, those first who would change most; that their names were read is noted."""
    if not may_somewhere(request.user, Right.CORRESPOND):
        raise PermissionDenied
    page = Paginator(queue(request.user), PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    _note(request, shown)
    noted = DelegationSheet.objects.filter(delegation__in=[case.delegation.pk for case in shown])
    sheets = {sheet.delegation_id: sheet for sheet in noted}
    context = {"page": page, "cases": [(case, sheets.get(case.delegation.pk)) for case in shown]}
    context["crumbs"] = [{"label": _("Not recorded"), "url": ""}]
    return render(request, "reports/unrecorded.html", context)


def _note(request: SignedInRequest, cases: Sequence[Case]) -> None:
    """One note for each meeting whose people are shown."""
    for meeting in {case.delegation.meeting_id: case.delegation.meeting for case in cases}.values():
        shown = [one for case in cases if case.delegation.meeting_id == meeting.pk for one in case.people]
        note_read(by=request.user, meeting=meeting, shown=shown)
