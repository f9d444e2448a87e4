"""The workspace of a meeting: its four steps, what it needs next, its tabs, and the groups of its check."""

import datetime
import itertools
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from meetings.models import DelegationSheet, ImportBatch, ListDocument, Meeting, Question
from meetings.rights import TABLE, UNTIL_THE_LOCK, Group, Right, may, rights_at
from meetings.workspace.check import finding_groups
from meetings.workspace.finding import Finding, FindingState
from meetings.workspace.frame import workspace_of
from meetings.workspace.record import OnRecord, on_record
from meetings.workspace.steps import StepState, steps_of
from tests.worlds import builders
from tests.worlds.builders import make_delegation, make_meeting, make_panel, make_user, signed_in
from tests.worlds.desk import ask, meeting_on_a_desk, wait, with_people

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def spring() -> Meeting:
    return meeting_on_a_desk()


def frame(meeting: Meeting, group: str = "clerk", tab: str = "people") -> dict[str, Any]:
    user = User.objects.filter(username=group).first() or make_user(group, group)
    return workspace_of(user, Meeting.objects.get(pk=meeting.pk), tab)


# The four steps


@pytest.mark.parametrize(
    ("people", "lists", "asked", "locked"), list(itertools.product((0, 5), (0, 1), (0, 2), (False, True)))
)
def test_no_step_is_shown_done_while_something_in_it_is_open(
    spring: Meeting, people: int, lists: int, asked: int, locked: bool
) -> None:
    if locked:
        spring.locked_at, spring.locked_by = timezone.now(), make_user("checker")
    have = OnRecord(people=people, delegations=1, asked=asked, answered=3, lists=[ImportBatch()] * lists)
    for missing in (0, 1):
        found = {step.key: step for step in steps_of(spring, have, missing)}
        assert found["list"].is_done == bool(people and not lists)
        assert found["questions"].is_done == bool(people and not lists and not asked)
        assert found["check"].is_done == found["lock"].is_done == locked
        assert found["list"].is_open == bool(lists)
        assert found["questions"].is_open == bool(asked)
        current = [step for step in found.values() if step.is_current]
        assert current == [step for step in found.values() if not step.is_done][:1]


def test_a_finding_that_must_be_settled_keeps_the_check_open(spring: Meeting) -> None:
    have = OnRecord(people=5, delegations=1)
    states = [{step.key: step.state for step in steps_of(spring, have, missing)}["check"] for missing in (0, 1)]
    assert states == [StepState.NOW, StepState.OPEN]


def test_what_is_on_record_is_counted_for_each_meeting_apart(spring: Meeting) -> None:
    autumn = make_meeting("autumn")
    builders.make_people(make_delegation(spring, "AAA"), women=2, men=1)
    builders.make_head_count(make_delegation(spring, "BBB"), women=1, men=3)
    builders.make_people(make_delegation(spring, "Press", "service"), men=9)
    sent = datetime.date(2024, 3, 1)
    for delegation, back in zip(spring.delegations.order_by("pk"), (sent, None), strict=False):
        DelegationSheet.objects.create(delegation=delegation, sent_on=sent, confirmed_on=back)
    ask(spring)
    Question.objects.filter(pk=ask(spring, "Borp").pk).update(
        answer="woman", answered_by=make_user("one"), answered_at=timezone.now()
    )
    wait(autumn)
    found = on_record([spring, autumn])
    have = found[spring.pk]
    assert (have.people, have.unnamed, have.delegations, have.everyone) == (3, 4, 2, 7)
    assert (have.asked, have.answered, have.sheets, have.sheets_out, have.waiting) == (1, 1, 2, 1, 0)
    assert (found[autumn.pk].everyone, found[autumn.pk].waiting) == (0, 1)


# What is next


def test_the_first_thing_in_the_way_of_the_lock_is_said_with_its_button(spring: Meeting) -> None:
    def said(group: str = "clerk") -> tuple[str, str]:
        then = frame(spring, group)["next"]
        return (then.sentence, then.url) if then else ("", "")

    assert said() == ("Next: bring in the list of participants.", "/meetings/spring/lists/new/")
    assert said("manager")[1] == "", "who may not do it has no button"
    with_people(spring)
    asked = ask(spring)
    assert said() == ("Next: answer one question.", "/meetings/spring/questions/")
    assert said("manager")[1] == ""
    batch = wait(spring)
    assert said() == ("Next: finish “list.csv”.", f"/meetings/spring/lists/{batch.pk}/")
    batch.delete()
    asked.delete()
    assert said()[0] == "Next: a second person checks this meeting and locks it."
    assert said("reviewer") == ("Next: check this meeting and lock it.", "/meetings/spring/check/")
    document = ListDocument.objects.create(meeting=spring, printed_people=99)
    done = {"state": "committed", "committed_at": timezone.now(), "at": timezone.now(), "by": make_user("other")}
    ImportBatch.objects.create(document=document, file="list.csv", sha256="0" * 64, **done)
    assert said()[0] == "Next: settle one thing that the check found."
    document.delete()
    builders.lock(spring)
    assert said() == ("", "")


