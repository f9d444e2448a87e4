"""Results about the office's own staff: people of each level on one day, and its position in the band.

All in people. The band is that of the setting ``PARITY_STAFF_FLOOR``; its rules are those of measures.md, *Staff*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.conf import settings

from reports.measures import staffing
from reports.measures.tally import Counts
from reports.measures.wording import share_in_words
from reports.practice_results.counted import people_of
from reports.words import said
from staff.levels import levels
from staff.models import Snapshot, StaffCount
from staff.vocabulary import IN_THE_SHARE


def floor() -> Fraction:
    """The lowest share of women, and of men, that is in the band."""
    return Fraction(settings.PARITY_STAFF_FLOOR, 100)


@dataclass(frozen=True, slots=True)
class LevelResult:
    """A level on the day of a snapshot: its people with appointments of one year or more, and its position.

    ``position`` is a key of ``measures.staffing.position``."""

    level: str
    counts: Counts
    position: str

    @property
    def needed(self) -> staffing.Needed:
        """Women who are needed for the band; of men see ``counts.exchanged()``."""
        return staffing.women_needed(self.counts, floor())

    @property
    def sentence(self) -> str:
        """The share of women with its base: what is said of a level beside its position."""
        return said(share_in_words(self.counts.women, self.counts.known))


def by_level(snapshot: Snapshot) -> list[LevelResult]:
    """The levels of a snapshot that have somebody, highest first, in one query."""
    return _in_order(snapshot.counts.filter(contract__in=IN_THE_SHARE))


def _in_order(rows: Iterable[StaffCount]) -> list[LevelResult]:
    found: dict[str, Counts] = {}
    for row in rows:
        found[row.level] = found.get(row.level, Counts()) + people_of(row)
    return [
        LevelResult(level, found[level], staffing.position(found[level], floor()))
        for level in sorted(found, key=_rank)
    ]  # fmt: skip


def _rank(level: str) -> tuple[int, str]:
    """The place of a level among all, the highest first; what the reference does not have comes last."""
    known = levels().get(level)
    return (known.rank if known else len(levels()) + 1, level)
