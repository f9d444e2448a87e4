"""Measures of the panel desk: what became of invitations, each with its base (measures.md, *The panel desk*).

What is not known yet is in no base: it is counted as ``open``, never as a no.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from reports.measures.formulas import Value
from reports.measures.tally import ratio
from reports.measures.wording import gettext_noop

OF_ONE_GENDER, BY_US_ALONE = "single_gender", "mixed_only_because_of_us"
MIXED = ("mixed", "balanced")
DECIDED = (OF_ONE_GENDER, BY_US_ALONE, *MIXED)
"""Verdicts that say something; a line-up that is undecided, or no panel, is in no base of verdicts."""
ASKED = ("change_requested", "experts_suggested", "accepted_on_condition")
"""Steps with which we asked for another line-up."""
JOINING = ("accepted", "accepted_on_condition", "colleague_sent")
ANSWERS = (*JOINING, "declined")
"""Steps with which we answered whether we come."""
JOINED = ("joined", "exempted", "special_measure", "breach", "became_single_gender")
"""Outcomes of panels that were held with us and of which it is known who spoke."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something on the way of an invitation, ``what`` it was and when: a step by the state it led to, or a check of a
    new line-up by its verdict."""

    what: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class History:
    """One invitation as it is counted. ``steps`` and ``checks`` in the order of time, ``checks`` one for each line-up,
    by the verdict it got when it came. ``unit`` and ``area`` are empty where they are not known, ``outcome`` until the
    end, ``day`` is that of the panel.
    """

    received: datetime.date
    organiser_type: str = ""
    unit: str = ""
    area: str = ""
    organiser: str = ""
    steps: Sequence[Event] = ()
    checks: Sequence[Event] = ()
    outcome: str = ""
    day: datetime.date | None = None

    @property
    def quarter(self) -> str:
        """The quarter of the year in which it was received: "2026-Q4"."""
        return f"{self.received.year}-Q{(self.received.month + 2) // 3}"

    @property
    def asked_at(self) -> datetime.datetime | None:
        """When we first asked for another line-up."""
        return next((step.at for step in self.steps if step.what in ASKED), None)

    @property
    def answered_on(self) -> datetime.date | None:
        """The day on which we first said whether we come."""
        return next((step.at.date() for step in self.steps if step.what in ANSWERS), None)

    @property
    def after_asking(self) -> list[str]:
        """The verdicts on line-ups that came after we asked; only those that decide something."""
        asked = self.asked_at
        return [one.what for one in self.checks if asked and one.at > asked and one.what in DECIDED]


class Base(Enum):
    """What the base of a measure counts, in words."""

    INVITATIONS = gettext_noop("All invitations.")
    FIRST_CHECKS = gettext_noop("Invitations whose first line-up could be judged.")
    ASKED = gettext_noop("Invitations in which we asked, with a later line-up that could be judged.")
    ANSWERED = gettext_noop("Invitations that were accepted or declined; cancelled ones are not included.")
    JOINED = gettext_noop("Panels that took place with us, where it is known who spoke.")


@dataclass(frozen=True, slots=True)
class DeskMeasure:
    """A measure of the panel desk: its words, its base and its function; ``unit`` is share or days."""

    key: str
    title: str
    definition: str
    base: Base
    of: Callable[[Sequence[History]], Value]
    unit: str = "share"


Answer = Callable[[History], bool | None]


def _share(answer: Answer) -> Callable[[Sequence[History]], Value]:
    """The share of yes among yes and no. None is not known yet, or does not apply."""

    def of(histories: Sequence[History]) -> Value:
        answers = [answer(one) for one in histories]
        base = sum(one is not None for one in answers)
        return Value(ratio(sum(one is True for one in answers), base), base, len(answers) - base)

    return of


def _first(status: str) -> Answer:
    """Whether the first line-up had this verdict; None where there was none, or it could not be judged."""

    def answer(one: History) -> bool | None:
        first = one.checks[0].what if one.checks else ""
        return first == status if first in DECIDED else None

    return answer


def _changed(one: History) -> bool | None:
    return any(verdict in MIXED for verdict in one.after_asking) if one.after_asking else None


def _declined(one: History) -> bool | None:
    if any(step.what == "declined" for step in one.steps):
        return True
    return False if one.answered_on and one.outcome != "cancelled" else None


def _ended_as(outcome: str) -> Answer:
    return lambda one: one.outcome == outcome if one.outcome in JOINED else None


def days_to_decision(histories: Sequence[History]) -> Value:
    """The median of the days from receiving to the first answer; between the two in the middle where they are even."""
    days = sorted((one.answered_on - one.received).days for one in histories if one.answered_on)
    middle = Fraction(days[(len(days) - 1) // 2] + days[len(days) // 2], 2) if days else None
    return Value(middle, len(days), len(histories) - len(days))


DESK_MEASURES = (
    DeskMeasure(
        "checked",
        gettext_noop("Checked"),
        gettext_noop("Invitations with at least one line-up checked by the rule, divided by all invitations."),
        Base.INVITATIONS,
        _share(lambda one: bool(one.checks)),
    ),
    DeskMeasure(
        "single_gender_at_first_check",
        gettext_noop("All men or all women at first check"),
        gettext_noop("Invitations whose first line-up had speakers of one gender only."),
        Base.FIRST_CHECKS,
        _share(_first(OF_ONE_GENDER)),
    ),
    DeskMeasure(
        "by_us_alone_at_first_check",
        gettext_noop("Mixed by us alone at first check"),
        gettext_noop("Invitations whose first line-up was all men or all women without our speaker."),
        Base.FIRST_CHECKS,
        _share(_first(BY_US_ALONE)),
    ),
    DeskMeasure(
        "asked",
        gettext_noop("Asked for another line-up"),
        gettext_noop(
            "Invitations in which we asked for a change, suggested names or accepted on condition, divided by all"
            " invitations."
        ),
        Base.INVITATIONS,
        _share(lambda one: one.asked_at is not None),
    ),
    DeskMeasure(
        "changed_after_asking",
        gettext_noop("Changed after we asked"),
        gettext_noop(
            "Invitations in which a line-up after our request had women and men, with or without our speaker. Without"
            " a later line-up it is not known whether anything changed: these invitations are not in the base."
        ),
        Base.ASKED,
        _share(_changed),
    ),
    DeskMeasure(
        "declined",
        gettext_noop("Declined"),
        gettext_noop("Invitations that we declined, divided by those we answered."),
        Base.ANSWERED,
        _share(_declined),
    ),
    DeskMeasure(
        "exempted",
        gettext_noop("Exempted"),
        gettext_noop("Panels of one gender that we joined for a reason on record, with a second person’s agreement."),
        Base.JOINED,
        _share(_ended_as("exempted")),
    ),
    DeskMeasure(
        "special_measures",
        gettext_noop("Joined with a special measure"),
        gettext_noop("Panels of one gender that we joined with questions of women first, or with an empty chair."),
        Base.JOINED,
        _share(_ended_as("special_measure")),
    ),
    DeskMeasure(
        "breaches",
        gettext_noop("Joined against the rule"),
        gettext_noop("Panels of one gender that we joined without a reason on record."),
        Base.JOINED,
        _share(_ended_as("breach")),
    ),
    DeskMeasure(
        "became_single_gender",
        gettext_noop("Became all men or all women late"),
        gettext_noop("Panels that were mixed when we accepted and lost their mix when a speaker dropped out."),
        Base.JOINED,
        _share(_ended_as("became_single_gender")),
    ),
    DeskMeasure(
        "days_to_decision",
        gettext_noop("Median days to our answer"),
        gettext_noop("Days from receiving an invitation to the first answer whether we come: the one in the middle."),
        Base.ANSWERED,
        days_to_decision,
        unit="days",
    ),
)
"""The registry, in the order in which it is shown."""
BY_KEY = {one.key: one for one in DESK_MEASURES}


def measured(histories: Iterable[History]) -> dict[str, Value]:
    """Every measure of these invitations, by its key."""
    every = list(histories)
    return {one.key: one.of(every) for one in DESK_MEASURES}


def part_of(value: Value) -> int:
    """How many of the base it is, of a share."""
    return int((value.value or Fraction(0)) * value.base)


def in_numbers(histories: Iterable[History]) -> dict[str, int]:
    """What a release tells of invitations, in whole numbers; ``asked_with_later_line_up`` is the base of
    ``changed_after_asking``."""
    every = list(histories)
    values = measured(every)
    told = ("checked", "asked", "changed_after_asking", "declined", "exempted")
    return {
        "invitations": len(every),
        "asked_with_later_line_up": values["changed_after_asking"].base,
        **{key: part_of(values[key]) for key in told},
    }


def repeated(histories: Iterable[History], least: int = 2) -> list[tuple[str, int, int]]:
    """Organizers who invited at least that often: name, invitations, how many first line-ups were of one gender."""
    by_name: dict[str, list[History]] = {}
    for one in histories:
        if one.organiser:
            by_name.setdefault(one.organiser, []).append(one)
    single = _first(OF_ONE_GENDER)
    found = [
        (name, len(some), sum(single(one) is True for one in some))
        for name, some in by_name.items()
        if len(some) >= least
    ]
    return sorted(found, key=lambda one: (-one[1], one[0]))
