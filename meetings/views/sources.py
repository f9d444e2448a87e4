"""Page of a source of published figures, with its figures: reviewers enter and change both."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.actions.published import seen_as, set_source
from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.forms.published import SourceForms
from meetings.models import Source
from meetings.rights import Right, SignedInRequest, require
from meetings.views.requests import posted


@login_required
def source(request: SignedInRequest, source: int | None = None) -> HttpResponse:
    """A source and its figures, saved as a whole; whoever comes second is told."""
    require(request.user, Right.EDIT_PUBLISHED)
    known = get_object_or_404(Source, pk=source) if source else None
    forms, refused = SourceForms(known, posted(request)), tuple[str, ...]()
    if request.method == "POST" and forms.is_valid():
        version = request.POST.get("version", "")
        try:
            set_source(known, forms.source.cleaned_data, forms.figures, version=version, by=request.user)
        except ChangedMeanwhile:
            return render(request, "409.html", {"differences": [], "back_url": request.path}, status=409)
        except ActionRefused as refusal:
            refused = refusal.reasons
        else:
            messages.success(request, _("The source and its figures are saved."))
            return redirect("sources")
    version = request.POST.get("version") or (seen_as(known) if known else "")
    crumbs = [{"label": _("Published by others"), "url": reverse("sources")}, {"label": _("Source"), "url": ""}]
    context = {"forms": forms, "form": forms.source, "known": known, "version": version, "refused": refused}
    return render(request, "meetings/source.html", context | {"crumbs": crumbs})
