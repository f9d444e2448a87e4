"""Pages of letters: one about an invitation, edited and recorded with the decision, and the office’s wordings."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.actions.trail import note_read, subject_of
from meetings.files.formats import DOCX, EML
from meetings.forms.letters import LetterForm
from meetings.letters.documents import as_docx, as_eml
from meetings.rights import Right, SignedInRequest, require
from meetings.views.wordings import wordings_of
from meetings.vocabulary import LetterLanguage
from panels.actions.experts import suitable
from panels.actions.steps import last_number
from panels.crumbs import below_desk
from panels.letters.drafts import TO_ORGANIZERS, draft, letters_to_send
from panels.models import Invitation
from panels.rights import invitation_for
from panels.vocabulary import LetterKind, SuggestionResult

FILES = {"docx": (DOCX, as_docx), "eml": (EML, as_eml)}


@login_required
def letter(request: SignedInRequest, slug: str) -> HttpResponse:
    """A letter filled in from the record, to be edited, taken along, and recorded with the decision it is about."""
    invitation = invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    steps = letters_to_send(invitation)
    kinds = [one.value for one in steps] or [LetterKind.ASK_WHO.value]
    kind, language = TO_ORGANIZERS.asked(request.GET, kinds)
    drafted = draft(invitation, kind, language)
    context = {
        "invitation": invitation,
        "panel": invitation.panel,
        "demo": invitation.demonstration,
        "kinds": [(one, LetterKind(one).label) for one in kinds],
        "languages": LetterLanguage.choices,
        "kind": kind,
        "language": language,
        "draft": drafted,
        "to": steps.get(LetterKind(kind), ""),
        "seen": last_number(invitation),
        "sent": invitation.steps.exclude(letter_text="").select_related("by", "letter_template").order_by("-number"),
        "crumbs": below_desk(_("Letter"), (invitation.panel.title, invitation.get_absolute_url())),
    }
    return render(request, "panels/letter.html", context | _experts(request, invitation))


def _experts(request: SignedInRequest, invitation: Invitation) -> dict[str, Any]:
    """Whom we could suggest, whom we suggested, and what may happen to a suggestion; that names were read is noted."""
    fitting, suggested = suitable(invitation), list(invitation.suggestions.select_related("expert"))
    shown = [*fitting, *(one.expert for one in suggested)]
    note_read(by=request.user, meeting=None, shown=shown, subject=subject_of(invitation))
    return {
        "suitable": fitting,
        "suggested": suggested,
        "results": SuggestionResult.choices,
    }


@login_required
@require_POST
def file(request: SignedInRequest, slug: str, form: str) -> HttpResponse:
    """The letter as it was edited, as a Word document or for a mail program."""
    invitation_for(request.user, slug, Right.EDIT_INVITATIONS)
    sent = LetterForm({"subject": request.POST.get("subject"), "text": request.POST.get("letter_text")})
    if not sent.is_valid():
        return HttpResponse(_("The letter needs a subject and a text."), status=400, content_type="text/plain")
    written, write = FILES[form]
    content = write(sent.cleaned_data["subject"], sent.cleaned_data["text"])
    return HttpResponse(content, headers=written.headers(f"letter-{slug}"))


@login_required
def wordings(request: SignedInRequest) -> HttpResponse:
    """The office's wording of one letter to organizers in one language; saving makes a new version."""
    require(request.user, Right.EDIT_INVITATIONS)
    return wordings_of(request, TO_ORGANIZERS, below_desk(_("Wordings of letters")))
