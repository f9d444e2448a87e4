"""What a page of questions says an answer would do is what the figures say once it is given."""

from fractions import Fraction
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from meetings.actions.people import add_evidence
from meetings.models import Meeting, Participation, Question
from meetings.views.questions import give
from reports.counting.population import population_of
from reports.counting.scope import Scope
from reports.dashboards.stakes import Stakes
from reports.presentation.svg import WHOLE, Scale, scale_of
from reports.results import whole
from tests.worlds.builders import (
    make_country,
    make_delegation,
    make_head_count,
    make_meeting,
    make_participation,
    make_people,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def reviewer() -> User:
    return make_user("reviewer", "reviewer")


def meeting_with_people(access: str) -> Meeting:
    meeting = make_meeting("spring", list_access=access)
    make_people(make_delegation(meeting, "AAA"), women=12, men=9, unknown=2, another=1)
    make_people(make_delegation(meeting, "Peace Office", "civil_society"), women=3)
    return meeting


def ask(meeting: Meeting, kind: str, key: str, found: str = "", codes: tuple[str, ...] = (), **about: Any) -> Question:
    said = {"codes": list(codes), "category": "state_party"}
    return Question.objects.create(
        meeting=meeting, kind=kind, key=key, found=found or key, suggestions=said, opened_at=timezone.now(), **about
    )


def holds(question: Question, answer: str, by: User) -> None:
    """The outcome that is shown is the figure after the answer."""
    shown = Stakes(by, question.meeting, [question]).outcome(question, answer)
    verb, _colon, value = answer.partition(":")
    give(question, (verb, value) if value else (question.kind, verb), by)
    after = whole(population_of(Scope(meeting=question.meeting.slug)))
    assert shown is not None
    assert (shown.result.counts, shown.result.text) == (after.counts, after.text)
    assert after.text in shown.sentence


@pytest.mark.parametrize("access", ["open", "closed"])
@pytest.mark.parametrize("answer", ["woman", "man", "nothing"])
def test_a_title(reviewer: User, access: str, answer: str) -> None:
    meeting = meeting_with_people(access)
    state, others = meeting.delegations.get(entity_key="AAA"), meeting.delegations.get(category="civil_society")
    for delegation in (state, state, others):
        make_participation(delegation, printed_title="Zorp")
    by_form = make_participation(state, gender="man", basis="delegation_form", printed_title="Zorp")
    said = [(by_form.person_id, "man", "delegation_form")]
    add_evidence(said, meeting=meeting, source="form", batch=None, by=make_user("clerk", "clerk"))
    holds(ask(meeting, "title", "zorp", "Zorp"), answer, reviewer)


@pytest.mark.parametrize("answer", ["country:BBB", "entity:academia"])
def test_a_delegation(reviewer: User, answer: str) -> None:
    meeting = meeting_with_people("open")
    make_country("BBB")
    unplaced = make_delegation(meeting, "Bebeland", "other_entity")
    make_people(unplaced, women=2, men=5, unknown=1)
    make_head_count(make_delegation(meeting, "CCC"), men=2)
    question = ask(meeting, "country", "bebeland", "Bebeland", ("BBB",))
    if answer.startswith("country"):
        holds(question, answer, reviewer)
    else:
        assert Stakes(reviewer, meeting, [question]).outcome(question, answer) is None, (
            "not said where it was not offered"
        )


@pytest.mark.parametrize("answer", ["woman", "man", "unknown", "two"])
def test_somebody_listed_twice(reviewer: User, answer: str) -> None:
    meeting = meeting_with_people("open")
    one = make_participation(meeting.delegations.get(entity_key="AAA"), "Ada Sample", printed_title="Mr")
    holds(ask(meeting, "two_titles", "twice", person=one.person, participation=one), answer, reviewer)


@pytest.mark.parametrize("access", ["open", "closed"])
@pytest.mark.parametrize("answer", ["woman", "man", "unknown"])
def test_a_gender_between_two_sources(reviewer: User, access: str, answer: str) -> None:
    meeting = meeting_with_people(access)
    one = make_participation(meeting.delegations.get(entity_key="AAA"), "Ada Sample")
    clerk = make_user("clerk", "clerk")
    for value in ("woman", "man"):
        add_evidence([(one.person_id, value, "registration")], meeting=meeting, source="", batch=None, by=clerk)
    assert Participation.objects.get(pk=one.pk).recorded_gender == "unknown"
    holds(ask(meeting, "gender", f"person:{one.person_id}", person=one.person), answer, reviewer)


def test_the_question_that_moves_most_comes_first_and_the_ends_bear_every_answer(reviewer: User) -> None:
    meeting = meeting_with_people("open")
    state = meeting.delegations.get(entity_key="AAA")
    for title, number in (("Zorp", 1), ("Borp", 3)):
        for _ in range(number):
            make_participation(state, printed_title=title)
    small, large = ask(meeting, "title", "zorp", "Zorp"), ask(meeting, "title", "borp", "Borp")
    stakes = Stakes(reviewer, meeting, [small, large])
    assert stakes.swing(large) > stakes.swing(small) > 0
    low, high = (one.share.value for one in stakes.ends)
    for question in (small, large):
        for answer in ("woman", "man", "nothing"):
            outcome = stakes.outcome(question, answer)
            assert outcome is not None
            assert low <= outcome.result.share.value <= high  # type: ignore[operator]
    assert (low, high) == (Fraction(12, 25), Fraction(16, 25))


def test_of_few_people_no_share_is_drawn(reviewer: User) -> None:
    meeting = make_meeting("spring", list_access="open")
    delegation = make_delegation(meeting, "AAA")
    make_people(delegation, women=2, men=2)
    make_participation(delegation, printed_title="Zorp")
    question = ask(meeting, "title", "zorp", "Zorp")
    outcome = Stakes(reviewer, meeting, [question]).outcome(question, "woman")
    assert outcome is not None
    assert (outcome.after, outcome.sentence) == ("", "1 person becomes a woman: 3 of 5.")


def test_a_kind_that_is_not_known_here_says_nothing(reviewer: User) -> None:
    meeting = meeting_with_people("open")
    question = ask(meeting, "column", "M")
    stakes = Stakes(reviewer, meeting, [question])
    assert (stakes.outcome(question, "woman"), stakes.moves, stakes.swing(question)) == (None, False, 0)


def test_a_line_holds_every_share_with_room(reviewer: User) -> None:
    line = scale_of([Fraction(418, 1000), Fraction(421, 1000)])
    assert (line.low, line.high) == (40, 44)
    assert line.at(Fraction(2, 5)) == "0.00%"
    assert Scale(40, 60).at(Fraction(1, 2)) == WHOLE.at(Fraction(1, 2)) == "50.00%"
    assert scale_of([Fraction(0), Fraction(1)]) == Scale(0, 100)
