"""What may be said of counts whichever way those not recorded fall: a direction, what balance hangs on, a goal.

A finding that some answer of the open could turn is not said; the number stands alone then.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.measures.bands import BALANCED, Band
from reports.measures.projection import FEWEST, HALF, Point
from reports.measures.tally import Counts, OneGender
from reports.measures.wording import SMALL

UP, DOWN, UNTOLD = "up", "down", ""
REACHED, MISSED = "reached", "missed"


@dataclass(frozen=True, slots=True)
class Hinge:
    """What balance hangs on: it holds when of the ``open`` from ``least`` to ``most`` are women, the others men."""

    open: int
    least: int
    most: int


def direction(before: Counts, after: Counts) -> str:
    """up or down, where the shares of women lie apart whoever the open are; else nothing."""
    if not (before.total and after.total):
        return UNTOLD
    (low, high), (then_low, then_high) = ends(before), ends(after)
    return UP if then_low > high else DOWN if then_high < low else UNTOLD


def fewer_for_sure(before: OneGender, after: OneGender) -> bool:
    """Whether fewer delegations are of men only than before, whatever is true of those of which it cannot be told."""
    return after.all_men + after.perhaps_all_men < before.all_men


def ends(counts: Counts) -> tuple[Fraction, Fraction]:
    """The lowest and the highest share of women that may be true."""
    return Fraction(counts.women, counts.total), Fraction(counts.women + counts.open, counts.total)


def hinge(counts: Counts, band: Band = BALANCED) -> Hinge | None:
    """For a set that the band may hold and may not; ``None`` where it is settled, or too small for a band."""
    if counts.known < SMALL or not counts.open:
        return None
    fewest = math.ceil(band.floor * counts.total)
    least = max(fewest - counts.women, 0)
    most = min(counts.men + counts.open - fewest, counts.open)
    return Hinge(counts.open, least, most) if least <= most and most - least < counts.open else None


def course(points: Sequence[Point], year: int, target: Fraction = HALF) -> str:
    """Whether the line through the yearly shares reaches the target by a year: *reached* or *missed* where every way
    the open may fall says so.

    The line's value in a year is a weighted sum of the shares, so its ends come from those of each of them.
    """
    used = [point for point in points if point.bears_a_share]
    if len(used) < FEWEST:
        return UNTOLD
    weights = _weights([point.year for point in used], year)
    spans = [ends(point.counts) for point in used]
    low = sum((w * (span[0] if w > 0 else span[1]) for w, span in zip(weights, spans, strict=True)), Fraction(0))
    high = sum((w * (span[1] if w > 0 else span[0]) for w, span in zip(weights, spans, strict=True)), Fraction(0))
    return REACHED if low >= target else MISSED if high < target else UNTOLD


def _weights(years: Sequence[int], year: int) -> list[Fraction]:
    """What each year's value weighs in that of the least-squares line at ``year``."""
    mean = Fraction(sum(years), len(years))
    spread = sum(((one - mean) ** 2 for one in years), Fraction(0))
    return [Fraction(1, len(years)) + (year - mean) * (one - mean) / spread for one in years]
