"""Snapshots of staff, fetched and authorised at once."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from meetings.rights import Account, Right, may
from staff.models import Snapshot


def snapshot_for(user: Account, pk: int, right: Right = Right.READ_STAFF) -> Snapshot:
    """The snapshot of that number. 404 for whoever reads none, 403 for whoever may only look."""
    if not may(user, Right.READ_STAFF):
        raise Http404
    found = Snapshot.objects.select_related("entered_by", "locked_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    if not may(user, right):
        raise PermissionDenied
    return found
