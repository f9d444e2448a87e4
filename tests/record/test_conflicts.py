"""Conflicting evidence: what is counted, what waits, and what a person's decision changes."""

from typing import Any

import pytest

from meetings.actions.contradictions import answer_title_column, answer_two_titles
from meetings.actions.delegations import correct_participation, gender_of
from meetings.actions.people import record_gender
from meetings.actions.questions import answer_gender, answer_same_person
from meetings.models import GenderRecord, Meeting, Participation, Person, Question
from tests.worlds.builders import make_meeting
from tests.worlds.lists import bring, codes, counts, desk, genders, people, questions, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

BOTH = ("listed_gender", "listed_basis", "recorded_gender", "recorded_basis")
HE = "Delegation | Title | Name\nNorway | Mr. | Kim Eksempel"
SHE = "Delegation | Title | Name\nNorway | Ms. | Kim Eksempel"
NO_TITLE = "Delegation | Title | Name\nNorway | Dr. | Kim Eksempel"


# Two equal sources


def test_equal_sources_that_disagree_open_one_question() -> None:
    """The row is written and counted as this list prints it; only what the office records waits."""
    meeting = make_meeting()
    bring(meeting, HE)
    report = bring(meeting, SHE)
    assert (report["status"], counts(report), genders(report)) == ("imported", {"conflict": 1}, (1, 0, 0, 0))
    assert people(meeting, *BOTH) == [("Kim Eksempel", "woman", "courtesy_title", "unknown", "")]
    assert questions(meeting) == [("gender", "Kim Eksempel", "")]
    before = snapshot()
    for again in (SHE, HE):
        report = bring(meeting, again)
        assert (report["status"], counts(report)) == ("unchanged", {"conflict": 1})
    assert snapshot() == before


def test_on_conflict_keep_closes_the_question_in_favour_of_the_record() -> None:
    meeting = make_meeting()
    bring(meeting, HE)
    report = bring(meeting, SHE, on_conflict="keep")
    assert (report["status"], counts(report)) == ("imported", {"conflict": 1})
    assert people(meeting, *BOTH) == [("Kim Eksempel", "woman", "courtesy_title", "man", "courtesy_title")]
    assert questions(meeting) == [("gender", "Kim Eksempel", "keep")]
    assert Question.objects.get().answered_by == desk()
    assert bring(meeting, SHE)["status"] == "unchanged"


def test_on_conflict_refuse_writes_nothing() -> None:
    meeting = make_meeting()
    bring(meeting, HE)
    before = snapshot()
    report = bring(meeting, SHE, on_conflict="refuse")
    assert (report["status"], counts(report), codes(report)) == (
        "refused",
        {"conflict": 1},
        ["conflicts", "contradicts_record"],
    )
    assert "--on-conflict" in report["problems"][0]["message"]
    assert snapshot() == before


def test_a_clerk_settles_between_equal_sources() -> None:
    meeting = make_meeting()
    bring(meeting, HE)
    bring(meeting, SHE)
    revision = Meeting.objects.get().revision
    answer_gender(question=Question.objects.get(), value="man", by=desk())
    assert people(meeting, *BOTH) == [("Kim Eksempel", "woman", "courtesy_title", "man", "courtesy_title")]
    assert Meeting.objects.get().revision > revision
    before = snapshot()
    assert (bring(meeting, SHE)["status"], snapshot()) == ("unchanged", before)
    assert counts(bring(meeting, HE)) == {"unchanged": 1}  # heard and settled: the question is not asked again
    assert people(meeting, *BOTH) == [("Kim Eksempel", "woman", "courtesy_title", "man", "courtesy_title")]


def test_in_one_document_a_second_file_asks_even_where_the_first_replaced_another() -> None:
    meeting = make_meeting()
    bring(meeting, SHE, status="provisional")
    bring(meeting, SHE + "\nNorway | Ms. | Bo Borte")
    assert (counts(bring(meeting, HE)), questions(meeting)) == ({"conflict": 1}, [("gender", "Kim Eksempel", "")])


# Strength


FORM = "Delegation | Title | Name | Gender\nNorway | {title} | Kim Eksempel | {gender}"


