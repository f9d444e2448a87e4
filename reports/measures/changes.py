"""Changes between sessions and between years, in people and points (measures.md, *Precision, change, ranking*).

A list is a census: nothing here is called significant. A change is held against the forum's own changes from session to
session where there are enough of them; otherwise it is said how far a few people move the figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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

PEOPLE = {
    "more": gettext_noop("{women} more women"),
    "one_more": gettext_noop("1 more woman"),
    "same": gettext_noop("as many women as before"),
    "one_fewer": gettext_noop("1 woman fewer"),
    "fewer": gettext_noop("{women} fewer women"),
}
POINTS = {
    "up": gettext_noop("+{points} points"),
    "one_up": gettext_noop("+1 point"),
    "level": gettext_noop("±0 points"),
    "one_down": gettext_noop("−1 point"),
    "down": gettext_noop("−{points} points"),
}
COUNTS_ONLY = gettext_noop("women: {after} of {after_known}, the session before {before} of {before_known}")
NO_SHARE = gettext_noop("no comparison: nobody is recorded as a woman or a man at one of the two sessions")
LARGER = gettext_noop("a larger change than {number} of the last {of} from session to session")
SMALL_LIST = gettext_noop("small list: {people} people move this figure by {points} points")
FEW_SESSIONS = gettext_noop(
    "too few earlier sessions to compare with: {people} people move this figure by {points} points"
)
LOW_COVERAGE = gettext_noop("not compared: at one of the two sessions under 70 % are recorded as women or men")
YEARS_COUNTS_ONLY = gettext_noop("women: {after} of {after_known}, the year before {before} of {before_known}")
YEARS_LOW_COVERAGE = gettext_noop("in one of the two years under 70 % are recorded as women or men")


@dataclass(frozen=True, slots=True)
class Change:
    """A change in people and in points. ``women``: how many more; below zero, fewer. ``points``: of 1, no value where
    only counts are shown.

    ``larger_than``: n of m earlier changes, where compared. ``sentences``: clauses, the last is what to judge by.
    """

    before: Counts
    after: Counts
    women: int
    points: Fraction | None
    larger_than: tuple[int, int] | None
    sentences: tuple[Sentence, ...]


def change(before: Counts, after: Counts, earlier: Sequence[Fraction]) -> Change:
    """The change between two sessions of a forum.

    ``earlier``: the shares of all sessions before ``after`` that have one, oldest first, that of ``before`` being the
    last. From five on, the size of this change is held against that of the last five between them at most.
    """
    women = after.women - before.women
    if not before.known or not after.known:
        return Change(before, after, women, None, None, (Sentence(NO_SHARE),))
    exact = Fraction(after.women, after.known) - Fraction(before.women, before.known)
    larger = _larger_than(exact, earlier) if _covered(before) and _covered(after) else None
    fewest = min(before.known, after.known)
    if fewest < SMALL:
        numbers = {"before": before.women, "before_known": before.known}
        numbers |= {"after": after.women, "after_known": after.known}
        return Change(before, after, women, None, None, (Sentence(COUNTS_ONLY, numbers),))
    moved = rounded(exact * 100, decimals_for(fewest) or 0)
    return Change(before, after, women, exact, larger, (_people(women), _points(moved), _beside(before, after, larger)))


def between_years(before: Counts, after: Counts) -> tuple[Sentence, ...]:
    """The clauses of a change from one year to the next: in people and points as between sessions, or as counts.

    None where nobody is known in one of the years. A year is several lists, so nothing says what to judge it by.
    """
    found = change(before, after, ())
    if not before.known or not after.known:
        return ()
    if found.points is None:
        return (Sentence(YEARS_COUNTS_ONLY, found.sentences[0].params),)
    covered = _covered(before) and _covered(after)
    return found.sentences[:-1] if covered else (*found.sentences[:-1], Sentence(YEARS_LOW_COVERAGE))


def _larger_than(exact: Fraction, earlier: Sequence[Fraction]) -> tuple[int, int] | None:
    """How many of the forum's last changes are smaller than this one, up or down alike."""
    if len(earlier) < EARLIER:
        return None
    last = [abs(later - sooner) for sooner, later in pairwise(earlier)][-EARLIER:]
    return sum(abs(exact) > other for other in last), len(last)


def _covered(counts: Counts) -> bool:
    return (ratio(counts.known, counts.total) or 0) >= NO_BAND_COVERAGE


def _people(women: int) -> Sentence:
    kind = {0: "same", 1: "one_more", -1: "one_fewer"}.get(women, "more" if women > 0 else "fewer")
    return Sentence(PEOPLE[kind], {"women": abs(women)})


def _points(moved: Decimal) -> Sentence:
    alone = {Decimal(0): "level", Decimal(1): "one_up", Decimal(-1): "one_down"}
    kind = alone.get(moved, "up" if moved > 0 else "down")
    return Sentence(POINTS[kind], {"points": abs(moved)})


def _beside(before: Counts, after: Counts, larger: tuple[int, int] | None) -> Sentence:
    """What the change is to be judged by."""
    if not (_covered(before) and _covered(after)):
        return Sentence(LOW_COVERAGE)
    if larger:
        return Sentence(LARGER, {"number": larger[0], "of": larger[1]})
    points = rounded(Fraction(FEW * 100, after.known), 1 if after.known >= LARGE else 0)
    return Sentence(SMALL_LIST if after.total < LARGE else FEW_SESSIONS, {"people": FEW, "points": points})
