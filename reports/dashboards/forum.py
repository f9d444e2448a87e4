"""Dashboard of a forum: its last session, its sessions in time, and when a goal would be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from reports.counting.closed_lists import LEFT_OUT
from reports.counting.dimensions import DIMENSIONS
from reports.counting.groupings import NO_GROUP
from reports.counting.narrowing import at_meeting, latest
from reports.counting.population import Population
from reports.dashboards import composition, quotes
from reports.dashboards.quotes import Quote
from reports.dashboards.sections import Section, latest_meetings, section
from reports.dashboards.trend_figure import TrendFigure, trend_figure
from reports.dashboards.waiting import RUN
from reports.measures.metrics import METRICS
from reports.measures.projection import Point
from reports.measures.trends import ALL_WOMEN
from reports.measures.wording import SMALL
from reports.presentation import dates, place_findings, sentences
from reports.presentation.findings import of
from reports.presentation.proceedings import office_in_words
from reports.refusals import QuestionRefused
from reports.results import results, whole
from reports.scope_results import meetings_with_people, offices_in, settled, states_with_people
from reports.series import ENOUGH, Session, StateRun, YearSeries, by_year, runs, sessions
from reports.words import said

OFFICES = METRICS["office_holders"]
SHOWN = 25
"""Sessions that are listed; Explore lists more."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Delegations of one gender at ``RUN`` meetings on end or more: how many, of which gender, and which they are."""

    finding: str
    sentence: str
    found: list[StateRun]
    notes: list[str]


