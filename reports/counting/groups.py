"""Groups of dimensions: the functions that sort what is counted into them, as codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.vocabulary import Category
from reports.counting.arrays import GENDERS, Arrays
from reports.counting.attributes import Lines, entities_of, forum_of, forums_of, places_among
from reports.counting.groupings import NO_GROUP, Memberships, Period, Reference
from reports.counting.labels import in_alphabetical_order, key_of

if TYPE_CHECKING:
    import numpy as np

SIZES = (("1", 1, 1), ("2-3", 2, 3), ("4-9", 4, 9), ("10+", 10, None))
"""Bands of delegation size by everyone counted: key, smallest, largest."""
LARGE = 100
"""A meeting of that many people or more is large, any other small."""
MEETING_SIZES = ("small", "large")


class Groupable(Protocol):
    """What stands with a delegation at a meeting: delegations themselves, and statements."""

    @property
    def arrays(self) -> Lines: ...
    @property
    def reference(self) -> Reference: ...
    @property
    def meeting_sizes(self) -> np.ndarray:
        """People at each meeting, in whichever of its series."""


class Peopled(Groupable, Protocol):
    """Delegations with their people, row by row."""

    @property
    def arrays(self) -> Arrays: ...
    @property
    def delegation_sizes(self) -> np.ndarray:
        """People of each delegation in the categories asked for, before any other narrowing."""


@dataclass(frozen=True, slots=True)
class GroupCodes:
    """The group of each thing sorted. ``codes`` point into ``keys`` and ``labels``: one a row of people where a
    dimension divides delegations, else one a delegation, statement or meeting. Everything falls in exactly one group,
    *none* included, so that Σ over the groups is the total."""

    codes: np.ndarray
    keys: list[str]
    labels: list[str]


@dataclass(frozen=True, slots=True)
class MeetingAttribute:
    """What tells meetings apart. ``of`` gives key and label of a meeting (no label where the vocabulary has it);
    ``of_forum``: it follows from the forum, is asked once a forum and is true of the forum as such; ``by_date``: its
    groups stand in the order of the meetings; ``path``: where the database has it, from a meeting on."""

    key: str
    of: Callable[[Meeting], tuple[str, str]]
    vocabulary: type[Choices] | None = None
    of_forum: bool = False
    by_date: bool = False
    path: str = ""

    def labelled(self, meeting: Meeting) -> tuple[str, str]:
        """Key and label of a meeting."""
        key, label = self.of(meeting)
        return key, str(self.vocabulary(key).label) if self.vocabulary else label


@dataclass(frozen=True, slots=True)
class StateGrouping:
    """A dated grouping of States. ``outside`` names those that stand in none of its groups; ``of_forums``: every forum
    has one of its own; ``by_fiscal_year``: it is that of a fiscal year of the World Bank; ``caveat``: what is always to
    be said beside it."""

    key: str
    outside: str | Promise
    of_forums: bool = False
    by_fiscal_year: bool = False
    caveat: str | Promise = ""

    def used_at(self, meeting: Meeting) -> str:
        """The grouping in which a meeting's delegations are sorted."""
        return f"forum:{meeting.forum_id}" if self.of_forums else self.key

    def label_of(self, group: str, memberships: Memberships) -> str:
        return memberships.labels.get(group) or str(self.outside)


def meetings_where(arrays: Arrays, attribute: MeetingAttribute, key: str) -> Arrays:
    """Of these meetings, those of one group."""
    found = _of_meetings(arrays, attribute)
    return arrays.part(found.codes == (found.keys.index(key) if key in found.keys else -1))


def memberships_of(asked: Groupable, grouping: StateGrouping) -> Memberships:
    """Who was in which group of a grouping at these meetings: read once, however often it is asked."""
    names = {grouping.used_at(meeting) for meeting in forums_of(asked.arrays).values()}
    return asked.reference.memberships(names or {grouping.key})


