"""The edition: what is published now, and the cache of public pages that lasts until it changes.

A public page is the same for everybody, so it is rendered once for each edition: once after every publication or
withdrawal, per process. ``PARITY_PUBLIC_SECONDS`` says how long a process may go on without looking again.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from meetings.files.formats import CSV, OFFICE, PNG
from reports.models import PlannedRelease, Release, ReleaseState

MOST_BYTES = 64_000_000
"""Pages and files that a process keeps in memory."""
PARTS = 8
"""A body of more than one part in so many is not kept: it would push out the pages."""
PACKED = (OFFICE, "application/zip", PNG.content_type)
"""Already compressed: a second time costs and saves nothing."""
View = Callable[..., HttpResponse]


class BodyCache:
    """Bodies by key, the least used going first when together they pass ``MOST_BYTES``; none that fills it alone."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._bodies: OrderedDict[Any, Body] = OrderedDict()
        self._lock = threading.Lock()
        self._most, self._bytes = most, 0

    def get(self, key: Any) -> Body | None:
        with self._lock:
            body = self._bodies.get(key)
            if body:
                self._bodies.move_to_end(key)
            return body

    def keep(self, key: Any, body: Body) -> Body:
        with self._lock:
            if key not in self._bodies and body.size <= self._most // PARTS:
                self._bodies[key] = body
                self._bytes += body.size
            while self._bytes > self._most:
                self._bytes -= self._bodies.popitem(last=False)[1].size
        return body


class Body:
    """A finished response: its bytes plain and compressed, an ETag for each, and its headers."""

    def __init__(self, content: bytes, headers: dict[str, str], status: int = 200, compress: bool = True) -> None:
        self.content, self.headers, self.status = content, headers, status
        digest = hashlib.sha256(content).hexdigest()[:32]
        self.etag, self.etag_gzip = f'"{digest}"', f'"{digest}-gzip"'
        packed = gzip.compress(content, 9, mtime=0) if compress else content
        self.packed = packed if len(packed) < len(content) else None
        self.size = len(content) + len(self.packed or b"")

    def answer(self, request: HttpRequest) -> HttpResponse:
        """In the encoding the reader takes; 304 when the reader has it already."""
        packed = self.packed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
        etag = self.etag_gzip if packed else self.etag
        if self.status == 200 and etag in request.headers.get("If-None-Match", ""):
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = HttpResponse(self.packed if packed else self.content, status=self.status)
            if packed:
                response["Content-Encoding"] = "gzip"
        for name, value in self.headers.items():
            response[name] = value
        response["ETag"] = etag
        if self.packed is not None:
            patch_vary_headers(response, ["Accept-Encoding"])
        return response


_cache = BodyCache()
_looked: tuple[float, tuple[Any, ...]] = (float("-inf"), ())


def edition() -> tuple[Any, ...]:
    """Folders and states of everything public; differs after every publication, withdrawal and announcement."""
    global _looked
    now = time.monotonic()
    if now - _looked[0] >= settings.PARITY_PUBLIC_SECONDS:
        try:
            _looked = (now, tuple(_states()))
        except (OperationalError, InterfaceError):
            # While the database is away nobody can publish or withdraw: what is in memory is still what is out.
            if not _looked[1]:
                raise
            _looked = (now, _looked[1])
    return _looked[1]


def _states() -> Iterator[tuple[str, str]]:
    """And the days of the release calendar that are still to come: one drops off when it is over."""
    for releases in (Release.objects.out(), Release.objects.filter(state=ReleaseState.WITHDRAWN)):
        yield from releases.order_by("version").values_list("folder", "state")
    coming = PlannedRelease.objects.filter(on__gte=timezone.localdate())
    yield from ((str(pk), str(changed_at)) for pk, changed_at in coming.values_list("pk", "changed_at"))


def cached(view: View) -> View:
    """Keep what the view answers, for addresses without a question: their number is bounded."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
            return finished(view(request, *args, **kwargs)).answer(request)
        key = (edition(), request.path, get_language(), negotiated(request), is_copy(request))
        body = _cache.get(key)
        if body is None:
            body = finished(view(request, *args, **kwargs))
            if body.status == 200:
                _cache.keep(key, body)
        return body.answer(request)

    return answer


def without_question(view: View) -> View:
    """Lead an address with a question to the one without, before any work: the answer is costly and always the same."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.META.get("QUERY_STRING"):
            return HttpResponsePermanentRedirect(request.path)
        return view(request, *args, **kwargs)

    return answer


def finished(response: HttpResponse) -> Body:
    compress = not response["Content-Type"].startswith(PACKED)
    return Body(response.content, dict(response.items()), response.status_code, compress)


def negotiated(request: HttpRequest) -> bool:
    """Whether the reader asks for CSV by its Accept header: the one thing beside the address that is looked at."""
    return CSV.media_type in request.headers.get("Accept", "")


def is_copy(request: HttpRequest) -> bool:
    """Whether ``export_site`` asks: its pages offer nothing that only a running server could answer."""
    return bool(request.META.get("parity.static_copy"))
