"""Days, years and ranges in words: 4–8 March 2026, 2019–2025, 41–46 %."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from meetings.models import Meeting
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts
from reports.measures.wording import decimals_for, rounded

Years = tuple[int, int]


def dates(meeting: Meeting) -> str:
    return days(meeting.start, meeting.end)


def days(first: datetime.date, last: datetime.date) -> str:
    """Such as 4–8 March 2026; both dates in full where they are not of one month."""
    if first == last:
        return day_text(first)
    if (first.year, first.month) != (last.year, last.month):
        return f"{day_text(first)} – {day_text(last)}"
    # Translators: the month is written as the next entry says, in the letters of Django's date filter.
    return _("%(first)s–%(last)s %(month)s") % {
        "first": first.day,
        "last": last.day,
        "month": date_format(last, _("F Y")),
    }


def day_text(day: datetime.date) -> str:
    # Translators: how a date is written, in the letters of Django's date filter; English writes 4 March 2026.
    return date_format(day, _("j F Y"))


def range_text(counts: Counts) -> str:
    """The bounds as the base bears them: counts below ten known women and men, else per cent of everyone."""
    share = METRICS["share_of_women"].of(participants=counts)
    if share.low is None or share.high is None:
        return ""
    decimals = decimals_for(counts.known)
    if decimals is None:
        return range_in_people(counts)
    low, high = (rounded(end * 100, decimals) for end in (share.low, share.high))
    return _("%(range)s\u00a0%%") % {"range": from_to(low, high)}


def range_in_people(counts: Counts) -> str:
    """The bounds as counts: 1–21 of 22."""
    ends = from_to(counts.women, counts.women + counts.open)
    return _("%(range)s of %(total)s") % {"range": ends, "total": number_format(counts.total)}


def from_to(low: Decimal | int, high: Decimal | int) -> str:
    ends = [number_format(low), number_format(high)]
    return ends[0] if low == high else f"{ends[0]}–{ends[1]}"


def years_text(years: Years) -> str:
    """Such as 2025, or 2019–2025; nothing for the year 0, that of a record without anybody."""
    first, last = years
    return "" if not first else str(first) if first == last else f"{first}–{last}"
