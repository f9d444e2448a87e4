"""Progress of long commands on standard error; standard output holds the answer alone."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings import progress
from meetings.models import Meeting
from meetings.progress import progress_line, progress_lines, tell_each
from reports.models import Release
from reports.public.export import export_site
from reports.releases import actions
from reports.releases.verify import verify
from reports.upkeep.backup import back_up
from reports.upkeep.restore import restore
from tests.worlds.builders import make_user
from tests.worlds.public_site import connection_kept, publish_office

LINE = re.compile(r"(?P<what>[^\d]+?)(?: (?P<number>[\d,]+) of [\d,]+| [\d,]+ …| …)")
Told = list[tuple[str, int, int]]


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even what is quick says how far it has come."""
    monkeypatch.setattr(progress, "SECONDS", 0.001)


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS", 600)


@pytest.fixture
def office(settings: Any, tmp_path: Path) -> Iterator[list[Meeting]]:
    """A published office of its own, with two accounts for the next release."""
    settings.PARITY_DATA = tmp_path / "data"
    for name, group in (("rev", "reviewer"), ("pub", "publisher")):
        make_user(name, group)
    with connection_kept():
        yield publish_office()


def run(name: str, *words: str) -> tuple[str, str]:
    """What a command says on standard output, and on standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command(name, *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def phrases(said: str) -> set[str]:
    """What was said to be done; every line is one of progress."""
    found = [LINE.fullmatch(line) for line in said.splitlines()]
    assert all(found), said
    return {line["what"] for line in found if line}


def every_kind(told: Told) -> dict[str, tuple[int, int]]:
    """By what was done: the last number told, and of how many. Each count goes up in steps of one, to its end."""
    last: dict[str, tuple[int, int]] = {}
    for what, number, of in told:
        before = last.get(what, (number - 1, of))[0]
        assert number in (0, before + 1), (what, number)
        assert not of or number <= of, (what, number, of)
        last[what] = number, of
    return last


def test_a_line_says_what_is_being_done_and_of_how_much() -> None:
    assert progress_line("page", 1_200, 3_456) == "page 1,200 of 3,456"
    assert progress_line("writing file", 3, 0) == "writing file 3 …"
    assert progress_line("reading", 0, 0) == "reading …"


def test_import_list_says_it_in_the_same_words() -> None:
    from meetings.management.commands.import_list import Command

    err = io.StringIO()
    command = Command(stderr=err)
    command.tell_progress(12, 2_000)
    command.tell_progress(0, 0)
    assert err.getvalue() == "page 12 of 2,000\nreading …\n"


def test_items_pass_as_they_are_and_are_told_before_they_are_worked_on() -> None:
    told: Told = []
    seen = [(item, told[-1]) for item in tell_each("ab", "letter", 5, lambda *news: told.append(news), after=3)]
    assert seen == [("a", ("letter", 4, 5)), ("b", ("letter", 5, 5))]


def test_one_long_piece_is_said_again_and_again_and_nothing_after_the_end(often: None) -> None:
    lines: list[str] = []
    heard = threading.Event()

    def say(line: str) -> None:
        lines.append(line)
        if lines.count("counting …") > 2:
            heard.set()

    with progress_lines(say, "starting") as listener:
        listener("counting", 0, 0)
        assert heard.wait(60)
    number = len(lines)
    assert not [thread for thread in threading.enumerate() if thread.name == "progress"]
    assert len(lines) == number


def test_work_goes_on_when_standard_error_is_closed_and_its_failure_is_passed_on(often: None) -> None:
    tried = threading.Event()

    def broken(line: str) -> None:
        tried.set()
        raise BrokenPipeError

    def work() -> None:
        with progress_lines(broken, "counting"):
            assert tried.wait(60)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()


def test_what_is_done_at_once_says_nothing(never: None) -> None:
    lines: list[str] = []
    with progress_lines(lines.append, "starting") as listener:
        listener("counting", 1, 1)
    assert lines == []


@pytest.mark.django_db
@pytest.mark.usefixtures("often")
def test_publish_release_says_how_far_it_is(office: list[Meeting]) -> None:
    out, err = run("publish_release", "--approved-by", "rev", "--json")
    assert json.loads(out)["status"] == "checked"
    assert err
    assert phrases(err) <= {"building the release", "writing file"}


@pytest.mark.django_db
@pytest.mark.usefixtures("often")
def test_verify_release_says_how_far_it_is(office: list[Meeting]) -> None:
    version = Release.objects.latest("pk").version
    out, err = run("verify_release", version, "--json")
    assert json.loads(out)["rebuilt"] == "identical"
    assert err
    assert phrases(err) <= {"verifying", "verifying file", "building the release again", "comparing file"}


@pytest.mark.gate
@pytest.mark.django_db
@pytest.mark.usefixtures("often")
def test_export_site_says_how_far_it_is(office: list[Meeting], tmp_path: Path) -> None:
    out, err = run("export_site", str(tmp_path / "site"))
    assert re.fullmatch(r"\d+ files in .*site\n", out)
    assert err
    assert phrases(err) <= {"writing the site", "writing file", "writing the latest release, file"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("often")
def test_backup_and_restore_say_how_far_they_are(office: list[Meeting], tmp_path: Path) -> None:
    out, err = run("backup", str(tmp_path / "backup.zip"))
    assert out.endswith("bytes, verified\n")
    assert err
    assert {what.split()[0] for what in phrases(err)} <= {"writing", "verifying"}

    out, err = run("restore", str(tmp_path / "backup.zip"), "--replace")
    assert out.startswith("restored: backup of ")
    lines = err.splitlines()
    assert lines.pop() == "Restart the server: running processes remember what was here before."
    assert lines
    assert {what.split()[0] for what in phrases("\n".join(lines))} <= {
        "verifying", "emptying", "restoring", "checking",
    }  # fmt: skip


@pytest.mark.gate
@pytest.mark.django_db
@pytest.mark.usefixtures("never", "office")
def test_they_say_nothing_when_they_are_quick(tmp_path: Path) -> None:
    version = Release.objects.latest("pk").version
    for name, words in (
        ("publish_release", ["--approved-by", "rev"]),
        ("verify_release", [version]),
        ("export_site", [str(tmp_path / "site")]),
        ("backup", [str(tmp_path / "backup.zip")]),
    ):
        assert run(name, *words)[1] == "", name


@pytest.mark.django_db
@pytest.mark.usefixtures("often")
def test_a_refusal_stays_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "no-backup.zip").write_bytes(b"something else")
    with pytest.raises(CommandError, match=r"no-backup\.zip is not a backup"):
        run("restore", str(tmp_path / "no-backup.zip"))


@pytest.mark.gate
@pytest.mark.django_db(transaction=True)
def test_every_piece_is_told(office: list[Meeting], tmp_path: Path) -> None:
    """What a listener is told is whole: every count ends at its number, and the number is that of what there is."""

    def told_by(work: Callable[[Callable[[str, int, int], None]], object]) -> dict[str, tuple[int, int]]:
        told: Told = []
        work(lambda *news: told.append(news))
        return every_kind(told)

    release = Release.objects.latest("pk")
    number = release.files.count()
    counts = told_by(lambda listener: verify(release, listener))
    assert counts == {
        "verifying file": (number, number), "building the release again": (0, 0), "comparing file": (number, number),
    }  # fmt: skip

    path, files = tmp_path / "backup.zip", sum(one.files.count() for one in Release.objects.all())
    counts = told_by(lambda listener: back_up(path, listener))
    assert counts["writing file"] == (files, files)
    assert counts["writing meetings.Meeting, row"] == (len(office), len(office))
    assert counts["verifying part"][0] == counts["verifying part"][1] > files
    counts = told_by(lambda listener: restore(path, replace=True, listener=listener))
    assert counts["restoring meetings.Meeting, row"] == (len(office), len(office))
    assert counts["restoring file"] == (files, files)

    counts = told_by(lambda listener: export_site(tmp_path / "site", listener))
    assert counts["writing the latest release, file"] == (number, number)
    assert counts["writing file"][0] == counts["writing file"][1] > number

    Meeting.objects.update(revision=50)
    by = make_user("third", "reviewer")
    counts = told_by(lambda listener: actions.build(by=by, listener=listener, notes="Third."))
    assert counts == {"writing file": (number, 0)}
