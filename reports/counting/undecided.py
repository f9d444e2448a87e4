"""People whom something undecided touches: open questions, delegations nobody has placed, lists not yet imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, F, IntegerField, Q, Sum, Value

from meetings.models import DelegationCount, ImportBatch, Participation, Question
from meetings.names import title_key
from meetings.vocabulary import EXCLUDED_CATEGORIES, WAITING, BatchState, Gender, Outcome, QuestionKind, YesNo
from reports.counting import blocks
from reports.counting.population import Population
from reports.counting.scope import ATTENDED, REGISTERED

ENTITIES = (QuestionKind.COUNTRY, QuestionKind.CODE)
CAME = (REGISTERED, ATTENDED)
TOUCHED = (Outcome.NEW, Outcome.UPDATED, Outcome.CONFLICT, Outcome.INVALID)
"""Rows of a list in waiting that would change the record, or would if they could be read."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """``unplaced``: people of delegations of which nobody has said who they are, so that they may belong to any scope
    of their meeting. ``asked``: others within the scope whom a question is about; of a question that names nobody on
    record, its rows. ``arriving``: people in lists that nobody has confirmed; ``being_read``: lists whose people nobody
    knows yet."""

    unplaced: int = 0
    asked: int = 0
    arriving: int = 0
    being_read: int = 0

    @property
    def people(self) -> int:
        """Those on record who wait for an answer."""
        return self.unplaced + self.asked


class Waits(NamedTuple):
    """How many questions of a meeting are open, and how many of its lists nobody has confirmed or given up."""

    questions: int
    lists: int


def waits_of(people: Population) -> dict[int, Waits]:
    """Of the meetings of a scope those at which something waits, by id. One query, once."""
    every = people.remember_of_all("waits", _waits) if people.meetings else {}
    return {meeting.pk: every[meeting.pk] for meeting in people.meetings if meeting.pk in every} if every else {}


def _waits() -> dict[int, Waits]:
    nothing, number = Value(0, IntegerField()), Count("pk")
    asked = Question.objects.filter(answer="").order_by().values_list("meeting_id")
    lists = ImportBatch.objects.filter(state__in=WAITING).order_by().values_list("document__meeting_id")
    found: dict[int, Waits] = {}
    for meeting, questions, unconfirmed in asked.annotate(asked=number, unconfirmed=nothing).union(
        lists.annotate(asked=nothing, unconfirmed=number), all=True
    ):
        before = found.get(meeting, Waits(0, 0))
        found[meeting] = Waits(before.questions + questions, before.lists + unconfirmed)
    return found


def undecided_in(people: Population) -> Undecided:
    """The people behind what waits at the meetings of a scope."""
    waits = waits_of(people)
    asking = [meeting for meeting, number in waits.items() if number.questions]
    unconfirmed = [meeting for meeting, number in waits.items() if number.lists]
    asked = people.remember_of_all(("questions", *asking), lambda: _Questions(asking)).people_of(people)
    return Undecided(*asked, *people.remember_of_all(("lists", *unconfirmed), lambda: _in_lists(unconfirmed)))


def _in_lists(meetings: list[int]) -> tuple[int, int]:
    if not meetings:
        return 0, 0
    arriving = being_read = 0
    waiting = ImportBatch.objects.filter(state__in=WAITING, document__meeting__in=meetings)
    for state, totals in waiting.values_list("state", "totals"):
        arriving += sum(totals.get(outcome, 0) for outcome in TOUCHED)
        being_read += state == BatchState.READING
    return arriving, being_read


class _Questions:
    """Whom the open questions of some meetings are about: entries, people, printed titles and delegations, each with
    its meeting. What is read of them is read once, whichever people of these meetings are counted."""

    def __init__(self, meetings: Sequence[int]) -> None:
        self.meetings: set[int] = set()
        self.entries: set[int] = set()
        self.people: set[tuple[int, int]] = set()
        self.titles: set[tuple[int, str]] = set()
        self.delegations: set[tuple[int, str]] = set()
        self.rows = 0
        for question in Question.objects.filter(answer="", meeting__in=meetings) if meetings else ():
            self._add(question)

    def _add(self, question: Question) -> None:
        at = question.meeting_id
        self.meetings.add(at)
        people = [pk for pk in (question.person_id, question.other_person_id) if pk]
        if question.kind in ENTITIES:
            self.delegations.add((at, question.key[:200]))
        elif question.kind == QuestionKind.TITLE:
            self.titles.add((at, question.key[:120]))
        elif question.participation_id:
            self.entries.add(question.participation_id)
        elif people:
            self.people.update((at, person) for person in people)
        else:
            self.rows += question.rows

    def people_of(self, people: Population) -> tuple[int, int]:
        """Those of unplaced delegations, and others within the scope: each once, however many questions ask."""
        if not self.meetings:
            return 0, 0
        unplaced, others, inside = 0, self.rows, _delegations(people, self.meetings)
        came = ATTENDED if people.scope.attended else REGISTERED
        for one in self._found:
            at = one.meeting_id
            if getattr(one, came) != YesNo.YES:
                continue
            if (at, one.delegation.entity_key) in self.delegations:
                unplaced += 1
            elif (at, one.delegation.entity_key, one.delegation.category) in inside:
                others += self._is_about(one)
        # Whether somebody of a head-count came is known of nobody.
        return unplaced + (0 if people.scope.attended else self._head_counts), others

    def _is_about(self, one: Participation) -> bool:
        if one.pk in self.entries or (one.meeting_id, one.person_id) in self.people:
            return True
        silent = one.listed_gender == Gender.UNKNOWN and bool(one.printed_title)
        return silent and (one.meeting_id, title_key(one.printed_title)[:120]) in self.titles

    @cached_property
    def _found(self) -> list[Participation]:
        """All whom a question may be about; where one is about a title, all with any: ``_is_about`` tells who."""
        about = Q(pk__in=self.entries) | Q(person__in={person for _at, person in self.people})
        about |= Q(delegation__entity_key__in={key for _at, key in self.delegations})
        with_titles = {at for at, _title in self.titles}
        about |= Q(meeting__in=with_titles, listed_gender=Gender.UNKNOWN) & ~Q(printed_title="")
        found = Participation.objects.filter(about, meeting__in=self.meetings).select_related("delegation").order_by()
        wanted = ("meeting_id", "person_id", "printed_title", "listed_gender")
        of_delegation = ("delegation__entity_key", "delegation__category")
        found = found.exclude(delegation__category__in=EXCLUDED_CATEGORIES)
        return list(found.only(*wanted, *of_delegation, *CAME))

    @cached_property
    def _head_counts(self) -> int:
        """People without names in delegations that nobody has placed."""
        if not self.delegations:
            return 0
        keys = {key for _at, key in self.delegations}
        counts = DelegationCount.objects.filter(delegation__meeting__in=self.meetings, delegation__entity_key__in=keys)
        everybody = Sum(F("women") + F("men") + F("another") + F("unknown"))
        summed = counts.values_list("delegation__meeting", "delegation__entity_key").annotate(everybody=everybody)
        return sum(number for at, key, number in summed.order_by() if (at, key) in self.delegations)


def _delegations(people: Population, meetings: set[int]) -> set[tuple[int, str, str]]:
    """The delegations of a scope at some of its meetings: meeting, key, category."""
    import numpy as np

    arrays, categories = people.arrays, list(blocks.CATEGORIES)
    there = np.array([meeting.pk in meetings for meeting in people.meetings], bool)
    inside = np.flatnonzero(people.delegation_mask & there[arrays.meeting_of])
    columns = (arrays.meeting_of, arrays.entity, arrays.category)
    return {
        (people.meetings[at].pk, blocks.entities_seen[entity].key, str(categories[category]))
        for at, entity, category in zip(*(column[inside].tolist() for column in columns), strict=True)
    }