class OneForum:
    """A forum over its sessions in the scope, oldest first, of many the last ``SHOWN``; ``code`` is the forum's.

    ``settled`` are those of the years that lead: headline, trend, pace and what is drawn over the years are of it.
    """

    def __init__(self, code: str, people: Population, running: int) -> None:
        self.code, self.people, self.running = code, people, running
        self.settled = settled(people, running)
        # Those before the first that is shown are what its change is held against.
        self.sessions = sessions(latest(people, SHOWN + ENOUGH), code)[-SHOWN:]

    @cached_property
    def leading(self) -> Session | None:
        """The last session that is settled."""
        within = {meeting.pk for meeting in self.settled.meetings}
        return next((one for one in reversed(self.sessions) if one.meeting.pk in within), None)

    @cached_property
    def last(self) -> Population:
        """Everyone at the last settled session; without any, nobody."""
        return at_meeting(self.people, self.leading.meeting.slug) if self.leading else self.people

    @cached_property
    def yearly(self) -> YearSeries:
        """The settled sessions year by year."""
        return by_year(self.settled, constant=True)

    def lead(self) -> str:
        """Which session the headline is about, and how many there are."""
        if not self.leading:
            return _("Nobody is recorded for this selection.")
        every, last = meetings_with_people(self.people), self.leading.meeting
        words = {"title": last.title, "days": dates.dates(last), "number": number_format(len(every))}
        if len(every) == 1:
            return _("%(title)s, %(days)s: the only session on record.") % words
        words["since"] = str(every[0].start.year)
        return _("%(title)s, %(days)s; %(number)s sessions on record since %(since)s.") % words

    def not_leading(self) -> list[tuple[str, str]]:
        """The sessions after it, which move no headline and no trend: what they are, and where they are shown."""
        within = {meeting.pk for meeting in self.settled.meetings}
        return [
            (_so_far(one.meeting, self.running), one.meeting.get_absolute_url())
            for one in self.sessions
            if one.meeting.pk not in within
        ]

    def quote(self) -> Quote:
        """Women among the participants of the leading session, and first what changed since the one before."""
        said_of_last, since = quotes.participants(self.last), self.leading
        if not since or not since.previous or sentences.names_a_state(self.last):
            return said_of_last
        words = {"before": since.previous.title, "change": since.text}
        changed = _("Since %(before)s: %(change)s.") % words
        return replace(said_of_last, notes=[changed, *said_of_last.notes])

    def finding(self) -> str:
        """The line below the title."""
        counts = whole(self.last).counts
        if sentences.names_a_state(self.people):
            return self.quote().sentence
        words = {"share": place_findings.share_or_counts(counts), "of": of(counts)}
        if not counts.known or not self.leading:
            return ""
        words |= {"open": number_format(counts.open), "year": str(self.leading.meeting.start.year)}
        if counts.known < SMALL:
            return _("%(of)s women in %(year)s, %(open)s not recorded.") % words
        return _("%(share)s women in %(year)s (%(of)s), %(open)s not recorded.") % words

    def by_session(self) -> Section:
        """Participants session by session; each says its dates."""
        in_time = latest_meetings(self.people, SHOWN, _meeting)
        in_time["heading"] = _("Sessions in full")
        for row, session in zip(in_time["rows"], self.sessions, strict=True):
            row["note"] = "; ".join(part for part in (dates.dates(session.meeting), row["note"]) if part)
        return in_time

    def heads(self) -> Section:
        """Heads of delegation session by session."""
        return composition.heads_by_meeting(self.people, SHOWN, _meeting)

    def changes(self) -> list[Session]:
        """Sessions with one before them, latest first, but for the one of the headline."""
        return [session for session in reversed(self.sessions) if session.previous and session != self.leading]

    def offices(self) -> list[dict[str, str]]:
        """Chairs and other office-holders of the forum and of its sessions, without names."""
        try:
            return [office_in_words(*office) for office in offices_in(self.people)]
        except QuestionRefused:  # narrowed to what says nothing of office-holders
            return []

    def groups(self) -> list[Section]:
        """Regional groups, and where they are on file the forum's own."""
        found = [section("regional_group", self.people)]
        own = section("forum_group", self.people)
        if any(result.key != NO_GROUP for result in own["results"]):
            found.append(own)
        for one in found:
            one["heading"] = _("%(groups)s: all sessions together") % {"groups": one["title"]}
        return found

    def trend(self, by: int, percent: int) -> TrendFigure:
        """Year by year with what is said of its future; hollow the years after it that are over."""
        until = self.settled.meetings[-1].start.year
        later = [Point(int(one.key), one.counts) for one in results(self.people, dimension=DIMENSIONS["year"])]
        unchecked = [one for one in later if until < one.year < self.running]
        return trend_figure(self.yearly, by, Fraction(percent, 100), unchecked)

    def pace(self, shown: TrendFigure, by: int) -> list[str]:
        """When the target would be reached at this pace, and what a dated goal asks; or why nothing is said."""
        if sentences.names_a_state(self.people):
            return [_("No pace is computed for a single State.")]
        trend, pace = shown.projection, shown.pace
        if trend is None:
            return [shown.note]
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
        words = {name: number_format(number) for name, number in numbers.items()} | {"meetings": apnumber(RUN)}
        finding = ngettext(
            "One gender, %(meetings)s sessions running: %(runs)s of %(states)s State",
            "One gender, %(meetings)s sessions running: %(runs)s of %(states)s States",
            numbers["states"],
        )
        sentence = _("%(men)s came with men only, %(women)s with women only.")
        notes = [_("Delegations of one person and sessions a State missed are ignored.")]
        if readable_here.left_out:
            notes.append(str(LEFT_OUT))
        return Runs(finding % words, sentence % words if found else "", found, notes)


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


def _so_far(meeting: Meeting, running: int) -> str:
    words = {"title": meeting.title, "year": str(meeting.start.year)}
    if meeting.locked_at:
        return _("%(title)s: checked, its year not yet whole") % words
    return (_("%(year)s so far: not checked") if meeting.start.year >= running else _("%(year)s: not checked")) % words


def _past(by: int, last: int) -> str:
    words = {"by": str(by), "last": str(last)}
    return _("The goal year %(by)s must be after the last year on record, %(last)s.") % words


def _meeting(slug: str) -> str:
    return reverse("meeting", args=[slug])
