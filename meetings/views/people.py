"""Page of a meeting's list with its names as printed; each reading is noted in the trail."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from meetings.actions.trail import note_read
from meetings.models import Delegation, Meeting
from meetings.rights import Right, SignedInRequest, meeting_for, rights_at
from meetings.views.document_parts import pages_of
from meetings.workspace.frame import workspace_of

PAGE = 50


@login_required
@require_safe
def people(request: SignedInRequest, slug: str) -> HttpResponse:
    """Names as the list prints them, in its order; genders only for those who may see the evidence."""
    meeting = meeting_for(request.user, slug, Right.READ_NAMES)
    listed = meeting.participations.select_related("delegation__country").order_by(
        "delegation__name", "delegation_id", "list_order", "pk"
    )
    delegation = _delegation(request, meeting)
    if delegation:
        listed = listed.filter(delegation=delegation)
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    note_read(by=request.user, meeting=meeting, shown=page.object_list)
    pages = pages_of(page.object_list)
    for one in page.object_list:
        one.page = pages.get(one.pk, "")  # type: ignore[attr-defined]
    mine = rights_at(request.user, meeting)
    evidence = Right.READ_EVIDENCE in mine
    context = workspace_of(request.user, meeting, "people") | {"page": page, "evidence": evidence}
    context |= {"in_documents": bool(pages), "delegation": delegation}
    context |= {"may_edit": Right.EDIT in mine, "may_declare": evidence and Right.RECORD_GENDER in mine}
    return render(request, "meetings/people.html", context)


def _delegation(request: SignedInRequest, meeting: Meeting) -> Delegation | None:
    """The one delegation that the address asks for; none of this meeting is a 404."""
    asked = request.GET.get("delegation")
    if not asked:
        return None
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    return get_object_or_404(Delegation.objects.select_related("country"), meeting=meeting, pk=number)
