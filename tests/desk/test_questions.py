"""Questions on their page, answered by those who may; a delegation's people typed in and corrected."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from meetings.imports.participants.pipeline import ListSource, import_list
from meetings.models import (
    Alias,
    Change,
    Delegation,
    GenderRecord,
    Honorific,
    ImportBatch,
    Meeting,
    Participation,
    Person,
    Question,
)
from tests.worlds.builders import make_delegation, make_meeting, make_participation, make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

PAGE = "/meetings/spring/questions/"
HEADER = "Delegation,Title,Given names,Family name"
# A column is one of courtesy titles when most of it is.
OTHERS = ("Japan,Mr,Cy,TANAKA", "Japan,Ms,Di,TANAKA", "Japan,Ms,Ed,MORI")


@pytest.fixture
def clerk(tmp_path: Path, settings: Any) -> User:
    """The clerk of the meeting ``spring``."""
    settings.PARITY_DATA = tmp_path
    user = make_user("clerk", "clerk")
    make_meeting("spring").clerks.add(user)
    return user


def imported(by: User, *rows: str, slug: str = "spring", **said: str) -> ImportBatch:
    source = ListSource("\n".join([HEADER, *rows]).encode(), "list.csv", **said)
    report = import_list(Meeting.objects.get(slug=slug), source, by=by)
    assert report.status == "imported", report.problems
    return ImportBatch.objects.get(pk=report.batch)


def asked(kind: str) -> Question:
    return Question.objects.get(kind=kind)


def answer(user: User, question: Question, **fields: str) -> HttpResponse:
    said = {f"{question.pk}-{name}": value for name, value in fields.items()}
    return signed_in(user).post(PAGE, {"question": question.pk, **said})


def listed(name: str) -> tuple[str, str]:
    one = Participation.objects.get(printed_name__contains=name)
    return one.listed_gender, one.recorded_gender


# Titles, countries


@pytest.mark.parametrize(("said", "gender"), [("woman", "woman"), ("man", "man"), ("nothing", "unknown")])
def test_a_title_is_answered_once_for_every_row_and_remembered(clerk: User, said: str, gender: str) -> None:
    imported(clerk, "Kenya,Zorp,Ada,OKORO", "France,Zorp,Bo,ABARA", *OTHERS)
    assert answer(clerk, asked("title"), answer=said).status_code == 302
    assert (listed("OKORO"), listed("ABARA")) == ((gender, gender), (gender, gender))
    assert Honorific.objects.get(title="Zorp").by == clerk
    shown = signed_in(clerk).get(PAGE).content.decode()
    assert "No open question" in shown
    assert re.search(r"Zorp.*clerk, \d{4}-\d\d-\d\d", shown, re.DOTALL)


@pytest.mark.parametrize(
    "fields", [{"answer": "country:GIN"}, {"other": "Guinea"}, {"other": "guinea"}, {"other": "GIN"}]
)
def test_a_delegation_becomes_the_state_that_somebody_says(clerk: User, fields: dict[str, str]) -> None:
    imported(clerk, "Republic of Guniea,Mr,Ada,OKORO")
    answer(clerk, asked("country"), **fields)
    delegation = Delegation.objects.get()
    assert (delegation.country_id, delegation.category) == ("GIN", "state_party")
    assert Alias.objects.get(text="Republic of Guniea").by == clerk


def test_a_delegation_that_is_no_state_gets_a_category_and_no_alias(clerk: User) -> None:
    imported(clerk, "Friends of the Harbour,Mr,Ada,OKORO")
    answer(clerk, asked("country"), answer="entity:civil_society")
    assert Delegation.objects.get().category == "civil_society"
    assert not Alias.objects.filter(by=clerk).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"other": "Atlantis"}, "No State or organization of the reference table"),
        ({"other": "Guinea", "answer": "entity:academia"}, "not both"),
        ({"answer": "entity:state_party"}, "not one of the available choices"),
        ({"answer": "label:", "label": "Somewhere"}, "not one of the available choices"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(clerk: User, fields: dict[str, str], sentence: str) -> None:
    imported(clerk, "Republic of Guniea,Mr,Ada,OKORO")
    refused = answer(clerk, asked("country"), **fields)
    assert sentence in refused.content.decode()
    assert asked("country").answer == ""
    assert Delegation.objects.get().country is None


def test_a_label_outside_the_table_is_a_reviewers_and_offered_as_prepared(clerk: User) -> None:
    imported(clerk, "Taiwan,Mr,Ada,OKORO")
    question, reviewer = asked("country"), make_user("reviewer", "reviewer")
    assert "Taiwan Province of China" not in signed_in(clerk).get(PAGE).content.decode()
    assert 'value="Taiwan Province of China"' in signed_in(reviewer).get(PAGE).content.decode()
    answer(reviewer, question, answer="label:", label="Taiwan Province of China")
    delegation = Delegation.objects.get()
    assert (delegation.country, delegation.category) == (None, "other_entity")
    assert delegation.name == "Taiwan Province of China"
    assert not Alias.objects.filter(by=reviewer).exists()


# People


def two_equal_sources(by: User) -> Question:
    """One printed as Mr in one part of the list and as Ms in another."""
    imported(by, "Kenya,Mr,Ada,OKORO", part="delegates")
    imported(by, "Kenya,Ms,Ada,OKORO", part="guests")
    return asked("gender")


def test_a_gender_between_equal_sources_is_a_reviewers_and_not_their_own_entry(clerk: User) -> None:
    question = two_equal_sources(clerk)
    reviewer = make_user("reviewer", "reviewer")
    both = make_user("both", "reviewer", "clerk")
    GenderRecord.objects.filter(value="woman").update(by=both)
    for refused in (clerk, both):
        assert "A reviewer who did not enter it decides this" in signed_in(refused).get(PAGE).content.decode()
        answer(refused, question, answer="woman")
        assert asked("gender").answer == ""
    answer(reviewer, question, answer="woman")
    assert asked("gender").answered_by == reviewer
    assert Participation.objects.get().recorded_gender == "woman"


def test_listed_twice_a_clerk_says_two_people_and_a_reviewer_which_title_is_right(clerk: User) -> None:
    imported(clerk, "Kenya,Mr,Ada,OKORO", "Kenya,Ms,Ada,OKORO")
    question = asked("two_titles")
    shown = signed_in(clerk).get(PAGE).content.decode()
    assert "row 2: Mr Ada OKORO" in shown
    assert "row 3: Ms Ada OKORO" in shown
    answer(clerk, question, answer="woman")
    assert asked("two_titles").answer == ""
    answer(clerk, question, answer="two")
    genders = Participation.objects.order_by("listed_gender").values_list("listed_gender", flat=True)
    assert list(genders) == ["man", "woman"]


def test_two_records_become_one_person(clerk: User) -> None:
    make_meeting("autumn").clerks.add(clerk)
    imported(clerk, "Kenya,Mr,Ada,OKORO", slug="autumn")
    imported(clerk, "Kenya,Ms,Ada,OKORO")
    assert Person.objects.count() == 2
    answer(clerk, asked("same_person"), answer="one")
    assert Person.objects.get(merged_into=None).confirmed
    assert asked("gender").answer == ""


def test_what_another_meeting_says_is_not_shown_to_a_clerk_of_this_one(clerk: User) -> None:
    make_meeting("autumn", title="Session behind closed doors")
    imported(clerk, "Kenya,Mr,Ada,OKORO", slug="autumn")
    imported(clerk, "Kenya,Ms,Ada,OKORO")
    assert "behind closed doors" not in signed_in(clerk).get(PAGE).content.decode()
    assert "behind closed doors" in signed_in(make_user("reviewer", "reviewer")).get(PAGE).content.decode()


def test_the_second_to_answer_hears_of_the_first(clerk: User) -> None:
    imported(clerk, "Kenya,Zorp,Ada,OKORO", *OTHERS)
    question = asked("title")
    answer(clerk, question, answer="woman")
    client = signed_in(make_user("reviewer", "reviewer"))
    page = client.post(PAGE, {"question": question.pk, f"{question.pk}-answer": "man"}, follow=True)
    assert "already answered" in page.content.decode()
    assert listed("OKORO") == ("woman", "woman")


def test_only_clerks_of_the_meeting_and_reviewers_see_questions_and_it_is_noted(clerk: User) -> None:
    two_equal_sources(clerk)
    for group, status in (("manager", 403), ("publisher", 403), ("panel_desk", 404), ("clerk", 404)):
        assert signed_in(make_user(f"other-{group}", group)).get(PAGE).status_code == status
    signed_in(clerk).get(PAGE)
    note = Change.objects.get(action="read_names")
    assert note.after == {"shown": [f"question:{asked('gender').pk}"]}


def test_many_questions_cost_no_more_queries(clerk: User, django_assert_max_num_queries: Any) -> None:
    imported(clerk, *(f"Nowhere {number},Mr,Ada,OKORO" for number in range(60)))
    client = signed_in(clerk)
    with django_assert_max_num_queries(37):
        assert client.get(PAGE).content.decode().count('name="question"') == 50


# Typed entry


def entry(delegation: Delegation) -> str:
    return f"/meetings/{delegation.meeting.slug}/delegations/{delegation.pk}/"


def typed(*rows: dict[str, str], **more: str) -> dict[str, str]:
    """A screen on which these new rows are written."""
    said = {"new-TOTAL_FORMS": str(len(rows)), "new-INITIAL_FORMS": "0", "gender_basis": "delegation_form", "save": ""}
    for number, row in enumerate(rows):
        said |= {f"new-{number}-{name}": value for name, value in row.items()}
    return said | more


def as_shown(client: Client, delegation: Delegation, **changed: str) -> dict[str, str]:
    """The rows on record as their page shows them, with some cells changed for everyone."""
    forms = client.get(entry(delegation)).context["forms"]
    said: dict[str, str] = {}
    for form in forms.known:
        said |= {f"{form.prefix}-{name}": str(value) for name, value in (form.initial | changed).items()}
        said[f"{form.prefix}-version"] = form.version
    return said


def test_people_are_typed_in_with_the_validators_of_the_import(clerk: User) -> None:
    delegation = make_delegation(Meeting.objects.get(), "KEN")
    rows = (
        {"honorific": "Ms.", "given_names": "Ada", "family_name": "OKORO", "role": "head", "rank": "Ambassador"},
        {"family_name": "Bo ABARA", "gender": "man", "attended": "yes"},
        {"honorific": "Dr", "given_names": "Kamari", "family_name": "WEKESA"},
    )
    client = signed_in(clerk)
    assert client.post(entry(delegation), typed(*rows, source="note 12")).status_code == 302
    head, second, third = Participation.objects.order_by("pk")
    assert (head.listed_gender, head.listed_basis, head.head_basis, head.rank) == (
        "woman", "courtesy_title", "stated", "ambassador",
    )  # fmt: skip
    assert (second.listed_gender, second.listed_basis, second.attended) == ("unknown", "", "yes")
    assert (second.recorded_gender, second.recorded_basis) == ("man", "delegation_form")
    assert (third.listed_gender, third.listed_basis) == ("unknown", "")
    assert GenderRecord.objects.get(person=second.person).source == "note 12"
    assert "Women 1 · men 1 · not recorded 1" in client.get(entry(delegation)).content.decode()


def test_where_typed_genders_come_from_is_asked_where_there_are_some(clerk: User) -> None:
    delegation = make_delegation(Meeting.objects.get(), "KEN")
    client, row = signed_in(clerk), {"family_name": "Bo ABARA", "gender": "man"}
    assert "checked" not in client.get(entry(delegation)).content.decode()
    refused = client.post(entry(delegation), typed(row, gender_basis=""))
    assert "come from" in refused.content.decode().split("errorlist")[1]
    assert not Participation.objects.exists()
    client.post(entry(delegation), typed({"honorific": "Ms.", "family_name": "Ada OKORO"}, gender_basis=""))
    client.post(entry(delegation), as_shown(client, delegation) | typed(row, gender_basis="printed"))
    assert list(Participation.objects.order_by("pk").values_list("listed_gender", "listed_basis")) == [
        ("woman", "courtesy_title"), ("man", "printed"),
    ]  # fmt: skip


def test_nothing_is_written_while_a_row_is_wrong(clerk: User) -> None:
    delegation = make_delegation(Meeting.objects.get(), "KEN")
    rows = ({"given_names": "Ada", "family_name": "OKORO"}, {}, {"honorific": "Ms.", "rank": "Expert"})
    answer = signed_in(clerk).post(entry(delegation), typed(*rows))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Row 3" in shown
    assert "full_name" not in shown.replace("new-", "").split("<tbody>")[1].split("errorlist")[1].split("</ul>")[0]
    assert 'value="OKORO"' in shown
    assert not Participation.objects.exists()


def test_more_rows_keep_what_is_written_and_save_nothing(clerk: User) -> None:
    delegation = make_delegation(Meeting.objects.get(), "KEN")
    said = typed({"given_names": "Ada", "family_name": "OKORO"}, more="")
    shown = signed_in(clerk).post(entry(delegation), said).content.decode()
    assert shown.count('-family_name"') >= 6
    assert 'value="OKORO"' in shown
    assert not Participation.objects.exists()


def test_a_correction_by_hand_is_kept_and_its_gender_is_the_evidence(clerk: User) -> None:
    imported(clerk, "Kenya,Mr,Ada,OKORO")
    delegation, client = Delegation.objects.get(), signed_in(clerk)
    said = as_shown(client, delegation, printed_title="Ms", printed_post="Ambassador", attended="yes")
    assert client.post(entry(delegation), typed() | said).status_code == 302
    one = Participation.objects.get()
    assert (one.listed_gender, one.recorded_gender, one.rank) == ("woman", "woman", "ambassador")
    assert set(one.corrected) >= {"printed_title", "listed_gender", "attended"}
    assert GenderRecord.objects.get(withdrawn_at__isnull=True).value == "woman"
    assert not Question.objects.exists()
    imported(clerk, "Kenya,Mr,Ada,OKORO", symbol="TEST/INF.1/Rev.1")
    assert Participation.objects.get().listed_gender == "woman"


def test_a_gender_needs_to_be_known_somehow(clerk: User) -> None:
    delegation = make_delegation(Meeting.objects.get(), "KEN")
    make_participation(delegation, "Ada Okoro")
    client = signed_in(clerk)
    refused = client.post(entry(delegation), typed() | as_shown(client, delegation, listed_gender="woman"))
    assert "and how it is known" in refused.content.decode()
    said = as_shown(client, delegation, listed_gender="woman", listed_basis="printed")
    client.post(entry(delegation), typed() | said)
    assert listed("Okoro") == ("woman", "woman")


def test_who_withdrew_is_marked_and_not_counted(clerk: User) -> None:
    delegation = make_delegation(Meeting.objects.get(), "KEN")
    make_participation(delegation, "Ada Okoro", "woman", head_basis="only_member")
    client = signed_in(clerk)
    client.post(entry(delegation), typed() | as_shown(client, delegation, registered="no"))
    one = Participation.objects.get()
    assert (one.registered, one.head_basis) == ("no", "")
    assert "Women 0" in client.get(entry(delegation)).content.decode()


def test_the_second_editor_sees_what_the_first_saved(clerk: User) -> None:
    delegation = make_delegation(Meeting.objects.get(), "KEN")
    make_participation(delegation, "Ada Okoro")
    client = signed_in(clerk)
    first = as_shown(client, delegation, printed_post="Ambassador")
    second = as_shown(client, delegation, printed_post="Minister")
    client.post(entry(delegation), typed() | first)
    conflict = client.post(entry(delegation), typed({"family_name": "Bo Abara"}) | second)
    assert conflict.status_code == 409
    shown = conflict.content.decode()
    assert "Post: Ambassador" in shown
    assert 'value="Bo Abara"' in shown
    assert Participation.objects.get().printed_post == "Ambassador"


def test_typed_entry_is_for_the_clerks_of_the_meeting(clerk: User) -> None:
    delegation = make_delegation(Meeting.objects.get(), "KEN")
    elsewhere = make_delegation(make_meeting("autumn"), "KEN")
    for group, status in (("reviewer", 403), ("manager", 403), ("panel_desk", 404), ("clerk", 404)):
        assert signed_in(make_user(f"other-{group}", group)).post(entry(delegation), typed()).status_code == status
    client = signed_in(clerk)
    assert client.get(entry(elsewhere)).status_code == 404
    assert client.get(f"/meetings/spring/delegations/{elsewhere.pk}/").status_code == 404


def test_typed_rows_are_an_import_that_can_be_undone(clerk: User) -> None:
    delegation, client = make_delegation(Meeting.objects.get(), "KEN"), signed_in(clerk)
    client.post(entry(delegation), typed({"honorific": "Ms.", "family_name": "Ada OKORO"}))
    address = f"/meetings/spring/lists/{ImportBatch.objects.get().pk}/"
    assert "Ms. Ada OKORO" in client.get(address).content.decode()
    client.post(f"{address}undo/")
    assert not Participation.objects.exists()
