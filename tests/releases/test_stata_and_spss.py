"""Stata and SPSS files and data frames: cells as in every other format, with labels and days, always the same bytes."""

from __future__ import annotations

import csv
import datetime
import html
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Meeting
from reports.frames import SPSS_LABEL, STATA_TEXT, as_spss, as_stata, labelled, read
from reports.models import Release, release_storage
from reports.refusals import ReleaseRefused
from reports.releases import actions, designations, published
from reports.releases.contents import Contents, File
from reports.releases.stata_and_spss import files_of
from reports.releases.verify import verify
from tests.worlds.builders import make_forum, make_office, make_panel, make_user
from tests.worlds.places import ROOT
from tests.worlds.public_site import publish

pytestmark = [pytest.mark.django_db]

LONG = "Group of experts on everything that is longer than the labels of some programs: " + "é" * 60
DAY = datetime.date(2001, 2, 3)
STATA_RESERVES = {"byte", "double", "float", "if", "in", "int", "long", "using", "with"}
"""Names that no variable may have ([U] 11.3 Naming conventions); those with a line below cannot be ours."""


@pytest.fixture
def office(settings: Any) -> list[Meeting]:
    """Open and closed lists, letters outside ASCII, a title that a spreadsheet would run."""
    settings.PARITY_STATA_AND_SPSS = True
    settings.PARITY_BY_DELEGATION = "Mandate 7"
    meetings = make_office()
    forum = make_forum("everything")
    type(forum).objects.filter(pk=forum.pk).update(title_en=LONG)
    Meeting.objects.filter(pk=meetings[0].pk).update(title='=cmd|" /C calc"!A0', city="Genève", forum=forum)
    Meeting.objects.filter(pk=meetings[1].pk).update(lock_waiver="ü" * 300)
    for number in range(6):
        make_panel(f"Panel {number}", "ww", meeting=meetings[1], date=datetime.date(2024, 5, 7))
    designations.approve_labels(["Invented Institute"], by=make_user("somebody-else", "publisher"))
    return meetings


@pytest.fixture
def folder(office: list[Meeting], tmp_path: Path) -> Path:
    """The files of a published release, as a reader has them who took them all."""
    publish()
    found = published.latest()
    assert found
    for info in found.files:
        (tmp_path / info.name).write_bytes(found.read(info.name))
    return tmp_path


