"""Staff parity in people: the band of a level, who is needed, how many of the next appointments, and the pace.

All exact. ``floor`` is the lowest share of women, and of men, that is in the band (47/100 unless the office sets
another). Every rule is the same with women and men exchanged.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.measures.bands import too_few_known
from reports.measures.tally import Counts
from reports.measures.trends import ceiling
from reports.measures.wording import SMALL

YEAR = Fraction(36525, 100)
"""Days of a year, for a pace."""
NOBODY, ONE_PERSON, NO_BAND, UNDECIDED = "nobody", "one_person", "no_band", "cannot_tell_yet"
WITHIN, AS_EVEN, WOMEN_BELOW, MEN_BELOW = "within", "as_even", "women_below", "men_below"


def lowest(size: int, floor: Fraction) -> int:
    """L(K): how many women, and how many men, a level of ``size`` people needs at least to be in the band.

    min(⌈floor · K⌉, ⌊K / 2⌋): where no whole number lies in the band, as even as the number allows.
    """
    return min(ceiling(floor * size), size // 2)


def has_room(size: int, floor: Fraction) -> bool:
    """Whether any whole number of ``size`` people lies in the band; with 47–53 none does for odd levels up to 15."""
    return size > 0 and ceiling(floor * size) <= size // 2


def position(counts: Counts, floor: Fraction) -> str:
    """Where a level is: nobody · one_person · no_band (over 30 % not recorded as women or men) · cannot_tell_yet (the
    open could turn it) · within · as_even (under ten people, or no whole number lies in the band) · women_below ·
    men_below."""
    if not counts.total:
        return NOBODY
    if counts.total == 1:
        return ONE_PERSON
    if too_few_known(counts):
        return NO_BAND
    ends = {_too_few(end, floor) for end in (counts.if_rest_men(), counts.if_rest_women())}
    if len(ends) > 1:
        return UNDECIDED
    found = ends.pop()
    if found != WITHIN:
        return found
    return WITHIN if counts.known >= SMALL and has_room(counts.known, floor) else AS_EVEN


def _too_few(counts: Counts, floor: Fraction) -> str:
    few = lowest(counts.known, floor)
    if counts.women < few:
        return WOMEN_BELOW
    return MEN_BELOW if counts.men < few else WITHIN


@dataclass(frozen=True, slots=True)
class Needed:
    """Women who are needed for the band: in the place of men (``replacing``), or beside everybody (``growing``)."""

    replacing: int
    growing: int


def women_needed(counts: Counts, floor: Fraction) -> Needed:
    """Women needed among the women and men known; for men pass ``counts.exchanged()``. Never negative."""
    women, size = counts.women, counts.known
    replacing = max(0, lowest(size, floor) - women)
    growing = next(more for more in itertools.count() if women + more >= lowest(size + more, floor))
    return Needed(replacing, growing)


@dataclass(frozen=True, slots=True)
class Turnover:
    """What happens at a level until the goal: women and men who leave, and posts that are filled."""

    women: int = 0
    men: int = 0
    posts: int = 0


@dataclass(frozen=True, slots=True)
class Appointments:
    """How many women the next appointments need: ``women`` of ``posts``; ``short`` people cannot be reached by
    appointments alone (then ``women`` is all posts). ``size``: people at the level afterwards, 0: none."""

    women: int
    posts: int
    short: int
    size: int

    @property
    def reachable(self) -> bool:
        return not self.short


def required_appointments(counts: Counts, turnover: Turnover, floor: Fraction) -> Appointments:
    """The smallest s, 0 ≤ s ≤ posts, with women − leaving women + s ≥ L(size), size = all − leaving + posts.

    For men pass the counts and the turnover exchanged. Raises ValueError where more would leave than there are.
    """
    if turnover.women > counts.women or turnover.men > counts.men:
        raise ValueError("more would leave than there are")
    size = counts.known - turnover.women - turnover.men + turnover.posts
    missing = max(0, lowest(size, floor) - (counts.women - turnover.women))
    return Appointments(min(missing, turnover.posts), turnover.posts, max(0, missing - turnover.posts), size)


@dataclass(frozen=True, slots=True)
class DatedCounts:
    """A level on one day."""

    day: datetime.date
    counts: Counts

    @property
    def bears_a_share(self) -> bool:
        """At least ten women and men, and 70 % recorded as either."""
        return self.counts.known >= SMALL and not too_few_known(self.counts)

    @property
    def share(self) -> Fraction:
        """Women / (women + men); raises ZeroDivisionError where nobody is known."""
        return Fraction(self.counts.women, self.counts.known)


@dataclass(frozen=True, slots=True)
class StaffPace:
    """Mean yearly change of the share of women between two days, beside what the goal asks for, both of 1 a year.

    ``required`` is 0 in the band, negative where men are too few, and None where the goal is over.
    """

    first: datetime.date
    last: datetime.date
    actual: Fraction
    required: Fraction | None

    @property
    def enough(self) -> bool:
        """Whether today's pace reaches the band in time."""
        if self.required is None:
            return False
        return self.actual >= self.required if self.required >= 0 else self.actual <= self.required


def pace(days: Sequence[DatedCounts], goal: datetime.date, floor: Fraction) -> StaffPace | None:
    """The pace of a level from the first to the last day that bears a share; None where the last day bears none, or
    no other does."""
    bearing = sorted((one for one in days if one.bears_a_share), key=lambda one: one.day)
    if len(bearing) < 2 or bearing[-1].day < max(one.day for one in days):
        return None
    first, last = bearing[0], bearing[-1]
    actual = (last.share - first.share) / (Fraction((last.day - first.day).days) / YEAR)
    if goal <= last.day:
        return StaffPace(first.day, last.day, actual, None)
    edge = min(max(last.share, floor), 1 - floor)
    return StaffPace(first.day, last.day, actual, (edge - last.share) / (Fraction((goal - last.day).days) / YEAR))
