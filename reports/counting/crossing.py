"""Two dimensions as one: its groups are pairs of a group of either, so that every metric is counted in a crosstab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from meetings.models import OfficeHolder
from reports.counting.dimension import Dimension, Level
from reports.counting.groupings import Reference
from reports.counting.groups import Groupable, GroupCodes, Peopled
from reports.counting.office_groups import OfficeGrouping, OfficeGroups, Part, Years
from reports.refusals import QuestionRefused

if TYPE_CHECKING:
    import numpy as np

BETWEEN = "\x1f"
"""Between the keys of a pair, and between its labels: no key and no label has it."""


def crossed(first: Dimension, second: Dimension) -> Dimension:
    """Both dimensions at once; keys and labels of its groups are taken apart by ``pair``. Raises Refused for one
    dimension twice. It divides people of a delegation, and isolates delegations, where either does."""
    if first is second:
        raise QuestionRefused(
            _("Rows and columns are both “%(dimension)s”: choose another one for one of them.")
            % {"dimension": first.title}
        )
    divides = Level.PARTICIPATION in (first.level, second.level)
    apart = Level.DELEGATION in (first.level, second.level)
    statements, offices = (first.group_statements, second.group_statements), (first.group_offices, second.group_offices)
    return Dimension(
        f"{first.key} × {second.key}",
        f"{first.title} × {second.title}",
        f"{first.name} × {second.name}",
        Level.PARTICIPATION if divides else Level.DELEGATION if apart else Level.MEETING,
        partial(_of_delegations, both=(first, second), divides=divides),
        partial(_of_statements, both=(statements[0], statements[1])) if statements[0] and statements[1] else None,
        partial(_of_offices, both=(offices[0], offices[1])) if offices[0] and offices[1] else None,
        narrows=None,
        offered=False,
        crosses=(first, second),
    )


def pair(joined: str) -> tuple[str, str]:
    """The two keys, or labels, of a group of a crossed dimension."""
    first, _between, second = joined.partition(BETWEEN)
    return first, second


def _of_delegations(people: Peopled, *, both: tuple[Dimension, Dimension], divides: bool) -> GroupCodes:
    """One code a delegation, or one a row where either dimension divides their people."""
    found = [dimension.group_delegations(people) for dimension in both]
    codes = [
        coded.codes[people.arrays.delegation] if divides and dimension.level is not Level.PARTICIPATION else coded.codes
        for dimension, coded in zip(both, found, strict=True)
    ]
    return _pairs(found, codes)


def _of_statements(
    lines: Groupable, *, both: tuple[Callable[[Groupable], GroupCodes], Callable[[Groupable], GroupCodes]]
) -> GroupCodes:
    found = [group(lines) for group in both]
    return _pairs(found, [coded.codes for coded in found])


def _of_offices(
    held: Sequence[OfficeHolder],
    reference: Reference,
    years: Years | None,
    *,
    both: tuple[OfficeGrouping, OfficeGrouping],
) -> OfficeGroups:
    """An office counts in each pair of its groups, with the days of the years that both count it in."""
    first, second = (group(held, reference, years) for group in both)

    def parts(one: OfficeHolder) -> list[Part]:
        return [
            Part(
                f"{ours.key}{BETWEEN}{theirs.key}",
                f"{ours.label}{BETWEEN}{theirs.label}",
                _shared(ours.years, theirs.years),
            )
            for ours, theirs in product(first.parts(one), second.parts(one))
        ]

    return OfficeGroups(parts)


def _shared(ours: Years | None, theirs: Years | None) -> Years | None:
    if ours is None or theirs is None:
        return ours or theirs
    return max(ours[0], theirs[0]), min(ours[1], theirs[1])


def _pairs(found: Sequence[GroupCodes], codes: Sequence[np.ndarray]) -> GroupCodes:
    """The pairs that occur, numbered in the order of the first dimension, then of the second."""
    import numpy as np

    first, second = found
    wide = max(len(second.keys), 1)
    place = codes[0].astype(np.int64) * wide + codes[1]
    there = np.flatnonzero(np.bincount(place, minlength=1))
    number = np.zeros(int(there[-1]) + 1 if len(there) else 1, np.int32)
    number[there] = np.arange(len(there), dtype=np.int32)
    keys, labels = (
        [f"{ours[spot // wide]}{BETWEEN}{theirs[spot % wide]}" for spot in there.tolist()]
        for ours, theirs in ((first.keys, second.keys), (first.labels, second.labels))
    )
    return GroupCodes(number[place], keys, labels)
