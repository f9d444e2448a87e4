"""The page of people in doubt: no longer listed, two heads, one number or one name twice, evidence that disagrees."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings.actions.checks import say_two_people
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_read
from meetings.actions.versions import KEEP, WITHDRAW, decide_gone
from meetings.models import Meeting
from meetings.rights import Right, SignedInRequest, may, meeting_for
from meetings.workspace.doubts import doubts_of
from meetings.workspace.frame import workspace_of
from meetings.workspace.versions import gone


@login_required
def doubts(request: SignedInRequest, slug: str) -> HttpResponse:
    """The people whom the check asks about, and what may be said of them."""
    meeting = meeting_for(request.user, slug, Right.DECIDE)
    if request.method == "POST":
        try:
            _decide(request, meeting)
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("meetings:doubts", slug)
    found = doubts_of(meeting)
    note_read(by=request.user, meeting=meeting, shown=found.everyone)
    context = workspace_of(request.user, meeting, step="check", here=_("People in doubt"))
    context |= {"doubts": found, "may_edit": may(request.user, Right.EDIT, meeting)}
    return render(request, "meetings/doubts.html", context)


def _decide(request: SignedInRequest, meeting: Meeting) -> None:
    """All in one step, or one by one; two of one name said to be two."""
    said = request.POST
    if pair := said.get("two"):
        one, _comma, other = pair.partition(",")
        if one.isdecimal() and other.isdecimal():
            say_two_people(meeting, int(one), int(other), by=request.user)
        return
    people = gone(meeting).values_list("pk", flat=True)
    if said.get("all") in (WITHDRAW, KEEP):
        answers = dict.fromkeys(people, said["all"])
    else:
        answers = {pk: said[f"gone-{pk}"] for pk in people if _is_answer(said.get(f"gone-{pk}", ""))}
    number = decide_gone(meeting, answers, by=request.user)
    if number:
        messages.success(request, _("You decided about %(number)s people no longer listed.") % {"number": number})


def _is_answer(text: str) -> bool:
    return text in (WITHDRAW, KEEP) or (text.isascii() and text.isdigit() and len(text) < 19)
