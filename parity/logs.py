"""Log format that never prints names, genders or cell values: exceptions by type and place only."""

import logging
import traceback
from types import TracebackType

Exception_ = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """Formats an exception without its message: database errors quote the row they refuse."""

    def formatException(self, ei: Exception_) -> str:
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        lines = [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in frames]
        return "\n".join([*lines, kind.__name__ if kind else "no exception"])
