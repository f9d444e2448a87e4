"""People of whom nothing is recorded, delegation by delegation: whom a letter to a mission would ask about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from meetings.models import Delegation, DelegationCount, Participation
from meetings.vocabulary import Gender, ListAccess, YesNo
from reports.counting.population import Population


@dataclass(slots=True)
class Unrecorded:
    """One delegation: ``people`` by name, ``unnamed`` of a head-count. Who prefers not to say is not among them."""

    delegation: Delegation
    people: list[Participation] = field(default_factory=list)
    unnamed: int = 0

    @property
    def number(self) -> int:
        return len(self.people) + self.unnamed


def unrecorded_in(people: Population) -> list[Unrecorded]:
    """Delegations of a scope with somebody not recorded, by the gender that their meeting is counted by."""
    meetings = [meeting.pk for meeting in people.without_closed_lists().meetings]
    within = {"delegation__meeting__in": meetings, "delegation__category__in": people.scope.categories}
    is_open, unknown = Q(meeting__list_access=ListAccess.OPEN), Gender.UNKNOWN
    silent = (is_open & Q(listed_gender=unknown)) | (~is_open & Q(recorded_gender=unknown))
    entries = Participation.objects.filter(silent, registered=YesNo.YES, **within)
    entries = entries.select_related("delegation__country", "delegation__meeting__forum")
    found: dict[int, Unrecorded] = {}
    by_delegation: dict[int, list[Participation]] = defaultdict(list)
    for entry in entries.order_by("list_order", "pk"):
        by_delegation[entry.delegation_id].append(entry)
    for pk, its in by_delegation.items():
        found[pk] = Unrecorded(its[0].delegation, its)
    counts = DelegationCount.objects.filter(unknown__gt=0, **within)
    for count in counts.select_related("delegation__country", "delegation__meeting__forum").order_by("pk"):
        found.setdefault(count.delegation_id, Unrecorded(count.delegation)).unnamed = count.unknown
    return list(found.values())
