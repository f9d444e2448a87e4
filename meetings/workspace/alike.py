"""People of one delegation, at several meetings, whose names may be one: offered for merging, never merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.models import Change, Participation, Person
from meetings.names.alike import INITIALS, ONE_LETTER, ORDER, PARTICLE, alike_pairs
from meetings.rights import Account, Right, meetings_within

TWO_PEOPLE = "call_them_two"
"""The action under which the trail notes that two people are two."""
HOW: dict[str, str | Promise] = {
    ORDER: _("the same words in another order, or with other accents"),
    PARTICLE: _("the same except for particles, such as al or bin"),
    INITIALS: _("initials in place of names"),
    ONE_LETTER: _("one letter apart"),
}
"""In the order in which pairs are shown: the surest first."""


@dataclass(slots=True)
class OnePerson:
    """Somebody with where they stand. ``locked``: in the list of a locked meeting, so that nothing moves away."""

    person: Person
    entries: list[Participation] = field(default_factory=list)

    @property
    def locked(self) -> bool:
        return any(one.meeting.locked_at for one in self.entries)

    @property
    def genders(self) -> set[str]:
        return {one.listed_gender for one in self.entries} - {"unknown"}


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two who may be one: ``keep`` stays where they are merged, ``other`` becomes a spelling of theirs."""

    keep: OnePerson
    other: OnePerson
    how: str

    @property
    def why(self) -> str:
        return str(HOW[self.how])

    @property
    def contradicts(self) -> bool:
        """Whether lists give them different genders: a reason to look twice."""
        return len(self.keep.genders | self.other.genders) > 1


def within_rights(user: Account) -> dict[int, tuple[str, str, int]]:
    """People of whom every entry stands at a meeting where this user reads names and decides: name, entity, namesake,
    by id. Those who stand elsewhere too are another's matter."""
    deciding = meetings_within(user, Right.DECIDE) & meetings_within(user, Right.READ_NAMES)
    people = Person.objects.filter(participations__isnull=False, merged_into=None).exclude(full_name="[erased]")
    elsewhere = Participation.objects.exclude(meeting__in=deciding.values("pk")).values("person")
    found = people.exclude(pk__in=elsewhere).order_by("pk").distinct()
    return {pk: named for pk, *named in found.values_list("pk", "name_key", "entity_key", "namesake")}  # type: ignore[misc]


def alike_people(user: Account) -> list[tuple[int, int, str]]:
    """Pairs of ids with how their names are alike, the surest first; told apart, or beside each other, they are two."""
    people = within_rights(user)
    by_entity: dict[str, dict[int, str]] = defaultdict(dict)
    for pk, (name, entity, _namesake) in people.items():
        by_entity[entity][pk] = name
    two, beside = _known_as_two(people), _delegations_of(people)
    found = [
        (first, second, how)
        for entity in sorted(by_entity)
        for first, second, how in alike_pairs(by_entity[entity])
        if (min(first, second), max(first, second)) not in two
        and by_entity[entity][first] != by_entity[entity][second]  # namesakes: somebody said so before
        and beside[first].isdisjoint(beside[second])
    ]
    order = list(HOW)
    return sorted(found, key=lambda pair: order.index(pair[2]))


def with_entries(pairs: Iterable[tuple[int, int, str]]) -> list[AlikePair]:
    """The pairs of a page with where each of the two stands; who stands at more meetings, or at a locked one, stays."""
    shown = list(pairs)
    people = _people({pk for first, second, _how in shown for pk in (first, second)})
    found = []
    for first, second, how in shown:
        two = (people[first], people[second])
        other, keep = sorted(two, key=lambda one: (one.locked, len(one.entries), -one.person.pk))
        found.append(AlikePair(keep, other, how))
    return found


def merged_people(user: Account, most: int) -> list[Person]:
    """The last who were merged into somebody of whom this user may decide, newest first."""
    allowed = within_rights(user)
    noted = Change.objects.filter(action="merge_people").order_by("-pk").values_list("before__merged", flat=True)
    order = {pk: place for place, pk in reversed(list(enumerate(noted)))}
    merged = Person.objects.filter(merged_into__isnull=False, pk__in=order).select_related("merged_into")
    found = [one for one in merged if one.merged_into_id in allowed]
    return sorted(found, key=lambda one: order[one.pk])[:most]


def _people(ids: Collection[int]) -> dict[int, OnePerson]:
    found = {one.pk: OnePerson(one) for one in Person.objects.filter(pk__in=ids)}
    entries = Participation.objects.filter(person__in=ids).select_related("meeting", "delegation__country")
    for entry in entries.order_by("-meeting__start", "pk"):
        found[entry.person_id].entries.append(entry)
    return found


def _known_as_two(people: Collection[int]) -> set[tuple[int, int]]:
    subjects = {f"person:{pk}": pk for pk in people}
    noted = Change.objects.filter(action=TWO_PEOPLE).order_by("pk").values_list("subject", "after")
    return {(subjects[subject], after["other"]) for subject, after in noted if subject in subjects and after}


def _delegations_of(people: Collection[int]) -> dict[int, set[int]]:
    """The delegations each of them stands on: two of one delegation of a meeting are two entries of its list."""
    found: dict[int, set[int]] = {pk: set() for pk in people}
    for person, delegation in Participation.objects.order_by().values_list("person_id", "delegation_id"):
        if person in found:
            found[person].add(delegation)
    return found
