"""The delegations of one meeting beside its names: who they are, and how many women and men each has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from meetings.models import Delegation, Meeting
from meetings.rights import Account
from reports.counting.dimensions import DIMENSIONS
from reports.counting.scope import ALL, Scope
from reports.dashboards.permitted import population_for
from reports.measures.tally import Counts
from reports.results import results
from reports.scope_results import delegation_key


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """One delegation; ``counts`` is None where this person may not read them, or nobody of it is counted."""

    number: int
    name: str
    counts: Counts | None


class Delegations:
    """Those of one meeting, in alphabetical order and never ranked."""

    def __init__(self, user: Account, meeting: Meeting) -> None:
        self.user, self.meeting = user, meeting

    @cached_property
    def lines(self) -> list[DelegationLine]:
        found = Delegation.objects.filter(meeting=self.meeting).select_related("country").order_by("pk")
        people = population_for(self.user, Scope(meeting=self.meeting.slug, category=ALL)).without_closed_lists()
        rows = {row.key: row for row in results(people, dimension=DIMENSIONS["delegation"])}
        lines = []
        for one in found:
            # A State in two sections is one in the figures: they are said of the first alone.
            row = rows.pop(delegation_key(one.country_id or "", one.entity_key), None)
            order = row.alphabetical if row else str(one).casefold()
            lines.append((order, DelegationLine(one.pk, str(one), row.counts if row else None)))
        return [line for _order, line in sorted(lines, key=lambda pair: (pair[0], pair[1].number))]

    @cached_property
    def by_number(self) -> dict[int, DelegationLine]:
        return {line.number: line for line in self.lines}
