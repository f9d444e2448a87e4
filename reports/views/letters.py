"""Pages of letters to delegations: all of them, new ones, those prepared together, one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from meetings.actions.letters import seen_as
from meetings.actions.refusals import ActionRefused
from meetings.forms.letter_verbs import EditForm
from meetings.forms.letters_to_delegations import AnswerForm, NewLettersForm, SentForm, WithdrawForm
from meetings.letters.rights import campaign_for, letter_for, letter_kinds, may_with_letters
from meetings.models import DelegationLetter
from meetings.rights import Right, SignedInRequest
from reports.dashboards.letters import LettersPage, WantedLetters, changed_figures, how_far, prepare_letters


@login_required
@require_safe
def letters(request: SignedInRequest) -> HttpResponse:
    """What waits for an answer, what was prepared, what became of letters."""
    if not letter_kinds(request.user, Right.READ_LETTERS):
        raise PermissionDenied
    page = LettersPage(request.user)
    context = {"page": page, "demo": page.demo, "may_prepare": bool(letter_kinds(request.user, Right.PREPARE_LETTERS))}
    return render(request, "reports/letters.html", context)


@login_required
def new(request: SignedInRequest) -> HttpResponse:
    """Choose a kind and a meeting, see whom letters go to and three of them, prepare them all."""
    kinds = letter_kinds(request.user, Right.PREPARE_LETTERS)
    if not kinds:
        raise PermissionDenied
    asked = request.POST or request.GET
    form = NewLettersForm(kinds, asked or None)
    context: dict[str, Any] = {"form": form, "crumbs": _crumbs(_("New letters"))}
    if asked and form.is_valid():
        wanted = WantedLetters.of(form.cleaned_data)
        if request.method == "POST" and (done := _prepared(request, wanted)):
            return done
        recipients = wanted.recipients(request.user)
        context |= {
            "recipients": recipients,
            "previews": wanted.previews(recipients),
            "language": wanted.about.language,
        }
    return render(request, "reports/letters_new.html", context)


def _prepared(request: SignedInRequest, wanted: WantedLetters) -> HttpResponse | None:
    """Prepare the letters; None where it was refused."""
    by_hand = _("left out by hand")
    out = {code: request.POST.get(f"why_{code}", "").strip() or by_hand for code in request.POST.getlist("out")}
    try:
        made = prepare_letters(request.user, wanted, out)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return None
    number = made.letters.count()
    said = ngettext("%(number)s letter is prepared.", "%(number)s letters are prepared.", number) % {"number": number}
    messages.success(request, said)
    return redirect(made.get_absolute_url())


@login_required
@require_safe
def campaign(request: SignedInRequest, campaign: int) -> HttpResponse:
    """Letters prepared together, with who was left out and why."""
    found = campaign_for(request.user, campaign, Right.READ_LETTERS)
    letters = list(found.letters.select_related("country", "prepared_by", "approved_by"))
    context = {
        "campaign": found,
        "letters": letters,
        "how_far": how_far(letters),
        "demo": found.forum.demonstration,
        "may_approve": may_with_letters(request.user, Right.APPROVE_LETTERS, found.kind)
        and any(one.status == "draft" and one.prepared_by != request.user for one in letters),
        "crumbs": _crumbs(found.get_kind_display()),
    }
    return render(request, "reports/letter_campaign.html", context)


@login_required
@require_safe
def letter(request: SignedInRequest, letter: int) -> HttpResponse:
    """One letter as it is or was sent, what can be done with it, and whether its figures still hold."""
    found = letter_for(request.user, letter, Right.READ_LETTERS)
    context = {
        "letter": found,
        "changed": changed_figures(request.user, found),
        "forms": _forms(request, found),
        "demo": found.campaign.forum.demonstration,
        "crumbs": [*_crumbs(found.campaign.get_kind_display(), found.campaign.get_absolute_url()),
                   {"label": str(found.country), "url": ""}],
    }  # fmt: skip
    return render(request, "reports/letter.html", context)


def _forms(request: SignedInRequest, letter: DelegationLetter) -> dict[str, Any]:
    """The form of each step that can be taken now, by its verb."""
    today = timezone.localdate()
    found: dict[str, Any] = {}
    if may_with_letters(request.user, Right.PREPARE_LETTERS, letter.kind):
        if letter.status == "draft":
            values = {"subject": letter.subject, "text": letter.text, "version": seen_as(letter)}
            found["edit"] = EditForm(initial=values)
        if letter.status == "approved":
            found["sent"] = SentForm(initial={"on": today})
        if letter.status in ("sent", "answered"):
            found |= {"answer": AnswerForm(initial={"on": today}), "close": True}
        if letter.status not in ("closed", "withdrawn"):
            found["withdraw"] = WithdrawForm()
    another = letter.prepared_by != request.user
    if letter.status == "draft" and another and may_with_letters(request.user, Right.APPROVE_LETTERS, letter.kind):
        found["approve"] = True
    return found


def _crumbs(here: str, url: str = "") -> list[dict[str, str]]:
    return [{"label": _("Letters"), "url": reverse("letters")}, {"label": here, "url": url}]
