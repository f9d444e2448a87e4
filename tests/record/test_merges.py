"""People of similar names: offered, merged, found again under either spelling, and a merge undone whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from meetings.actions.erasure import erase_people
from meetings.actions.merges import call_them_two, merge_alike, undo_merge
from meetings.actions.people import record_gender
from meetings.actions.refusals import ActionRefused
from meetings.models import (
    Change,
    GenderRecord,
    Meeting,
    OfficeHolder,
    PanelSeat,
    Participation,
    Person,
    Question,
    Statement,
)  # fmt: skip
from meetings.names.alike import alike, alike_pairs
from meetings.names.parts import name_key
from meetings.subject_access import people_named
from meetings.workspace.alike import alike_people
from tests.record.test_locks import reviewer
from tests.worlds import builders
from tests.worlds.builders import make_meeting, make_user, signed_in
from tests.worlds.lists import bring, desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
FIRST = "Delegation|Title|Name\nKenya|Ms.|Ana NJOROGE\nKenya|Mr.|Leo OTIENO\n"
SECOND = "Delegation|Title|Name\nKenya||Ana NJOROGI\nKenya|Mr.|Bo KAMAU\n"
TABLES = (Participation, GenderRecord, Question, Statement, OfficeHolder, PanelSeat)


@pytest.fixture
def spring() -> Meeting:
    made = make_meeting("spring", list_access="open", symbol="TEST/INF.1")
    bring(made, FIRST)
    return made


@pytest.fixture
def autumn(spring: Meeting) -> Meeting:
    made = make_meeting("autumn", list_access="open", symbol="TEST/INF.2")
    bring(made, SECOND)
    return made


@pytest.fixture
def two(autumn: Meeting) -> tuple[Person, Person]:
    """The same woman at two meetings, a letter apart; of the second a declaration, and an open question."""
    keep, other = (Person.objects.get(full_name=name) for name in ("Ana NJOROGE", "Ana NJOROGI"))
    record_gender(person=other, value="another", basis="self_declared", source="letter", by=desk())
    entry = other.participations.get()
    Question.objects.create(
        meeting=autumn, kind="gender", key=f"person:{other.pk}", found="Ana", person=other, participation=entry,
        opened_at=timezone.now(),
    )  # fmt: skip
    builders.make_statement(autumn, "KEN", "w", speaker_name="Ana NJOROGI")
    return keep, other


def whole() -> dict[str, Any]:
    people = list(Person.objects.order_by("pk").values())
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES} | {"Person": people}


@pytest.mark.parametrize(("one", "other", "how"), [
    ("Ana NJOROGE", "NJOROGE Ana", "order"), ("José FINGIDO", "Jose FINGIDO", "order"),
    ("A. RUIZ", "Ana RUIZ", "initials"),
    ("Ana M. RUIZ", "Ana RUIZ", "initials"), ("J. A. SMITH", "John Andrew SMITH", "initials"),
    ("Ana NJOROGE", "Ana NJOROGI", "one_letter"), ("Mohamed HASSAN", "Mohammed HASSAN", "one_letter"),
    ("Omar AL-SAYED", "Omar EL SAYED", "particle"), ("Omar ALSAYED", "Omar SAYED", "particle"),
    ("Ali bin SAID", "Ali ibn SAID", "particle"), ("Maria de la CRUZ", "Maria CRUZ", "particle"),
    ("Anna Ivanova", "Ana Ivanova", ""), ("Ana RUIZ", "Eva RUIZ", ""), ("LI Wei", "LU Wei", ""),
    ("John SMITH", "Jane SMITH", ""), ("Ana RUIZ", "Ana PEREZ", ""), ("A. RUIZ", "Eva RUIZ", ""),
])  # fmt: skip
def test_which_names_may_be_one(one: str, other: str, how: str) -> None:
    keys = {1: name_key(one), 2: name_key(other)}
    assert alike(keys[1], keys[2]) == alike(keys[2], keys[1]) == how
    assert list(alike_pairs(keys)) == ([(1, 2, how)] if how else [])


def test_similar_names_of_one_delegation_are_offered_and_never_merged_by_themselves(two: tuple[Person, Person]) -> None:
    keep, other = two
    assert [(set(pair[:2]), pair[2]) for pair in alike_people(reviewer())] == [({keep.pk, other.pk}, "one_letter")]
    assert keep.participations.count() == other.participations.count() == 1
    Person.objects.filter(pk=other.pk).update(entity_key="UGA")
    assert alike_people(reviewer()) == []


def test_two_entries_of_one_list_are_not_offered(spring: Meeting) -> None:
    bring(spring, FIRST + "Kenya|Ms.|Ana NJOROGI\n", part="more")
    assert alike_people(reviewer()) == []


def test_a_clerk_is_offered_people_of_their_own_meetings_alone(two: tuple[Person, Person], spring: Meeting) -> None:
    clerk = make_user("clerk-of-spring", "clerk")
    spring.clerks.add(clerk)
    assert alike_people(clerk) == []
    Meeting.objects.get(slug="autumn").clerks.add(clerk)
    assert len(alike_people(clerk)) == 1


def test_a_merge_that_is_undone_leaves_the_record_as_it_was(two: tuple[Person, Person]) -> None:
    keep, other = two
    before = whole()
    merge_alike(keep=keep, other=other, by=desk(), source="test")
    assert keep.participations.count() == 2
    assert Question.objects.get().person == keep
    assert {one.recorded_gender for one in keep.participations.all()} == {"another"}, (
        "what she declared speaks anywhere"
    )
    undo_merge(other=other, by=desk(), source="test")
    assert whole() == before
    assert list(Change.objects.order_by("pk").values_list("action", flat=True))[-2:] == ["merge_people", "undo_merge"]


def test_either_spelling_finds_the_one_person_again_and_what_came_since_goes_back(
    two: tuple[Person, Person], autumn: Meeting
) -> None:
    keep, other = two
    merge_alike(keep=keep, other=other, by=desk(), source="test")
    assert bring(autumn, SECOND.replace("KAMAU", "KAMAO"), symbol="TEST/Rev.1")["new"] == 1
    assert Participation.objects.filter(meeting=autumn, printed_name__startswith="Ana").count() == 1
    winter = make_meeting("winter")
    bring(winter, SECOND)
    assert Participation.objects.get(meeting=winter, printed_name="Ana NJOROGI").person == keep
    assert list(people_named("njorogi")) == [keep]
    undo_merge(other=other, by=desk(), source="test")
    assert set(other.participations.values_list("meeting__slug", flat=True)) == {"autumn", "winter"}
    assert set(keep.participations.values_list("meeting__slug", flat=True)) == {"spring"}


def test_a_lock_forbids_both_ways(two: tuple[Person, Person], autumn: Meeting) -> None:
    keep, other = two
    Question.objects.all().delete()
    Meeting.objects.filter(pk=autumn.pk).update(locked_at=timezone.now(), locked_by=reviewer())
    before = whole()
    with pytest.raises(ActionRefused, match="locked meeting"):
        merge_alike(keep=keep, other=other, by=desk(), source="test")
    assert whole() == before
    Meeting.objects.filter(pk=autumn.pk).update(locked_at=None, locked_by=None)
    merge_alike(keep=keep, other=other, by=desk(), source="test")
    Meeting.objects.filter(pk=autumn.pk).update(locked_at=timezone.now(), locked_by=reviewer())
    merged = whole()
    with pytest.raises(ActionRefused, match="locked meeting"):
        undo_merge(other=other, by=desk(), source="test")
    assert whole() == merged


def test_whoever_is_told_apart_is_not_offered_again(two: tuple[Person, Person]) -> None:
    call_them_two(one=two[1], other=two[0], by=desk(), source="test")
    assert alike_people(reviewer()) == []


def test_a_question_about_the_two_is_answered_with_them_and_asked_again_after_the_undo(
    two: tuple[Person, Person], autumn: Meeting
) -> None:
    keep, other = two
    asked = Question.objects.create(
        meeting=autumn, kind="same_person", key="Ana", found="Ana", person=other, other_person=keep,
        opened_at=timezone.now(),
    )  # fmt: skip
    merge_alike(keep=keep, other=other, by=desk(), source="test")
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("one", desk())
    undo_merge(other=other, by=desk(), source="test")
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by, asked.person, asked.other_person) == ("", None, other, keep)


def test_who_is_erased_is_erased_under_every_spelling(two: tuple[Person, Person]) -> None:
    keep, other = two
    merge_alike(keep=keep, other=other, by=desk(), source="test")
    erase_people([keep.pk], by=desk(), reason="asked")
    assert not [row for rows in whole().values() for row in rows if "NJOROG" in str(row) or "njorog" in str(row)]


def test_on_the_page_two_are_merged_and_undone(two: tuple[Person, Person]) -> None:
    keep, other = two
    boss: User = make_user("reviewer-of-people", "reviewer")
    client = signed_in(boss)
    page = client.get("/desk/people/").content.decode()
    assert "one letter apart" in page
    ids = {"keep": keep.pk, "other": other.pk}
    client.post("/desk/people/", ids | {"verb": "merge"})
    assert Participation.objects.filter(person=keep).count() == 2
    assert "Undo" in client.get("/desk/people/").content.decode()
    client.post("/desk/people/", ids | {"verb": "undo"})
    assert Participation.objects.filter(person=other).count() == 1
    client.post("/desk/people/", ids | {"verb": "apart"})
    assert "one letter apart" not in client.get("/desk/people/").content.decode()
    assert Change.objects.filter(action="read_names", by=boss).exists()
    stranger = signed_in(make_user("clerk-elsewhere", "clerk"))
    assert stranger.post("/desk/people/", ids | {"verb": "merge"}).status_code == 404
