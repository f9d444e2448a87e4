"""Groups of office-holders: the functions that sort them, by what is known of an office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from meetings.models import Meeting, OfficeHolder
from reports.counting.groupings import NO_GROUP, Reference
from reports.counting.groups import MeetingAttribute, StateGrouping

Years = tuple[int, int]


class Part(NamedTuple):
    """A group that an office is counted in, and the years of which its days count there (None: all)."""

    key: str
    label: str
    years: Years | None


@dataclass(frozen=True, slots=True)
class OfficeGroups:
    """``parts`` of one office; ``order`` are the keys that do not stand in the order of the alphabet."""

    parts: Callable[[OfficeHolder], list[Part]]
    order: Sequence[str] = ()


OfficeGrouping = Callable[[Sequence[OfficeHolder], Reference, Years | None], OfficeGroups]
"""Takes all offices that are to be sorted and the years asked for."""


def everyone(held: Sequence[OfficeHolder], reference: Reference, years: Years | None) -> OfficeGroups:
    """All in one group."""
    return OfficeGroups(lambda one: [Part("all", _("All"), years)])


def by_state(held: Sequence[OfficeHolder], reference: Reference, years: Years | None) -> OfficeGroups:
    """By the State that the holder comes from."""

    def parts(one: OfficeHolder) -> list[Part]:
        if one.country:
            return [Part(one.country_id or NO_GROUP, str(one.country), years)]
        return [Part(NO_GROUP, _("State not recorded"), years)]

    return OfficeGroups(parts)


def by_attribute(
    held: Sequence[OfficeHolder], reference: Reference, years: Years | None, *, attribute: MeetingAttribute
) -> OfficeGroups:
    """By the meeting of an office. A forum's own office-holders stand in no meeting; what follows from the forum is
    theirs too."""

    def parts(one: OfficeHolder) -> list[Part]:
        if one.meeting is None and not attribute.of_forum:
            return [Part(NO_GROUP, _("of the forum as such"), years)]
        return [Part(*attribute.labelled(meeting_of(one)), years)]

    if attribute.by_date:
        return OfficeGroups(parts, [key for key in dict.fromkeys(parts(one)[0].key for one in held) if key != NO_GROUP])
    return OfficeGroups(parts, [str(value) for value in attribute.vocabulary.values] if attribute.vocabulary else ())


def by_year(
    held: Sequence[OfficeHolder], reference: Reference, years: Years | None, *, attribute: MeetingAttribute
) -> OfficeGroups:
    """By each year in which an office was held, whether or not its forum met then; where no year is known, by the
    meeting's."""
    of_meetings = by_attribute(held, reference, years, attribute=attribute)

    def parts(one: OfficeHolder) -> list[Part]:
        each = [Part(str(year), str(year), (year, year)) for year in years_in_office(one, years)]
        return each or of_meetings.parts(one)

    return OfficeGroups(parts)


def by_membership(
    held: Sequence[OfficeHolder], reference: Reference, years: Years | None, *, grouping: StateGrouping
) -> OfficeGroups:
    """By the group of the holder's State on the first day in office, else of the meeting."""
    used = {one.pk: grouping.used_at(meeting_of(one)) for one in held}
    memberships = reference.memberships(used.values())

    def parts(one: OfficeHolder) -> list[Part]:
        day = one.start or meeting_of(one).start
        groups = memberships.groups_at(memberships.period(used[one.pk], day)) if day else {}
        group = groups.get(one.country_id or "", NO_GROUP)
        return [Part(group, grouping.label_of(group, memberships), years)]

    return OfficeGroups(parts, memberships.keys_in_order())


def years_in_office(one: OfficeHolder, among: Years | None = None) -> list[int]:
    """The years an office was held in, of those asked for: where its days are not known, the year of its meeting, else
    of the one day that is."""
    begun, ended = one.start, one.end
    if not (begun and ended):
        begun = ended = one.meeting.start if one.meeting else begun or ended
    if begun is None or ended is None:
        return []
    first, last = among or (begun.year, ended.year)
    return list(range(max(first, begun.year), min(last, ended.year) + 1))


def meeting_of(one: OfficeHolder) -> Meeting:
    """The meeting of an office, or one that stands for the forum as such."""
    meeting = one.meeting or Meeting(forum=one.forum)
    if one.start and not one.meeting:
        meeting.start = one.start
    return meeting
