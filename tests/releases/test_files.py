"""Files of a release: every format says the same, outside validators accept them, nothing is a formula."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.files.spreadsheet_cells import guarded
from meetings.models import Meeting
from reports.measures.metrics import METRICS
from reports.releases import actions
from reports.releases.code_lists import DESCRIBING
from reports.releases.columns import TYPES
from reports.releases.contents import Contents, File, FrozenTable, as_csv
from reports.releases.files import files_of
from reports.releases.tables import TABLES
from reports.releases.workbook import SHEETS, as_xlsx
from tests.worlds.builders import make_office, make_panel

HOSTILE = ["=1+1", " =HYPERLINK(1)", "\u200b@SUM(A1)", "+41", "-1", "|calc", "\tx", "\ufeff=1"]


@pytest.fixture
def files(db: None, settings: Any) -> dict[str, File]:
    """A whole release, with a title that a spreadsheet would run and letters outside ASCII."""
    settings.PARITY_BY_DELEGATION = ""
    first, second, _closed = make_office()
    Meeting.objects.filter(pk=first.pk).update(title='=cmd|" /C calc"!A0', city="Genève,\n“here”")
    for number in range(6):
        make_panel(f"Panel {number}", "ww", meeting=second, date=datetime.date(2024, 5, 7))
    contents = actions.prepare(notes="First; “quoted”.").contents
    return {file.name: file for file in files_of(contents)}


@pytest.fixture
def folder(files: dict[str, File], tmp_path: Path) -> Path:
    for file in files.values():
        (tmp_path / file.name).write_bytes(file.content)
    return tmp_path


def records(files: dict[str, File], table: str) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads(files[f"{table}.json"].content)["data"]
    return data


def lines(files: dict[str, File], table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{table}.csv"].content.decode(), newline="")))


def test_frictionless_accepts_the_data_package(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependencies are not ours to mend
        import frictionless

        report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "message"])
    assert len(report.tasks) == len(list(folder.glob("*.csv")))


def csvw_complaints(folder: Path, caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the CSVW validator has against the tables: it raises for some faults and only logs others."""
    caplog.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from csvw import CSVW

        checked = CSVW(str(folder / "csv-metadata.json"), validate=True)
        found = [] if checked.is_valid else ["not valid"]
        found += [str(warning.message) for warning in checked.warnings]
    return found + [record.getMessage() for record in caplog.records]


