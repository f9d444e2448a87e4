"""What the pages of expert bodies show: bodies by distance from the band, stages of a cycle, rules with both sides."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bodies.models import Body, Cycle, ProcedureRule, StageCount
from bodies.vocabulary import MEMBERSHIP, NARROWING, POOLS, CycleStatus, Influence, Stage
from reports.measures.bands import band_position
from reports.measures.selection import AtClose, Sides, at_close, distance, needed, selection_ratio
from reports.measures.tally import Counts
from reports.measures.wording import SMALL, rounded, share_in_words
from reports.presentation.dates import day_text
from reports.presentation.findings import Verdict, verdict
from reports.words import said

SOON = datetime.timedelta(days=21)


def counts_of(row: StageCount) -> Counts:
    """People of one row as they are measured."""
    return Counts(row.women, row.men, row.another, row.not_recorded)


def stages_of(cycle: Cycle) -> dict[str, Counts]:
    """Everybody at each stage of a cycle that was counted; States invited are no people."""
    rows = [row for row in cycle.stage_counts.all() if not row.regional_group]
    return {row.stage: counts_of(row) for row in rows if row.stage != Stage.STATES_INVITED}


def first_counted(stages: dict[str, Counts], wanted: Sequence[Stage]) -> Counts | None:
    """The first of the wanted stages that was counted; None where none was."""
    return next((stages[stage] for stage in wanted if stage in stages), None)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body with who sits on it now (None: not entered), its open seats and its next deadline."""

    body: Body
    members: Counts | None
    verdict: Verdict | None
    away: int | None
    text: str
    open_seats: int | None
    closes: datetime.date | None
    late: bool

    @property
    def closes_text(self) -> str:
        return day_text(self.closes) if self.closes else "–"


def body_row(body: Body, today: datetime.date) -> BodyRow:
    """The body as its newest cycle with members says, with the next deadline of a cycle that is open."""
    cycles = list(body.cycles.all())
    found = [(one, first_counted(stages_of(one), MEMBERSHIP)) for one in cycles]
    newest, members = next(((one, counts) for one, counts in found if counts), (None, None))
    days = sorted(
        one.nominations_close for one in cycles
        if one.status == CycleStatus.OPEN and one.nominations_close and one.nominations_close >= today
    )  # fmt: skip
    seats = (newest and newest.seats) or body.seats
    return BodyRow(
        body,
        members,
        verdict(members) if members else None,
        distance(members) if members else None,
        said(share_in_words(members.women, members.known)) if members else "",
        max(0, seats - members.total) if seats and members else None,
        days[0] if days else None,
        bool(days) and days[0] - today <= SOON,
    )


