"""``backup`` and ``restore``: everything comes back, on either engine; an unsound file changes nothing."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from meetings.actions.accounts import command_line_account
from meetings.actions.refusals import ActionRefused
from meetings.actions.uploads import upload_path, uploads
from meetings.models import Change, ImportBatch, ListDocument, Meeting, Person
from reports.models import ReleaseFile, release_storage
from reports.upkeep import restore as restoring
from reports.upkeep.archive import Backup, last_id, tables
from reports.upkeep.erasure import erase_named, erase_person
from reports.upkeep.seal import LENGTH, seal, unbroken
from tests.worlds.builders import make_meeting, make_person, make_statement, make_user, signed_in
from tests.worlds.public_site import publish_office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
State = dict[str, list[str]]


@pytest.fixture(autouse=True)
def own_uploads(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of uploads in which no other test has left anything."""
    settings.PARITY_DATA = tmp_path_factory.mktemp("data")


@pytest.fixture
def office() -> list[Meeting]:
    """A published office with an upload that waits; its rows name files in the storage and in the folder of uploads."""
    meetings = publish_office()
    make_statement(make_meeting("in-no-release"), "FRA", "w", minutes=Decimal("3.50"))
    upload_path("0" * 32).write_bytes(b"a list that waits")
    document = ListDocument.objects.create(meeting=meetings[0])
    by, at = meetings[0].locked_by, meetings[0].locked_at
    ImportBatch.objects.create(
        document=document,
        file="list.csv",
        sha256="0" * 64,
        by=by,
        at=at,
        stored="0" * 32,
        reading={"b": [1], "a": None},
    )
    return meetings


def state(backup: Path) -> State:
    """The rows of every table, whatever order the engine keeps inside JSON; the note of a restore left out."""
    with backup.open("rb") as file, Backup(file, backup.name, foreign=True) as opened:
        found = {}
        for label in opened.tables:
            lines = [json.dumps(row, sort_keys=True) for row in opened.rows(label)]
            found[label] = [line for line in lines if '"restore_backup"' not in line]
        return found | {"files": sorted(f"{name} {about['sha256']}" for name, about in opened.files.items())}


def backup(folder: Path, name: str = "backup.zip") -> Path:
    call_command("backup", str(folder / name), stdout=io.StringIO())
    return folder / name


def restore(path: Path, *options: str) -> str:
    said = io.StringIO()
    call_command("restore", str(path), *options, stdout=said, stderr=io.StringIO())
    return said.getvalue()