def manifest_of(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return manifest


def plain(value: Any, kind: str) -> Any:
    """A cell of a frame as JSON has it: None where it is missing, an ISO day, a number."""
    if value is None or value is pd.NA or value is pd.NaT or value != value or value == "":
        return None
    if kind == "date":
        return pd.Timestamp(value).date().isoformat()
    return {"integer": int, "number": float, "string": str}[kind](value)


def cells_of(frame: Any, spec: dict[str, Any], codes: dict[str, dict[str, str]]) -> list[list[Any]]:
    """Rows of a frame in the words of the JSON file: categories back as their codes."""
    back = {name: {label: code for code, label in labels.items()} for name, labels in codes.items()}
    rows = []
    for values in frame.itertuples(index=False):
        row = []
        for value, column in zip(values, spec["columns"], strict=True):
            found = plain(value, column["type"])
            row.append(back[column["codes"]][found] if column["codes"] and found is not None else found)
        rows.append(row)
    return rows


def test_a_cell_is_the_same_in_every_program(folder: Path) -> None:
    """CSV, JSON, the API, Stata, SPSS and a notebook: compared one by one, from the JSON file."""
    manifest, compared = manifest_of(folder), 0
    short = {
        name: {code: label if len(label.encode()) <= SPSS_LABEL else f"{label.encode()[:117].decode(errors='ignore')}…"
               for code, label in labels.items()}
        for name, labels in manifest["codes"].items()
    }  # fmt: skip
    for table in manifest["data"]:
        spec = manifest["tables"][table]
        names = [column["name"] for column in spec["columns"]]
        records = json.loads((folder / f"{table}.json").read_text())["data"]
        expected = [[plain(record[name], c["type"]) for name, c in zip(names, spec["columns"], strict=True)]
                    for record in records]  # fmt: skip
        with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            lines = list(csv.reader(file))
        assert lines[0] == names
        assert [[cell.removeprefix("'") for cell in line] for line in lines[1:]] == [
            ["" if value is None else str(value) for value in row] for row in expected
        ]
        answer = Client().get(f"/api/v1/releases/latest/tables/{table}/rows?per_page=10000").json()
        assert answer["rows"] == records
        spss, _about = pyreadstat.read_sav(folder / f"{table}.sav", apply_value_formats=True)
        frames = [(pd.read_stata(folder / f"{table}.dta"), manifest["codes"]), (read(folder, table), manifest["codes"]),
                  (spss, short)]  # fmt: skip
        for frame, codes in frames:
            assert list(frame.columns) == names
            assert cells_of(frame, spec, codes) == expected, table
        compared += len(expected) * len(names)
    assert compared > 1_000


def test_labels_and_days_are_there(folder: Path) -> None:
    manifest = manifest_of(folder)
    for table in manifest["data"]:
        spec = manifest["tables"][table]
        coded = {column["name"]: column["codes"] for column in spec["columns"] if column["codes"]}
        days = {column["name"] for column in spec["columns"] if column["type"] == "date"}
        titles = {column["name"]: column["title"] for column in spec["columns"]}
        stata, about_stata = pyreadstat.read_dta(folder / f"{table}.dta")
        _spss, about_spss = pyreadstat.read_sav(folder / f"{table}.sav")
        frame = read(folder, table)
        assert about_stata.column_names_to_labels == about_spss.column_names_to_labels == titles
        assert frame.attrs["labels"] == titles
        assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name) and name not in STATA_RESERVES for name in titles)
        assert about_stata.variable_value_labels.keys() == about_spss.variable_value_labels.keys() == coded.keys()
        for name, codes in coded.items():
            words = list(manifest["codes"][codes].values())
            assert list(about_stata.variable_value_labels[name].items()) == list(enumerate(words, 1))
            assert list(frame[name].cat.categories) == words
            assert list(frame.attrs["codes"][name].values()) == list(manifest["codes"][codes])
        for name in days:
            assert about_stata.original_variable_types[name] == "%td"
            assert about_spss.original_variable_types[name] == "DATE11"
            assert frame[name].dtype.kind == "M"
            if frame[name].notna().any():  # pandas reads a column of days in which no day is as numbers
                assert pd.read_stata(folder / f"{table}.dta")[name].dtype.kind == "M"
            assert all(isinstance(day, datetime.date) for day in stata[name])
        title = f"{spec['title']}, {manifest['version']}"
        assert title.startswith(about_spss.file_label.rstrip("…")[:40])
        assert about_stata.file_label[:40] == title[:40]


def rewritten(contents: Contents) -> dict[str, File]:
    return {file.name: file for file in files_of(contents)}


def test_the_same_release_gives_the_same_bytes_on_any_day(office: list[Meeting], tmp_path: Path) -> None:
    contents = actions.prepare().contents
    object.__setattr__(contents, "dated", DAY.isoformat())
    first, again = rewritten(contents), rewritten(contents)
    assert first == again
    assert len(first) == 2 * len(contents.data)
    now = timezone.now()
    clocks = [f"{now:%d %b %Y}".encode(), f"{now:%d %b %y}".encode()]
    for name, file in first.items():
        assert not any(clock in file.content for clock in clocks), name
    path = tmp_path / "meetings.sav"
    path.write_bytes(first["meetings.sav"].content)
    assert pyreadstat.read_sav(path)[1].creation_time == datetime.datetime(2001, 2, 3)
    with pd.io.stata.StataReader(io.BytesIO(first["meetings.dta"].content)) as stata:
        assert stata.time_stamp == "03 Feb 2001 00:00"


@pytest.mark.gate
def test_a_release_is_built_again_with_the_files_it_has(office: list[Meeting], settings: Any) -> None:
    settings.PARITY_STATA_AND_SPSS = False
    older = publish(notes="First.")
    settings.PARITY_STATA_AND_SPSS = True
    release = publish(notes="Second.")
    assert verify(older).rebuilt == verify(release).rebuilt == "identical"
    settings.PARITY_STATA_AND_SPSS = False
    assert verify(release).rebuilt == "identical"
    assert {file.name for file in release.files.all()} - {file.name for file in older.files.all()} == {
        f"{table}.{ending}" for table in release.manifest["data"] for ending in ("dta", "sav")
    }


