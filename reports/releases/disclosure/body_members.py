"""Members of a body as they may leave the office: exactly as a public list prints them, else in fives or not at all.

How many seats there are is known from a mandate, so what is rounded has to hold against a reader who knows how many
members there are. What was rounded once is never printed otherwise: beside exact numbers it would tell who was known
to the office as somebody else than the list prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal, TypeVar

from reports.releases.disclosure.policy import CLOSED, OPEN, PEOPLE, Policy
from reports.releases.disclosure.staff_bands import BandCounts, printed

Shown = TypeVar("Shown")
Way = Literal["exact", "rounded", "withheld"]


def readable(members: BandCounts, *, public: bool) -> dict[str, int | None]:
    """What is printed of the members of a cycle, None where there are too few or too much would follow. ``public``: a
    public list prints them as they are counted."""
    policy = OPEN if public else CLOSED
    numbers = printed(members, policy)
    too_few = sum(members) < policy.meeting_people
    if too_few or numbers["total"] is None or not _hidden(members, numbers, policy):
        return dict.fromkeys(numbers)
    return numbers


def _hidden(members: BandCounts, numbers: dict[str, int | None], policy: Policy) -> bool:
    """Whether each number may be several for a reader who knows how many members there are."""
    possible = list(_possible(numbers, sum(members), policy))
    return all(len({one[place] for one in possible}) >= policy.candidates for place in range(len(members)))


def _possible(numbers: dict[str, int | None], people: int, policy: Policy) -> Iterator[BandCounts]:
    """All that so many people may be who are printed so."""
    ends = (policy.behind(numbers[name] or 0) for name in PEOPLE)
    for one in product(*(range(least, most + 1) for least, most in ends)):
        if sum(one) == people and printed(BandCounts(*one), policy) == numbers:
            yield BandCounts(*one)


def way_of(numbers: dict[str, int | None], *, public: bool) -> Way:
    """How a row tells its numbers."""
    if numbers["total"] is None:
        return "withheld"
    return "exact" if public else "rounded"


def next_shown(now: tuple[Way, Shown] | None, before: tuple[Way, Shown] | None) -> Shown | None:
    """What the next release says of a cycle. A public list is followed when it is corrected, and from the day it is
    public where nothing was printed; all else stays as it was."""
    if before is None:
        return now[1] if now else None
    follows = now is not None and now[0] == "exact" and before[0] != "rounded"
    return now[1] if now and follows else before[1]
