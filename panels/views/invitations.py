"""Pages that enter line-ups and decide invitations; what they lead to is shown on the page of the panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.actions.trail import note_read, subject_of
from meetings.rights import Right, SignedInRequest
from meetings.views.requests import posted
from panels.actions.decisions import decide
from panels.actions.invitations import add_line_up, check_again, describe_invitation, drop_seat, note_who_spoke
from panels.actions.proposals import agree, refuse
from panels.actions.seats import line_up_of
from panels.actions.steps import last_number
from panels.crumbs import below_desk
from panels.forms.decision import DecisionForm
from panels.forms.details import DetailsForm
from panels.forms.line_ups import LineUpForms
from panels.models import Invitation, Proposal
from panels.rights import invitation_for
from panels.vocabulary import Arrival, Occasion


@login_required
def line_up(request: SignedInRequest, slug: str) -> HttpResponse:
    """Enter a new line-up, pasted or seat by seat: before the panel, or who really spoke on it."""
    invitation = invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    forms = LineUpForms(posted(request), line_up_of(invitation))
    if forms.is_valid() and "spoke" in request.POST:
        return _taken(
            request,
            invitation,
            lambda seen: note_who_spoke(invitation, forms.entered, by=request.user, seen=seen),
            _("The panel is on record: it counts from now on."),
        )
    if forms.is_valid():
        how = Arrival.TYPED if forms.typed else Arrival.PASTED
        return _taken(
            request,
            invitation,
            lambda seen: add_line_up(invitation, forms.entered, by=request.user, how=how, seen=seen),
            _("The line-up is on record and checked."),
        )
    newest = line_up_of(invitation)
    note_read(by=request.user, meeting=None, shown=newest, subject=subject_of(invitation))
    context = _frame(invitation, _("New line-up"))
    context |= {"forms": forms, "seen": last_number(invitation), "newest": newest, "over": invitation.may_be_over}
    return render(request, "panels/line_up.html", context)


@login_required
@require_POST
def drop_out(request: SignedInRequest, slug: str) -> HttpResponse:
    """A speaker dropped out: the line-up without that seat."""
    invitation = invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    return _taken(
        request,
        invitation,
        lambda seen: drop_seat(invitation, request.POST.get("seat", ""), by=request.user, seen=seen),
        _("The line-up without this speaker is on record and checked."),
    )


@login_required
@require_POST
def decision(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take the step that was chosen, or put it to an approver."""
    invitation = invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.what_is_wrong)
        return redirect("panel", slug)

    def take(seen: int) -> None:
        made = decide(invitation, form.cleaned_data["to"], by=request.user, seen=seen, words=form.words)
        waits = isinstance(made, Proposal)
        messages.success(request, _("An approver has to agree now.") if waits else _("The decision is on record."))

    return _taken(request, invitation, take)


@login_required
@require_POST
def approval(request: SignedInRequest, slug: str) -> HttpResponse:
    """Agree to the decision that waits, or refuse it; its author may take it back."""
    invitation = invitation_for(request.user, slug)
    asked = request.POST.get("proposal", "")
    waiting = invitation.proposals.filter(pk=int(asked) if asked.isdecimal() else 0).select_related("by").first()
    agrees = request.POST.get("answer") == "agree"
    own = waiting is not None and waiting.by_id == request.user.pk and not agrees
    if not own:
        invitation = invitation_for(request.user, slug, Right.APPROVE_INVITATIONS)

    def take(seen: int) -> None:
        if waiting is None:
            raise ChangedMeanwhile(invitation)
        if agrees:
            agree(waiting, by=request.user)
        else:
            refuse(waiting, by=request.user, answer=request.POST.get("note", "").strip())

    return _taken(request, invitation, take, _("Your answer is on record."))


@login_required
@require_POST
def took_place(request: SignedInRequest, slug: str) -> HttpResponse:
    """The panel took place with us, with the speakers of the newest line-up."""
    invitation = invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    return _taken(
        request,
        invitation,
        lambda seen: note_who_spoke(invitation, None, by=request.user, seen=seen),
        _("The panel is on record: it counts from now on."),
    )


@login_required
@require_POST
def checked_again(request: SignedInRequest, slug: str) -> HttpResponse:
    """The line-up was looked at again before the day and is unchanged."""
    invitation = invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    asked = request.POST.get("occasion", "")
    occasion = asked if asked in (Occasion.WEEK_BEFORE, Occasion.DAY_BEFORE) else Occasion.WEEK_BEFORE
    return _taken(
        request,
        invitation,
        lambda seen: check_again(invitation, occasion=occasion, by=request.user, seen=seen),
        _("The line-up was checked again."),
    )


@login_required
def details(request: SignedInRequest, slug: str) -> HttpResponse:
    """What can come later: dates, place, topic, owner."""
    invitation = invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    form = DetailsForm(posted(request), invitation)
    if form.is_valid():
        return _taken(
            request,
            invitation,
            lambda seen: describe_invitation(invitation, form.event, by=request.user, seen=seen, **form.details),
            _("The invitation is saved."),
        )
    context = _frame(invitation, _("Details")) | {"form": form, "seen": last_number(invitation)}
    return render(request, "panels/details.html", context)


def _taken(
    request: SignedInRequest, invitation: Invitation, take: Callable[[int], Any], done: str = ""
) -> HttpResponse:
    """Do it as of the step that the person saw: said on the panel's page, or 409 where somebody else was first."""
    seen = request.POST.get("seen", "")
    try:
        take(int(seen) if seen.isdecimal() else 0)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    except ChangedMeanwhile:
        return render(request, "409.html", {"back_url": invitation.get_absolute_url()}, status=409)
    else:
        if done:
            messages.success(request, done)
    return redirect("panel", invitation.panel.slug)


def _frame(invitation: Invitation, here: str) -> dict[str, Any]:
    crumbs = below_desk(here, (invitation.panel.title, invitation.get_absolute_url()))
    return {"invitation": invitation, "panel": invitation.panel, "crumbs": crumbs, "demo": invitation.demonstration}
