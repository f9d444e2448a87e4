"""Page of the trail for data protection: who read or changed what, without names or values."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.actions.trail import READ_NAMES, changed_values
from meetings.models import Change
from meetings.rights import Right, SignedInRequest, require
from reports.presentation.trail import trail_label

PAGE = 50


@login_required
@require_safe
def trail(request: SignedInRequest) -> HttpResponse:
    """Everything that was read or changed, newest first: who, when, which record. No name and no value."""
    require(request.user, Right.READ_TRAIL)
    page = Paginator(_asked_for(request.GET), PAGE).get_page(request.GET.get("page"))
    lines = [_line(change) for change in page.object_list]
    kinds = [("", _("read or changed")), ("read", _("read")), ("changed", _("changed"))]
    asked = {name: request.GET.get(name, "") for name in ("account", "meeting", "subject", "kind")}
    return render(request, "reports/trail.html", {"page": page, "lines": lines, "kinds": kinds, "asked": asked})


def _asked_for(query: QueryDict) -> QuerySet[Change]:
    found = Change.objects.select_related("by", "meeting")
    if account := query.get("account", ""):
        found = found.filter(by__username=account)
    if meeting := query.get("meeting", ""):
        found = found.filter(meeting__slug=meeting)
    if subject := query.get("subject", ""):
        found = found.filter(subject=subject)
    if query.get("kind") == "read":
        return found.filter(action=READ_NAMES)
    return found.exclude(action=READ_NAMES) if query.get("kind") == "changed" else found


def _line(change: Change) -> dict[str, Any]:
    """One entry without its values: which fields changed, or how many records were shown."""
    shown = len((change.after or {}).get("shown", [])) if change.action == READ_NAMES else 0
    names = [] if shown else [name for name, _before, _after in changed_values(change)]
    return {"change": change, "label": trail_label(change.action), "shown": shown, "fields": ", ".join(names)}
