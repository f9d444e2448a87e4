"""A list on the web: uploaded, previewed, mapped, confirmed, given up, undone; and who may do so."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from meetings.actions.delegations import correct_participation
from meetings.files.formats import PARTICIPANTS
from meetings.files.spreadsheet_cells import guarded
from meetings.models import Change, GenderRecord, ImportBatch, ImportRow, Meeting, Participation
from meetings.reading.bounded import read_list
from meetings.reading.lists.columns import Instructions
from meetings.views.list_template import workbook
from tests.worlds.builders import make_meeting, make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HEADER = "Delegation,Title,Given names,Family name,Position"
ROWS = (
    "France,Mme,Ada,OKORO,Ambassador",
    "France,M.,Bo,LINDQVIST,First Secretary",
    "Kenya,Ms.,Chidi,ABARA,Expert",
    "Kenya,Dr,Dena,WEKESA,Expert",
)
SAID = {"status": "final", "gender_basis": "delegation_form"}


@pytest.fixture
def desk(tmp_path: Path, settings: Any) -> Client:
    """The clerk of the meeting ``spring``, signed in; uploads go to a folder of their own."""
    settings.PARITY_DATA = tmp_path
    clerk = make_user("clerk", "clerk")
    make_meeting("spring").clerks.add(clerk)
    return signed_in(clerk)


def text_of(rows: Iterable[str], header: str = HEADER) -> str:
    return "\n".join([header, *rows])


def hand_in(client: Client, content: bytes | str = text_of(ROWS), name: str = "list.csv", **said: Any) -> HttpResponse:
    data = content.encode() if isinstance(content, str) else content
    return client.post("/meetings/spring/lists/new/", SAID | {"file": SimpleUploadedFile(name, data)} | said)


def staged(client: Client, *args: Any, **said: Any) -> ImportBatch:
    answer = hand_in(client, *args, **said)
    assert answer.status_code == 302, sentences(answer)
    return ImportBatch.objects.latest("pk")


def address(batch: ImportBatch, step: str = "") -> str:
    return f"/meetings/spring/lists/{batch.pk}/{step}"


def confirm(client: Client, batch: ImportBatch, **said: str) -> HttpResponse:
    return client.post(address(batch, "commit/"), {"fingerprint": batch.fingerprint} | said)


def page(client: Client, batch: ImportBatch, tab: str = "") -> str:
    return client.get(address(batch), {"tab": tab} if tab else {}).content.decode()


def sentences(answer: HttpResponse) -> str:
    """The text of a page without its marks, quotes as they read."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.replace("&quot;", '"').replace("&#x27;", "'").split())


def uploads(settings: Any) -> list[Path]:
    return list((settings.PARITY_DATA / "uploads").glob("*"))


# The whole way


def test_a_list_goes_in_and_is_undone(desk: Client, settings: Any) -> None:
    batch = staged(desk, symbol="TEST/INF.1")
    assert not Participation.objects.exists()
    assert [path.stat().st_mode & 0o777 for path in uploads(settings)] == [0o600]
    changes = page(desk, batch, "new")
    assert "OKORO" in changes
    assert changes.count('<td class="hint"><span class="said">new</span>') == 4
    assert confirm(desk, batch).status_code == 302
    assert Participation.objects.count() == 4
    assert "What this list changed" in page(desk, batch)
    assert desk.post(address(batch, "undo/")).status_code == 302
    assert not Participation.objects.exists()
    assert "An import that was undone" in page(desk, batch)
    assert uploads(settings) == []


def test_an_import_on_which_a_correction_rests_is_not_undone(desk: Client) -> None:
    batch = staged(desk)
    confirm(desk, batch)
    one, clerk = Participation.objects.first(), batch.by
    assert one
    correct_participation(participation=one, values={"notes": "left early"}, by=clerk, source="desk")
    answer = desk.post(address(batch, "undo/"), follow=True)
    assert "corrected by hand since" in sentences(answer)
    assert Participation.objects.count() == 4


