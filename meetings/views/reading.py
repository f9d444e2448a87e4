"""Pages about the reading of a list: its progress, its mapping, and reading it again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_read
from meetings.forms.reading import MappingForms, on_page
from meetings.imports.participants.samples import samples_of
from meetings.imports.participants.staged import read_again, redescribe, restage
from meetings.models import ImportBatch
from meetings.reading.formats import Unreadable
from meetings.rights import Right, SignedInRequest, meeting_for
from meetings.views import frame
from meetings.views.document_parts import how_far
from meetings.views.lists import batch_of
from meetings.views.requests import go_on, posted
from meetings.views.review_page import import_steps
from meetings.vocabulary import BatchState


@login_required
@require_safe
def progress(request: SignedInRequest, slug: str) -> JsonResponse:
    """How far the reading of the list is that this person handed in last; the page asks while it waits."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    batch = ImportBatch.objects.filter(document__meeting=meeting, by=request.user).order_by("pk").last()
    reading = batch is not None and batch.state == BatchState.READING and not batch.interrupted
    return JsonResponse({"reading": reading, "sentence": how_far(batch) if batch and reading else ""})


@login_required
@require_POST
def again(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """Read a list whose reading was interrupted."""
    interrupted = batch_of(request, slug, batch, Right.EDIT)
    try:
        read_again(interrupted)
    except Unreadable as refusal:
        messages.error(request, on_page(refusal.message))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    return go_on(request, reverse("meetings:batch", args=[slug, batch]))


@login_required
def mapping(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """Say where in the file the list stands, what its columns hold, or which document it is; it is previewed again."""
    staged = batch_of(request, slug, batch, Right.EDIT)
    if staged.state != BatchState.PREVIEWED:
        return redirect("meetings:batch", slug, batch)
    forms, refused = MappingForms(staged, posted(request), samples_of(staged)), ""
    if request.method == "POST" and forms.is_valid():
        try:
            said(staged, forms)
        except Unreadable as refusal:
            refused = on_page(refusal.message)
        except ActionRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("The list was read again."))
            return redirect("meetings:batch-map" if forms.sent is forms.where else "meetings:batch", slug, batch)
    # The samples under the headers are of the people of the list.
    note_read(by=request.user, meeting=staged.document.meeting, shown=[staged])
    context: dict[str, Any] = frame.of_meeting(staged.document.meeting, _("How the list is read"))
    context |= {"batch": staged, "forms": forms, "refused": refused, "steps": import_steps("columns", staged)}
    return render(request, "meetings/map.html", context)


def said(staged: ImportBatch, forms: MappingForms) -> None:
    """Take up what was said. Raises Unreadable, Refused."""
    if forms.sent is forms.document:
        redescribe(staged, **forms.document.cleaned_data)
    else:
        restage(staged, forms.instructions())
