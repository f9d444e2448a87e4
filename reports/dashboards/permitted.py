"""The population a person may read: the only way from a dashboard to the record."""

from __future__ import annotations

from django.db.models import QuerySet

from meetings.models import Meeting
from meetings.rights import Account, Right, may, meetings_within
from meetings.vocabulary import ListAccess
from reports.counting.population import Population, population_of
from reports.counting.scope import Scope


def population_for(user: Account, scope: Scope, within: QuerySet[Meeting] | None = None) -> Population:
    """The people of a scope at the meetings of which the person reads figures, or at those of them ``within``."""
    readable = meetings_within(user, Right.READ_FIGURES)
    seen = readable if within is None else readable & within
    return population_of(scope, seen, readable_closed_for(user))


def readable_closed_for(user: Account) -> frozenset[int] | None:
    """Ids of the closed lists whose delegations may be taken apart for a person; None is all of them."""
    if may(user, Right.READ_CLOSED_DELEGATIONS):
        return None
    closed = meetings_within(user, Right.READ_CLOSED_DELEGATIONS).exclude(list_access=ListAccess.OPEN)
    return frozenset(closed.values_list("pk", flat=True))
