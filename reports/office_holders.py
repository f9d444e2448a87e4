"""Office-holders of a scope: those of its meetings, and those of its forums as such."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting, OfficeHolder
from reports import facts
from reports.counts import Cell, People
from reports.dimensions import Dimension, Level
from reports.filters import ALL, STATES, Refused
from reports.grouped import alphabetical
from reports.memberships import NO_GROUP, Memberships
from reports.tally import Counts, Weighed, count_genders
from reports.voices import Heard

NOTHING: dict[str, Any] = {"holders": Counts(), "days": Weighed()}
Grouped = tuple[str, str]  # key, label


def holders_in(people: People) -> list[OfficeHolder]:
    """The office-holders of a scope, in the order of their first days. Two queries.

    Those of a forum as such belong to every scope that is not of one meeting; where years are asked for, to those of
    their days. Offices are not of a category: an organization's people hold none.
    """
    scope, ids = people.scope, [meeting.pk for meeting in people.meetings]
    if scope.category not in (STATES, ALL):
        return []
    every = OfficeHolder.objects.select_related("country", "forum", "meeting__forum").order_by("start", "pk")
    of_meetings = every.filter(meeting__isnull=False)
    if len(ids) <= facts.MEETINGS_AT_ONCE:
        of_meetings = of_meetings.filter(meeting__in=ids)
    inside = set(ids)
    found = [one for one in of_meetings if one.meeting_id in inside]
    if not scope.meeting:
        forums = {meeting.forum_id for meeting in people.meetings} | {scope.forum}
        of_forums = every.filter(forum__in=forums)
        found += [one for one in of_forums if _in_years(one, scope.years)]
    return sorted(found, key=lambda one: (one.start or datetime.date.min, one.pk))


def _in_years(one: OfficeHolder, years: tuple[int, int] | None) -> bool:
    if years is None:
        return True
    return bool(one.start and one.end and one.start.year <= years[1] and one.end.year >= years[0])


def days_of(one: OfficeHolder) -> int | None:
    """Days in office, first and last included; None where one of them is not known."""
    return (one.end - one.start).days + 1 if one.start and one.end else None


def holders_by(people: People, dimension: Dimension) -> list[Heard]:
    """Each group that has office-holders, with the inputs of the metrics about them; raises Refused."""
    groups: dict[Grouped, list[OfficeHolder]] = {}
    group_of = _grouping(dimension)
    for one in holders_in(people):
        groups.setdefault(group_of(one), []).append(one)
    found = []
    for key, label in _in_order(groups, dimension):
        held = groups[key, label]
        counts = count_genders(one.holder_gender for one in held)
        found.append(Heard(Cell(key, label, counts), {"holders": counts, "days": weighed(held)}))
    return found


def weighed(held: Iterable[OfficeHolder]) -> Weighed:
    """Days in office by gender; whose days are not known stay out."""
    women = men = other = counted = left_out = unweighed = 0
    for one in held:
        days, (is_woman, is_man) = days_of(one), (one.holder_gender == "woman", one.holder_gender == "man")
        women, men = women + (days or 0) * is_woman, men + (days or 0) * is_man
        other += 0 if is_woman or is_man else days or 0
        told = days is not None and (is_woman or is_man)
        counted, left_out, unweighed = counted + told, left_out + (not told), unweighed + (days is None)
    return Weighed(women, men, other, counted, left_out, unweighed)


def _grouping(dimension: Dimension) -> Callable[[OfficeHolder], Grouped]:
    if dimension.grouping:
        memberships = Memberships(dimension.grouping)
        return lambda one: _member(one, memberships)
    if dimension.key in ("country", "delegation"):
        none = (NO_GROUP, _("State not recorded"))
        return lambda one: (one.country_id or NO_GROUP, str(one.country)) if one.country else none
    if dimension.level is Level.MEETING and dimension.of_meeting:
        return lambda one: _of_meeting(one, dimension)
    raise Refused(f"Office-holders cannot be disaggregated by {dimension.key}: choose forum, year, country or another.")


def _member(one: OfficeHolder, memberships: Memberships) -> Grouped:
    """The group of the holder's State on the first day in office, else of the meeting."""
    day = one.start or (one.meeting.start if one.meeting else None)
    group = memberships.groups_at(memberships.turn(day)).get(one.country_id or "", NO_GROUP) if day else NO_GROUP
    return group, memberships.labels.get(group) or _("not classified")


def _of_meeting(one: OfficeHolder, dimension: Dimension) -> Grouped:
    """A forum's own office-holders stand in no meeting; its area and kind are theirs, and the year they began in."""
    meeting = one.meeting
    if meeting is None:
        if dimension.key in ("meeting", "format", "list_status") or (dimension.key == "year" and not one.start):
            return NO_GROUP, _("of the forum as such")
        meeting = Meeting(forum=one.forum, start=one.start)
    assert dimension.of_meeting is not None
    key, label = dimension.of_meeting(meeting)
    return key, str(dimension.vocabulary(key).label) if dimension.vocabulary else label


def _in_order(groups: Iterable[Grouped], dimension: Dimension) -> list[Grouped]:
    """As the dimension orders its groups: its vocabulary's order, time, or the alphabet; *none* at the end."""
    found = list(groups)
    if dimension.vocabulary:
        place = {value: number for number, value in enumerate(dimension.vocabulary.values)}
        return sorted(found, key=lambda group: place.get(group[0], len(place)))
    if dimension.grouping:
        order = {key: number for number, key in enumerate(Memberships(dimension.grouping).keys_in_order())}
        return sorted(found, key=lambda group: order.get(group[0], len(order)))
    if dimension.key == "meeting":
        return sorted(found, key=lambda group: group[0] == NO_GROUP)
    return sorted(found, key=lambda group: (group[0] == NO_GROUP, alphabetical(group[1])))
