"""Benchmark of an import against writing the same final rows directly (``make bench``).

Imports workbooks of 1,000, 10,000 and 100,000 rows into an empty record, everything included (child process, reading,
checking, trail), then writes *the same final rows* of the same tables, with the same indexes and constraints, in one
transaction by ``executemany`` (SQLite) or ``COPY`` (PostgreSQL): the median of five.
"""

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.worlds.places import ROOT

TABLES = ("Person", "Delegation", "Participation", "GenderRecord", "ImportRow", "Question")
STATES = ("Norway", "Ghana", "Japan", "Brazil", "Poland", "Kenya", "Chile", "Nepal", "Ireland", "Fiji")


def workbook(rows: int) -> bytes:
    """A list of ``rows`` fictional people on 150 delegations, written the way registration exports are."""
    from openpyxl import Workbook

    from meetings.countries import REFERENCE, read_table

    states = [row["name_en"] for row in read_table(REFERENCE / "countries.csv") if row["kind"] == "member"]
    states = [name for name in states if name not in ("Congo", "Guinea")][:150]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Participants")
    sheet.append(["Section", "Delegation", "Title", "First name", "Family name", "Position", "Affiliation", "Role"])
    each = -(-rows // len(states))
    for number in range(rows):
        title = ("Mr.", "Ms.", "H.E. Mr.", "Dr.", "Mme")[number % 5]
        sheet.append(
            [
                "States Parties",
                states[number // each],
                title,
                letters(number % 997).title(),
                letters(number),
                ("First Secretary", "Counsellor", "Adviser", "Ambassador, Permanent Representative")[number % 4],
                "Permanent Mission",
                "Head of delegation" if number % each == 0 else "",
            ]
        )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def letters(number: int) -> str:
    """A made-up name, another for every number."""
    syllables = ("BA", "DE", "FI", "GO", "KU", "LA", "ME", "NI", "PO", "RU")
    return "".join(syllables[int(digit)] for digit in f"{number:06d}")


def one_import(path: Path, slug: str) -> dict[str, Any]:
    """Import in a process of its own, as a clerk's command does: its seconds, and the process's peak memory."""
    code = (
        "import os, resource, sys, time, django; django.setup()\n"
        "from pathlib import Path\n"
        "from meetings.actions.accounts import command_line_account\n"
        "from meetings.models import Meeting\n"
        "from meetings.reading.lists.columns import Instructions\n"
        "from meetings.imports.participants.pipeline import ListSource, import_list\n"
        "from meetings.reading.formats import Limits\n"
        "import json\n"
        "path, slug = Path(sys.argv[1]), sys.argv[2]\n"
        "by, meeting = command_line_account(), Meeting.objects.get(slug=slug)\n"
        "start = time.perf_counter()\n"
        "source = ListSource(path.read_bytes(), path.name, instructions=Instructions(max_rows=200_000), "
        "limits=Limits(rows=200_000))\n"
        "report = import_list(meeting, source, by=by)\n"
        "seconds = time.perf_counter() - start\n"
        "said = report.as_json(); said.pop('problems')\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        "print(json.dumps({'seconds': seconds, 'peak_mb': peak, 'said': said}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), slug],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    if answer["said"]["status"] != "imported":
        raise SystemExit(f"The benchmark's own list was not imported: {answer['said']}")
    return answer


def raw(times: int = 5) -> float:
    """Write the rows now in the tables once more into the emptied tables; median seconds of ``times``."""
    from django.apps import apps
    from django.db import connection, transaction

    models = [apps.get_model("meetings", name) for name in TABLES]
    saved = {}
    with connection.cursor() as cursor:
        for model in models:
            columns = [field.column for field in model._meta.concrete_fields]
            cursor.execute(f"SELECT {', '.join(_quote(columns))} FROM {model._meta.db_table} ORDER BY id")
            rows = cursor.fetchall()
            jsons = [i for i, f in enumerate(model._meta.concrete_fields) if f.get_internal_type() == "JSONField"]
            saved[model] = (columns, [_texts(row, jsons) for row in rows])
    measured = []
    for _ in range(times):
        with connection.cursor() as cursor:
            for model in reversed(models):
                cursor.execute(f"DELETE FROM {model._meta.db_table}")
        start = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            for model, (columns, rows) in saved.items():
                table, names = model._meta.db_table, ", ".join(_quote(columns))
                if connection.vendor == "postgresql":
                    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                        for row in rows:
                            copy.write_row(row)
                else:
                    # The driver's own cursor: the framework's would rewrite placeholders.
                    places = ", ".join("?" * len(columns))
                    connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)
        measured.append(time.perf_counter() - start)
    return statistics.median(measured)


def _quote(columns: list[str]) -> list[str]:
    return [f'"{column}"' for column in columns]


def _texts(row: tuple[Any, ...], jsons: list[int]) -> tuple[Any, ...]:
    """JSON columns as the text that was written."""
    values = list(row)
    for index in jsons:
        if values[index] is not None and not isinstance(values[index], str):
            values[index] = json.dumps(values[index], ensure_ascii=False)
    return tuple(values)


def clear() -> None:
    """Empty the record between sizes."""
    from meetings.models import GenderRecord, ImportBatch, Meeting, Participation, Person

    ImportBatch.objects.all().delete()
    Participation.objects.all()._raw_delete("default")
    Meeting.objects.all().delete()
    GenderRecord.objects.all()._raw_delete("default")
    Person.objects.all()._raw_delete("default")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    folder = tempfile.mkdtemp(prefix="parity-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parity.settings")
    os.environ.setdefault("PARITY_MODE", "development")
    os.environ["DEBUG"] = "false"
    os.environ["PARITY_DATA"] = folder
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from meetings.models import Meeting

    if connection.vendor == "postgresql" and settings.DATABASES["default"]["NAME"] != "parity_bench":
        raise SystemExit("The benchmark empties the record: it runs on a database named parity_bench only.")
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    print(f"{connection.vendor}: import of a list, everything included, beside the same final rows written raw")
    print(f"{'rows':>8} {'import s':>9} {'raw s':>8} {'ratio':>6} {'rows/s':>8} {'peak MB':>8}")
    for rows in options.rows:
        clear()
        path = Path(folder) / f"list-{rows}.xlsx"
        path.write_bytes(workbook(rows))
        times, answer = [], {}
        for attempt in range(3):
            clear()
            days = {"start": "2026-01-01", "end": "2026-01-05"}
            Meeting.objects.create(slug=f"bench-{rows}", forum_id="first-committee", title="Benchmark", **days)
            answer = one_import(path, f"bench-{rows}")
            times.append(answer["seconds"])
            if rows > 20_000 and attempt == 0:
                break
        seconds, written = statistics.median(times), raw()
        print(
            f"{rows:>8} {seconds:>9.2f} {written:>8.3f} {seconds / written:>6.1f} {rows / seconds:>8.0f}"
            f" {answer['peak_mb']:>8}"
        )


if __name__ == "__main__":
    main()
