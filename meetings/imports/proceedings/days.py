"""Dates as lists of proceedings write them: exactly one day, or none."""

from __future__ import annotations

import re
from datetime import date

from meetings.reading.documents.masthead import MONTHS
from meetings.words.synonyms import fold_header

_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?$")
_IN_WORDS = re.compile(
    r"^(?:[^\W\d_]+\.?,?\s+)?(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]+)(?:,?\s+(?:de\s+|del\s+)?(\d{4}))?$"
)
_NUMBERS = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$")


def read_day(text: str, days: tuple[date, date] | None) -> date | None:
    """A day in ISO order, in words, or in numbers that can mean one day only (18/11/2024, never 03/04/2024).

    One without its year is a day of the meeting (``days``: its first and last), or not read.
    """
    if iso := _ISO.match(text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.match(text):
        one, other, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
        possible = {_day(year, other, one), _day(year, one, other)} - {None}
        return possible.pop() if len(possible) == 1 else None
    words = _IN_WORDS.match(text)
    month = MONTHS.get(fold_header(words[2]), 0) if words else 0
    if not words or not month:
        return None
    if words[3]:
        return _day(int(words[3]), month, int(words[1]))
    if days is None:
        return None
    found = {_day(year, month, int(words[1])) for year in (days[0].year, days[1].year)}
    within = [day for day in found if day and days[0] <= day <= days[1]]
    return within[0] if len(within) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
