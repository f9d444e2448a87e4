"""Snapshots of staff, fetched and authorised at once."""

from __future__ import annotations

from meetings.rights import Account, Right, found_for
from staff.models import Snapshot


def snapshot_for(user: Account, pk: int, right: Right = Right.READ_STAFF) -> Snapshot:
    """The snapshot of that number. 404 for whoever reads none, 403 for whoever may only look."""
    one = Snapshot.objects.select_related("entered_by", "locked_by").filter(pk=pk)
    return found_for(user, one, Right.READ_STAFF, right)
