"""Pages that enter a delegation and count its people without names."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from meetings.actions.entry import enter_delegation
from meetings.actions.head_counts import head_count_of, record_head_count, remove_head_count
from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.forms.delegations import DelegationForm, HeadCountForm
from meetings.forms.meetings import differences
from meetings.models import Delegation
from meetings.rights import Right, SignedInRequest, meeting_for
from meetings.views import frame
from meetings.views.requests import DESK, posted


@login_required
def new_delegation(request: SignedInRequest, slug: str) -> HttpResponse:
    """Enter a delegation, then its people by name or its head-count."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    form = DelegationForm(posted(request), meeting=meeting)
    if form.is_valid():
        delegation, created = enter_delegation(meeting, by=request.user, source=DESK, **form.cleaned_data)
        if not created:
            messages.info(request, _("This delegation is already at the meeting."))
        next_page = "meetings:head-count" if "head-count" in request.POST else "meetings:delegation"
        return redirect(next_page, slug, delegation.pk)
    context = frame.of_meeting(meeting, _("New delegation")) | {"form": form}
    return render(request, "meetings/delegation_new.html", context)


@login_required
def head_count(request: SignedInRequest, slug: str, delegation: int) -> HttpResponse:
    """Write or remove the head-count of one delegation."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    counted = get_object_or_404(Delegation.objects.select_related("country", "meeting"), meeting=meeting, pk=delegation)
    if request.method == "POST" and "remove" in request.POST:
        return remove(request, counted)
    seen = head_count_of(counted)
    form = HeadCountForm(posted(request), initial=seen)
    if form.is_valid():
        return save(request, counted, form)
    context = frame.of_meeting(meeting, str(counted))
    context |= {
        "form": form,
        "delegation": counted,
        "counted": bool(seen),
        "version": request.POST.get("version") or version_of(seen),
    }
    return render(request, "meetings/head_count.html", context)


def save(request: SignedInRequest, counted: Delegation, form: HeadCountForm) -> HttpResponse:
    """Save a head-count; whoever comes second sees both versions."""
    version = request.POST.get("version", "")
    try:
        record_head_count(counted, version=version, by=request.user, **form.cleaned_data)
    except ChangedMeanwhile as stale:
        both = {"differences": differences(form, stale.current), "back_url": request.path}
        return render(request, "409.html", both, status=409)
    messages.success(request, _("The head-count is saved."))
    return redirect("meeting", counted.meeting.slug)


def remove(request: SignedInRequest, counted: Delegation) -> HttpResponse:
    """Remove a head-count, for instance because a list now names everyone."""
    remove_head_count(counted, by=request.user, source=DESK)
    messages.success(request, _("The head-count is removed."))
    return redirect("meeting", counted.meeting.slug)
