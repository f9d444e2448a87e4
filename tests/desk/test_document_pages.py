"""An official document on the desk: printed lines, masthead, cover statistics, progress of reading."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from meetings.actions.lists import note_progress
from meetings.actions.refusals import ActionRefused
from meetings.actions.uploads import uploads
from meetings.imports.participants import staged as steps
from meetings.imports.participants.pipeline import ListSource
from meetings.imports.uploads import limits
from meetings.models import ImportBatch, ImportRow, ListDocument, Meeting, Participation
from meetings.reading import bounded
from meetings.views.document_parts import place
from tests.worlds.builders import make_meeting, make_user
from tests.worlds.documents import SYMBOL, pdf_columns, pdf_cover, people, text_spaced

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

COVER = [("Non-governmental organizations", "3", "12"), ("States Parties", "5", "13"), ("Total", "8", "25")]
SAID = {"status": "", "gender_basis": "delegation_form"}


@pytest.fixture
def desk(tmp_path: Path, settings: Any) -> Client:
    settings.PARITY_DATA = tmp_path
    clerk = make_user("clerk", "clerk")
    make_meeting("spring", start=date(2031, 5, 5), end=date(2031, 5, 9)).clerks.add(clerk)
    client = Client()
    client.force_login(clerk)
    return client


def hand_in(client: Client, data: bytes, name: str, **said: str) -> ImportBatch:
    answer = client.post("/meetings/spring/lists/new/", SAID | {"file": SimpleUploadedFile(name, data)} | said)
    assert answer.status_code == 302, text_of(answer)
    return ImportBatch.objects.get()


def text_of(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&#x27;", "'").split())


def shown(client: Client, batch: ImportBatch, **query: str) -> str:
    return text_of(client.get(f"/meetings/spring/lists/{batch.pk}/", query))


def left_behind(batch: ImportBatch, seconds: int) -> None:
    """The import as a server leaves it that was killed while it read, so many seconds ago."""
    batch.rows.all().delete()
    heard = timezone.now() - timedelta(seconds=seconds)
    reading = {"page": 120, "pages": 997, "heard": heard.isoformat()}
    ImportBatch.objects.filter(pk=batch.pk).update(state="reading", reading=reading, totals={}, at=heard)


def test_every_person_stands_beside_the_lines_that_say_so(desk: Client) -> None:
    batch = hand_in(desk, pdf_columns(2), "list.pdf")
    rows = list(batch.rows.exclude(source=[]))
    assert len(rows) == len(people())
    page = shown(desk, batch, tab="new")
    for row in rows[:50]:
        assert place(row.source) in page
        assert all(" ".join(text.split()) in page for _, _, text in row.source)
    desk.post(f"/meetings/spring/lists/{batch.pk}/commit/", {"fingerprint": batch.fingerprint})
    kept = ImportRow.objects.filter(participation__isnull=False)
    assert [row.source for row in kept] == [row.source for row in rows]
    assert f"page 1 of {SYMBOL}" in text_of(desk.get("/meetings/spring/people/"))


def test_the_masthead_is_proposed_and_the_clerk_says_otherwise(desk: Client) -> None:
    batch = hand_in(desk, pdf_cover(COVER, [SYMBOL, "14 December 2031"]), "list.pdf")
    document = batch.document
    assert (document.symbol, document.date, document.status) == (SYMBOL, date(2031, 12, 14), "final")
    assert "Read from the document: symbol, status, date." in shown(desk, batch)
    address = f"/meetings/spring/lists/{batch.pk}/map/"
    assert text_of(desk.get(address)).count("Read from the document.") == 3
    said = {"document": "", "symbol": "OTHER/INF.1", "status": "provisional", "date": "", "part": "delegates"}
    assert desk.post(address, said).status_code == 302
    batch.refresh_from_db()
    told = ListDocument.objects.get()  # the one proposed is gone with its only list
    assert (told.symbol, told.status, told.date, told.part) == ("OTHER/INF.1", "provisional", None, "delegates")
    assert "Read from the document" not in shown(desk, batch)
    assert len(batch.rows.exclude(source=[])) == batch.totals["people"]


def test_what_the_clerk_says_first_stands_against_the_masthead(desk: Client) -> None:
    batch = hand_in(desk, text_spaced(), "list.txt", symbol="OURS/1", status="provisional")
    assert (batch.document.symbol, batch.document.status) == ("OURS/1", "provisional")


def test_a_new_version_is_compared_with_what_its_masthead_says_it_replaces(desk: Client) -> None:
    batch = hand_in(desk, text_spaced(), "list.txt", symbol="DEMO/INF.2")
    desk.post(f"/meetings/spring/lists/{batch.pk}/commit/", {"fingerprint": batch.fingerprint})
    data = text_spaced() + b"\n\nMs. Neva Neu\nAdviser\n"
    desk.post("/meetings/spring/lists/new/", SAID | {"file": SimpleUploadedFile("revised.txt", data)})
    newer = ImportBatch.objects.latest("pk")
    assert (newer.document.symbol, newer.document.replaces) == (SYMBOL, batch.document)
    assert (newer.totals["unchanged"], newer.totals["new"]) == (len(people()), 1)


def test_the_cover_stands_beside_what_was_read_and_the_unnamed_are_no_people(desk: Client) -> None:
    batch = hand_in(desk, pdf_cover(COVER, [SYMBOL]), "list.pdf")
    page = shown(desk, batch)
    assert "Non-governmental organizations 3 3 12 9 3" in page
    assert "States Parties 5 – 13 – –" in page
    assert "Total 8 3 25 9 16" in page
    looked = {"fingerprint": batch.fingerprint, "accept_reading": "on"}
    desk.post(f"/meetings/spring/lists/{batch.pk}/commit/", looked)
    assert Participation.objects.count() == 9
    check = desk.get("/meetings/spring/check/").content.decode()
    assert re.search(r'name="document-\d+-printed_people" value="25"', check), (
        "proposed, and no total before it is saved"
    )
    assert ListDocument.objects.get().printed_people is None


def test_lines_that_were_not_understood_are_listed_before_and_after_and_go_when_it_is_given_up(desk: Client) -> None:
    odd = "Zzyzx qwerty 12345"
    batch = hand_in(desk, text_spaced() + f"\n\n{odd}\n\n".encode(), "list.txt")
    assert odd in shown(desk, batch, tab="unread")
    assert "accounted for" in shown(desk, batch)
    desk.post(f"/meetings/spring/lists/{batch.pk}/reject/")
    batch.refresh_from_db()
    assert odd not in str(batch.reading)
    assert not batch.rows.exists()


def test_a_question_about_a_person_shows_the_printed_lines(desk: Client) -> None:
    first = people()[0][2]
    other = "Ms." if first.honorific.endswith("Mr.") else "Mr."
    printed = f"{first.honorific} {first.name}"
    text = text_spaced().decode().replace(printed, f"{printed}\nAdviser\n\n{other} {first.name}", 1)
    batch = hand_in(desk, text.encode(), "list.txt")
    assert batch.totals["conflict"] == 1
    desk.post(f"/meetings/spring/lists/{batch.pk}/commit/", {"fingerprint": batch.fingerprint})
    page = text_of(desk.get("/meetings/spring/questions/"))
    for row in batch.rows.filter(cells__full_name=first.name):
        assert f"{row.place}: {row.source[0][2]}" in page
    problems = desk.get(f"/meetings/spring/lists/{batch.pk}/problems/").content.decode()
    assert "As printed" in problems
    assert f"{other} {first.name}" in problems


# How far it is


def test_the_reading_tells_its_pages_and_stops_where_it_was_given_up(desk: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(bounded, "_PROGRESS_SECONDS", 0.0)
    heard: list[tuple[int, int]] = []

    def listening(batch: ImportBatch, *, page: int, pages: int) -> bool:
        heard.append((page, pages))
        goes_on = note_progress(batch, page=page, pages=pages)
        assert desk.get("/meetings/spring/lists/progress/").json()["reading"] == goes_on
        if pages:
            desk.post(f"/meetings/spring/lists/{batch.pk}/reject/")
        return goes_on

    monkeypatch.setattr(steps, "note_progress", listening)
    meeting = Meeting.objects.get()
    clerk = meeting.clerks.get()
    source = ListSource(data=pdf_columns(1, times=40), filename="long.pdf", limits=limits())
    with pytest.raises(ActionRefused, match="discarded"):
        steps.stage(meeting, source, by=clerk)
    assert heard[-1][1] > 40
    assert ImportBatch.objects.get().state == "rejected"
    assert list(uploads().iterdir()) == []


def test_a_list_that_cannot_be_read_leaves_nothing(desk: Client) -> None:
    answer = desk.post("/meetings/spring/lists/new/", SAID | {"file": SimpleUploadedFile("list.pdf", b"%PDF-1.7\n")})
    assert "PDF is damaged" in text_of(answer)
    assert not ImportBatch.objects.exists()
    assert not ListDocument.objects.exists()
    assert list(uploads().iterdir()) == []


def test_a_killed_server_leaves_an_interrupted_import_that_is_read_again(desk: Client) -> None:
    batch = hand_in(desk, text_spaced(), "list.txt")
    left_behind(batch, seconds=5)
    assert "Page 120 of 997 is read." in shown(desk, batch)
    waiting = text_of(desk.get("/meetings/spring/lists/new/"))
    assert re.search(r"list\.txt\b.{0,60} – being read", waiting)
    assert desk.get("/meetings/spring/lists/progress/").json() == {
        "reading": True,
        "sentence": "Page 120 of 997 is read.",
    }
    refused = desk.post(f"/meetings/spring/lists/{batch.pk}/read/", follow=True)
    assert "is being read; wait" in text_of(refused)
    left_behind(batch, seconds=600)
    assert "Reading was interrupted" in shown(desk, batch)
    waiting = text_of(desk.get("/meetings/spring/lists/new/"))
    assert re.search(r"list\.txt\b.{0,60} – interrupted", waiting)
    assert "“list.txt”" in text_of(desk.get("/meetings/spring/check/"))
    desk.post(f"/meetings/spring/lists/{batch.pk}/read/")
    batch.refresh_from_db()
    assert (batch.state, batch.totals["new"], batch.document.symbol) == ("previewed", len(people()), SYMBOL)


def test_an_interrupted_import_is_given_up_with_its_file_or_says_that_it_is_lost(desk: Client) -> None:
    batch = hand_in(desk, text_spaced(), "list.txt")
    left_behind(batch, seconds=600)
    [file] = uploads().iterdir()
    file.unlink()
    answer = desk.post(f"/meetings/spring/lists/{batch.pk}/read/", follow=True)
    assert "The upload was interrupted" in text_of(answer)
    desk.post(f"/meetings/spring/lists/{batch.pk}/reject/")
    assert ImportBatch.objects.get().state == "rejected"


def test_the_limits_of_documents_are_settings(desk: Client, settings: Any) -> None:
    settings.PARITY_DOCUMENT_PAGES = 2
    answer = desk.post("/meetings/spring/lists/new/", SAID | {"file": SimpleUploadedFile("l.pdf", pdf_columns(2))})
    assert "3 pages and the limit is 2" in text_of(answer)
    settings.PARITY_DOCUMENT_BYTES = 100
    answer = desk.post("/meetings/spring/lists/new/", SAID | {"file": SimpleUploadedFile("l.pdf", pdf_columns(2))})
    assert "the limit is 0 MB" in text_of(answer)


def test_where_lines_stand() -> None:
    assert place([]) == ""
    assert place([(3, 12, "a")]) == "3, 12"
    assert place([(3, 12, "a"), (3, 15, "b")]) == "3, 12–15"
    assert place([(3, 40, "a"), (4, 2, "b")]) == "3, 40 – 4, 2"
