"""Page of people whose names may be one: say that they are one or two, and undo it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.actions.merges import call_them_two, merge_alike, undo_merge
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_read
from meetings.models import Person
from meetings.rights import Right, SignedInRequest, may_somewhere
from meetings.views.requests import DESK
from meetings.workspace.alike import AlikePair, alike_people, merged_people, with_entries, within_rights

PAGE, LAST = 20, 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def alike(request: SignedInRequest) -> HttpResponse:
    """Pairs of people of one delegation across meetings, the surest first, and the last merges; readings are noted."""
    if not may_somewhere(request.user, Right.DECIDE):
        raise PermissionDenied
    if request.method == "POST":
        _decide(request)
        return redirect(f"{reverse('meetings:alike')}?page={request.POST.get('page', '1')[:6]}")
    page = Paginator(alike_people(request.user), PAGE).get_page(request.GET.get("page"))
    pairs = with_entries(page.object_list)
    merged = merged_people(request.user, LAST)
    _note(request, pairs, merged)
    context = {"page": page, "pairs": pairs, "merged": merged}
    context["crumbs"] = [{"label": _("People who may be one"), "url": ""}]
    return render(request, "meetings/alike.html", context)


def _note(request: SignedInRequest, pairs: list[AlikePair], merged: list[Person]) -> None:
    """Names were read: one note for each meeting of the entries shown, one for people shown as merged."""
    entries = [entry for pair in pairs for one in (pair.keep, pair.other) for entry in one.entries]
    for meeting in {entry.meeting_id: entry.meeting for entry in entries}.values():
        shown = [entry for entry in entries if entry.meeting_id == meeting.pk]
        note_read(by=request.user, meeting=meeting, shown=shown)
    note_read(by=request.user, meeting=None, shown=merged, subject="person")


def _decide(request: SignedInRequest) -> None:
    """One answer; whoever the user may not decide about is not found."""
    verb, allowed = request.POST.get("verb", ""), within_rights(request.user)
    keep, other = (_person(request, name) for name in ("keep", "other"))
    if keep.pk not in allowed or (verb != "undo" and other.pk not in allowed):
        raise Http404
    try:
        _answer(request, verb, keep, other)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))


def _answer(request: SignedInRequest, verb: str, keep: Person, other: Person) -> None:
    by = request.user
    if verb == "merge":
        merge_alike(keep=keep, other=other, by=by, source=DESK)
        messages.success(request, _("They are now one person. You can undo this below."))
    elif verb == "apart":
        call_them_two(one=keep, other=other, by=by, source=DESK)
        messages.success(request, _("They are two people; this pair will not be suggested again."))
    elif verb == "undo" and other.merged_into_id == keep.pk:
        undo_merge(other=other, by=by, source=DESK)
        messages.success(request, _("The merge is undone. Both people are as they were before."))
    else:
        raise Http404


def _person(request: SignedInRequest, name: str) -> Person:
    number = request.POST.get(name, "")
    return get_object_or_404(
        Person, pk=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    )
