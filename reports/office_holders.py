"""Office-holders of a scope: those of its meetings, and those of its forums as such."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting, OfficeHolder
from reports import facts
from reports.counts import Cell
from reports.dimensions import DIMENSIONS, Dimension, Level
from reports.filters import ALL, STATES, Refused
from reports.grouped import alphabetical
from reports.measures.tally import Counts, Weighed, count_genders
from reports.memberships import NO_GROUP, Memberships, Reference
from reports.people import People
from reports.voices import Heard

NOTHING: dict[str, Any] = {"holders": Counts(), "days": Weighed()}
Grouped = tuple[str, str]  # key, label


def holders_in(people: People) -> list[OfficeHolder]:
    """The office-holders of a scope, in the order of their first days. Two queries at most, once.

    Those of a forum as such belong to every scope that is not of one meeting; where years are asked for, to those of
    their days. Offices are not of a category: an organization's people hold none.
    """
    return people.remember(("office-holders", people.scope), lambda: _held(people))


def _held(people: People) -> list[OfficeHolder]:
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
    for key, value in scope.only:
        group_of = _grouping(DIMENSIONS[key], found, people.reference)
        found = [one for one in found if group_of(one)[0] == value]
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
    held = holders_in(people)
    group_of = _grouping(dimension, held, people.reference)
    for one in held:
        groups.setdefault(group_of(one), []).append(one)
    found = []
    names = {dimension.grouping_of(_meeting_of(one)) for one in held} if dimension.grouping_of else set()
    for key, label in _in_order(groups, dimension, people.reference.memberships(names).labels):
        mine = groups[key, label]
        counts = count_genders(one.holder_gender for one in mine)
        found.append(Heard(Cell(key, label, counts), {"holders": counts, "days": weighed(mine)}))
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


def _grouping(
    dimension: Dimension, held: Iterable[OfficeHolder], reference: Reference
) -> Callable[[OfficeHolder], Grouped]:
    """How a dimension groups office-holders; raises Refused where it cannot."""
    if grouping_of := dimension.grouping_of:
        names = {one.pk: grouping_of(_meeting_of(one)) for one in held}
        memberships = reference.memberships(names.values())
        return lambda one: _member(one, names[one.pk], memberships, dimension)
    if dimension.key in ("country", "delegation"):
        none = (NO_GROUP, _("State not recorded"))
        return lambda one: (one.country_id or NO_GROUP, str(one.country)) if one.country else none
    if dimension.level is Level.MEETING and dimension.of_meeting:
        return lambda one: _of_meeting(one, dimension)
    raise Refused(
        _("Office-holders cannot be counted by %(dimension)s: choose forum, year, country or another.")
        % {"dimension": dimension.key}
    )


def _meeting_of(one: OfficeHolder) -> Meeting:
    """The meeting of an office, or one that stands for the forum as such."""
    meeting = one.meeting or Meeting(forum=one.forum)
    if one.start and not one.meeting:
        meeting.start = one.start
    return meeting


def _member(one: OfficeHolder, grouping: str, memberships: Memberships, dimension: Dimension) -> Grouped:
    """The group of the holder's State on the first day in office, else of the meeting."""
    day = one.start or _meeting_of(one).start
    groups = memberships.groups_at(memberships.period(grouping, day)) if day else {}
    group = groups.get(one.country_id or "", NO_GROUP)
    return group, memberships.labels.get(group) or str(dimension.outside)


def _of_meeting(one: OfficeHolder, dimension: Dimension) -> Grouped:
    """A forum's own office-holders stand in no meeting; its area and kind are theirs, and the year they began in."""
    in_time = dimension.key in ("meeting", "format", "list_status") or (dimension.key == "year" and not one.start)
    if one.meeting is None and in_time:
        return NO_GROUP, _("of the forum as such")
    assert dimension.of_meeting is not None
    key, label = dimension.of_meeting(_meeting_of(one))
    return key, str(dimension.vocabulary(key).label) if dimension.vocabulary else label


def _in_order(groups: Iterable[Grouped], dimension: Dimension, labels: Iterable[str]) -> list[Grouped]:
    """As the dimension orders its groups: its vocabulary's order, time, or the alphabet; *none* at the end."""
    found = list(groups)
    if dimension.vocabulary:
        place = {value: number for number, value in enumerate(dimension.vocabulary.values)}
        return sorted(found, key=lambda group: place.get(group[0], len(place)))
    if dimension.grouping_of:
        order = {key: number for number, key in enumerate(labels)}
        return sorted(found, key=lambda group: (group[0] == NO_GROUP, order.get(group[0], 0)))
    if dimension.key == "meeting":
        return sorted(found, key=lambda group: group[0] == NO_GROUP)
    return sorted(found, key=lambda group: (group[0] == NO_GROUP, alphabetical(group[1])))
