"""Invitations, fetched and authorised at once."""

from __future__ import annotations

from meetings.rights import Account, Right, found_for
from panels.models import Invitation


def invitation_for(user: Account, slug: str, right: Right = Right.READ_INVITATIONS) -> Invitation:
    """The invitation to that panel. 404 for whoever reads none, 403 for whoever may only look."""
    one = Invitation.objects.select_related("panel__meeting", "owner").filter(panel__slug=slug)
    return found_for(user, one, Right.READ_INVITATIONS, right)
