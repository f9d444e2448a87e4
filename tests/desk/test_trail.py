"""The trail on its pages, and the answer to a person who asks what is on record."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.actions.words import ACTIONS as ACTIONS_OF_ACCOUNTS
from bodies.actions.words import ACTIONS as ACTIONS_OF_BODIES
from bodies.models import ProcedureRule
from meetings.actions.accounts import command_line_account
from meetings.actions.people import record_gender
from meetings.actions.trail import READ_NAMES
from meetings.actions.versions import WITHDREW
from meetings.actions.words import ACTIONS
from meetings.models import Change, Meeting, Person
from meetings.vocabulary import ProceedingsKind, QuestionKind
from panels.actions.words import ACTIONS as ACTIONS_OF_PANELS
from reports.models import ReaderReport, ReleaseState
from reports.presentation.trail import ACTIONS as ACTIONS_OF_REPORTS
from staff.actions.words import ACTIONS as ACTIONS_OF_STAFF
from tests.worlds.builders import make_delegation, make_meeting, make_participation, make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME = "Zyxwin Canarison"


@pytest.fixture
def spring() -> Meeting:
    meeting = make_meeting("spring")
    listed = make_participation(make_delegation(meeting, "AAA"), NAME, "woman", notes="canary-note")
    reviewer = make_user("reviewer", "reviewer")
    record_gender(
        person=listed.person, value="woman", basis="self_declared", source="canary-letter", by=reviewer, meeting=meeting
    )
    return meeting


def test_data_protection_sees_who_read_and_changed_what_and_no_name(spring: Meeting) -> None:
    reviewer = signed_in("reviewer")
    reviewer.get("/meetings/spring/people/")
    desk = signed_in("data_protection")
    page = desk.get("/dashboard/trail/").content.decode()
    assert "read names" in page
    assert "1 record shown" in page
    assert "recorded evidence of a gender" in page
    assert "canar" not in page.casefold()
    only_read = desk.get("/dashboard/trail/?kind=read&account=reviewer&meeting=spring").content.decode()
    assert "recorded evidence" not in only_read
    assert "reviewer" in only_read
    assert "No such entries" in desk.get("/dashboard/trail/?account=nobody").content.decode()


def test_a_reviewer_sees_the_changes_of_a_meeting_and_that_is_noted(spring: Meeting) -> None:
    page = signed_in("reviewer").get("/meetings/spring/changes/").content.decode()
    assert "canary-letter" in page
    assert "<ins>woman</ins>" in page
    [note] = Change.objects.filter(action="read_names")
    assert (note.after or {})["shown"] == [f"change:{Change.objects.get(action='record_gender').pk}"]


def test_a_person_who_asks_is_told_everything_and_can_be_erased(spring: Meeting) -> None:
    signed_in("reviewer").get("/meetings/spring/people/")
    desk = signed_in("data_protection")
    assert "Nobody is on record" in desk.post("/dashboard/people/", {"name": "zy"}).content.decode()
    assert 'href="/dashboard/people/' in desk.post("/dashboard/people/", {"name": "canarison, ZYXWIN"}).content.decode()
    person = Person.objects.get(full_name=NAME)
    address = f"/dashboard/people/{person.pk}/"
    page = desk.get(address).content.decode()
    for told in (NAME, "canary-note", "canary-letter", "recorded evidence of a gender", "reviewer", "woman"):
        assert told in page, told
    assert (
        desk.post(f"{address}erase/", {"reason": "asked"}, follow=True).content.decode().count("cannot be undone") > 1
    )
    assert Person.objects.filter(full_name=NAME).exists()
    answer = desk.post(f"{address}erase/", {"reason": "asked", "sure": "yes"}, follow=True).content.decode()
    assert "The person is erased" in answer
    assert "canar" not in answer.casefold()
    assert "canar" not in desk.get("/dashboard/trail/").content.decode().casefold()


def in_a_report() -> None:
    ReaderReport.objects.create(at=timezone.now(), where="Figure 2", what=f"{NAME} was not there")


def in_the_text_of_a_body() -> None:
    ProcedureRule.objects.create(kind="ask_again", rule_after=f"As proposed by {NAME}", document="A/1")


@pytest.mark.parametrize("write", [in_a_report, in_the_text_of_a_body])
def test_a_name_in_a_single_text_is_found_read_and_erased(write: Callable[[], None]) -> None:
    write()
    desk = signed_in("data_protection")
    page = desk.post("/dashboard/people/", {"name": NAME}).content.decode()
    assert page.count(NAME) >= 2
    assert "/dashboard/people/erase-name/" in page
    assert "Nobody is on record" not in page
    assert Change.objects.get(action=READ_NAMES).subject == "name"
    asked = {"name": NAME, "reason": "asked", "sure": "yes"}
    assert "The name is erased" in desk.post("/dashboard/people/erase-name/", asked, follow=True).content.decode()
    again = desk.post("/dashboard/people/", {"name": NAME}).content.decode()
    assert "Nobody is on record" in again
    assert "erase-name" not in again
    assert "holds this name" in desk.post("/dashboard/people/erase-name/", asked, follow=True).content.decode()


@pytest.mark.parametrize("write", [in_a_report, in_the_text_of_a_body])
def test_a_listed_person_is_told_of_mentions_in_single_texts(spring: Meeting, write: Callable[[], None]) -> None:
    person = Person.objects.get(full_name=NAME)
    address = f"/dashboard/people/{person.pk}/"
    desk = signed_in("data_protection")
    told = ("was not there", "As proposed by")
    assert not any(text in desk.get(address).content.decode() for text in told)
    write()
    assert any(text in desk.get(address).content.decode() for text in told)


def test_who_looked_somebody_up_is_noted_and_the_name_is_in_no_address(spring: Meeting) -> None:
    desk = signed_in("data_protection")
    desk.post("/dashboard/people/", {"name": "Canarison"})
    note = Change.objects.get(action="read_names")
    assert (note.by.username, (note.after or {})["shown"]) == (
        "data_protection",
        [f"person:{Person.objects.get().pk}"],
    )
    assert "Canarison" not in desk.get("/dashboard/people/?name=Canarison").content.decode()


def test_the_desk_leads_everybody_to_their_pages() -> None:
    def offered(group: str) -> set[str]:
        page = signed_in(group).get("/accounts/password/").content.decode()
        return set(re.findall(r'<li><a href="(/[^"]*)"', page))

    assert {"/dashboard/trail/", "/dashboard/people/"} <= offered("data_protection")
    assert {"/dashboard/releases/", "/dashboard/reader-reports/"} <= offered("publisher")
    assert offered("clerk") & {"/dashboard/trail/", "/dashboard/people/", "/dashboard/reader-reports/"} == set()
    assert command_line_account().groups.count() == 0


def test_every_action_of_the_trail_has_its_words() -> None:
    found, written = set(), ""
    for app in ("meetings", "panels", "bodies", "staff", "accounts", "reports"):
        for path in Path(settings.BASE_DIR / app).rglob("*.py"):
            if path.name != "words.py":
                written += path.read_text(encoding="utf-8")
    found |= set(re.findall(r'(?:action=|_note\(\w+, )"(?!store_|append)([a-z_]+)"', written))
    found |= {f"answer_{kind}" for kind in QuestionKind.values} | {WITHDREW}
    steps = (ReleaseState.CHECKED, ReleaseState.APPROVED, ReleaseState.EMBARGOED, ReleaseState.PUBLISHED)
    found |= {f"{state}_release" for state in (*steps, ReleaseState.SUPERSEDED)}
    found |= {f"{verb}_{voices}" for verb in ("import", "reject", "withdraw") for voices in ProceedingsKind.values}
    words = [
        *ACTIONS,
        *ACTIONS_OF_PANELS,
        *ACTIONS_OF_BODIES,
        *ACTIONS_OF_STAFF,
        *ACTIONS_OF_ACCOUNTS,
        *ACTIONS_OF_REPORTS,
    ]
    assert found | {READ_NAMES} <= set(words)
    assert [word for word in set(words) - found if f'"{word}"' not in written] == []
    assert len(set(words)) == len(words)
