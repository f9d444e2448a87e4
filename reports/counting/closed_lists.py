"""What is shown of a closed list inside the office, to whoever may not read its delegations.

It is shown whole: how many women and men, of the delegations of States or of everybody, at all. Nothing that takes some
of its people apart from others is shown, be it a delegation, a group, a category, a role, the heads, the speakers or
those who came: a small one is one person, and crossing or subtracting leaves one over. Both wholes are shown only where
neither they nor what lies between them are fewer than ``FEWEST``: otherwise one minus the other would be those few.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.vocabulary import Category
from reports.counting.arrays import Arrays
from reports.counting.attributes import category_mask, open_list_mask
from reports.counting.dimensions import DIMENSIONS, WHOLE, Dimension, Level
from reports.counting.scope import ALL, LISTED, REGISTERED, STATES, Scope
from reports.measures.metric import Metric

if TYPE_CHECKING:
    import numpy as np

LEFT_OUT: str | Promise = _("Meetings with closed lists are not included.")
TOGETHER = (STATES, ALL)
"""Who may be counted without taking delegations apart; any other category may be one of them."""
OF_WHOLE_LISTS = frozenset({"participants", "target", "groups"})
"""Inputs of metrics that take nobody of a meeting apart; every other one looks at some of its people."""
FEWEST = 5
"""Of fewer people nothing is said together: the same number that a claim needs on every page."""


def narrows_to_some(scope: Scope) -> bool:
    """Whether a scope counts some people of a meeting and not others, or as another basis of gender has them: the
    list of a closed meeting says as little as what was declared."""
    return (
        scope.category not in TOGETHER
        or scope.attended
        or scope.gender_basis == LISTED
        or any(DIMENSIONS[key].level is not Level.MEETING for key, _value in scope.only)
    )


def unit_of(scope: Scope) -> Level:
    """Over what a mean is taken: over the delegations of one meeting, else over meetings."""
    return Level.DELEGATION if scope.meeting else Level.MEETING


def isolates_delegations(scopes: Iterable[Scope], dimension: Dimension = WHOLE, metric: Metric | None = None) -> bool:
    """Whether an answer about these scopes tells of some people of a meeting apart from others."""
    asked, given = list(scopes), frozenset(metric.given if metric else ())
    if dimension.isolates or given - OF_WHOLE_LISTS or any(map(narrows_to_some, asked)):
        return True
    return "groups" in given and any(unit_of(scope) is Level.DELEGATION for scope in asked)


def may_be_shown(arrays: Arrays, scope: Scope, readable_closed: frozenset[int] | None) -> np.ndarray:
    """Of each meeting, whether those whom the scope counts are shown together to whoever asks."""
    may_be = delegations_may_be_read(arrays, readable_closed)
    if may_be.all() or narrows_to_some(scope):
        return may_be
    return may_be | arrays.remember(("shown whole", scope.category), lambda: shown_whole(arrays, scope))


def shown_whole(arrays: Arrays, scope: Scope) -> np.ndarray:
    """Of each meeting, whether the people of its States, or all its people, are shown together: where they are enough,
    and everybody only where whoever is of no State is nobody or enough, too."""
    import numpy as np

    def people_in(categories: Iterable[Category]) -> np.ndarray:
        inside = sizes * category_mask(categories)[arrays.category]
        return np.bincount(arrays.meeting_of, inside, len(arrays.meetings))

    sizes = arrays.table(REGISTERED, "own_gender").sum(axis=1)
    states = people_in(Scope(category=STATES).categories)
    if scope.category == STATES:
        return _enough(states)
    every = people_in(Scope(category=ALL).categories)
    return np.asarray(_enough(every) & (~_enough(states) | (states == 0) | _enough(every - states)))


def _enough(people: np.ndarray) -> np.ndarray:
    """Of each number, whether it is of enough people to be shown, or of nobody."""
    return (people == 0) | (people >= FEWEST)


def delegations_may_be_read(arrays: Arrays, readable_closed: frozenset[int] | None) -> np.ndarray:
    """Of each meeting, whether its list is open, or is one of those closed ones (by id; None is all) that are shown."""
    import numpy as np

    if readable_closed is None:
        return np.ones(len(arrays.meetings), bool)
    among = np.array([meeting.pk in readable_closed for meeting in arrays.meetings], bool) if readable_closed else False
    return np.asarray(open_list_mask(arrays) | among)
