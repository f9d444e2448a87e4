"""Room for checking passwords: it takes half a second of a processor, and pages for visitors share that processor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

ONE_AT_A_TIME = BoundedSemaphore(1)
WAITING = BoundedSemaphore(2)
"""Of this process: one password is checked, and one waits for it. Whoever comes then is asked to come again."""


class Crowded(Exception):
    """Too many passwords are being checked at this moment."""


@contextmanager
def room_to_hash() -> Iterator[None]:
    """Wait for the one place; raises ``Crowded`` at once when others wait already."""
    if not WAITING.acquire(blocking=False):
        raise Crowded
    try:
        with ONE_AT_A_TIME:
            yield
    finally:
        WAITING.release()
