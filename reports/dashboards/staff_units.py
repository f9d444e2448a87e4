"""What the page of units shows: each unit with its people, the largest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from reports.measures import staffing
from reports.practice_results.staff import GroupResult, StaffResults
from reports.presentation.findings import NONE, OK, OPEN, WATCH

STATES = {
    staffing.NOBODY: (NONE, gettext_noop("Nobody in post")),
    staffing.ONE_PERSON: (NONE, gettext_noop("One post")),
    staffing.NO_BAND: (OPEN, gettext_noop("Too few recorded")),
    staffing.UNDECIDED: (OPEN, gettext_noop("Undecided")),
    staffing.WITHIN: (OK, gettext_noop("In the band")),
    staffing.AS_EVEN: (OK, gettext_noop("As even as the number allows")),
    staffing.WOMEN_BELOW: (WATCH, gettext_noop("Women too few")),
    staffing.MEN_BELOW: (WATCH, gettext_noop("Men too few")),
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit with the chip that says where it stands."""

    result: GroupResult
    state: str
    word: str


def unit_rows(results: StaffResults) -> list[UnitRow]:
    """The units of the day, the largest first."""
    found = sorted(results.by("unit"), key=lambda one: -one.counts.total)
    return [UnitRow(one, STATES[one.position][0], _(STATES[one.position][1])) for one in found]
