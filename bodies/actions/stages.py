"""Counts of the stages of a cycle: entered stage by stage, all or nothing, with every objection at once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bodies.models import Cycle, StageCount
from bodies.vocabulary import NARROWING, Region, Stage
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from meetings.vocabulary import GenderBasis

NUMBERS = ("women", "men", "another", "not_recorded")


@dataclass(frozen=True, slots=True)
class StageRow:
    """People at one stage, of one regional group or, with ``region`` empty, of all."""

    stage: str
    region: str = ""
    women: int = 0
    men: int = 0
    another: int = 0
    not_recorded: int = 0
    source: str = ""

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        return self.women, self.men, self.another, self.not_recorded

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Stages:
    """What is to be entered: the rows with a whole for each stage, and why they cannot be (``objections``)."""

    rows: list[StageRow]
    objections: list[str]


def weighed(rows: Iterable[StageRow], cycle: Cycle, *, larger_because: str = "") -> Stages:
    """The rows with every whole that regions add up to, and all that speaks against them beside what is on record."""
    by_stage: dict[str, list[StageRow]] = defaultdict(list)
    for row in rows:
        by_stage[row.stage].append(row)
    objections = [] if by_stage else [_("No stage is counted: enter at least one.")]
    complete: list[StageRow] = []
    for stage, found in by_stage.items():
        objections += _within_a_stage(stage, found)
        complete += found if any(not row.region for row in found) else [_added_up(stage, found), *found]
    if not (larger_because or cycle.larger_because):
        objections += _widened(complete, cycle)
    return Stages(complete, objections)


def _within_a_stage(stage: str, rows: Sequence[StageRow]) -> Iterable[str]:
    name = Stage(stage).label
    regions = [row.region for row in rows]
    for region in sorted({one for one in regions if regions.count(one) > 1}):
        yield _("%(stage)s, %(region)s: counted twice.") % {"stage": name, "region": Region(region).label}
    whole, parts = [row for row in rows if not row.region], [row for row in rows if row.region]
    if len(whole) == 1 and parts:
        for index, label in enumerate((_("women"), _("men"), _("another gender"), _("not recorded"))):
            said, added = whole[0].numbers[index], sum(row.numbers[index] for row in parts)
            if said != added:
                words = {"stage": name, "label": label, "added": added, "said": said}
                yield _("%(stage)s, %(label)s: regions add up to %(added)s, everybody says %(said)s.") % words
    if stage == Stage.STATES_INVITED and any(row.women or row.men or row.another for row in rows):
        yield _("%(stage)s: States have no gender; their number goes under “not recorded”.") % {"stage": name}


def _added_up(stage: str, rows: Sequence[StageRow]) -> StageRow:
    sums = (sum(row.numbers[index] for row in rows) for index in range(len(NUMBERS)))
    return StageRow(stage, "", **dict(zip(NUMBERS, sums, strict=True)), source=rows[0].source)


def _widened(rows: Sequence[StageRow], cycle: Cycle) -> Iterable[str]:
    """A later stage that counts more people than an earlier one, with what is on record for stages not entered now."""
    totals = {row.stage: row.total for row in cycle.stage_counts.all() if not row.regional_group}
    totals |= {row.stage: row.total for row in rows if not row.region}
    for early, late in combinations(NARROWING, 2):
        if early in totals and late in totals and totals[late] > totals[early]:
            words = {"late": late.label, "more": totals[late], "early": early.label, "fewer": totals[early]}
            yield _("More people %(late)s (%(more)s) than %(early)s (%(fewer)s): correct it, or say why.") % words


@transaction.atomic
def record_stages(
    cycle: Cycle, rows: Iterable[StageRow], *, as_of: datetime.date, by: User, basis: str = GenderBasis.REGISTRATION,
    source: str = "", larger_because: str = "",
) -> Cycle:  # fmt: skip
    """Enter these stages; what was on record of the same stages goes to the trail, other stages stay.

    Raises ActionRefused with every objection.
    """
    current = Cycle.objects.select_for_update().select_related("body").get(pk=cycle.pk)
    found = weighed([replace(row, source=row.source or source) for row in rows], current, larger_because=larger_because)
    if found.objections:
        raise ActionRefused(*found.objections)
    if larger_because:
        current.larger_because = larger_because
        current.save(update_fields=["larger_because"])
    stages = {row.stage for row in found.rows}
    old = current.stage_counts.filter(stage__in=stages)
    before = as_stored((row.stage, row.regional_group, [getattr(row, name) for name in NUMBERS]) for row in old)
    old.delete()
    for row in found.rows:
        gendered = row.women or row.men or row.another
        StageCount.objects.create(
            cycle=current, stage=row.stage, regional_group=row.region, source=row.source, as_of=as_of, entered_by=by,
            basis=basis if gendered else GenderBasis.NONE, **dict(zip(NUMBERS, row.numbers, strict=True)),
        )  # fmt: skip
    after = as_stored((row.stage, row.region, list(row.numbers)) for row in found.rows)
    note_change(
        by=by, action="record_stages", subject=current, meeting=None, before=before, after=after,
        evidence=found.rows[0].source,
    )  # fmt: skip
    return current


def as_stored(rows: Iterable[tuple[str, str, list[int]]]) -> Mapping[str, dict[str, list[int]]]:
    """Counts as the trail keeps them: stage → region ("" for everybody) → women, men, another, not recorded."""
    stored: dict[str, dict[str, list[int]]] = {}
    for stage, region, numbers in rows:
        stored.setdefault(stage, {})[region] = numbers
    return stored
