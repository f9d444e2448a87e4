"""The first page of those who work at meetings, and its search: what waits for whom, and names in no address."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from meetings.models import Change, DelegationSheet, ImportBatch, Meeting
from reports.dashboards.todo import Desk, headline
from reports.models import PlannedRelease
from tests.worlds.builders import lock, make_delegation, make_meeting, make_participation, make_user, signed_in
from tests.worlds.desk import ask, meeting_on_a_desk, wait, with_people

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2024, 6, 1)


@pytest.fixture
def spring() -> Meeting:
    return meeting_on_a_desk()


def items(who: str, today: datetime.date = TODAY) -> list[tuple[str, str]]:
    user = User.objects.filter(username=who).first() or make_user(who, who)
    return [(item.kind, item.label) for item in Desk(user, today).items()]


def test_lists_questions_checks_and_sheets_wait_for_those_who_may_do_them(spring: Meeting) -> None:
    assert items("clerk") == [("bring", "Import")]
    assert items("reviewer") == []
    batch = wait(spring)
    assert items("clerk") == [("list", "Go on")]
    batch.delete()
    with_people(spring)
    assert items("clerk") == []
    assert items("reviewer") == [("check", "Check")], "the meeting is over and nothing is missing"
    spring.entered_by = f",{make_user('both', 'reviewer', 'clerk').pk},"
    spring.save()
    assert items("both") == [], "who entered part of it is not the second person"
    ask(spring)
    assert items("reviewer") == [("questions", "Answer")]
    DelegationSheet.objects.create(delegation=spring.delegations.get(), sent_on=TODAY)
    assert items("clerk") == [("questions", "Answer"), ("sheets", "See them")]
    spring.list_status = "provisional"
    spring.save()
    assert ("final", "Import") in items("clerk")
    assert ("final", "Import") not in items("reviewer"), "who enters nothing brings nothing in"


def test_an_interrupted_reading_is_seen_on_the_desk(spring: Meeting) -> None:
    wait(spring, "reading")
    assert "is being read" in signed_in("clerk").get("/desk/").content.decode()
    ImportBatch.objects.update(at=timezone.now() - datetime.timedelta(minutes=5))
    page = signed_in("clerk").get("/desk/")
    assert "was interrupted" in page.content.decode()
    assert page.context["items"][0].late


def test_soonest_first_and_seven_at_most(spring: Meeting, settings: Any) -> None:
    settings.PARITY_KEEP_UNFINISHED_DAYS = 30
    clerk = spring.clerks.get()
    with_people(spring)
    ask(spring)
    PlannedRelease.objects.create(
        on=timezone.localdate() + datetime.timedelta(days=10), title="Next", changed_at=timezone.now()
    )
    for number in range(8):
        meeting = make_meeting(f"later-{number}", start=timezone.localdate() + datetime.timedelta(days=400))
        meeting.clerks.add(clerk)
        wait(meeting, at=timezone.now() - datetime.timedelta(days=21 + number))
    page = signed_in(clerk).get("/desk/")
    shown = page.context["items"]
    assert (len(shown), page.context["more"]) == (7, 2)
    assert [item.day for item in shown] == sorted(item.day for item in shown)
    assert shown[0].day == timezone.localdate() + datetime.timedelta(days=2)
    assert page.context["headline"] == "Eight lists to finish, one question to answer"
    assert headline([]) == "Nothing needs you"


def test_the_desk_shows_where_each_meeting_stands_and_its_share(spring: Meeting) -> None:
    with_people(spring)
    make_meeting("others")
    page = signed_in("clerk").get("/desk/")
    (row,) = page.context["rows"]
    assert row["meeting"] == spring
    text = page.content.decode().replace("\xa0", " ")
    assert "60 %" in text
    assert "12 of 20 · 0 not recorded" in text
    assert "others" not in text


def test_what_happened_names_nobody_of_a_list(spring: Meeting) -> None:
    delegation = make_delegation(spring, "AAA")
    make_participation(delegation, "Zyxwin Sample", "woman")
    DelegationSheet.objects.create(delegation=delegation, sent_on=TODAY, confirmed_on=TODAY)
    lock(spring)
    text = signed_in("clerk").get("/desk/").content.decode()
    assert f"{delegation} confirmed its sheet" in text
    assert "Zyxwin" not in text


def test_something_is_brought_in_to_the_meeting_that_was_chosen(spring: Meeting) -> None:
    client = signed_in("clerk")
    for what, address in {
        "upload": "lists/new/",
        "statement-upload": "statements/import/",
        "office-upload": "offices/import/",
        "programme": "panels/programme/",
        "list-template": "lists/template/",
    }.items():
        found = client.get("/desk/bring-in/", {"meeting": "spring", "what": what})
        assert found.headers["Location"] == f"/meetings/spring/{address}"
        assert client.get(found.headers["Location"]).status_code == 200
    assert client.get("/desk/bring-in/", {"meeting": "spring", "what": "unlock"}).status_code == 404
    make_meeting("others")
    assert client.get("/desk/bring-in/", {"meeting": "others", "what": "upload"}).status_code == 404


# The search


def look_for(who: str, text: str) -> Any:
    return signed_in(who).post("/desk/search/", {"q": text}).context["found"]


@pytest.fixture
def named(spring: Meeting) -> Meeting:
    make_participation(make_delegation(spring, "AAA"), "Ada Sample-Okoro", "woman")
    others = make_meeting("others")
    make_participation(make_delegation(others, "BBB"), "Ada Elsewhere", "woman")
    return spring


def test_a_search_finds_people_where_their_names_may_be_read_and_it_is_noted(named: Meeting) -> None:
    assert [one.printed_name for one in look_for("clerk", "ada").people] == ["Ada Sample-Okoro"]
    note = Change.objects.get(action="read_names")
    assert (note.meeting, note.by.username, note.after) == (
        named, "clerk", {"shown": [f"participation:{named.participations.get().pk}"]},
    )  # fmt: skip
    assert {one.printed_name for one in look_for("reviewer", "ADA").people} == {"Ada Sample-Okoro", "Ada Elsewhere"}
    assert Change.objects.filter(by__username="reviewer").count() == 2, "one note for each meeting"


def test_every_word_has_to_be_found_in_any_order(named: Meeting) -> None:
    assert len(look_for("clerk", "okoro ada").people) == 1
    assert not look_for("clerk", "okoro bea").anything
    assert not look_for("clerk", "a").anything, "one letter finds nothing"
    assert not look_for("clerk", "  ").anything


def test_meetings_and_delegations_are_found_and_those_of_others_are_not(named: Meeting) -> None:
    assert [one.slug for one in look_for("clerk", "spring").meetings] == ["spring"]
    assert not look_for("clerk", "others").anything
    assert len(look_for("reviewer", "others").meetings) == 1
    assert len(look_for("clerk", str(named.delegations.get())).delegations) == 1


def test_what_is_searched_for_stands_in_no_address_and_a_get_finds_nothing(named: Meeting) -> None:
    client = signed_in("clerk")
    assert 'method="post" action="/desk/search/"' in client.get("/desk/").content.decode()
    answer = client.post("/desk/search/", {"q": "Ada"})
    assert answer.status_code == 200, "no redirect carries the name on"
    assert "?q=" not in answer.content.decode()
    Change.objects.all().delete()
    assert "Sample-Okoro" not in client.get("/desk/search/", {"q": "Ada"}).content.decode()
    assert not Change.objects.exists()
