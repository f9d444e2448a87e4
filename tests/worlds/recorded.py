"""The database as a ``World`` that the oracle can read, row by row."""

from __future__ import annotations

from functools import cache
from typing import Any

from meetings.models import Delegation, DelegationCount, GroupMember, Meeting, OfficeHolder, Participation, Statement
from tests.worlds.random_worlds import World


def record_of(meeting: Meeting) -> World:
    """One meeting. Its people have a third gender beside *listed* and *recorded*: that by which the meeting counts."""
    made = World([{"slug": meeting.slug, "forum": meeting.forum_id, "start": meeting.start.isoformat()}])
    own = "listed_gender" if meeting.list_access == "open" else "recorded_gender"
    for one in Delegation.objects.filter(meeting=meeting).values():
        group = group_of(one["country_id"], meeting)
        made.delegations.append(one | {"meeting": meeting.slug, "country": one["country_id"], "regional_group": group})
    for person in Participation.objects.filter(meeting=meeting).values():
        made.participations.append(person | {"delegation": person["delegation_id"], "own_gender": person[own]})
    for count in DelegationCount.objects.filter(delegation__meeting=meeting).values():
        made.head_counts.append(count | {"delegation": count["delegation_id"], "open": meeting.list_access == "open"})
    of_meeting = {"meeting": meeting.slug, "forum": meeting.forum_id, "year": meeting.start.year}
    for said in Statement.objects.filter(meeting=meeting).values():
        made.statements.append(said | of_meeting | {"regional_group": group_of(said["country_id"], meeting)})
    for held in OfficeHolder.objects.filter(meeting=meeting).values():
        made.office_holders.append(held | of_meeting | _days(held))
    return made


@cache
def memberships() -> dict[str, list[GroupMember]]:
    """Regional groups of each State over the years; ``cache_clear`` before another record."""
    found: dict[str, list[GroupMember]] = {}
    for member in GroupMember.objects.filter(group__grouping="regional_group").select_related("group"):
        found.setdefault(member.country_id, []).append(member)
    return found


def group_of(country: str | None, meeting: Meeting) -> str:
    """The regional group of a State on the first day of a meeting."""
    for member in memberships().get(country or "", []):
        begun, ended = member.start, member.end
        if (begun is None or begun <= meeting.start) and (ended is None or ended >= meeting.start):
            return str(member.group.key)
    return "none"


def together(worlds: list[World]) -> World:
    """Several meetings as one world."""
    every = World()
    for one in worlds:
        for name, rows in vars(one).items():
            getattr(every, name).extend(rows)
    return every


def present(world: World) -> World:
    """The same with those alone who checked in, in the place of those in the list."""
    came: list[dict[str, Any]] = [row | {"registered": row["attended"]} for row in world.participations]
    return World(**vars(world) | {"participations": came, "head_counts": []})


def _days(held: dict[str, Any]) -> dict[str, str | None]:
    return {end: held[end].isoformat() if held[end] else None for end in ("start", "end")}
