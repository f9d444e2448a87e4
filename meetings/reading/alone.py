"""A process on its own: Linux lets it reach no file but the program's, no network, and no other process.

The kernel is asked directly, by their numbers, for what its library has no names for. No right is needed for any of it,
and what is given up cannot be had back. `missing` says what a machine lacks (0061-the-reader-is-alone.md).
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from meetings.reading.system_calls import ARCHITECTURE, ONLY_WITH, PLAIN

_LINUX = sys.platform == "linux"
_SET_DUMPABLE, _SET_SECCOMP, _SET_NO_NEW_PRIVS = 4, 22, 38  # prctl(2)
_GET_ACTION_AVAIL, _FILTER = 2, 2  # seccomp(2), prctl(2)
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # landlock(7), the same on every machine
_VERSION_ONLY, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/nix/store", "/gnu/store")
"""Where compiled libraries and the codecs of the interpreter stand: read by every program, and nobody's secret."""


def keep_to_itself() -> None:
    """No other process of the same account may read this one's memory or environment, and nothing of it is dumped."""
    if _LINUX:
        _prctl(_SET_DUMPABLE, 0)


def be_alone() -> None:
    """From here on this process reads the program's files and talks through what is open already; nothing else."""
    keep_to_itself()
    if not _LINUX or _prctl(_SET_NO_NEW_PRIVS, 1):
        return
    _leave_files(_of_the_program())
    if _column() is not None:
        _leave_the_system(_program_of_the_filter())


def missing() -> list[str]:
    """What this machine cannot keep from a process that reads strangers' files, in words; [] where it is alone."""
    if not _LINUX:
        return ["files, network and other processes (only Linux can)"]
    lacking = []
    if _landlock_version() < 1:
        lacking.append("files of the same account (Landlock: Linux 5.13 or later, permitted in the container)")
    action = struct.pack("I", _REFUSE & 0xFFFF0000)
    if _column() is None or _syscall(_column_number("seccomp"), _GET_ACTION_AVAIL, 0, action):
        lacking.append("network and other processes (seccomp, permitted in the container)")
    return lacking


def _of_the_program() -> Iterable[Path]:
    """This interpreter, its libraries and the code of the record: not the project's folder, which may hold the key."""
    project = Path(__file__).resolve().parents[2]
    yield project / "meetings"
    for path in {*map(Path, sys.path), Path(sys.base_prefix, "lib"), *map(Path, _SYSTEM)}:
        if path.resolve() not in (project, *project.parents):
            yield path


def _landlock_version() -> int:
    return _syscall(_CREATE_RULESET, None, 0, _VERSION_ONLY)


def _leave_files(readable: Iterable[Path]) -> None:
    """Landlock: of all files only these can be read, none is written, and no socket or signal leaves the process."""
    version = _landlock_version()
    if version < 1:
        return
    files = (1 << (13, 14, 15, 15, 16)[min(version, 5) - 1]) - 1
    network = 0b11 if version >= 4 else 0
    scopes = 0b11 if version >= 6 else 0  # sockets without a file, signals
    wanted = struct.pack("QQQ", files, network, scopes)[: 8 if version < 4 else 16 if version < 6 else 24]
    rules = _syscall(_CREATE_RULESET, wanted, len(wanted), 0)
    for path in readable:
        try:
            at = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        may = _READ_FILE | (_READ_FOLDER if path.is_dir() else 0)
        _syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", may, at), 0)
        os.close(at)
    _syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _leave_the_system(program: bytes) -> None:
    """Seccomp: whatever is not on the list of calls is refused as not permitted."""
    held = ctypes.create_string_buffer(program, len(program))
    filters = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(held))
    _prctl(_SET_SECCOMP, _FILTER, ctypes.c_char_p(filters))


def _program_of_the_filter() -> bytes:
    """Instructions that look at the machine, the number of the call and, for a few, at one argument."""
    load, equal, answer = 0x20, 0x15, 0x06
    column, machine = _column(), ARCHITECTURE[os.uname().machine][0]
    assert column is not None
    lines = [(load, 0, 0, 4), (equal, 1, 0, machine), (answer, 0, 0, _KILL), (load, 0, 0, 0)]
    for numbers in PLAIN.values():
        if (number := numbers[column]) is not None:
            lines += [(equal, 0, 1, number), (answer, 0, 0, _ALLOW)]
    for numbers, place, values in ONLY_WITH.values():
        if (number := numbers[column]) is None:
            continue
        tests = [(equal, 0, 1, os.getpid() if value is None else value) for value in values]
        body = [(load, 0, 0, 16 + 8 * place), *(line for test in tests for line in (test, (answer, 0, 0, _ALLOW)))]
        lines += [(equal, 0, len(body) + 1, number), *body, (answer, 0, 0, _REFUSE)]
    lines.append((answer, 0, 0, _REFUSE))
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def _column() -> int | None:
    """Which column of numbers holds for this machine; None where nobody has written them down."""
    known = ARCHITECTURE.get(os.uname().machine)
    return known[1] if known and sys.maxsize > 2**32 else None


def _column_number(name: str) -> int:
    return {"seccomp": (317, 277)}[name][_column() or 0]


def _prctl(*arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).prctl(*(_word(each) for each in (*arguments, 0, 0, 0)[:5])))


def _syscall(*arguments: object) -> int:
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    return int(call(*(_word(each) for each in arguments)))


def _word(value: object) -> object:
    """A number as wide as the kernel reads it; variadic functions would take half of it."""
    return ctypes.c_long(value) if isinstance(value, int) else value
