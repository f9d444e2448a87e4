"""Results about letters to delegations: how many were sent and answered, and the session after one.

Letters are not the only thing that changes; what is said of a session after one is two counts, never a cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from meetings.models import DelegationLetter, Meeting
from meetings.models.letters import OUT, DelegationLetterKind, LetterAnswer
from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import Population
from reports.measures.tally import Counts
from reports.results import results
from reports.scope_results import meetings_with_people
from reports.series import runs

COUNTRY, FORUM, MEETING = DIMENSIONS["country"], DIMENSIONS["forum"], DIMENSIONS["meeting"]
SHORT_RUN = 2
"""Whom a delegation that was written to is held against: those with a run of so many sessions that were not."""


@dataclass(frozen=True, slots=True)
class SentLetters:
    """Letters that have left the office. ``median_days`` from sent to answered; None without an answer."""

    sent: int
    answered: int
    corrected: int
    changed_a_figure: int
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Mixed:
    """Delegations of two people or more whose composition is certain, and those of women and men among them."""

    delegations: int = 0
    mixed: int = 0

    def __add__(self, other: Mixed) -> Mixed:
        return Mixed(self.delegations + other.delegations, self.mixed + other.mixed)


@dataclass(frozen=True, slots=True)
class AfterLetters:
    """The next session of those who were written to about a run, beside those with a run of two who were not."""

    written_to: Mixed
    others: Mixed


def sent_letters(letters: Iterable[DelegationLetter]) -> SentLetters:
    """Of the letters those that have left the office, in numbers."""
    out = [one for one in letters if one.status in OUT]
    answered = [one for one in out if one.answered_on and one.sent_on]
    days = [(one.answered_on - one.sent_on).days for one in answered if one.answered_on and one.sent_on]
    return SentLetters(
        sent=len(out),
        answered=len(answered),
        corrected=sum(one.answer == LetterAnswer.CORRECTED for one in answered),
        changed_a_figure=sum(one.changed_a_figure for one in answered),
        median_days=median(days) if days else None,
    )


def after_letters(people: Population, letters: Iterable[DelegationLetter]) -> AfterLetters:
    """The session after letters about a run; ask of people as listed, at locked sessions with an open list.

    The session of a letter is the one it is about, the next is the forum's next one on record that began after it was
    sent. A State that sent nobody, one person, or people whose gender leaves it open is in neither number.
    """
    written, others = Mixed(), Mixed()
    of_runs = [one for one in letters if one.kind == DelegationLetterKind.RUN and one.status in OUT and one.meeting]
    for meeting, to in _by_meeting(of_runs):
        sent_on = min(one.sent_on for one in to if one.sent_on)
        sessions = meetings_with_people(people.where(FORUM, meeting.forum_id))
        later = [one for one in sessions if one.start > max(meeting.start, sent_on)]
        if not later:
            continue
        until = [one.slug for one in sessions if one.start <= meeting.start]
        had_a_run = {
            run.country
            for run in runs(people.where(MEETING, *until), meeting.forum_id)
            if run.length == SHORT_RUN and run.meetings[-1] == meeting
        }
        there = {one.key: one.counts for one in results(people.where(MEETING, later[0].slug), dimension=COUNTRY)}
        states = {one.country_id for one in to}
        written += _mixed(there, states)
        others += _mixed(there, had_a_run - states)
    return AfterLetters(written, others)


def _by_meeting(letters: list[DelegationLetter]) -> Iterator[tuple[Meeting, list[DelegationLetter]]]:
    meetings = {one.meeting_id: one.meeting for one in letters if one.meeting}
    for pk, meeting in meetings.items():
        yield meeting, [one for one in letters if one.meeting_id == pk]


def _mixed(there: dict[str, Counts], states: set[str]) -> Mixed:
    counted = [there[state] for state in states if state in there and there[state].total > 1]
    certain = [one for one in counted if (one.women and one.men) or not (one.another or one.unknown)]
    return Mixed(len(certain), sum(bool(one.women and one.men) for one in certain))
