"""Readers' reports on the desk: given to a person, answered, closed with what is corrected; by whom, and the trail."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.utils import timezone

from meetings.models import Change
from reports.models import ReaderReport
from reports.public import reader_reports as actions
from reports.refusals import ReportRefused
from tests.worlds.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/dashboard/reader-reports/"
NAMES_NOBODY = "release reply_to outcome"


@pytest.fixture
def people() -> dict[str, User]:
    return {group: make_user(group, group) for group in ("reviewer", "publisher", "clerk")}


@pytest.fixture
def report() -> ReaderReport:
    return ReaderReport.objects.create(
        at=timezone.now(), where="Heads, 2021", what="I count 10 women, you have 9.", reply_to="reader@example.org"
    )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, report: ReaderReport, **sent: str) -> str:
    response = client_of(user).post(f"{PAGE}{report.pk}/", sent, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_report_is_given_to_a_person_answered_and_closed_with_its_correction(
    people: dict[str, User], report: ReaderReport
) -> None:
    reviewer, publisher = people["reviewer"], people["publisher"]
    assert "One reader’s report is open" in client_of(publisher).get(PAGE).content.decode()
    assert "reviewer sees to it" in post(publisher, report, do="assign", to="reviewer")
    assert "you have 9" in client_of(reviewer).get(f"{PAGE}?show=mine").content.decode()
    assert "you have 9" not in client_of(publisher).get(f"{PAGE}?show=mine").content.decode()
    refused = post(reviewer, report, do="close", outcome="corrected", correction="10 women, 2026-r3")
    assert "asks for a reply; write it before" in refused
    page = post(reviewer, report, do="answer", answer="You are right, thank you.")
    assert "Answered by reviewer" in page
    assert "You are right, thank you." in page
    assert "Say what is corrected" in post(reviewer, report, do="close", outcome="corrected")
    page = post(reviewer, report, do="close", outcome="corrected", correction="10 women, 2026-r3")
    assert "No reader’s report is open" in page
    closed = client_of(publisher).get(f"{PAGE}?show=closed").content.decode()
    assert "10 women, 2026-r3" in closed
    report.refresh_from_db()
    assert (report.answered_by, report.closed_by, report.assigned_to) == (reviewer, reviewer, reviewer)
    assert report.answered_at
    assert report.closed_at
    written = Change.objects.exclude(action="read_names")
    done = list(written.order_by("pk").values_list("action", "by__username"))
    assert done == [("assign_report", "publisher"), ("answer_report", "reviewer"), ("close_report", "reviewer")]
    trail = str(list(Change.objects.values_list("before", "after", "evidence")))
    assert "You are right" not in trail
    assert "example.org" not in trail
    assert "10 women" not in trail


def test_what_is_closed_stays_until_it_is_opened_again(people: dict[str, User], report: ReaderReport) -> None:
    reviewer = people["reviewer"]
    actions.answer_report(report, by=reviewer, answer="No error: the annex lists alternates.")
    actions.close_report(report, by=reviewer, outcome="no_error", correction="does not stay")
    report.refresh_from_db()
    assert report.correction == ""
    assert "reviewer has closed this report" in post(people["publisher"], report, do="assign", to="publisher")
    assert "The report is open again." in post(people["publisher"], report, do="reopen", show="closed")
    report.refresh_from_db()
    assert (report.outcome, report.closed_by, report.closed_at) == ("", None, None)
    assert report.answer == "No error: the annex lists alternates."
    assert "This report is open." in post(people["publisher"], report, do="reopen")


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose what to do"),
        ({"do": "answer", "answer": "  "}, "Write the answer."),
        ({"do": "close"}, "Say whether something is corrected"),
        ({"do": "close", "outcome": "forgotten"}, "Say whether something is corrected"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    people: dict[str, User], report: ReaderReport, sent: dict[str, str], says: str
) -> None:
    before = ReaderReport.objects.values().get()
    assert says in post(people["reviewer"], report, **sent)
    assert ReaderReport.objects.values().get() == before
    assert not Change.objects.exclude(action="read_names").exists()


def test_an_answer_is_written_once_and_only_to_who_left_an_address(
    people: dict[str, User], report: ReaderReport
) -> None:
    actions.answer_report(report, by=people["reviewer"], answer="The first.")
    with pytest.raises(ReportRefused, match="reviewer has answered"):
        actions.answer_report(report, by=people["publisher"], answer="The second.")
    silent = ReaderReport.objects.create(at=timezone.now(), where="x", what="y")
    with pytest.raises(ReportRefused, match="left no address"):
        actions.answer_report(silent, by=people["reviewer"], answer="Where to?")
    assert actions.close_report(silent, by=people["reviewer"], outcome="no_error").closed_by == people["reviewer"]


def test_reports_are_for_reviewers_and_publishers(people: dict[str, User], report: ReaderReport) -> None:
    clerk = people["clerk"]
    assert client_of(clerk).get(PAGE).status_code == 403
    assert client_of(clerk).post(f"{PAGE}{report.pk}/", {"do": "assign", "to": "clerk"}).status_code == 403
    for step in (
        lambda: actions.assign_report(report, by=clerk, to=None),
        lambda: actions.assign_report(report, by=people["reviewer"], to=clerk),
        lambda: actions.answer_report(report, by=clerk, answer="x"),
        lambda: actions.close_report(report, by=clerk, outcome="no_error"),
        lambda: actions.reopen_report(report, by=clerk),
    ):
        with pytest.raises(ReportRefused, match="may not answer readers"):
            step()
    assert list(actions.who_may_answer()) == [people["publisher"], people["reviewer"]]
    people["reviewer"].is_active = False
    people["reviewer"].save()
    assert list(actions.who_may_answer()) == [people["publisher"]]


@pytest.mark.parametrize(
    "half",
    [{"answer": "x"}, {"outcome": "no_error"}, {"closed_at": timezone.now()}, {"answered_at": timezone.now()}],
)
def test_the_database_takes_no_answer_without_author_and_no_end_without_outcome(
    report: ReaderReport, half: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReaderReport.objects.filter(pk=report.pk).update(**half)


def test_every_text_of_a_report_is_known_to_erasure() -> None:
    texts = [
        field.name
        for field in ReaderReport._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
    ]
    assert sorted(texts) == sorted([*actions.FREE_TEXTS, *NAMES_NOBODY.split()])


def test_who_read_a_report_is_noted(people: dict[str, User]) -> None:
    report = ReaderReport.objects.create(at=timezone.now(), where="Heads", what="Wren Example is no head.")
    client_of(people["reviewer"]).get(PAGE)
    note = Change.objects.get(action="read_names")
    assert (note.after or {})["shown"] == [f"readerreport:{report.pk}"]
    assert "Wren" not in str(note.after)
