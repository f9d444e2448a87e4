"""Logs without queries, without a calendar’s secret, and exceptions without values."""

from __future__ import annotations

import datetime
import logging
import sys
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from parity.access_log import AccessLog
from parity.logs import WithoutValues, as_logged

SECRET = "s3cr-et_"
REQUESTS = {
    f"/panels/calendar/{SECRET}.ics": "/panels/calendar/….ics",
    f"/panels/calendar/{SECRET}.ics?Nwosu": "/panels/calendar/….ics",
    "/panels/desk/?q=Nwosu": "/panels/desk/",
    "/data/calendar.ics": "/data/calendar.ics",
    "/panels/calendar/": "/panels/calendar/",
}


@pytest.mark.parametrize("asked", REQUESTS)
def test_the_access_log_holds_neither_query_nor_secret(asked: str) -> None:
    path, _mark, query = asked.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "RAW_URI": asked, "PATH_INFO": path, "QUERY_STRING": query, "REMOTE_ADDR": "192.0.2.7",
        "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_REFERER": f"https://x{asked}", "HTTP_USER_AGENT": "Nwosu's browser",
        "HTTP_COOKIE": "sessionid=Nwosu",
    }  # fmt: skip
    answer = SimpleNamespace(status="200 OK", sent=12, headers=[])
    atoms = AccessLog(Config()).atoms(answer, SimpleNamespace(headers=[]), environ, datetime.timedelta(seconds=1))
    line = Config().access_log_format % atoms
    assert f'"GET {REQUESTS[asked]} HTTP/1.1" 200 12' in line
    assert not [word for word in ("Nwosu", SECRET, "192.0.2.7") if word in f"{line}{atoms}"]


@pytest.mark.parametrize("asked", REQUESTS)
def test_a_line_of_ours_holds_neither(asked: str) -> None:
    record = logging.LogRecord("django.server", logging.INFO, __file__, 1, '"GET %s HTTP/1.1" 404 3', (asked,), None)
    assert WithoutValues().format(record) == f'"GET {REQUESTS[asked]} HTTP/1.1" 404 3'
    assert as_logged(f"Not Found: {asked.partition('?')[0]}") == f"Not Found: {REQUESTS[asked]}"


def test_an_exception_is_logged_without_its_message() -> None:
    try:
        raise ValueError("Ada Nwosu is no number")
    except ValueError:
        said = WithoutValues().formatException(sys.exc_info())
    assert "ValueError" in said
    assert "test_logs.py" in said
    assert "Nwosu" not in said
