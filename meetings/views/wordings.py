"""Page of the office's wordings of letters: one kind in one language, in its versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.wordings import write_wording
from meetings.forms.letters import WordingForm
from meetings.letters.wordings import Letters
from meetings.rights import SignedInRequest
from meetings.vocabulary import LetterLanguage


def wordings_of(request: SignedInRequest, letters: Letters[Any], crumbs: list[dict[str, str]]) -> HttpResponse:
    """The wording in force, to be changed; saving makes a new version. Its caller has authorised."""
    kind, language = letters.asked(request.GET)
    wording, own = letters.in_force(kind, language)
    initial = {"subject": wording.subject, "text": wording.text}
    form = WordingForm(letters.fields, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _written(request, letters, (kind, language), form)
    versions = letters.model.objects.filter(kind=kind, language=language)
    context = {
        "form": form,
        "own": own,
        "supplied": letters.supplied(kind, language),
        "kinds": letters.kinds.choices,
        "languages": LetterLanguage.choices,
        "kind": kind,
        "language": language,
        "fields": [f"[{one}]" for one in letters.fields],
        "versions": versions.select_related("by").order_by("-version"),
        "crumbs": crumbs,
    }
    return render(request, "meetings/wordings.html", context)


def _written(
    request: SignedInRequest, letters: Letters[Any], chosen: tuple[str, str], form: WordingForm
) -> HttpResponse:
    """Save the next version; whoever was second learns of the one that was first."""
    asked, written = request.POST.get("seen", ""), {name: form.cleaned_data[name] for name in ("subject", "text")}
    seen = int(asked) if asked.isdecimal() else 0
    try:
        made = write_wording(letters.model, *chosen, seen=seen, by=request.user, **written)
    except ChangedMeanwhile:
        return render(request, "409.html", {"back_url": request.get_full_path()}, status=409)
    messages.success(request, _("Version %(version)s is in force.") % {"version": made.version})
    return redirect(request.get_full_path())
