"""Page furniture: running headers and footers, page numbers, document symbols, bar codes, notes."""

from __future__ import annotations

import re
from collections import Counter

from meetings.reading.documents.page import FURNITURE, Line
from meetings.words.sections import is_section, plain_heading, without_continued

_MOST_ROWS = 5  # of a running header or footer
_LEAST_PAGES = 3  # a text that stands there on fewer pages is no running header
_DIGITS = re.compile(r"\d+")
SYMBOL = re.compile(
    r"\b(?:[A-Z][A-Za-z]{0,9}(?:\.[A-Z][A-Za-z]*)?)(?:/[A-Za-z0-9.\-]+){1,6}(?:\s?\((?:Part|Vol|Parte|Partie)[^)]{0,20}\))?"
)
_PAGE_NUMBER = re.compile(
    r"(?:page|página|pagina|p\.|стр\.?|صفحة|第)?\s*[-–—]*\s*(\d{1,4}|[ivxl]{1,6})\s*[-–—]*\s*(?:页)?"
    r"(?:\s*(?:/|of|de|sur|из)\s*\d{1,4})?",
    re.IGNORECASE,
)
_PRINTED_PAGE = re.compile(r"(?:^|\s)(?:page|página)\s+(\d{1,4})\s*$", re.IGNORECASE)
# "GE.05-71541 (E) 091205", "*0571541*", "19-12345 (E)": the printing office's job number and bar code.
_JOB_NUMBER = re.compile(r"(?:(?:GE|YMQ|BNN?|V|K|MRV|[A-Z]{2,3})\.\s?)?\d{2}-\d{4,6}(?:\s*\([A-Z]\))?(?:\s+\S+)*")
_BAR_CODE = re.compile(r"\*[\dA-Z ]{5,}\*")
_DISTRIBUTION = re.compile(r"Distr\.?:?(?:\s+\w+)?|Please recycle.*", re.IGNORECASE)


def is_symbol(text: str) -> bool:
    """Whether a line is a document symbol and nothing else: "CCW/P.V/CONF/2019/INF.1"."""
    found = SYMBOL.fullmatch(text)
    return found is not None and _has_capitals(found[0])


def _has_capitals(symbol: str) -> bool:
    """A symbol is abbreviations and numbers; "Mr/Mrs" and "and/or" are neither long nor in capitals."""
    return symbol.count("/") >= 2 and (any(map(str.isdigit, symbol))) and sum(map(str.isupper, symbol)) >= 3


def is_furniture(text: str) -> bool:
    """Whether the words alone say so: a page number, a symbol, a job number, a bar code."""
    text = text.strip()
    if not text or _PAGE_NUMBER.fullmatch(text) or _BAR_CODE.fullmatch(text) or _DISTRIBUTION.fullmatch(text):
        return True
    if _JOB_NUMBER.fullmatch(text) or is_symbol(text):
        return True
    before = _PRINTED_PAGE.split(text)[0].strip() if _PRINTED_PAGE.search(text) else ""
    return bool(before) and is_symbol(before)


def printed_page(text: str) -> int:
    """The number that a running header prints ("Page 4"), or 0."""
    found = _PRINTED_PAGE.search(text)
    return int(found[1]) if found else 0


def mark_furniture(pages: list[list[Line]]) -> None:
    """Mark running headers and footers, and what is furniture by its words alone.

    A header is peeled from the edge of the page: its rows hold nothing but furniture and texts that stand at the same
    height of other pages. So a post that many pages print at the top of a column is no header.
    """
    repeated = _repeated(pages)
    for lines in pages:
        rows = _rows(lines)
        for inwards in (rows, rows[::-1]):
            for row in inwards[:_MOST_ROWS]:
                if not all(line.kind == FURNITURE or is_furniture(line.text) or _key(line) in repeated for line in row):
                    break
                for line in row:
                    line.kind = FURNITURE
        for line in lines:
            if not line.text.isdigit() and is_furniture(line.text):
                line.kind = FURNITURE


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Lines of equal height on the page, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: each.middle):
        if rows and line.middle - rows[-1][0].middle < line.height / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.casefold()), round(line.top / 6)


def _repeated(pages: list[list[Line]]) -> set[tuple[str, int]]:
    """Texts that stand at the same height of several pages; headings that continue there are the list's own."""
    counts: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        rows = _rows(lines)
        counts.update({_key(line) for row in (*rows[:_MOST_ROWS], *rows[-_MOST_ROWS:]) for line in row})
    least = max(_LEAST_PAGES, len(pages) // 8)
    return {
        (text, height)
        for (text, height), count in counts.items()
        if count >= least and without_continued(text) == text and not is_section(text) and plain_heading(text)
    }
