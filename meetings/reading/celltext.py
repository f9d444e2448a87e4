"""Cleaning of one cell's text: NFC, one line, nothing invisible.

Formula-guard apostrophes of our own exports are taken off again. Characters that hide or reorder text are not removed
silently: the cell keeps them out and a `CellProblem` says which stood there.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

from meetings.files.spreadsheet_cells import unguarded

_LINE_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = r"\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = (
    r"\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f"
)
_LOST = "\ufffd"  # a program that could not read a character wrote this in its place
_REFUSED = re.compile(f"[{_CONTROL}{_BIDI}{_ZERO_WIDTH}{_LOST}]")
_JOINERS = "\u200c\u200d"
# Arabic and its supplements, and the scripts from Devanagari to Myanmar, Khmer: where a joiner changes the spelling.
_JOINED_SCRIPT = re.compile(
    r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe\u0900-\u109f\u1780-\u17ff]"
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how workbooks write characters that XML cannot hold


def clean(text: str) -> tuple[str, str, str]:
    """`text` -> (the text to keep, problem code or "", the refused character as U+XXXX or "")."""
    text = unguarded(text)
    if text.isascii() and text.isprintable() and "_x" not in text:
        return text.strip(), "", ""
    code = found = ""
    if "_x" in text:
        text = _ESCAPED.sub(_decoded_when_refused, text)
    text = _LINE_BREAKS.sub(" ", text)
    if _REFUSED.search(text):
        text, code, found = _without_refused(text)
    return unicodedata.normalize("NFC", text).strip(), code, found


def _decoded_when_refused(match: re.Match[str]) -> str:
    # The reader leaves some escapes as they are written; one that stands for a hidden character must not slip through.
    character = chr(int(match[1], 16))
    return character if _REFUSED.match(character) else match[0]


def _without_refused(text: str) -> tuple[str, str, str]:
    kept, code, found = [], "", ""
    for position, character in enumerate(text):
        if not _REFUSED.match(character) or _joins(text, position):
            kept.append(character)
        elif not code:
            code = _code(character)
            found = f"U+{ord(character):04X}"
    return "".join(kept), code, found


def _code(character: str) -> str:
    if character == _LOST:
        return "lost_character"
    return "control_character" if unicodedata.category(character) in ("Cc", "Cs") else "invisible_character"


def _joins(text: str, position: int) -> bool:
    """Is this a joiner between two letters of a script that needs joiners?"""
    if text[position] not in _JOINERS or position == 0 or position + 1 >= len(text):
        return False
    return bool(_JOINED_SCRIPT.match(text[position - 1]) and _JOINED_SCRIPT.match(text[position + 1]))


def as_text(value: object) -> str:
    """A reader's value as the text a clerk would type: 3.0 -> "3", dates in ISO order, TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)
