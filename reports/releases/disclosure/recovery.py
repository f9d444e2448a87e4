"""What a careful reader can work out from rounded numbers that must add up.

Rounding alone protects nothing for sure: where four parts of 3 are printed as 5 and their sum of 12 as 10, only one
answer adds up. So every number to be published is tried here first, the way a reader would.
"""

from collections.abc import Mapping, Sequence

Name = tuple[str, ...]
Range = tuple[int, int]
"""Smallest and largest whole number that something may be."""
Sums = Sequence[tuple[Name, Sequence[Name]]]
"""Each a whole and the parts that add up to it."""


def remaining_ranges(ranges: Mapping[Name, Range], sums: Sums) -> dict[Name, Range] | None:
    """The range that remains of each number when all sums add up; None when no numbers do.

    Exact as long as the sums form a tree (no two are joined along two ways): then every number that remains stands in
    some answer.
    """
    found = dict(ranges)
    while True:
        before = dict(found)
        for whole, parts in sums:
            _narrow(found, whole, parts)
        if any(low > high for low, high in found.values()):
            return None
        if found == before:
            return found


def candidates(ranges: Mapping[Name, Range], sums: Sums) -> int:
    """How many values the number with the fewest can have; 0 when no numbers add up."""
    found = remaining_ranges(ranges, sums)
    return 0 if found is None else min((high - low + 1 for low, high in found.values()), default=0)


def _narrow(found: dict[Name, Range], whole: Name, parts: Sequence[Name]) -> None:
    """Narrow one whole and its parts by each other, in place."""
    least, most = (sum(found[part][end] for part in parts) for end in (0, 1))
    found[whole] = (max(found[whole][0], least), min(found[whole][1], most))
    low, high = found[whole]
    for part in parts:
        own_low, own_high = found[part]
        others_least, others_most = least - own_low, most - own_high
        found[part] = max(own_low, low - others_most), min(own_high, high - others_least)
