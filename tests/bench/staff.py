"""Benchmark of staff: a sheet of 40,000 rows imported by command, then the pages with their queries (``make bench``).

Makes a SQLite database of its own in a temporary folder. Aims: 10 s for the import, 15 queries for a page.
"""

import argparse
import datetime
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path

ADDRESSES = ("/staff/", "/staff/units/", "/staff/?brief=yes", "/staff/snapshots/", "/staff/movements/", "/staff/plan/")
LEVELS = ("P-2", "P-3", "P-4", "P-5", "D-1", "GS-5", "GS-6", "FS-4")


def sheet(rows: int) -> str:
    """So many rows, each another unit, level, contract or location."""
    lines = ["unit,level,contract,location,women,men,another,not recorded"]
    for number in range(rows):
        level, unit = LEVELS[number % len(LEVELS)], number // (len(LEVELS) * 4)
        contract = ("fixed term", "permanent continuing")[number // len(LEVELS) % 2]
        location = ("headquarters", "field")[number // (len(LEVELS) * 2) % 2]
        lines.append(
            f"Unit {unit},{level},{contract},{location},{number % 4},{(number + 1) % 5 + 1},0,{number % 7 == 0:d}"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=40_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "PARITY_DATA": folder,
            "PARITY_MODE": "development",
        }
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parity.settings")
        import django

        django.setup()
        measure(Path(folder) / "staff.csv", rows)


def measure(file: Path, rows: int) -> None:
    from django.conf import settings
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from staff.actions.snapshots import lock_snapshot
    from staff.models import Snapshot

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    file.write_text(sheet(rows), encoding="utf-8")
    before, out, start = sum(os.times()[:4]), io.StringIO(), time.perf_counter()
    call_command("import_staff", str(file), "--as-of", datetime.date(2025, 10, 31).isoformat(), "--json", stdout=out)
    seconds, said, used = time.perf_counter() - start, json.loads(out.getvalue()), sum(os.times()[:4]) - before
    counted = f"{said['rows']:,} rows, {said['people']:,} people"
    sys.stdout.write(f"import of {counted}: {seconds:.1f} s, {used:.1f} s of them on a processor\n")
    boss = User.objects.create_user("boss", is_active=True)
    boss.groups.add(Group.objects.get_or_create(name="manager")[0])
    lock_snapshot(Snapshot.objects.get(), by=boss)
    client = Client()
    client.force_login(boss)
    for address in ADDRESSES:
        client.get(address)
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            status = client.get(address).status_code
        milliseconds = (time.perf_counter() - start) * 1000
        sys.stdout.write(f"{address}: {status}, {len(queries)} queries, {milliseconds:.0f} ms\n")


if __name__ == "__main__":
    main()
