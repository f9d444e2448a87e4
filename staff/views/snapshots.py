"""Pages that enter staff on one day: all days on record, the import with its preview, lock and undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.refusals import ActionRefused
from meetings.files.formats import XLSX
from meetings.rights import Right, SignedInRequest, may, require
from meetings.views.requests import posted
from staff.actions.snapshots import (
    added_up,
    as_rows,
    by_level,
    enter_snapshot,
    lock_snapshot,
    refusals,
    undo_snapshot,
    unlock_snapshot,
)
from staff.forms.snapshots import SnapshotForm
from staff.models import Snapshot
from staff.rights import snapshot_for
from staff.sheets import read_staff, table_text
from staff.views.template_workbook import template


def below_staff(here: str) -> list[dict[str, str]]:
    """The way from the page of staff to this one."""
    return [{"label": _("Staff"), "url": reverse("staff")}, {"label": here, "url": ""}]


@login_required
@require_safe
def snapshots(request: SignedInRequest) -> HttpResponse:
    """Every day on record, the newest first, with who entered and who locked it."""
    require(request.user, Right.READ_STAFF)
    every = Snapshot.objects.select_related("entered_by", "locked_by").order_by("-as_of", "scope")
    context: dict[str, Any] = {"snapshots": every, "demo": any(one.demonstration for one in every)}
    context |= {"may_edit": may(request.user, Right.EDIT_STAFF), "may_lock": may(request.user, Right.LOCK_STAFF)}
    return render(request, "staff/snapshots.html", context | {"crumbs": below_staff(_("Days on record"))})


@login_required
def bring_in(request: SignedInRequest) -> HttpResponse:
    """Read a file or pasted rows, show what would be entered or all that is wrong, and enter it once confirmed."""
    require(request.user, Right.EDIT_STAFF)
    form = SnapshotForm(posted(request), request.FILES or None, initial=_before(request))
    context: dict[str, Any] = {"form": form, "crumbs": below_staff(_("Bring staff in"))}
    if request.method == "POST" and form.is_valid():
        found = read_staff(*form.upload)
        problems = found.problems or list(dict.fromkeys(refusals(form.head, found.rows, found.stated_total)))
        if not problems and "enter" in request.POST:
            return _entered(request, lambda: enter_snapshot(
                form.head, found.rows, by=request.user, stated_total=found.stated_total
            ))  # fmt: skip
        rows = added_up(found.rows)
        context |= {"problems": problems, "rows": rows, "levels": [] if problems else by_level(rows)}
        context["text"] = form.cleaned_data["rows"] if found.problems else table_text(rows)
        if not problems:
            context |= {"total": sum(row.total for row in rows), "stated_total": found.stated_total}
    return render(request, "staff/import.html", context)


def _entered(request: SignedInRequest, enter: Callable[[], Snapshot]) -> HttpResponse:
    try:
        enter()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:import")
    messages.success(request, _("Staff are on record. A second person locks them; until then they count nowhere."))
    return redirect("staff:snapshots")


def _before(request: SignedInRequest) -> dict[str, str]:
    """For typed entry: the rows of the newest day, to be changed."""
    newest = Snapshot.objects.order_by("as_of").last() if request.GET.get("rows") == "before" else None
    return {"rows": table_text(as_rows(newest))} if newest else {}


@login_required
@require_safe
def workbook(request: SignedInRequest) -> HttpResponse:
    """The workbook to fill in."""
    require(request.user, Right.EDIT_STAFF)
    return HttpResponse(template(), headers=XLSX.headers("staff-by-level"))


@login_required
@require_POST
def locked(request: SignedInRequest, snapshot: int) -> HttpResponse:
    """Lock a day that somebody else entered."""
    found = snapshot_for(request.user, snapshot, Right.LOCK_STAFF)
    return _done(request, lambda: lock_snapshot(found, by=request.user), _("The day is locked and counts from now on."))


@login_required
@require_POST
def unlocked(request: SignedInRequest, snapshot: int) -> HttpResponse:
    """Open a locked day again, with a reason."""
    found, reason = snapshot_for(request.user, snapshot, Right.LOCK_STAFF), request.POST.get("reason", "")
    return _done(request, lambda: unlock_snapshot(found, by=request.user, reason=reason), _("The day is open again."))


@login_required
@require_POST
def undone(request: SignedInRequest, snapshot: int) -> HttpResponse:
    """Take a day that nobody locked off the record."""
    found = snapshot_for(request.user, snapshot, Right.EDIT_STAFF)
    return _done(request, lambda: undo_snapshot(found, by=request.user), _("The day is off the record."))


def _done(request: SignedInRequest, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("staff:snapshots")