def elsewhere(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command in an installation of its own, on SQLite."""
    left_out = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment |= {"PARITY_MODE": "development", "PARITY_DATA": str(folder)}
    return subprocess.run([*MANAGE, *arguments], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.gate
def test_everything_comes_back_here_and_on_another_engine(office: list[Meeting], tmp_path: Path) -> None:
    first = backup(tmp_path)
    before = state(first)
    assert first.stat().st_mode & 0o777 == 0o600
    assert elsewhere(tmp_path / "other", "migrate", "--verbosity", "0").returncode == 0
    refused = elsewhere(tmp_path / "other", "restore", str(first), "--replace")
    assert (refused.returncode, "not sealed with the key" in refused.stderr) == (1, True)
    told = elsewhere(tmp_path / "other", "restore", str(first), "--replace", "--foreign")
    assert told.returncode == 0, told.stderr
    assert elsewhere(tmp_path / "other", "verify_release", "2026-r2").returncode == 0
    second = tmp_path / "second.zip"
    assert elsewhere(tmp_path / "other", "backup", str(second)).returncode == 0
    # The account of the command line is made by the restore where the backup has none.
    of_the_restore = ("auth.User",)
    there = state(second)
    assert {k: v for k, v in there.items() if k not in of_the_restore} == {
        k: v for k, v in before.items() if k not in of_the_restore
    }
    make_meeting("made-afterwards")
    file = ReleaseFile.objects.select_related("release").first()
    assert file
    release_storage().delete(file.stored)
    upload_path("f" * 32).write_bytes(b"of the state that goes")
    ImportBatch.objects.update(stored="f" * 32)
    said = restore(second, "--replace", "--foreign")
    assert "2 releases" in said
    assert state(backup(tmp_path)) == there
    assert [path.name for path in uploads().iterdir()] == ["0" * 32]
    call_command("verify_release", "2026-r2", stdout=io.StringIO())


def test_numbers_of_deleted_rows_are_not_given_again(office: list[Meeting], tmp_path: Path) -> None:
    gone = make_person("Somebody Gone")
    used = gone.pk
    gone.delete()
    path = backup(tmp_path)
    restore(path, "--replace")
    assert last_id(Person) == used
    assert make_person("Somebody New").pk > used


def test_a_full_installation_is_replaced_only_when_told(office: list[Meeting], tmp_path: Path) -> None:
    path = backup(tmp_path)
    with pytest.raises(CommandError, match="--replace"):
        restore(path)
    assert "verified" in restore(path, "--dry-run")
    assert not Change.objects.filter(action="restore_backup").exists()


def test_people_erased_since_are_named_when_a_backup_brings_them_back(office: list[Meeting], tmp_path: Path) -> None:
    person = make_person("Somebody Back")
    path = backup(tmp_path)
    erase_person(person, by=command_line_account(), reason="asked")
    make_statement(office[0], "FRA", speaker_name="Somebody Spoken")
    erase_named("Somebody Spoken", by=command_line_account(), reason="letter of 4 May")
    signed_in("data_protection")  # whose account the backup does not know
    warned = io.StringIO()
    call_command("restore", str(path), "--replace", stdout=io.StringIO(), stderr=warned)
    assert f"person:{person.pk}; a name on no list, on " in warned.getvalue()
    assert "letter of 4 May. Erase again" in warned.getvalue()
    assert Person.objects.get(pk=person.pk).full_name == "Somebody Back"


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with path.open("r+b") as file:
        seal(file)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(bytes(content))


def of_manifest(edit: Callable[[dict[str, Any]], Any]) -> Callable[[Path], None]:
    def change(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"])
        edit(manifest)
        parts["manifest.json"] = json.dumps(manifest).encode()

    return lambda path: rewritten(path, change)


def a_file_of_a_release_altered_throughout(path: Path) -> None:
    """File and manifest agree; only the release's own hash tells."""
    import hashlib

    def change(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"])
        name = next(name for name in manifest["files"] if name.endswith("participation_by_meeting.csv"))
        parts[f"files/{name}"] = b"women,men\n1,1\n"
        digest = hashlib.sha256(parts[f"files/{name}"]).hexdigest()
        manifest["files"][name] = {"size": len(parts[f"files/{name}"]), "sha256": digest}
        parts["manifest.json"] = json.dumps(manifest).encode()

    rewritten(path, change)


def a_row_lost(path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        name = "tables/meetings.participation.jsonl"
        parts[name] = b"".join(parts[name].splitlines(keepends=True)[1:])

    rewritten(path, change)


MANGLED: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "is not a backup, or is damaged"),
    "not a zip": (lambda path: path.write_text("a text"), "is not a backup, or is damaged"),
    "cut": (truncate, "is not a backup, or is damaged"),
    "one bit": (flip, "damaged"),
    "a row lost": (a_row_lost, "meetings.Participation is damaged"),
    "a published file altered": (a_file_of_a_release_altered_throughout, "not what was published"),
    "another version": (
        of_manifest(lambda m: m["tables"]["auth.User"]["columns"].pop()),
        "Restore it with",
    ),
    "another format": (of_manifest(lambda m: m.update(edition=99)), "not a backup that this version can read"),
    "a name that leads out": (
        of_manifest(lambda m: m["files"].update({"releases/../x": {}})),
        "points outside",
    ),
    "no file at all": (lambda path: path.unlink(), "cannot be opened"),
}


@pytest.mark.gate
def test_a_mangled_backup_is_refused_and_changes_nothing(office: list[Meeting], tmp_path: Path) -> None:
    before = state(backup(tmp_path, "before.zip"))
    for what, (mangle, sentence) in MANGLED.items():
        path = backup(tmp_path)
        mangle(path)
        for option in ("--dry-run", "--replace"):
            with pytest.raises(CommandError, match=sentence):
                restore(path, option)
        assert state(backup(tmp_path, "after.zip")) == before, what


def is_unbroken(path: Path) -> None:
    with path.open("rb") as file:
        unbroken(file, path.name)


def test_any_changed_byte_is_refused(office: list[Meeting], tmp_path: Path) -> None:
    """Bytes of every region: headers, contents, the central directory, its end, the seal."""
    path = backup(tmp_path)
    content = path.read_bytes()
    directory = content.rindex(b"PK\x05\x06")
    ends = [*range(64), *range(directory - 128, len(content))]
    for place in {*ends, *range(0, len(content), max(1, len(content) // 200))}:
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x01]) + content[place + 1 :])
        with pytest.raises(ActionRefused):
            is_unbroken(path)
    for cut in (1, LENGTH, LENGTH + 1, len(content) // 2, len(content)):
        path.write_bytes(content[: len(content) - cut])
        with pytest.raises(ActionRefused):
            is_unbroken(path)
    path.write_bytes(content)
    is_unbroken(path)


def test_a_backup_that_somebody_made_up_is_refused(office: list[Meeting], tmp_path: Path, settings: Any) -> None:
    path = backup(tmp_path)
    settings.PARITY_BACKUP_KEY = "another office"
    with pytest.raises(CommandError, match="not sealed with the key"):
        restore(path, "--dry-run")
    assert "verified" in restore(path, "--dry-run", "--foreign")
    content = path.read_bytes()
    path.write_bytes(content[:-LENGTH])
    with pytest.raises(CommandError, match="no seal"):
        restore(path, "--dry-run")
    assert "verified" in restore(path, "--dry-run", "--foreign")


def stored() -> set[str]:
    """Every file of every release that lies in the storage."""
    return {
        f"{folder}/{name}"
        for folder in release_storage().listdir("")[0]
        for name in release_storage().listdir(folder)[1]
    }


class PulledPlug(BaseException):
    """Neither an error nor an exit: whatever ends a process."""


def test_a_restore_that_dies_on_the_way_leaves_the_old_state(
    office: list[Meeting], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = backup(tmp_path)
    for file in ReleaseFile.objects.select_related("release"):
        release_storage().delete(file.stored)
    ReleaseFile.objects.all().delete()
    make_meeting("made-afterwards")
    before, files = state(backup(tmp_path, "before.zip")), stored()
    for step in ("_go_on_after", "_add_files", "note_change"):
        real = getattr(restoring, step)

        def die(*args: Any, real: Callable[..., Any] = real, **kwargs: Any) -> None:
            real(*args, **kwargs)
            raise PulledPlug

        with monkeypatch.context() as patched:
            patched.setattr(restoring, step, die)
            with pytest.raises(PulledPlug):
                restore(path, "--replace")
        assert state(backup(tmp_path, "after.zip")) == before, step
        assert stored() == files, step


def test_a_row_that_the_database_refuses_changes_nothing(office: list[Meeting], tmp_path: Path) -> None:
    import hashlib

    def change(parts: dict[str, bytes]) -> None:
        name, manifest = "tables/meetings.meeting.jsonl", json.loads(parts["manifest.json"])
        parts[name] = parts[name].replace(b'"end"', b'"end"').replace(b'"2024-05-10"', b'"1999-01-01"')
        manifest["tables"]["meetings.Meeting"]["sha256"] = hashlib.sha256(parts[name]).hexdigest()
        parts["manifest.json"] = json.dumps(manifest).encode()

    path, before = backup(tmp_path), state(backup(tmp_path, "before.zip"))
    rewritten(path, change)
    with pytest.raises(CommandError, match="database refuses"):
        restore(path, "--replace")
    assert state(backup(tmp_path, "after.zip")) == before


def test_no_backup_is_written_of_a_release_whose_file_is_missing(office: list[Meeting], tmp_path: Path) -> None:
    file = ReleaseFile.objects.select_related("release").first()
    assert file
    with release_storage().open(file.stored) as stored:
        content = stored.read()
    path = backup(tmp_path)
    kept = path.read_bytes()
    Path(release_storage().path(file.stored)).write_bytes(content + b" ")
    with pytest.raises(CommandError, match="not what was published"):
        backup(tmp_path)
    release_storage().delete(file.stored)
    with pytest.raises(CommandError, match="missing from the storage"):
        backup(tmp_path)
    assert path.read_bytes() == kept
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_every_table_is_in_a_backup_but_sessions(office: list[Meeting], tmp_path: Path) -> None:
    from django.apps import apps

    everything = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    with backup(tmp_path).open("rb") as file, Backup(file, "backup") as opened:
        assert everything - set(opened.tables) == {"accounts.Session", "sessions.Session"}
    order = [model._meta.label for model in tables()]
    assert order.index("meetings.Person") < order.index("meetings.Participation")


PROGRAMS = {"gpg": "gpg", "age": "age-keygen"}


@pytest.fixture(params=PROGRAMS)
def keys(
    request: pytest.FixtureRequest, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[str]]:
    """A pair of keys of an office, whose public one backups are encrypted to; the options that decrypt."""
    if not shutil.which(PROGRAMS[request.param]):
        pytest.skip(f"{request.param} is not installed")
    if request.param == "age":
        private = tmp_path / "keys.txt"
        subprocess.run(["age-keygen", "--output", str(private)], check=True, capture_output=True)
        settings.PARITY_BACKUP_TO = f"age:{re.findall('age1[a-z0-9]+', private.read_text())[0]}"
        yield ["--identity", str(private)]
        return
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    home.chmod(0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    made = [
        "gpg",
        "--batch",
        "--quiet",
        "--passphrase",
        "",
        "--quick-generate-key",
        "office@example.org",
        "default",
        "default",
    ]
    subprocess.run(made, check=True, capture_output=True)
    settings.PARITY_BACKUP_TO = "gpg:office@example.org"
    yield []
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.gate
def test_an_encrypted_backup_holds_no_name_and_comes_back_with_the_key(
    office: list[Meeting], keys: list[str], tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_person("Quirina Unverschluesselt")
    settings.PARITY_BACKUP_TO, encrypted_to = "", settings.PARITY_BACKUP_TO
    before = state(backup(tmp_path, "plain.zip"))
    settings.PARITY_BACKUP_TO = encrypted_to
    path = backup(tmp_path, "backup.zip.secret")
    assert not path.read_bytes().startswith(b"PK")
    assert path.stat().st_mode & 0o777 == 0o600
    make_person("Made Afterwards")
    assert "restored" in restore(path, "--replace", *keys)
    settings.PARITY_BACKUP_TO = ""
    # The account of the command line is made by the restore where the backup has none.
    assert state(backup(tmp_path, "after.zip")) | {"auth.User": []} == before | {"auth.User": []}
    if keys:
        with pytest.raises(CommandError, match="--identity"):
            restore(path, "--dry-run")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CommandError, match="is not installed"):
        restore(path, "--dry-run", *keys)


@pytest.mark.parametrize("written", ["age", "gpg:", "zip:key", "gpg:nobody@example.org"])
def test_a_wrong_recipient_writes_no_backup(office: list[Meeting], written: str, tmp_path: Path, settings: Any) -> None:
    settings.PARITY_BACKUP_TO = written
    with pytest.raises(CommandError):
        backup(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_backup_leaves_nothing(office: list[Meeting], tmp_path: Path) -> None:
    """Whenever the process ends before the name is given, the folder holds no file."""
    from reports.upkeep import backup as backing_up

    for step in ("_write", "verified", "_name"):
        child = os.fork()
        if not child:
            setattr(backing_up, step, lambda *_args, **_options: os.kill(os.getpid(), signal.SIGKILL))
            backup(tmp_path)
            os._exit(0)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), step
        assert list(tmp_path.iterdir()) == [], step


def test_the_newest_backups_stay_however_old_they_are(office: list[Meeting], tmp_path: Path) -> None:
    for day in ("2020-01-01", "2020-01-02", "2021-05-05"):
        (tmp_path / f"parity-{day}.zip").write_text("old")
    (tmp_path / "notes.txt").write_text("of somebody else")
    call_command("daily", "--backup-to", str(tmp_path), "--keep", "3", stdout=io.StringIO(), stderr=io.StringIO())
    names = sorted(one.name for one in tmp_path.iterdir())
    assert names[:3] == ["notes.txt", "parity-2020-01-02.zip", "parity-2021-05-05.zip"]
    assert len(names) == 4


def test_accounts_that_are_here_stay_when_they_are_to(office: list[Meeting], tmp_path: Path) -> None:
    gone, stays = make_user("gone", "reviewer"), make_user("stays", "clerk")
    path = backup(tmp_path)
    old = stays.password
    stays.set_password("another password of today")
    stays.save()
    stays.groups.set([Group.objects.get_or_create(name="manager")[0]])
    only_here = make_user("only-here", "publisher")
    User.objects.filter(pk=gone.pk).delete()
    restore(path, "--replace", "--accounts", "here")
    stays.refresh_from_db()
    assert stays.password != old
    assert [group.name for group in stays.groups.all()] == ["manager"]
    back = User.objects.get(username="gone")
    assert (back.is_active, back.has_usable_password(), back.groups.count()) == (False, False, 0)
    assert User.objects.get(pk=only_here.pk).groups.get().name == "publisher"
    restore(path, "--replace")
    stays.refresh_from_db()
    assert stays.password == old
    assert not User.objects.filter(username="only-here").exists()
