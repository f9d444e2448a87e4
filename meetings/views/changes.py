"""Who changed what in one meeting by hand, with the values; for reviewers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.actions.trail import note_read
from meetings.actions.words import action_label
from meetings.models import Change
from meetings.rights import Right, meeting_for
from meetings.views import frame
from meetings.views.requests import SignedInRequest

PAGE = 50
READ = "read_names"


@login_required
@require_safe
def changes(request: SignedInRequest, slug: str) -> HttpResponse:
    """The meeting's changes, newest first; that they were read is noted, since values hold names."""
    meeting = meeting_for(request.user, slug, Right.READ_CHANGES)
    found = meeting.changes.exclude(action=READ).select_related("by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    note_read(by=request.user, meeting=meeting, shown=page.object_list)
    lines = [entry(change) | {"fields": fields_of(change)} for change in page.object_list]
    context = frame.of_meeting(meeting, _("Changes")) | {"page": page, "lines": lines}
    return render(request, "meetings/changes.html", context)


def entry(change: Change) -> dict[str, Any]:
    """One entry in words, without its values."""
    return {"change": change, "label": action_label(change.action)}


def fields_of(change: Change) -> list[tuple[str, Any, Any]]:
    """Each field with what it was and what it became; one that was and is empty says nothing."""
    before, after = change.before or {}, change.after or {}
    found = [(name, before.get(name, ""), after.get(name, "")) for name in sorted({*before, *after})]
    return [(name, was, became) for name, was, became in found if was not in ("", None) or became not in ("", None)]
