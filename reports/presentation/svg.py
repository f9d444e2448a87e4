"""Scales of marks drawn by the server: the place of a share on a line, as SVG takes it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

SPAN = 4
"""A line is at least so many per cents long; at either end an eighth of it stays empty."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from ``low`` to ``high`` per cent, drawn from left to right in every language."""

    low: int
    high: int

    def at(self, share: Fraction) -> str:
        """Where a share stands on the line, in per cent of its width."""
        part = (share * 100 - self.low) / (self.high - self.low)
        return f"{float(min(max(part, Fraction(0)), Fraction(1))) * 100:.2f}%"


WHOLE = Scale(0, 100)


def scale_of(shares: Iterable[Fraction]) -> Scale:
    """The shortest line of whole per cents on which all of these shares stand with some room."""
    found = list(shares)
    low, high = math.floor(min(found) * 100), math.ceil(max(found) * 100)
    room = max((high - low) // 6 + 1, (SPAN - (high - low) + 1) // 2)
    return Scale(max(low - room, 0), min(high + room, 100))
