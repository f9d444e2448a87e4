"""Log format that never prints names, genders or cell values.

Exceptions stand by type and place only, addresses without what was asked of them and without secrets of calendars and
mails.
"""

import logging
import re
import traceback
from types import TracebackType

Exception_ = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


_SECRET = re.compile(
    r"(?<=/panels/calendar/)[^/?\s\"]+(?=\.ics)|(?<=/accounts/password/reset/)\w+/[\w-]+(?=/)"
    r"|(?<=/accounts/invitation/)[\w-]+(?=/)"
)
_QUERY = re.compile(r"(?<=[^\s?\"])\?[^\s\"]*(?= HTTP/)")


def as_logged(line: str) -> str:
    """A line or an address as a log may hold it: what stands behind the question mark of a request may be a name."""
    return _QUERY.sub("", _SECRET.sub("…", line))


class WithoutValues(logging.Formatter):
    """Formats an exception without its message: database errors quote the row they refuse."""

    def format(self, record: logging.LogRecord) -> str:
        return as_logged(super().format(record))

    def formatException(self, ei: Exception_) -> str:
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        lines = [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in frames]
        return "\n".join([*lines, kind.__name__ if kind else "no exception"])
