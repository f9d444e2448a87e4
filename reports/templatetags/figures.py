"""Figures beside pages of the record: the workspace of a meeting shows them, and the record knows nothing of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django import template

from meetings.models import ImportBatch, Meeting, Question
from meetings.rights import Account
from reports.counting.scope import Scope
from reports.dashboards.after_import import AfterImport, after_import
from reports.dashboards.delegations import Delegations
from reports.dashboards.permitted import population_for
from reports.dashboards.stakes import Outcome, Stakes
from reports.measures.tally import Counts
from reports.presentation import dates
from reports.results import Result, whole

register = template.Library()


class QuestionLine(Protocol):
    """A question as its page prints it."""

    @property
    def question(self) -> Question: ...


@register.simple_tag
def days_of(meeting: Meeting) -> str:
    """The days of a meeting in words: 7–16 March 2025."""
    return dates.dates(meeting)


@register.simple_tag
def figure_of(user: Account, meeting: Meeting) -> Result:
    """The people in States' delegations of a meeting, as its page counts them."""
    return whole(population_for(user, Scope(meeting=meeting.slug)))


@register.simple_tag
def figure_after(user: Account, batch: ImportBatch) -> AfterImport:
    """The same once a staged list is imported, and of the last session of the forum."""
    return after_import(user, batch)


@register.simple_tag
def delegations_of(user: Account, meeting: Meeting) -> Delegations:
    """The delegations of a meeting, each with its counts where this person may read them."""
    return Delegations(user, meeting)


@register.simple_tag
def counts_of(delegations: Delegations, number: int) -> Counts | None:
    """The counts of one of them."""
    line = delegations.by_number.get(number)
    return line.counts if line else None


@register.simple_tag
def stakes_of(user: Account, meeting: Meeting, lines: Sequence[QuestionLine]) -> Stakes:
    """What the answers of a page can do to the share of women of their meeting."""
    return Stakes(user, meeting, [line.question for line in lines])


@register.filter
def most_first(lines: Sequence[QuestionLine], stakes: Stakes) -> list[QuestionLine]:
    """The questions whose answers set the share furthest apart first."""
    return sorted(lines, key=lambda line: -stakes.swing(line.question))


@register.simple_tag
def outcome_of(stakes: Stakes, question: Question, answer: str) -> Outcome | None:
    """What one answer does."""
    return stakes.outcome(question, answer)
