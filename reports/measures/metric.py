"""The definition of a metric: its name, its words, and the function that computes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reports.measures.formulas import Value


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

    @property
    def of_shares(self) -> bool:
        """Whether it is made of the shares of meetings or delegations, each of the same weight: a mean, a median."""
        return self.key in ("mean_share", "median_share")

    def precision_base(self, base: int, known: int) -> int:
        """The number of things that decides how precisely a value is written, given its ``base`` and the ``known``
        people it is about. A mean is as exact as the people behind it bear, a difference as the fewer of either."""
        if self.of_shares or self.key == "bounds":
            return known
        return min(base, known) if self.unit == "points" else base

    def of(self, **inputs: Any) -> Value:
        """Answer from the inputs the metric names; others may be passed and are not looked at."""
        return self.compute(*(inputs[name] for name in self.given))
