"""Arithmetic over several meetings, and the people a body lacks. Exact: integers and fractions only."""

from collections.abc import Iterable
from fractions import Fraction


def mean(shares: Iterable[Fraction | None]) -> Fraction | None:
    """Unweighted mean of the shares that have a value; a meeting without one is left out, never read as 0."""
    known = [share for share in shares if share is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def median(shares: Iterable[Fraction | None]) -> Fraction | None:
    """Middle share of those that have a value; of an even number, the mean of the two in the middle."""
    known = sorted(share for share in shares if share is not None)
    middle = len(known) // 2
    return mean(known[middle : middle + 1] if len(known) % 2 else known[middle - 1 : middle + 1]) if known else None


def people_needed_same_size(ours: int, known: int, target: Fraction) -> int:
    """How many of the others would have to be replaced: max(0, ⌈target·known⌉ − ours)."""
    return max(0, ceiling(target * known) - ours)


def people_needed_growing(ours: int, known: int, target: Fraction) -> int | None:
    """Smallest number a of people to add so that (ours + a) / (known + a) ≥ target.

    ``None`` when no number is enough (a target of 1 with someone else present) or nobody's gender is known.
    """
    if not known:
        return None
    lacking = target * known - ours
    if lacking <= 0:
        return 0
    return None if target == 1 else ceiling(lacking / (1 - target))


def ceiling(value: Fraction) -> int:
    """Smallest integer that is not below ``value``, in integer arithmetic."""
    return -(-value.numerator // value.denominator)
