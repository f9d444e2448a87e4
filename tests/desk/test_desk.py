"""Pages of the desk: a happy path and a refusal for each view, and what the trail notes."""

import gzip
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.actions.reference import load_reference
from meetings.models import Change, Delegation, DelegationCount, Meeting
from tests.worlds.builders import make_delegation, make_meeting, make_participation, make_user, signed_in

pytestmark = pytest.mark.django_db

MEETING = {
    "forum": "first-committee",
    "title": "Spring session",
    "start": "2025-03-03",
    "end": "2025-03-07",
    "format": "in_person",
    "list_access": "closed",
    "list_status": "final",
}


def clerk_of(meeting: Meeting) -> User:
    clerk = make_user("clerk", "clerk")
    meeting.clerks.add(clerk)
    return clerk


def hidden(client: Client, url: str, name: str = "version") -> str:
    """The value of a hidden field as the page shows it."""
    found = re.search(rf'name="{name}" value="([^"]*)"', client.get(url).content.decode())
    assert found, f"{url} has no field {name}"
    return found[1]


def changes(action: str) -> list[tuple[Any, Any]]:
    return [(change.before, change.after) for change in Change.objects.filter(action=action)]


# New meeting


def test_a_clerk_creates_a_meeting_and_is_a_clerk_of_it() -> None:
    make_meeting("earlier")
    clerk = make_user("clerk", "clerk")
    answer = signed_in(clerk).post("/meetings/new/", MEETING)
    assert (answer.status_code, answer["Location"]) == (302, "/meetings/spring-session-2025/")
    meeting = Meeting.objects.get(slug="spring-session-2025")
    assert list(meeting.clerks.all()) == [clerk]
    assert meeting.list_access == "closed"
    assert changes("create_meeting")[0][1]["start"] == "2025-03-03"


def test_two_meetings_of_one_title_get_two_addresses() -> None:
    make_meeting("spring-session-2025")
    signed_in(make_user("clerk", "clerk")).post("/meetings/new/", MEETING)
    assert Meeting.objects.filter(slug="spring-session-2025-2").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"list_access": "open"}, "give its symbol or address"),
        ({"end": "2025-03-01"}, "The last day is before the first day"),
        ({"start": "3 March"}, "Write the date as year-month-day"),
    ],
)
def test_a_meeting_that_contradicts_itself_is_refused_with_a_sentence(wrong: dict[str, str], sentence: str) -> None:
    make_meeting("earlier")
    answer = signed_in(make_user("clerk", "clerk")).post("/meetings/new/", MEETING | wrong)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Meeting.objects.count() == 1


def test_a_new_meeting_starts_from_the_last_session_of_its_forum() -> None:
    clerk = make_user("clerk", "clerk")
    make_meeting("mine", title="Session of mine", city="Oldport").clerks.add(clerk)
    make_meeting("theirs", title="Session of theirs", city="Newport")
    client = signed_in(clerk)
    assert 'value="Oldport"' in client.get("/meetings/new/?like=mine").content.decode()
    assert "Newport" not in client.get("/meetings/new/?like=theirs").content.decode()
    offered = client.get("/meetings/new/").content.decode()
    assert "Session of mine" in offered
    assert "Session of theirs" not in offered


# Edit


def test_a_clerk_changes_a_meeting_and_the_trail_keeps_both_values() -> None:
    meeting = make_meeting("spring", city="Oldport")
    client = signed_in(clerk_of(meeting))
    url = "/meetings/spring/edit/"
    answer = client.post(url, MEETING | {"title": meeting.title, "city": "Newport", "version": hidden(client, url)})
    assert answer.status_code == 302
    before, after = changes("edit_meeting")[0]
    assert (before["city"], after["city"]) == ("Oldport", "Newport")
    assert "title" not in after
    assert Meeting.objects.get().revision == meeting.revision + 1


