"""Results about expert bodies: who sits on one, a cycle stage by stage, both sides of a changed rule.

All in people and exact fractions. What is not counted is None, never zero; its words are made by whoever shows it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from bodies.models import Body, Cycle, ProcedureRule, Substitution
from bodies.vocabulary import MEMBERSHIP, NARROWING, POOLS, CycleStatus, Stage
from meetings.vocabulary import Gender
from reports.measures.bands import band_position
from reports.measures.selection import AtClose, Sides, at_close, distance, needed, selection_ratio
from reports.measures.tally import Counts
from reports.measures.wording import share_in_words
from reports.practice_results.counted import people_of
from reports.words import said

COLUMNS = ("stage", "women", "men", "another", "not_recorded", "as_of")
COUNTED_AS: dict[str, str] = {Gender.WOMAN: "women", Gender.MAN: "men", Gender.ANOTHER: "another"}
"""Where a gender is counted; whoever has none of these is unknown."""


@dataclass(frozen=True, slots=True)
class StagedCycle:
    """A cycle with everybody at each of its stages that was counted, and on which day; States are no people.

    ``replaced``: somebody was replaced after a stage was counted.
    """

    cycle: Cycle
    stages: dict[str, Counts]
    days: dict[str, datetime.date]
    replaced: bool

    @property
    def members_counted_on(self) -> datetime.date:
        """The day on which those who sit on the body were counted; of no cycle before the first."""
        return next((self.days[stage] for stage in MEMBERSHIP if stage in self.days), datetime.date.max)


def staged(cycles: QuerySet[Cycle]) -> list[StagedCycle]:
    """The cycles in their order, of each body the newest first, with all that is counted of them: one query."""
    whole = FilteredRelation("stage_counts", condition=Q(stage_counts__regional_group=""))
    columns = {column: F(f"whole__{column}") for column in COLUMNS}
    later = Substitution.objects.filter(cycle=OuterRef("pk"), on__gt=OuterRef("whole__as_of"))
    rows = cycles.select_related("body__forum").annotate(whole=whole).annotate(replaced=Exists(later), **columns)
    of_cycle = [list(some) for _pk, some in groupby(rows, key=lambda row: row.pk)]
    return [
        StagedCycle(some[0], _stages(some), {row.stage: row.as_of for row in some}, any(row.replaced for row in some))  # type: ignore[attr-defined]
        for some in of_cycle
    ]


def _stages(rows: Iterable[Any]) -> dict[str, Counts]:
    return {row.stage: people_of(row) for row in rows if row.stage and row.stage != Stage.STATES_INVITED}


def with_stages(cycles: QuerySet[Cycle]) -> QuerySet[Cycle]:
    """The cycles with all that their results need, regional groups included: two queries however many there are."""
    return cycles.select_related("body__forum").prefetch_related("stage_counts")


def first_counted(stages: dict[str, Counts], wanted: Sequence[Stage]) -> Counts | None:
    """The first of the wanted stages that was counted; None where none was."""
    return next((stages[stage] for stage in wanted if stage in stages), None)


@dataclass(frozen=True, slots=True)
class BodyResult:
    """A body with who sits on it, as its newest cycle with members says (None: no cycle does), and its seats then.

    ``members`` holds whoever came after they were counted; ``left_band_on`` is the day on which a replacement took
    the body out of the band, where the last one did.
    """

    body: Body
    cycles: Sequence[StagedCycle]
    members: Counts | None
    seats: int | None
    left_band_on: datetime.date | None = None

    @property
    def balanced(self) -> bool:
        return self.members is not None and band_position(self.members).balanced

    @property
    def away(self) -> int | None:
        """People who would have to be of the other gender for the band; None where that is not known."""
        return None if self.members is None else distance(self.members)

    @property
    def open_seats(self) -> int | None:
        """Seats that nobody holds; None where seats or members are not known."""
        return None if self.members is None or self.seats is None else max(0, self.seats - self.members.total)

    @property
    def text(self) -> str:
        """The share of women with its base; empty where no cycle says who sits on the body."""
        return "" if self.members is None else share_text(self.members)


def of_body(body: Body) -> BodyResult:
    """What a body is today."""
    return _with(body, staged(body.cycles.all()))


def with_a_cycle() -> list[BodyResult]:
    """Every body of which a cycle is on record, by name: one query, and one for each that lost members."""
    by_body = groupby(staged(Cycle.objects.all()), key=lambda one: one.cycle.body)
    return [_with(body, list(cycles)) for body, cycles in by_body]


def _with(body: Body, cycles: Sequence[StagedCycle]) -> BodyResult:
    found = ((one, first_counted(one.stages, MEMBERSHIP)) for one in cycles)
    newest, members = next(((one, counts) for one, counts in found if counts), (None, None))
    if newest is None or members is None:
        return BodyResult(body, cycles, None, body.seats)
    before, left_on = members, None
    late = newest.cycle.substitutions.filter(on__gt=newest.members_counted_on) if newest.replaced else ()
    for one in late:
        before, members = members, _after(members, one)
        if band_position(members).balanced:
            left_on = None
        elif band_position(before).balanced:
            left_on = one.on
    return BodyResult(body, cycles, members, newest.cycle.seats or body.seats, left_on)


def _after(members: Counts, replaced: Substitution) -> Counts:
    """The members once one has left and another has come; nobody leaves who is not counted."""
    left, came = (COUNTED_AS.get(gender, "unknown") for gender in (replaced.left_gender, replaced.joined_gender))
    fewer = replace(members, **{left: max(0, getattr(members, left) - 1)})
    return replace(fewer, **{came: getattr(fewer, came) + 1})


def share_text(counts: Counts) -> str:
    """Women among women and men in words, always with the base."""
    return said(share_in_words(counts.women, counts.known))


@dataclass(frozen=True, slots=True)
class StageResult:
    """A stage that was counted on a day: everybody and its regional groups, or the number of States invited.

    ``larger_because``: why it counts more people than an earlier one, where it does.
    """

    stage: Stage
    counts: Counts
    states: int | None
    groups: list[tuple[str, Counts]]
    counted_on: datetime.date
    larger_because: str

    @property
    def label(self) -> str:
        return str(self.stage.label)

    @property
    def text(self) -> str:
        return share_text(self.counts)


@dataclass(frozen=True, slots=True)
class CycleResult:
    """A cycle by its stages, with what can be at its close: None unless it is open and seats and members are known."""

    cycle: Cycle
    stages: dict[str, Counts]
    close: AtClose | None

    @property
    def women_needed(self) -> int | None:
        """Women whom the open seats need; None where that cannot be said."""
        seats = self.cycle.most_seats
        return needed(seats, self.stages[Stage.SERVING].women) if self.close and seats else None

    @property
    def selects(self) -> bool:
        """Whether nominated and selected are both counted, so that a selection ratio is asked for."""
        return NARROWING[0] in self.stages and Stage.SELECTED in self.stages

    @property
    def ratio(self) -> Fraction | None:
        """The selection ratio of those nominated; None where there is none."""
        return selection_ratio(self.stages[NARROWING[0]], self.stages[Stage.SELECTED]) if self.selects else None

    def in_order(self) -> list[StageResult]:
        """The stages that were counted, in the order of a selection."""
        rows = list(self.cycle.stage_counts.all())
        whole = {row.stage: row for row in rows if not row.regional_group}
        return [
            StageResult(
                stage,
                people_of(whole[stage]),
                whole[stage].total if stage == Stage.STATES_INVITED else None,
                [
                    (str(row.get_regional_group_display()), people_of(row))
                    for row in rows
                    if row.stage == stage and row.regional_group
                ],
                whole[stage].as_of,
                whole[stage].larger_because,
            )
            for stage in Stage
            if stage in whole
        ]


def of_cycle(cycle: Cycle) -> CycleResult:
    """A cycle as it stands; hand in a cycle ``with_stages``."""
    return at_its_stages(cycle, _stages(row for row in cycle.stage_counts.all() if not row.regional_group))


def at_its_stages(cycle: Cycle, stages: dict[str, Counts]) -> CycleResult:
    """A cycle by its stages as they are counted."""
    seats = cycle.most_seats
    serving = stages.get(Stage.SERVING)
    if cycle.status != CycleStatus.OPEN or serving is None or not seats:
        return CycleResult(cycle, stages, None)
    return CycleResult(cycle, stages, at_close(seats, serving, first_counted(stages, POOLS)))


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A change of procedure with those selected in each cycle before and after it; None where its day is not known."""

    rule: ProcedureRule
    sides: Sides | None

    @property
    def sentence(self) -> str:
        """What may be said of an effect; empty where the day is not known."""
        return "" if self.sides is None else said(self.sides.sentence)


def of_rules(rules: Iterable[ProcedureRule]) -> list[RuleResult]:
    """Both sides of every change, in one query however many there are."""
    every = staged(Cycle.objects.exclude(opens=None))
    cycles = [(one.cycle, chosen) for one in every if (chosen := one.stages.get(Stage.SELECTED))]
    return [RuleResult(rule, _sides(rule, cycles)) for rule in rules]


def _sides(rule: ProcedureRule, cycles: Iterable[tuple[Cycle, Counts]]) -> Sides | None:
    if rule.in_force_from is None:
        return None
    sides: tuple[list[Counts], list[Counts]] = ([], [])
    for cycle, chosen in cycles:
        if cycle.opens and _bears_on(rule, cycle.body):
            sides[cycle.opens >= rule.in_force_from].append(chosen)
    return Sides(*sides)


def _bears_on(rule: ProcedureRule, body: Body) -> bool:
    """Whether a rule is of a body: its own, or of all that are invented as it is."""
    return rule.body_id == body.pk if rule.body_id else body.forum.demonstration == rule.demonstration
