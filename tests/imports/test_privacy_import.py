"""Privacy of imports: nothing a list holds beside its participants is stored, logged or shown."""

import csv
import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from meetings.actions.uploads import uploads
from meetings.imports.participants.staged import confirm, reject, stage
from meetings.models import ImportBatch, Meeting
from tests.worlds.builders import make_meeting
from tests.worlds.lists import as_csv, as_xlsx, desk, source_of, table

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

FORM = "delegation_form"
CANARY = "QX4417093"
PLAIN = "canary-of-no-alarming-look"
LIST = f"""
Delegation | Title | Name          | Passport | Remark of ours | Gender
Norway     | Ms.   | Tove Eksempel | {CANARY} | {PLAIN}        | woman
Kenya      | Mr.   | Juma Mfano    | {CANARY} | {PLAIN}        |
"""
WHOLE = "Delegation | Title | Name\nNorway | Ms. | Tove Eksempel"


def everything_stored() -> str:
    """Every column of every table, and every byte under the data folder."""
    stored = []
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            stored += [repr(row) for row in cursor.fetchall()]
    folder = Path(settings.PARITY_DATA)
    files = [path for path in folder.rglob("*") if path.is_file() and "sqlite" not in path.name]
    return "\n".join(stored) + "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)


def hidden_workbook() -> bytes:
    return as_xlsx(table(LIST), hidden=["D", "E"], other_sheets=[[["Passport"], [CANARY], [PLAIN]]])


FILES = [(LIST, "list.csv"), (hidden_workbook(), "list.xlsx")]


@pytest.fixture(autouse=True)
def empty_folder() -> Any:
    for path in uploads().iterdir():
        path.unlink()


@pytest.mark.parametrize(("data", "filename"), FILES, ids=["csv", "hidden columns and sheet"])
def test_a_confirmed_upload_leaves_no_ignored_cell_anywhere(data: Any, filename: str, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    said = {"ignore": ["Remark of ours"], "sheet": "1" if filename == "list.xlsx" else None}
    batch = stage(make_meeting(), source_of(data, filename, gender_basis=FORM, **said), by=desk())
    assert CANARY not in json.dumps([batch.reading, batch.totals, list(batch.rows.values_list("cells", flat=True))])
    assert list(uploads().iterdir())  # until it is confirmed the list may have to be read again
    batch = confirm(batch, fingerprint=batch.fingerprint, by=desk())
    found = everything_stored()
    assert "Tove Eksempel" in found
    assert (CANARY in found, PLAIN in found) == (False, False)
    assert CANARY not in caplog.text
    assert (batch.stored, list(uploads().iterdir()), len(batch.sha256)) == ("", [], 64)


@pytest.mark.parametrize(("data", "filename"), FILES, ids=["csv", "hidden columns and sheet"])
def test_the_command_line_stores_and_prints_no_ignored_cell(
    data: Any, filename: str, tmp_path: Path, capsys: Any
) -> None:
    make_meeting()
    path = tmp_path / filename
    path.write_bytes(source_of(data, filename).data)
    call_command(
        "import_list",
        str(path),
        "--meeting",
        "spring-session",
        "--sheet",
        "1",
        "--ignore",
        "Remark of ours",
        "--gender-basis",
        FORM,
        "--json",
    )
    printed = capsys.readouterr()
    for where in (everything_stored(), printed.out, printed.err):
        assert (CANARY in where, PLAIN in where) == (False, False)


def test_an_upload_waits_for_its_confirmation_and_no_longer() -> None:
    batch = stage(make_meeting(), source_of(WHOLE), by=desk())
    [kept] = uploads().iterdir()
    assert (kept.name, kept.stat().st_mode & 0o777, kept.read_bytes()) == (batch.stored, 0o600, as_csv(table(WHOLE)))
    batch = confirm(batch, fingerprint=batch.fingerprint, by=desk())
    assert (batch.stored, list(uploads().iterdir())) == ("", [])


def test_rows_left_out_by_request_are_not_kept_either() -> None:
    two = WHOLE + "\nKenya | Mr. | Not Asked-For"
    batch = stage(make_meeting(), source_of(two, only=[("Delegation", "Norway")]), by=desk())
    batch = confirm(batch, fingerprint=batch.fingerprint, by=desk())
    assert "Asked-For" not in everything_stored()


def test_a_rejected_upload_leaves_nothing() -> None:
    batch = stage(make_meeting(), source_of(LIST, gender_basis=FORM), by=desk())
    reject(batch, by=desk())
    found = everything_stored()
    assert [text for text in (CANARY, PLAIN, "Tove") if text in found] == []
    assert ImportBatch.objects.get().state == "rejected"


def test_a_header_of_identity_data_cannot_be_mapped() -> None:
    from meetings.imports.participants.pipeline import import_list

    report = import_list(
        make_meeting(), source_of(LIST, gender_basis=FORM, map={"Passport": "notes"}), by=desk()
    ).as_json()
    assert (report["status"], Meeting.objects.get().revision) == ("refused", 0)
    assert CANARY not in json.dumps(report)


def test_the_canary_would_be_found() -> None:
    """The search itself: a mapped column is stored, and found."""
    rows = list(csv.reader(io.StringIO(as_csv(table(LIST)).decode())))
    batch = stage(
        make_meeting(), source_of(as_csv(rows), gender_basis=FORM, map={"Remark of ours": "notes"}), by=desk()
    )
    confirm(batch, fingerprint=batch.fingerprint, by=desk())
    assert PLAIN in everything_stored()
