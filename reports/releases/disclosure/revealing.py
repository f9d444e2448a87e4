"""Whether newly printed numbers reveal somebody whose recorded gender changed.

A row moves only when enough people changed; but where a whole moves with seven and its largest part with five, the
difference tells of the other two. So the moves of a whole and of its parts are read together, the way a reader would
who knows everyone who came, went or was recoded: once knowing nothing else of them, once holding the printed lists and
knowing all but what was declared beyond them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reports.releases.disclosure.cells import Numbers
from reports.releases.disclosure.policy import PEOPLE, Policy
from reports.releases.disclosure.recovery import Name, Range, remaining_ranges

WHOLE: Name = ("whole",)
FREE = 2
"""So many of those who changed must be free to be otherwise, of a whole for each part that moves with it: what ties one
of them may stand in another row or table."""


class State(NamedTuple):
    """A row at one time: the numbers it tells, how far they are declared beyond the print, and what is printed (None:
    nothing). ``lag``: so many people at most have changed since it was printed."""

    numbers: Numbers
    declared: Numbers
    printed: Numbers | None
    lag: int = 0


class Step(NamedTuple):
    """A row before and after a change."""

    before: State
    after: State


def reveals_change(whole: Step, parts: Sequence[Step], policy: Policy) -> bool:
    """Whether all who changed in the whole, or in one of its parts, must have become or been the same."""
    return any(_forced([whole, *parts], policy, holds_lists=holds) for holds in (False, True))


def _forced(steps: Sequence[Step], policy: Policy, *, holds_lists: bool) -> bool:
    unknown = [_difference(step, declared=holds_lists) for step in steps]
    parts = [_name(place) for place in range(1, len(steps))]
    ranges: list[dict[str, Range]] = [{} for _step in steps]
    for column in PEOPLE:
        told: dict[Name, Range] = {}
        for place, (step, own) in enumerate(zip(steps, unknown, strict=True)):
            known = _difference(step, declared=False)[column] - own[column]
            told[_name(place)] = _range(step, column, known, _people(own), policy)
        found = remaining_ranges(told, [(WHOLE, parts)] if parts else [])
        if found is None:
            return True
        for place in range(len(steps)):
            ranges[place][column] = found[_name(place)]
    moved = sum(
        any(_difference(step, declared=False).values()) and step.after.printed is not None for step in steps[1:]
    )
    free = [FREE * max(1, moved), *(FREE for _part in parts)]
    return any(_all_alike(*of_one) for of_one in zip(unknown, ranges, free, strict=True))


def _people(difference: Numbers) -> int:
    """How many at least have changed: who was recoded left one column and came to another."""
    return max(sum(d for d in difference.values() if d > 0), -sum(d for d in difference.values() if d < 0))


def _all_alike(difference: Numbers, ranges: Mapping[str, Range], free: int) -> bool:
    """Whether all who left a column, or came from outside, must now stand in the same one; and the other way round."""
    backwards = {name: (-high, -low) for name, (low, high) in ranges.items()}
    reverted = {name: -d for name, d in difference.items()}
    return _all_in_one(difference, ranges, free) or _all_in_one(reverted, backwards, free)


def _all_in_one(difference: Numbers, ranges: Mapping[str, Range], free: int) -> bool:
    """They are as many as the columns lost, and stand in any columns as the ranges allow, or outside if they went."""
    lost = {name: max(0, -difference[name]) for name in PEOPLE}
    net = sum(difference.values())
    people, went = sum(lost.values()) + max(0, net), max(0, -net)
    here = {name: (max(0, low + lost[name]), high + lost[name]) for name, (low, high) in ranges.items()}
    staying = people - went
    for name, (low, _high) in here.items():
        elsewhere = sum(max(0, high) for other, (_low, high) in here.items() if other != name)
        if staying and max(low, staying - elsewhere) > max(0, staying - free):
            return True
    return False


def _name(place: int) -> Name:
    return ("part", str(place)) if place else WHOLE


def _difference(step: Step, *, declared: bool) -> Numbers:
    before, after = (state.declared if declared else state.numbers for state in step)
    return {name: after.get(name, 0) - before.get(name, 0) for name in PEOPLE}


def _range(step: Step, column: str, known: int, most: int, policy: Policy) -> Range:
    """By how much a number may have changed beyond what is known of it, when so many people changed."""
    if step.before.printed is None or step.after.printed is None:
        return -most, most
    (old_low, old_high), (low, high) = (policy.behind(state.printed[column]) for state in step if state.printed)
    lag = step.before.lag + step.after.lag
    return max(-most, low - old_high - lag - known), min(most, high - old_low + lag - known)
