"""Office-holders of a scope, counted: those of its meetings and those of its forums as such."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import Meeting, OfficeHolder
from reports.counting.counts import Cell
from reports.counting.dimensions import DIMENSIONS, Dimension, Level
from reports.counting.groupings import NO_GROUP, Memberships, Reference
from reports.counting.labels import alphabetical
from reports.counting.population import Population
from reports.counting.scope import ALL, STATES
from reports.counting.statements import Heard
from reports.measures.tally import Counts, Weighed, count_genders
from reports.refusals import QuestionRefused

NOTHING: dict[str, Any] = {"holders": Counts(), "days": Weighed()}
Grouped = tuple[str, str]  # key, label
SubjectRecord = tuple[OfficeHolder, int | None]
"""An office and its days within what is asked for."""


def holders_in(people: Population) -> list[OfficeHolder]:
    """The office-holders of a scope, in the order of their first days. Three queries at most, once.

    Those of a forum as such belong to every scope that is not of one meeting. Where years are asked for, an office
    belongs to those it was held in, whether or not its forum met then. Offices are not of a category: an
    organization's people hold none.
    """
    return people.remember(("office-holders", people.scope), lambda: _office_holders(people))


def _office_holders(people: Population) -> list[OfficeHolder]:
    scope = people.scope
    if scope.category not in (STATES, ALL):
        return []
    every = OfficeHolder.objects.select_related("country", "forum", "meeting__forum").order_by("start", "pk")
    found = list(every.filter(_asked(people)))
    if scope.years:
        found = [one for one in found if years_of(one, scope.years)]
    for key, value in scope.only:
        group_of = _grouping(DIMENSIONS[key], found, people.reference)
        found = [one for one in found if group_of(one)[0] == value]
    return sorted(found, key=lambda one: (one.start or datetime.date.min, one.pk))


def _asked(people: Population) -> Q:
    """Offices of the meetings and forums of the scope that whoever asks may read, in whichever year."""
    scope, within = people.scope, people.within
    if scope.meeting or within is None:
        of_meetings = Q(meeting__in=[meeting.pk for meeting in people.meetings])
        of_forums = Q(forum__in={meeting.forum_id for meeting in people.meetings})
        return of_meetings if scope.meeting else of_meetings | of_forums
    readable = within.filter(forum=scope.forum) if scope.forum else within
    return Q(meeting__in=readable.order_by().values("pk")) | Q(forum__in=readable.order_by().values("forum"))


def years_of(one: OfficeHolder, among: tuple[int, int] | None = None) -> list[int]:
    """The years an office was held in, of those asked for: where its days are not known, the year of its meeting, else
    of the one day that is."""
    begun, ended = one.start, one.end
    if not (begun and ended):
        begun = ended = one.meeting.start if one.meeting else begun or ended
    if begun is None or ended is None:
        return []
    first, last = among or (begun.year, ended.year)
    return list(range(max(first, begun.year), min(last, ended.year) + 1))


def days_of(one: OfficeHolder, years: tuple[int, int] | None = None) -> int | None:
    """Days in office, first and last included, of those years alone; None where one of the two is not known."""
    if not one.start or not one.end:
        return None
    first, last = one.start, one.end
    if years:
        first = max(first, datetime.date(years[0], 1, 1))
        last = min(last, datetime.date(years[1], 12, 31))
    return max(0, (last - first).days + 1)


def holders_by(people: Population, dimension: Dimension) -> list[Heard]:
    """Each group that has office-holders, with the inputs of the metrics about them; raises Refused."""
    groups: dict[Grouped, list[SubjectRecord]] = {}
    held, years = holders_in(people), people.scope.years
    group_of = _grouping(dimension, held, people.reference)
    for one in held:
        if dimension.key == "year" and (held_in := years_of(one, years)):
            for year in held_in:
                groups.setdefault((str(year), str(year)), []).append((one, days_of(one, (year, year))))
        else:
            groups.setdefault(group_of(one), []).append((one, days_of(one, years)))
    found = []
    names = {dimension.grouping_of(_meeting_of(one)) for one in held} if dimension.grouping_of else set()
    for key, label in _in_order(groups, dimension, people.reference.memberships(names).labels):
        mine = groups[key, label]
        counts = count_genders(one.holder_gender for one, _days in mine)
        found.append(Heard(Cell(key, label, counts), {"holders": counts, "days": weighed(mine)}))
    return found


def weighed(held: Iterable[SubjectRecord]) -> Weighed:
    """Days in office by gender; whose days are not known stay out."""
    women = men = other = counted = left_out = unweighed = 0
    for one, days in held:
        is_woman, is_man = one.holder_gender == "woman", one.holder_gender == "man"
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
    raise QuestionRefused(
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
    """A forum's own office-holders stand in no meeting; its area and kind are theirs."""
    if one.meeting is None and dimension.key in ("meeting", "format", "list_status", "year"):
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
