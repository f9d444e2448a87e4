"""The queue of people not recorded: in the order of what they would change, and as the figures say once they are."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User

from meetings.models import Change, DelegationSheet, Meeting, Participation
from reports.counting.population import population_of
from reports.counting.scope import Scope
from reports.dashboards.unrecorded import queue
from reports.results import whole
from tests.worlds.builders import (
    make_delegation,
    make_forum,
    make_head_count,
    make_meeting,
    make_people,
    make_user,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> User:
    return make_user("reviewer", "reviewer")


@pytest.fixture
def small() -> Meeting:
    """12 people: one of AAA and two of BBB are not recorded, and one of a head-count."""
    made = make_meeting("small", forum=make_forum("invented-forum"), list_access="open", symbol="TEST/INF.1")
    make_people(make_delegation(made, "AAA"), women=2, men=3, unknown=1)
    make_people(make_delegation(made, "BBB"), women=1, men=2, unknown=2)
    make_head_count(make_delegation(made, "CCC"), unknown=1)
    return made


@pytest.fixture
def large(small: Meeting) -> Meeting:
    made = make_meeting("large", forum=small.forum, list_access="closed")
    make_people(make_delegation(made, "AAA"), women=50, men=40, unknown=3)
    make_people(make_delegation(made, "Peace Office", "civil_society"), unknown=9)
    return made


def test_who_would_change_most_stands_first(reviewer: User, small: Meeting, large: Meeting) -> None:
    assert [(case.delegation.meeting.slug, case.delegation.entity_key, case.number) for case in queue(reviewer)] == [
        ("small", "BBB", 2), ("small", "AAA", 1), ("small", "CCC", 1), ("large", "AAA", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("gender", ["woman", "man"])
def test_what_is_said_is_what_the_figures_say_afterwards(
    reviewer: User, small: Meeting, large: Meeting, gender: str
) -> None:
    for case in queue(reviewer):
        if case.unnamed:
            continue
        people = Participation.objects.filter(pk__in=[one.pk for one in case.people])
        before = list(people.values("id", "listed_gender", "listed_basis", "recorded_gender", "recorded_basis"))
        people.update(
            listed_gender=gender, listed_basis="courtesy_title", recorded_gender=gender, recorded_basis="courtesy_title"
        )
        meeting = case.delegation.meeting
        Meeting.objects.filter(pk=meeting.pk).update(revision=meeting.revision + 1)
        for effect, scope in ((case.meeting, Scope(meeting=meeting.slug)), (case.forum, Scope(forum=meeting.forum_id))):
            said = effect.if_women if gender == "woman" else effect.if_men
            after = whole(population_of(scope))
            assert (said.counts, said.share, said.text) == (after.counts, after.share, after.text)
        for row in before:
            Participation.objects.filter(pk=row["id"]).update(**row)


def test_who_prefers_not_to_say_is_asked_by_nobody(reviewer: User, small: Meeting) -> None:
    silent = Participation.objects.filter(delegation__country="AAA", listed_gender="unknown")
    silent.update(listed_gender="undisclosed", listed_basis="printed")
    Meeting.objects.filter(pk=small.pk).update(revision=9)
    assert [case.delegation.entity_key for case in queue(reviewer)] == ["BBB", "CCC"]


def test_a_closed_list_is_read_as_recorded_and_a_locked_meeting_waits_for_nothing(
    reviewer: User, large: Meeting
) -> None:
    unknown = Participation.objects.filter(meeting=large, delegation__country="AAA", listed_gender="unknown")
    unknown.update(recorded_gender="woman", recorded_basis="self_declared")
    Meeting.objects.filter(pk=large.pk).update(revision=9)
    assert {case.delegation.meeting.slug for case in queue(reviewer)} == {"small"}
    other = make_user("second", "reviewer")
    now = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)
    Meeting.objects.filter(slug="small").update(locked_at=now, locked_by=other)
    assert queue(reviewer) == []


def test_a_clerk_sees_their_own_meetings_alone(small: Meeting, large: Meeting) -> None:
    clerk = make_user("clerk", "clerk")
    assert queue(clerk) == []
    large.clerks.add(clerk)
    assert [case.delegation.meeting for case in queue(clerk)] == [large]


def test_the_page_names_people_leads_to_the_sheet_and_is_noted(reviewer: User, small: Meeting) -> None:
    first = queue(reviewer)[0]
    DelegationSheet.objects.create(delegation=first.delegation, sent_on=datetime.date(2031, 3, 4))
    page = signed_in(reviewer).get("/desk/not-recorded/").content.decode()
    assert page.count(first.people[0].printed_name) == 1
    assert f"/meetings/small/delegations/{first.delegation.pk}/sheet/" in page
    assert "sent on 4 March 2031" in page
    assert first.meeting.if_women.text.replace("&", "&amp;") in page
    assert Change.objects.get(action="read_names").meeting == small
