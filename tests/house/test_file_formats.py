"""Formats of files are listed once: what forms, commands and pages say of them is derived."""

from __future__ import annotations

from django.core.management import load_command_class

from meetings.files.formats import CSV, DOCX, PARTICIPANTS, PROCEEDINGS, XLSX, accepted, in_a_row
from meetings.forms.lists import UploadForm
from meetings.forms.proceedings import OfficeUploadForm, StatementUploadForm
from meetings.reading.preflight import is_document
from reports.public.openapi import document
from reports.public.table_queries import ROW_FORMATS
from reports.releases.columns import Column
from reports.releases.contents import TABLE_FORMATS


def test_what_a_form_accepts_and_what_its_command_names_are_the_same() -> None:
    for form, extensions in (
        (UploadForm, PARTICIPANTS),
        (StatementUploadForm, PROCEEDINGS),
        (OfficeUploadForm, PROCEEDINGS),
    ):
        assert form.base_fields["file"].widget.attrs["accept"] == accepted(extensions)
    said = load_command_class("meetings", "import_list").help
    assert f"({in_a_row(PARTICIPANTS)})" in said
    for command in ("import_statements", "import_offices"):
        said = load_command_class("meetings", command).help
        assert all(extension in said for extension in PROCEEDINGS)
    assert accepted(PROCEEDINGS).split(",") == [f".{one}" for one in PROCEEDINGS]


def test_formats_are_called_on_their_way_what_readers_expect() -> None:
    assert CSV.headers("rows") == {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="rows.csv"',
    }
    assert XLSX.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert DOCX.content_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    offered = [one.named("meetings") for one in TABLE_FORMATS]
    assert offered == ["meetings.csv", "meetings.xlsx", "meetings.json", "meetings.dta", "meetings.sav"]
    assert is_document(b"", "list.txt")


def test_the_description_of_the_interface_offers_the_formats_that_it_answers() -> None:
    told = str(document("https://example.org/", {"meetings": [Column("title", "string", "", "")]}, "CC-BY-4.0", 10))
    assert "'enum': ['json', 'csv']" in told
    assert all(one.media_type in told for one in ROW_FORMATS)
