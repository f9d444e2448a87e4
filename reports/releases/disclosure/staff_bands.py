"""Staff by band as it may leave the office: in fives, from thirty women and men on, and never moved once printed.

A year is printed from one day of it. What a year said once it says in every later release, what it withheld too: a
number that moves with one appointment, or one correction, would tell of one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from reports.releases.disclosure.policy import CLOSED, PEOPLE, REST, Policy

Told = TypeVar("Told")


class BandCounts(NamedTuple):
    """Women, men, and everybody else of a band, exactly; ``rest`` holds another gender, which is never told apart."""

    women: int = 0
    men: int = 0
    rest: int = 0


def printed(counts: BandCounts, policy: Policy = CLOSED) -> dict[str, int | None]:
    """What is printed of a band, None where it has too few women and men. Sums are those of the printed numbers, so
    that they tell nothing beside them."""
    if counts.women + counts.men < policy.row_women_and_men:
        return dict.fromkeys((*PEOPLE, "total", "women_and_men"))
    women, men, rest = (policy.printed(number) for number in counts)
    return {"women": women, "men": men, REST: rest, "total": women + men + rest, "women_and_men": women + men}


def as_printed_before(now: Mapping[int, Told], before: Mapping[int, Told]) -> dict[int, Told]:
    """By year, what the next release says: what was ever printed of a year, otherwise what is new."""
    return {year: before.get(year, now[year]) for year in sorted(now)}
