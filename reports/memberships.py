"""Which group of a grouping each State stood in on a day. Memberships are dated; a State is in one group at a time.

The groupings of one dimension are read at once: most dimensions have one, the groups of forums one for each forum.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from meetings.models import Grouping, GroupMember

NO_GROUP = "none"
"""Key of the group of all that stand in no group: Σ over the groups is the total at every meeting."""
ONE_DAY = datetime.timedelta(days=1)


class Period(NamedTuple):
    """A stretch of time within which no membership of a grouping begins or ends."""

    grouping: str
    turn: int


class Member(NamedTuple):
    """One State in one group from ``start`` to ``end``, both included; no date is open."""

    group: str
    country: str
    start: datetime.date | None
    end: datetime.date | None
    note: str

    def covers(self, day: datetime.date) -> bool:
        return (not self.start or self.start <= day) and (not self.end or day <= self.end)


class Memberships:
    """Groupings, read once: their groups in order, and who was in which on a day."""

    def __init__(self, groupings: Iterable[str]) -> None:
        names = sorted(set(groupings))
        groups = Grouping.objects.filter(grouping__in=names).order_by("grouping", "order", "key")
        self.labels = {group.key: str(group) for group in groups}
        self._members: dict[str, list[Member]] = {name: [] for name in names}
        columns = ("group__grouping", "group__key", "country_id", "start", "end", "note")
        for grouping, *row in GroupMember.objects.filter(group__grouping__in=names).values_list(*columns):
            self._members[grouping].append(Member(*row))
        self._turns = {
            name: sorted({m.start for m in members if m.start} | {m.end + ONE_DAY for m in members if m.end})
            for name, members in self._members.items()
        }

    def period(self, grouping: str, day: datetime.date) -> Period:
        """The period of a grouping that ``day`` falls in."""
        return Period(grouping, bisect_right(self._turns[grouping], day))

    def members_at(self, period: Period) -> list[Member]:
        """The memberships during a period; none at all where nothing is on file for that time."""
        day = self._turns[period.grouping][period.turn - 1] if period.turn else datetime.date.min
        return [member for member in self._members[period.grouping] if member.covers(day)]

    def groups_at(self, period: Period) -> dict[str, str]:
        """``{country code: group key}`` during a period; who is not in it stands in no group."""
        return {member.country: member.group for member in self.members_at(period)}

    def keys_in_order(self) -> list[str]:
        return [key for key in self.labels if key != NO_GROUP] + [NO_GROUP]
