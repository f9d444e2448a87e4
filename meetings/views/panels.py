"""Pages that enter, change and exempt a panel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.actions.panels import as_edited, create_panel, edit_panel, exempt_panel
from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_read, subject_of
from meetings.forms.panels import PanelForms
from meetings.models import Panel
from meetings.rights import Right, SignedInRequest, meeting_for, panel_for
from meetings.views import frame
from meetings.views.requests import DESK, posted


@login_required
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Enter a panel of a meeting."""
    meeting = meeting_for(request.user, slug, Right.EDIT_PANELS)
    forms = PanelForms(posted(request))
    if forms.is_valid():
        panel = create_panel(meeting=meeting, by=request.user, source=DESK, **forms.cleaned_data)
        return saved(request, panel, forms)
    context = frame.of_panel(meeting, _("New panel")) | {"forms": forms, "panel": None, "version": ""}
    return render(request, "meetings/panel.html", context)


@login_required
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change a panel; whoever comes second sees both versions."""
    panel = panel_for(request.user, slug, Right.EDIT_PANELS)
    seen = as_edited(panel)
    forms = PanelForms(posted(request), seen)
    if forms.is_valid():
        version = request.POST.get("version", "")
        try:
            edit_panel(panel, version=version, by=request.user, source=DESK, **forms.cleaned_data)
        except ChangedMeanwhile as stale:
            both = {"differences": forms.differences(stale.current), "back_url": request.path}
            return render(request, "409.html", both, status=409)
        return saved(request, panel, forms)
    note_read(by=request.user, meeting=panel.meeting, shown=panel.seats.all(), subject=subject_of(panel))
    version = request.POST.get("version") or version_of(seen)
    context = frame.of_panel(panel.meeting, panel.title) | {"forms": forms, "panel": panel, "version": version}
    return render(request, "meetings/panel.html", context)


def saved(request: SignedInRequest, panel: Panel, forms: PanelForms) -> HttpResponse:
    """Say that the panel is saved, and which courtesy titles told nothing because nobody knows them."""
    messages.success(request, _("The panel is saved."))
    for title in forms.unknown_titles:
        messages.warning(request, _("The courtesy title “%s” is not known: gender not recorded.") % title)
    return redirect("panel", panel.slug)


@login_required
@require_POST
def exempt(request: SignedInRequest, slug: str) -> HttpResponse:
    """Exempt a panel with a reason, or end its exemption."""
    panel = panel_for(request.user, slug, Right.EXEMPT_PANELS)
    reason = request.POST.get("reason", "").strip()
    if len(reason) > 300:
        messages.error(request, _("The reason is longer than 300 characters; shorten it."))
        return redirect("panel", slug)
    try:
        exempt_panel(panel, reason=reason, by=request.user, source=DESK)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The panel is exempt.") if reason else _("The panel is no longer exempt."))
    return redirect("panel", slug)
