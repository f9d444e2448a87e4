"""Attacks on a release by a reader who knows the rules, every column and which rows there could be.

The reader holds linear knowledge about whole numbers: equations (an exact number was printed; parts make up a whole)
and ranges (a rounded number, a threshold). ``determined`` reads the equations alone, exactly; ``span`` reads all of it
over the non-negative integers; ``outed`` asks of one person whose entry changed between two releases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from reports.releases.disclosure.cells import Cell, Published
from reports.releases.disclosure.policy import PEOPLE, REST, Policy

Variable = tuple[str, ...]
Terms = dict[Variable, Fraction]
GENDERS = ("women", "men", "another", "unknown")
MEANS = {
    "women": ("women",),
    "men": ("men",),
    REST: ("another", "unknown"),
    "total": GENDERS,
    "women_and_men": ("women", "men"),
    "known": ("women", "men", "another"),
}
"""What the columns say. No release has ``known``: it is what the office must not print, and one control does."""
EVERYONE = 3000
"""More people than any meeting of the tests has."""


def about(cell: Cell, column: str) -> Terms:
    """What a column says of a cell, as a sum of the numbers of four genders."""
    return {(*cell.id, gender): Fraction(1) for gender in MEANS[column]}


@dataclass
class Knowledge:
    """Equations ``terms = value`` and ranges ``low ≤ terms ≤ high`` over non-negative whole numbers."""

    equations: list[tuple[Terms, Fraction]] = field(default_factory=list)
    ranges: list[tuple[Terms, int, int]] = field(default_factory=list)

    @cached_property
    def echelon(self) -> dict[Variable, Terms]:
        """The equations reduced by each other, by the variable that each stands for; exact."""
        rows: dict[Variable, Terms] = {}
        for terms, _value in self.equations:
            row = self._reduced(terms, rows)
            if row:
                pivot = next(iter(row))
                row = {name: factor / row[pivot] for name, factor in row.items()}
                for other, held in rows.items():
                    if pivot in held:
                        rows[other] = _less(held, row, held[pivot])
                rows[pivot] = row
        return rows

    def determined(self, terms: Terms) -> bool:
        """Whether the equations alone fix this sum: whether it is a combination of them."""
        return not self._reduced(terms, self.echelon)

    def span(self, terms: Terms) -> tuple[int, int]:
        """The least and the greatest whole number this sum can be, by everything known."""
        import numpy as np
        from scipy.optimize import milp

        place, constraint = self._program
        costs = np.zeros(len(place))
        for name, factor in terms.items():
            costs[place[name]] = float(factor)
        ends = []
        for sign in (1, -1):
            found = milp(sign * costs, constraints=constraint, integrality=np.ones(len(place)))
            assert found.success, f"What was published contradicts itself: {found.message}"
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]

    @cached_property
    def _program(self) -> tuple[dict[Variable, int], Any]:
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import lil_matrix

        lines: list[tuple[Terms, float, float]] = [
            *((terms, float(value), float(value)) for terms, value in self.equations),
            *((terms, float(low), float(high)) for terms, low, high in self.ranges),
        ]
        place: dict[Variable, int] = {}
        for terms, _low, _high in lines:
            for name in terms:
                place.setdefault(name, len(place))
        matrix = lil_matrix((len(lines), len(place)))
        for number, (terms, _low, _high) in enumerate(lines):
            for name, factor in terms.items():
                matrix[number, place[name]] = float(factor)
        low, high = np.array([line[1] for line in lines]), np.array([line[2] for line in lines])
        return place, LinearConstraint(matrix.tocsr(), low, high)

    @staticmethod
    def _reduced(terms: Terms, rows: Mapping[Variable, Terms]) -> Terms:
        row = dict(terms)
        for name in list(terms):
            if name in rows and name in row:
                row = _less(row, rows[name], row[name])
        return row


def _less(row: Terms, other: Terms, times: Fraction) -> Terms:
    left = dict(row)
    for name, factor in other.items():
        left[name] = left.get(name, Fraction(0)) - times * factor
        if not left[name]:
            del left[name]
    return left


def read(published: Iterable[Published], policy: Policy, *, adding_up: bool = True) -> Knowledge:
    """Everything a reader knows from the rows of a release, withheld and left out ones included."""
    rows = [row for row in published if row.cell.of_people]
    known = Knowledge()
    told = {row.cell.id[1].split("/")[0] for row in rows if not row.withheld}
    for row in rows:
        known.ranges.append((about(row.cell, "total"), 0, EVERYONE))
        for column, number in row.numbers.items():
            if number is not None and column in MEANS:
                _learn(known, row, column, number, policy)
        if row.cell.variables and row.cell.table in told:
            # That a row is left out for another reason than its size the reader is told, too.
            few = row.cell.known < policy.row_women_and_men
            ends = (0, policy.row_women_and_men - 1) if few else (policy.row_women_and_men, EVERYONE)
            known.ranges.append((about(row.cell, "women_and_men"), *ends))
        if row.cell.whole and not row.withheld:
            known.ranges.append((about(row.cell, "total"), policy.meeting_people, EVERYONE))
    if adding_up:
        known.equations += adding(row.cell for row in rows)
    return known


def _learn(known: Knowledge, row: Published, column: str, number: int, policy: Policy) -> None:
    if not row.rounded:
        known.equations.append((about(row.cell, column), Fraction(number)))
    elif column in PEOPLE or (column == "total" and row.cell.whole and policy.printed(row.cell.everyone) == number):
        # Where the sum of the rounded parts stands for the nearest total, the reader is told that it does.
        known.ranges.append((about(row.cell, column), *policy.behind(number)))
    # The other numbers of a rounded row are sums of its printed ones and tell nothing new.


def adding(cells: Iterable[Cell]) -> list[tuple[Terms, Fraction]]:
    """In every table the parts make up their whole, gender by gender."""
    given = list(cells)
    wholes = {(cell.meeting, cell.series): cell for cell in given if cell.whole}
    parts: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in given:
        if cell.variables:
            parts.setdefault((cell.table, cell.meeting, cell.series), []).append(cell)
    made_up = []
    for (_table, *of), own in parts.items():
        for gender in GENDERS:
            terms: Terms = {(*cell.id, gender): Fraction(1) for cell in own}
            terms[(*wholes[of[0], of[1]].id, gender)] = Fraction(-1)
            made_up.append((terms, Fraction(0)))
    return made_up


@dataclass(frozen=True)
class Move:
    """One row whose numbers were printed anew, as a reader sees it who knows whose entries changed in between.

    ``then`` and ``now`` name those people at the two times, as *number then* and *number now*; who was only recoded
    stands in both.
    """

    before: Published
    after: Published
    then: tuple[str, ...]
    now: tuple[str, ...]


def outed(moves: Iterable[Move], policy: Policy, printed: Mapping[str, str]) -> set[tuple[str, str]]:
    """Who, by these moves, must be recorded as what: pairs of a name and a column.

    The reader knows everyone who came, went or was recoded, and where they stand; ``printed`` are those of whom the
    reader also knows, by the printed list, what they are recorded as.
    """
    known = Knowledge()
    places: dict[str, tuple[tuple[str, ...], ...]] = {}
    for move in moves:
        for one in (*move.then, *move.now):
            places[one] = (*places.get(one, ()), move.after.cell.id)
        for column in PEOPLE:
            old, new = move.before.numbers[column], move.after.numbers[column]
            assert old is not None
            assert new is not None
            row: Terms = {(*move.before.cell.id, column, *move.then): Fraction(1)}
            known.ranges.append((dict(row), *policy.behind(old)))
            row |= {("person", one, column): Fraction(-1) for one in move.then}
            row |= {("person", one, column): Fraction(1) for one in move.now}
            known.ranges.append((row, *policy.behind(new)))
    for one in places:
        known.equations.append(({("person", one, column): Fraction(1) for column in PEOPLE}, Fraction(1)))
        if one in printed:
            known.equations.append(({("person", one, printed[one]): Fraction(1)}, Fraction(1)))
    # Of those who changed alike and stand in the same rows one is as good as another.
    alike = {(one.split()[-1], rows): one for one, rows in places.items() if one not in printed}
    return {
        (one, column)
        for one in alike.values()
        for column in PEOPLE
        if known.span({("person", one, column): Fraction(1)})[0] == 1
    }
