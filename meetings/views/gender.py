"""Pages about where genders come from: what a person declared, and sources of gender columns."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions.gender import declare_gender, name_gender_source
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_read
from meetings.forms.gender import DeclaredForm, NamedSourceForm
from meetings.models import GenderRecord, Participation
from meetings.rights import Locked, Right, SignedInRequest, meeting_for, meetings_within, require
from meetings.views import frame
from meetings.views.requests import posted
from meetings.workspace.gender_sources import unnamed_sources


@login_required
def declared(request: SignedInRequest, slug: str, participation: int) -> HttpResponse:
    """Record what somebody declared, beside what is on record about them; that it was read is noted."""
    meeting = meeting_for(request.user, slug, Right.RECORD_GENDER)
    people = Participation.objects.select_related("person", "delegation__country", "meeting")
    one = get_object_or_404(people, meeting=meeting, pk=participation)
    form = DeclaredForm(posted(request))
    if form.is_valid() and _declare(request, one, form):
        return redirect("meetings:people", slug)
    note_read(by=request.user, meeting=meeting, shown=[one])
    context = frame.of_meeting(meeting, _("Declared gender")) | {"one": one, "form": form}
    context["evidence"] = _evidence(request, one)
    return render(request, "meetings/declared.html", context)


def _declare(request: SignedInRequest, one: Participation, form: DeclaredForm) -> bool:
    """Record it, or say on the form why not."""
    try:
        declare_gender(participation=one, by=request.user, **form.cleaned_data)
    except (ActionRefused, Locked) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Recorded. “As listed” does not change."))
    return True


def _evidence(request: SignedInRequest, one: Participation) -> QuerySet[GenderRecord]:
    """What is known about the person, from meetings of which this user may know it and from the person."""
    seen = Q(meeting__in=meetings_within(request.user, Right.READ_EVIDENCE)) | Q(meeting=None)
    records = GenderRecord.objects.filter(seen, person=one.person, withdrawn_at__isnull=True)
    return records.select_related("meeting").order_by("-at", "-pk")


@login_required
def sources(request: SignedInRequest, slug: str = "") -> HttpResponse:
    """Gender columns of which nobody has said where they come from, of one meeting or of all; a reviewer says it."""
    meeting = meeting_for(request.user, slug, Right.LOCK) if slug else None
    require(request.user, Right.LOCK)
    forms = [NamedSourceForm(posted(request), one) for one in unnamed_sources(meeting)]
    sound = [form.is_valid() for form in forms]
    if request.method == "POST" and all(sound):
        _name(request, forms)
        return redirect(request.path)
    here = _("Sources of gender")
    context = frame.of_meeting(meeting, here) if meeting else frame.beside_meetings(here)
    return render(request, "meetings/gender_sources.html", context | {"forms": forms})


def _name(request: SignedInRequest, forms: Sequence[NamedSourceForm]) -> None:
    """Name every source that was chosen; one that is refused says why and leaves the others standing."""
    named = 0
    for form in forms:
        basis, source = form.cleaned_data["gender_basis"], form.cleaned_data["gender_source"]
        if not basis:
            continue
        try:
            name_gender_source(form.unnamed.batch, basis=basis, source=source, by=request.user)
        except (ActionRefused, Locked) as refusal:
            messages.error(request, str(refusal))
        else:
            named += 1
    if named:
        messages.success(request, ngettext("%d source is named.", "%d sources are named.", named) % named)
