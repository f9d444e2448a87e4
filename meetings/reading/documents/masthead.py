"""The masthead of an official document: symbol, date, version and title, proposed to the clerk."""

from __future__ import annotations

import re
from datetime import date

from meetings.reading.documents.furniture import SYMBOL, is_symbol
from meetings.reading.documents.page import FURNITURE, Line
from meetings.reading.line_account import Masthead
from meetings.words.days import MONTHS
from meetings.words.synonyms import fold_header

_DATE = re.compile(
    r"(?:^|\s)(\d{1,2})(?:er|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d_]{3,12})\s+(?:de\s+|del\s+)?((?:19|20)\d\d)\b"
)
_RANGE = re.compile(r"\d\s*(?:[-–—]|to|au|al|-)\s*\d{1,2}\s|\bto\b|\bau\b|\bal\b")
_PROVISIONAL = re.compile(r"provisional|provisoire|предварительн|مؤقت|临时|draft list|projet de liste", re.IGNORECASE)
_VERSION = re.compile(r"/(Add|Corr|Rev|Amend)\.?\s?(\d*)", re.IGNORECASE)
_TITLE = re.compile(
    r"list of (?:\w+ )?participants|liste (?:\w+ )?des participants|lista (?:\w+ )?de participantes|список участников"
    r"|قائمة المشاركين|与会者名单|list of (?:delegates|delegations)",
    re.IGNORECASE,
)


_KINDS = {"add": "addendum", "corr": "corrigendum", "rev": "revision", "amend": "addendum"}


def is_title_of_list(text: str) -> bool:
    """ "List of participants" and its like: the title of the document, no heading in it."""
    return _TITLE.match(text.strip()) is not None


def read_masthead(lines: list[Line]) -> Masthead:
    """From the cover lines and the running headers of the first pages."""
    opening = [line for line in lines[:400] if line.page <= 3]
    cover = [line.text for line in opening if line.kind != FURNITURE][:60]
    found = Masthead(_symbol(opening))
    found.date = next(filter(None, map(_document_date, cover)), "")
    found.title = next((text for text in cover if _TITLE.search(text)), "")
    found.version = _version(found.symbol, cover)
    return found


def _symbol(lines: list[Line]) -> str:
    for line in lines:
        for candidate in SYMBOL.finditer(line.text):
            if is_symbol(candidate[0]):
                return candidate[0]
    return ""


def _document_date(text: str) -> str:
    """The date of a line that is a date; "28 November to 9 December 2005" says when the meeting was."""
    found = _DATE.search(text)
    if not found or _RANGE.search(text[: found.end()]) or len(text) > 40:
        return ""
    month = MONTHS.get(fold_header(found[2]))
    try:
        return date(int(found[3]), month or 0, int(found[1])).isoformat()
    except ValueError:
        return ""


def _version(symbol: str, cover: list[str]) -> str:
    said = list(_VERSION.finditer(symbol))
    if said:
        return f"{_KINDS[said[-1][1].lower()]} {said[-1][2]}".strip()
    if any(_PROVISIONAL.search(text) for text in cover if len(text) < 80):
        return "provisional"
    return "final" if symbol else ""
