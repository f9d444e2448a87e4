"""The calendar of a person at the panel desk: a file under an address that nobody can guess, and its renewal."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.files.icalendar import Day, icalendar
from meetings.rights import Right, SignedInRequest, may, require
from panels.actions.calendars import new_address
from panels.actions.reminders import Task, tasks_of
from panels.crumbs import below_desk
from panels.models import CalendarAddress


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the person's invitations want, as whole days: title, next step and link, never a speaker."""
    found = CalendarAddress.objects.select_related("person").filter(secret=secret).first()
    if found is None or not may(found.person, Right.EDIT_INVITATIONS):
        raise Http404
    days = [_day(request, one) for one in tasks_of(found.person)]
    desk = request.build_absolute_uri(reverse("panel-desk"))
    content = icalendar(_("Panel desk"), desk, days)
    headers = {"Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, no-store"}
    return HttpResponse(content, headers=headers)


def _day(request: HttpRequest, task: Task) -> Day:
    link = request.build_absolute_uri(task.invitation.get_absolute_url())
    uid = f"{task.invitation.pk}-{task.kind}@{request.get_host()}"
    title = f"{task.step}: {task.invitation.panel.title}"
    return Day(uid, task.due, title, "", task.invitation.steps.latest("number").at, link)


@login_required
@require_safe
def address(request: SignedInRequest) -> HttpResponse:
    """Where the person's calendar is, once there is one."""
    require(request.user, Right.EDIT_INVITATIONS)
    found = CalendarAddress.objects.filter(person=request.user).first()
    link = request.build_absolute_uri(reverse("panels:calendar-feed", args=[found.secret])) if found else ""
    crumbs = below_desk(_("Calendar"))
    return render(request, "panels/calendar.html", {"link": link, "made_at": found and found.made_at, "crumbs": crumbs})


@login_required
@require_POST
def renew(request: SignedInRequest) -> HttpResponse:
    """A new address; the old one stops working."""
    require(request.user, Right.EDIT_INVITATIONS)
    new_address(request.user)
    messages.success(request, _("Your calendar has a new address."))
    return redirect("panels:calendar")
