"""Import of official documents, through the same stages as spreadsheets.

Everybody in them is invented.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.actions.lists import trail_of
from meetings.models import ImportBatch, ListDocument, Meeting, Participation
from tests.worlds.builders import make_meeting, make_user
from tests.worlds.documents import LAYOUTS, SYMBOL, P, pdf_cover, people, text_spaced, word, word_styles
from tests.worlds.lists import bring, genders
from tests.worlds.lists import people as on_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

WOMEN = {"Ms.", "Mme", "Sra.", "S.E. Sra."}
SHOWN = (
    "pdf two columns",
    "pdf name beside post",
    "word heading styles",
    "word table name | post",
    "text with capitals",
)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("spring", start=date(2031, 5, 5), end=date(2031, 5, 9))


def known() -> list[P]:
    return [person for _, _, person in people()]


@pytest.mark.parametrize("layout", SHOWN)
def test_a_document_gives_its_people_and_an_account_of_its_lines(layout: str, meeting: Meeting) -> None:
    kind, build = LAYOUTS[layout]
    report = bring(meeting, build(), filename=f"list.{kind}")
    assert report["status"] == "imported"
    assert report["people"] == report["new"] == len(known())
    assert sorted(name for name, *_ in on_record(meeting)) == sorted(each.name for each in known())
    assert report["pages"] >= 1
    assert report["lines"] > report["people"]
    assert report["not_understood"] == []
    assert any(SYMBOL in problem["message"] for problem in report["problems"] if problem["code"] == "notice")


def test_every_layout_and_a_spreadsheet_of_it_count_the_same_genders(meeting: Meeting) -> None:
    rows = [(each.honorific, each.name, delegation) for _, delegation, each in people()]
    sheet = "Title | Name | Delegation\n" + "\n".join(" | ".join(row) for row in rows)
    expected = genders(bring(meeting, sheet, dry_run=True))
    assert expected[0] >= sum(each.honorific in WOMEN for each in known()) > 0
    assert expected[1] > 0
    for layout in SHOWN:
        kind, build = LAYOUTS[layout]
        assert genders(bring(meeting, build(), filename=f"list.{kind}", dry_run=True)) == expected, layout


def test_one_word_table_with_a_header_is_read_as_a_spreadsheet(meeting: Meeting) -> None:
    rows = [["Delegation", "Title", "Name"], ["Norway", "Ms.", "Tove Eksempel"], ["Norway", "Mr.", "Per Eksempel"]]

    def build(document: Any) -> None:
        table = document.add_table(rows=0, cols=3)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    report = bring(meeting, word(build), filename="list.docx")
    assert (report["status"], report["people"], report["sheet"]) == ("imported", 2, "Table 1")
    assert "pages" not in report


def test_the_place_in_the_document_stays_with_the_person(meeting: Meeting) -> None:
    bring(meeting, word_styles(), filename="list.docx")
    rows = list(ImportBatch.objects.get().rows.filter(participation__isnull=False).select_related("participation"))
    assert len(rows) == len(known())
    for row, person in zip(rows, known(), strict=True):
        assert person.name in " ".join(text for _, _, text in row.source)
        assert row.place.startswith("page 1, line ")
        assert row.participation
        assert not row.participation.notes
    moved = [trail["of"] for trail in trail_of(rows[0].participation)]
    assert moved == [f"list.docx, {rows[0].place}"]


def test_a_person_who_only_moved_to_another_page_is_the_same(meeting: Meeting) -> None:
    bring(meeting, text_spaced(), filename="list.txt", symbol="DEMO/INF.2")
    again = bring(meeting, b"Note\n\n" * 9 + text_spaced(), filename="list.txt", symbol="DEMO/INF.2/Rev.1")
    assert (again["updated"], again["unchanged"]) == (0, len(known()))


def test_the_rows_of_a_spreadsheet_keep_their_mapped_cells_only(meeting: Meeting) -> None:
    bring(meeting, "Delegation | Title | Name | Passport\nNorway | Ms. | Tove Eksempel | X1234567")
    assert [(row.source, "X1234567" in json.dumps(row.cells)) for row in ImportBatch.objects.get().rows.all()] == [
        ([], False)
    ]


def test_a_line_that_is_not_understood_is_told_with_its_place(meeting: Meeting) -> None:
    text = b"Zzyzx qwerty 12345\n\n"
    whole = text_spaced() + b"\n\n" + text
    report = bring(meeting, whole, filename="list.txt")
    told = [problem for problem in report["problems"] if problem["code"] == "not_understood"]
    assert [line["text"] for line in report["not_understood"]] == ["Zzyzx qwerty 12345"]
    for problem, line in zip(told, report["not_understood"], strict=True):
        assert f"Page {line['page']}, line {line['line']}" in problem["message"]
    assert ImportBatch.objects.get().reading["account"]["not_understood"] == report["not_understood"]


def test_the_numbers_on_the_cover_are_compared(meeting: Meeting) -> None:
    rows = [("Non-governmental organizations", "3", "12"), ("States Parties", "5", "13"), ("Total", "8", "25")]
    data = pdf_cover(rows, ["DEMO/CONF/2031/INF.2/Rev.1", "14 December 2031"])
    report = bring(meeting, data, filename="list.pdf", accept_reading=True)
    told = [problem["message"] for problem in report["problems"] if problem["code"] == "cover_statistics"]
    assert any("12 people (the list names 9)" in message for message in told)
    assert any("25 people (the list names 9)" in message for message in told)
    [notice] = [problem["message"] for problem in report["problems"] if problem["code"] == "notice"]
    assert "symbol DEMO/CONF/2031/INF.2/Rev.1, date 2031-12-14, version revision 1" in notice
    assert "--symbol" in notice, "the command line says what it was told and takes nothing up by itself"
    told = bring(meeting, pdf_cover(rows, ["DEMO/CONF/2031/INF.2/Rev.1"]), filename="list.pdf", dry_run=True,
                 symbol="DEMO/CONF/2031/INF.2/Rev.1")  # fmt: skip
    assert "notice" not in [problem["code"] for problem in told["problems"]]
    assert list(ListDocument.objects.values_list("symbol", "date")) == [("", date(2031, 12, 14))]


def test_the_command_takes_documents(meeting: Meeting, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(text_spaced())
    call_command("import_list", path, meeting="spring", json=True)
    report = json.loads(capsys.readouterr().out)
    assert (report["status"], report["people"]) == ("imported", len(known()))
    assert list(report)[-6:] == ["pages", "lines", "not_understood", "cover", "problems", "seconds"]


def test_delimited_text_stays_delimited_whatever_it_is_called(meeting: Meeting) -> None:
    table = (
        "Delegation,Title,Name,Position\nNorway,Ms.,Tove Eksempel,Head of Delegation\nNorway,Mr.,Per Eksempel,Expert\n"
    )
    report = bring(meeting, table.encode(), filename="list.txt")
    assert (report["header_row"], report["people"], "pages" in report) == (1, 2, False)


def test_text_of_a_document_can_be_pasted(meeting: Meeting, client: Client, settings: Any, tmp_path: Path) -> None:
    clerk = make_user("clerk", "clerk")
    meeting.clerks.add(clerk)
    client.force_login(clerk)
    settings.PARITY_DATA = tmp_path
    said = {"text": text_spaced().decode(), "part": "", "status": "final", "gender_basis": "delegation_form"}
    answer = client.post("/meetings/spring/lists/new/", said)
    assert answer.status_code == 302, answer.content
    batch = ImportBatch.objects.get()
    assert (batch.file, batch.totals["new"]) == ("pasted.txt", len(known()))
    assert (batch.document.symbol, batch.reading["from_document"][:1]) == (SYMBOL, ["symbol"])


@pytest.mark.parametrize(
    ("data", "filename", "said"),
    [
        (b"%PDF-1.7\n", "list.pdf", "PDF is damaged"),
        (LAYOUTS["pdf two columns"][1]()[:400], "list.pdf", "PDF is damaged"),
        (word_styles()[:-200], "list.docx", "Word document is damaged"),
        (b"PK\x03\x04word/document.xml", "list.docx", "Word document is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "a.doc", "old version"),
    ],
)
def test_broken_documents_are_refused_with_one_sentence(
    data: bytes, filename: str, said: str, meeting: Meeting
) -> None:
    report = bring(meeting, data, filename=filename)
    assert report["status"] == "refused"
    [problem] = report["problems"]
    assert said in problem["message"]
    assert problem["message"].endswith(".")
    assert not Participation.objects.exists()
    assert not ImportBatch.objects.exists()
