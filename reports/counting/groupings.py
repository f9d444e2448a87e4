"""Groupings of States: which group each State was in on a day, by dated memberships.

A State is in one group of a grouping at a time.

Most dimensions have one grouping, the groups of forums one for each forum.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Max
from django.utils.translation import get_language

from meetings.models import Country, Grouping, GroupMember, Organisation
from reports.counting import blocks

Stamp = tuple[int, int, int | None]
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


class Members:
    """The memberships of one grouping, and the days on which one begins or after which one ended."""

    def __init__(self, members: list[Member]) -> None:
        self._members = members
        self.turns = sorted({m.start for m in members if m.start} | {m.end + ONE_DAY for m in members if m.end})
        self._at: dict[int, list[Member]] = {}

    def at(self, turn: int) -> list[Member]:
        """Those of a period: from the turn of that number on, before the next; looked for once."""
        if turn not in self._at:
            day = self.turns[turn - 1] if turn else datetime.date.min
            self._at[turn] = [member for member in self._members if member.covers(day)]
        return self._at[turn]


class Memberships:
    """Some groupings: their groups in order, and who was in which on a day."""

    def __init__(self, labels: dict[str, str], members: dict[str, Members]) -> None:
        self.labels, self._members = labels, members

    def period(self, grouping: str, day: datetime.date) -> Period:
        """The period of a grouping that ``day`` falls in."""
        return Period(grouping, bisect_right(self.turns(grouping), day))

    def turns(self, grouping: str) -> list[datetime.date]:
        """The days on which a period of a grouping begins, in order."""
        return self._members[grouping].turns

    def members_at(self, period: Period) -> list[Member]:
        """The memberships during a period; none at all where nothing is on file for that time."""
        return self._members[period.grouping].at(period.turn)

    def groups_at(self, period: Period) -> dict[str, str]:
        """``{country code: group key}`` during a period; who is not in it stands in no group."""
        return {member.country: member.group for member in self.members_at(period)}

    def keys_in_order(self) -> list[str]:
        return [key for key in self.labels if key != NO_GROUP] + [NO_GROUP]


class Reference:
    """Groupings and official names as one request needs them: whatever is asked, each table is read once.

    The memberships stay with the process. They are deleted and inserted, never changed (``load_memberships``), and
    their ids only grow: as long as number and last id are the same, so are they. Labels and names are read afresh.
    """

    @cached_property
    def stamp(self) -> Stamp:
        """What all that is worked out of memberships may be kept by; inside a transaction nothing is kept."""
        if connection.in_atomic_block:
            return blocks.times_forgotten(), 0, None
        _groups, number, last = self._on_file
        return blocks.times_forgotten(), number, last

    def memberships(self, groupings: Iterable[str]) -> Memberships:
        names = sorted(set(groupings))
        labels = {group.key: str(group) for name in names for group in self._groups.get(name, [])}
        return Memberships(labels, {name: self._members.get(name, Members([])) for name in names})

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of States and known organizations in the language of the page, by code."""
        name = f"name_{(get_language() or 'en')[:2]}"
        column = name if name in {field.name for field in Country._meta.fields} else "name_en"
        tables = [model.objects.order_by().values_list("pk", column, "name_en") for model in (Country, Organisation)]
        return {code: own or english for code, own, english in tables[0].union(tables[1], all=True)}

    @cached_property
    def _groups(self) -> dict[str, list[Grouping]]:
        found: dict[str, list[Grouping]] = {}
        for group in self._on_file[0]:
            found.setdefault(group.grouping, []).append(group)
        return found

    @cached_property
    def _on_file(self) -> tuple[list[Grouping], int, int | None]:
        """All groups in order, the number of their members and the id of the last: one query."""
        every = Grouping.objects.annotate(number=Count("members"), last=Max("members__pk"))
        groups = list(every.order_by("grouping", "order", "key"))
        last = max((group.last for group in groups if group.last), default=None)
        return list(groups), sum(group.number for group in groups), last

    @cached_property
    def _members(self) -> dict[str, Members]:
        global _cache
        if connection.in_atomic_block:  # what is written here may yet be rolled back
            return _read()
        cached = _cache
        if cached is None or cached[0] != self.stamp:
            _cache = cached = self.stamp, _read()
        return cached[1]


_cache: tuple[Stamp, dict[str, Members]] | None = None
"""All memberships, with the stamp they were read under."""


def _read() -> dict[str, Members]:
    columns = ("group__grouping", "group__key", "country_id", "start", "end", "note")
    found: dict[str, list[Member]] = {}
    for grouping, *row in GroupMember.objects.order_by("pk").values_list(*columns):
        found.setdefault(grouping, []).append(Member(*row))
    return {name: Members(members) for name, members in found.items()}
