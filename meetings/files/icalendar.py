"""Calendars of whole days as iCalendar files (RFC 5545) to subscribe to.

No time zone, lines of 75 octets. A calendar must hold something (3.6): without a day to come it holds the
definition of UTC, which no program shows.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

OCTETS = 75
STAMP = "%Y%m%dT%H%M%SZ"
UTC = [
    "BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """One whole day. ``uid`` stays the same when the day or the text is changed; ``changed_at`` is when, in UTC. It is
    about ``url``, or about the address of the calendar."""

    uid: str
    on: datetime.date
    title: str
    note: str
    changed_at: datetime.datetime
    url: str = ""


def icalendar(name: str, address: str, days: Iterable[Day]) -> str:
    """The calendar under its name, with ``address`` as what each day is about."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parity//Calendar//EN", f"X-WR-CALNAME:{_text(name)}"]
    events = [line for day in days for line in _event(day, address)]
    lines += events or UTC
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(day: Day, address: str) -> Iterator[str]:
    after = day.on + datetime.timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{day.uid}"
    yield f"DTSTAMP:{day.changed_at.astimezone(datetime.UTC).strftime(STAMP)}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY:{_text(day.title)}"
    if day.note:
        yield f"DESCRIPTION:{_text(day.note)}"
    yield f"URL:{day.url or address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """What has a meaning in the format is escaped; controls are left out."""
    escaped = re.sub(r"([\\;,])", r"\\\1", text)
    return re.sub(r"[\x00-\x1f\x7f]+", " ", re.sub(r"\r\n|\r|\n", r"\\n", escaped))


def _folded(line: str) -> Iterator[str]:
    """A long line in pieces of at most 75 octets, cut between characters; each further one begins with a space."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
