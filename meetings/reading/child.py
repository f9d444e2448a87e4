"""The child process: one request on standard input, JSON lines on standard output.

Started by `bounded.py` as `python -I child.py MEMORY CPU WALL PARENT PROGRESS`. It limits itself before it looks at the
upload, so a reader that runs away ends with this process, and one that an upload has taken over finds no file, no
network and no other process (`alone.py`). Only mapped columns leave it.

Request: one JSON line, then the bytes of the upload. Answer: {"unreadable": …}, or {"reading": …}, one line
[row number, cells | heading | null] for each row, and {"end": number of rows}. On the file descriptor PROGRESS it says
how far it is: a line "page pages" for each page of a PDF.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # isolated mode puts neither this folder nor the project on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from meetings.reading.alone import be_alone
from meetings.reading.counts import read_counts
from meetings.reading.listing import Listing, read_listing
from meetings.reading.private import PrivateData
from meetings.reading.proceedings.offices import OFFICES
from meetings.reading.proceedings.reader import read_proceedings
from meetings.reading.proceedings.statements import STATEMENTS
from meetings.reading.sheet import Unreadable

_PROFILES = {"statements": STATEMENTS, "offices": OFFICES}
_NUMBERS = frozenset(
    (
        "row_id",
        "list_order",
        "order",
        "date",
        "start",
        "end",
        "minutes",
        "women",
        "men",
        "another",
        "not_recorded",
        "total",
    )
)  # fields of numbers and days

_PR_SET_PDEATHSIG = 1  # prctl(2)


def restrict(memory_bytes: int, cpu_seconds: int, wall_seconds: int, parent: int) -> None:
    """No more memory, disk, processor or time than this, no life after the parent's, and nothing else in reach."""
    with contextlib.suppress(ValueError, OSError):  # macOS has the name of this limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (memory_bytes, memory_bytes))  # its answer, in a file
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    signal.alarm(wall_seconds)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we could ask to follow it
        sys.exit(1)
    be_alone()


def answer(request: dict[str, Any], data: bytes, tells: int) -> Listing | Unreadable:
    """Everything that can go wrong becomes one sentence; what a reader says itself never leaves."""
    try:
        if request["instructions"].get("profile") == "counts":
            return _without_private_data(read_counts(request, data))
        if profile := _PROFILES.get(request["instructions"].get("profile", "")):
            return _without_private_data(read_proceedings(profile, request, data))
        return _without_private_data(read_listing(request, data, lambda page, pages: _tell(tells, page, pages)))
    except Unreadable as refusal:
        return refusal
    except MemoryError:
        return Unreadable(
            "too_much_memory", "The file needs too much memory to read; save the list alone and upload that."
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the compiled reader is no Exception
        return Unreadable(
            "damaged", "The file cannot be read; open it in the program that made it and save it as a new file."
        )


def _without_private_data(listing: Listing) -> Listing:
    """What may leave this process: whatever the reader, no address and no telephone or passport number goes with it."""
    private, findings = PrivateData(), listing.findings
    numbers = [field not in _NUMBERS for field in findings.fields]
    for place, (number, cells) in enumerate(listing.rows):
        if isinstance(cells, str):
            listing.rows[place] = number, private.without(cells) or None
        elif cells is not None:
            kept = [private.without(text, numbers=may) for text, may in zip(cells, numbers, strict=False)]
            listing.rows[place] = number, kept
    findings.notices = [private.without(notice) for notice in findings.notices]
    findings.private += private.taken
    return listing


def _tell(tells: int, page: int, pages: int) -> None:
    os.write(tells, b"%d %d\n" % (page, pages))


def main() -> None:
    gc.disable()  # the process ends before a collection would pay
    memory, cpu, wall, parent, tells = (int(number) for number in sys.argv[1:6])
    restrict(memory, cpu, wall, parent)
    request = json.loads(sys.stdin.buffer.readline())
    result = answer(request, sys.stdin.buffer.read(), tells)
    write = sys.stdout.buffer.write
    encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
    if isinstance(result, Unreadable):
        write(encode({"unreadable": result.as_json()}).encode() + b"\n")
    else:
        write(encode({"reading": result.findings.to_json()}).encode() + b"\n")
        for row in result.rows:
            write(encode(row).encode() + b"\n")
        write(encode({"end": len(result.rows)}).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
