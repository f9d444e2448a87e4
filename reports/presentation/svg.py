"""Scales of marks drawn by the server: the place of a share or a year, as SVG takes it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
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


WIDE = 1000
"""Lines across a drawing are given in a box so many units wide: it is stretched to the drawing, strokes are not."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Years from left to right in per cent of the width, shares from bottom to top in pixels: text keeps its size.

    ``left`` and ``right`` are where the first and the last year stand; ``low`` and ``high`` are per cents.
    """

    first: int
    last: int
    low: int
    high: int
    height: int
    top: int
    bottom: int
    left: float = 0.0
    right: float = 100.0

    def across(self, year: int) -> float:
        """Where a year stands; a single one at the right."""
        if self.first == self.last:
            return self.right
        return self.left + (self.right - self.left) * (year - self.first) / (self.last - self.first)

    def down(self, share: Fraction) -> float:
        part = (share * 100 - self.low) / (self.high - self.low)
        return self.bottom - float(part) * (self.bottom - self.top)

    def x(self, year: int) -> str:
        return percents(self.across(year))

    def y(self, share: Fraction) -> str:
        return pixels(self.down(share))

    def line(self, points: Sequence[tuple[int, Fraction]]) -> str:
        """The path of a line in a box ``WIDE`` by the height."""
        corners = [f"{self.across(year) * WIDE / 100:.1f},{self.down(share):.1f}" for year, share in points]
        return "M" + " L".join(corners)

    def area(self, upper: Sequence[tuple[int, Fraction]], lower: Sequence[tuple[int, Fraction]]) -> str:
        """The corners of what lies between two lines, in parts of the width and of the field from top to bottom."""
        corners = [*upper, *reversed(lower)]
        return " ".join(f"{self.across(year) / 100:.4f},{self._part(share):.4f}" for year, share in corners)

    def _part(self, share: Fraction) -> float:
        return (self.down(share) - self.top) / (self.bottom - self.top)


def percents(value: float) -> str:
    return f"{value:.2f}%"


def pixels(value: float) -> str:
    return f"{value:.1f}"


def limits(shares: Iterable[Fraction], *shown: int) -> tuple[int, int]:
    """Round ends, by tens, of an axis on which all these shares and per cents stand: it fits, and is never full."""
    found = [*(share * 100 for share in shares), *map(Fraction, shown)]
    low, high = math.floor(min(found) / 10) * 10, math.ceil(max(found) / 10) * 10
    return max(low, 0), min(high, 100)


NARROW, BROAD = frozenset("iljtfrI.,;:'|!()[] ·’“”-"), frozenset("mwMWABCDEGHKNOPQRUVXYZ%–—@&")
"""Letters that are half as wide as others, and those that are wider."""


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines of so many pixels at most, at a size of type; a long word stays whole.

    A blank that must not break, as before a per cent sign, breaks none.
    """
    lines: list[str] = []
    room = 0.0
    for word in filter(None, text.replace("\n", " ").split(" ")):
        wide = size * sum(0.3 if letter in NARROW else 0.68 if letter in BROAD else 0.53 for letter in word)
        if lines and wide + size * 0.3 <= room:
            lines[-1] += f" {word}"
            room -= wide + size * 0.3
        else:
            lines.append(word)
            room = width - wide
    return lines
