"""Invitations, fetched and authorised at once."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from meetings.rights import Account, Right, may
from panels.models import Invitation


def invitation_for(user: Account, slug: str, right: Right = Right.READ_INVITATIONS) -> Invitation:
    """The invitation to that panel. 404 for whoever reads none, 403 for whoever may only look."""
    if not may(user, Right.READ_INVITATIONS):
        raise Http404
    found = Invitation.objects.select_related("panel__meeting", "owner").filter(panel__slug=slug).first()
    if found is None:
        raise Http404
    if not may(user, right):
        raise PermissionDenied
    return found
