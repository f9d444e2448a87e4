"""Counts of the stages of a cycle: entered stage by stage, all or nothing, with every objection at once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bodies.models import Cycle, StageCount
from bodies.vocabulary import NARROWING, RegionalGroup, Stage
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change, storable, subject_of
from meetings.models import Change
from meetings.vocabulary import GenderBasis

NUMBERS = ("women", "men", "another", "not_recorded")
KEPT = (*NUMBERS, "basis", "source", "larger_because", "as_of")
RECORDED, UNDONE = "record_stages", "undo_stages"


@dataclass(frozen=True, slots=True)
class StageRow:
    """People at one stage, of one regional group or, with ``regional_group`` empty, of all."""

    stage: str
    regional_group: str = ""
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
    """What is to be entered: the rows with a whole for each stage, and why they cannot be (``objections``).

    ``larger``: stages that count more people than an earlier one.
    """

    rows: list[StageRow]
    objections: list[str]
    larger: list[str] = field(default_factory=list)


def weighed(rows: Iterable[StageRow], cycle: Cycle, *, larger_because: str = "") -> Stages:
    """The rows with every whole that groups add up to, and all that speaks against them beside what is on record."""
    by_stage: dict[str, list[StageRow]] = defaultdict(list)
    for row in rows:
        by_stage[row.stage].append(row)
    objections = [] if by_stage else [_("No stage is counted: enter at least one.")]
    complete: list[StageRow] = []
    for stage, found in by_stage.items():
        objections += _within_a_stage(stage, found)
        complete += found if any(not row.regional_group for row in found) else [_added_up(stage, found), *found]
    larger, reasons = _widened(complete, cycle), reasons_of(cycle)
    if not larger_because:
        objections += [objection for stage, objection in larger.items() if not reasons.get(stage)]
    return Stages(complete, objections, list(larger))


def _within_a_stage(stage: str, rows: Sequence[StageRow]) -> Iterable[str]:
    name = Stage(stage).label
    groups = [row.regional_group for row in rows]
    for group in sorted({one for one in groups if groups.count(one) > 1}):
        yield _("%(stage)s, %(group)s: counted twice.") % {"stage": name, "group": RegionalGroup(group).label}
    whole, parts = [row for row in rows if not row.regional_group], [row for row in rows if row.regional_group]
    if len(whole) == 1 and parts:
        for index, label in enumerate((_("women"), _("men"), _("another gender"), _("not recorded"))):
            said, added = whole[0].numbers[index], sum(row.numbers[index] for row in parts)
            if said != added:
                words = {"stage": name, "label": label, "added": added, "said": said}
                yield _("%(stage)s, %(label)s: regional groups add up to %(added)s, everybody says %(said)s.") % words
    if stage == Stage.STATES_INVITED and any(row.women or row.men or row.another for row in rows):
        yield _("%(stage)s: States have no gender; their number goes under “not recorded”.") % {"stage": name}


def _added_up(stage: str, rows: Sequence[StageRow]) -> StageRow:
    sums = (sum(row.numbers[index] for row in rows) for index in range(len(NUMBERS)))
    return StageRow(stage, "", **dict(zip(NUMBERS, sums, strict=True)), source=rows[0].source)


def reasons_of(cycle: Cycle) -> dict[str, str]:
    """Why a stage on record counts more people than an earlier one; empty where no reason is given."""
    return {row.stage: row.larger_because for row in cycle.stage_counts.all() if not row.regional_group}


def _widened(rows: Sequence[StageRow], cycle: Cycle) -> dict[str, str]:
    """Stages that count more people than an earlier one, entered now or before, each with the objection to it."""
    totals = {row.stage: row.total for row in cycle.stage_counts.all() if not row.regional_group}
    totals |= {row.stage: row.total for row in rows if not row.regional_group}
    found: dict[str, str] = {}
    for early, late in combinations(NARROWING, 2):
        if early in totals and late in totals and totals[late] > totals[early]:
            words = {"late": late.label, "more": totals[late], "early": early.label, "fewer": totals[early]}
            sentence = _("More people %(late)s (%(more)s) than %(early)s (%(fewer)s): correct it, or say why.") % words
            found[late] = f"{found[late]} {sentence}" if late in found else sentence
    return found


@transaction.atomic
def record_stages(
    cycle: Cycle, rows: Iterable[StageRow], *, as_of: datetime.date, by: User, basis: str = GenderBasis.REGISTRATION,
    source: str = "", larger_because: str = "",
) -> Cycle:  # fmt: skip
    """Enter these stages; what was on record of the same stages goes to the trail, other stages stay.

    ``larger_because`` goes to every stage that counts more people than an earlier one and has no reason yet.
    Raises ActionRefused with every objection.
    """
    current = Cycle.objects.select_for_update().select_related("body").get(pk=cycle.pk)
    found = weighed([replace(row, source=row.source or source) for row in rows], current, larger_because=larger_because)
    gendered = [row for row in found.rows if row.women or row.men or row.another]
    basisless = [_("Say how the gender of those counted is known.")] if gendered and not basis else []
    if found.objections or basisless:
        raise ActionRefused(*found.objections, *basisless)
    reasons, entered = reasons_of(current), {row.stage for row in found.rows}
    now = {stage: (larger_because or reasons.get(stage, "")) if stage in found.larger else "" for stage in entered} | {
        stage: larger_because for stage in found.larger if stage not in entered and not reasons[stage]
    }
    before = as_stored(current, now)
    current.stage_counts.filter(stage__in=entered).delete()
    for row in found.rows:
        StageCount.objects.create(
            cycle=current, stage=row.stage, regional_group=row.regional_group, source=row.source, as_of=as_of,
            entered_by=by, basis=basis if row in gendered else GenderBasis.NONE,
            **dict(zip(NUMBERS, row.numbers, strict=True)),
        )  # fmt: skip
    for stage, reason in now.items():
        current.stage_counts.filter(stage=stage, regional_group="").update(larger_because=reason)
    note_change(
        by=by, action=RECORDED, subject=current, meeting=None, before=before, after=as_stored(current, now),
        evidence=found.rows[0].source,
    )  # fmt: skip
    return current


@transaction.atomic
def undo_stages(cycle: Cycle, *, by: User) -> Cycle:
    """Put back what was on record before the last entry of stages, once. Raises ActionRefused where there is none."""
    current = Cycle.objects.select_for_update().select_related("body").get(pk=cycle.pk)
    last = last_entry(current)
    if last is None:
        raise ActionRefused(_("There is no entry to take back: it was taken back already, or nothing was entered."))
    before: Mapping[str, Any] = last.before or {}
    touched = {*before, *(last.after or {})}
    now = as_stored(current, touched)
    current.stage_counts.filter(stage__in=touched).delete()
    for stage, groups in before.items():
        for group, kept in groups.items():
            StageCount.objects.create(cycle=current, stage=stage, regional_group=group, entered_by=last.by, **kept)
    note_change(by=by, action=UNDONE, subject=current, meeting=None, before=now, after=as_stored(current, touched))
    return current


def last_entry(cycle: Cycle) -> Change | None:
    """The last entry of stages, as long as it was not taken back."""
    changes = Change.objects.filter(subject=subject_of(cycle), action__in=(RECORDED, UNDONE))
    last = changes.order_by("pk").last()
    return last if last and last.action == RECORDED else None


def as_stored(cycle: Cycle, stages: Collection[str]) -> dict[str, dict[str, Any]]:
    """Counts as the trail keeps them: stage → regional group ("" for everybody) → numbers, source and day."""
    stored: dict[str, dict[str, Any]] = {}
    for row in cycle.stage_counts.filter(stage__in=stages).order_by("pk"):
        kept = storable({name: getattr(row, name) for name in KEPT})
        stored.setdefault(row.stage, {})[row.regional_group] = kept
    return stored