@pytest.mark.database
def test_whoever_comes_second_sees_both_versions_and_overwrites_nothing() -> None:
    meeting = make_meeting("spring", city="Oldport")
    client = signed_in(clerk_of(meeting))
    url = "/meetings/spring/edit/"
    seen = hidden(client, url)
    Meeting.objects.update(city="Newport")
    answer = client.post(url, MEETING | {"city": "Midport", "version": seen})
    assert answer.status_code == 409
    assert "Newport" in answer.content.decode()
    assert "Midport" in answer.content.decode()
    assert Meeting.objects.get().city == "Newport"


def test_saving_what_stands_there_notes_nothing() -> None:
    meeting = make_meeting("spring")
    client = signed_in(clerk_of(meeting))
    same = {"title": meeting.title, "start": meeting.start, "end": meeting.end}
    url = "/meetings/spring/edit/"
    client.post(url, MEETING | same | {"version": hidden(client, url)})
    assert changes("edit_meeting") == []
    assert Meeting.objects.get().revision == meeting.revision


# Clerks


def test_a_reviewer_names_the_clerks_and_someone_must_be_one() -> None:
    make_meeting("spring")
    clerk, manager = make_user("clerk", "clerk"), make_user("manager", "manager")
    client = signed_in(make_user("reviewer", "reviewer"))
    assert client.post("/meetings/spring/clerks/", {"clerks": [clerk.pk]}).status_code == 302
    assert list(Meeting.objects.get().clerks.all()) == [clerk]
    assert changes("set_clerks") == [({"clerks": []}, {"clerks": [clerk.pk]})]
    for refused in ([], [manager.pk]):
        assert client.post("/meetings/spring/clerks/", {"clerks": refused}).status_code == 200
    assert list(Meeting.objects.get().clerks.all()) == [clerk]


# Names


def test_reading_names_is_noted_with_ids_and_without_names() -> None:
    meeting = make_meeting("spring")
    listed = make_participation(make_delegation(meeting, "AAA"), "Ada Okoro", "woman", printed_title="Dr")
    page = signed_in(clerk_of(meeting)).get("/meetings/spring/people/").content.decode()
    assert "Ada Okoro" in page
    assert "woman" in page
    note = Change.objects.get(action="read_names")
    assert (note.after, note.meeting) == ({"shown": [f"participation:{listed.pk}"]}, meeting)
    assert "Okoro" not in str(note.after)


def test_a_manager_reads_an_open_list_as_printed_and_no_gender() -> None:
    meeting = make_meeting("spring", list_access="open")
    make_participation(make_delegation(meeting, "AAA"), "Ada Okoro", "woman", printed_title="Dr")
    page = signed_in(make_user("manager", "manager")).get("/meetings/spring/people/").content.decode()
    assert "Ada Okoro" in page
    assert "woman" not in page
    assert "Gender as" not in page


def test_fifty_names_a_page_and_a_constant_number_of_queries(django_assert_max_num_queries: Any) -> None:
    meeting = make_meeting("spring")
    for number in range(60):
        make_participation(make_delegation(meeting, f"Body {number}", "civil_society"), f"Person {number:02}")
    client = signed_in(clerk_of(meeting))
    with django_assert_max_num_queries(60):
        page = client.get("/meetings/spring/people/").content.decode()
    assert page.count('<th scope="row">') == 50
    assert client.get("/meetings/spring/people/?page=2").content.decode().count('<th scope="row">') == 10


# Delegations and head-counts


def test_a_state_is_chosen_and_an_organization_is_written() -> None:
    load_reference()
    client = signed_in(clerk_of(make_meeting("spring")))
    url = "/meetings/spring/delegations/new/"
    client.post(url, {"country": "FRA", "head-count": ""})
    client.post(url, {"organisation": "Friends of the Harbour", "category": "civil_society", "head-count": ""})
    client.post(url, {"organisation": "European Union", "head-count": ""})
    rows = Delegation.objects.values_list("entity_key", "category", "country_id")
    assert sorted(rows)[0] == ("FRA", "state_party", "FRA")
    assert ("friends of the harbour", "civil_society", None) in rows
    assert [category for _, category, country in rows if country is None].count("intergovernmental") == 1
    assert len(changes("enter_delegation")) == 3


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"category": ""}, "not both"),
        ({"country": "FRA", "organisation": "Friends of the Harbour"}, "not both"),
        ({"organisation": "France", "category": "civil_society"}, "This is a State"),
        ({"organisation": "Friends of the Harbour"}, "choose its category"),
        ({"organisation": "Friends of the Harbour", "category": "state_party"}, "for States only"),
        ({"country": "FRA", "category": "academia"}, "A State cannot have this category"),
    ],
)
def test_a_delegation_that_cannot_be_is_refused(entered: dict[str, str], sentence: str) -> None:
    load_reference()
    client = signed_in(clerk_of(make_meeting("spring")))
    answer = client.post("/meetings/spring/delegations/new/", entered)
    assert sentence in answer.content.decode()
    assert Delegation.objects.count() == 0


