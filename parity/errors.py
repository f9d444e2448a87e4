"""Error pages: each has a number to ask about and shows nothing of the request."""

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponse
from django.template import loader

from meetings.actions.outages import outage

AGAIN = 30
"""Seconds after which one may come again."""
log = logging.getLogger("parity.errors")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(400)


def unreadable_address(request: HttpRequest) -> HttpResponse:
    return error_page(400, unreadable=True)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(404)


def too_often(request: HttpRequest) -> HttpResponse:
    return error_page(429)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; or the database or the disk is away, which passes: 503, with a time to come again."""
    away = outage(sys.exc_info()[1])
    if not away:
        return error_page(500)
    response = error_page(503, outage=away)
    response["Retry-After"] = str(AGAIN)
    return response


def error_page(status: int, **about: bool | str) -> HttpResponse:
    """The page of this status, rendered without the request, so that nothing of it can be shown.

    The number on the page stands in the log beside Django's own entry; neither holds a name or a value.
    """
    error_id = secrets.token_hex(4)
    log.info("status %s answered as %s", status, error_id)
    return HttpResponse(loader.get_template(f"{status}.html").render({"error_id": error_id} | about), status=status)
