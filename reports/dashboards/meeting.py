"""Dashboard of a meeting, compared with the session before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.rights import Account
from reports.counting.narrowing import at_meeting, latest
from reports.counting.population import Population
from reports.counting.scope import Scope
from reports.dashboards.permitted import population_for
from reports.measures.tally import Counts
from reports.presentation import dates
from reports.presentation.tables import figure_row
from reports.results import Result
from reports.series import ENOUGH, Session, sessions


@dataclass(frozen=True, slots=True)
class Before:
    """The session before with its ``people``, their ``counts`` and those of its heads: ``change`` says what changed
    since, ``rows`` hold both sessions, participants and then heads."""

    meeting: Meeting
    counts: Counts
    heads: Counts | None
    people: Population
    change: str
    rows: list[dict[str, Any]]
    show_another: bool


class OneMeeting:
    """A meeting with its population and the session before. ``people`` of the meeting, taken out of those of its
    forum's sessions up to then that the person may read."""

    def __init__(self, user: Account, meeting: Meeting, scope: Scope) -> None:
        self.meeting = meeting
        so_far = Q(start__lt=meeting.start) | Q(start=meeting.start, slug__lte=meeting.slug)
        scope = replace(scope, meeting="", forum=meeting.forum_id, years=None)
        self.of_forum = population_for(user, scope, Meeting.objects.filter(so_far))
        self.people: Population = at_meeting(self.of_forum, meeting.slug)

    @property
    def is_settled(self) -> bool:
        """Whether a change may be said of it: of an unfinished list of the running year none is."""
        running = datetime.datetime.now(datetime.UTC).year
        return self.meeting.start.year < running or bool(self.meeting.locked_at)

    def before(self) -> Before | None:
        """The session before beside this one; ``None`` at the first."""
        looked_at = sessions(latest(self.of_forum, ENOUGH + 1), self.meeting.forum_id)
        session_of = {session.meeting.slug: session for session in looked_at}
        here = session_of.get(self.meeting.slug)
        if here is None or here.previous is None:
            return None
        both = ((_("the session before"), session_of[here.previous.slug]), (_("this session"), here))
        rows = [_row(_("Participants"), when, session, session.result) for when, session in both]
        rows += [_row(_("Heads of delegation"), when, one, one.heads) for when, one in both if one.heads]
        was = session_of[here.previous.slug]
        led = was.heads.counts if was.heads else None
        of_it = at_meeting(self.of_forum, here.previous.slug)
        another = any(row["another"] for row in rows)
        return Before(here.previous, was.result.counts, led, of_it, here.text, rows, another)


def _row(who: str, when: str, session: Session, result: Result) -> dict[str, Any]:
    row = figure_row(who, result.counts)
    words = {"when": when, "days": dates.dates(session.meeting)}
    row["note"] = "; ".join(part for part in (_("%(when)s, %(days)s") % words, row["note"]) if part)
    return row