@pytest.mark.parametrize(
    ("first", "then", "stands"),
    [
        (("registration", "man"), ("delegation_form", "woman"), ("woman", "delegation_form")),
        (("office_coded", "man"), ("registration", "woman"), ("woman", "registration")),
        (("delegation_form", "man"), ("self_declared", "woman"), ("woman", "self_declared")),
        (("delegation_form", "man"), ("registration", "woman"), ("man", "delegation_form")),
        (("self_declared", "Prefer not to say"), ("delegation_form", "woman"), ("undisclosed", "self_declared")),
        (("registration", "man"), ("office_coded", "woman"), ("man", "registration")),
    ],
)
def test_only_stronger_evidence_changes_a_record(first: Any, then: Any, stands: Any) -> None:
    meeting = make_meeting()
    for basis, gender in (first, then):
        bring(meeting, FORM.format(title="", gender=gender), gender_basis=basis, part=basis)
    assert people(meeting, *BOTH) == [("Kim Eksempel", "unknown", "", *stands)]
    assert questions(meeting) == []


@pytest.mark.parametrize(("declared", "stands"), [("non-binary", "another"), ("Prefer not to say", "undisclosed")])
def test_a_title_neither_overwrites_nor_questions_what_no_title_can_say(declared: str, stands: str) -> None:
    meeting = make_meeting()
    bring(meeting, FORM.format(title="", gender=declared), part="registration", gender_basis="registration")
    report = bring(meeting, HE)
    assert (counts(report), codes(report), questions(meeting)) == ({"updated": 1}, [], [])
    assert people(meeting, *BOTH) == [("Kim Eksempel", "man", "courtesy_title", stands, "registration")]


@pytest.mark.parametrize("basis", ["delegation_form", "registration", "office_coded"])
@pytest.mark.parametrize("title_first", [True, False])
def test_a_title_in_one_list_and_a_column_in_another_that_disagree_ask(basis: str, title_first: bool) -> None:
    """Whichever comes first: as listed is what the title says, what is recorded waits for one answer."""
    meeting = make_meeting()
    form: Any = {"part": "registration", "gender_basis": basis}
    files = [(HE, {}), (FORM.format(title="", gender="woman"), form)]
    for what, said in files if title_first else reversed(files):
        bring(meeting, what, **said)
    listed = ("Kim Eksempel", "man", "courtesy_title")
    assert people(meeting, *BOTH) == [(*listed, "unknown", "")]
    assert questions(meeting) == [("title_column", "Kim Eksempel", "")]
    before = snapshot()
    for what, said in files:
        assert bring(meeting, what, **said)["status"] == "unchanged"
    assert snapshot() == before
    answer_title_column(question=Question.objects.get(), value="woman", by=desk())
    assert people(meeting, *BOTH) == [(*listed, "woman", basis)]
    before = snapshot()
    for what, said in files:
        assert bring(meeting, what, **said)["status"] == "unchanged"
    assert snapshot() == before


def test_a_declaration_changes_what_is_recorded_and_not_what_is_listed() -> None:
    meeting, later = make_meeting(), make_meeting("later")
    bring(meeting, HE)
    bring(later, HE)
    person = Person.objects.get()
    record_gender(person=person, value="woman", basis="self_declared", source="letter of 2 May", by=desk())
    listed_he = ("Kim Eksempel", "man", "courtesy_title", "woman", "self_declared")
    assert people(meeting, *BOTH) == people(later, *BOTH) == [listed_he]
    newest = make_meeting("newest")
    bring(newest, HE)
    assert people(newest, *BOTH) == [listed_he]


def test_a_newer_version_withdraws_no_declaration() -> None:
    meeting = make_meeting()
    bring(meeting, HE, status="provisional")
    person = Person.objects.get()
    record_gender(person=person, value="another", basis="self_declared", source="letter", by=desk(), meeting=meeting)
    bring(meeting, SHE)
    assert people(meeting, *BOTH) == [("Kim Eksempel", "woman", "courtesy_title", "another", "self_declared")]


def test_a_cited_public_source_stands_as_listed_where_the_list_is_silent() -> None:
    meeting = make_meeting()
    bring(meeting, NO_TITLE)
    person = Person.objects.get()
    record_gender(person=person, value="woman", basis="public_source", source="Yearbook", by=desk(), meeting=meeting)
    assert people(meeting, *BOTH) == [("Kim Eksempel", "woman", "public_source", "woman", "public_source")]
    assert bring(meeting, NO_TITLE)["status"] == "unchanged"
    assert counts(bring(meeting, HE)) == {"updated": 1}
    assert people(meeting, *BOTH) == [("Kim Eksempel", "man", "courtesy_title", "man", "courtesy_title")]


