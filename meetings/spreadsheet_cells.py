"""The guard against texts that a spreadsheet program would run as formulas."""

from __future__ import annotations

from typing import Any

RUNS_AS_FORMULA = "=+-@\t\r\n|"
INVISIBLE = " \u00a0\u200b\u200c\u200d\u2060\ufeff"


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    start = value.lstrip(INVISIBLE)[:1]
    return f"'{value}" if start and start in RUNS_AS_FORMULA else value
