"""Which meetings have public figures."""

from __future__ import annotations

from reports.models import Release, ReleaseMeeting


def released_meetings() -> frozenset[int]:
    """Ids of the meetings in some release that anyone may read."""
    public = ReleaseMeeting.objects.filter(release__in=Release.objects.out(), meeting__isnull=False)
    return frozenset(public.values_list("meeting_id", flat=True))
