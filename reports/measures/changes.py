"""Changes between sessions and between years, in people and points (measures.md, *Precision, change, ranking*).

A list is a census: nothing here is called significant. A change is held against the forum's own changes from session to
session where there are enough of them; otherwise it is said how far a few people move the figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from reports.measures.bands import NO_BAND_COVERAGE
from reports.measures.tally import Counts, ratio
from reports.measures.wording import LARGE, SMALL, Sentence, decimals_for, gettext_noop, rounded

EARLIER = 5
"""Earlier sessions a comparison needs, and the changes it looks back on at most."""
FEW = 3
"""People that *a few people* are when it is said how far they move a figure."""

COUNTS_ONLY = gettext_noop("{after} of {after_known} women, {before} of {before_known} the session before")
NO_SHARE = gettext_noop("not compared, because one of the two sessions has nobody recorded as a woman or a man")
LARGER = gettext_noop("larger than {number} of the last {of} changes")
SMALL_LIST = gettext_noop("small list, in which {people} people change the share by {points} points")
FEW_SESSIONS = gettext_noop("too few earlier sessions to compare; {people} people change the share by {points} points")
LOW_COVERAGE = gettext_noop("not compared, because under 70 % are recorded as women or men at one of the two sessions")
YEARS_COUNTS_ONLY = gettext_noop("{after} of {after_known} women, {before} of {before_known} the year before")
YEARS_LOW_COVERAGE = gettext_noop("under 70 % are recorded as women or men in one of the two years")


@dataclass(frozen=True, slots=True)
class Change:
    """A change in people and in points. ``women``: how many more; below zero, fewer. ``points``: of 1, and ``moved``:
    the same as written, in points of 100; no value where only counts are shown.

    ``larger_than``: n of m earlier changes, where compared. ``judged``: what to judge it by, or why it is not compared.
    """

    before: Counts
    after: Counts
    women: int
    points: Fraction | None
    moved: Decimal | None
    larger_than: tuple[int, int] | None
    judged: Sentence


def change(before: Counts, after: Counts, earlier: Sequence[Fraction]) -> Change:
    """The change between two sessions of a forum.

    ``earlier``: the shares of all sessions before ``after`` that have one, oldest first, that of ``before`` being the
    last. From five on, the size of this change is held against that of the last five between them at most.
    """
    women = after.women - before.women
    if not before.known or not after.known:
        return Change(before, after, women, None, None, None, Sentence(NO_SHARE))
    exact = Fraction(after.women, after.known) - Fraction(before.women, before.known)
    larger = _larger_than(exact, earlier) if _covered(before) and _covered(after) else None
    fewest = min(before.known, after.known)
    if fewest < SMALL:
        numbers = {"before": before.women, "before_known": before.known}
        numbers |= {"after": after.women, "after_known": after.known}
        return Change(before, after, women, None, None, None, Sentence(COUNTS_ONLY, numbers))
    moved = rounded(exact * 100, decimals_for(fewest) or 0)
    return Change(before, after, women, exact, moved, larger, _beside(before, after, larger))


def between_years(before: Counts, after: Counts) -> Change | None:
    """The change from one year to the next; none where nobody is known in one of the years.

    A year is several lists: it is held against no other change, and ``judged`` says only what weakens it.
    """
    if not before.known or not after.known:
        return None
    found = change(before, after, ())
    if found.points is None:
        return replace(found, judged=Sentence(YEARS_COUNTS_ONLY, found.judged.params))
    covered = _covered(before) and _covered(after)
    return replace(found, judged=Sentence("" if covered else YEARS_LOW_COVERAGE))


def _larger_than(exact: Fraction, earlier: Sequence[Fraction]) -> tuple[int, int] | None:
    """How many of the forum's last changes are smaller than this one, up or down alike."""
    if len(earlier) < EARLIER:
        return None
    last = [abs(later - sooner) for sooner, later in pairwise(earlier)][-EARLIER:]
    return sum(abs(exact) > other for other in last), len(last)


def _covered(counts: Counts) -> bool:
    return (ratio(counts.known, counts.total) or 0) >= NO_BAND_COVERAGE


def _beside(before: Counts, after: Counts, larger: tuple[int, int] | None) -> Sentence:
    """What the change is to be judged by."""
    if not (_covered(before) and _covered(after)):
        return Sentence(LOW_COVERAGE)
    if larger:
        return Sentence(LARGER, {"number": larger[0], "of": larger[1]})
    points = rounded(Fraction(FEW * 100, after.known), 1 if after.known >= LARGE else 0)
    return Sentence(SMALL_LIST if after.total < LARGE else FEW_SESSIONS, {"people": FEW, "points": points})
