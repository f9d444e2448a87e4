"""Processes killed at random while they import, publish, restore, erase and back up: nothing lost, nothing half."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.conftest import on_postgres
from tests.imports.test_concurrency import Office, in_transaction, long_list
from tests.worlds.killed import PEOPLE

pytestmark = [pytest.mark.database, pytest.mark.gate]
ROUNDS = 25 if on_postgres() else 75
"""A hundred on both engines; a round on PostgreSQL takes thrice as long."""
SEED = int(os.environ.get("PARITY_KILL_SEED", "20261201"))


class Killed:
    """An office of its own, and the process that acts on it in children."""

    def __init__(self, folder: Path) -> None:
        self.office, self.folder = Office(folder), folder
        self.errors = (folder / "errors.txt").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.worlds.killed"],
            env=self.office.environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )

    def do(self, *asked: str, after: float | None = None) -> tuple[int, float]:
        """Ask for one thing, and kill it after so many seconds; how it ended, and how long it took."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps(asked)}\n")
        self.process.stdin.flush()
        child, begun = int(self.process.stdout.readline()), time.monotonic()
        if after is not None:
            time.sleep(after)
            with contextlib.suppress(ProcessLookupError):  # it had ended before
                os.killpg(child, signal.SIGKILL)
        ended = int(self.process.stdout.readline())
        return ended, time.monotonic() - begun

    def done(self, *asked: str) -> float:
        """Ask for one thing and let it end; how long it took."""
        ended, took = self.do(*asked)
        assert ended == 0, (asked, (self.folder / "errors.txt").read_text()[-3000:])
        return took

    def state(self, name: str = "") -> dict[str, Any]:
        deadline = time.monotonic() + 20  # a server needs a moment to notice that its client is gone
        while in_transaction(self.office) and time.monotonic() < deadline:
            time.sleep(0.02)
        self.done("look", str(self.folder / "state.json"), name)
        return dict(json.loads((self.folder / "state.json").read_text()))

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
        self.errors.close()
        self.office.close()


@pytest.fixture
def killed(tmp_path: Path) -> Iterator[Killed]:
    made = Killed(tmp_path)
    try:
        made.done("office")
        yield made
    finally:
        made.close()


def test_kills_lose_nothing_and_leave_nothing_half(killed: Killed, tmp_path: Path) -> None:
    draw, backups = random.Random(SEED), tmp_path / "backups"
    backups.mkdir()
    (tmp_path / "safe").mkdir()
    safe = str(tmp_path / "safe" / "safe.zip")
    took = dict.fromkeys(("import", "backup", "restore", "release", "erase"), 0.0)
    took["backup"] = killed.done("command", "backup", safe)
    for number in range(ROUNDS):
        verb = list(took)[number % len(took)]
        # The first of each ends, and says how long it takes; the others are killed on their way.
        after = None if not took[verb] else draw.uniform(0, took[verb] * 1.1)
        _longest(took, verb, ROUND[verb](killed, number, after, backups, safe))
    assert killed.state()["wrong"] == []


def _longest(took: dict[str, float], verb: str, seconds: float) -> None:
    took[verb] = took[verb] or seconds


def importing(killed: Killed, number: int, after: float | None, _backups: Path, _safe: str) -> float:
    path = long_list(
        killed.folder / "list.csv", f"Round{'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}", PEOPLE
    )
    asked, before = ("command", "import_list", str(path), "--meeting", "spring", "--part", str(number)), killed.state()
    _ended, seconds = killed.do(*asked, after=after)
    state = killed.state()
    meetings, people, listed, rows = before["sizes"]
    whole = [meetings, people + PEOPLE, listed + PEOPLE, rows + PEOPLE]
    assert state["sizes"] in (before["sizes"], whole), (number, after)
    assert state["uploads"] == before["uploads"]
    killed.done(*asked)
    assert killed.state()["sizes"] == whole, "it can be run again, to the end"
    return seconds


def backing_up(killed: Killed, number: int, after: float | None, backups: Path, _safe: str) -> float:
    path = backups / f"{number}.zip"
    _ended, seconds = killed.do("command", "backup", str(path), after=after)
    left = [one.name for one in backups.rglob("*")]
    assert left in ([], [path.name]), (number, after, left)
    if left:
        killed.done("command", "restore", str(path), "--dry-run")
        path.unlink()
    return seconds


def restoring(killed: Killed, number: int, after: float | None, _backups: Path, safe: str) -> float:
    there = killed.state()
    killed.done("command", "backup", safe)
    killed.done("enter", f"Somebody Round{number}")
    before = killed.state()
    _ended, seconds = killed.do("command", "restore", safe, "--replace", after=after)
    state = killed.state()
    kept = ("sizes", "listed", "releases")
    assert [state[name] for name in kept] in ([there[name] for name in kept], [before[name] for name in kept])
    assert state["wrong"] == []
    return seconds


def releasing(killed: Killed, number: int, after: float | None, _backups: Path, _safe: str) -> float:
    people = ("--approved-by", "the-reviewer", "--by", "the-publisher", "--notes", f"Round {number}.")
    before = killed.state()["releases"]
    _ended, seconds = killed.do("command", "publish_release", *people, after=after)
    state = killed.state()
    assert len(state["releases"]) - len(before) in (0, 1)
    assert state["wrong"] == []
    return seconds


def erasing(killed: Killed, number: int, after: float | None, _backups: Path, _safe: str) -> float:
    name = f"Ottoline Round{number}"
    killed.done("enter", name)
    before = killed.state(name)["named"]
    _ended, seconds = killed.do("erase", name, after=after)
    assert killed.state(name)["named"] in (0, before)
    killed.done("erase", name)
    assert killed.state(name)["named"] == 0
    return seconds


ROUND = {
    "import": importing, "backup": backing_up, "restore": restoring, "release": releasing, "erase": erasing,
}  # fmt: skip
