"""Progress of long work: the code reports it to a listener, and commands print it on standard error."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[str, int, int], None]
"""Is told what is being done, the number of the piece at hand, and of how many; 0 where that is not known."""
SECONDS = 1.0
"""Between two lines and before the first, so that what is done sooner says nothing."""


def tell_nobody(what: str, number: int, of: int) -> None:
    """The listener of work that nobody watches."""


def tell_each(items: Iterable[T], what: str, of: int, listener: Listener, *, after: int = 0) -> Iterator[T]:
    """The items as they are, each told before it is worked on; ``after`` so many others of the same count."""
    for number, item in enumerate(items, after + 1):
        listener(what, number, of)
        yield item


def progress_line(what: str, number: int, of: int) -> str:
    """``page 3 of 12``; ``file 3 …`` where nobody knows of how many, ``reading …`` where nothing is counted."""
    if of:
        return f"{what} {number:,} of {of:,}"
    return f"{what} {number:,} …" if number else f"{what} …"


@contextmanager
def progress_lines(say: Callable[[str], object], what: str) -> Iterator[Listener]:
    """A listener whose latest news is said every SECONDS, however long one piece of the work takes."""
    latest, ended = (what, 0, 0), threading.Event()

    def listen(what: str, number: int, of: int) -> None:
        nonlocal latest
        latest = what, number, of

    def go_on_saying() -> None:
        with suppress(OSError, ValueError):  # standard error was closed meanwhile: the work goes on
            while not ended.wait(SECONDS):
                say(progress_line(*latest))

    teller = threading.Thread(target=go_on_saying, name="progress", daemon=True)
    teller.start()
    try:
        yield listen
    finally:
        ended.set()
        teller.join()
