"""The first page, open to everyone, and where a person goes after signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.rights import Right, may_somewhere

FIRST_PAGES = (
    (Right.READ_FIGURES, "reports:meetings"),
    (Right.READ_PANELS, "reports:panels"),
    (Right.ADMINISTER, "admin:index"),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is published. Nothing is computed here for a visitor: the public reads releases only."""
    return render(request, "reports/home.html")


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page that the person's rights open."""
    for right, page in FIRST_PAGES:
        if may_somewhere(request.user, right):
            return redirect(page)
    return redirect("reports:home")
