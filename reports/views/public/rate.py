"""The limit on how often one reader may ask, per minute and process.

It protects the machine, not the data. A proxy in front counts for all processes together (docs/go-live.md).
"""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from reports.public.edition import is_copy

MINUTE = 60


class RateLimited(Exception):
    """Too often; ``seconds`` until the next minute begins."""

    def __init__(self, limit: int, seconds: int) -> None:
        super().__init__(f"More than {limit} requests in a minute. Wait {seconds} seconds, or download whole files.")
        self.seconds = seconds


def count_request(request: HttpRequest, what: str = "api", limit: int | None = None, period: int = MINUTE) -> int:
    """Count one request of this reader; returns how many are left in this period, raises ``RateLimited`` after it."""
    if is_copy(request):
        return 0
    most = settings.PARITY_API_PER_MINUTE if limit is None else limit
    now = int(time.time())
    key = f"{what}:{now // period}:{client_address(request)}"
    cache.add(key, 0, period)
    asked = cache.incr(key)
    if asked > most:
        raise RateLimited(most, period - now % period)
    return most - asked


def client_address(request: HttpRequest) -> str:
    """Who asks. Behind proxies of ours the last addresses in X-Forwarded-For are theirs; anything before is hearsay."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if 0 < settings.PARITY_PROXIES <= len(forwarded):
        return forwarded[-settings.PARITY_PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))
