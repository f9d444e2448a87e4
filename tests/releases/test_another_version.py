"""Releases under a newer version of the software: unchanged, and still rebuilt the same."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command

from meetings.models import Meeting
from reports.models import Release
from reports.releases import actions, freeze, published
from reports.releases.code_lists import DESCRIBING
from reports.releases.columns import TableSpec
from reports.releases.panel_rows import OF_INVITATIONS
from reports.releases.published import frozen_rows
from reports.releases.schema import Schema
from reports.releases.tables import TABLES
from reports.releases.verify import verify
from tests.worlds.builders import make_office, make_panel
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


OF_VERSION_2 = (
    "meetings", "participation_by_meeting", "participation_by_regional_group", "participation_by_role",
    "participation_by_category", "participation_by_pool", "heads_of_delegation", "delegations_of_one_gender",
    "panels_summary",
)  # fmt: skip


def as_it_was(spec: TableSpec) -> TableSpec:
    """The table before columns had units, and panels of a year were told as one."""
    new = {"dictionary": ("unit",), "panels_summary": ("period", "year", *OF_INVITATIONS)}.get(spec.name, ())
    columns = tuple(replace(one, unit="") for one in spec.columns if one.name not in new)
    key = tuple("quarter" if name == "period" else name for name in spec.key)
    return replace(spec, key=key, columns=columns)


def test_a_release_knows_which_tables_and_columns_it_was_made_with(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting, *_ = make_office()
    make_panel("Opening", "wm", meeting=meeting, date=meeting.start)
    of_then = Schema([as_it_was(TABLES[name]) for name in OF_VERSION_2], [*map(as_it_was, DESCRIBING.values())])
    monkeypatch.setattr(actions, "schema_of_today", lambda: of_then)
    release = publish(notes="First.")
    assert '"unit"' not in json.dumps(release.manifest)
    assert [row["quarter"] for row in frozen_rows(release, "panels_summary")] == ["2023-Q2"]
    monkeypatch.undo()
    later = publish(notes="Second.")
    assert [row["period"] for row in frozen_rows(later, "panels_summary")] == ["2023-Q2"]
    assert set(later.manifest["data"]) > set(release.manifest["data"]) == set(OF_VERSION_2)
    assert [verified(one.version)["rebuilt"] for one in (release, later)] == ["identical", "identical"]


def test_control_a_release_built_again_with_other_tables_is_not_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    make_office()
    release = publish(notes="First.")
    monkeypatch.delitem(release.manifest["tables"], "participation_by_year")
    release.manifest["data"].remove("participation_by_year")
    release.save(update_fields=["manifest"])
    assert verify(release).rebuilt == "different"


def test_a_column_that_is_no_longer_made_is_no_fault_of_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    make_office()
    old = replace(TABLES["meetings"].columns[-1], name="of_old")
    with_more = replace(TABLES["meetings"], columns=(*TABLES["meetings"].columns, old))
    monkeypatch.setitem(TABLES, "meetings", with_more)
    release = publish(notes="First.")
    monkeypatch.undo()
    found = verify(release)
    assert (found.rebuilt, found.sound) == ("not possible", True)
    assert "of_old" in found.why
