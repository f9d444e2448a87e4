"""Page of the changes made by hand in one meeting, with their values; for reviewers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.actions.trail import READ_NAMES, changed_values, note_read
from meetings.actions.words import action_label
from meetings.models import Change
from meetings.rights import Right, SignedInRequest, meeting_for
from meetings.workspace.frame import workspace_of

PAGE = 50


@login_required
@require_safe
def changes(request: SignedInRequest, slug: str) -> HttpResponse:
    """The meeting's changes, newest first; that they were read is noted, since values hold names."""
    meeting = meeting_for(request.user, slug, Right.READ_CHANGES)
    found = meeting.changes.exclude(action=READ_NAMES).select_related("by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    note_read(by=request.user, meeting=meeting, shown=page.object_list)
    lines = [_line(change) for change in page.object_list]
    context = workspace_of(request.user, meeting, "changes") | {"page": page, "lines": lines}
    return render(request, "meetings/changes.html", context)


def _line(change: Change) -> dict[str, Any]:
    return {"change": change, "label": action_label(change.action), "fields": changed_values(change)}
