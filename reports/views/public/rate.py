"""The limits on how often one reader may ask.

That of the API is per minute and process: it protects the machine, not the data, and a proxy in front counts for all
processes together (docs/go-live.md). That of forms is kept in the database and holds for all of them.
"""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache, caches
from django.http import HttpRequest

from reports.public.edition import is_copy

MINUTE = 60


class RateLimited(Exception):
    """Too often; ``seconds`` until the next minute begins."""

    def __init__(self, limit: int, seconds: int) -> None:
        super().__init__(f"More than {limit} requests in a minute. Wait {seconds} seconds, or download whole files.")
        self.seconds = seconds


def count_request(request: HttpRequest) -> int:
    """Count one request of this reader; returns how many are left in this minute, raises ``RateLimited`` after it."""
    if is_copy(request):
        return 0
    most, now, memory = settings.PARITY_API_PER_MINUTE, int(time.time()), caches["memory"]
    key = f"api:{now // MINUTE}:{client_address(request)}"
    memory.add(key, 0, MINUTE)
    asked = memory.incr(key)
    if asked > most:
        raise RateLimited(most, MINUTE - now % MINUTE)
    return most - asked


def take_turn(request: HttpRequest, what: str, most: int, period: int) -> None:
    """Take one of this reader's turns in a period of so many seconds; raises ``RateLimited`` when all are taken.

    Each turn is a row that only one process can add, so that requests at the same instant cannot share one.
    """
    now = int(time.time())
    about = f"{what}:{now // period}:{client_address(request)}"
    if not any(cache.add(f"{about}:{turn}", True, period) for turn in range(most)):
        raise RateLimited(most, period - now % period)


def client_address(request: HttpRequest) -> str:
    """Who asks. Behind proxies of ours the last addresses in X-Forwarded-For are theirs; anything before is hearsay."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if 0 < settings.PARITY_PROXIES <= len(forwarded):
        return forwarded[-settings.PARITY_PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))
