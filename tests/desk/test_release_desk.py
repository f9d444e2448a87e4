"""Releases on the desk: what is shown before each step, who may take it, what a refusal says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meetings.models import Meeting
from reports.models import Release
from reports.releases import published
from tests.worlds.builders import make_office, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]


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
    assert "3 locked meetings would be in it" in overview
    assert overview.split("</header>")[0].count('aria-current="page"') == 1  # Releases, and not the dashboards with it
    version = built(desk).version
    page = desk["pub"].get(f"/dashboard/releases/{version}/").content.decode()
    assert "I have checked this draft" in page
    assert "Conference 2023" in page  # coverage
    assert "There is no release before this one." in page
    assert "The first one." in page
    assert "Checked." in post(desk["pub"], f"{version}/check/")
    assert "Approved." in post(desk["rev"], f"{version}/approve/")
    assert "Published." in post(desk["pub"], f"{version}/publish/")
    latest = published.latest()
    assert latest
    assert latest.version == version


def test_the_same_person_is_refused_at_each_step(desk: dict[str, Client]) -> None:
    version = built(desk).version
    page = desk["rev"].get(f"/dashboard/releases/{version}/").content.decode()
    assert "You built this draft: a second person checks it." in page
    assert "I have checked this draft" not in page
    assert "cannot check it" in post(desk["rev"], f"{version}/check/")
    post(desk["pub"], f"{version}/check/")
    post(desk["pub"], f"{version}/approve/")
    assert "somebody else publishes it" in desk["pub"].get(f"/dashboard/releases/{version}/").content.decode()
    assert "cannot publish it: another publisher does" in post(desk["pub"], f"{version}/publish/")
    assert published.latest() is None


def test_steps_cannot_be_skipped_and_are_offered_to_who_may_take_them(desk: dict[str, Client]) -> None:
    version = built(desk).version
    assert "it must be approved" in post(desk["pub"], f"{version}/publish/")
    post(desk["pub"], f"{version}/check/")
    post(desk["rev"], f"{version}/approve/")
    address = f"/dashboard/releases/{version}/"
    assert f"{address}publish/" in desk["pub"].get(address).content.decode()
    assert f"{address}publish/" not in desk["rev"].get(address).content.decode()


def test_a_draft_left_behind_says_so_and_can_be_discarded(desk: dict[str, Client]) -> None:
    version = built(desk).version
    Meeting.objects.filter(slug="conference-2023").update(revision=5)
    page = desk["pub"].get(f"/dashboard/releases/{version}/").content.decode()
    assert "The record has changed since this draft was built" in page
    assert "I have checked this draft" not in page
    assert "The draft is discarded." in post(desk["rev"], f"{version}/discard/")
    assert not Release.objects.exists()


def test_an_embargo_and_a_withdrawal_by_form(desk: dict[str, Client]) -> None:
    version = built(desk).version
    post(desk["pub"], f"{version}/check/")
    post(desk["rev"], f"{version}/approve/")
    assert "Write date and time" in post(desk["pub"], f"{version}/publish/", embargo_until="soon")
    page = post(desk["pub"], f"{version}/publish/", embargo_until="2999-01-01T09:00")
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
