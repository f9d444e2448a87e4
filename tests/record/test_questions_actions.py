"""Questions: asked once, applied everywhere at once, remembered, signed and dated."""

import pytest

from meetings.actions.contradictions import answer_two_titles
from meetings.actions.questions import answer_gender, answer_same_person, answer_title
from meetings.actions.questions_of_delegations import answer_country, answer_label
from meetings.actions.refusals import ActionRefused
from meetings.models import (
    Alias,
    Change,
    GenderRecord,
    Honorific,
    Meeting,
    Organisation,
    Participation,
    Person,
    Question,
)
from tests.worlds.builders import make_meeting, make_user
from tests.worlds.lists import bring, counts, desk, people, questions, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

BOTH = ("listed_gender", "listed_basis", "recorded_gender", "recorded_basis")
TITLES = """
Delegation | Courtesy title | Name  | Gender
Norway     | Tengku | Ada Aas       |
Norway     | TENGKU | Bo By         | woman
Kenya      | Tengku | Cy Dal        |
Kenya      | Mr.    | Di Eng        |
"""


def test_an_unknown_title_is_asked_once_however_often_it_stands() -> None:
    meeting = make_meeting()
    report = bring(meeting, TITLES, gender_basis="delegation_form")
    assert counts(report) == {"new": 4}
    asked = Question.objects.get()
    assert (asked.kind, asked.found, asked.rows) == ("title", "Tengku", 3)
    [told] = report["problems"]
    assert (told["level"], told["code"], told["found"]) == ("warning", "unknown_title", "Tengku")
    assert 'the courtesy title "Tengku" is not known (3 rows)' in told["message"]


@pytest.mark.parametrize(("claim", "listed"), [("man", "man"), ("woman", "woman"), ("", "unknown")])
def test_the_answer_to_a_title_is_a_rule_for_every_list(claim: str, listed: str) -> None:
    """Applied where nothing else is known, at every meeting that asked; the next list does not ask."""
    meeting, other = make_meeting(), make_meeting("other")
    bring(meeting, TITLES, gender_basis="delegation_form")
    bring(other, "Delegation | Courtesy title | Name\nChile | tengku | Eva Fin")
    answer_title(question=Question.objects.get(meeting=meeting), claim=claim, by=desk())
    basis = "courtesy_title" if claim else ""
    assert people(meeting, *BOTH) == [
        ("Ada Aas", listed, basis, listed, basis),
        ("Bo By", listed, basis, *(("unknown", "") if claim == "man" else ("woman", "delegation_form"))),
        ("Cy Dal", listed, basis, listed, basis),
        ("Di Eng", "man", "courtesy_title", "man", "courtesy_title"),
    ]
    assert people(other, *BOTH) == [("Eva Fin", listed, basis, listed, basis)]
    # The column of that list says a woman: who is right where the title says a man is asked.
    doubted = [("title_column", "Bo By", "")] if claim == "man" else []
    assert questions(meeting) == [("title", "Tengku", claim or "nothing"), *doubted]
    assert questions(other)[0][2] == (claim or "nothing")
    rule = Honorific.objects.get(by__isnull=False)
    assert (rule.title, rule.claim, rule.by, rule.at is not None) == ("Tengku", claim, desk(), True)
    before = snapshot()
    assert (bring(meeting, TITLES, gender_basis="delegation_form")["status"], snapshot()) == ("unchanged", before)
    later = make_meeting("later")
    bring(later, "Delegation | Courtesy title | Name\nChile | Tengku | Gry Hov")
    assert (people(later, "listed_gender"), questions(later)) == ([("Gry Hov", listed)], [])


def test_a_title_says_woman_man_or_nothing() -> None:
    bring(make_meeting(), TITLES, gender_basis="delegation_form")
    with pytest.raises(ValueError, match="woman, man or nothing"):
        answer_title(question=Question.objects.get(), claim="another", by=desk())
    assert not Honorific.objects.filter(by__isnull=False).exists()


def test_every_answer_is_signed_dated_and_in_the_trail() -> None:
    meeting, reviewer = make_meeting(), make_user("reviewer")
    bring(meeting, TITLES, gender_basis="delegation_form")
    question = Question.objects.get()
    answer_title(question=question, claim="man", by=reviewer)
    question.refresh_from_db()
    assert (question.answer, question.answered_by, question.answered_at is not None) == ("man", reviewer, True)
    change = Change.objects.get(action="answer_title")
    assert (change.by, change.meeting, change.after, change.subject, change.evidence) == (
        reviewer, meeting, {"answer": "man"}, f"question:{question.pk}", "Tengku",
    )  # fmt: skip
    assert set(GenderRecord.objects.filter(by=reviewer).values_list("value", "source")) == {("man", "Tengku")}
    assert Meeting.objects.get().revision > 1


