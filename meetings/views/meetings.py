"""Pages that create and change a meeting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings.actions.meetings import EDITABLE, create_meeting, edit_meeting, free_slug, next_session, set_clerks
from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import values_of
from meetings.forms.meetings import ClerksForm, MeetingForm, differences
from meetings.models import Meeting
from meetings.rights import Right, SignedInRequest, may, meeting_for, meetings_within, require
from meetings.views import frame
from meetings.views.requests import DESK, posted


@login_required
def new(request: SignedInRequest) -> HttpResponse:
    """Create a meeting; ``?like=slug`` starts from an earlier session that the person may see."""
    require(request.user, Right.CREATE_MEETING)
    seen = meetings_within(request.user, Right.READ_FIGURES).select_related("forum")
    earlier = seen.filter(slug=request.GET.get("like", "")).first()
    form = MeetingForm(posted(request), initial=next_session(earlier) if earlier else {})
    if form.is_valid():
        values = form.cleaned_data
        slug = free_slug(values["title"], values["forum"], values["start"].year)
        meeting = create_meeting(slug=slug, by=request.user, source=DESK, **values)
        messages.success(request, _("The meeting is created. Next comes its list of participants."))
        return redirect("meeting" if may(request.user, Right.EDIT, meeting) else "meetings:clerks", slug)
    context = frame.beside_meetings(_("New meeting"))
    context |= {"form": form, "earlier": earlier, "sessions": last_sessions(seen)}
    return render(request, "meetings/new.html", context)


@login_required
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change a meeting; whoever comes second sees both versions."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    seen = values_of(meeting, EDITABLE)
    form = MeetingForm(posted(request), initial=seen)
    if form.is_valid():
        version = request.POST.get("version", "")
        try:
            edit_meeting(meeting, by=request.user, source=DESK, version=version, **form.cleaned_data)
        except ChangedMeanwhile as stale:
            both = {"differences": differences(form, stale.current), "back_url": request.path}
            return render(request, "409.html", both, status=409)
        messages.success(request, _("The meeting is saved."))
        return redirect("meeting", slug)
    version = request.POST.get("version") or version_of(seen)
    context = frame.of_meeting(meeting, _("Change")) | {"form": form, "version": version}
    return render(request, "meetings/edit.html", context)


@login_required
def clerks(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say who the clerks of a meeting are."""
    meeting = meeting_for(request.user, slug, Right.SET_CLERKS)
    form = ClerksForm(posted(request), initial={"clerks": meeting.clerks.all()})
    if form.is_valid():
        set_clerks(meeting, clerks=form.cleaned_data["clerks"], by=request.user, source=DESK)
        messages.success(request, _("The clerks of this meeting are saved."))
        if may(request.user, Right.READ_FIGURES, meeting):
            return redirect("meeting", slug)
        return redirect("start")
    context = frame.of_meeting(meeting, _("Clerks")) | {"form": form}
    return render(request, "meetings/clerks.html", context)


def last_sessions(seen: QuerySet[Meeting]) -> list[Meeting]:
    """The latest meeting of each forum, by the forum's name: what a new session can start from."""
    latest: dict[str, Meeting] = {}
    for meeting in seen:  # newest first
        latest.setdefault(meeting.forum_name, meeting)
    return [latest[name] for name in sorted(latest)]