def periods_of(asked: Groupable, grouping: StateGrouping) -> tuple[list[Period], np.ndarray]:
    """The periods of a grouping that these meetings fall in by their first day, and the place of each meeting's."""
    import numpy as np

    arrays, memberships = asked.arrays, memberships_of(asked, grouping)
    days = arrays.calendar.remember("days", lambda: np.array([m.start.toordinal() for m in arrays.meetings], np.int64))
    of_forum = [grouping.used_at(meeting) for meeting in forums_of(arrays).values()]
    names = sorted(set(of_forum))
    name_of = places_among(of_forum, names)[forum_of(arrays)]
    turns = [np.array([day.toordinal() for day in memberships.turns(name)], np.int64) for name in names]
    turn_of = np.zeros(len(days), np.int64)
    for number, begun in enumerate(turns):
        ours = name_of == number
        turn_of[ours] = np.searchsorted(begun, days[ours], side="right")
    steps = max((len(begun) for begun in turns), default=0) + 1
    found, place = np.unique(name_of * steps + turn_of, return_inverse=True)
    return [Period(names[number // steps], number % steps) for number in found.tolist()], place.reshape(-1)


def summed(table: np.ndarray, codes: np.ndarray, size: int) -> np.ndarray:
    """Add up the lines of a table that share a code."""
    import numpy as np

    if size == 1:
        return table.sum(axis=0, dtype=np.int64, keepdims=True)
    sums = [np.bincount(codes, table[:, gender], size) for gender in range(GENDERS)]
    return np.stack(sums, axis=1).astype(np.int64)


def everyone(asked: Groupable) -> GroupCodes:
    """All in one group."""
    return GroupCodes(asked.arrays.nothing, ["all"], [_("All")])


def by_row(people: Peopled, column: str, vocabulary: type[Choices]) -> GroupCodes:
    """By what each person is: this divides delegations."""
    return GroupCodes(people.arrays.column(column), *_keys_and_labels(vocabulary))


def by_category(asked: Groupable) -> GroupCodes:
    return GroupCodes(asked.arrays.category, *_keys_and_labels(Category))


def by_attribute(asked: Groupable, attribute: MeetingAttribute) -> GroupCodes:
    """By the group of the meeting."""
    found = _of_meetings(asked.arrays, attribute)
    return GroupCodes(found.codes[asked.arrays.meeting_of], found.keys, found.labels)


def by_membership(asked: Groupable, grouping: StateGrouping) -> GroupCodes:
    """Memberships are those of the meeting's first day, in the grouping that its forum uses."""
    memberships = memberships_of(asked, grouping)
    keys = memberships.keys_in_order()
    given = asked.reference.stamp, keys
    codes = asked.arrays.remember(("groups", grouping.key), lambda: _group_of(asked, grouping, keys), given)
    return GroupCodes(codes, keys, [grouping.label_of(key, memberships) for key in keys])


def by_sender(asked: Groupable, *, states_only: bool = False) -> GroupCodes:
    """By State or organization, at whichever meetings and in whichever category."""
    arrays, names = asked.arrays, asked.reference.names
    return arrays.remember(
        ("entity", states_only), lambda: _named(arrays, names, states_only), given=(get_language(), names)
    )


def by_delegation_size(people: Peopled) -> GroupCodes:
    """By everyone of the delegation, whoever of them is asked about."""
    import numpy as np

    smallest = [first for _key, first, _last in SIZES]
    codes = np.searchsorted(smallest, people.delegation_sizes, side="right") - 1
    # A delegation without anyone in the scope counts nobody, whichever band it is put in.
    keys, labels = [key for key, *_ends in SIZES], [_size_label(*ends) for _key, *ends in SIZES]
    return GroupCodes(np.maximum(codes, 0), keys, labels)


def by_meeting_size(asked: Groupable) -> GroupCodes:
    """By everyone of the meeting: who is asked about does not make it large or small."""
    import numpy as np

    large = (asked.meeting_sizes >= LARGE).astype(np.int32)
    labels = [
        _("small meetings, under %(people)d people") % {"people": LARGE},
        _("large meetings, %(people)d people or more") % {"people": LARGE},
    ]
    return GroupCodes(large[asked.arrays.meeting_of], list(MEETING_SIZES), labels)


def _keys_and_labels(vocabulary: type[Choices]) -> tuple[list[str], list[str]]:
    return [str(value) for value in vocabulary.values], [str(label) for label in vocabulary.labels]


def _of_meetings(arrays: Lines, attribute: MeetingAttribute) -> GroupCodes:
    """The group of each meeting."""
    key = "meetings", attribute.key, get_language()
    return arrays.calendar.remember(key, lambda: _meetings(arrays, attribute))


def _meetings(arrays: Lines, attribute: MeetingAttribute) -> GroupCodes:
    once = forums_of(arrays).values() if attribute.of_forum else arrays.meetings
    found = [attribute.labelled(meeting) for meeting in once]
    label_of = dict(found)
    if attribute.vocabulary:
        keys = [str(value) for value in attribute.vocabulary.values if value in label_of]
    else:
        # Meetings come in the order of their dates.
        keys = list(label_of) if attribute.by_date else in_alphabetical_order(label_of.items())
    codes = places_among([key for key, _label in found], keys)
    return GroupCodes(codes[forum_of(arrays)] if attribute.of_forum else codes, keys, [label_of[key] for key in keys])


def _group_of(asked: Groupable, grouping: StateGrouping, keys: list[str]) -> np.ndarray:
    import numpy as np

    arrays, memberships = asked.arrays, memberships_of(asked, grouping)
    place = {key: number for number, key in enumerate(keys)}
    entities, entity_of = entities_of(arrays)
    periods, period_of = periods_of(asked, grouping)
    groups = [memberships.groups_at(period) for period in periods]
    lines = [[place[group.get(entity.country, NO_GROUP)] for entity in entities] for group in groups]
    table = np.array(lines, np.int32).reshape(len(groups), len(entities))
    return table[period_of[arrays.meeting_of], entity_of]


def _size_label(smallest: int, largest: int | None) -> str:
    if largest is None:
        return _("%(smallest)d or more people") % {"smallest": smallest}
    if smallest == largest:
        return _("one person")
    return _("%(smallest)d–%(largest)d people") % {"smallest": smallest, "largest": largest}


def _named(arrays: Lines, names: Mapping[str, str], states_only: bool) -> GroupCodes:
    entities, place = entities_of(arrays)
    groups = [entity.country or (NO_GROUP if states_only else key_of(entity.key)) for entity in entities]
    label_of = {group: names.get(group) or entity.name for group, entity in zip(groups, entities, strict=True)}
    if states_only and NO_GROUP in label_of:
        label_of[NO_GROUP] = _("not a State")
    keys = in_alphabetical_order(label_of.items())
    return GroupCodes(places_among(groups, keys)[place], keys, [label_of[key] for key in keys])
