"""Arithmetic over several meetings, and how many people a body lacks; exact integers and fractions.

Definitions: measures.md, *Formulas* and *Over several meetings*. ``projection.py`` and ``changes.py`` stand beside it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

MIXED, UNDETERMINED = "mixed", "undetermined"
ALL_WOMEN, ALL_MEN = "women", "men"


def mean(shares: Iterable[Fraction | None]) -> Fraction | None:
    """Unweighted mean of the shares that have a value; a meeting without one is left out, never read as 0."""
    known = [share for share in shares if share is not None]
    # Added up by denominator first: sums of fractions of all kinds of bases are slow.
    sums: Counter[int] = Counter()
    for share in known:
        sums[share.denominator] += share.numerator
    return sum((Fraction(*parts[::-1]) for parts in sums.items()), Fraction(0)) / len(known) if known else None


def median(shares: Iterable[Fraction | None]) -> Fraction | None:
    """Middle share of those that have a value; of an even number, the mean of the two in the middle."""
    # In order of the nearest floats, which tell apart any two fractions of less than a hundred million people.
    known = sorted((share for share in shares if share is not None), key=float)
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


def constant_panel(present: Mapping[str, Collection[int]], first: int, last: int) -> list[str]:
    """The forums that met in every year from ``first`` to ``last``, in the order given; ``present``: years by forum.

    A year in which no forum at all met is asked of none: it has no point in the series either.
    """
    asked = {year for years in present.values() for year in years if first <= year <= last}
    return [forum for forum, years in present.items() if asked and asked <= set(years)]


def ceiling(value: Fraction) -> int:
    """Smallest integer that is not below ``value``, in integer arithmetic."""
    return -(-value.numerator // value.denominator)