def test_pasted_rows_are_a_list(desk: Client) -> None:
    pasted = text_of(ROWS).replace(",", "\t")
    answer = desk.post("/meetings/spring/lists/new/", SAID | {"text": pasted})
    batch = ImportBatch.objects.get()
    assert answer["Location"] == address(batch)
    assert (batch.file, batch.totals["new"]) == ("pasted.txt", 4)


def test_a_list_given_up_leaves_neither_rows_nor_file(desk: Client, settings: Any) -> None:
    batch = staged(desk)
    assert len(uploads(settings)) == 1
    desk.post(address(batch, "reject/"))
    assert not ImportRow.objects.exists()
    assert uploads(settings) == []
    assert "A list that was not imported" in page(desk, batch)


def test_the_same_file_again_says_so_and_offers_no_import(desk: Client) -> None:
    first = staged(desk)
    confirm(desk, first)
    again = staged(desk)
    shown = page(desk, again)
    assert f"as import {first.pk}" in shown
    assert "Nothing to import" in shown
    assert "Import 4 people" not in shown


# What a refusal says


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose a file or paste the rows, not both."),
        ({"file": SimpleUploadedFile("a.csv", b"x"), "text": "Delegation\tName"}, "not both"),
        ({"text": "Delegation\tName"}, "No participants were found"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 ...")}, "PDF"),
        ({"text": text_of(ROWS), "sheet": "1", "encoding": "morse"}, "morse"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_form(desk: Client, said: dict[str, Any], sentence: str) -> None:
    answer = desk.post("/meetings/spring/lists/new/", SAID | said)
    assert answer.status_code == 200
    assert sentence in sentences(answer)
    assert not ImportBatch.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_read(desk: Client, settings: Any) -> None:
    settings.PARITY_UPLOAD_BYTES = 100
    assert "the limit is" in sentences(hand_in(desk))
    assert not ImportBatch.objects.exists()


def test_unknown_columns_are_asked_for_on_the_form(desk: Client) -> None:
    list_of_two = "Delegation,Position,Who,Wer\nFrance,Expert,Ada Okoro,x\nKenya,Expert,Chidi Abara,y"
    asked = sentences(hand_in(desk, list_of_two))
    assert "under “Columns”" in asked
    assert "--map" not in asked
    told = {"header": ["Delegation", "Position", "Who", "Wer"], "column-0": "delegation", "column-2": "full_name"}
    batch = staged(desk, list_of_two, **told)
    assert batch.reading["mapped"] == {"delegation": "Delegation", "full_name": "Who"}
    assert batch.reading["ignored"] == ["Position", "Wer"]
    assert batch.reading["guessed"] == {}


# The preview


def test_rows_that_cannot_be_read_wait_for_a_word(desk: Client) -> None:
    batch = staged(desk, text_of([*ROWS, "Kenya,Ms.,,,Expert"]))
    needs = page(desk, batch)
    assert "one thing to fix" in needs
    assert 'name="skip_invalid"' in needs
    confirm(desk, batch)
    assert not Participation.objects.exists()
    confirm(desk, batch, skip_invalid="on")
    assert Participation.objects.count() == 4


def test_a_preview_that_is_no_longer_true_is_not_imported(desk: Client) -> None:
    old, other = staged(desk), staged(desk, symbol="TEST/INF.2")
    confirm(desk, other)
    answer = confirm(desk, old)
    assert answer.status_code == 409
    assert "here is a new preview" in sentences(answer)
    assert Participation.objects.count() == 4
    assert ImportBatch.objects.get(pk=old.pk).totals["unchanged"] == 4


def test_a_revised_list_shows_before_after_and_who_is_missing(desk: Client) -> None:
    confirm(desk, staged(desk, symbol="TEST/INF.1"))
    revised = [ROWS[0].replace("Ambassador", "Minister"), *ROWS[1:3]]
    batch = staged(desk, text_of(revised), symbol="TEST/INF.1/Rev.1")
    changes = page(desk, batch, "changes")
    assert "post: Ambassador → Minister" in changes
    needs = page(desk, batch, "needs")
    assert "One person is missing from the new version" in needs
    assert "WEKESA" in needs
    confirm(desk, batch)
    assert "WEKESA" in page(desk, batch, "needs")
    assert Participation.objects.count() == 4


def test_questions_are_asked_once_with_what_could_be_meant(desk: Client) -> None:
    batch = staged(desk, text_of(["Korea,Mr,Ada,Okoro,", "Korea,Ms,Bo,Abara,", "Kenya,Zorp,Chidi,Wekesa,"]))
    needs = page(desk, batch, "needs")
    assert needs.count('name="answer:country:korea"') == 1
    assert '<option value="state:KOR">Republic of Korea</option>' in needs
    assert needs.count('name="answer:title:zorp"') == 1


def test_fifty_rows_a_page_and_a_constant_number_of_queries(desk: Client, django_assert_max_num_queries: Any) -> None:
    many = [f"Kenya,Ms.,Person{number:03},Family{number:03},Expert" for number in range(120)]
    batch = staged(desk, text_of(many))
    with django_assert_max_num_queries(35):
        assert page(desk, batch, "new").count('<td class="named">Person') == 50
    answer = desk.get(address(batch), {"tab": "new", "page": 3})
    assert answer.content.decode().count('<td class="named">Person') == 20


def test_reading_the_rows_is_noted_without_names(desk: Client) -> None:
    batch = staged(desk)
    page(desk, batch, "new")
    note = Change.objects.get(action="read_names")
    assert len(note.after["shown"]) == 4
    assert "OKORO" not in str(note.after)


def test_reading_the_samples_of_columns_is_noted(desk: Client) -> None:
    batch = staged(desk)
    assert "OKORO" in desk.get(address(batch, "map/")).content.decode()
    note = Change.objects.get(action="read_names")
    assert (note.after or {})["shown"] == [f"importbatch:{batch.pk}"]


def test_a_column_that_is_not_used_is_shown_by_its_header_only(desk: Client) -> None:
    canary = "X1234567"
    with_passports = [f"{row},{canary}" for row in ROWS]
    batch = staged(desk, text_of(with_passports, f"{HEADER},Passport number"))
    for shown in (page(desk, batch), desk.get(address(batch, "map/")).content.decode()):
        assert "Passport number" in shown
        assert canary not in shown


# How it is read


def test_columns_are_told_and_the_preview_is_made_again(desk: Client) -> None:
    batch = staged(desk)
    shown = desk.get(address(batch, "map/")).content.decode()
    assert "guess" in shown
    headers = [*batch.reading["mapped"].values(), *batch.reading["ignored"]]
    fields = list(batch.reading["mapped"])
    told = {f"column-{number}": "" if fields[number] == "rank" else fields[number] for number in range(len(headers))}
    answer = desk.post(address(batch, "map/"), told | {"columns": ""})
    assert answer["Location"] == address(batch)
    batch.refresh_from_db()
    assert batch.reading["ignored"] == ["Position"]
    assert batch.reading["guessed"] == {}
    assert "rank" not in str(list(batch.rows.values_list("cells", flat=True)))


def test_two_columns_for_one_field_are_refused(desk: Client) -> None:
    batch = staged(desk)
    told = {f"column-{number}": "full_name" for number in range(5)}
    assert "Another column already contains this field" in sentences(
        desk.post(address(batch, "map/"), told | {"columns": ""})
    )


def test_another_header_row_is_read_or_refused_with_a_sentence(desk: Client) -> None:
    batch = staged(desk, "Some meeting\n\n" + text_of(ROWS))
    assert batch.reading["header_row"] == 3
    refused = desk.post(address(batch, "map/"), {"where": "", "header_row": "40"})
    assert refused.status_code == 200
    assert 'role="alert"' in refused.content.decode()
    answer = desk.post(address(batch, "map/"), {"where": "", "header_row": "3"})
    assert answer["Location"] == address(batch, "map/")


def workbook_of(sheets: dict[str, list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row.split(","))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_of_several_sheets_one_is_chosen_and_another_can_be(desk: Client) -> None:
    two = workbook_of({"Delegates": [HEADER, *ROWS], "Guests": [HEADER, *ROWS[:1]]})
    refused = sentences(hand_in(desk, two, "two.xlsx"))
    assert "Several sheets hold a list" in refused
    assert "under “Sheet”" in refused
    batch = staged(desk, two, "two.xlsx", sheet="Delegates")
    assert batch.totals["new"] == 4
    shown = desk.get(address(batch, "map/")).content.decode()
    assert '<option value="Guests">Guests</option>' in shown
    assert "id_encoding" not in shown
    desk.post(address(batch, "map/"), {"where": "", "sheet": "Guests"})
    batch.refresh_from_db()
    assert (batch.reading["sheet"], batch.totals["new"]) == ("Guests", 1)


def test_where_the_gender_column_comes_from_is_kept_with_the_evidence(desk: Client) -> None:
    with_gender = text_of([f"{ROWS[3]},woman"], f"{HEADER},Gender")
    batch = staged(desk, with_gender, gender_basis="registration", gender_source="form of May")
    confirm(desk, batch)
    record = GenderRecord.objects.get()
    assert (record.value, record.basis, record.source) == ("woman", "registration", "form of May")


def test_a_staged_list_asks_where_its_gender_column_comes_from(desk: Client) -> None:
    """Nothing is preset: until it is answered no gender of the column is read, and nothing is imported."""
    batch = staged(desk, text_of([f"{ROWS[3]},woman"], f"{HEADER},Gender"), gender_basis="")
    address = f"/meetings/spring/lists/{batch.pk}/"
    page = desk.get(address).content.decode()
    assert "Where the column “Gender” comes from" in page
    assert '<option value="" selected>choose…</option>' in page
    assert batch.totals["recorded"]["women"] == 0
    confirm(desk, batch)
    assert not Participation.objects.exists()
    said = {"basis": "printed", "was:basis": "", "source": "the list itself", "was:source": ""}
    desk.post(f"{address}answer/", said)
    batch.refresh_from_db()
    assert (batch.gender_basis, batch.gender_source) == ("printed", "the list itself")
    assert batch.totals["listed"]["women"] == 1
    confirm(desk, batch)
    one = Participation.objects.get()
    assert (one.listed_gender, one.listed_basis, one.recorded_gender) == ("woman", "printed", "woman")


def test_a_list_without_such_a_column_is_asked_nothing(desk: Client) -> None:
    batch = staged(desk, gender_basis="")
    assert 'name="basis"' not in desk.get(f"/meetings/spring/lists/{batch.pk}/").content.decode()
    confirm(desk, batch)
    assert Participation.objects.count() == len(ROWS)


# Files to take away


def test_the_empty_list_is_read_whole_by_the_import(desk: Client) -> None:
    from openpyxl import load_workbook

    answer = desk.get("/meetings/spring/lists/template/")
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book["Participants"]
    assert {str(choice.sqref).split(":")[0] for choice in sheet.data_validations.dataValidation} == {
        "A2", "B2", "C2", "H2", "I2", "J2", "K2",
    }  # fmt: skip
    free = {str(one.sqref)[0] for one in sheet.data_validations.dataValidation if not one.showErrorMessage}
    assert free == {"A", "C"}, "a delegation and a title that the lists do not offer may be written"
    offered = [[cell.value for cell in column if cell.value] for column in book["Values"].iter_cols()]
    assert {"Kenya", "Viet Nam", "World Health Organization"} <= set(offered[0])
    assert {"Ms.", "Mr.", "Dr."} <= set(offered[2])
    assert "Never conclude it from a given name" in " ".join(str(row[0].value) for row in book["How to fill in"])
    row = [
        "Kenya",
        "State party or member State",
        "Ms.",
        "Chidi",
        "Abara",
        "Expert",
        "",
        "Adviser",
        "yes",
        "woman",
        "no",
    ]
    sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    reading = read_list(file.getvalue(), "list.xlsx", Instructions())
    assert reading.columns.ignored == []
    assert len(reading.columns.mapped) == 12
    with override("fr"):
        assert book["Values"]["J1"].value == "woman"
        assert workbook()[:2] == b"PK"


def test_the_field_accepts_what_the_page_names(desk: Client) -> None:
    page = desk.get("/meetings/spring/lists/new/").content.decode()
    offered = re.search(r'type="file"[^>]*accept="([^"]+)"', page)
    assert offered
    assert offered[1].split(",") == [f".{extension}" for extension in PARTICIPANTS]
    assert "Excel (xlsx, xls), OpenDocument (ods) or text (csv, tsv): at most" in page
    assert "Word (docx), PDF with text, or the text of a document (txt): at most" in page


def test_rows_with_problems_come_back_corrected(desk: Client) -> None:
    batch = staged(desk, text_of([*ROWS, "Kenya,Ms.,,,=HYPERLINK(1)"]))
    confirm(desk, batch, skip_invalid="on")
    answer = desk.get(address(batch, "problems/"))
    row = next(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (row["Delegation"], row["Position"], row["Row"]) == ("Kenya", "'=HYPERLINK(1)", "6")
    assert "no name" in row["Reason"]
    corrected = row | {"Given names": "Eve", "Family name": "MUTUA"}
    again = staged(desk, text_of([",".join(corrected[name] for name in HEADER.split(","))]))
    assert (again.totals["new"], again.totals["invalid"]) == (1, 0)
    assert again.rows.get().cells["rank"] == "=HYPERLINK(1)"


def test_a_delegation_that_stood_in_a_heading_becomes_a_column(desk: Client) -> None:
    batch = staged(desk, "Name,Function\nKENYA,\nMs. Chidi ABARA,Expert\nvacant,Expert\n")
    table = desk.get(address(batch, "problems/")).content.decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(table)))["Delegation"] == "KENYA"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "|x", "\tx", "\rx", "\nx", " =1", "\u200b=1", "\xa0+1"])
