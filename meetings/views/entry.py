"""Page of a delegation's people: correct those on record, type in new ones."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions.corrections import correct_entry
from meetings.actions.hold import hold_meeting
from meetings.actions.trail import note_read
from meetings.forms.entry import TYPED, EntryForms, people_of, tally
from meetings.imports.participants.pipeline import title_rules
from meetings.imports.participants.preview import Preview
from meetings.imports.participants.typed import enter_rows
from meetings.models import Delegation
from meetings.rights import Right, SignedInRequest, meeting_for
from meetings.views import frame
from meetings.views.requests import DESK
from meetings.vocabulary import Outcome


@login_required
def delegation(request: SignedInRequest, slug: str, delegation: int) -> HttpResponse:
    """Show the people of a delegation; save corrections and typed rows together, or nothing."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    found = Delegation.objects.select_related("country", "meeting")
    entered = get_object_or_404(found, meeting=meeting, pk=delegation)
    if request.method == "POST":
        forms, saved = save(request, entered)
        if saved:
            return redirect("meetings:delegation", slug, delegation)
    else:
        forms = EntryForms(people_of(entered), title_rules(), None)
    people = [form.participation for form in forms.known]
    note_read(by=request.user, meeting=meeting, shown=people)
    context = frame.of_meeting(meeting, str(entered)) | {"delegation": entered, "forms": forms, "tally": tally(people)}
    return render(request, "meetings/entry.html", context, status=409 if forms.stale else 200)


def save(request: SignedInRequest, entered: Delegation) -> tuple[EntryForms, bool]:
    """Save the screen in one transaction; the meeting is held, so that what is compared is what is replaced."""
    with transaction.atomic():
        hold_meeting(entered.meeting)
        forms = EntryForms(people_of(entered), title_rules(), request.POST)
        if not forms.is_valid():
            return forms, False
        preview = enter(request, entered, forms)
        if preview and preview.totals[Outcome.INVALID]:
            forms.tell(preview.problems)
            return forms, False
        source = forms.block.cleaned_data["source"] or DESK
        changed = [
            correct_entry(participation=form.participation, values=form.values, by=request.user, source=source)
            for form in forms.known
            if form.has_changed()
        ]
    report(request, sum(changed), preview)
    return forms, True


def enter(request: SignedInRequest, entered: Delegation, forms: EntryForms) -> Preview | None:
    """Pass the typed rows through the import; None when nothing is typed. Nothing is written while a row is wrong."""
    said = forms.block.cleaned_data
    known = {"gender_basis": said["gender_basis"], "gender_source": said["source"]}
    return enter_rows(entered, TYPED, forms.rows, by=request.user, **known)[1] if forms.rows else None


def report(request: SignedInRequest, corrected: int, preview: Preview | None) -> None:
    """Say what was saved, and what the validators noticed."""
    made = preview.totals[Outcome.NEW] + preview.totals[Outcome.CONFLICT] if preview else 0
    if made:
        messages.success(request, ngettext("%d person is entered.", "%d people are entered.", made) % made)
    if corrected:
        messages.success(request, ngettext("%d row is corrected.", "%d rows are corrected.", corrected) % corrected)
    if not made and not corrected:
        messages.info(request, _("Nothing was changed."))
    for problem in preview.problems if preview else []:
        messages.warning(request, problem.message.removeprefix(": "))