def test_a_reading_that_was_interrupted_is_said(spring: Meeting) -> None:
    wait(spring, "reading")
    assert "is being read" in frame(spring)["next"].sentence
    ImportBatch.objects.update(at=timezone.now() - datetime.timedelta(minutes=5))
    assert "The server stopped while reading it" in frame(spring)["next"].then


# Tabs and rights


TABS = {
    "clerk": ["At a glance", "People", "Panels", "Statements", "Office-holders", "Sheets"],
    "reviewer": ["At a glance", "People", "Panels", "Statements", "Office-holders", "Sheets", "Changes"],
    "publisher": ["At a glance"],
    "manager": ["At a glance", "Panels"],
}


@pytest.mark.parametrize("group", TABS)
def test_a_tab_is_offered_to_who_may_open_it_and_every_one_opens(spring: Meeting, group: str) -> None:
    found = frame(spring, group)["tabs"]
    assert [tab["label"] for tab in found] == TABS[group]
    client = signed_in(group)
    for tab in found:
        page = client.get(tab["url"])
        assert page.status_code == 200, tab
        assert [one["label"] for one in page.context["tabs"] if one["current"]] == [tab["label"]]
        works_here = group not in ("manager", "publisher")  # who reads figures alone sees no steps
        steps = ["list", "questions", "check", "lock"] if works_here else []
        assert [step.key for step in page.context["steps"]] == steps


def test_the_panels_of_a_meeting_stand_on_a_tab_with_their_verdict(spring: Meeting) -> None:
    make_panel("Opening", "mm", meeting=spring)
    page = signed_in("manager").get("/meetings/spring/panels/").content.decode()
    assert "Opening" in page
    assert signed_in("publisher").get("/meetings/spring/panels/").status_code == 403
    assert signed_in("panel_desk").get("/meetings/spring/panels/").status_code == 404


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("access", ["open", "closed"])
def test_all_rights_at_once_are_the_rights_one_by_one(access: str, locked: bool) -> None:
    meeting = make_meeting("autumn", list_access=access)
    if locked:
        builders.lock(meeting)
    assert TABLE.keys() > UNTIL_THE_LOCK
    for group in Group:
        for own in (False, True):
            user = make_user(f"{group}-{own}", group)
            if own:
                meeting.clerks.add(user)
            assert rights_at(user, meeting) == {right for right in Right if may(user, right, meeting)}, (group, own)


# The check in three groups


def test_findings_come_in_three_groups_from_data(spring: Meeting) -> None:
    found = [
        Finding("fine", FindingState.DONE, "All is well."),
        Finding("questions", FindingState.MISSING, "Answer them.", "questions"),
        Finding("heads", FindingState.NOTED, "Heads are guessed."),
        Finding("new", FindingState.MISSING, "Something new."),
    ]
    groups = finding_groups(spring, found, OnRecord(), decides=True, locks=True)
    assert [(group.state, len(group.findings)) for group in groups] == [("act", 2), ("watch", 1), ("ok", 1)]
    assert [line.url for line in groups[0].findings] == ["/meetings/spring/questions/", ""]
    seen = finding_groups(spring, found, OnRecord(), decides=False, locks=False)
    assert not any(line.url for group in seen for line in group.findings)


def test_the_check_says_what_is_left_and_leads_to_the_list_that_waits(spring: Meeting) -> None:
    with_people(spring)
    batch, page = wait(spring), signed_in("reviewer").get("/meetings/spring/check/")
    assert page.context["headline"] == "One thing must be settled before the lock"
    assert f'href="/meetings/spring/lists/{batch.pk}/"' in page.content.decode()
    assert "60 % (12 of 20) women, 0 not recorded." in page.content.decode().replace("\xa0", " ")
    assert "Lock the meeting" not in page.content.decode()


def test_no_style_and_no_script_stands_in_a_page(spring: Meeting) -> None:
    """The policy of the site stays strict: no page of the desk carries a style or a script inside it."""
    with_people(spring)
    ask(spring)
    client = signed_in("clerk")
    for address in ("/desk/", "/meetings/spring/people/", "/meetings/spring/questions/", "/meetings/spring/check/"):
        page = client.get(address).content.decode()
        assert " style=" not in page, address
        assert "<style" not in page, address
        assert "<script>" not in page, address