def test_a_correction_by_hand_wins_over_the_next_import() -> None:
    meeting = make_meeting()
    bring(meeting, HE)
    values = gender_of("woman", "courtesy_title") | {"printed_post": "Ambassador"}
    correct_participation(participation=Participation.objects.get(), values=values, by=desk(), source="telephone")
    report = bring(
        meeting, "Delegation | Title | Name | Position\nNorway | Mr. | Kim Eksempel | Attaché", symbol="T/Rev.1"
    )
    assert codes(report) == ["kept_correction"]
    assert people(meeting, "listed_gender", "printed_post") == [("Kim Eksempel", "woman", "Ambassador")]
    assert questions(meeting) == []


# Across meetings


def test_mr_here_and_ms_there_are_two_people_until_somebody_says_one() -> None:
    first, second = make_meeting("first"), make_meeting("second")
    bring(first, HE)
    report = bring(second, SHE)
    assert (report["status"], counts(report)) == ("imported", {"conflict": 1})
    assert people(first, *BOTH) == [("Kim Eksempel", "man", "courtesy_title", "man", "courtesy_title")]
    assert people(second, *BOTH) == [("Kim Eksempel", "woman", "courtesy_title", "woman", "courtesy_title")]
    assert (Person.objects.count(), questions(second)) == (2, [("same_person", "Kim Eksempel", "")])
    before = snapshot()
    assert (bring(second, SHE)["status"], snapshot()) == ("unchanged", before)

    answer_same_person(question=Question.objects.get(), same=True, by=desk())
    [person] = Person.objects.filter(merged_into=None)
    assert (person.confirmed, person.participations.count(), person.gender_records.count()) == (True, 2, 2)
    assert people(first, *BOTH) == [("Kim Eksempel", "man", "courtesy_title", "unknown", "")]
    assert people(second, *BOTH) == [("Kim Eksempel", "woman", "courtesy_title", "unknown", "")]
    assert questions(second) == [("gender", "Kim Eksempel", ""), ("same_person", "Kim Eksempel", "one")]
    answer_gender(question=Question.objects.get(answer=""), value="woman", by=desk())
    assert people(first, *BOTH) == [("Kim Eksempel", "man", "courtesy_title", "woman", "courtesy_title")]


@pytest.mark.parametrize("same", [True, False])
def test_two_titles_of_one_list_are_asked_beside_another_meetings_title(same: bool) -> None:
    first, second = make_meeting("first"), make_meeting("second")
    bring(first, HE)
    both = f"{SHE}\n{HE.splitlines()[-1]}"
    report = bring(second, both)
    assert report["status"] == "imported"
    asked = [("same_person", "Kim Eksempel", ""), ("two_titles", "Kim Eksempel", "")]
    assert questions(second) == asked
    before = snapshot()
    assert (bring(second, both)["status"], snapshot()) == ("unchanged", before)

    answer_same_person(question=Question.objects.get(kind="same_person"), same=same, by=desk())
    answer_two_titles(question=Question.objects.get(kind="two_titles"), answer="woman", by=desk())
    assert people(second, "listed_gender") == [("Kim Eksempel", "woman")]
    assert people(first, "listed_gender") == [("Kim Eksempel", "man")]


def test_two_people_said_to_be_two_are_known_apart_by_their_titles() -> None:
    first, second, third = make_meeting("first"), make_meeting("second"), make_meeting("third")
    bring(first, HE)
    bring(second, SHE)
    answer_same_person(question=Question.objects.get(), same=False, by=desk())
    bring(third, SHE)
    assert (Person.objects.count(), questions(third)) == (2, [])
    assert Participation.objects.get(meeting=third).person == Participation.objects.get(meeting=second).person


def test_without_a_title_one_of_two_namesakes_is_asked_for() -> None:
    for slug, text in (("first", HE), ("second", SHE)):
        bring(make_meeting(slug), text)
    third = make_meeting("third")
    report = bring(third, NO_TITLE)
    assert (counts(report), questions(third)) == ({"conflict": 1}, [("same_person", "Kim Eksempel", "")])
    assert Person.objects.count() == 3


def test_the_same_person_is_met_again_and_carries_no_gender_along() -> None:
    first, second = make_meeting("first"), make_meeting("second")
    bring(first, HE)
    bring(second, NO_TITLE)
    assert Person.objects.count() == 1
    assert people(second, *BOTH) == [("Kim Eksempel", "unknown", "", "unknown", "")]
    Person.objects.update(confirmed=True)
    third = make_meeting("third")
    bring(third, NO_TITLE)
    assert people(third, *BOTH) == [("Kim Eksempel", "unknown", "", "man", "courtesy_title")]


