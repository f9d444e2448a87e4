"""Dashboard of a forum: its last session, its sessions in time, and when a goal would be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from reports.counting.closed_lists import LEFT_OUT
from reports.counting.groupings import NO_GROUP
from reports.counting.narrowing import at_meeting, latest
from reports.counting.population import Population
from reports.dashboards import composition, quotes
from reports.dashboards.quotes import Quote
from reports.dashboards.sections import Section, latest_meetings, section, shares_of
from reports.dashboards.waiting import RUN
from reports.measures.metrics import METRICS
from reports.measures.trends import ALL_WOMEN
from reports.presentation import dates, sentences
from reports.presentation.charts import Share, shares_over_time
from reports.presentation.proceedings import office_in_words
from reports.presentation.tables import figure_row
from reports.refusals import QuestionRefused
from reports.results import Result, whole
from reports.scope_results import meetings_with_people, offices_in, states_with_people
from reports.series import ENOUGH, Session, StateRun, by_year, runs, sessions
from reports.words import said

OFFICES = METRICS["office_holders"]
SHOWN = 25
"""Sessions that are listed; Explore lists more."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Delegations of one gender at ``RUN`` meetings on end or more; ``sentence`` counts them, ``found`` names them."""

    sentence: str
    found: list[StateRun]
    notes: list[str]


