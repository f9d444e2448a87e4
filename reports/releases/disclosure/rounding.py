"""Rounding of one closed meeting: each number is tried beside the others before it is printed.

What a reader may know is written down as ranges and sums: the rounding, the thresholds, and that parts make up their
whole. Where two numbers are bound by one threshold the ranges are drawn narrower than the truth, never wider: what
is safe within them is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reports.releases.disclosure.cells import COMPOSITION, Cell, Numbers, with_sums
from reports.releases.disclosure.movement import UnmovedRow, has_enough, nearest
from reports.releases.disclosure.policy import PEOPLE, Policy
from reports.releases.disclosure.recovery import Name, Range, candidates

Ranges = dict[Name, Range]
Sum = tuple[Name, list[Name]]


def rounded(
    cells: Iterable[Cell], policy: Policy, unmoved: Mapping[str, UnmovedRow] | None = None
) -> dict[str, Numbers]:
    """What is printed, by row: the wholes first, then table after table, in the order given, what can stand beside
    them. Rows that are ``unmoved`` stay as they were."""
    return _print(list(cells), policy, unmoved or {}).printed


def known_of(
    cells: Sequence[Cell], policy: Policy, printed: Mapping[str, Numbers], since: Mapping[str, Numbers]
) -> tuple[Ranges, list[Sum]] | None:
    """What follows now from rows printed before, the last time on the numbers ``since``; None where that cannot be
    said, because too much follows."""
    unmoved = {cell.id[1]: UnmovedRow(printed.get(cell.id[1]), since.get(cell.id[1], cell.numbers)) for cell in cells}
    so_far = _print(cells, policy, unmoved)
    return (so_far.ranges, so_far.sums) if so_far.printed.keys() == printed.keys() else None


def _print(cells: Sequence[Cell], policy: Policy, unmoved: Mapping[str, UnmovedRow]) -> _Printed:
    so_far = _Printed(policy, unmoved)
    for cell in cells:
        if cell.whole and so_far.shows(cell):
            so_far.whole(cell)
    tables: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        if cell.of_people and 1 <= cell.variables <= policy.variables:
            tables.setdefault((cell.table, cell.series), []).append(cell)
    for parts in tables.values():
        so_far.parts(parts)
    for cell in cells:
        if not (cell.of_people or cell.variables) and so_far.shows(cell):
            so_far.delegations(cell)
    return so_far


class _Printed:
    """What has been printed of a meeting so far, and what follows from it."""

    def __init__(self, policy: Policy, unmoved: Mapping[str, UnmovedRow]) -> None:
        self.policy = policy
        self.printed: dict[str, Numbers] = {}
        self._unmoved = unmoved
        self._wholes: dict[str, Cell] = {}
        self.ranges: Ranges = {}
        self.sums: list[Sum] = []

    def shows(self, cell: Cell) -> bool:
        """Whether a row may stand there: it stays where it was, or it moves and has people enough."""
        unmoved = self._unmoved.get(cell.id[1])
        return has_enough(cell, self.policy) if unmoved is None else unmoved.printed is not None

    def whole(self, cell: Cell) -> None:
        """All people of a series. Where the nearest total would tell too much beside its rounded parts, their sum
        stands there instead; but a row that is kept is never printed otherwise than before."""
        printed = self._printed(cell)
        sum_of_parts = with_sums({name: printed[name] for name in PEOPLE})
        if self._add_whole(cell, printed) or (cell.id[1] not in self._unmoved and self._add_whole(cell, sum_of_parts)):
            self._wholes[cell.series] = cell

    def _add_whole(self, cell: Cell, printed: Numbers) -> bool:
        ranges = self._behind(cell, printed, (*PEOPLE, "total"), {"total": self.policy.meeting_people})
        made_up: Sum = ((cell.id[1], "total"), [(cell.id[1], name) for name in PEOPLE])
        return self._add(ranges, [made_up], {cell.id[1]: printed})

    def parts(self, cells: list[Cell]) -> None:
        """The parts of a whole in one table that have people enough; the smallest of them go if they tell too much."""
        whole = self._wholes.get(cells[0].series)
        if whole is None:
            return
        enough = [cell for cell in cells if self.shows(cell)]
        shown = sorted(enough, key=lambda cell: (-cell.known, cell.id))
        while shown and not self._add_parts(whole, cells, shown):
            shown.pop()

    def _add_parts(self, whole: Cell, cells: list[Cell], shown: list[Cell]) -> bool:
        ranges: Ranges = {}
        printed: dict[str, Numbers] = {}
        for cell in cells:
            if cell in shown:
                printed[cell.id[1]] = self._printed(cell)
                ranges |= self._behind(cell, printed[cell.id[1]], PEOPLE, {})
            else:
                ranges |= self._not_shown(cell)
        sums: list[Sum] = []
        for name in PEOPLE:
            own: list[Name] = [(cell.id[1], name) for cell in cells]
            outside = whole.numbers[name] - sum(cell.numbers[name] for cell in cells)
            if outside < 0:
                raise ValueError(f"{cells[0].table} holds more {name} at {whole.meeting} than there are.")
            if outside:
                own.append((cells[0].table, cells[0].series, "outside", name))
                ranges[own[-1]] = (0, whole.everyone)
            sums.append(((whole.id[1], name), own))
        return self._add(ranges, sums, printed)

    def delegations(self, cell: Cell) -> None:
        """Delegations by composition; those with women and men are what is left and not printed."""
        printed = self._printed(cell)
        ranges = self._behind(cell, printed, COMPOSITION, {"delegations": self.policy.row_delegations})
        mixed = (cell.id[1], "mixed")
        ranges[mixed] = (0, cell.numbers["delegations"])
        made_up: Sum = (
            (cell.id[1], "delegations"),
            [*((cell.id[1], name) for name in COMPOSITION[1:]), mixed],
        )
        self._add(ranges, [made_up], {cell.id[1]: printed})

    def _add(self, ranges: Ranges, sums: list[Sum], printed: dict[str, Numbers]) -> bool:
        """Print it unless something, here or printed before, would then have too few candidates."""
        all_ranges, all_sums = self.ranges | ranges, self.sums + sums
        if candidates(all_ranges, all_sums) < self.policy.candidates:
            return False
        self.ranges, self.sums = all_ranges, all_sums
        self.printed |= printed
        return True

    def _printed(self, cell: Cell) -> Numbers:
        unmoved = self._unmoved.get(cell.id[1])
        return unmoved.printed if unmoved and unmoved.printed is not None else nearest(cell, self.policy)

    def _behind(self, cell: Cell, printed: Numbers, names: Iterable[str], at_least: Numbers) -> Ranges:
        """What may be behind a printed row *now*. A row that was kept is taken as if the reader knew all that changed
        since."""
        now, unmoved = with_sums(cell.numbers), self._unmoved.get(cell.id[1])
        since = with_sums(unmoved.since) if unmoved else now
        ranges: dict[str, Range] = {}
        for name in names:
            low, high = self.policy.behind(printed[name])
            if name == "total" and self.policy.printed(since[name]) != printed[name]:
                low, high = 0, sum(ranges[part][1] for part in PEOPLE)
            ranges[name] = (max(low, at_least.get(name, 0)), high)
        if cell.of_people and not cell.whole:
            self._raise(ranges)
        return {(cell.id[1], name): _shifted(ends, now[name] - since[name]) for name, ends in ranges.items()}

    def _raise(self, ranges: dict[str, Range]) -> None:
        """A printed row has so many women and men together; where its ranges alone do not say so, the wider is raised
        first, in place."""
        pair = sorted(("women", "men"), key=lambda name: -_width(ranges[name]))
        missing = max(0, self.policy.row_women_and_men - sum(ranges[name][0] for name in pair))
        raised = min(missing, max(0, _width(ranges[pair[0]]) - self.policy.candidates))
        for name, by in zip(pair, (raised, missing - raised), strict=True):
            ranges[name] = (ranges[name][0] + by, ranges[name][1])

    def _not_shown(self, cell: Cell) -> Ranges:
        """A row left out has, as far as a reader knows, fewer women and men than the threshold: women up to some
        number, men up to what then remains. Where there are more, the row went for the others' sake."""
        most = max(self.policy.row_women_and_men - 1, cell.known)
        spare = self.policy.candidates - 1
        women = min(max(cell.numbers["women"] + (most - cell.known) // 2, spare), most - spare)
        ends = {"women": women, "men": most - women}
        return {(cell.id[1], name): (0, ends.get(name, cell.everyone + most)) for name in PEOPLE}


def _width(ends: Range) -> int:
    return ends[1] - ends[0] + 1


def _shifted(ends: Range, by: int) -> Range:
    return max(0, ends[0] + by), ends[1] + by