class BodiesPage:
    """All bodies, the farthest from the band first, and apart those of which no cycle says who sits on them."""

    def __init__(self, today: datetime.date) -> None:
        every = Body.objects.select_related("forum").prefetch_related("cycles__stage_counts")
        rows = [body_row(body, today) for body in every]
        self.rows = sorted((row for row in rows if row.members), key=lambda row: -1 if row.away is None else -row.away)
        self.without = [row.body for row in rows if not row.members]
        self.demo = any(row.body.forum.demonstration for row in self.rows)
        self.deadlines = sorted((row for row in rows if row.closes), key=lambda row: row.closes or today)

    @property
    def headline(self) -> str:
        """How many bodies are in the band; seats that answer for different actors are never added up."""
        balanced = sum(band_position(row.members).balanced for row in self.rows if row.members)
        words = {"balanced": number_format(balanced), "number": number_format(len(self.rows))}
        if not self.rows:
            return _("No cycle says yet who sits on a body.")
        return ngettext(
            "%(balanced)s of %(number)s body is balanced.", "%(balanced)s of %(number)s bodies are balanced.",
            len(self.rows),
        ) % words  # fmt: skip

    def by_influence(self) -> list[tuple[str, str]]:
        """Women among the members of bodies, for each part that the office has in choosing them; never added up."""
        found = []
        for influence in Influence:
            here = [row.members for row in self.rows if row.members and row.body.influence == influence]
            if here:
                counts = sum(here, Counts())
                share = said(share_in_words(counts.women, counts.known))
                words = {"share": share, "unknown": number_format(counts.unknown)}
                found.append((str(influence.label), _("women %(share)s, %(unknown)s not recorded") % words))
        return found


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage as it is drawn: everybody, the share with its base, and its regional groups."""

    label: str
    counts: Counts
    text: str
    states: int | None
    regions: list[tuple[str, Counts]]


class CyclePage:
    """One cycle: its stages, open seats with the women they need, and what the body can be at the close."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        self.stages = stages_of(cycle)
        self.serving = self.stages.get(Stage.SERVING)
        self.pool = first_counted(self.stages, POOLS)
        self.seats = cycle.most_seats
        running = cycle.status == CycleStatus.OPEN and self.serving is not None and self.seats
        self.close: AtClose | None = at_close(self.seats, self.serving, self.pool) if running else None  # type: ignore[arg-type]

    def lines(self) -> list[StageLine]:
        rows = list(self.cycle.stage_counts.all())
        found = []
        for stage in Stage:
            whole = next((row for row in rows if row.stage == stage and not row.regional_group), None)
            if whole is None:
                continue
            counts, states = counts_of(whole), whole.total if stage == Stage.STATES_INVITED else None
            parts = [row for row in rows if row.stage == stage and row.regional_group]
            regions = [(str(row.get_regional_group_display()), counts_of(row)) for row in parts]
            text = said(share_in_words(counts.women, counts.known))
            found.append(StageLine(str(stage.label), counts, text, states, regions))
        return found

    @property
    def finding(self) -> str:
        """Open seats and the women they need, or why that cannot be said."""
        if self.close is None or self.seats is None or self.serving is None:
            return "" if self.cycle.status != CycleStatus.OPEN else _(
                "Enter the seats and who serves now: then this page says how many women the open seats need."
            )  # fmt: skip
        women = needed(self.seats, self.serving.women)
        words = {"open": number_format(self.close.open_seats), "women": number_format(women)}
        return ngettext(
            "%(open)s open seat; the body needs %(women)s more women.",
            "%(open)s open seats; the body needs %(women)s more women.", self.close.open_seats,
        ) % words  # fmt: skip

    @property
    def forecast(self) -> list[str]:
        """Women at the close at best, at worst, and with the pool as it is."""
        if self.close is None:
            return []
        words = {"best": number_format(self.close.best), "worst": number_format(self.close.worst),
                 "seats": number_format(self.close.seats)}  # fmt: skip
        found = [_("At best %(best)s of %(seats)s are women, at worst %(worst)s.") % words]
        if self.close.as_nominated is not None:
            words["now"] = number_format(self.close.as_nominated)
            found.append(_("Chosen like the pool so far: %(now)s of %(seats)s.") % words)
        if not self.close.reaches():
            found.append(_("Even if women took every open seat they can, the body would stay outside the band."))
        return found

    @property
    def ratio(self) -> str:
        """The selection ratio, or why there is none."""
        pool, chosen = self.stages.get(NARROWING[0]), self.stages.get(Stage.SELECTED)
        if pool is None or chosen is None:
            return ""
        found = selection_ratio(pool, chosen)
        if found is None:
            return _("No selection ratio: the pool is too small, or not everybody is recorded.")
        words = {"ratio": number_format(rounded(found, 2))}
        return _("Selection ratio %(ratio)s: at 1, women and men nominated are selected alike.") % words


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A change of procedure with women among those selected before and after it, cycle by cycle."""

    rule: ProcedureRule
    before: str
    after: str
    sentence: str


def rule_row(rule: ProcedureRule) -> RuleRow:
    """Both sides of a change; without the day on which it came into force there are none."""
    if rule.in_force_from is None:
        return RuleRow(rule, "", "", _("The day is not known, so no cycle stands before or after it."))
    cycles = Cycle.objects.exclude(opens=None).prefetch_related("stage_counts")
    cycles = (
        cycles.filter(body=rule.body) if rule.body else cycles.filter(body__forum__demonstration=rule.demonstration)
    )
    sides: tuple[list[Counts], list[Counts]] = ([], [])
    for cycle in cycles:
        chosen = stages_of(cycle).get(Stage.SELECTED)
        if chosen and cycle.opens:
            sides[cycle.opens >= rule.in_force_from].append(chosen)
    texts = [_side(side) for side in sides]
    return RuleRow(rule, texts[0], texts[1], said(Sides(*sides).sentence))


def _side(side: Sequence[Counts]) -> str:
    counts = sum(side, Counts())
    number = ngettext("%(number)s cycle", "%(number)s cycles", len(side)) % {"number": number_format(len(side))}
    return f"{said(share_in_words(counts.women, counts.known))}, {number}" if counts.total >= SMALL or side else number
