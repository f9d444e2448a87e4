"""A meeting at a glance: who is in the room, its delegations, groups and heads, and how complete the record is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Meeting
from meetings.vocabulary import GenderBasis
from reports.counting.groupings import NO_GROUP
from reports.counting.population import Population
from reports.counting.scope import LISTED
from reports.dashboards import quotes
from reports.dashboards.composition import OF_HEADS, composition_unsaid, leadership_gap
from reports.dashboards.meeting import Before
from reports.dashboards.place_figure import PlaceFigure, files_of
from reports.dashboards.quotes import Quote
from reports.dashboards.sections import Section
from reports.measures.bands import low_coverage, too_few_known
from reports.measures.formulas import coverage, share_of_women
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts
from reports.measures.wording import SMALL
from reports.presentation import place_findings, sentences
from reports.presentation.findings import OK, OPEN, WATCH, of
from reports.presentation.heads import heads as heads_in_words
from reports.presentation.marks import bars, room
from reports.presentation.proceedings import ProceedingsOnPage
from reports.presentation.svg import WHOLE
from reports.presentation.tables import FigureRow, figure_row
from reports.results import Result, delegations_of_one_gender, whole
from reports.words import percent_text

MOST = 600
"""People that are drawn one by one; of more the share alone is shown."""
BINS: dict[str, tuple[str | Promise, str | Promise]] = {
    room.MEN: (gettext_lazy("Men only"), gettext_lazy("Men only")),
    "under_25": (gettext_lazy("women under 25 %"), "1–24"),
    "25_to_39": (gettext_lazy("women from 25 to under 40 %"), "25–39"),
    room.BAND: (gettext_lazy("women from 40 to 60 %"), "40–60"),
    "61_to_75": (gettext_lazy("women over 60, up to 75 %"), "61–75"),
    "over_75": (gettext_lazy("women over 75 %"), "76–99"),
    room.WOMEN: (gettext_lazy("Women only"), gettext_lazy("Women only")),
    room.UNTOLD: (gettext_lazy("undecided"), gettext_lazy("Undecided")),
}
"""Of each bin what is read out, and what stands below it."""


@dataclass(frozen=True, slots=True)
class Room:
    """Everyone at one session, or all its heads: year, share and base in words, and a mark for each where they are not
    too many; ``bar`` is the share."""

    year: int
    share: str
    base: str
    counts: Counts
    marks: room.Marks | None
    bar: bars.Share | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A bin of delegations with what is read out of it and what stands below it."""

    marks: room.Bin
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A group at this session and at the one before; below ten people there are counts alone and no mark."""

    label: str
    share: str
    base: str
    mark: bars.Share | None
    before: bars.Share | None
    before_text: str


@dataclass(frozen=True, slots=True)
class Complete:
    """How many are recorded as women or men: the share in words and as a place, a chip, and how gender is known."""

    share: str
    at: str
    state: str
    word: str
    bases: Sequence[tuple[str, int]]


def rooms(people: Population, meeting: Meeting, before: Before | None, quote: Quote, sure: bool) -> PlaceFigure | None:
    """This session and the one before it; none of a single State, of which nothing is held against a half.

    Not ``sure``: the session is of the running year and not checked, so that nothing is said of a change.
    """
    counts, was = whole(people).counts, before.counts if before else None
    if sentences.names_a_state(people):
        return None
    shown = [(meeting.start.year, counts), *([(before.meeting.start.year, before.counts)] if before else [])]
    return PlaceFigure(
        id="rooms",
        finding=place_findings.session_finding(counts, was if sure else None),
        about=_("One square per person, of %(who)s. The line marks half.") % {"who": sentences.whom(people)},
        plot="marks/rooms.html",
        chart=list(_drawn(shown)),
        note=place_findings.room_note(counts),
        legend="marks/key_of_people.html",
        table=_sessions(people, before),
        table_notes=[*([before.change] if before and sure else []), *quote.notes, leadership_gap(people)],
        quotes=[quote],
        files=files_of(people.scope, by="category"),
        source=quotes.source_of(people),
    )


def _sessions(people: Population, before: Before | None) -> Section:
    """This session and the one before, participants and heads; of a first session the participants alone."""
    rows = before.rows if before else [figure_row(_("Participants"), whole(people).counts)]
    caption = _("This session and the one before it") if before else _("Participants of this session")
    return _table("before" if before else "session", caption, _("Who"), rows)


def _of_heads(people: Population, counts: Counts) -> Section:
    """Both ways to count heads, one beside the other."""
    presumed = whole(people, METRICS["heads_incl_first_listed"]).counts
    rows = [
        figure_row(_("Stated in the list, or came alone"), counts),
        figure_row(_("Including people listed first"), presumed),
    ]
    return _table("heads", _("Heads of delegation, by how they are known"), _("Who"), rows)


def _table(name: str, caption: str, title: str, rows: Sequence[FigureRow]) -> Section:
    another = any(row["another"] for row in rows)
    return {"id": name, "caption": caption, "title": title, "rows": rows, "total": None, "show_another": another}


def _drawn(shown: Sequence[tuple[int, Counts]], rows: int = 10) -> Iterator[Room]:
    for year, counts in shown:
        share = percent_text(share_of_women(counts).value, counts.known)
        words = {"of": of(counts), "open": number_format(counts.open)}
        marks = room.waffle(counts, rows=rows, round=rows < 10) if 0 < counts.total <= MOST else None
        base = _("%(of)s · %(open)s not recorded as either") if counts.another else _("%(of)s · %(open)s not recorded")
        yield Room(year, share, base % words, counts, marks, bars.share(counts))


def delegations(people: Population, section: Section | None) -> PlaceFigure | None:
    """Delegations by their share of women; None where a reader may not see them, or sees only some of their people."""
    if section is None or composition_unsaid(people) or sentences.names_a_state(people):
        return None
    found = room.bins([row.counts for row in section["results"]])
    every, several = delegations_of_one_gender(people, 1, 2)
    number = ngettext("%(number)s delegation", "%(number)s delegations", every.delegations)
    words = {"delegations": number % {"number": number_format(every.delegations)}}
    return PlaceFigure(
        id="delegations",
        finding=place_findings.delegations_finding(every),
        about=_("%(delegations)s by share of women, %%. Filled: two people or more; hollow: one person.") % words,
        plot="marks/bins.html",
        chart=[Labelled(one, str(BINS[one.key][0]), str(BINS[one.key][1])) for one in found],
        note=place_findings.several_note(several),
        table=section,
        files=files_of(people.scope, by="delegation"),
        source=quotes.source_of(people),
    )


def groups(section: Section, before: Sequence[Result]) -> PlaceFigure | None:
    """Regional groups in their usual order; below ten people counts alone."""
    shown = [row for row in section["results"] if row.counts.total]
    if not shown:
        return None
    was = {row.key: row.counts for row in before}
    return PlaceFigure(
        id="groups",
        finding=place_findings.groups_finding([row.counts for row in shown if row.key != NO_GROUP]),
        about=_("Women among participants, %: this session filled, the one before hollow; hatched: not recorded."),
        plot="marks/spots.html",
        chart=[_spot(row, was.get(row.key, Counts())) for row in shown],
        table=section,
        table_notes=section["notes"],
    )


def _spot(row: Result, before: Counts) -> Spot:
    enough, enough_before = row.counts.known >= SMALL, before.known >= SMALL
    known = of(row.counts) if row.counts.known else _("no value")
    return Spot(
        label=row.label,
        share=row.percent or known,
        base=known if row.percent else "",
        mark=bars.share(row.counts) if enough else None,
        before=bars.share(before) if enough and enough_before else None,
        before_text=place_findings.share_or_counts(before) if before.known else "",
    )


def heads(people: Population, meeting: Meeting, before: Before | None) -> PlaceFigure | None:
    """Who led the delegations, a dot each; the figure with those listed first stands beside it."""
    counts = whole(people, OF_HEADS).counts
    if sentences.names_a_state(people):
        return None
    shown = [(meeting.start.year, counts)]
    if before and before.heads:
        shown.append((before.meeting.start.year, before.heads))
    return PlaceFigure(
        id="heads",
        finding=place_findings.heads_of_session(counts),
        about=_("Heads that the list states, and people who came alone"),
        plot="marks/leaders.html",
        chart=list(_drawn(shown, rows=2)),
        table=_of_heads(people, counts),
        table_notes=heads_in_words(people)[1:],
        quotes=[quotes.heads(people)],
        note=place_findings.heads_note(people),
        files=files_of(people.scope, metric="heads_of_delegation"),
        source=quotes.source_of(people),
    )


def complete(people: Population) -> PlaceFigure | None:
    """How many are recorded as women or men, and how that is known."""
    counts = whole(people).counts
    share = coverage(counts).value
    if share is None:
        return None
    state, word = OK, _("Good enough to publish")
    if too_few_known(counts):
        state, word = OPEN, _("No verdict")
    elif low_coverage(counts):
        state, word = WATCH, _("Low coverage")
    words = {"known": number_format(counts.known), "total": number_format(counts.total)}
    text = percent_text(share, counts.total) or _("%(known)s of %(total)s") % words
    return PlaceFigure(
        id="complete",
        finding=_("How complete is this?"),
        about=_(
            "%(known)s of %(total)s are recorded as women or men. Under 90 %% is labelled; under 70 %% has no verdict."
        )
        % words,
        plot="marks/coverage.html",
        chart=Complete(text, WHOLE.at(share), state, word, _bases(people, counts)),
    )


def _bases(people: Population, counts: Counts) -> list[tuple[str, int]]:
    """Of those counted by the list: how many rest on each basis."""
    rest = [(_("Not recorded"), counts.unknown), *([(_("Another gender"), counts.another)] if counts.another else [])]
    if people.gender_bases(counted=True) != {LISTED}:
        return rest
    bases = {
        GenderBasis.COURTESY_TITLE: _("Title or column in the list"),
        GenderBasis.PUBLIC_SOURCE: _("Public source, cited"),
    }
    known = [(label, whole(people.listed_on(basis)).counts.known) for basis, label in bases.items()]
    return [(label, number) for label, number in known if number] + rest


def proceedings(found: ProceedingsOnPage | None) -> PlaceFigure | None:
    """Statements and office-holders, each with its share."""
    if found is None or not found.rows:
        return None
    said, held = found.statements, found.office_holders
    return PlaceFigure(
        id="statements",
        finding=place_findings.statements_finding(said, held),
        about=_("Share of women, each with its base; hatched: not recorded"),
        plot="marks/shares.html",
        chart=found.rows,
        note=found.sentences[0] if found.sentences else "",
        table=_table("statements", found.caption, _("What"), found.rows),
        table_notes=found.sentences,
    )
