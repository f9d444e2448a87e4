"""The definition of a metric: its words, the function that computes it, and all that is particular to it.

Whoever shows a metric asks these fields, never its key: a new metric is one entry in the registry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from reports.measures.formulas import Value
from reports.measures.wording import gettext_noop


class Subject(Enum):
    """What a metric is about, and what is counted beside it as of women and of men."""

    PEOPLE = "people"
    STATEMENTS = "statements"
    OFFICES = "offices"


class Base(Enum):
    """What the base of a metric counts, in words."""

    WOMEN_AND_MEN = gettext_noop("Women and men together.")
    EVERYONE = gettext_noop("Everyone counted.")
    SHARES = gettext_noop("Meetings with a share; within one meeting, delegations with a share.")
    HEADS = gettext_noop("Heads of delegation who are recorded as women or men.")
    DELEGATIONS = gettext_noop("Delegations for which this is decided.")
    STATEMENTS = gettext_noop("Statements by women and men.")
    STATEMENTS_HEARD = gettext_noop("Statements by women and men of delegations whose share is known.")
    STATEMENTS_TIMED = gettext_noop("Statements by women and men, of known minutes.")
    OFFICES = gettext_noop("Offices held by women and men.")
    OFFICES_DATED = gettext_noop("Offices held by women and men, of known days.")


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its words and its function. ``given`` names the inputs of ``compute``, in order; ``unit`` is share,
    weighed (a share of minutes or days, whose base counts statements or offices), points (of 1), people or ratio.

    Inputs: ``participants`` Counts · ``heads`` Counts by basis of the head · ``delegations`` Counts of each ·
    ``groups`` Counts of each meeting (of each delegation when one meeting is chosen) · ``target`` a fraction ·
    ``statements`` Counts by the speaker's gender · ``minutes`` and ``minutes_not_presiding`` Weighed by minutes ·
    ``statements_heard``, ``delegations_heard`` and ``silent`` as ``relative_voice`` takes them · ``holders`` Counts of
    office-holders · ``days`` Weighed by their days in office.
    """

    key: str
    title: str
    definition: str
    unit: str
    given: tuple[str, ...]
    compute: Callable[..., Value]
    base: Base = Base.WOMEN_AND_MEN
    subject: Subject = Subject.PEOPLE
    heads: tuple[str, ...] = ()
    """Bases of the heads of delegation whom a row counts, instead of all participants."""
    judged: bool = False
    """Whether the people of a row are held against the band of measures.md."""
    interval: bool = False
    """Whether it has no single value, only two ends."""
    says_coverage: bool = False
    """Whether it says how many are known itself, and is put in order however few they are."""
    published: bool = True
    """Whether it leaves the office; what does not is not explained to visitors either."""

    @property
    def of_shares(self) -> bool:
        """Whether it is made of the shares of meetings or delegations, each of the same weight: a mean, a median."""
        return self.base is Base.SHARES

    @property
    def of_everyone(self) -> bool:
        """Whether it is a part of everyone, recorded as women and men or not."""
        return self.base is Base.EVERYONE

    def precision_base(self, base: int, known: int) -> int:
        """The number of things that decides how precisely a value is written, given its ``base`` and the ``known``
        people it is about. A mean is as exact as the people behind it bear, a difference as the fewer of either."""
        if self.of_shares or self.interval:
            return known
        return min(base, known) if self.unit == "points" else base

    def of(self, **inputs: Any) -> Value:
        """Answer from the inputs the metric names; others may be passed and are not looked at."""
        return self.compute(*(inputs[name] for name in self.given))
