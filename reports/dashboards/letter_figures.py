"""Whom letters of a kind go to, and the figures of each: every number of a letter is a result, as listed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from bodies.models import Body
from meetings.letters.addressees import has_a_mission
from meetings.letters.figures import LetterFigures, People, SessionFigures
from meetings.models import Country, DelegationLetter, Forum, Meeting
from meetings.models.letters import DelegationLetterKind, LetterStatus
from meetings.rights import Account
from meetings.vocabulary import CountryKind, ListAccess
from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import Population
from reports.counting.scope import LISTED, Scope
from reports.dashboards.permitted import population_for
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts
from reports.measures.trends import ALL_WOMEN
from reports.measures.wording import percentage
from reports.practice_results.bodies import of_body
from reports.results import Result, results, whole
from reports.scope_results import meetings_with_people
from reports.series import StateRun, runs

K = DelegationLetterKind
COUNTRY, MEETING, HEADS = DIMENSIONS["country"], DIMENSIONS["meeting"], METRICS["heads_of_delegation"]
SESSIONS = 6
"""Sessions that a letter tells of: this one and the five before."""
LEAST_RUN = 3
LED_WITHIN = 5
"""Sessions within which both a woman and a man led: reason for thanks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which letters: of a kind, about a meeting or (nominations) a forum; ``least``: sessions of a run."""

    kind: str
    forum: Forum
    meeting: Meeting | None = None
    least: int = LEAST_RUN


@dataclass(frozen=True, slots=True)
class Recipient:
    """A State with the figures of its letter; ``left_out`` says why it gets none, and is empty where it does."""

    country: Country
    figures: LetterFigures = field(default_factory=LetterFigures)
    left_out: str = ""

    @property
    def here(self) -> People:
        """The State's people at the session that the letter is about; of a body its members."""
        return self.figures.sessions[-1].people if self.figures.sessions else self.figures.members

    @property
    def because(self) -> str:
        """The figure that puts it among those who get a letter."""
        words = {"number": self.figures.run}
        if self.figures.reason == "mixed":
            return _("women and men after %(number)s sessions of one gender") % words
        if self.figures.reason == "led":
            return _("led by a woman and by a man within five sessions")
        if self.figures.run_of:
            kind = {
                "women": _("women only, %(number)s sessions in a row"),
                "men": _("men only, %(number)s sessions in a row"),
            }
            return kind[self.figures.run_of] % words
        return _("was at the session") if self.figures.sessions else _("may nominate")


