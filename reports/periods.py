"""The years that a figure is about."""

from __future__ import annotations

from reports import grouped
from reports.people import People

Years = tuple[int, int]


def years_of(people: People) -> Years:
    """The first and the last: those asked for, else those of the meetings that somebody counted came to."""
    if people.scope.years:
        return people.scope.years
    present = grouped.year_of(people.held)[people.of_meetings.any(axis=1)]
    return (int(present.min()), int(present.max())) if len(present) else (0, 0)


def years_text(years: Years) -> str:
    """Such as 2025, or 2019–2025; nothing for the year 0, that of a record without anybody."""
    first, last = years
    return "" if not first else str(first) if first == last else f"{first}–{last}"
