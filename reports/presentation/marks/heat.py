"""Two dimensions at once: a step of colour for a share, with its number and base in every cell."""

from __future__ import annotations

from fractions import Fraction

from reports.measures.bands import low_coverage, too_few_known
from reports.measures.tally import Counts
from reports.measures.wording import SMALL

STEPS = (30, 35, 40, 45, 50)
"""Per cents at which the next darker step begins."""


def step(counts: Counts) -> int:
    """1 to 6, from the lightest; 0 where no percentage is given, or too few are known for one to be compared."""
    if counts.known < SMALL or too_few_known(counts):
        return 0
    share = Fraction(counts.women, counts.known) * 100
    return 1 + sum(share >= one for one in STEPS)


def marked(counts: Counts) -> bool:
    """Whether a cell has the hatched corner: fewer than nine in ten are recorded."""
    return low_coverage(counts)