def test_a_csvw_validator_accepts_every_table(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert csvw_complaints(folder, caplog) == []
    described = json.loads((folder / "csv-metadata.json").read_text())
    assert {table["url"] for table in described["tables"]} == {path.name for path in folder.glob("*.csv")}


def test_both_notice_a_broken_cell(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = folder / "participation_by_meeting.csv"
    path.write_bytes(path.read_bytes().replace(b",registered,12,", b",registered,twelve,"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        report = frictionless.validate(str(folder / "datapackage.json"))
    assert "type-error" in {kind for (kind,) in report.flatten(["type"])}
    assert "women" in csvw_complaints(folder, caplog)[0]


def test_csv_json_and_workbook_hold_the_same_cells(files: dict[str, File]) -> None:
    for name in (spec for spec in TABLES if f"{spec}.xlsx" in files):
        types = {column.name: column.type for column in TABLES[name].columns}
        book = openpyxl.load_workbook(io.BytesIO(files[f"{name}.xlsx"].content))
        header, *found = book["Data"].iter_rows(values_only=True)
        assert list(header) == list(types)
        assert len(found) == len(records(files, name)) == files[f"{name}.csv"].rows
        for of_json, of_csv, of_book in zip(records(files, name), lines(files, name), found, strict=True):
            for (column, kind), cell in zip(types.items(), of_book, strict=True):
                value = of_json[column]
                assert of_csv[column] == ("" if value is None else str(guarded(value))), column
                if kind == "date" and value:
                    assert cell.date().isoformat() == value
                elif kind in ("integer", "number"):
                    assert (cell, type(cell)) == (value, type(value)) or cell == value
                else:
                    assert (cell or None) == guarded(value), column


def test_workbooks_have_five_sheets_a_frozen_header_and_no_formula(files: dict[str, File]) -> None:
    books = [file for name, file in files.items() if name.endswith(".xlsx")]
    assert len(books) == len(TABLES) - 1
    for file in books:
        book = openpyxl.load_workbook(io.BytesIO(file.content))
        assert tuple(book.sheetnames) == SHEETS
        assert book["Data"].freeze_panes == "A2"
        assert not any(sheet.merged_cells.ranges for sheet in book)
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "d", "inlineStr"}
    for name in files:
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(files[name].content)) as archive:
                assert not any(b"<f>" in archive.read(part) for part in archive.namelist())
                assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_that_would_run_is_neutralised_and_nothing_else_changes(files: dict[str, File]) -> None:
    assert records(files, "meetings")[0]["title"].startswith("=cmd")
    assert lines(files, "meetings")[0]["title"].startswith("'=cmd")
    assert [guarded(text) for text in HOSTILE] == [f"'{text}" for text in HOSTILE]
    assert [guarded(value) for value in ("Genève", "", None, -1, 0.5)] == ["Genève", "", None, -1, 0.5]


def test_sums_name_every_other_file_with_its_hash(files: dict[str, File]) -> None:
    sums = [line.split("  ") for line in files["SHA256SUMS"].content.decode().splitlines()]
    assert {name: sha256 for sha256, name in sums} == {
        name: hashlib.sha256(file.content).hexdigest() for name, file in files.items() if name != "SHA256SUMS"
    }


def test_csv_is_plain(files: dict[str, File]) -> None:
    content = files["meetings.csv"].content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 4
    assert content.decode().splitlines()[0].startswith("release,meeting_id,title")


def test_every_page_of_metadata_carries_licence_and_disclaimer(files: dict[str, File], settings: Any) -> None:
    for name in ("datapackage.json", "csv-metadata.json", "meetings.json"):
        assert settings.PARITY_DISCLAIMER in json.dumps(json.loads(files[name].content), ensure_ascii=False), name
    assert "creativecommons.org/licenses/by/3.0/igo" in files["CITATION.cff"].content.decode()
    assert 'version: "' in files["CITATION.cff"].content.decode()


def test_panels_are_counted_by_quarter_and_area(files: dict[str, File]) -> None:
    (row,) = records(files, "panels_summary")
    assert (row["quarter"], row["area"], row["panels"], row["single_gender"]) == ("2024-Q2", "nuclear", 6, 6)


def test_the_registry_is_consistent() -> None:
    lists = {"area", "base", "category", "counted_as", "format", "forum", "head_basis", "list_access", "list_status"}
    lists |= {
        "regional_group",
        "income_group",
        "forum_group",
        "forum_or_all",
        "role",
        "staff_band",
        "body_kind",
        "member_stage",
    }
    for spec in [*TABLES.values(), *DESCRIBING.values()]:
        names = [column.name for column in spec.columns]
        assert len(set(names)) == len(names)
        assert set(spec.key) <= {column.name for column in spec.columns if column.required}
        assert {column.type for column in spec.columns} <= set(TYPES)
        assert {column.codes for column in spec.columns} - {""} <= lists
        assert {column.formula for column in spec.columns} - {""} <= METRICS.keys()


def contents_with(titles: list[str]) -> Contents:
    spec = TABLES["meetings"]
    rows = [dict.fromkeys((c.name for c in spec.columns), None) | {"title": title} for title in titles]
    describing = [FrozenTable(spec, []) for spec in DESCRIBING.values()]
    return Contents("2026-r1", "2026-01-02", "T", "", "P", "https://x", "L", "D", "", False, "S", "", {}, [],
                    [FrozenTable(spec, rows)], describing)  # fmt: skip


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20), max_size=5))
def test_any_text_survives_and_the_same_input_gives_the_same_bytes(titles: list[str]) -> None:
    contents = contents_with(titles)
    (table,) = contents.data
    assert as_xlsx(table, contents) == as_xlsx(table, contents_with(titles))
    read = csv.DictReader(io.StringIO(as_csv(table).decode(), newline=""))
    assert [row["title"] for row in read] == [guarded(title) for title in titles]
    openpyxl.load_workbook(io.BytesIO(as_xlsx(table, contents)))
