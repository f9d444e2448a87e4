"""The reading process is alone: hostile code in a reader's place finds no file, no network and no other process."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from meetings.reading import alone, bounded
from meetings.reading.bounded import read_list
from meetings.reading.lists.columns import Instructions
from meetings.reading.sheet import Unreadable
from tests.worlds.places import ROOT

CHILD = """
import sys
sys.path.insert(0, {root!r})
from meetings.reading import child
from tests.reading.hostile_reader import attack
child.read_listing = attack
child.main()
"""
SECRET = "not-to-be-read"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What became of each attack of `hostile_reader.py`, run in the place of the reader by the real parent."""
    folder = tmp_path_factory.mktemp("data")
    key, database, spy = folder / "secret-key", folder / "parity.sqlite3", folder / "child.py"
    key.write_text(SECRET)
    database.write_text(SECRET)
    spy.write_text(CHILD.format(root=str(ROOT)))
    tcp, udp, unix = (
        socket.create_server(("127.0.0.1", 0)),
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        socket.socket(socket.AF_UNIX),
    )
    with tcp, udp, unix, pytest.MonkeyPatch.context() as patch:
        udp.bind(("127.0.0.1", 0))
        unix.bind(str(folder / "socket"))
        unix.listen()
        patch.setattr(bounded, "_CHILD", spy)
        targets = {
            "parent": os.getpid(),
            "folder": str(folder),
            "project": str(ROOT),
            "tcp": tcp.getsockname()[1],
            "udp": udp.getsockname()[1],
        }
        with pytest.raises(Unreadable) as told:
            read_list(json.dumps(targets).encode(), "list.csv", Instructions())
        assert told.value.code == "attacked", told.value.message
        yield json.loads(told.value.message)
        assert sorted(each.name for each in folder.iterdir()) == ["child.py", "parity.sqlite3", "secret-key", "socket"]
        assert key.read_text() == database.read_text() == SECRET


FILES = (
    "environment of the parent",
    "command line of the first process",
    "list of processes",
    "key file",
    "database",
    "accounts of the system",
    "folder of the project",
    "settings of the project",
    "write beside the upload",
    "write into the code",
    "truncate",
    "delete",
    "rename",
    "folder",
    "link",
)
OTHERS = (
    "TCP",
    "UDP",
    "UNIX socket",
    "abstract socket",
    "pair of sockets",
    "socket by number",
    "fork",
    "program",
    "thread",
    "trace the parent",
    "memory of the parent",
    "signal to the parent",
    "signal to all",
    "limits of the parent",
    "mode of a file",
    "times of a file",
    "be readable again",
    "io_uring",
)


@pytest.mark.parametrize("attack", FILES)
def test_no_file_but_the_programs_is_reached(attack: str, outcomes: dict[str, str]) -> None:
    if alone._landlock_version() < 1:
        pytest.skip("this machine has no Landlock")
    assert outcomes[attack] == "refused"


@pytest.mark.parametrize("attack", OTHERS)
def test_no_network_and_no_other_process_is_reached(attack: str, outcomes: dict[str, str]) -> None:
    if any("seccomp" in each for each in alone.missing()):
        pytest.skip("this machine has no seccomp")
    assert outcomes[attack] == "refused"


def test_the_environment_is_empty_and_every_attack_is_judged(outcomes: dict[str, str]) -> None:
    assert set(json.loads(outcomes.pop("environment"))) <= {"LC_CTYPE"}  # the interpreter's own
    assert set(outcomes) == {*FILES, *OTHERS}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has it")
def test_what_a_machine_lacks_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "_landlock_version", lambda: -1)
    monkeypatch.setattr(alone, "_column", lambda: None)
    assert [each.split(" (")[0] for each in alone.missing()] == [
        "files of the same account",
        "network and other processes",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has it")
def test_a_command_that_holds_the_key_is_not_open_to_other_processes() -> None:
    """2 where everybody of the account may look into the process, 0 where nobody may."""
    program = (
        "import ctypes, sys, manage\nsys.argv = ['manage.py', '--version']\nmanage.main()\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0"
