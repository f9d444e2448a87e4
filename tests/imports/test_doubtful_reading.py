"""A document whose reading is doubtful as a whole goes on only on somebody's word."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.models import ImportBatch, Meeting, Participation
from tests.reading.test_coverage import HEADERS, STATES, tabular
from tests.worlds.builders import make_meeting, make_user
from tests.worlds.documents import pdf_cover
from tests.worlds.lists import bring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
COVER = [("Non-governmental organizations", "3", "40"), ("Total", "8", "1,025")]


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("spring")


@pytest.fixture
def document() -> bytes:
    """Nine people, of whom its cover counts forty."""
    return pdf_cover(COVER, ["DEMO/INF.1"])


def test_the_command_refuses_and_names_the_option(meeting: Meeting, document: bytes, tmp_path: Path) -> None:
    path, said = tmp_path / "list.pdf", io.StringIO()
    path.write_bytes(document)
    with pytest.raises(SystemExit) as stopped:
        call_command("import_list", str(path), "--meeting", "spring", "--json", stdout=said)
    report = json.loads(said.getvalue())
    assert (stopped.value.code, report["status"], Participation.objects.count()) == (1, "refused", 0)
    problem = report["problems"][0]
    assert (problem["level"], problem["code"]) == ("error", "doubtful_reading")
    assert "counts 40 people under “Non-governmental organizations”, and 9 were read" in problem["message"]
    assert "--accept-reading" in problem["message"]
    said = io.StringIO()
    call_command("import_list", str(path), "--meeting", "spring", "--json", "--accept-reading", stdout=said)
    assert (json.loads(said.getvalue())["status"], Participation.objects.count()) == ("imported", 9)


def test_the_page_shows_the_places_and_wants_a_word(meeting: Meeting, document: bytes) -> None:
    client, clerk = Client(), make_user("clerk", "clerk")
    meeting.clerks.add(clerk)
    client.force_login(clerk)
    upload = io.BytesIO(document)
    upload.name = "list.pdf"
    sent = client.post("/meetings/spring/lists/new/", {"file": upload, "gender_basis": "registration"}, follow=True)
    assert "This list may not have been read correctly" in sent.content.decode()
    batch = ImportBatch.objects.get()
    place = f"/meetings/spring/lists/{batch.pk}/"
    page = client.get(place).content.decode()
    assert "counts 40 people under “Non-governmental organizations”, and 9 were read" in page
    refused = client.post(f"{place}commit/", {"fingerprint": batch.fingerprint}, follow=True).content.decode()
    assert ("Check it, then confirm that it may be imported" in refused, Participation.objects.count()) == (True, 0)
    client.post(f"{place}commit/", {"fingerprint": batch.fingerprint, "accept_reading": "on"})
    assert Participation.objects.count() == 9
    assert "This list may not have been read correctly" not in client.get(place).content.decode()


def test_a_numbered_list_without_titles_imports_nobody(meeting: Meeting) -> None:
    text = "\n".join(f"{at}. {'Dr. ' if at % 3 == 0 else ''}Ada{chr(97 + at)} Oppdikt" for at in range(1, 13))
    report = bring(meeting, text.encode(), filename="list.txt", accept_reading=True)
    assert (report["status"], report["problems"][0]["code"]) == ("refused", "untitled")
    assert Participation.objects.count() == 0


@pytest.mark.parametrize("header", HEADERS)
def test_everybody_of_a_printed_table_is_imported_under_their_state(header: str, meeting: Meeting) -> None:
    data, rows = tabular(*HEADERS[header], 4)
    report = bring(meeting, data, filename="list.pdf")
    assert (report["status"], report["people"], report["delegations"]) == ("imported", len(rows), len(STATES))
    assert set(Participation.objects.values_list("delegation__name", flat=True)) == set(STATES)
    assert Participation.objects.exclude(listed_gender="unknown").count() == ("Title" in HEADERS[header][0]) * len(rows)