def test_a_risky_cell_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ada", "O'Neil", "1-2", " Ada", "a=b"])
def test_a_plain_cell_stays(text: str) -> None:
    assert guarded(text) == text


# Who may


@pytest.mark.parametrize(
    ("group", "may_look"), [("reviewer", 200), ("manager", 403), ("publisher", 403), ("panel_desk", 404)]
)
def test_only_the_meetings_clerks_import_and_a_reviewer_may_look(desk: Client, group: str, may_look: int) -> None:
    batch = staged(desk)
    other = signed_in(make_user("other", group))
    assert other.get(address(batch)).status_code == may_look
    refused = 404 if may_look == 404 else 403
    for step in ("commit/", "reject/", "undo/", "map/"):
        assert other.post(address(batch, step), {"fingerprint": batch.fingerprint}).status_code == refused
    assert hand_in(other).status_code == refused
    assert other.get(address(batch, "problems/")).status_code == refused
    assert ImportBatch.objects.get().state == "previewed"


def test_an_import_of_another_meeting_is_not_there(desk: Client) -> None:
    batch = staged(desk)
    autumn = make_meeting("autumn")
    autumn.clerks.add(*Meeting.objects.get(slug="spring").clerks.all())
    assert desk.get(f"/meetings/autumn/lists/{batch.pk}/").status_code == 404


def test_nothing_changes_by_get(desk: Client) -> None:
    batch = staged(desk)
    for step in ("commit/", "reject/", "undo/"):
        assert desk.get(address(batch, step)).status_code == 405
