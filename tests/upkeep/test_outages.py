"""The database or the disk away: public pages in memory go on, pages say 503, commands one sentence; all recover."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from meetings.actions.outages import outage
from reports.public import edition
from tests.worlds.builders import signed_in
from tests.worlds.public_site import publish_office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
NOBODY_LISTENS = "postgres://parity:a-secret-word@127.0.0.1:1/parity"


def test_pages_in_memory_go_on_and_others_say_when_to_come_again() -> None:
    publish_office()
    reader, clerk = Client(raise_request_exception=False), signed_in("clerk")
    clerk.raise_request_exception = False
    seen = reader.get("/").content
    page = clerk.get("/desk/").status_code
    connection.close()

    def refuse(*_args: Any, **_options: Any) -> None:
        raise OperationalError("connection failed: no route to 10.0.0.7")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(settings, "PARITY_PUBLIC_SECONDS", 0)
        patched.setattr(connection, "cursor", refuse)
        for _again in range(3):
            answer = reader.get("/")
            assert (answer.status_code, answer.content) == (200, seen)
        assert reader.get("/healthz").status_code == 200
        for client, address in ((reader, "/data/?q=1"), (clerk, "/desk/")):
            answer = client.get(address)
            assert (answer.status_code, answer["Retry-After"]) == (503, "30"), address
            assert "10.0.0.7" not in answer.content.decode()
            assert "does not answer" in answer.content.decode()
        assert reader.get("/readyz").status_code == 503
    assert (clerk.get("/desk/").status_code, reader.get("/readyz").status_code) == (page, 200)
    assert edition.edition()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "x"), "disk is full"),
        (OSError(errno.EROFS, "x"), "only be read"),
        (OSError(errno.EACCES, "x"), ""),
        (OperationalError("database or disk is full"), "disk of the database is full"),
        (OperationalError("attempt to write a readonly database"), "only be read"),
        (OperationalError("database is locked"), "for long"),
        (OperationalError("no such table: x"), ""),
        (ValueError("x"), ""),
        (None, ""),
    ],
)
def test_what_is_away_is_one_sentence(fault: BaseException | None, said: str) -> None:
    found = outage(fault)
    assert (said in found) if said else not found


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    left_out = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    known = {name: value for name, value in os.environ.items() if name not in left_out}
    known |= {"PARITY_MODE": "development"} | environment
    return subprocess.run([*MANAGE, *arguments], env=known, capture_output=True, text=True, check=False)


ASKING = {
    "figures": [], "backup": ["x.zip"], "retain": [], "panel_reminders": [], "load_reference": [], "load_bodies": [],
    "verify_release": ["2026-r1"], "clearsessions": [], "migrate": [],
}  # fmt: skip
"""Commands that ask the database first, with what they cannot do without."""


@pytest.mark.gate
def test_every_command_says_one_sentence_while_the_database_is_away(tmp_path: Path) -> None:
    for name, arguments in ASKING.items():
        given = [str(tmp_path / one) if "." in one else one for one in arguments]
        done = run(name, *given, DATABASE_URL=NOBODY_LISTENS, PARITY_DATA=str(tmp_path / "data"))
        assert done.returncode == 1, (name, done.returncode, done.stderr)
        assert "Traceback" not in done.stderr, (name, done.stderr[-600:])
        assert "does not answer" in done.stderr, (name, done.stderr)
        assert "a-secret-word" not in done.stderr


@pytest.mark.gate
def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: it ends writing in the same way."""
    data = {"PARITY_DATA": str(tmp_path / "data")}
    assert run("migrate", "-v0", **data).returncode == 0
    assert run("load_reference", **data).returncode == 0
    folder = tmp_path / "backups"
    folder.mkdir()

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    environment = os.environ | {"PARITY_MODE": "development"} | data
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [*MANAGE, "backup", str(folder / "b.zip")], env=environment, capture_output=True, text=True, preexec_fn=little,
        check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr[-800:]
    assert list(folder.iterdir()) == []
    assert run("backup", str(folder / "b.zip"), **data).returncode == 0
