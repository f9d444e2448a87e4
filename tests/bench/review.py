"""Benchmark of a list on the web (``make bench``): the preview, an answer in it, and the import.

5,000 rows with two unknown titles and two unknown delegations are handed in through the pages, with everything that a
clerk waits for; 1,000 rows beside them. The limits are those of docs/lists.md.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from tests.bench.imports import clear, workbook
from tests.worlds.places import ROOT

LIMITS = {"preview": 5.0, "page": 1.0, "answer": 1.0, "import": 5.0}


def with_questions(rows: int, title: str) -> bytes:
    """The benchmark's list, in which ``title`` and another title and two delegations are spelt as nobody knows them."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook(rows)))
    sheet = book.active
    for number in range(2, rows + 2):
        if number % 500 == 7:
            sheet.cell(number, 3).value = title if number % 1000 == 7 else "Blin"
        if number % 500 == 9:
            sheet.cell(number, 2).value = "Norwayy" if number % 1000 == 9 else "Ghanaa"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def seconds(act: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    answer = act()
    return time.perf_counter() - start, answer


def one_list(rows: int) -> dict[str, float]:
    """Seconds of every step of one list, as a clerk takes them."""
    from django.contrib.auth.models import Group, User
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from meetings.models import ImportBatch, Meeting

    clear()
    clerk, _made = User.objects.get_or_create(username="bench-clerk")
    clerk.groups.add(Group.objects.get(name="clerk"))
    days = {"start": "2026-01-01", "end": "2026-01-05"}
    meeting = Meeting.objects.create(slug="bench", forum_id="first-committee", title="Benchmark", **days)
    meeting.clerks.add(clerk)
    client = Client()
    client.force_login(clerk)
    title = f"Zorp{'o' * (rows // 100)}"  # an answer is a rule for every list: the next one asks another
    file = SimpleUploadedFile("list.xlsx", with_questions(rows, title))
    preview, _answer = seconds(lambda: client.post("/meetings/bench/lists/new/", {"file": file}))
    batch = ImportBatch.objects.latest("pk")
    address = f"/meetings/bench/lists/{batch.pk}/"
    page, _answer = seconds(lambda: client.get(address))
    asked = f"answer:title:{title.casefold()}"
    said = {asked: "woman", f"was:{asked}": "", "tab": "needs", "page": "1"}
    in_place = {"HX-Request": "true"}
    answer, shown = seconds(lambda: client.post(f"{address}answer/", said, headers=in_place))
    batch.refresh_from_db()
    if shown.status_code != 200 or not batch.said.answers:
        raise SystemExit("The benchmark's answer was not taken up.")
    fingerprint = batch.fingerprint
    written, _answer = seconds(lambda: client.post(f"{address}commit/", {"fingerprint": fingerprint}))
    batch.refresh_from_db()
    if batch.state != "committed":
        raise SystemExit("The benchmark's list was not imported.")
    return {"preview": preview, "page": page, "answer": answer, "import": written}


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parity.settings")
    os.environ.setdefault("PARITY_MODE", "development")
    os.environ |= {
        "DEBUG": "false",
        "ALLOWED_HOSTS": "testserver",
        "PARITY_DATA": tempfile.mkdtemp(prefix="parity-bench-"),
    }
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql" and settings.DATABASES["default"]["NAME"] != "parity_bench":
        raise SystemExit("The benchmark empties the record: it runs on a database named parity_bench only.")
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    one_list(100)  # what is loaded once
    print(f"{connection.vendor}: a list on the web, seconds (limits for 5,000 rows: {LIMITS})")
    print(f"{'rows':>8} {'preview':>9} {'page':>7} {'answer':>7} {'import':>7}")
    over = []
    for rows in (1_000, 5_000):
        found = one_list(rows)
        print(
            f"{rows:>8} {found['preview']:>9.2f} {found['page']:>7.2f} {found['answer']:>7.2f} {found['import']:>7.2f}"
        )
        over += [f"{step} of {rows} rows" for step, limit in LIMITS.items() if found[step] > limit]
    if over:
        raise SystemExit(f"Over the limit: {', '.join(over)}.")


if __name__ == "__main__":
    main()
