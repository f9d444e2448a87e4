"""Concurrent imports in real processes on their own database, and imports killed on the way."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings

from tests.conftest import on_postgres
from tests.worlds.lists import as_csv

pytestmark = pytest.mark.database
MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
TABLES = (
    "person",
    "delegation",
    "participation",
    "genderrecord",
    "listdocument",
    "importbatch",
    "importrow",
    "question",
)
ROWS = 3_000


class Office:
    """A database and a data folder on their own, driven by ``manage.py`` as an office drives it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"test_office_{os.getpid()}_{random.randrange(10**6)}"
        self.url = f"sqlite:///{folder / 'office.sqlite3'}"
        if on_postgres():
            there = settings.DATABASES["default"]
            self.server = {
                "host": there["HOST"], "port": there["PORT"] or 5432,
                "user": there["USER"], "password": there["PASSWORD"] or None,
            }  # fmt: skip
            parts = urlsplit(os.environ["DATABASE_URL"])
            self.url = urlunsplit(parts._replace(path=f"/{self.name}"))
            self.administer(f"CREATE DATABASE {self.name}")
        self.environment = {
            "PATH": os.environ["PATH"], "DATABASE_URL": self.url, "PARITY_DATA": str(folder / "data"),
            "PARITY_MODE": "development",
        }  # fmt: skip
        for command in (["migrate", "-v0"], ["load_reference"], self.new_meeting("spring")):
            self.run(*command)

    def run(self, *command: str) -> None:
        subprocess.run([*MANAGE, *command], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    @staticmethod
    def new_meeting(slug: str) -> list[str]:
        days = ["--start", "2024-03-04", "--end", "2024-03-08"]
        return ["create_meeting", "--slug", slug, "--forum", "first-committee", "--title", "Spring session", *days]

    def administer(self, statement: str) -> None:
        import psycopg

        with closing(psycopg.connect(dbname="postgres", autocommit=True, **self.server)) as connection:
            connection.execute(statement)

    def rows(self, statement: str) -> list[Any]:
        """Ask the database from outside the product."""
        if on_postgres():
            import psycopg

            with closing(psycopg.connect(dbname=self.name, **self.server)) as there:
                return there.execute(statement).fetchall()
        with closing(sqlite3.connect(self.folder / "office.sqlite3", timeout=20)) as here:
            return here.execute(statement).fetchall()

    def sizes(self) -> dict[str, int]:
        return {table: self.rows(f"SELECT count(*) FROM meetings_{table}")[0][0] for table in TABLES}

    def start_import(self, path: Path, slug: str = "spring", part: str = "") -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*MANAGE, "import_list", str(path), "--meeting", slug, "--part", part, "--json"],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
            errors="replace",  # what a killed process was printing may end within a letter
        )  # fmt: skip

    def close(self) -> None:
        if on_postgres():
            self.administer(f"DROP DATABASE {self.name} WITH (FORCE)")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office"))
    yield made
    made.close()


def long_list(path: Path, family: str, rows: int) -> Path:
    """Two thirds of the people have a title that says something."""
    people = [
        [("Norway", "Kenya", "Chile")[number % 3], ("Mr.", "Ms.", "Dr.")[number % 3], f"{family} Nr{number}"]
        for number in range(rows)
    ]
    path.write_bytes(as_csv([["Delegation", "Title", "Name"], *people]))
    return path


def grown(before: dict[str, int], rows: int, delegations: int, documents: int) -> dict[str, int]:
    """The sizes after a whole list of new people."""
    more = {"person": rows, "participation": rows, "importrow": rows, "genderrecord": 2 * rows // 3}
    more |= {"delegation": delegations, "listdocument": documents, "importbatch": 1}
    return {table: size + more.get(table, 0) for table, size in before.items()}


def finish(process: "subprocess.Popen[str]") -> tuple[int, dict[str, Any], str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, json.loads(out), err


@pytest.mark.gate
def test_two_imports_of_the_same_list_at_once_give_one_set_of_people(office: Office, tmp_path: Path) -> None:
    path, before = long_list(tmp_path / "list.csv", "Twice", 600), office.sizes()
    ended = [finish(process) for process in [office.start_import(path) for _ in range(3)]]
    assert [(code, err) for code, _, err in ended if "Traceback" in err or code] == []
    assert sorted(report["status"] for _, report, _ in ended) == ["imported", "unchanged", "unchanged"]
    assert office.sizes() == grown(before, 600, 3, 1)


@pytest.mark.gate
def test_the_same_people_in_two_meetings_at_once_are_one_set_of_people(office: Office, tmp_path: Path) -> None:
    """Different meetings hold different locks: here the unique constraint of the persons decides."""
    for slug in ("summer", "autumn"):
        office.run(*office.new_meeting(slug))
    path, before = long_list(tmp_path / "list.csv", "Both", 600), office.sizes()
    ended = [finish(process) for process in [office.start_import(path, slug) for slug in ("summer", "autumn")]]
    assert [report["status"] for _, report, _ in ended] == ["imported", "imported"]
    sizes = office.sizes()
    new = {table: sizes[table] - before[table] for table in ("person", "participation", "question")}
    assert new == {"person": 600, "participation": 1200, "question": 0}


def in_transaction(office: Office) -> bool:
    """Whether an import has begun to write: it holds SQLite's write lock, or a transaction of PostgreSQL."""
    if on_postgres():
        busy = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL"
        return bool(office.rows(busy))
    with closing(sqlite3.connect(office.folder / "office.sqlite3", timeout=0, isolation_level=None)) as here:
        try:
            here.execute("BEGIN IMMEDIATE")
            here.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
    return False


@pytest.mark.gate
@pytest.mark.parametrize("later", [0.0, 0.03, 0.06, 0.12, 0.25, 0.5])
def test_an_import_killed_while_it_writes_leaves_all_or_nothing(office: Office, tmp_path: Path, later: float) -> None:
    """Killed so many seconds after its transaction began; what is half done is gone, and it can be run again."""
    path = long_list(tmp_path / "list.csv", f"Killed{later}".replace(".", "a"), ROWS)
    before, meetings = office.sizes(), office.rows("SELECT * FROM meetings_meeting")
    process = office.start_import(path, part=str(later))
    seen = False
    while process.poll() is None and not (seen := in_transaction(office)):
        time.sleep(0.002)
    time.sleep(later)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert seen, "the import ended before its transaction was seen"
    deadline = time.monotonic() + 20  # the server needs a moment to notice that its client is gone
    while in_transaction(office) and time.monotonic() < deadline:
        time.sleep(0.05)
    after = office.sizes()
    delegations = after["delegation"] - before["delegation"]
    if after["importbatch"] == before["importbatch"]:
        assert (after, office.rows("SELECT * FROM meetings_meeting")) == (before, meetings)
    else:
        assert after == grown(before, ROWS, delegations, 1)
    code, report, _ = finish(office.start_import(path, part=str(later)))
    assert (code, report["rows"], report["people"]) == (0, ROWS, ROWS)
    assert office.sizes() == grown(before, ROWS, office.sizes()["delegation"] - before["delegation"], 1)
