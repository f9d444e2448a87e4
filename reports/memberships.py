"""Which group of a grouping each State stood in on a day. Memberships are dated; a State is in one group at a time."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable

from meetings.models import Grouping, GroupMember

NO_GROUP = "none"
"""Key of the group of all that stand in no group: Σ over the groups is the total at every meeting."""


class Memberships:
    """One grouping, read once: its groups in order, and who was in which on a day."""

    def __init__(self, grouping: str) -> None:
        self.labels = {
            group.key: str(group) for group in Grouping.objects.filter(grouping=grouping).order_by("order", "key")
        }
        self._members = list(GroupMember.objects.filter(group__grouping=grouping).select_related("group"))
        one_day = datetime.timedelta(days=1)
        self._turns = sorted(
            {m.start for m in self._members if m.start} | {m.end + one_day for m in self._members if m.end}
        )

    def turn(self, day: datetime.date) -> int:
        """Number of the period ``day`` falls in: within one, no membership begins or ends."""
        return bisect_right(self._turns, day)

    def groups_at(self, turn: int) -> dict[str, str]:
        """``{country code: group key}`` during a period; who is not in it stands in no group."""
        day = self._turns[turn - 1] if turn else datetime.date.min
        return {member.country_id: member.group.key for member in self._members if member.covers(day)}

    def keys_in_order(self) -> list[str]:
        return [key for key in self.labels if key != NO_GROUP] + [NO_GROUP]


def notes_on(grouping: str, day: datetime.date, countries: Iterable[str]) -> list[str]:
    """What has to be said about where some of these States are counted, such as *for electoral purposes*."""
    members = GroupMember.objects.filter(group__grouping=grouping, country__in=list(countries)).exclude(note="")
    found = members.select_related("country").order_by("country__name_en")
    return [f"{member.country}: {member.note}." for member in found if member.covers(day)]
