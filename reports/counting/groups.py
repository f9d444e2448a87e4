"""Groups of a dimension: the group of each delegation or participation, as codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.vocabulary import EXCLUDED_CATEGORIES, Category, ListAccess, Rank, Role
from reports.counting import blocks
from reports.counting.arrays import GENDERS, Arrays, Placed
from reports.counting.blocks import Entity
from reports.counting.dimensions import LARGE, SIZES, WHOLE, Dimension, Level
from reports.counting.groupings import NO_GROUP, Memberships, Period, Reference
from reports.counting.labels import alphabetical, in_alphabetical_order, key_of
from reports.counting.scope import Scope

if TYPE_CHECKING:
    import numpy as np

Lines = Arrays | Placed
MEETING_SIZES = ("small", "large")
OF_FORUMS = ("forum", "area", "meeting_type")
"""Dimensions of meetings that follow from the forum: asked once a forum."""


class Groupable(Protocol):
    """What can be sorted into groups: everyone in a scope, delegation by delegation and row by row (``population``)."""

    @property
    def arrays(self) -> Lines: ...
    @property
    def scope(self) -> Scope: ...
    @property
    def reference(self) -> Reference: ...
    @property
    def meetings(self) -> Sequence[Meeting]: ...
    @property
    def meeting_of(self) -> np.ndarray: ...
    @property
    def category(self) -> np.ndarray: ...
    @property
    def everyone(self) -> np.ndarray: ...
    def column(self, name: str) -> np.ndarray: ...
    def memberships(self, dimension: Dimension) -> Memberships: ...


@dataclass(frozen=True, slots=True)
class Coded:
    """The group of each row or delegation. ``codes`` point into ``keys`` and ``labels``: one a participation row where
    the dimension is an attribute of participations, else one a delegation."""

    codes: np.ndarray
    keys: list[str]
    labels: list[str]


def code(people: Groupable, dimension: Dimension) -> Coded:
    """Every delegation or row falls in exactly one group, *none* included, so that Σ over the groups is the total."""
    if dimension.level is Level.PARTICIPATION:
        values = list(Role if dimension.key == "role" else Rank)
        return Coded(people.column(dimension.key), [v.value for v in values], [str(v.label) for v in values])
    if dimension is WHOLE:
        return Coded(people.arrays.nothing, ["all"], [str(_("All"))])
    if dimension.of_meeting:
        of_meetings = _of_meetings(people.arrays, dimension, dimension.of_meeting)
        return Coded(of_meetings.codes[people.meeting_of], of_meetings.keys, of_meetings.labels)
    if dimension.grouping_of:
        return _by_grouping(people, dimension, dimension.grouping_of)
    if dimension.key == "category":
        return Coded(people.category, [c.value for c in Category], [str(c.label) for c in Category])
    if dimension.key == "delegation_size":
        return _by_size(people)
    if dimension.key == "meeting_size":
        return _by_meeting_size(people)
    return _by_entity(people, states_only=dimension.key == "country")


def forums_of(arrays: Lines) -> dict[str, Meeting]:
    """The forums of these meetings by code, each with one of its meetings."""
    return arrays.calendar.remember("forums", lambda: {meeting.forum_id: meeting for meeting in arrays.meetings})


def forum_of(arrays: Lines) -> np.ndarray:
    """The place of each meeting's forum among ``forums_of``."""
    forums = list(forums_of(arrays))
    return arrays.calendar.remember(
        "forum of", lambda: _places([meeting.forum_id for meeting in arrays.meetings], forums)
    )


def year_of(arrays: Lines) -> np.ndarray:
    """The year each meeting began in."""
    import numpy as np

    return arrays.calendar.remember("years", lambda: np.array([m.start.year for m in arrays.meetings], np.int64))


def open_list_mask(arrays: Lines) -> np.ndarray:
    """Of each meeting, whether anyone can read its list."""
    import numpy as np

    return arrays.calendar.remember(
        "open", lambda: np.array([m.list_access == ListAccess.OPEN for m in arrays.meetings], bool)
    )