class Recipients:
    """Everybody a campaign might write to, alphabetical, and who is left out with the reason."""

    def __init__(self, user: Account, asked: Asked) -> None:
        self.user, self.asked = user, asked

    @cached_property
    def every(self) -> list[Recipient]:
        found = list(self._nominating() if self.asked.kind == K.NOMINATIONS else self._delegations())
        return sorted(found, key=lambda one: str(one.country).casefold())

    @property
    def included(self) -> list[Recipient]:
        return [one for one in self.every if not one.left_out]

    @property
    def left_out(self) -> list[Recipient]:
        return [one for one in self.every if one.left_out]

    def of(self, country: Country) -> Recipient | None:
        """One State as the record is now; None where it was not at the session."""
        return next((one for one in self.every if one.country == country), None)

    def _nominating(self) -> Iterator[Recipient]:
        body = Body.objects.filter(forum=self.asked.forum).first()
        result = of_body(body) if body else None
        figures = LetterFigures()
        if result and result.members is not None:
            figures = LetterFigures(members=_people(result.members), members_on=timezone.localdate().isoformat())
        for country in Country.objects.filter(kind__in=(CountryKind.MEMBER, CountryKind.OBSERVER)):
            yield Recipient(country, figures, self._refused(country))

    def _delegations(self) -> Iterator[Recipient]:
        countries = Country.objects.in_bulk([*self.at_last])
        for code in self.at_last:
            country = countries[code]
            figures = self._figures(code)
            why = self._refused(country) or self._not_meant(code, figures)
            yield Recipient(country, figures, why)

    def _refused(self, country: Country) -> str:
        if country.pk in self._written:
            return _("has a letter of this kind about this session")
        return "" if has_a_mission(country) else _("no mission is on file")

    def _not_meant(self, code: str, figures: LetterFigures) -> str:
        """Why a State gets no letter of this kind; empty where it does."""
        if self.asked.kind == K.RUN and not figures.run:
            run = self.runs_to_here.get(code)
            if run and run.length >= self.asked.least:
                return _("sessions before could not be decided: the run may be longer")
            return _("no run of %(least)s sessions") % {"least": self.asked.least}
        if self.asked.kind == K.THANKS and not figures.reason:
            return _("no run that ended, and not led by both within five sessions")
        return ""

    @cached_property
    def _written(self) -> set[str]:
        letters = DelegationLetter.objects.filter(kind=self.asked.kind).exclude(status=LetterStatus.WITHDRAWN)
        if self.asked.meeting is None:
            return set()
        return set(letters.filter(meeting=self.asked.meeting).values_list("country", flat=True))

    @cached_property
    def _people(self) -> Population:
        """All delegations of States as listed: of the meeting alone where its list is closed, else of the forum's
        locked sessions with an open list."""
        locked = Meeting.objects.filter(locked_at__isnull=False)
        meeting, forum = self.asked.meeting, self.asked.forum.pk
        if self.asked.kind == K.SHEET and meeting:
            return population_for(self.user, Scope(meeting=meeting.slug, gender_basis=LISTED), locked)
        within = locked.filter(list_access=ListAccess.OPEN)
        return population_for(self.user, Scope(forum=forum, gender_basis=LISTED), within)

    @cached_property
    def sessions(self) -> list[Meeting]:
        """The sessions that letters tell of, oldest first: up to the meeting, or before one that is to come."""
        found, meeting = meetings_with_people(self._people), self.asked.meeting
        if meeting is None:
            return found
        last = meeting.start if self.asked.kind != K.BEFORE_SESSION else meeting.start - datetime.timedelta(days=1)
        return [one for one in found if one.start <= last]

    @cached_property
    def _by_session(self) -> list[tuple[Meeting, dict[str, Result], dict[str, Counts]]]:
        """Each session with every State's people and heads."""
        found = []
        for meeting in self.sessions[-SESSIONS:]:
            there = self._people.where(MEETING, meeting.slug)
            heads = {one.key: one.counts for one in results(there, HEADS, COUNTRY)}
            found.append((meeting, {one.key: one for one in results(there, dimension=COUNTRY)}, heads))
        return found

    @property
    def at_last(self) -> Mapping[str, Result]:
        """Every State at the session that letters are about, by code."""
        return self._by_session[-1][1] if self._by_session else {}

    @cached_property
    def all_delegations(self) -> People:
        last = self._by_session[-1][0].slug
        return _of_result(whole(self._people.where(MEETING, last)))

    @cached_property
    def runs_to_here(self) -> dict[str, StateRun]:
        """Runs that go on at the last session."""
        return {run.country: run for run in self._runs(self.sessions) if run.meetings[-1] == self.sessions[-1]}

    @cached_property
    def runs_before(self) -> dict[str, StateRun]:
        """Runs as they were before the last session."""
        return {run.country: run for run in self._runs(self.sessions[:-1])} if len(self.sessions) > 1 else {}

    def _runs(self, sessions: list[Meeting]) -> list[StateRun]:
        if self.asked.kind == K.SHEET:
            return []
        among = self._people.where(MEETING, *[one.slug for one in sessions])
        return runs(among, self.asked.forum.pk)

    def _figures(self, code: str) -> LetterFigures:
        sessions = [
            SessionFigures(str(meeting), meeting.symbol, _of_result(there[code]))
            for meeting, there, _heads in self._by_session
            if code in there
        ]
        if self.asked.kind in (K.SHEET, K.BEFORE_SESSION):
            return LetterFigures(sessions=sessions[-1:])
        heads = _people(self._by_session[-1][2].get(code, Counts()))
        figures = LetterFigures(sessions=sessions, heads=heads, all_delegations=self.all_delegations)
        if self.asked.kind == K.AFTER_SESSION:
            return figures
        return self._with_run(code, sessions) if self.asked.kind == K.RUN else self._with_thanks(code, sessions)

    def _with_run(self, code: str, sessions: list[SessionFigures]) -> LetterFigures:
        run = self.runs_to_here.get(code)
        if run is None or run.length < self.asked.least or run.undetermined_end:
            return LetterFigures(sessions=sessions)
        return LetterFigures(sessions=sessions, run=run.length, run_of=_of(run))

    def _with_thanks(self, code: str, sessions: list[SessionFigures]) -> LetterFigures:
        run, here = self.runs_before.get(code), self.at_last[code].counts
        if run and run.length >= self.asked.least and here.women and here.men:
            return LetterFigures(sessions=sessions, run=run.length, run_of=_of(run), reason="mixed")
        led = [heads.get(code, Counts()) for _meeting, _there, heads in self._by_session[-LED_WITHIN:]]
        both = any(one.women for one in led) and any(one.men for one in led)
        return LetterFigures(sessions=sessions, reason="led" if both else "")


def _of(run: StateRun) -> str:
    return "women" if run.kind == ALL_WOMEN else "men"


def _of_result(result: Result) -> People:
    """The three groups of a result; a percentage where its base bears one."""
    percent = percentage(result.share.value, result.precision_base)
    return _people(result.counts, "" if percent is None else str(percent))


def _people(counts: Counts, percent: str = "") -> People:
    return People(counts.women, counts.men, counts.another + counts.unknown, percent)
