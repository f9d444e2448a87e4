"""Canaries through every reader: no address and no number of a person is found anywhere after an import."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from meetings.imports.participants.staged import confirm, stage
from meetings.models import Meeting, OfficeHolder, PanelSeat, Participation, Statement
from tests.imports.test_privacy_import import everything_stored
from tests.worlds.builders import make_meeting
from tests.worlds.documents import PdfPages, word
from tests.worlds.hostile_files import ods, ods_table
from tests.worlds.lists import as_csv, as_xlsx, bring, desk, source_of, table

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

MAIL, PHONE, PASSPORT = "canary.bird@example.org", "+41 22 555 01 02", "QX4417093"
CANARIES = ("canary.bird", "example.org", "555 01 02", PASSPORT)
LINES = ["States Parties", "NORWAY", "Ms. Tove EKSEMPEL", "Adviser", MAIL, f"Tel.: {PHONE}", f"Passport {PASSPORT}"]
LINES += ["KENYA", f"Mr. Juma MFANO, {MAIL}", f"Counsellor, {PHONE}"]
TAKEN = 5
ROWS = f"""
Delegation     | Title | Name                   | Function            | Notes
Norway         | Ms.   | Tove EKSEMPEL          | Adviser, {MAIL}     | Tel.: {PHONE}
Kenya          | Mr.   | Juma MFANO <{MAIL}>    | Counsellor; {PHONE} | Passport No. {PASSPORT}
"""


def of_lines(printed: Callable[[str], str] = str) -> bytes:
    return "\n".join(map(printed, ["List of participants", "", *LINES])).encode()


def spaced() -> bytes:
    return of_lines(lambda text: f"\n{text}" if text.startswith(("M", "NORWAY", "KENYA")) else text)


def a_pdf() -> bytes:
    pages = PdfPages(header=False)
    for number, text in enumerate(LINES):
        heading = text.isupper() or text == "States Parties"
        pages.text(60, 90 + 22 * number, text, font="Times-Bold" if heading else "Times-Roman")
    return pages.data()


def a_word_document() -> bytes:
    def build(document: Any) -> None:
        for text in LINES:
            document.add_paragraph().add_run(text).bold = text.isupper() or text == "States Parties"

    return word(build)


def a_word_table() -> bytes:
    def build(document: Any) -> None:
        rows = table(ROWS)
        grid = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text

    return word(build)


FILES: dict[str, tuple[str, Callable[[], bytes], int]] = {
    "pasted text": ("list.txt", spaced, TAKEN),
    "pdf": ("list.pdf", a_pdf, TAKEN),
    "word": ("list.docx", a_word_document, TAKEN),
    "table in word": ("list.docx", a_word_table, TAKEN),
    "csv": ("list.csv", lambda: as_csv(table(ROWS)), TAKEN),
    "text with tabs": ("list.txt", lambda: "\n".join("\t".join(row) for row in table(ROWS)).encode(), TAKEN),
    "xlsx": ("list.xlsx", lambda: as_xlsx(table(ROWS)), TAKEN),
    "ods": ("list.ods", lambda: ods(ods_table(table(ROWS))), TAKEN),
}


def everything(folder: Path) -> str:
    """The database, the files under the data folder, and a backup unpacked."""
    path = folder / "backup.zip"
    call_command("backup", str(path), stdout=io.StringIO())
    with zipfile.ZipFile(path) as archive:
        backed_up = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join([everything_stored(), *backed_up])


def found(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("spring")


@pytest.mark.parametrize("reader", FILES)
def test_a_list_leaves_no_canary_and_says_how_many_it_left_out(
    reader: str, meeting: Meeting, tmp_path: Path, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    filename, build, taken = FILES[reader]
    report = bring(meeting, build(), filename=filename)
    assert (report["status"], report["people"]) == ("imported", 2)
    assert sorted(Participation.objects.values_list("printed_name", flat=True)) == ["Juma MFANO", "Tove EKSEMPEL"]
    assert sorted(Participation.objects.values_list("printed_post", flat=True)) == ["Adviser", "Counsellor"]
    [told] = [problem for problem in report["problems"] if problem["code"] == "private_data"]
    assert (told["found"], "e-mail addresses" in told["message"]) == (str(taken), True)
    assert found(everything(tmp_path)) == found(json.dumps(report)) == found(caplog.text) == []


@pytest.mark.parametrize("reader", ["pasted text", "pdf", "xlsx"])
def test_a_staged_list_keeps_none_and_its_upload_goes_with_the_import(
    reader: str, meeting: Meeting, tmp_path: Path
) -> None:
    filename, build, taken = FILES[reader]
    batch = stage(meeting, source_of(build(), filename), by=desk())
    assert batch.summary.private == taken
    assert found(json.dumps([batch.reading, batch.totals, list(batch.rows.values_list("cells", "source"))])) == []
    confirm(batch, fingerprint=batch.fingerprint, by=desk())
    assert found(everything(tmp_path)) == []


STATEMENTS = f"Delegation | Title | Speaker | Item\nNorway | Ms. | Tove EKSEMPEL, {MAIL} | Opening, {PHONE}\n"
PAGE_OF_STATEMENTS = (
    f"General exchange of views\nMonday, 2 March 2026\nNorway, Ms. Tove EKSEMPEL {MAIL}\nTel. {PHONE}\n"
)
OFFICES = (
    f"Office | Title | Name | State\nChair | Ms. | Tove EKSEMPEL {MAIL} | Norway\n"
    "Rapporteur | Mr. | Juma MFANO | Kenya\n"
)
BUREAU = f"Bureau\nChair: Ms. Tove EKSEMPEL (Norway) {MAIL}\nPassport {PASSPORT}\n"
PROCEEDINGS = {
    "statements in a sheet": ("import_statements", "s.csv", lambda: as_csv(table(STATEMENTS))),
    "statements in a workbook": ("import_statements", "s.xlsx", lambda: as_xlsx(table(STATEMENTS))),
    "statements as text": ("import_statements", "s.txt", PAGE_OF_STATEMENTS.encode),
    "offices in a sheet": ("import_offices", "o.csv", lambda: as_csv(table(OFFICES))),
    "offices as text": ("import_offices", "o.txt", BUREAU.encode),
}


@pytest.mark.parametrize("reader", PROCEEDINGS)
def test_proceedings_leave_no_canary(reader: str, meeting: Meeting, tmp_path: Path, capsys: Any, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    command, filename, build = PROCEEDINGS[reader]
    path = tmp_path / filename
    path.write_bytes(build())
    call_command(command, str(path), "--meeting", meeting.slug, "--skip-invalid", "--json")
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert report["status"] == "imported"
    assert Statement.objects.count() + OfficeHolder.objects.count() > 0
    assert [problem["code"] for problem in report["problems"]].count("private_data") == 1
    path.unlink()
    assert found(everything(tmp_path) + printed.out + printed.err + caplog.text) == []


def test_a_programme_leaves_no_canary(meeting: Meeting, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "programme.txt"
    path.write_text(
        "Monday, 2 March 2026\nPanel I: Invented matters\n"
        f"Ms. Tove EKSEMPEL, {MAIL}\nMr. Juma MFANO, Institute, {PHONE}\n"
    )
    call_command("import_panels", str(path), "--meeting", meeting.slug, "--json")
    printed = capsys.readouterr()
    assert sorted(PanelSeat.objects.values_list("name", flat=True)) == ["Juma MFANO", "Tove EKSEMPEL"]
    assert "2 e-mail addresses, telephone or passport numbers" in printed.out
    path.unlink()
    assert found(everything(tmp_path) + printed.out + printed.err) == []


def test_samples_of_columns_are_shown_and_kept_nowhere(meeting: Meeting) -> None:
    from meetings.imports.participants.samples import samples_of

    remark = "a-remark-of-no-alarming-look"
    text = f"Delegation | Title | Name | Our own remark\nNorway | Ms. | Tove EKSEMPEL | {remark}"
    batch = stage(meeting, source_of(text), by=desk())
    assert samples_of(batch)["Our own remark"] == [remark]
    assert remark not in json.dumps(batch.reading)