def test_another_delegation_is_another_person() -> None:
    meeting = make_meeting()
    bring(meeting, HE + "\nKenya | Mr. | Kim Eksempel")
    assert Person.objects.count() == 2


# Twice in one list


def test_listed_twice_is_kept_once_and_fills_blanks() -> None:
    meeting = make_meeting()
    report = bring(
        meeting,
        "Delegation | Title | Name | Position\nNorway | | Kim Eksempel | Adviser\nNorway | Mr. | KIM EKSEMPEL | Expert",
    )
    assert (counts(report), codes(report)) == ({"new": 1, "ignored": 1}, ["listed_again"])
    assert "row 2" in report["problems"][0]["message"]
    assert people(meeting, "listed_gender", "printed_title", "printed_post") == [
        ("Kim Eksempel", "man", "Mr.", "Adviser")
    ]


TWICE = (
    "Delegation | Title | Name | Position\nNorway | Ms. | Kim Eksempel | Adviser\nNorway | Mr. | Kim Eksempel | Expert"
)


def test_two_titles_in_one_list_are_one_person_with_a_question() -> None:
    meeting = make_meeting()
    report = bring(meeting, TWICE)
    assert (counts(report), codes(report)) == ({"new": 1, "conflict": 1}, ["listed_again_other_title"])
    assert people(meeting, *BOTH) == [("Kim Eksempel", "unknown", "", "unknown", "")]
    assert questions(meeting) == [("two_titles", "Kim Eksempel", "")]
    before = snapshot()
    assert counts(bring(meeting, TWICE)) == {"unchanged": 1, "conflict": 1}
    assert snapshot() == before


@pytest.mark.parametrize("answer", ["woman", "man", "unknown"])
def test_two_titles_answered_as_one_person_stay_answered(answer: str) -> None:
    meeting = make_meeting()
    bring(meeting, TWICE)
    answer_two_titles(question=Question.objects.get(), answer=answer, by=desk())
    assert people(meeting, "listed_gender", "recorded_gender") == [("Kim Eksempel", answer, answer)]
    before = snapshot()
    report = bring(meeting, TWICE)
    assert (report["status"], counts(report)) == ("unchanged", {"unchanged": 1, "ignored": 1})
    assert snapshot() == before


def test_two_titles_answered_as_two_people_keep_two() -> None:
    meeting = make_meeting()
    bring(meeting, TWICE)
    answer_two_titles(question=Question.objects.get(), answer="two", by=desk())
    two = [("Kim Eksempel", "man", "Mr."), ("Kim Eksempel", "woman", "Ms.")]
    assert sorted(people(meeting, "listed_gender", "printed_title")) == two
    bring(meeting, TWICE)
    assert sorted(people(meeting, "listed_gender", "printed_post")) == [
        ("Kim Eksempel", "man", "Expert"),
        ("Kim Eksempel", "woman", "Adviser"),
    ]
    before = snapshot()
    report = bring(meeting, TWICE)
    assert (report["status"], counts(report), report["people"]) == ("unchanged", {"unchanged": 2}, 2)
    assert snapshot() == before
    assert GenderRecord.objects.filter(withdrawn_at__isnull=True).count() == 2


def test_a_row_with_an_open_question_still_takes_what_else_changed() -> None:
    meeting = make_meeting()
    head = "Delegation | Title | Name | Role"
    bring(meeting, f"{head}\nKenya | Mr. | Quest One |")
    bring(meeting, f"{head}\nKenya | Ms. | Quest One |")
    report = bring(meeting, f"{head}\nKenya | Ms. | Quest One | Head of delegation")
    assert (report["status"], counts(report)) == ("imported", {"conflict": 1})
    assert people(meeting, "role", "listed_gender") == [("Quest One", "head", "woman")]
    assert bring(meeting, f"{head}\nKenya | Ms. | Quest One | Head of delegation")["status"] == "unchanged"


def test_a_second_stated_head_is_told() -> None:
    meeting = make_meeting()
    head = "Delegation | Title | Name | Role"
    report = bring(
        meeting, f"{head}\nKenya | Mr. | One Head | Head of delegation\nKenya | Ms. | Two Head | Head of delegation"
    )
    assert codes(report) == ["second_head"]
