"""Verbs of letters to delegations, the files they leave as, and the wordings of the office."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.letters import approve
from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.files.formats import DOCX, EML, ZIP
from meetings.forms.letter_verbs import VERBS
from meetings.letters.documents import as_eml
from meetings.letters.files import as_word, file_name, zipped
from meetings.letters.rights import campaign_for, letter_for, letter_kinds
from meetings.letters.supplied import TO_DELEGATIONS
from meetings.models.letters import LetterStatus
from meetings.rights import Right, SignedInRequest
from meetings.views.wordings import wordings_of


@login_required
@require_POST
def verb(request: SignedInRequest, letter: int, verb: str) -> HttpResponse:
    """One step of a letter; what is refused is said on its page."""
    if verb not in VERBS:
        raise Http404
    wanted = VERBS[verb]
    found = letter_for(request.user, letter, wanted.right)
    form = wanted.form(request.POST)
    if not form.is_valid():
        faults = (str(text) for texts in form.errors.values() for text in texts)
        messages.error(request, " ".join(faults))
        return redirect(found.get_absolute_url())
    try:
        wanted.act(found, by=request.user, **form.cleaned_data)
    except ChangedMeanwhile:
        return render(request, "409.html", {"back_url": found.get_absolute_url()}, status=409)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(wanted.done))
    return redirect(found.get_absolute_url())


@login_required
@require_POST
def approve_all(request: SignedInRequest, campaign: int) -> HttpResponse:
    """Approve every draft that somebody else prepared."""
    found = campaign_for(request.user, campaign, Right.APPROVE_LETTERS)
    drafts = found.letters.filter(status=LetterStatus.DRAFT).exclude(prepared_by=request.user)
    number = 0
    for letter in drafts:
        try:
            approve(letter, by=request.user)
        except ActionRefused:
            continue
        number += 1
    said = ngettext("%(number)s letter is approved.", "%(number)s letters are approved.", number)
    own = _("Another person approves a letter than the one who prepared it.")
    messages.success(request, said % {"number": number}) if number else messages.error(request, own)
    return redirect(found.get_absolute_url())


@login_required
@require_safe
def archive(request: SignedInRequest, campaign: int) -> HttpResponse:
    """Letters prepared together as one archive, with the table for the registry; withdrawn ones are left out."""
    found = campaign_for(request.user, campaign, Right.READ_LETTERS)
    letters = found.letters.exclude(status=LetterStatus.WITHDRAWN).select_related(
        "campaign", "meeting", "country", "approved_by"
    )
    return HttpResponse(zipped(letters), headers=ZIP.headers(f"letters-{found.pk}"))


@login_required
@require_safe
def file(request: SignedInRequest, letter: int, form: str) -> HttpResponse:
    """One letter for Word or for a mail program."""
    found = letter_for(request.user, letter, Right.READ_LETTERS)
    stem = file_name(found).rpartition(".")[0]
    if form == DOCX.extension:
        return HttpResponse(as_word(found), headers=DOCX.headers(stem))
    return HttpResponse(as_eml(found.subject, found.text), headers=EML.headers(stem))


@login_required
def wordings(request: SignedInRequest) -> HttpResponse:
    """The office's wording of one letter to delegations in one language; saving makes a new version."""
    if not letter_kinds(request.user, Right.PREPARE_LETTERS):
        raise PermissionDenied
    crumbs = [{"label": _("Letters"), "url": reverse("letters")}, {"label": _("Wordings"), "url": ""}]
    return wordings_of(request, TO_DELEGATIONS, crumbs)
