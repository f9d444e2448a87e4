"""The queue of people not recorded, ranked by what it would change if they were: delegation by delegation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from meetings.models import Delegation, Participation
from meetings.rights import Account, Right, meetings_within
from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import Population
from reports.counting.scope import Scope
from reports.dashboards.permitted import population_for
from reports.measures.tally import Counts
from reports.results import Result, results, supposing
from reports.scope_results import unrecorded


@dataclass(frozen=True, slots=True)
class Effect:
    """The share of women of a meeting or a forum: as it is, and if those asked about were all women, or all men."""

    now: Result
    if_women: Result
    if_men: Result

    @property
    def swing(self) -> Fraction:
        """How far apart the two are."""
        high, low = self.if_women.share.value, self.if_men.share.value
        return (high or Fraction(0)) - (low or Fraction(0))


@dataclass(frozen=True, slots=True)
class Case:
    """One delegation whose mission can settle it. ``unnamed`` are those of a head-count."""

    delegation: Delegation
    people: list[Participation]
    unnamed: int
    meeting: Effect
    forum: Effect

    @property
    def number(self) -> int:
        return len(self.people) + self.unnamed


def queue(user: Account) -> list[Case]:
    """States' delegations at meetings that are not locked and of which the person writes to delegations; those first
    whose answers set the share of their meeting furthest apart, then that of their forum."""
    writing = meetings_within(user, Right.CORRESPOND).filter(locked_at=None)
    asked, everybody = population_for(user, Scope(), writing), population_for(user, Scope())
    of_meetings, of_forums = _by("meeting", asked), _by("forum", everybody)
    found = []
    for one in unrecorded(asked):
        meeting = one.delegation.meeting
        at_meeting, at_forum = of_meetings.get(meeting.slug), of_forums.get(meeting.forum_id)
        if at_meeting and at_forum:
            effects = (_effect(now, one.number) for now in (at_meeting, at_forum))
            found.append(Case(one.delegation, one.people, one.unnamed, *effects))
    return sorted(found, key=lambda case: (-case.meeting.swing, -case.forum.swing, -case.number, case.delegation.pk))


def _by(dimension: str, people: Population) -> dict[str, Result]:
    return {row.key: row for row in results(people, dimension=DIMENSIONS[dimension])}


def _effect(now: Result, number: int) -> Effect:
    women, men = (Counts(women=number, unknown=-number), Counts(men=number, unknown=-number))
    return Effect(now, supposing(now, women), supposing(now, men))
