"""What the check finds among people: two heads, one number twice, names alike, evidence that disagrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import FindingMark, GenderRecord, ImportRow, Meeting, Participation, Question
from meetings.models.checks import FindingKind, MarkKind
from meetings.names.parts import alike_key
from meetings.vocabulary import BatchState, GenderBasis, QuestionKind, Role, YesNo
from meetings.workspace.finding import Finding, FindingState
from meetings.workspace.versions import gone, number_key, unprinted

Group = tuple[int, ...]
"""Participations, by number, that one finding is about."""
FEW_NUMBERS = 3


def two_heads(meeting: Meeting, lost: Iterable[int]) -> list[Group]:
    """Delegations with more than one stated head; one whom no list in force prints is no head any more."""
    stated = Participation.objects.filter(meeting=meeting, role=Role.HEAD).exclude(registered=YesNo.NO)
    found: dict[int, list[int]] = defaultdict(list)
    past = set(lost)
    for pk, delegation in stated.order_by("list_order", "pk").values_list("pk", "delegation_id"):
        if pk not in past:
            found[delegation].append(pk)
    return [tuple(people) for people in found.values() if len(people) > 1]


def numbers_used_twice(meeting: Meeting) -> tuple[dict[str, Group], int]:
    """Registration numbers that stand for several people, and how many numbers there are.

    Every part of a list numbers its people for itself; in two parts one number is told where the names agree as well.
    """
    numbered = Participation.objects.filter(meeting=meeting).exclude(registered=YesNo.NO).exclude(row_id="")
    rows = numbered.values_list("pk", "row_id", "person__name_key")
    people = {pk: (number_key(number), name) for pk, number, name in rows}
    if not people:
        return {}, 0
    imported = ImportRow.objects.filter(batch__document__meeting=meeting, batch__state=BatchState.COMMITTED)
    printed = imported.filter(participation__row_id__gt="").values_list("participation_id", "batch__document__part")
    parts: dict[int, set[str]] = defaultdict(set)
    for pk, part in printed.distinct():
        if pk in people:
            parts[pk].add(part)
    within: dict[tuple[str, str], set[int]] = defaultdict(set)
    across: dict[tuple[str, str], set[int]] = defaultdict(set)
    for pk, (number, name) in people.items():
        across[number, alike_key(name)].add(pk)
        for part in parts[pk]:
            within[number, part].add(pk)
    twice: dict[str, set[int]] = defaultdict(set)
    for (number, _key), same in [*within.items(), *across.items()]:
        if len(same) > 1:
            twice[number] |= same
    groups = {number: tuple(sorted(same)) for number, same in sorted(twice.items())}
    return groups, len({number for number, _ in people.values()})


def number_nobody(twice: dict[str, Group], numbers: int) -> bool:
    """Whether the column is no registration number at all: most of what stands in it stands for several people."""
    return numbers >= FEW_NUMBERS and 2 * len(twice) > numbers


def names_alike(meeting: Meeting, lost: Iterable[int]) -> list[Group]:
    """Pairs on one delegation whose names are equal but for order or accents, and who were not said to be two.

    Those who have one and the same name were asked about when they came in.
    """
    past = set(lost)
    listed = Participation.objects.filter(meeting=meeting).exclude(registered=YesNo.NO).order_by("pk")
    found: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
    for pk, delegation, name in listed.values_list("pk", "delegation_id", "person__name_key"):
        if pk not in past:
            found[delegation, alike_key(name)].append((pk, name))
    marks = FindingMark.objects.filter(meeting=meeting, finding=FindingKind.ALIKE, said=MarkKind.TWO_PEOPLE)
    two = set(marks.values_list("about", flat=True))
    pairs = [
        (one, other)
        for people in found.values()
        for (one, name), (other, its_name) in combinations(people, 2)
        if name != its_name
    ]
    return [pair for pair in pairs if about_pair(*pair) not in two]


def about_pair(one: int, other: int) -> str:
    """How a mark names two people."""
    return "{},{}".format(*sorted((one, other)))


def contradictions(meeting: Meeting) -> list[int]:
    """People about whom equal evidence of this meeting disagrees, and about whom nobody was asked."""
    records = GenderRecord.objects.filter(meeting=meeting, withdrawn_at__isnull=True, person__isnull=False)
    said: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for person, value, basis in records.values_list("person_id", "value", "basis"):
        said[person or 0][GenderBasis(basis).strength].add(value)
    disagree = [person for person, by_strength in said.items() if len(by_strength[max(by_strength)]) > 1]
    if not disagree:
        return []
    kinds = (QuestionKind.GENDER, QuestionKind.TWO_TITLES, QuestionKind.TITLE_COLUMN, QuestionKind.SAME_PERSON)
    asked = Question.objects.filter(meeting=meeting, kind__in=kinds)
    known = {pk for pair in asked.values_list("person_id", "participation__person_id") for pk in pair if pk}
    people = Participation.objects.filter(meeting=meeting, person__in=set(disagree) - known).exclude(
        registered=YesNo.NO
    )
    return sorted(people.values_list("pk", flat=True))


def among_people(meeting: Meeting) -> Iterator[Finding]:
    """Who no list in force prints, delegations with two heads, numbers and names that stand twice, contradictions."""
    lost = dict(unprinted(meeting).values_list("pk", "registered"))
    unlisted = sorted(set(gone(meeting).values_list("pk", flat=True))) if lost else []
    yield _found(
        FindingKind.GONE,
        unlisted,
        _("Everyone who was on a list is on a current one."),
        ngettext(
            "%(number)s person is on no current list. Say whether they withdrew.",
            "%(number)s people are on no current list. Say whether they withdrew.",
            len(unlisted),
        ),
    )
    heads = two_heads(meeting, lost)
    yield _found(
        FindingKind.TWO_HEADS,
        heads,
        _("No delegation has two heads."),
        ngettext(
            "%(number)s delegation has two stated heads. Correct the role of one.",
            "%(number)s delegations have two stated heads. Correct the role of one in each.",
            len(heads),
        ),
    )
    twice, numbers = numbers_used_twice(meeting)
    yield _found(
        FindingKind.NUMBERS,
        list(twice.items()),
        _("No two people share a registration number."),
        ngettext(
            "Several people share %(number)s registration number. Say who is listed twice.",
            "Several people share each of %(number)s registration numbers. Say who is listed twice.",
            len(twice),
        ),
        FindingState.NOTED if number_nobody(twice, numbers) else FindingState.MISSING,
    )
    pairs = names_alike(meeting, lost)
    yield _found(
        FindingKind.ALIKE,
        pairs,
        _("No names in a delegation differ only in order or accents."),
        ngettext(
            "%(number)s pair of names differs only in order or accents. Say whether it is one person.",
            "%(number)s pairs of names differ only in order or accents. Say whether each is one person.",
            len(pairs),
        ),
    )
    contradicted = contradictions(meeting)
    yield _found(
        FindingKind.CONTRADICTIONS,
        contradicted,
        _("No two sources contradict each other."),
        ngettext(
            "Two sources contradict each other on the gender of %(number)s person. Correct the entry.",
            "Two sources contradict each other on the gender of %(number)s people. Correct the entries.",
            len(contradicted),
        ),
    )


def _found(
    kind: FindingKind, found: Sequence[object], done: str, sentence: str, state: FindingState = FindingState.MISSING
) -> Finding:
    if not found:
        return Finding(kind.value, FindingState.DONE, done)
    return Finding(kind.value, state, sentence % {"number": len(found)}, "doubts", details=found)
