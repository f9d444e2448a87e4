"""Page of a pasted programme: preview its panels, then create them."""

import hashlib

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.actions.panels import Seat
from meetings.imports.programme import LONGEST_TEXT, Programme, import_programme, read_programme
from meetings.models import Meeting
from meetings.reading.formats import Unreadable
from meetings.rights import Right, SignedInRequest, meeting_for
from meetings.views import frame
from meetings.views.requests import DESK, posted
from meetings.vocabulary import Gender, PanelRole


class ProgrammeForm(forms.Form):
    """The text of a programme, as a public page prints it."""

    text = forms.CharField(
        label=gettext_lazy("The programme"),
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Put each panel under a heading such as “Panel II: Verification”, with its people below it, one per "
            "line or after a label: “Panellists: Ms. Ana SAMPLE, Institute of Tests; Mr. Bo SAMPLE”. Write the "
            "day on its own line or in the heading."
        ),
    )


@login_required
def programme(request: SignedInRequest, slug: str) -> HttpResponse:
    """Paste a programme, look at its panels, create those that are ticked; only the text that was shown is imported."""
    meeting = meeting_for(request.user, slug, Right.EDIT_PANELS)
    form, read = ProgrammeForm(posted(request)), None
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            if request.POST.get("shown") == digest(text) and "create" in request.POST:
                return created(request, meeting, text)
            read = read_programme(meeting, text)
        except Unreadable as refusal:
            form.add_error("text", refusal.message)
    context = frame.of_panel(meeting, _("Paste a programme")) | {"form": form, "programme": read}
    context["panels"] = [(panel, list(map(in_words, panel.seats))) for panel in read.panels] if read else []
    context["shown"] = digest(form.cleaned_data["text"]) if read else ""
    return render(request, "meetings/programme.html", context)


def created(request: SignedInRequest, meeting: Meeting, text: str) -> HttpResponse:
    """Create the panels that are ticked and lead to where they stand."""
    lines = {int(line) for line in request.POST.getlist("panel") if line.isdecimal()}
    done: Programme = import_programme(meeting, text, by=request.user, source=DESK, lines=lines)
    number = sum(panel.line in lines for panel in done.new)
    messages.success(request, ngettext("%d panel is created.", "%d panels are created.", number) % number)
    for title in sorted(set(done.unknown_titles)):
        messages.warning(request, _("The courtesy title “%s” is not known: gender not recorded.") % title)
    return redirect("panels")


def in_words(seat: Seat) -> tuple[str, str]:
    """Who sits there, and what is said of them: their role and the gender that the title says."""
    who = f"{seat.title} {seat.name}".strip() if seat.confirmed else _("to be confirmed")
    role, gender = PanelRole(seat.role).label, Gender(seat.seat_gender).label
    return ", ".join(filter(None, [who, seat.organisation])), f"{role}, {gender}" if seat.confirmed else str(role)


def digest(text: str) -> str:
    """What the preview was of."""
    return hashlib.sha256(text.encode()).hexdigest()
