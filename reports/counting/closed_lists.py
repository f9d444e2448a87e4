"""The rule about closed lists inside the office: which questions would isolate delegations.

Who may not read the single delegations of a closed list reads it in questions that take them together. Its groups are
no such question: a small one is one delegation, and crossing or subtracting groups leaves one over.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.counting.arrays import Arrays
from reports.counting.attributes import open_list_mask
from reports.counting.dimensions import DIMENSIONS, WHOLE, Dimension, Level
from reports.counting.scope import ALL, STATES, Scope
from reports.measures.metric import Metric

if TYPE_CHECKING:
    import numpy as np

LEFT_OUT: str | Promise = _("Meetings with closed lists are not included.")
TOGETHER = (STATES, ALL)
"""Who may be counted without taking delegations apart; any other category may be one of them."""
OF_EACH_DELEGATION = frozenset({"delegations", "delegations_heard", "holders", "days"})
"""Inputs of metrics that look at delegations one by one, or at the few whom they sent to preside."""


def narrows_to_some(scope: Scope) -> bool:
    """Whether a scope counts some delegations of a meeting and not others."""
    return scope.category not in TOGETHER or any(
        DIMENSIONS[key].level is Level.DELEGATION for key, _value in scope.only
    )


def unit_of(scope: Scope) -> Level:
    """Over what a mean is taken: over the delegations of one meeting, else over meetings."""
    return Level.DELEGATION if scope.meeting else Level.MEETING


def isolates_delegations(scopes: Iterable[Scope], dimension: Dimension = WHOLE, metric: Metric | None = None) -> bool:
    """Whether an answer about these scopes tells of some delegations of a meeting apart from others."""
    asked, given = list(scopes), frozenset(metric.given if metric else ())
    if dimension.isolates or given & OF_EACH_DELEGATION or any(map(narrows_to_some, asked)):
        return True
    return "groups" in given and any(unit_of(scope) is Level.DELEGATION for scope in asked)


def delegations_may_be_read(arrays: Arrays, readable_closed: frozenset[int] | None) -> np.ndarray:
    """Of each meeting, whether its list is open, or is one of those closed ones (by id; None is all) that are told."""
    import numpy as np

    if readable_closed is None:
        return np.ones(len(arrays.meetings), bool)
    among = np.array([meeting.pk in readable_closed for meeting in arrays.meetings], bool) if readable_closed else False
    return np.asarray(open_list_mask(arrays) | among)