def test_no_question_is_answered_twice() -> None:
    meeting = make_meeting()
    bring(meeting, "Delegation | Title | Name\nNorja | Mr. | Kim Eksempel")
    question = Question.objects.get()
    answer_country(question=question, code="NOR", by=desk())
    before = snapshot()
    stale = Question.objects.get()
    with pytest.raises(ActionRefused, match="already answered"):
        answer_label(question=stale, label="Nowhere", by=desk())
    assert snapshot() == before


def test_a_country_is_one_of_the_table() -> None:
    bring(make_meeting(), "Delegation | Title | Name\nTaiwan | Mr. | Kim Eksempel")
    aliases = Alias.objects.count()
    for code in ("TWN", "XKX", "ESH", "HKG", "nor", ""):
        with pytest.raises(ActionRefused, match="neither a State nor an organization"):
            answer_country(question=Question.objects.get(), code=code, by=desk())
    assert Alias.objects.count() == aliases
    assert questions(Meeting.objects.get()) == [("country", "Taiwan", "")]


def test_a_delegation_may_turn_out_to_be_an_organization() -> None:
    meeting = make_meeting()
    text = "Section | Delegation | Title | Name\nStates Parties | Union européene | Ms. | Ada Aas"
    bring(meeting, text)
    eu = Organisation.objects.get(name_en="European Union").code
    answer_country(question=Question.objects.get(), code=eu, by=desk())
    assert people(meeting, "delegation__entity_key", "delegation__country", "delegation__category") == [
        ("Ada Aas", eu, None, "intergovernmental")
    ]
    before = snapshot()
    assert (bring(meeting, text)["status"], snapshot()) == ("unchanged", before)


def test_moving_a_delegation_moves_what_is_known_of_its_people() -> None:
    """Somebody known under the right State already is that person, with the evidence of both meetings."""
    known, meeting = make_meeting("known"), make_meeting()
    bring(known, "Delegation | Title | Name\nNorway | Ms. | Ada Aas\nNorway | Mr. | Bo By")
    bring(meeting, "Delegation | Title | Name\nNorja | Ms. | Ada Aas\nNorja | Ms. | Bo By")
    assert Person.objects.count() == 4
    answer_country(question=Question.objects.get(), code="NOR", by=desk())
    ada, *others = Person.objects.order_by("full_name", "namesake")
    assert (ada.full_name, ada.participations.count(), ada.gender_records.count()) == ("Ada Aas", 2, 2)
    # The titles of Bo By contradict each other: two people, as if the list had said Norway.
    assert [(one.full_name, one.entity_key, one.namesake) for one in others] == [
        ("Bo By", "NOR", 0),
        ("Bo By", "NOR", 1),
    ]
    assert people(known, "recorded_gender") == [("Ada Aas", "woman"), ("Bo By", "man")]
    assert people(meeting, "recorded_gender") == [("Ada Aas", "woman"), ("Bo By", "woman")]


def test_a_gender_left_open_stays_not_recorded() -> None:
    meeting = make_meeting()
    for title in ("Mr.", "Ms."):
        bring(meeting, f"Delegation | Title | Name\nNorway | {title} | Kim Eksempel")
    answer_gender(question=Question.objects.get(), value="unknown", by=desk())
    assert people(meeting, *BOTH) == [("Kim Eksempel", "woman", "courtesy_title", "unknown", "")]
    assert questions(meeting) == [("gender", "Kim Eksempel", "unknown")]


def test_questions_about_what_is_gone_say_so() -> None:
    meeting = make_meeting()
    bring(meeting, "Delegation | Title | Name\nNorway | Ms. | Kim Eksempel\nNorway | Mr. | Kim Eksempel")
    question = Question.objects.get()
    Participation.objects.all().delete()
    question.refresh_from_db()
    with pytest.raises(ActionRefused, match="no longer in the record"):
        answer_two_titles(question=question, answer="two", by=desk())


def test_people_on_one_delegation_are_not_merged_across_meetings() -> None:
    """One of the two stands beside the other at a third meeting: that list is settled first."""
    first, second = make_meeting("first"), make_meeting("second")
    bring(first, "Delegation | Title | Name\nNorway | Mr. | Kim Eksempel")
    bring(second, "Delegation | Title | Name\nNorway | Ms. | Kim Eksempel")
    two = Question.objects.get()
    assert two.person
    third = make_meeting("third")
    bring(third, "Delegation | Title | Name\nNorway | Mr. | Kim Eksempel")
    beside = Participation.objects.get(meeting=third)
    beside.pk, beside.person, beside.head_basis = None, two.person, ""
    beside.save()
    before = snapshot()
    with pytest.raises((ActionRefused, ValueError), match="same delegation"):
        answer_same_person(question=two, same=True, by=desk())
    assert snapshot() == before
