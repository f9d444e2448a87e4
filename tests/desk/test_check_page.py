"""Pages of the check: people in doubt decided in one step, findings accepted, ticks, a sample, sending back."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import Change, FindingMark, ListDocument, Meeting, Participation, SampleRow, SentBack
from meetings.workspace.versions import gone
from tests.record.test_locks import complete, reviewer
from tests.worlds.builders import make_user, signed_in
from tests.worlds.lists import bring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def meeting() -> Meeting:
    """A meeting whose second list prints one person under another name and leaves another out."""
    meeting = complete()
    Meeting.objects.filter(pk=meeting.pk).update(slug="spring")
    meeting.refresh_from_db()
    meeting.clerks.add(make_user("clerk", "clerk"))
    return meeting


@pytest.fixture
def clerk(meeting: Meeting) -> Client:
    return signed_in("clerk")


@pytest.fixture
def review() -> Client:
    return signed_in(reviewer())


def page(client: Client, where: str = "check") -> str:
    answer = client.get(f"/meetings/spring/{where}/")
    assert answer.status_code == 200
    return answer.content.decode()


def second(meeting: Meeting, **said: str) -> None:
    """The same list with one name changed and one person left out."""
    text = (
        "Section | Delegation | Title | Name | Position | Role\n"
        "States Parties | Norway | Mr. | Kim Eksempel | Ambassador | Head of delegation\n"
        "States Parties | Norway | Ms. | Tove Nordmann | Adviser |\n"
        "NGOs | Peace Now | Ms. | Ada Erfunden | Director |"
    )
    bring(meeting, text, symbol="TEST/INF.1", **said)


def test_people_no_longer_listed_are_decided_one_by_one(meeting: Meeting, clerk: Client) -> None:
    second(meeting)
    shown = page(clerk)
    assert "2 people are on no current list" in shown
    assert "Juma" not in shown  # names stand on the page of those who may read them, and reading is noted
    shown = page(clerk, "doubts")
    assert "Juma Mfano" in shown
    assert "is now Tove Nordmann" in shown
    assert Change.objects.filter(action="read_names").exists()
    juma, tove = (Participation.objects.get(printed_name=name) for name in ("Juma Mfano", "Tove Oppdikt"))
    new = Participation.objects.get(printed_name="Tove Nordmann")
    clerk.post("/meetings/spring/doubts/", {f"gone-{juma.pk}": "withdraw", f"gone-{tove.pk}": str(new.pk)})
    assert not gone(meeting).exists()
    tove.refresh_from_db()
    juma.refresh_from_db()
    assert (tove.printed_name, juma.registered) == ("Tove Nordmann", "no")
    assert "Nobody is in doubt" in page(clerk, "doubts")


@pytest.mark.parametrize(("answer", "registered"), [("withdraw", "no"), ("keep", "yes")])
def test_or_all_in_one_step(meeting: Meeting, clerk: Client, answer: str, registered: str) -> None:
    second(meeting)
    clerk.post("/meetings/spring/doubts/", {"all": answer})
    assert not gone(meeting).exists()
    assert Participation.objects.get(printed_name="Juma Mfano").registered == registered


def test_what_no_page_offers_decides_nothing(meeting: Meeting, clerk: Client) -> None:
    second(meeting)
    ada, juma = (Participation.objects.get(printed_name=name) for name in ("Ada Erfunden", "Juma Mfano"))
    for said in ({f"gone-{ada.pk}": "withdraw"}, {f"gone-{juma.pk}": "perhaps"}, {"two": "x,y"}, {"two": "1"},
                 {f"gone-{juma.pk}": str(ada.pk)}, {"all": "delete"}):  # fmt: skip
        assert clerk.post("/meetings/spring/doubts/", said, follow=True).status_code == 200
    assert gone(meeting).count() == 2
    assert Participation.objects.filter(registered="no").count() == 0


def test_a_reviewer_accepts_a_finding_and_opens_it_again(meeting: Meeting, clerk: Client, review: Client) -> None:
    second(meeting)
    address = "/meetings/spring/check/findings/gone/"
    assert 'name="reason"' not in page(clerk)
    assert clerk.post(address, {"do": "accept", "reason": "test"}).status_code == 403
    assert 'name="reason"' in page(review)
    refused = review.post(address, {"do": "accept", "reason": ""}, follow=True).content.decode()
    assert "Give the reason" in refused
    shown = review.post(address, {"do": "accept", "reason": "They came <late>."}, follow=True).content.decode()
    assert "Accepted with a reason" in shown
    assert "Accepted: They came &lt;late&gt;." in shown
    assert "Lock the meeting" in shown
    assert "Lock the meeting" not in review.post(address, {"do": "open"}, follow=True).content.decode()
    review.post(address, {"do": "accept", "reason": "They came late."})
    locked = review.post("/meetings/spring/lock/", follow=True).content.decode()
    assert "people on no current list" in locked
    assert "They came late." in locked


def test_ticks_sample_and_sections_on_the_page(meeting: Meeting, clerk: Client, review: Client) -> None:
    document = ListDocument.objects.get()
    key = f"totals-{document.pk}"
    assert "you have seen 0" in page(review)
    shown = review.post(f"/meetings/spring/check/findings/{key}/", {"do": "see"}, follow=True).content.decode()
    assert "you have seen 1" in shown
    assert "you have seen" not in page(clerk)
    shown = review.post("/meetings/spring/check/sample/", {}, follow=True).content.decode()
    assert SampleRow.objects.count() == 4
    assert "0 of 4 looked at" in shown
    row = SampleRow.objects.all()[0].pk
    shown = review.post("/meetings/spring/check/sample/", {"row": str(row), "right": "yes"}, follow=True)
    assert "1 of 4 looked at: 1 right, 0 wrong" in shown.content.decode()
    assert "Rows to compare with the document" not in page(clerk)
    said = {f"document-{document.pk}-section_civil_society": "2", f"document-{document.pk}-printed_people": "4"}
    review.post(f"/meetings/spring/check/documents/{document.pk}/", said)
    assert "NGO / civil society: 2 printed, 1 on record" in page(review)
    assert ListDocument.objects.get().printed_sections == {"civil_society": 2}


def test_sent_back_with_a_note_and_handed_in(meeting: Meeting, clerk: Client, review: Client) -> None:
    review.post("/meetings/spring/check/send-back/", {"note": "Look at row 12."})
    shown = page(clerk)
    assert "Look at row 12." in shown
    assert "hand in for checking" in shown
    assert "Sent back to you: Look at row 12." in page(clerk, "people")
    assert "Sent back to you" not in page(review, "people")
    clerk.post("/meetings/spring/check/hand-in/")
    assert SentBack.objects.get().done_by.username == "clerk"  # type: ignore[union-attr]
    assert "Look at row 12." not in page(clerk)
    assert FindingMark.objects.count() == 0
