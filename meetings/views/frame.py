"""Breadcrumbs and the demonstration mark of the desk's pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Forum, Meeting

Frame = dict[str, Any]


def beside_meetings(here: str) -> Frame:
    """Meetings › here."""
    return {"crumbs": [{"label": _("Meetings"), "url": reverse("meetings")}, {"label": here}]}


def of_meeting(meeting: Meeting, here: str) -> Frame:
    """Meetings › this meeting › here."""
    above, last = beside_meetings(here)["crumbs"]
    this = {"label": meeting.title, "url": meeting.get_absolute_url()}
    return {"meeting": meeting, "demo": meeting.demonstration, "crumbs": [above, this, last]}


def of_forum(forum: Forum, url: str, here: str = "") -> Frame:
    """Meetings › this forum, which stands at ``url`` › here."""
    above, last = beside_meetings(here)["crumbs"]
    this = {"label": str(forum), "url": url} if here else {"label": str(forum)}
    return {"demo": forum.demonstration, "crumbs": [above, this, last] if here else [above, this]}


def of_panel(meeting: Meeting | None, here: str) -> Frame:
    """Panels › here: the panel desk may have no right to see the meeting's own page."""
    crumbs = [{"label": _("Panels"), "url": reverse("panels")}, {"label": here}]
    return {"meeting": meeting, "demo": bool(meeting and meeting.demonstration), "crumbs": crumbs}
