"""The share of women of a meeting once a list is imported, beside that of the last session of its forum."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.models import ImportBatch, Meeting
from meetings.rights import Account
from meetings.vocabulary import BatchState, ListAccess
from reports.counting.narrowing import latest
from reports.counting.scope import Scope
from reports.dashboards.permitted import population_for
from reports.measures.tally import Counts
from reports.results import Result, supposing, whole
from reports.series import Session, sessions


@dataclass(frozen=True, slots=True)
class AfterImport:
    """``figure`` is None where it cannot be said before the import; ``previous`` where this person may read none."""

    figure: Result | None
    previous: Session | None


def after_import(user: Account, batch: ImportBatch) -> AfterImport:
    """The people in States' delegations as they will stand in the record, or do once the list is imported."""
    meeting = batch.document.meeting
    now = whole(population_for(user, Scope(meeting=meeting.slug)))
    figure = now if batch.state != BatchState.PREVIEWED else _supposed(batch, now)
    return AfterImport(figure, _session_before(user, meeting))


def _supposed(batch: ImportBatch, now: Result) -> Result | None:
    """As it will be: the counts of today and what the list adds to them, on the basis on which the meeting counts."""
    meeting = batch.document.meeting
    access = batch.said.access or meeting.list_access
    if access != meeting.list_access and now.counts.total:
        return None  # everybody on record would be counted on the other basis
    change = batch.totals.get("effect", {}).get("listed" if access == ListAccess.OPEN else "recorded")
    return None if change is None else supposing(now, Counts(**change))


def _session_before(user: Account, meeting: Meeting) -> Session | None:
    """The last session of the forum before this meeting that the person may read."""
    before = Meeting.objects.filter(start__lt=meeting.start)
    found = sessions(latest(population_for(user, Scope(forum=meeting.forum_id), before), 1), meeting.forum_id)
    return found[-1] if found else None
