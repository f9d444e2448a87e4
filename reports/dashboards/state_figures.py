"""What is drawn of a State: one square a person with the head framed, what each delegation was, its group beside it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import Population
from reports.dashboards.place_figure import PlaceFigure, files_of
from reports.dashboards.quotes import source_of
from reports.dashboards.sections import Section
from reports.measures.projection import Point
from reports.measures.tally import Counts
from reports.measures.trends import ALL_MEN, ALL_WOMEN, MIXED, UNDETERMINED
from reports.presentation.marks import over_time, room
from reports.presentation.marks.over_time import Trend
from reports.presentation.place_findings import share_or_counts, women_of_known
from reports.presentation.tables import figure_row
from reports.results import Result, results

ALONE, ABSENT = "alone", ""
MOST = 24
"""People of a delegation that are drawn one by one; of more the number stands there."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a delegation, never by name; whoever is neither a woman nor a man shows as not recorded."""

    who: str
    head: bool


@dataclass(frozen=True, slots=True)
class Came:
    """A delegation at one session: its people, and what it was; nothing of a year in which none came."""

    year: str
    people: list[Person]
    kind: str
    total: int


@dataclass(frozen=True, slots=True)
class OfForum:
    """A State's delegations at the sessions of a forum; ``run`` says what the last of them have in common."""

    name: str
    came: list[Came]
    run: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The share of a group over the years, and in each year the counts of the group and of the State."""

    chart: Trend
    points: list[Point]
    years: list[tuple[int, str, str]]
    spoken: str

    @property
    def first_text(self) -> str:
        return share_or_counts(self.points[0].counts)

    @property
    def last_text(self) -> str:
        return share_or_counts(self.points[-1].counts)

    @property
    def last_base(self) -> str:
        return women_of_known(self.points[-1].counts)


def kind_of(counts: Counts) -> str:
    """What a delegation was; one of one person is of one gender by necessity and is told apart."""
    if counts.total == 1:
        return ALONE
    if counts.women and counts.men:
        return MIXED
    if counts.open:
        return UNDETERMINED
    return ALL_WOMEN if counts.women else ALL_MEN


def run_of(kinds: Sequence[str]) -> tuple[str, int]:
    """The kind that the last delegations of two people or more have in common, and how many of them."""
    counted = [kind for kind in kinds if kind not in (ALONE, ABSENT)]
    if not counted or counted[-1] == UNDETERMINED:
        return ABSENT, 0
    length = next((place for place, kind in enumerate(reversed(counted)) if kind != counted[-1]), len(counted))
    return counted[-1], length


def delegations(
    people: Population, rows: Sequence[Result], heads: Mapping[str, Counts], seen: Container[str]
) -> list[OfForum]:
    """Forum by forum, session by session; the head is framed at the meetings ``seen``, by slug."""
    meeting_of = {meeting.slug: meeting for meeting in people.meetings}
    forums: dict[str, list[tuple[Meeting, Counts]]] = {}
    for row in rows:
        meeting = meeting_of[row.key]
        forums.setdefault(meeting.forum_name, []).append((meeting, row.counts))
    years = [meeting.start.year for meeting in meeting_of.values()]
    return [
        _of_forum(name, came, range(min(years), max(years) + 1), heads, seen) for name, came in sorted(forums.items())
    ]


def _of_forum(
    name: str, came: Sequence[tuple[Meeting, Counts]], years: range, heads: Mapping[str, Counts], seen: Container[str]
) -> OfForum:
    shown = []
    for year in years:
        here = [(meeting, counts) for meeting, counts in came if meeting.start.year == year]
        shown += [
            Came(str(year), _people(counts, heads.get(one.slug, Counts()) if one.slug in seen else Counts()),
                 kind_of(counts), counts.total)
            for one, counts in here
        ] or [Came(str(year), [], ABSENT, 0)]  # fmt: skip
    return OfForum(name, shown, _run_in_words(*run_of([one.kind for one in shown])))


def _people(counts: Counts, heads: Counts) -> list[Person]:
    """The head at the foot, then the others in the usual order; of very many nobody is drawn."""
    if counts.total > MOST:
        return []
    left = list(room.people(heads))
    found = []
    for who in room.people(counts):
        leads = who in left
        if leads:
            left.remove(who)
        found.append(Person(who if who in ("women", "men") else "open", leads))
    return sorted(found, key=lambda one: not one.head)


def _run_in_words(kind: str, length: int) -> str:
    if length < 2:
        return ""
    words = {"number": number_format(length)}
    if kind == MIXED:
        return _("Women and men at the last %(number)s.") % words
    return (
        _("Women only at the last %(number)s.") if kind == ALL_WOMEN else _("Men only at the last %(number)s.")
    ) % words


def who_came(people: Population, forums: Sequence[OfForum], sessions: Section) -> PlaceFigure:
    """Every person of the State's delegations."""
    several = [one for forum in forums for one in forum.came if one.total > 1]
    mixed = sum(one.kind == MIXED for one in several)
    words = {"mixed": number_format(mixed), "of": number_format(len(several))}
    finding = ngettext(
        "Women and men together in %(mixed)s of %(of)s delegation of two or more",
        "Women and men together in %(mixed)s of %(of)s delegations of two or more",
        len(several),
    )
    about = _("One square is one person; the head is framed; “–”: did not come.") if sessions["framed"] else ""
    return PlaceFigure(
        id="came",
        finding=finding % words if several else _("No delegation of two people or more"),
        about=about or _("One square is one person; “–”: did not come."),
        plot="marks/towers.html",
        chart=forums,
        legend="marks/key_of_people.html",
        note=_("A delegation of one person, and a session not attended, neither adds to a run nor breaks one."),
        table=sessions,
        table_notes=sessions["notes"],
        files=files_of(people.scope, by="meeting"),
        source=source_of(people),
    )


