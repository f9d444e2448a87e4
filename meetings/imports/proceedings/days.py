"""Dates as lists of proceedings write them: exactly one day, or none."""

from __future__ import annotations

import re
from datetime import date

from meetings.words.days import Days, day_alone

_TIME_BEHIND_ISO = re.compile(r"^(\d{4}-\d{2}-\d{2})[ T].*$")


def read_day(text: str, days: Days | None) -> date | None:
    """A day in ISO order, in words of six languages, or in numbers (18/11/2024; 03/04/2024 only where one of the two
    days is the meeting's).

    One without its year is a day of the meeting (``days``: its first and last), or not read.
    """
    found = day_alone(_TIME_BEHIND_ISO.sub(r"\1", text), days)
    return found.day if found else None
