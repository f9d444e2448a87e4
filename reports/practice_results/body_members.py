"""Who sits on each body by the selections that are over; no stage before, no regional group."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q

from bodies.models import Cycle, StageCount
from bodies.vocabulary import MEMBERSHIP, CycleStatus, Stage
from reports.measures.tally import Counts
from reports.practice_results.counted import people_of


@dataclass(frozen=True, slots=True)
class Membership:
    """Who sits on a body by a cycle that is over: everybody at the stage nearest to the seat that was counted, and on
    which day; ``basis`` is how their gender is known, ``year`` that of the appointment or of the opening."""

    cycle: Cycle
    stage: Stage
    counts: Counts
    as_of: datetime.date
    basis: str
    year: int


def cycles_on_record(*, invented: bool) -> list[tuple[str, int]]:
    """Every cycle there is, by the code of its body and its own number. One query."""
    of_bodies = Cycle.objects.filter(body__forum__demonstration=invented).order_by("body__forum", "pk")
    return list(of_bodies.values_list("body__forum", "pk"))


def memberships(until: datetime.date, *, invented: bool) -> list[Membership]:
    """The members of each cycle that was over on a day; a cycle without a day has no year and is left out. One query.

    Nobody who was merely nominated is read, and no regional group."""
    over = StageCount.objects.filter(
        Q(cycle__ends=None) | Q(cycle__ends__lte=until), cycle__status=CycleStatus.COMPLETED, stage__in=MEMBERSHIP,
        regional_group="", as_of__lte=until, cycle__body__forum__demonstration=invented,
    )  # fmt: skip
    nearest: dict[int, StageCount] = {}
    for row in sorted(over.select_related("cycle__body__forum"), key=lambda row: MEMBERSHIP.index(Stage(row.stage))):
        nearest.setdefault(row.cycle_id, row)
    return [
        Membership(row.cycle, Stage(row.stage), people_of(row), row.as_of, row.basis, day.year)
        for row in nearest.values()
        if (day := row.cycle.appointed or row.cycle.opens)
    ]