def beside_group(group: Population, label: str, own: Population, state: str) -> PlaceFigure | None:
    """The share of its regional group, with the counts of both; a State has no share and no place in an order."""
    year = DIMENSIONS["year"]
    theirs = {int(row.key): row.counts for row in results(group, dimension=year)}
    ours = {int(row.key): row.counts for row in results(own, dimension=year)}
    points = [Point(one, counts) for one, counts in sorted(theirs.items())]
    chart = over_time.trend(points, None, None, height=210)
    if chart is None:
        return None
    shown, words = over_time.drawable(points), {"group": label, "state": state}
    years = [
        (one, women_of_known(counts), women_of_known(ours[one]) if one in ours else "–")
        for one, counts in sorted(theirs.items())
    ]
    finding = _("Beside %(group)s") % words
    return PlaceFigure(
        id="beside",
        finding=finding,
        about=_("The line: women among all of the group, %%, %(state)s included. Below: counts of both.") % words,
        plot="marks/beside_group.html",
        chart=Beside(chart, shown, years, finding),
        table=_both(theirs, ours, label, state),
        files=files_of(group.scope, by="year"),
        source=source_of(group),
    )


def _both(theirs: Mapping[int, Counts], ours: Mapping[int, Counts], label: str, state: str) -> Section:
    """Year by year the group, and below it the State where it came: in counts, never as a share beside the group's."""
    rows = []
    for year, counts in sorted(theirs.items()):
        rows.append(figure_row(_("%(year)s, %(who)s") % {"year": year, "who": label}, counts))
        if year in ours:
            row = figure_row(_("%(year)s, %(who)s") % {"year": year, "who": state}, ours[year])
            rows.append(row | {"share": women_of_known(ours[year]), "base": "", "range": "", "mark": None})
    another = any(row["another"] for row in rows)
    table = {"id": "beside", "caption": _("Women and men of both, by year"), "title": _("Year"), "rows": rows}
    return table | {"total": None, "show_another": another}
