"""The desk's first page, and where a person goes after signing in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from meetings.rights import Right, may_somewhere

FIRST_PAGES = (
    (Right.EDIT, "reports:desk"),
    (Right.READ_FIGURES, "reports:overview"),
    (Right.READ_PANELS, "panels"),
    (Right.READ_TRAIL, "reports:trail"),
    (Right.ADMINISTER, "admin:index"),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page of a process that serves the desk alone; where the public site is served, it stands here."""
    return redirect("start")


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page that the person's rights open."""
    for right, page in FIRST_PAGES:
        if may_somewhere(request.user, right):
            return redirect(page)
    return redirect("reports:home" if settings.PARITY_SIDE == "both" else "password_change")
