"""What is drawn of a forum over its years: heads, delegations of one gender, offices, statements; its sessions."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import Population
from reports.dashboards.forum import OFFICES, OneForum
from reports.dashboards.one_gender_years import one_gender
from reports.dashboards.place_figure import PlaceFigure, files_of
from reports.dashboards.quotes import source_of
from reports.dashboards.sections import Section
from reports.measures.metrics import METRICS
from reports.measures.projection import Point
from reports.measures.tally import Counts
from reports.presentation import place_findings, sentences
from reports.presentation.dates import dates
from reports.presentation.findings import NONE, OK, OPEN, of
from reports.presentation.marks import bars, over_time, room
from reports.presentation.marks.over_time import Trend
from reports.presentation.tables import figure_row
from reports.refusals import QuestionRefused
from reports.results import by_forum_and_year, results, whole
from reports.scope_results import open_questions_at
from reports.series import HEADS, Session
from reports.words import percent_text

YEAR, MEETING = DIMENSIONS["year"], DIMENSIONS["meeting"]
MOST_SEATS = 30
"""Office-holders of a year that are drawn one by one; where a year has more, no year is."""


@dataclass(frozen=True, slots=True)
class Small:
    """A smaller trend with what is written in it."""

    chart: Trend
    points: list[Point]
    spoken: str

    @property
    def first_text(self) -> str:
        return place_findings.share_or_counts(self.points[0].counts)

    @property
    def last_text(self) -> str:
        return place_findings.share_or_counts(self.points[-1].counts)

    @property
    def last_base(self) -> str:
        return of(self.points[-1].counts)


@dataclass(frozen=True, slots=True)
class YearOfOffices:
    """The office-holders of a year: a letter each, in one order whoever holds which office."""

    year: str
    who: list[str]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in the table: its figures, heads, delegations of one gender, and where the work stands."""

    title: str
    url: str
    days: str
    symbol: str
    mark: bars.Share | None
    share: str
    base: str
    open: int
    total: int
    heads: str
    heads_base: str
    one_gender: str
    one_gender_base: str
    state: str
    word: str


def every(found: OneForum, of_heads: Section) -> list[PlaceFigure]:
    """All that there are, below the trend."""
    return [one for one in (heads(found, of_heads), one_gender(found), offices(found), statements(found)) if one]


def heads(found: OneForum, table: Section) -> PlaceFigure | None:
    """Women among heads of delegation, year by year; nothing where whoever comes is the only member."""
    counted = {year: counts for (_code, year), counts in by_forum_and_year(found.settled, HEADS).items()}
    points = [Point(year, counts) for year, counts in sorted(counted.items())]
    chart = over_time.trend(points, None, None, height=230)
    if chart is None or sentences.names_a_state(found.people):
        return None
    shown = over_time.drawable(points)
    last = shown[-1]
    spoken = place_findings.heads_over_time(points)
    words = {"open": number_format(last.counts.open), "year": str(last.year)}
    return PlaceFigure(
        id="heads",
        finding=spoken,
        about=_("Women among heads of delegation that the lists state and people who came alone, %"),
        plot="marks/trend_alone.html",
        chart=Small(chart, shown, spoken),
        note=_("%(open)s not recorded in %(year)s.") % words,
        table=table,
        table_notes=table["notes"],
        files=files_of(found.settled.scope, by="year", metric="heads_of_delegation"),
        source=source_of(found.settled),
    )


def offices(found: OneForum) -> PlaceFigure | None:
    """Office-holders by year, a square each; who is not a woman or a man shows as not recorded."""
    try:
        every, by_year = whole(found.settled, OFFICES).counts, results(found.settled, OFFICES, YEAR)
    except QuestionRefused:  # narrowed to what says nothing of office-holders
        return None
    if not every.total:
        return None
    drawn = [YearOfOffices(row.label, _letters(row.counts)) for row in by_year]
    return PlaceFigure(
        id="offices",
        finding=place_findings.offices_finding(every),
        about=_("Chairs, presidents, bureau; one square is one office-holder, counted in every year of the office."),
        plot="marks/seats_by_year.html",
        chart=drawn if max(len(one.who) for one in drawn) <= MOST_SEATS else [],
        note=ngettext("%(number)s not recorded.", "%(number)s not recorded.", every.open)
        % {"number": number_format(every.open)},
        table={
            "id": "office-years",
            "caption": _("Office-holders by year"),
            "title": YEAR.title,
            "rows": [figure_row(row.label, row.counts) for row in by_year],
            "total": figure_row(_("All offices"), every),
            "show_another": bool(every.another),
        },
        files=files_of(found.settled.scope, by="year", metric="office_holders"),
        source=source_of(found.settled),
    )