def test_a_designation_outside_the_table_is_no_state() -> None:
    load_reference()
    client = signed_in(clerk_of(make_meeting("spring")))
    client.post("/meetings/spring/delegations/new/", {"organisation": "Taiwan", "head-count": ""})
    delegation = Delegation.objects.get()
    assert (delegation.country, delegation.category) == (None, "other_entity")
    assert delegation.name == "Taiwan Province of China"


COUNT = {"women": "2", "men": "3", "another": "0", "unknown": "1", "basis": "delegation_form", "source": "note 12"}


def test_a_head_count_is_written_changed_and_removed() -> None:
    meeting = make_meeting("spring")
    delegation = make_delegation(meeting, "AAA")
    client = signed_in(clerk_of(meeting))
    url = f"/meetings/spring/delegations/{delegation.pk}/head-count/"
    assert client.post(url, COUNT | {"version": hidden(client, url)}).status_code == 302
    client.post(url, COUNT | {"women": "4", "version": hidden(client, url)})
    count = DelegationCount.objects.get()
    assert (count.women, count.men, count.another, count.unknown, count.source) == (4, 3, 0, 1, "note 12")
    client.post(url, {"remove": ""})
    assert not DelegationCount.objects.exists()
    assert [after and after["women"] for _, after in reversed(changes("record_head_count"))] == [2, 4]
    assert Meeting.objects.get().revision == meeting.revision + 3


def test_an_empty_or_stale_head_count_is_refused() -> None:
    meeting = make_meeting("spring")
    delegation = make_delegation(meeting, "AAA")
    client = signed_in(clerk_of(meeting))
    url = f"/meetings/spring/delegations/{delegation.pk}/head-count/"
    seen = hidden(client, url)
    nobody = client.post(url, COUNT | {"women": "0", "men": "0", "unknown": "0", "version": seen})
    assert "Nobody is counted" in nobody.content.decode()
    assert client.post(url, COUNT | {"women": "", "version": seen}).status_code == 200
    assert not DelegationCount.objects.exists()
    client.post(url, COUNT | {"version": seen})
    assert client.post(url, COUNT | {"women": "9", "version": seen}).status_code == 409
    assert DelegationCount.objects.get().women == 2


def test_a_delegation_of_another_meeting_is_not_there() -> None:
    client = signed_in(clerk_of(make_meeting("spring")))
    other = make_delegation(make_meeting("autumn"), "AAA")
    assert client.post(f"/meetings/spring/delegations/{other.pk}/head-count/", COUNT).status_code == 404


def test_a_head_count_ends_being_the_only_member() -> None:
    meeting = make_meeting("spring")
    delegation = make_delegation(meeting, "AAA")
    alone = make_participation(delegation, "Ada Okoro", head_basis="only_member")
    client = signed_in(clerk_of(meeting))
    url = f"/meetings/spring/delegations/{delegation.pk}/head-count/"
    client.post(url, COUNT | {"version": hidden(client, url)})
    alone.refresh_from_db()
    assert alone.head_basis == ""


# On the wire


def test_a_page_travels_compressed_and_a_file_as_it_is() -> None:
    meeting = make_meeting()
    make_participation(make_delegation(meeting, "KEN"), "One Person", gender="woman")
    client = signed_in(make_user("reviewer", "reviewer"))
    plain = client.get("/dashboard/explore/")
    packed = client.get("/dashboard/explore/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).startswith(b"<!doctype html>")
    file = client.get("/dashboard/explore/download.csv", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in file.headers
