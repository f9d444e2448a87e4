"""People of one row of a practice's record as they are measured."""

from __future__ import annotations

from typing import Protocol

from reports.measures.tally import Counts


class CountedRow(Protocol):
    """A row that counts people by gender, as cycles of bodies and snapshots of staff do."""

    women: int
    men: int
    another: int
    not_recorded: int


def people_of(row: CountedRow) -> Counts:
    """The people of one row; whoever is not recorded is unknown."""
    return Counts(row.women, row.men, row.another, row.not_recorded)
