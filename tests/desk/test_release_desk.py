"""Releases on the desk: what is shown before each step, who may take it, what a refusal says."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from django.db.models import F
from django.test import Client

from meetings.models import Change, Meeting
from reports.dashboards.release_news import difference, public_headlines
from reports.models import Release
from reports.releases import published
from reports.releases.published import frozen_rows
from tests.worlds.builders import make_office, make_user

pytestmark = pytest.mark.django_db


LOOKED = {"read": "on", "seen": "on"}


@pytest.fixture
def desk() -> dict[str, Client]:
    """A reviewer and a publisher, signed in, at an office with three locked meetings."""
    make_office()
    clients = {}
    for name, group in (("rev", "reviewer"), ("pub", "publisher")):
        clients[name] = Client()
        clients[name].force_login(make_user(name, group))
    return clients


def post(client: Client, address: str, **sent: Any) -> str:
    """What the page says after a step."""
    response = client.post(f"/dashboard/releases/{address}", sent, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def built(desk: dict[str, Client]) -> Release:
    post(desk["rev"], "build/", notes="The first one.")
    return Release.objects.get()


def test_two_people_take_a_release_from_draft_to_published(desk: dict[str, Client]) -> None:
    overview = desk["rev"].get("/dashboard/releases/").content.decode()
    assert "It would contain 3 locked meetings" in overview
    assert overview.split("</header>")[0].count('aria-current="page"') == 1  # Releases, and not the dashboards with it
    version = built(desk).version
    page = desk["pub"].get(f"/dashboard/releases/{version}/").content.decode()
    assert f"I have checked {version}" in page
    assert "Conference 2023" in page  # coverage
    assert "There is no release before this one." in page
    assert "The first one." in page
    assert "Checked." in post(desk["pub"], f"{version}/check/")
    assert "Approved." in post(desk["rev"], f"{version}/approve/")
    assert "Published." in post(desk["pub"], f"{version}/publish/", **LOOKED)
    latest = published.latest()
    assert latest
    assert latest.version == version


def test_the_same_person_is_refused_at_each_step(desk: dict[str, Client]) -> None:
    version = built(desk).version
    page = desk["rev"].get(f"/dashboard/releases/{version}/").content.decode()
    assert "You built this draft, so somebody else must check it." in page
    assert f"I have checked {version}" not in page
    assert "cannot check it" in post(desk["rev"], f"{version}/check/")
    post(desk["pub"], f"{version}/check/")
    post(desk["pub"], f"{version}/approve/")
    assert "somebody else must publish it" in desk["pub"].get(f"/dashboard/releases/{version}/").content.decode()
    assert "another publisher must publish it" in post(desk["pub"], f"{version}/publish/", **LOOKED)
    assert published.latest() is None


def test_steps_cannot_be_skipped_and_are_offered_to_who_may_take_them(desk: dict[str, Client]) -> None:
    version = built(desk).version
    assert "it must be approved" in post(desk["pub"], f"{version}/publish/", **LOOKED)
    post(desk["pub"], f"{version}/check/")
    post(desk["rev"], f"{version}/approve/")
    address = f"/dashboard/releases/{version}/"
    assert f"{address}publish/" in desk["pub"].get(address).content.decode()
    assert f"{address}publish/" not in desk["rev"].get(address).content.decode()


def test_a_prepared_release_is_sent_back_with_a_note_and_goes_the_whole_way_again(desk: dict[str, Client]) -> None:
    version, note = built(desk).version, "The head-count of row 9 is missing."
    address = f"/dashboard/releases/{version}/"
    assert f"{address}send-back/" not in desk["rev"].get(address).content.decode(), "whoever built it discards it"
    assert "discard it instead" in post(desk["rev"], f"{version}/send-back/", note=note)
    post(desk["pub"], f"{version}/check/")
    post(desk["rev"], f"{version}/approve/")
    assert "Say in the note what must be put right." in post(desk["pub"], f"{version}/send-back/", note=" ")
    assert Release.objects.get().state == "approved"
    page = post(desk["pub"], f"{version}/send-back/", note=note)
    assert note in page
    assert "was sent back" in page
    assert [state for state, _ in states(desk["pub"], version)] == ["stop", "now", "ahead", "ahead"]
    release = Release.objects.get()
    assert (release.state, release.checked_by, release.approved_by) == ("draft", None, None)
    told = Change.objects.get(action="send_back_release")
    assert (told.by.username, told.evidence, told.before) == ("pub", note, {"state": "approved"})
    assert "it must be approved" in post(desk["pub"], f"{version}/publish/", **LOOKED)
    assert note not in post(desk["pub"], f"{version}/check/"), "who checks it again is done with the note"
    post(desk["rev"], f"{version}/approve/")
    assert "Published." in post(desk["pub"], f"{version}/publish/", **LOOKED)
    assert "withdraw it instead" in post(desk["pub"], f"{version}/send-back/", note=note)
    assert Release.objects.get().state == "published"


def test_a_draft_left_behind_says_so_and_can_be_discarded(desk: dict[str, Client]) -> None:
    version = built(desk).version
    Meeting.objects.filter(slug="conference-2023").update(revision=5)
    page = desk["pub"].get(f"/dashboard/releases/{version}/").content.decode()
    assert "The record has changed since this draft was built" in page
    assert f"I have checked {version}" not in page
    assert "The draft is discarded." in post(desk["rev"], f"{version}/discard/")
    assert not Release.objects.exists()


def test_an_embargo_and_a_withdrawal_by_form(desk: dict[str, Client]) -> None:
    version = built(desk).version
    post(desk["pub"], f"{version}/check/")
    post(desk["rev"], f"{version}/approve/")
    assert "Write date and time" in post(desk["pub"], f"{version}/publish/", **LOOKED, embargo_until="soon")
    page = post(desk["pub"], f"{version}/publish/", **LOOKED, embargo_until="2999-01-01T09:00")
    assert "2999-01-01 09:00 UTC" in page
    assert published.version(version) is None
    assert "This field is required" in post(desk["pub"], f"{version}/withdraw/", reason=" ")
    assert "An error in two meetings." in post(desk["pub"], f"{version}/withdraw/", reason="An error in two meetings.")
    found = published.version(version)
    assert found
    assert found.withdrawn


def test_files_of_a_draft_are_for_those_who_check_it(desk: dict[str, Client]) -> None:
    release = built(desk)
    own = f"/dashboard/releases/{release.version}/files/meetings.csv"
    response = desk["pub"].get(own)
    assert response.content.startswith(b"release,meeting_id")
    assert "attachment" in response["Content-Disposition"]
    assert desk["pub"].get(own.replace("meetings.csv", "passwords.csv")).status_code == 404
    for guessed in (
        f"/data/releases/{release.version}/meetings.csv",
        f"/data/releases/{release.version}/",
        f"/data/releases/{release.folder}/meetings.csv",
        f"/media/{release.folder}/meetings.csv",
        f"/static/{release.folder}/meetings.csv",
        "/data/latest/meetings.csv",
    ):
        assert Client().get(guessed).status_code == 404, guessed


def test_what_stands_against_a_release_is_said_before_the_form(desk: dict[str, Client], settings: Any) -> None:
    settings.PARITY_BY_DELEGATION = "Mandate 7"
    page = desk["pub"].get("/dashboard/releases/").content.decode()
    assert "Invented Institute" in page
    assert "Build the draft" not in page
    assert "Approve the marked designations" not in desk["rev"].get("/dashboard/releases/").content.decode()
    post(desk["pub"], "labels/", label=["Invented Institute", "Something else"])
    page = desk["pub"].get("/dashboard/releases/").content.decode()
    assert "Build the draft" in page


def states(client: Client, version: str) -> list[tuple[str, str]]:
    """Each step of the stepper with its class, and which of them is current."""
    page = lxml.html.fromstring(client.get(f"/dashboard/releases/{version}/").content)
    steps = page.xpath("//ol[@class='stepper']/li")
    assert len(steps) == 4
    return [(step.get("class", ""), step.get("aria-current", "")) for step in steps]


def test_the_stepper_moves_on_with_each_step_and_says_what_is_left(desk: dict[str, Client]) -> None:
    version = built(desk).version
    assert states(desk["pub"], version) == [("done", ""), ("now", "step"), ("ahead", ""), ("ahead", "")]
    assert "is ready to check" in desk["pub"].get(f"/dashboard/releases/{version}/").content.decode()
    post(desk["pub"], f"{version}/check/")
    post(desk["rev"], f"{version}/approve/")
    assert states(desk["pub"], version) == [("done", ""), ("done", ""), ("done", ""), ("now", "step")]
    page = desk["pub"].get(f"/dashboard/releases/{version}/").content.decode()
    assert "is ready to publish" in page
    assert "by you" in page
    post(desk["pub"], f"{version}/publish/", **LOOKED)
    assert states(desk["pub"], version) == [("done", "")] * 4


def test_no_step_is_done_while_the_record_has_changed_or_an_embargo_lasts(desk: dict[str, Client]) -> None:
    version = built(desk).version
    post(desk["pub"], f"{version}/check/")
    Meeting.objects.filter(slug="conference-2023").update(revision=5)
    assert [state for state, _current in states(desk["pub"], version)] == ["stop", "stop", "ahead", "ahead"]
    assert "must be built again" in desk["pub"].get(f"/dashboard/releases/{version}/").content.decode()
    post(desk["pub"], f"{version}/discard/")
    version = built(desk).version
    post(desk["pub"], f"{version}/check/")
    post(desk["rev"], f"{version}/approve/")
    post(desk["pub"], f"{version}/publish/", **LOOKED, embargo_until="2999-01-01T09:00")
    assert states(desk["pub"], version)[3] == ("now", "step")


def test_nothing_is_published_unread(desk: dict[str, Client]) -> None:
    version = built(desk).version
    post(desk["pub"], f"{version}/check/")
    post(desk["rev"], f"{version}/approve/")
    page = post(desk["pub"], f"{version}/publish/", read="on")
    assert "Look at what the public reads first, then tick this." in page
    assert "Read what differs" not in page
    assert published.latest() is None


def test_rows_that_are_new_revised_and_the_same_are_counted(desk: dict[str, Client]) -> None:
    first = built(desk)
    tables = {name: frozen_rows(first, name) for name in first.manifest["data"]}
    new = difference(first)
    assert (new.rows_new, new.rows_revised, new.rows_same) == (sum(map(len, tables.values())), 0, 0)
    assert new.meetings == len([one for one in new.news if one.kind == "new"]) == 3
    post(desk["pub"], f"{first.version}/check/")
    post(desk["rev"], f"{first.version}/approve/")
    post(desk["pub"], f"{first.version}/publish/", **LOOKED)
    Meeting.objects.filter(slug="conference-2023").update(city="Elsewhere", revision=F("revision") + 1)
    post(desk["rev"], "build/")
    second = Release.objects.exclude(pk=first.pk).get()
    after = {name: frozen_rows(second, name) for name in second.manifest["data"]}
    plain = ("release", "flag", "note")
    differ = sum(
        {key: value for key, value in one.items() if key not in plain}
        != {key: value for key, value in other.items() if key not in plain}
        for name in tables
        for one, other in zip(tables[name], after[name], strict=True)
    )
    found = difference(second)
    assert (found.rows_new, found.rows_revised) == (0, differ)
    assert found.rows_same == sum(map(len, after.values())) - differ
    assert [(one.kind, one.title) for one in found.news] == [("revised", "Conference 2023")]
    page = desk["pub"].get(f"/dashboard/releases/{second.version}/").content.decode()
    assert "One meeting revised" in page
    assert public_headlines(second)[0].sentence in page.replace("&#x27;", "'")
