"""Hostile code in the place of a reader: it tries what an upload that took the process over would try."""

import ctypes
import errno
import json
import os
import resource
import signal
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from meetings.reading.sheet import Unreadable

REFUSED = {errno.EPERM, errno.EACCES}


def attack(request: dict[str, Any], data: bytes, progress: object) -> NoReturn:
    """What became of each, as the message of a refusal: the one thing that leaves the process as it is."""
    targets = json.loads(data)
    outcomes = {name: outcome(attempt) for name, attempt in attempts(targets).items()}
    raise Unreadable("attacked", json.dumps(outcomes | {"environment": json.dumps(list(os.environ))}))


def outcome(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except OSError as error:
        return "refused" if error.errno in REFUSED else f"failed: {error!r}"
    except RuntimeError as error:
        return "refused" if "start new thread" in str(error) else f"failed: {error!r}"
    return "done"


def attempts(targets: dict[str, Any]) -> dict[str, Callable[[], object]]:
    parent, folder, project = targets["parent"], Path(targets["folder"]), Path(targets["project"])
    return {
        "environment of the parent": Path(f"/proc/{parent}/environ").read_bytes,
        "command line of the first process": Path("/proc/1/cmdline").read_bytes,
        "list of processes": lambda: os.listdir("/proc"),
        "key file": (folder / "secret-key").read_text,
        "database": (folder / "parity.sqlite3").read_bytes,
        "accounts of the system": Path("/etc/passwd").read_text,
        "folder of the project": lambda: os.listdir(project),
        "settings of the project": (project / "parity" / "settings.py").read_text,
        "write beside the upload": lambda: (folder / "left").write_text("x"),
        "write into the code": lambda: (project / "meetings" / "left.py").write_text("x"),
        "truncate": lambda: os.truncate(folder / "secret-key", 0),
        "delete": (folder / "secret-key").unlink,
        "rename": lambda: (folder / "secret-key").rename(folder / "moved"),
        "folder": (folder / "new").mkdir,
        "link": lambda: (folder / "link").symlink_to("secret-key"),
        "TCP": lambda: socket.create_connection(("127.0.0.1", targets["tcp"]), 2),
        "UDP": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", targets["udp"])),
        "UNIX socket": lambda: socket.socket(socket.AF_UNIX).connect(str(folder / "socket")),
        "abstract socket": lambda: socket.socket(socket.AF_UNIX).bind("\0parity-hostile"),
        "pair of sockets": socket.socketpair,
        "socket by number": lambda: by_number("socket", 2, 1, 0),
        "fork": fork,
        "program": lambda: os.execv("/bin/true", ["true"]),
        "thread": threading.Thread(target=str).start,
        "trace the parent": lambda: by_number("ptrace", 16, parent, 0, 0),
        "memory of the parent": lambda: by_number("process_vm_readv", parent, 0, 0, 0, 0, 0),
        "signal to the parent": lambda: os.kill(parent, 0),
        "signal to all": lambda: os.kill(-1, 0),
        "limits of the parent": lambda: resource.prlimit(parent, resource.RLIMIT_CORE),
        "mode of a file": lambda: os.chmod(folder / "secret-key", 0o644),
        "times of a file": lambda: os.utime(folder / "secret-key", (0, 0)),
        "be readable again": lambda: by_number("prctl", 4, 1, 0, 0, 0),
        "io_uring": lambda: by_number("io_uring_setup", 1, 0),
    }


def fork() -> None:
    """Also by the way that programs take; a copy that came to be ends at once."""
    if os.fork() == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    subprocess.run(["/bin/true"], check=True)


NUMBERS = {
    "socket": (41, 198),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "prctl": (157, 167),
    "io_uring_setup": (425, 425),
}


def by_number(name: str, *arguments: int) -> None:
    """Past every library: the number itself."""
    number = NUMBERS[name][os.uname().machine != "x86_64"]
    if ctypes.CDLL(None, use_errno=True).syscall(number, *map(ctypes.c_long, arguments)) == -1:
        raise OSError(ctypes.get_errno(), name)
