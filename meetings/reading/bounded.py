"""The bounded process that reads uploads: a child with hard limits on memory, time and what it can reach."""

from __future__ import annotations

import contextlib
import functools
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from meetings.reading import alone
from meetings.reading.findings import Findings
from meetings.reading.lists.columns import Instructions
from meetings.reading.preflight import is_document
from meetings.reading.sheet import Limits, Progress, Unreadable

Row = tuple[int, list[str] | str | None]  # source row number; cells in the order of `fields`, a heading, or left out

log = logging.getLogger(__name__)

_CHILD = Path(__file__).with_name("child.py")
_GRACE_SECONDS = 2  # the child stops itself first; this is for one that cannot
_PROGRESS_SECONDS = 1.0  # between two calls of `Progress`
_TOO_LONG = "The file takes too long to read; copy the list alone into a new workbook and upload that."
_TOO_BIG = "The file needs too much memory to read; copy the list alone, without formatting, into a new workbook."
_DOCUMENT_TOO_LONG = "The document takes too long to read; split it, or save the list alone, without pictures."
_DOCUMENT_TOO_BIG = "The document needs too much memory to read; split it, or save the list alone, without pictures."
_BROKEN = "The file cannot be read; open it in a spreadsheet program and save it as a new .xlsx."
_DOCUMENT_BROKEN = "The document cannot be read; open it in the program that made it and save it again."


@dataclass(kw_only=True)
class Reading(Findings):
    """What left the reading process. `rows` streams from an unnamed temporary file, as often as it is gone through."""

    rows: Rows


