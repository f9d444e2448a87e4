"""Results about expert bodies: who sits on one, a cycle stage by stage, both sides of a changed rule.

All in people and exact fractions. What is not counted is None, never zero; its words are made by whoever shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from bodies.models import Body, Cycle, ProcedureRule
from bodies.vocabulary import MEMBERSHIP, NARROWING, POOLS, CycleStatus, Stage
from reports.measures.bands import band_position
from reports.measures.selection import AtClose, Sides, at_close, distance, needed, selection_ratio
from reports.measures.tally import Counts
from reports.measures.wording import share_in_words
from reports.practice_results.counted import people_of
from reports.words import said


@dataclass(frozen=True, slots=True)
class StagedCycle:
    """A cycle with everybody at each of its stages that was counted; States invited are no people."""

    cycle: Cycle
    stages: dict[str, Counts]


def staged(cycles: QuerySet[Cycle]) -> list[StagedCycle]:
    """The cycles in their order, of each body the newest first, with all that is counted of them: one query."""
    whole = FilteredRelation("stage_counts", condition=Q(stage_counts__regional_group=""))
    columns = {column: F(f"whole__{column}") for column in ("stage", "women", "men", "another", "not_recorded")}
    rows = cycles.select_related("body__forum").annotate(whole=whole).annotate(**columns)
    of_cycle = [list(some) for _pk, some in groupby(rows, key=lambda row: row.pk)]
    return [StagedCycle(some[0], _stages(some)) for some in of_cycle]


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
    """A body with who sits on it, as its newest cycle with members says (None: no cycle does), and its seats then."""

    body: Body
    cycles: Sequence[StagedCycle]
    members: Counts | None
    seats: int | None

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
    """Every body of which a cycle is on record, in the order of their names: one query."""
    by_body = groupby(staged(Cycle.objects.all()), key=lambda one: one.cycle.body)
    return [_with(body, list(cycles)) for body, cycles in by_body]


def _with(body: Body, cycles: Sequence[StagedCycle]) -> BodyResult:
    found = ((one.cycle, first_counted(one.stages, MEMBERSHIP)) for one in cycles)
    newest, members = next(((one, counts) for one, counts in found if counts), (None, None))
    return BodyResult(body, cycles, members, (newest and newest.seats) or body.seats)


def share_text(counts: Counts) -> str:
    """Women among women and men in words, always with the base."""
    return said(share_in_words(counts.women, counts.known))


@dataclass(frozen=True, slots=True)
class StageResult:
    """A stage that was counted: everybody and its regional groups, or the number of States invited."""

    stage: Stage
    counts: Counts
    states: int | None
    regions: list[tuple[str, Counts]]

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
            )
            for stage in Stage
            if stage in whole
        ]


def of_cycle(cycle: Cycle) -> CycleResult:
    """A cycle as it stands; hand in a cycle ``with_stages``."""
    stages = _stages(row for row in cycle.stage_counts.all() if not row.regional_group)
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