def category_mask(categories: Iterable[Category]) -> np.ndarray:
    """Of each category as it is coded, whether it is one of these."""
    import numpy as np

    return np.isin(np.arange(len(blocks.CATEGORIES)), [blocks.CATEGORIES[category] for category in categories])


def meetings_where(arrays: Arrays, dimension: Dimension, key: str) -> Arrays:
    """Of these meetings, those of one group of a dimension of meetings."""
    if not dimension.of_meeting:
        raise ValueError(f"{dimension.key} is no attribute of meetings")
    coded = _of_meetings(arrays, dimension, dimension.of_meeting)
    return arrays.part(coded.codes == (coded.keys.index(key) if key in coded.keys else -1))


def periods_of(people: Groupable, dimension: Dimension) -> tuple[list[Period], np.ndarray]:
    """The periods of a grouping that these meetings fall in by their first day, and the place of each meeting's."""
    import numpy as np

    if not dimension.grouping_of:
        raise ValueError(f"{dimension.key} groups no States")
    arrays, memberships = people.arrays, people.memberships(dimension)
    days = arrays.calendar.remember("days", lambda: np.array([m.start.toordinal() for m in arrays.meetings], np.int64))
    forums = forums_of(arrays)
    of_forum = {forum: dimension.grouping_of(meeting) for forum, meeting in forums.items()}
    names = sorted(set(of_forum.values()))
    name_of = _places(list(of_forum.values()), names)[forum_of(arrays)]
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


def in_order(labels: Mapping[str, str], dimension: Dimension, asked: Sequence[Groupable]) -> list[str]:
    """Keys of groups, each with its label, in the order of a dimension: whoever of those asked about has them."""
    place = {key: number for number, key in enumerate(_fixed_order(dimension, asked))}

    def placed(key: str) -> tuple[bool, int, str]:
        return key == NO_GROUP and key not in place, place.get(key, len(place)), alphabetical(labels[key])

    return sorted(labels, key=placed)


def _fixed_order(dimension: Dimension, asked: Sequence[Groupable]) -> list[str]:
    """The keys of a dimension that is not in the order of the alphabet, where years stand by themselves."""
    if dimension.vocabulary:
        return list(dimension.vocabulary.values)
    if dimension.key == "meeting":
        arrays = {meeting.slug: meeting.start for people in asked for meeting in people.meetings}
        return sorted(arrays, key=lambda slug: (arrays[slug], slug))
    if dimension.grouping_of:
        return list(dict.fromkeys(key for one in asked for key in one.memberships(dimension).keys_in_order()))
    of_sizes = {"delegation_size": [key for key, *_ends in SIZES], "meeting_size": list(MEETING_SIZES)}
    return of_sizes.get(dimension.key, [])


def _of_meetings(arrays: Lines, dimension: Dimension, of_meeting: Callable) -> Coded:
    """The group of each meeting."""
    key = "meetings", dimension.key, get_language()
    return arrays.calendar.remember(key, lambda: _meetings(arrays, dimension, of_meeting))


def _meetings(arrays: Lines, dimension: Dimension, of_meeting: Callable) -> Coded:
    by_forum = dimension.key in OF_FORUMS
    found = [of_meeting(meeting) for meeting in (forums_of(arrays).values() if by_forum else arrays.meetings)]
    if dimension.vocabulary:
        present = {key for key, _label in found}
        keys = [value for value in dimension.vocabulary.values if value in present]
        labels = [str(dimension.vocabulary(key).label) for key in keys]
    else:
        label_of = dict(found)
        # Meetings come in order of their dates; only a forum's name says nothing about time.
        if dimension.key == "forum":
            label_of = dict(sorted(label_of.items(), key=lambda pair: alphabetical(pair[1])))
        keys, labels = list(label_of), list(label_of.values())
    codes = _places([key for key, _label in found], keys)
    return Coded(codes[forum_of(arrays)] if by_forum else codes, keys, labels)


