"""Bodies and cycles, fetched and authorised at once."""

from __future__ import annotations

from bodies.models import Body, Cycle
from meetings.rights import Account, Right, found_for


def body_for(user: Account, code: str, right: Right = Right.READ_SELECTION) -> Body:
    """The body that is this forum. 404 for whoever reads none, 403 for whoever may only look."""
    one = Body.objects.select_related("forum").filter(forum__code=code)
    return found_for(user, one, Right.READ_SELECTION, right)


def cycle_for(user: Account, code: str, pk: int, right: Right = Right.READ_SELECTION) -> Cycle:
    """One cycle of that body, in the same way."""
    one = Cycle.objects.select_related("body__forum").filter(body__forum__code=code, pk=pk)
    return found_for(user, one, Right.READ_SELECTION, right)