def test_a_process_that_fails_refuses_the_release_and_leaves_nothing(
    office: list[Meeting], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = release_storage().listdir("")[0] if release_storage().exists("") else []
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ReleaseRefused, match="The Stata and SPSS files could not be written: exit status 1"):
        actions.build(by=make_user("builder", "reviewer"))
    assert not Release.objects.exists()
    assert not release_storage().exists("") or release_storage().listdir("")[0] == stored


def manifest_with(codes: dict[str, str], kind: str) -> dict[str, Any]:
    column = {"name": "one", "type": kind, "title": "One", "description": "", "codes": "list" if codes else ""}
    return {
        "version": "2026-r1", "dated": "2026-01-02", "demonstration": True, "codes": {"list": codes},
        "tables": {"t": {"title": "Table", "columns": [column]}},
    }  # fmt: skip


def test_two_codes_with_one_label_stay_apart_and_a_demonstration_says_so() -> None:
    frame = labelled(manifest_with({"a": "Same", "b": "Same", "c": "Other"}, "string"), "t", [{"one": "b"}])
    assert list(frame["one"].cat.categories) == ["Same (a)", "Same (b)", "Other"]
    assert frame.attrs["codes"]["one"][frame["one"][0]] == "b"
    assert frame.attrs["title"] == "Demonstration, everything is invented: Table"


def test_a_text_of_any_length_is_whole(tmp_path: Path) -> None:
    long = "ü" * STATA_TEXT
    frame = labelled(manifest_with({}, "string"), "t", [{"one": long}, {"one": None}])
    as_stata(frame, tmp_path / "t.dta")
    as_spss(frame, tmp_path / "t.sav")
    assert list(pd.read_stata(tmp_path / "t.dta")["one"]) == [long, ""]
    assert pyreadstat.read_sav(tmp_path / "t.sav")[0]["one"][0] == long


@pytest.mark.parametrize(("kind", "dtype"), [("integer", "Int64"), ("number", "float64"), ("date", "datetime64[us]")])
def test_a_column_without_a_value_keeps_its_type(kind: str, dtype: str) -> None:
    for rows in ([], [{"one": None}]):
        frame = labelled(manifest_with({}, kind), "t", rows)
        assert pd.api.types.is_datetime64_dtype(frame["one"]) if kind == "date" else frame["one"].dtype == dtype
        assert frame["one"].isna().all()


def test_a_table_that_is_not_there_is_named_beside_those_that_are(folder: Path) -> None:
    with pytest.raises(KeyError, match=r"has no table persons; it has meetings, participation_by_meeting, "):
        read(folder, "persons")


def test_the_lines_of_the_page_and_of_the_notebook_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines for pandas are run as they are printed, with the folder in place of the address."""
    page = Client().get("/data/").content.decode()
    snippets = {
        name: html.unescape(text)
        for name, text in re.findall(r"<h3>(\w+)</h3>\s*<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    }
    assert snippets.keys() == {"R", "Stata", "Python"}
    assert all(text.count("\n") < 5 and "participation_by_meeting.dta" in text for text in snippets.values())
    address = re.search(r'base = "(.*?)"', snippets["Python"])
    assert address
    exec(snippets["Python"].replace(address[1], f"{folder}/"), {})
    notebook = (ROOT / "docs" / "notebook.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", notebook, re.DOTALL)
    found: dict[str, Any] = {}
    exec("\n".join(blocks).replace("https://parity.example/data/latest/", str(folder)), found)
    records = json.loads((folder / "participation_by_meeting.json").read_text())["data"]
    assert list(found["codes"]) == [record["forum"] for record in records]
    by_hand: dict[str, list[int]] = {}
    for record in records:
        pair = by_hand.setdefault(manifest_of(folder)["codes"]["forum"][record["forum"]], [0, 0])
        pair[0] += record["women"]
        pair[1] += record["women_and_men"]
    assert {
        forum: list(row) for forum, row in zip(found["together"].index, found["together"].values, strict=True)
    } == by_hand
    assert "Women and men" in capsys.readouterr().out