def _letters(counts: Counts) -> list[str]:
    return [who if who in ("women", "men") else "open" for who in room.people(counts)]


def statements(found: OneForum) -> PlaceFigure | None:
    """Who read the statements, session by session."""
    try:
        said = results(found.settled, METRICS["share_of_statements"], MEETING)
    except QuestionRefused:
        return None
    rows = [figure_row(row.label, row.counts) for row in said if row.counts.total]
    if not rows:
        return None
    last = said[-1]
    return PlaceFigure(
        id="statements",
        finding=place_findings.statements_finding(last.counts, Counts()),
        about=_("Share of women, session by session; the finding is of the last. Hatched: not recorded."),
        plot="marks/shares.html",
        chart=rows[-6:],
        table={
            "id": "statement-sessions",
            "caption": _("Statements delivered, session by session"),
            "title": MEETING.title,
            "rows": rows,
            "total": None,
            "show_another": any(row["another"] for row in rows),
        },
        files=files_of(found.settled.scope, by="meeting", metric="share_of_statements"),
        source=source_of(found.settled),
    )


def session_lines(found: OneForum, released: frozenset[int]) -> list[SessionLine]:
    """Latest first; ``released``: meetings of which figures are public, by id."""
    of_men, of_women = (
        {row.key: row for row in _composed(found.people, f"delegations_all_{kind}_min2")} for kind in ("men", "women")
    )
    asked = open_questions_at(found.people)
    lines = []
    for one in reversed(found.sessions):
        men, women = of_men.get(one.meeting.slug), of_women.get(one.meeting.slug)
        told, base = "", ""
        if men and women and men.value.value is not None and women.value.value is not None:
            numbers = [int(row.value.value * row.value.base) for row in (men, women) if row.value.value is not None]
            told = " · ".join(map(number_format, numbers))
            base = _("of %(of)s, %(open)s undecided") % {"of": men.value.base, "open": men.value.open}
        lines.append(_line(one, told, base, asked.get(one.meeting.pk, 0), one.meeting.pk in released))
    return lines


def _composed(people: Population, metric: str) -> list:
    if people.divided or sentences.names_a_state(people):
        return []
    return results(people.without_closed_lists(), METRICS[metric], MEETING)


def _line(one: Session, told: str, base: str, asked: int, released: bool) -> SessionLine:
    counts, led = one.result.counts, one.heads.counts if one.heads else Counts()
    share = percent_text(one.result.share.value, counts.known)
    heads_share = percent_text(one.heads.share.value, led.known) if one.heads else ""
    if released:
        state, word = OK, _("published")
    elif one.meeting.locked_at:
        state, word = OK, _("checked")
    elif asked:
        state = OPEN
        word = ngettext("%(number)s question open", "%(number)s questions open", asked) % {"number": asked}
    else:
        state, word = NONE, _("not checked")
    known = of(counts) if counts.known else _("no value")
    heads_known = of(led) if led.known else "–"
    return SessionLine(
        title=one.meeting.title,
        url=one.meeting.get_absolute_url(),
        days=dates(one.meeting),
        symbol=one.meeting.symbol,
        mark=bars.share(counts),
        share=share or known,
        base=known if share else "",
        open=counts.open,
        total=counts.total,
        heads=heads_share or heads_known,
        heads_base=(f"{heads_known} · " if heads_share else "") + _("%(open)s not rec.") % {"open": led.open}
        if led.total
        else "",
        one_gender=told or "–",
        one_gender_base=base,
        state=state,
        word=word,
    )