def _by_grouping(people: Groupable, dimension: Dimension, grouping_of: Callable) -> Coded:
    """Memberships are those of the meeting's first day, in the grouping that its forum uses."""
    memberships = people.memberships(dimension)
    keys = memberships.keys_in_order()
    given = people.reference.stamp, keys
    codes = people.arrays.remember(("groups", dimension.key), lambda: _group_of(people, dimension, keys), given)
    return Coded(codes, keys, [memberships.labels.get(key) or str(dimension.outside) for key in keys])


def _group_of(people: Groupable, dimension: Dimension, keys: list[str]) -> np.ndarray:
    import numpy as np

    memberships = people.memberships(dimension)
    place = {key: number for number, key in enumerate(keys)}
    entities, entity_of = entities_of(people.arrays)
    periods, period_of = periods_of(people, dimension)
    groups = [memberships.groups_at(period) for period in periods]
    lines = [[place[group.get(entity.country, NO_GROUP)] for entity in entities] for group in groups]
    table = np.array(lines, np.int32).reshape(len(groups), len(entities))
    return table[period_of[people.meeting_of], entity_of]


def entities_of(arrays: Lines) -> tuple[list[Entity], np.ndarray]:
    """Who sent delegations, each once, and the place of each delegation's sender among them."""
    import numpy as np

    def found() -> tuple[list[Entity], np.ndarray]:
        entities = np.flatnonzero(np.bincount(arrays.entity))
        place = np.zeros(len(blocks.entities_seen), np.int32)
        place[entities] = np.arange(len(entities))
        return [blocks.entities_seen[entity] for entity in entities.tolist()], place[arrays.entity]

    return arrays.remember("entities", found)


def _places(values: list[str], among: list[str]) -> np.ndarray:
    import numpy as np

    place = {value: number for number, value in enumerate(among)}
    return np.array([place[value] for value in values], np.int64)


def _by_size(people: Groupable) -> Coded:
    """By everyone of the delegation, whoever of them is asked about."""
    import numpy as np

    smallest = [first for _key, first, _last in SIZES]
    sizes = people.everyone * category_mask(people.scope.categories)[people.category]
    codes = np.searchsorted(smallest, sizes, side="right") - 1
    # A delegation without anyone in the scope counts nobody, whichever band it is put in.
    return Coded(np.maximum(codes, 0), [key for key, *_ends in SIZES], [_size_label(*ends) for _key, *ends in SIZES])


def _by_meeting_size(people: Groupable) -> Coded:
    """By everyone of the meeting, in whichever of its series: who is asked about does not make it large or small."""
    import numpy as np

    counted = people.everyone * ~category_mask(EXCLUDED_CATEGORIES)[people.category]
    present = np.bincount(people.meeting_of, counted, len(people.meetings))
    large = (present >= LARGE).astype(np.int32)
    labels = [
        _("small meetings, under %(people)d people") % {"people": LARGE},
        _("large meetings, %(people)d people or more") % {"people": LARGE},
    ]
    return Coded(large[people.meeting_of], list(MEETING_SIZES), labels)


def _size_label(smallest: int, largest: int | None) -> str:
    if largest is None:
        return _("%(smallest)d or more people") % {"smallest": smallest}
    if smallest == largest:
        return _("one person")
    return _("%(smallest)d–%(largest)d people") % {"smallest": smallest, "largest": largest}


def _by_entity(people: Groupable, states_only: bool) -> Coded:
    """Delegations of one State or organization, at whichever meetings and in whichever category."""
    arrays, names = people.arrays, people.reference.names
    return arrays.remember(
        ("entity", states_only), lambda: _named(arrays, names, states_only), given=(get_language(), names)
    )


def _named(arrays: Lines, names: Mapping[str, str], states_only: bool) -> Coded:
    entities, place = entities_of(arrays)
    groups = [entity.country or (NO_GROUP if states_only else key_of(entity.key)) for entity in entities]
    label_of = {group: names.get(group) or entity.name for group, entity in zip(groups, entities, strict=True)}
    if states_only and NO_GROUP in label_of:
        label_of[NO_GROUP] = _("not a State")
    keys = in_alphabetical_order(label_of.items())
    return Coded(_places(groups, keys)[place], keys, [label_of[key] for key in keys])