class OneForum:
    """A forum over its sessions in the scope, oldest first, of many the last ``SHOWN``; ``code`` is the forum's."""

    def __init__(self, code: str, people: Population) -> None:
        self.code, self.people = code, people
        # Those before the first that is shown are what its change is held against.
        self.sessions = sessions(latest(people, SHOWN + ENOUGH), code)[-SHOWN:]

    @cached_property
    def last(self) -> Population:
        """Everyone at the last session that holds someone; without any, nobody."""
        return at_meeting(self.people, self.sessions[-1].meeting.slug) if self.sessions else self.people

    def lead(self) -> str:
        """Which session the headline is about, and how many there are."""
        if not self.sessions:
            return _("Nobody is recorded for this selection.")
        every, last = meetings_with_people(self.people), self.sessions[-1].meeting
        words = {"title": last.title, "days": dates.dates(last), "number": number_format(len(every))}
        if len(self.sessions) == 1:
            return _("%(title)s, %(days)s: the only session on record.") % words
        words["since"] = str(every[0].start.year)
        return _("%(title)s, %(days)s: the last of %(number)s sessions on record since %(since)s.") % words

    def quote(self) -> Quote:
        """Women among the participants of the last session, and before all else what changed since the one before."""
        said_of_last = quotes.participants(self.last)
        since = self.sessions[-1] if self.sessions else None
        if not since or not since.previous or sentences.names_a_state(self.last):
            return said_of_last
        words = {"before": since.previous.title, "change": since.text}
        changed = _("Since %(before)s: %(change)s.") % words
        return replace(said_of_last, notes=[changed, *said_of_last.notes])

    def by_session(self) -> Section:
        """Participants session by session; each says its dates, for the charts name it by them."""
        in_time = latest_meetings(self.people, SHOWN, _meeting)
        in_time["heading"] = _("Session by session")
        for row, session in zip(in_time["rows"], self.sessions, strict=True):
            row["note"] = "; ".join(part for part in (dates.dates(session.meeting), row["note"]) if part)
        return in_time

    def heads(self) -> Section:
        """Heads of delegation session by session, drawn together with the participants of the table above."""
        headed = composition.heads_by_meeting(self.people, SHOWN, _meeting)
        everyone = self._points([session.result for session in self.sessions])
        second = (headed["heading"], self._points(headed["results"]))
        headed["chart"] = shares_over_time(everyone, _("Participants"), second=second, mirrored=get_language_bidi())
        headed["drawn"] = _("Share of women among participants and among heads of delegation, session by session.")
        return headed

    def changes(self) -> list[Session]:
        """Sessions with one before them, latest first, but for the last: its change stands with the headline."""
        return [session for session in reversed(self.sessions[:-1]) if session.previous]

    def offices(self) -> dict[str, Any] | None:
        """Chairs and other office-holders of the forum and of its sessions, without names; ``None`` without any."""
        try:
            counts = whole(self.people, OFFICES).counts
        except QuestionRefused:  # narrowed to what says nothing of office-holders
            return None
        if not counts.total:
            return None
        row = figure_row(_("Office-holders"), counts)
        return {"row": row, "list": [office_in_words(*office) for office in offices_in(self.people)]}

    def groups(self) -> list[Section]:
        """Regional groups, and where they are on file the forum's own."""
        found = [section("regional_group", self.people, chart=True)]
        own = section("forum_group", self.people)
        if any(result.key != NO_GROUP for result in own["results"]):
            found.append(own)
        for one in found:
            one["heading"] = _("%(groups)s: all sessions together") % {"groups": one["title"]}
        return found

    def pace(self, by: int, percent: int) -> list[str]:
        """When the target would be reached at this pace, and what a dated goal asks; or why nothing is said."""
        if sentences.names_a_state(self.people):
            return [_("No pace is computed for a single State.")]
        yearly, target = by_year(self.people, constant=True), Fraction(percent, 100)
        trend, pace = yearly.trend(target), yearly.pace(by, target)
        if trend is None:
            return [yearly.no_trend()]
        dated = [said(pace.sentence)] if pace else [_past(by, trend.last_year)]
        return [said(trend.sentence), *dated, *(said(caveat) for caveat in trend.caveats)]

    def runs(self) -> Runs | None:
        """Who came with one gender on end, where single delegations may be read; ``None`` where the scope takes only
        some people of each delegation, so that its composition is not known."""
        if self.people.divided:
            return None
        readable_here = self.people.without_closed_lists()
        found = runs(readable_here, self.code, at_least=RUN)
        women = sum(run.kind == ALL_WOMEN for run in found)
        numbers = {
            "runs": len(found),
            "states": len(states_with_people(readable_here)),
            "women": women,
            "men": len(found) - women,
        }
        words = {name: number_format(number) for name, number in numbers.items()} | {"meetings": number_format(RUN)}
        sentence = ngettext(
            "%(runs)s of %(states)s State sent a delegation of one gender to its last %(meetings)s sessions or "
            "more (women only: %(women)s, men only: %(men)s).",
            "%(runs)s of %(states)s States sent a delegation of one gender to their last %(meetings)s sessions or "
            "more (women only: %(women)s, men only: %(men)s).",
            numbers["states"],
        )
        notes = [_("Delegations of one person and sessions a State missed are ignored.")]
        if readable_here.left_out:
            notes.append(str(LEFT_OUT))
        return Runs(sentence % words, found, notes)

    def _points(self, found: Sequence[Result]) -> list[Share]:
        """Shares by session, each under its year, or its first day where a year holds several."""
        meeting_of = {session.meeting.slug: session.meeting for session in self.sessions}
        years = [meeting.start.year for meeting in meeting_of.values()]
        one_a_year = len(set(years)) == len(years)
        names = {
            slug: str(meeting.start.year) if one_a_year else dates.day_text(meeting.start)
            for slug, meeting in meeting_of.items()
        }
        shares = zip(found, shares_of(found), strict=True)
        return [replace(share, label=names[result.key]) for result, share in shares]


def run_text(run: StateRun) -> str:
    """Such as: women only at the last 3 sessions, since 2022; and whether it may be longer."""
    kind = _("women only") if run.kind == ALL_WOMEN else _("men only")
    words = {"kind": kind, "number": number_format(run.length), "since": str(run.meetings[0].start.year)}
    text = _("%(kind)s at the last %(number)s sessions, since %(since)s") % words
    return _("%(text)s or longer; the session before is undecided") % {"text": text} if (run.undetermined_end) else text


def as_lines(found: Sequence[StateRun]) -> list[dict[str, Any]]:
    """Runs as lines of a table, in the order given."""
    return [
        {"label": run.name, "url": reverse("reports:state", args=[run.country]), "text": run_text(run)} for run in found
    ]


def _past(by: int, last: int) -> str:
    words = {"by": str(by), "last": str(last)}
    return _("The goal year %(by)s must be after the last year on record, %(last)s.") % words


def _meeting(slug: str) -> str:
    return reverse("meeting", args=[slug])