def read_list(
    data: bytes,
    filename: str,
    instructions: Instructions,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Raises Unreadable, with one sentence for the clerk, when the file is refused or the child dies of its limits.

    ``progress`` is called about once a second meanwhile. What it raises stops the reading and is passed on.
    """
    document = is_document(data, filename)
    limits = _of_documents(limits or Limits()) if document else limits or Limits()
    if len(data) > limits.upload_bytes:  # not worth a process
        raise Unreadable(
            "too_large",
            f"The file has {len(data) / 1e6:.1f} MB and the limit is {limits.upload_bytes / 1e6:.0f} MB; "
            "split the list or save it without pictures.",
        )
    request = {"filename": Path(filename).name[-200:], "instructions": asdict(instructions), "limits": asdict(limits)}
    try:
        output = _run(json.dumps(request).encode() + b"\n" + data, limits, progress)
    except Unreadable as death:
        raise _death_of_document(death) if document else death from None
    try:
        return _reading(_reply(output.readline()), output)
    except BaseException:
        output.close()
        raise


def _of_documents(limits: Limits) -> Limits:
    return replace(
        limits,
        upload_bytes=limits.document_bytes,
        memory_bytes=limits.document_memory_bytes,
        cpu_seconds=limits.document_cpu_seconds,
        wall_seconds=limits.document_wall_seconds,
    )


def _death_of_document(death: Unreadable) -> Unreadable:
    sentences = {"too_slow": _DOCUMENT_TOO_LONG, "too_much_memory": _DOCUMENT_TOO_BIG, "damaged": _DOCUMENT_BROKEN}
    return Unreadable(death.code, sentences[death.code])


def _reading(first: Any, output: IO[bytes]) -> Reading:
    if isinstance(first, dict) and isinstance(first.get("unreadable"), dict):
        raise _refusal(first["unreadable"])
    try:
        found = Findings.arguments(first["reading"])
        return Reading(**found, rows=Rows(output, len(found["fields"])))
    except (TypeError, KeyError, ValueError, AttributeError):
        raise _broken() from None


def _run(request: bytes, limits: Limits, progress: Progress | None) -> IO[bytes]:
    """The child's whole answer in a file without a name. Its own messages go nowhere: they may quote the upload."""
    _say_what_is_missing()
    with contextlib.ExitStack() as on_failure, tempfile.TemporaryFile() as asked:
        asked.write(request)
        asked.seek(0)
        output = on_failure.enter_context(tempfile.TemporaryFile())
        told, tells = os.pipe()
        try:
            numbers = (limits.memory_bytes, limits.cpu_seconds, limits.wall_seconds, os.getpid(), tells)
            child = subprocess.Popen(
                [sys.executable, "-I", str(_CHILD), *map(str, numbers)],
                stdin=asked,
                stdout=output,
                stderr=subprocess.DEVNULL,
                env={},  # no secret of the server's reaches a process that reads strangers' files
                pass_fds=(tells,),
            )
        except BaseException:
            os.close(told)
            raise
        finally:
            os.close(tells)
        if returncode := _watch(child, told, limits.wall_seconds + _GRACE_SECONDS, progress):
            raise _death(returncode)
        on_failure.pop_all()
    output.seek(0)
    return output


@functools.cache
def _say_what_is_missing() -> None:
    """Once a process, and in `check --deploy`: what this machine cannot keep from whoever takes the child over."""
    if lacking := alone.missing():
        log.warning("files are read in a process that is not kept from %s", " and ".join(lacking))


def _watch(child: subprocess.Popen[bytes], told: int, seconds: float, progress: Progress | None) -> int:
    """Pass on how far the child has come until it ends; its return code. It never outlives this call."""
    end, next_telling, done = time.monotonic() + seconds, time.monotonic() + _PROGRESS_SECONDS, (0, 0)
    with os.fdopen(told, "rb", buffering=0) as pipe, selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        try:
            while time.monotonic() < end:
                if selector.select(_PROGRESS_SECONDS):
                    news = pipe.read(65_536)
                    if not news:  # the child has ended, or is about to
                        return child.wait(max(0.0, end - time.monotonic()))
                    done = _pages(news) or done
                if progress and time.monotonic() >= next_telling:
                    next_telling = time.monotonic() + _PROGRESS_SECONDS
                    progress(*done)
            raise Unreadable("too_slow", _TOO_LONG)
        except subprocess.TimeoutExpired:
            raise Unreadable("too_slow", _TOO_LONG) from None
        finally:
            child.kill()
            child.wait()


def _pages(news: bytes) -> tuple[int, int] | None:
    """The last whole line of "page pages"; a child led astray may say anything."""
    for line in reversed(news[: news.rfind(b"\n") + 1].splitlines()):
        numbers = line.split()
        if len(numbers) == 2 and all(number.isdigit() and len(number) < 7 for number in numbers):
            return int(numbers[0]), int(numbers[1])
    return None


def _death(returncode: int) -> Unreadable:
    if -returncode in (signal.SIGXCPU, signal.SIGALRM):
        return Unreadable("too_slow", _TOO_LONG)
    if -returncode in (signal.SIGKILL, signal.SIGABRT):  # compiled readers abort when memory is refused
        return Unreadable("too_much_memory", _TOO_BIG)
    return _broken()


class Rows:
    """The rows of a list, from the first each time it is gone through; `close` lets the file go."""

    def __init__(self, output: IO[bytes], width: int) -> None:
        self._output = output
        self._start = output.tell()
        self._width = width
        self._let_go = weakref.finalize(self, output.close)  # also when a refusal leaves the rows unread

    def __iter__(self) -> Iterator[Row]:
        self._output.seek(self._start)
        for count, line in enumerate(self._output):
            reply = _reply(line)
            if isinstance(reply, dict):
                if reply != {"end": count}:
                    raise _broken()
                return
            yield _checked(reply, self._width)
        raise _broken()  # a complete answer says where it ends

    def close(self) -> None:
        self._let_go()


def _reply(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise _broken() from None


def _checked(reply: Any, width: int) -> Row:
    """A row exactly as promised; anything else means that the child was led astray."""
    if not isinstance(reply, list) or len(reply) != 2 or type(reply[0]) is not int:
        raise _broken()
    number, cells = reply
    if cells is None or isinstance(cells, str):
        return number, cells
    if isinstance(cells, list) and len(cells) == width and all(isinstance(cell, str) for cell in cells):
        return number, cells
    raise _broken()


def _refusal(reply: dict[str, Any]) -> Unreadable:
    row = reply.get("row")
    choices = reply.get("choices")
    return Unreadable(
        str(reply.get("code", "damaged")),
        str(reply.get("message", _BROKEN)),
        sheet=str(reply.get("sheet", "")),
        row=row if isinstance(row, int) else None,
        column=str(reply.get("column", "")),
        found=str(reply.get("found", "")),
        choices=choices if isinstance(choices, dict) else {},
    )


def _broken() -> Unreadable:
    return Unreadable("damaged", _BROKEN)
