"""What waits behind a figure: how many people, on pages, in the answers of ``figures`` and in files."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from meetings.models import ImportBatch, ListDocument, Meeting, Participation, Question
from meetings.vocabulary import BatchState, QuestionKind
from reports.counting.population import population_of
from reports.counting.scope import Scope
from reports.presentation.undecided import undecided_notes
from reports.scope_results import undecided
from tests.worlds import builders
from tests.worlds.builders import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    """Two States with people, an organization, and a delegation that nobody has placed."""
    made = builders.make_meeting("session", list_access="open", symbol="TEST/INF.1")
    for code, name in (("ZZA", "Ålandia"), ("ZZB", "Borealia")):
        builders.make_country(code, name)
        builders.make_people(builders.make_delegation(made, code), women=2, men=2, unknown=2)
    builders.make_people(builders.make_delegation(made, "Invented Institute", "academia"), women=2)
    lost = builders.make_delegation(made, "Ruritania", "other_entity")
    builders.make_people(lost, women=2, men=1)
    builders.make_head_count(lost, unknown=4)
    return made


def ask(meeting: Meeting, kind: str, key: str, **about: Any) -> Question:
    return Question.objects.create(meeting=meeting, kind=kind, key=key, found=key, opened_at=timezone.now(), **about)


def unplaced(meeting: Meeting) -> Question:
    key = meeting.delegations.get(category="other_entity").entity_key
    return ask(meeting, QuestionKind.COUNTRY, key, rows=3)


def about(meeting: Meeting, entity: str, kind: str = QuestionKind.SAME_PERSON) -> Question:
    one = Participation.objects.filter(meeting=meeting, delegation__country=entity).first()
    assert one is not None
    return ask(meeting, kind, f"{kind} {one.pk}", participation=one, person=one.person)


def wait(meeting: Meeting, state: str = BatchState.PREVIEWED, **totals: int) -> ImportBatch:
    document = ListDocument.objects.create(meeting=meeting, part=f"part {ListDocument.objects.count()}")
    return ImportBatch.objects.create(
        document=document, file="invented.csv", sha256="0" * 64, state=state, totals=totals,
        by=builders.make_user(f"clerk-{document.pk}"), at=timezone.now(),
    )  # fmt: skip


def waiting(**scope: Any) -> tuple[int, int, int, int]:
    found = undecided(population_of(Scope(**scope)))
    return found.unplaced, found.asked, found.arriving, found.being_read


def answer(*options: str) -> Any:
    out = io.StringIO()
    call_command("figures", *options, "--format", "json", stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue())


def test_nothing_waits_and_nothing_is_said(meeting: Meeting) -> None:
    question = unplaced(meeting)
    question.answer, question.answered_by, question.answered_at = "keep", builders.make_user("rev"), timezone.now()
    question.save()
    wait(meeting, BatchState.REJECTED, new=5)
    assert waiting() == (0, 0, 0, 0)
    assert undecided_notes(population_of(Scope())) == []
    assert "note" not in answer("--summary")


def test_people_of_a_delegation_that_nobody_has_placed_wait_in_every_scope_of_their_meeting(meeting: Meeting) -> None:
    unplaced(meeting)
    other = builders.make_meeting("another-session", list_access="open", symbol="TEST/INF.2")
    builders.make_people(builders.make_delegation(other, "ZZA"), women=1)
    assert waiting() == waiting(category="all") == waiting(only=(("country", "ZZA"),)) == (7, 0, 0, 0)
    assert waiting(meeting="another-session") == (0, 0, 0, 0)


def test_somebody_asked_about_waits_where_they_are_counted_and_once(meeting: Meeting) -> None:
    about(meeting, "ZZA")
    about(meeting, "ZZA", QuestionKind.GENDER)
    about(meeting, "ZZB")
    assert waiting() == (0, 2, 0, 0)
    assert waiting(only=(("country", "ZZB"),)) == (0, 1, 0, 0)
    assert waiting(category="academia") == (0, 0, 0, 0)


def test_a_title_touches_those_of_whom_nothing_is_listed_however_it_is_spelt(meeting: Meeting) -> None:
    silent = list(Participation.objects.filter(meeting=meeting, listed_gender="unknown")[:3])
    for one, title in zip(silent, ("Invt.", "INVT", "Invt"), strict=True):
        Participation.objects.filter(pk=one.pk).update(printed_title=title)
    known = Participation.objects.filter(meeting=meeting, listed_gender="woman").first()
    assert known is not None
    Participation.objects.filter(pk=known.pk).update(printed_title="Invt.")
    ask(meeting, QuestionKind.TITLE, "invt", rows=4)
    assert waiting() == (0, 3, 0, 0)


def test_a_question_that_names_nobody_counts_its_rows(meeting: Meeting) -> None:
    ask(meeting, "another_kind", "something nobody foresaw", rows=6)
    assert waiting() == (0, 6, 0, 0)


def test_lists_in_waiting_say_how_many_people_they_hold(meeting: Meeting) -> None:
    wait(meeting, new=4, updated=2, conflict=1, invalid=1, unchanged=9, ignored=3)
    wait(meeting, BatchState.READING)
    assert waiting() == (0, 0, 8, 1)
    first, second = undecided_notes(population_of(Scope()))
    assert "8 people" in first
    assert second.startswith("1 list is still being read")


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--by", "country"],
        ["--by", "category"],
        ["--metric", "heads_of_delegation"],
        ["--metric", "office_holders"],
    ],
)
def test_every_row_that_is_printed_says_it(meeting: Meeting, options: list[str]) -> None:
    unplaced(meeting)
    assert all("7 people wait for an answer" in row["note"] for row in answer(*options))


@pytest.mark.parametrize("options", [["--summary"], ["--trend"]])
def test_objects_say_it_too(meeting: Meeting, options: list[str]) -> None:
    unplaced(meeting)
    assert "7 people wait" in answer(*options)["note"]


def test_series_in_rows_say_it_too(meeting: Meeting) -> None:
    days = {"start": datetime.date(2030, 3, 4), "end": datetime.date(2030, 3, 5)}
    again = builders.make_meeting("later", list_access="open", symbol="TEST/INF.3", forum=meeting.forum, **days)
    builders.make_people(builders.make_delegation(again, "ZZA"), women=2)
    unplaced(meeting)
    for options in (["--changes"], ["--runs"]):
        rows = answer(*options)
        assert rows, options
        assert all("7 people wait" in row["note"] for row in rows), options


@pytest.mark.parametrize("name", ["overview", "forums", "states", "forum", "state", "meeting", "explore"])
def test_pages_say_it(meeting: Meeting, name: str) -> None:
    unplaced(meeting)
    arguments = {"forum": [meeting.forum_id], "state": ["ZZA"], "meeting": [meeting.slug]}.get(name, [])
    address = reverse("meeting" if name == "meeting" else f"reports:{name}", args=arguments)
    text = signed_in("manager").get(address).content.decode()
    assert "7 people wait for an answer" in text


def test_a_page_that_counts_nobody_says_it(meeting: Meeting) -> None:
    unplaced(meeting)
    page = signed_in("manager").get(meeting.get_absolute_url(), {"category": "civil_society"})
    assert "7 people wait for an answer" in page.content.decode()


def test_who_may_not_read_a_meeting_learns_nothing_of_what_waits_there(meeting: Meeting) -> None:
    unplaced(meeting)
    page = signed_in("clerk").get(reverse("reports:overview"))
    assert "wait for an answer" not in page.content.decode()


def test_a_file_of_explore_says_it_in_every_line(meeting: Meeting) -> None:
    unplaced(meeting)
    address = reverse("reports:explore-download", args=["csv"])
    lines = csv.DictReader(io.StringIO(signed_in("manager").get(address, {"by": "country"}).content.decode()))
    assert ["7 people wait" in line["note"] for line in lines] == [True, True]


def test_a_closed_list_that_is_left_out_is_left_out_here_too(meeting: Meeting) -> None:
    unplaced(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(list_access="closed", revision=9)
    one_state = Scope(only=(("country", "ZZA"),))
    assert undecided(population_of(one_state, readable_closed=frozenset())).people == 0
    assert undecided(population_of(Scope(), readable_closed=frozenset())).people == 7
