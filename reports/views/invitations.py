"""Pages of the panel desk that show a verdict: the quick path, the desk, one invitation."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.actions.trail import note_read, subject_of
from meetings.rights import Account, Right, SignedInRequest, may, panels_within, require
from meetings.vocabulary import LetterLanguage
from panels.actions.decisions import ACCEPT, ASK, DECLINE, KEEP, receive_and_decide
from panels.actions.steps import Words
from panels.crumbs import below_desk
from panels.forms.quick import QuickForm
from panels.models import Invitation, LineUpSeat
from panels.vocabulary import DECLINED_WITH_APPROVER, NEEDS_EXEMPTION, ReasonCode
from reports.dashboards.choices import REASONS
from reports.dashboards.invitations import outcome_text, page_of
from reports.dashboards.panel_desk import Desk, replies_due
from reports.dashboards.panels import PanelList, PanelsForm, table_of
from reports.dashboards.verdicts import Verdict, verdict_on
from reports.presentation.dates import day_text

PAST = 10
"""So many past panels stand below the desk."""
DECIDED = (KEEP, ASK, ACCEPT, DECLINE)


@login_required
def new(request: SignedInRequest) -> HttpResponse:
    """The quick path: paste who speaks, see the verdict, decide; all on one page."""
    require(request.user, Right.EDIT_INVITATIONS)
    form = QuickForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "crumbs": below_desk(_("New invitation")), "reasons": REASONS}
    if form.is_valid():
        what = request.POST.get("do", "check")
        refused = ""
        if what in DECIDED and _is_news(request, form):
            refused = _("Some lines are not understood. Decide again to leave them out.")
        elif what in DECIDED:
            try:
                made = receive_and_decide(
                    form.event, form.found.seats, what, by=request.user, words=_words(request), **form.details
                )
            except ActionRefused as refusal:
                refused = str(refusal)
            except ChangedMeanwhile as found:
                messages.info(request, _("This invitation is on record already: nothing was entered twice."))
                return redirect(Invitation.objects.get(pk=found.current.pk))
            else:
                messages.success(request, _("The invitation is on record."))
                return redirect("panel", made.panel.slug)
        context |= _offered(form, verdict_on(form.found.seats)) | {"refused": refused}
    return render(request, "reports/invitation_new.html", context)


def _words(request: SignedInRequest) -> Words:
    asked = request.POST.get("reason_code", "")
    return Words(asked if asked in ReasonCode else "", request.POST.get("note", "").strip()[:1000])


def _is_news(request: SignedInRequest, form: QuickForm) -> bool:
    """Whether a line that is on no seat was not shown yet to the person who decides."""
    shown = request.POST.getlist("left_out")
    return any(text not in shown for _line, text in form.found.not_understood)


def _offered(form: QuickForm, verdict: Verdict) -> dict[str, Any]:
    """The verdict, and which decisions stand beside it: what cannot be told yet is not declined."""
    bad, unknown = verdict.status in NEEDS_EXEMPTION, verdict.status in ("cannot_tell_yet", "")
    return {
        "verdict": verdict,
        "not_understood": form.found.not_understood,
        "unknown_titles": form.found.unknown_titles,
        "bad": bad,
        "may_ask": bad or unknown,
        "may_accept": bool(form.found.seats),
        "may_decline": bool(form.found.seats) and not unknown,
        "two_to_decline": form.cleaned_data["organiser_type"] in DECLINED_WITH_APPROVER,
    }


@login_required
@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    """What waits for the panel desk and its approvers, the next first."""
    require(request.user, Right.READ_INVITATIONS)
    found = Desk(request.GET, request.user)
    crumbs = [{"label": _("Panels"), "url": reverse("panels")}, {"label": _("Invitations")}]
    held = found.at_forum(panels_within(request.user, Right.READ_PANELS), "meeting__forum")
    on_record = PanelList(PanelsForm({}, held), held, found.today)
    past = table_of(on_record.past[:PAST], _("Latest first"), found.today)
    context = {
        "desk": found,
        "list": on_record,
        "past": past,
        "query": urlencode({"forum": found.forum}) if found.forum else "",
        "demo": found.demo or on_record.demo,
        "crumbs": crumbs,
    }
    return render(request, "reports/panel_desk.html", context)


def invitation(request: SignedInRequest, found: Invitation) -> HttpResponse:
    """One invitation with its speakers by name; that it was read is noted."""
    page = page_of(found, request.user, request.GET.get("letter", ""))
    shown = [*LineUpSeat.objects.filter(line_up__invitation=found), *(page.letter.experts if page.letter else ())]
    note_read(by=request.user, meeting=None, shown=shown, subject=subject_of(found))
    panel, due = found.panel, {"day": day_text(found.reply_due) if found.reply_due else "", "due": page.due}
    context = {
        "page": page,
        "invitation": found,
        "panel": panel,
        "demo": found.demonstration,
        "crumbs": below_desk(panel.title),
        "languages": LetterLanguage.choices,
        "day": day_text(panel.date) if panel.date else _("no day yet"),
        "reply": _("Reply by %(day)s, %(due)s") % due if page.due else "",
        "outcome": outcome_text(found),
    }
    return render(request, "reports/invitation.html", context)


def offered(user: Account) -> dict[str, Any]:
    """What the page of all panels leads to and says of invitations: numbers alone to whoever reads none."""
    counts = may(user, Right.COUNT_INVITATIONS) and not may(user, Right.READ_INVITATIONS)
    return {
        "may_read_invitations": may(user, Right.READ_INVITATIONS),
        "may_invite": may(user, Right.EDIT_INVITATIONS),
        "replies_due": len(replies_due()) if counts else 0,
    }
