"""Releases under a newer version of the software: unchanged, and still rebuilt the same."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from meetings.models import Meeting
from reports.models import Release
from reports.releases import freeze, published
from reports.releases.verify import verify
from tests.worlds.builders import make_office
from tests.worlds.public_site import publish

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def of_before(monkeypatch: pytest.MonkeyPatch) -> Release:
    """A second release, with a change log, that version 0.1.0 built."""
    meeting, *_ = make_office()
    monkeypatch.setattr(freeze, "software_version", lambda: "0.1.0")
    publish(notes="First.")
    Meeting.objects.filter(pk=meeting.pk).update(city="Sampleton", revision=meeting.revision + 1)
    release = publish(notes="The city is given.")
    monkeypatch.undo()
    return release


def verified(version: str) -> dict[str, Any]:
    """The object that ``verify_release`` prints; it ends with exit status 0 or raises."""
    out = io.StringIO()
    call_command("verify_release", version, "--json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_a_release_of_an_earlier_version_is_built_again_as_it_was(of_before: Release) -> None:
    assert freeze.software_version() != "0.1.0"
    said = verified(of_before.version)
    assert (said["status"], said["rebuilt"], said["why"], said["wrong"]) == ("verified", "identical", "", [])
    found = published.latest()
    assert found
    assert json.loads(found.read("manifest.json"))["software"] == "Parity 0.1.0"


def test_the_next_release_names_the_version_that_builds_it(of_before: Release) -> None:
    release = publish(notes="Third.")
    assert release.manifest["software"] == freeze.software_running() == f"Parity {freeze.software_version()}"
    assert verify(release).rebuilt == "identical"


def test_what_another_version_writes_otherwise_does_not_tell_against_a_release(of_before: Release) -> None:
    """As long as its files are those published: nobody can say whether the software or the record differs."""
    Meeting.objects.update(title="Another title")
    said = verified(of_before.version)
    assert (said["status"], said["rebuilt"]) == ("verified", "not possible")
    assert "made with Parity 0.1.0" in said["why"]
    assert "meetings.csv" in said["why"]


def test_the_same_version_answers_for_what_differs(of_before: Release) -> None:
    release = publish(notes="Third.")
    Meeting.objects.update(title="Another title")
    assert (verify(release).rebuilt, verify(release).sound) == ("different", False)
