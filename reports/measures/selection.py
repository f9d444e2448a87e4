"""How members of a body are chosen: shares at a stage, the selection ratio, women needed, what can be at the close.

Counts of people go in, whole people and fractions come out; what is not known is None, never zero.
Source of the rules: measures.md, *Selection of members*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.measures.bands import BALANCED, Band
from reports.measures.tally import Counts, ratio
from reports.measures.wording import SMALL, Sentence, gettext_noop

LEAST_POOL = 5
"""Women, or men, in a pool below which it says nothing of how they were chosen."""
LEAST_CYCLES = 3
"""Cycles on either side of a change of procedure below which nothing is said of its effect."""


def selection_ratio(pool: Counts, chosen: Counts) -> Fraction | None:
    """Women chosen of women in the pool, over men chosen of men in the pool; 1 where both are chosen alike.

    None where the pool holds fewer than ``LEAST_POOL`` women or men, where somebody is open (another gender, not
    recorded) among the chosen or in the pool, or where no man was chosen.
    """
    if min(pool.women, pool.men) < LEAST_POOL or pool.open or chosen.open or not chosen.men:
        return None
    return Fraction(chosen.women * pool.men, pool.women * chosen.men)


def needed(seats: int, so_far: int, floor: Fraction = BALANCED.floor) -> int:
    """People of one gender still needed for ``floor`` of all ``seats``: max(0, ⌈floor · seats⌉ − so far).

    Of 3, 5 or 7 seats it is what makes them as even as the number allows: the smaller half.
    """
    least = seats // 2 if seats < SMALL else -(-floor.numerator * seats // floor.denominator)
    return max(0, least - so_far)


@dataclass(frozen=True, slots=True)
class AtClose:
    """A body once its open seats are filled: women if all seats go to women, if none does, and as the pool is.

    ``as_nominated`` is None where nobody in the pool is known as a woman or a man.
    """

    seats: int
    open_seats: int
    best: int
    worst: int
    as_nominated: int | None

    def reaches(self, floor: Fraction = BALANCED.floor) -> bool:
        """Whether women can still be ``floor`` of all seats."""
        return needed(self.seats, self.best, floor) == 0


def at_close(seats: int, serving: Counts, pool: Counts | None) -> AtClose:
    """What the body can be at the close; a body that is larger than its seats has none open.

    Whoever serves and is not recorded counts neither way: they are no women in the best case.
    """
    free = max(0, seats - serving.total)
    most = free if pool is None else min(free, pool.women + pool.open)
    least = 0 if pool is None else max(0, free - pool.men - pool.open)
    share = None if pool is None else ratio(pool.women, pool.known)
    halves = None if share is None else (2 * free * share.numerator + share.denominator) // (2 * share.denominator)
    expected = None if halves is None else serving.women + min(most, max(least, halves))
    return AtClose(max(seats, serving.total), free, serving.women + most, serving.women + least, expected)


def thin_pool(pool: Counts, floor: Fraction = BALANCED.floor) -> str:
    """Whose share of a pool is under ``floor``, whatever those not recorded are: women, men, or "" for neither.

    Nobody known, or a verdict that hangs on who is open, is "": it is not known.
    """
    for name, low in (("women", pool.if_rest_women().women), ("men", pool.men + pool.open)):
        if pool.known and low * floor.denominator < floor.numerator * pool.total:
            return name
    return ""


def distance(counts: Counts, band: Band = BALANCED) -> int | None:
    """People who would have to be of the other gender for the body to be in the band; 0 within; None if unknown."""
    if not counts.known or counts.open * 10 > counts.total * 3:
        return None
    return needed(counts.known, min(counts.women, counts.men), band.floor)


@dataclass(frozen=True, slots=True)
class Sides:
    """Counts of the cycles before and after a change of procedure, one for each cycle."""

    before: Sequence[Counts]
    after: Sequence[Counts]

    @property
    def sentence(self) -> Sentence:
        """What may be said of an effect: nothing below ``LEAST_CYCLES`` on either side."""
        fewest = min(len(self.before), len(self.after))
        if not self.before or not self.after:
            return Sentence(gettext_noop("There is no cycle to compare with on one side of the change."))
        if fewest < LEAST_CYCLES:
            words = {1: gettext_noop("One cycle does not show an effect."),
                     2: gettext_noop("Two cycles do not show an effect.")}  # fmt: skip
            return Sentence(words[fewest])
        return Sentence(
            gettext_noop("{before} cycles before, {after} after: what differs may have other causes."),
            {"before": len(self.before), "after": len(self.after)},
        )
