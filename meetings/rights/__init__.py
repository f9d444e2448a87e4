"""Rights: who may do what by the one table (``table.py``), deny by default, and the look-ups that apply it.

Django's own permissions and ``is_superuser`` grant nothing here. A person's rights are the union of those of their
groups. A right reaches every meeting, the person's own meetings (``Meeting.clerks``) or meetings with an open list.
"""

from __future__ import annotations

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import F, Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from meetings.models import Meeting, Panel
from meetings.rights.table import ALL, OPEN_LISTS, OWN_MEETINGS, TABLE, UNTIL_THE_LOCK, Extent, Group, Right
from meetings.vocabulary import ListAccess

__all__ = [
    "ALL",
    "OPEN_LISTS",
    "OWN_MEETINGS",
    "TABLE",
    "UNTIL_THE_LOCK",
    "Account",
    "Extent",
    "Group",
    "Locked",
    "Right",
    "SignedInRequest",
    "account_with_groups",
    "extents",
    "found_for",
    "groups_of",
    "holds",
    "may",
    "may_somewhere",
    "meeting_for",
    "meetings_within",
    "panel_for",
    "panels_within",
    "require",
    "rights_at",
]

Account = User | AnonymousUser
Row = TypeVar("Row", bound=Model)


class SignedInRequest(HttpRequest):
    """What a view behind ``login_required`` receives: never an anonymous user."""

    user: User
    htmx: HtmxDetails


class Locked(Exception):
    """A meeting that somebody locked: nothing in it changes until a reviewer unlocks it."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(
            f"“{meeting}” was locked on {meeting.locked_at:%Y-%m-%d} by {meeting.locked_by}: nothing in it changes. "
            "A reviewer can unlock it, with a reason."
        )
        self.meeting = meeting


def groups_of(user: Account) -> frozenset[str]:
    """The names of the person's groups, read once per request; none for a visitor or a closed account."""
    if not user.is_active or not user.is_authenticated:
        return frozenset()
    names: frozenset[str] | None = getattr(user, "_group_names", None)
    if names is None:
        names = frozenset(user.groups.values_list("name", flat=True))
        user._group_names = names  # type: ignore[attr-defined]
    return names


def account_with_groups(pk: int) -> User | None:
    """An account whose groups are read already: one query for both. None where there is no such account."""
    rows = list(User.objects.filter(pk=pk).annotate(group=F("groups__name")))
    if not rows:
        return None
    rows[0]._group_names = frozenset(row.group for row in rows if row.group)  # type: ignore[attr-defined]
    return rows[0]


def extents(user: Account, right: Right) -> set[Extent]:
    """Every extent to which the person has the right; empty: not at all."""
    groups = groups_of(user)
    return {extent for group, extent in TABLE[right].items() if group in groups}


def may(user: Account, right: Right, meeting: Meeting | None = None) -> bool:
    """Whether the person holds the right over this meeting, as it stands; without a meeting, over all of them."""
    if meeting is not None and meeting.locked_at and right in UNTIL_THE_LOCK:
        return False
    return holds(user, right, meeting)


def holds(user: Account, right: Right, meeting: Meeting | None) -> bool:
    """Whether the person has the right over this meeting whenever it is not locked."""
    over = extents(user, right)
    if Extent.ALL in over:
        return True
    if meeting is None:
        return False
    if Extent.OPEN_LISTS in over and meeting.list_access == ListAccess.OPEN:
        return True
    return Extent.OWN_MEETINGS in over and meeting.clerks.filter(username=user.get_username()).exists()


def rights_at(user: Account, meeting: Meeting) -> frozenset[Right]:
    """Every right that the person holds over this meeting as it stands: one look for a page that asks for many."""
    extent = {ALL}
    if meeting.list_access == ListAccess.OPEN:
        extent.add(OPEN_LISTS)
    has_own = any(OWN_MEETINGS in extents(user, right) for right in Right)
    if has_own and meeting.clerks.filter(username=user.get_username()).exists():
        extent.add(OWN_MEETINGS)
    ended = UNTIL_THE_LOCK if meeting.locked_at else frozenset()
    return frozenset(right for right in Right if right not in ended and extents(user, right) & extent)


def may_somewhere(user: Account, right: Right) -> bool:
    """Whether the person holds the right over any meeting at all: for what the navigation offers."""
    return bool(extents(user, right))


def meetings_within(user: Account, right: Right) -> QuerySet[Meeting]:
    """The meetings over which the person holds the right, as they stand."""
    over = extents(user, right)
    open_ones = Meeting.objects.filter(locked_at=None) if right in UNTIL_THE_LOCK else Meeting.objects.all()
    if Extent.ALL in over:
        return open_ones
    within = Q(pk__in=[])
    if Extent.OPEN_LISTS in over:
        within |= Q(list_access=ListAccess.OPEN)
    if Extent.OWN_MEETINGS in over:
        within |= Q(pk__in=Meeting.objects.filter(clerks__username=user.get_username()).values("pk"))
    return open_ones.filter(within)


def panels_within(user: Account, right: Right) -> QuerySet[Panel]:
    """The panels on record over which the person holds the right; those beside any meeting only with a right over all.

    An invitation is no such panel before it was held with us.
    """
    panels = Panel.objects.all()
    if may(user, right):
        return panels
    return panels.filter(meeting__in=meetings_within(user, right))


def meeting_for(user: Account, slug: str, right: Right) -> Meeting:
    """Fetch a meeting *and* authorise. 404 when the person may not even see it, 403 when they may only look.

    Raises Locked where only the lock stands in the way.
    """
    meeting = Meeting.objects.select_related("forum").filter(slug=slug).first()
    if meeting is not None and may(user, right, meeting):
        return meeting
    if meeting is not None and holds(user, right, meeting):
        raise Locked(meeting)
    if meeting is not None and may(user, Right.READ_FIGURES, meeting):
        raise PermissionDenied
    raise Http404


def panel_for(user: Account, slug: str, right: Right) -> Panel:
    """Fetch a panel *and* authorise, in the same way.

    One that an invitation made changes with its invitation alone; before it was held with us only the panel desk and
    its approvers see it.
    """
    panel = Panel.every.select_related("meeting").filter(slug=slug).first()
    if panel is not None and panel.by_invitation and not may(user, Right.READ_INVITATIONS):
        panel = panel if panel.on_record and right == Right.READ_PANELS else None
    elif panel is not None and panel.by_invitation and right != Right.READ_PANELS:
        raise PermissionDenied
    if panel is not None and may(user, right, panel.meeting):
        return panel
    if panel is not None and panel.meeting and holds(user, right, panel.meeting):
        raise Locked(panel.meeting)
    if panel is not None and may(user, Right.READ_PANELS, panel.meeting):
        raise PermissionDenied
    raise Http404


def found_for(user: Account, rows: QuerySet[Row], read: Right, right: Right) -> Row:
    """The one row that these are, fetched *and* authorised where a right holds over all: 404 for whoever may not
    ``read`` and where there is none, 403 for whoever may only look."""
    if not may(user, read):
        raise Http404
    found = rows.first()
    if found is None:
        raise Http404
    require(user, right)
    return found


def require(user: Account, right: Right) -> None:
    """Refuse a page that belongs to no meeting to whoever does not hold its right; raises PermissionDenied."""
    if not may(user, right):
        raise PermissionDenied
