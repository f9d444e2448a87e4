"""The people whom the check asks about, with who else they may be: what the page of people in doubt shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from meetings.models import ImportBatch, ImportRow, Meeting, Participation
from meetings.vocabulary import Gender
from meetings.workspace.people_findings import contradictions, names_alike, numbers_used_twice, two_heads
from meetings.workspace.versions import batches_in_force, gone, unprinted


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody no longer listed. ``now`` is who of the same delegation they may be today, ``moved`` who of another."""

    person: Participation
    now: Participation | None = None
    moved: Participation | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """People who are in doubt together; ``pair`` where somebody may say that they are two."""

    people: list[Participation]
    number: str = ""
    pair: str = ""


@dataclass(slots=True)
class Doubts:
    """Everything of the page."""

    gone: list[Gone] = field(default_factory=list)
    heads: list[Doubt] = field(default_factory=list)
    numbers: list[Doubt] = field(default_factory=list)
    alike: list[Doubt] = field(default_factory=list)
    contradicted: list[Doubt] = field(default_factory=list)

    @property
    def everyone(self) -> list[Participation]:
        groups = [*self.heads, *self.numbers, *self.alike, *self.contradicted]
        return [one.person for one in self.gone] + [one for group in groups for one in group.people]


def doubts_of(meeting: Meeting) -> Doubts:
    """What the check finds among people, with the people themselves."""
    lost = set(unprinted(meeting).values_list("pk", flat=True))
    unlisted = set(gone(meeting).values_list("pk", flat=True)) if lost else set()
    twice, _numbers = numbers_used_twice(meeting)
    heads, alike = two_heads(meeting, lost), names_alike(meeting, lost)
    contradicted = [(pk,) for pk in contradictions(meeting)]
    now = _may_be(meeting, unlisted) if unlisted else {}
    wanted = {
        pk for group in (*heads, *alike, *contradicted, *twice.values(), *now.values()) for pk in group
    } | unlisted
    known = Participation.objects.select_related("delegation__country", "person").in_bulk(sorted(wanted))

    def people(group: Iterable[int]) -> list[Participation]:
        return [known[pk] for pk in group if pk in known]

    return Doubts(
        sorted(
            (_gone(known[pk], people(now.get(pk, ()))) for pk in unlisted),
            key=lambda one: (str(one.person.delegation), one.person.printed_name),
        ),
        [Doubt(people(group)) for group in heads],
        [Doubt(people(group), number=number) for number, group in twice.items()],
        [Doubt(people(pair), pair="{},{}".format(*pair)) for pair in alike],
        [Doubt(people(one)) for one in contradicted],
    )


def _gone(person: Participation, others: list[Participation]) -> Gone:
    beside = [one for one in others if one.delegation_id == person.delegation_id]
    fit = [one for one in beside if {one.listed_gender, person.listed_gender} != {Gender.WOMAN, Gender.MAN}]
    moved = [one for one in others if one.delegation_id != person.delegation_id]
    return Gone(person, fit[0] if fit else None, moved[0] if moved else None)


def _may_be(meeting: Meeting, people: set[int]) -> Mapping[int, list[int]]:
    """Whom the imports in force made who may be one of these people under another name."""
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for batch in ImportBatch.objects.filter(pk__in=batches_in_force(meeting)):
        for was, number, *_why in [*batch.totals.get("renamed", []), *batch.totals.get("moved", [])]:
            if was in people:
                rows[batch.pk, number].append(was)
    found: dict[int, list[int]] = defaultdict(list)
    made = ImportRow.objects.filter(
        batch__in={batch for batch, _number in rows}, number__in={number for _batch, number in rows}, after__made=True
    )
    for batch_id, number, pk in made.values_list("batch_id", "number", "participation_id"):
        for was in rows.get((batch_id, number), ()):
            if pk:
                found[was].append(pk)
    return found
