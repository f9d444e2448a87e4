"""The guard against texts that a spreadsheet program would run as formulas.

All CSV is written here; whoever writes a workbook passes its cells through ``guarded``.
"""

from __future__ import annotations

import csv
import io
import string
import unicodedata
from collections.abc import Iterable
from typing import Any

MAY_RUN = frozenset("=+-@|")
BREAKS = frozenset("\t\r\n")
INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of Unicode: controls, formats, and everything that separates words and lines."""
SHOWN_AS_NOTHING = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Marks and letters for which programs show nothing either: joiners, fillers, selectors, the blank of Braille."""
PLAIN = frozenset(string.ascii_letters + string.digits)


def guarded(value: Any) -> Any:
    """A text that a spreadsheet might run as a formula gets an apostrophe; numbers stay numbers.

    So does one that begins with an apostrophe before such a text: ``unguarded`` gives every text back as it was.
    """
    if not isinstance(value, str) or value[:1] in PLAIN:
        return value
    return f"'{value}" if _might_run(value.lstrip("'")) else value


def unguarded(text: str) -> str:
    """The text without the apostrophe that ``guarded`` put before it."""
    return text[1:] if text[:1] == "'" and _might_run(text.lstrip("'")) else text


def csv_text(rows: Iterable[Iterable[Any]], *, line_end: str = "\r\n", separator: str = ",") -> str:
    """Rows of values, headers among them, as CSV that no spreadsheet runs; None is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=line_end, delimiter=separator)
    writer.writerows([guarded(value) for value in row] for row in rows)
    return out.getvalue()


def _might_run(text: str) -> bool:
    """Whether its first visible character begins a formula, in ASCII or as wide as Chinese type, or a line breaks
    before it."""
    for character in text:
        if character in BREAKS:
            return True
        if unicodedata.category(character) not in INVISIBLE and character not in SHOWN_AS_NOTHING:
            return unicodedata.normalize("NFKC", character) in MAY_RUN
    return False
