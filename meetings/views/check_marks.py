"""What somebody who checks a meeting says on its page: findings, rows of the sample, and sending it back."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.actions import checks
from meetings.actions.refusals import ActionRefused
from meetings.rights import Right, SignedInRequest, meeting_for


@login_required
@require_POST
def finding(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """Accept a finding with a reason, open it again, tick it as seen or take the tick away."""
    meeting, by, said = meeting_for(request.user, slug, Right.LOCK), request.user, request.POST.get("do", "")
    if said == "accept":
        reason = request.POST.get("reason", "")[:300]
        return _done(request, slug, lambda: checks.accept_finding(meeting, key, reason=reason, by=by))
    if said == "open":
        return _done(request, slug, lambda: checks.withdraw_acceptance(meeting, key, by=by))
    return _done(request, slug, lambda: checks.see_finding(meeting, key, seen=said == "see", by=by))


@login_required
@require_POST
def sample(request: SignedInRequest, slug: str) -> HttpResponse:
    """Draw rows to look at, or say of one whether it is right."""
    meeting, said = meeting_for(request.user, slug, Right.LOCK), request.POST
    row, right = said.get("row", ""), said.get("right", "")
    if row.isascii() and row.isdigit() and right in ("yes", "no"):
        number = int(row[:18])
        return _done(request, slug, lambda: checks.judge_row(meeting, number, right=right == "yes", by=request.user))
    return _done(request, slug, lambda: checks.draw_sample(meeting, by=request.user))


@login_required
@require_POST
def send_back(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send the meeting back to its clerk, with a note."""
    meeting, note = meeting_for(request.user, slug, Right.LOCK), request.POST.get("note", "")
    done = _("The meeting has gone back to its clerk.")
    return _done(request, slug, lambda: checks.send_back(meeting, note=note, by=request.user), done)


@login_required
@require_POST
def hand_in(request: SignedInRequest, slug: str) -> HttpResponse:
    """What it was sent back for is done: the meeting is to be checked again."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    done = _("The meeting is handed in for checking again.")
    return _done(request, slug, lambda: checks.hand_in(meeting, by=request.user), done)


def _done(request: SignedInRequest, slug: str, act: Callable[[], object], sentence: str = "") -> HttpResponse:
    """Act and go back to the check, with what was done or why not."""
    try:
        act()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if sentence:
            messages.success(request, sentence)
    return redirect("meetings:check", slug)
