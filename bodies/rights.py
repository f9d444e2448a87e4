"""Bodies and cycles, fetched and authorised at once."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from bodies.models import Body, Cycle
from meetings.rights import Account, Right, may


def body_for(user: Account, code: str, right: Right = Right.READ_SELECTION) -> Body:
    """The body that is this forum. 404 for whoever reads none, 403 for whoever may only look."""
    if not may(user, Right.READ_SELECTION):
        raise Http404
    found = Body.objects.select_related("forum").filter(forum__code=code).first()
    if found is None:
        raise Http404
    if not may(user, right):
        raise PermissionDenied
    return found


def cycle_for(user: Account, code: str, pk: int, right: Right = Right.READ_SELECTION) -> Cycle:
    """One cycle of that body, in the same way."""
    found = Cycle.objects.select_related("body__forum").filter(body=body_for(user, code, right), pk=pk).first()
    if found is None:
        raise Http404
    return found
