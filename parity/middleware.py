"""Middleware: compression, caching headers, readable addresses, and the answer for locked meetings."""

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.rights import Locked
from meetings.views import frame
from parity.errors import unreadable_address

UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters, and what is none by definition."""


class CompressedPagesMiddleware(GZipMiddleware):
    """Pages travel compressed, each with some random bytes, so that its length tells nothing. Files stay as they are:
    their length and their tag are promised, and what visitors read is packed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response


class PrivatePagesMiddleware:
    """Pages of a signed-in person are never stored, by a browser or on the way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Asking `is_authenticated` would open a session on public pages; the cookie's presence is enough.
        if getattr(request, "session", None) is not None and request.session.session_key:
            response["Cache-Control"] = "no-store"
        return response


class ReadableAddressMiddleware:
    """An address that asks for characters nobody can see or print is refused (400): no database, no document and no
    spreadsheet has to meet one. Line breaks and tabs of a query are among them: no question here has any. The API tells
    its readers itself, in the form that its document promises."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = (text for name, values in request.GET.lists() for text in (name, *values))
        if not request.path_info.startswith("/api/") and any(
            UNREADABLE.search(text) for text in (request.path_info, *asked)
        ):
            return unreadable_address(request)
        return self.get_response(request)


class LockedMeetingMiddleware:
    """Whichever page would change a locked meeting answers with one sentence that says so (409)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Locked):
            return None
        context = frame.of_meeting(exception.meeting, _("Locked"))
        return render(request, "meetings/locked.html", context, status=409)
