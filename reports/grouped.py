"""Which group of a dimension each delegation or participation falls in, as codes into keys and labels in order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import slugify
from django.utils.translation import gettext as _

from meetings.models import Country, Organisation
from meetings.vocabulary import Category, Rank, Role
from reports import facts
from reports.dimensions import LARGE, SIZES, Dimension, Level
from reports.memberships import NO_GROUP

if TYPE_CHECKING:
    import numpy as np

    from reports.counts import People


@dataclass(frozen=True, slots=True)
class Coded:
    """``codes`` point into ``keys`` and ``labels``: one a participation row where the dimension is an attribute of
    participations, else one a delegation."""

    codes: np.ndarray
    keys: list[str]
    labels: list[str]


def code(people: People, dimension: Dimension) -> Coded:
    """Every delegation or row falls in exactly one group, *none* included, so that Σ over the groups is the total."""
    if dimension.level is Level.PARTICIPATION:
        values = list(Role if dimension.key == "role" else Rank)
        return Coded(people.column(dimension.key), [v.value for v in values], [str(v.label) for v in values])
    if dimension.of_meeting:
        return _by_meeting(people, dimension, dimension.of_meeting)
    if dimension.grouping_of:
        return _by_grouping(people, dimension, dimension.grouping_of)
    if dimension.key == "category":
        return Coded(people.category, [c.value for c in Category], [str(c.label) for c in Category])
    if dimension.key == "delegation_size":
        return _by_size(people)
    if dimension.key == "meeting_size":
        return _by_meeting_size(people)
    return _by_entity(people, states_only=dimension.key == "country")


def alphabetical(label: str) -> str:
    """Sort key of a label: accents and case do not move a name to the end of the alphabet."""
    decomposed = unicodedata.normalize("NFKD", label.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _by_meeting(people: People, dimension: Dimension, of_meeting: Callable) -> Coded:
    import numpy as np

    found = [of_meeting(meeting) for meeting in people.meetings]
    if dimension.vocabulary:
        keys = [value for value in dimension.vocabulary.values if value in {key for key, _label in found}]
        labels = [str(dimension.vocabulary(key).label) for key in keys]
    else:
        # Meetings come in order of their dates; only a forum's name says nothing about time.
        label_of = dict(sorted(found, key=lambda pair: alphabetical(pair[1])) if dimension.key == "forum" else found)
        keys, labels = list(label_of), list(label_of.values())
    place = {key: number for number, key in enumerate(keys)}
    codes = np.array([place[key] for key, _label in found], np.int32)
    return Coded(codes[people.meeting_of], keys, labels)


def _by_grouping(people: People, dimension: Dimension, grouping_of: Callable) -> Coded:
    """Memberships are those of the meeting's first day, in the grouping that its forum uses."""
    import numpy as np

    memberships = people.memberships(dimension)
    keys = memberships.keys_in_order()
    place = {key: number for number, key in enumerate(keys)}
    entities, entity_of = np.unique(people.entity, return_inverse=True)
    countries = [facts.entities_seen[entity].country for entity in entities.tolist()]
    held = [memberships.period(grouping_of(meeting), meeting.start) for meeting in people.meetings]
    number_of = {period: number for number, period in enumerate(dict.fromkeys(held))}
    groups = [memberships.groups_at(period) for period in number_of]
    table = np.array([[place[group.get(c, NO_GROUP)] for c in countries] for group in groups], np.int32)
    period_of = np.array([number_of[period] for period in held], np.int64)[people.meeting_of]
    codes = table.reshape(len(groups), len(countries))[period_of, entity_of.reshape(-1)]
    labels = [memberships.labels.get(key) or str(dimension.outside) for key in keys]
    return Coded(codes, keys, labels)


def _by_size(people: People) -> Coded:
    import numpy as np

    smallest = [first for _key, first, _last in SIZES]
    codes = np.searchsorted(smallest, people.sizes, side="right") - 1
    # A delegation without anyone in the scope counts nobody, whichever band it is put in.
    return Coded(np.maximum(codes, 0), [key for key, *_ends in SIZES], [_size_label(*ends) for _key, *ends in SIZES])


def _by_meeting_size(people: People) -> Coded:
    import numpy as np

    present = np.bincount(people.meeting_of, people.sizes, len(people.meetings))
    large = (present >= LARGE).astype(np.int32)
    labels = [
        _("small meetings, under %(people)d people") % {"people": LARGE},
        _("large meetings, %(people)d people or more") % {"people": LARGE},
    ]
    return Coded(large[people.meeting_of], ["small", "large"], labels)


def _size_label(smallest: int, largest: int | None) -> str:
    if largest is None:
        return _("%(smallest)d or more people") % {"smallest": smallest}
    if smallest == largest:
        return _("one person")
    return _("%(smallest)d–%(largest)d people") % {"smallest": smallest, "largest": largest}


def _by_entity(people: People, states_only: bool) -> Coded:
    """Delegations of one State or organization, at whichever meetings and in whichever category."""
    import numpy as np

    entities, place = np.unique(people.entity, return_inverse=True)
    seen = [facts.entities_seen[entity] for entity in entities.tolist()]
    groups = [entity.country or (NO_GROUP if states_only else key_of(entity.key)) for entity in seen]
    label_of = {group: entity.name for group, entity in zip(groups, seen, strict=True)} | _official_names(groups)
    if states_only and NO_GROUP in label_of:
        label_of[NO_GROUP] = _("not a State")
    keys = _in_alphabetical_order(label_of.items())
    number = {key: order for order, key in enumerate(keys)}
    codes = np.array([number[group] for group in groups], np.int32)
    return Coded(codes[place.reshape(-1)], keys, [label_of[key] for key in keys])


def key_of(entity_key: str) -> str:
    """How a State or organization is named in an answer: by its code of three capitals, else by a slug."""
    is_code = len(entity_key) == 3 and entity_key.isupper()
    return entity_key if is_code else slugify(entity_key, allow_unicode=True) or entity_key


def _official_names(keys: Iterable[str]) -> dict[str, str]:
    """Names of States and known organizations in the language of the page, by code."""
    codes = {key for key in keys if len(key) == 3}
    named = [*Country.objects.filter(code__in=codes), *Organisation.objects.filter(code__in=codes)]
    return {str(entity.pk): str(entity) for entity in named}


def _in_alphabetical_order(labelled: Iterable[tuple[str, str]]) -> list[str]:
    """Keys in the order of their labels, *none* at the end."""
    return [key for key, _label in sorted(labelled, key=lambda pair: (pair[0] == NO_GROUP, alphabetical(pair[1])))]
