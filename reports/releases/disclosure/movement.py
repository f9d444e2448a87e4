"""Movement of published numbers: a closed meeting's may change only when enough of its people did.

Rounding does not hide a correction: 37 becomes 38, and 35 is printed as 40. Who knows whose entry was corrected would
learn it. So a meeting moves only when enough of its people have changed since it last did, and of its rows those move
along behind which enough have changed themselves; the numbers of one row always together.

Who holds the printed list knows most of what changed. What a record says beyond the print is *declared*, and moves only
when enough has been declared: until then a row moves with the list alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from reports.releases.disclosure.cells import COMPOSITION, Cell, Numbers, with_sums
from reports.releases.disclosure.memory import Remembered
from reports.releases.disclosure.policy import PEOPLE, Policy
from reports.releases.disclosure.revealing import State, Step, reveals_change


class UnmovedRow(NamedTuple):
    """A row that stays as it was: what is printed of it (None: it stays out), and the true numbers behind that."""

    printed: Numbers | None
    since: Numbers


def changes(before: Numbers, now: Numbers) -> tuple[int, int]:
    """How many at least came to the numbers of one row, and how many went; one who only changed did both.

    It may be an undercount (an exchange of two leaves no trace); then numbers move later, never sooner.
    """
    old, new = _without_sums(before), _without_sums(now)
    differences = [new.get(name, 0) - old.get(name, 0) for name in old.keys() | new.keys()]
    return sum(more for more in differences if more > 0), -sum(less for less in differences if less < 0)


def changed_in_meeting(before: Mapping[str, Numbers], now: Mapping[str, Numbers]) -> int:
    """How many people of a meeting must at least have changed. Within one table each stands in one row."""
    came: dict[str, int] = {}
    went: dict[str, int] = {}
    for name in before.keys() | now.keys():
        old, new = before.get(name, {}), now.get(name, {})
        if "delegations" not in old | new:
            table = name.split("/", 1)[0]
            more, less = changes(old, new)
            came[table] = came.get(table, 0) + more
            went[table] = went.get(table, 0) + less
    return max([0, *came.values(), *went.values()])


def declared(cell: Cell) -> Numbers:
    """What the record says beyond the print, column by column."""
    return {name: number - cell.listed.get(name, number) for name, number in cell.numbers.items()}


def publishable_numbers(cell: Cell, policy: Policy, remembered: Remembered) -> Numbers:
    """The numbers of a row as far as they may be told: as recorded, or as listed with what was declared before."""
    before, now = remembered.declared.get(cell.id[1], dict.fromkeys(cell.numbers, 0)), declared(cell)
    differences = [now[name] - before[name] for name in now]
    changed = max(sum(d for d in differences if d > 0), -sum(d for d in differences if d < 0))
    if changed >= policy.people_moved or not changed:
        return cell.numbers
    return {name: max(0, number + before[name]) for name, number in cell.listed.items()}


def unmoved_rows(
    cells: Iterable[Cell], policy: Policy, remembered: Remembered, shown: Mapping[str, Numbers]
) -> dict[str, UnmovedRow]:
    """The rows of a moving meeting that do not move to what is recorded: they stay as they were, or move to ``shown``,
    which may be told of them."""
    unmoved: dict[str, UnmovedRow] = {}
    for cell in cells:
        name = cell.id[1]
        since, printed = remembered.since.get(name, {}), remembered.printed.get(name)
        if name not in shown or not _may_move(cell, shown[name], remembered, policy):
            unmoved[name] = UnmovedRow(printed, since)
        elif shown[name] != cell.numbers:
            stands = replace(cell, numbers=shown[name])
            unmoved[name] = UnmovedRow(nearest(stands, policy) if has_enough(stands, policy) else None, shown[name])
    return unmoved


def has_enough(cell: Cell, policy: Policy) -> bool:
    """Whether enough stand behind a row for it to be printed at all."""
    if not cell.of_people:
        return cell.numbers["delegations"] >= policy.row_delegations
    return cell.everyone >= policy.meeting_people if cell.whole else cell.known >= policy.row_women_and_men


def nearest(cell: Cell, policy: Policy) -> Numbers:
    """The numbers of a row, rounded, with their sums; the total of a whole is rounded by itself."""
    numbers = with_sums({name: policy.printed(number) for name, number in cell.numbers.items()})
    return numbers | {"total": policy.printed(cell.everyone)} if cell.whole else numbers


def _may_move(cell: Cell, now: Numbers, remembered: Remembered, policy: Policy) -> bool:
    """Enough have changed, and what would be printed does not need all of them to be of one gender."""
    before = _seen(cell.id[1], remembered)
    if max(changes(before.numbers, now)) < policy.people_moved:
        return False
    if not cell.of_people:
        return True
    after = State(now, declared(cell) if now == cell.numbers else before.declared, _multiples(now, policy))
    return not reveals_change(Step(before, after), [], policy)


def _seen(name: str, remembered: Remembered) -> State:
    """A row as it was printed last; where it never was, as it moved last."""
    if last := remembered.seen.get(name):
        return last.state
    return State(remembered.since.get(name, {}), remembered.declared.get(name, {}), None)


def reveals_change_in_parts(
    cells: Iterable[Cell], policy: Policy, remembered: Remembered, unmoved: Mapping[str, UnmovedRow]
) -> bool:
    """Whether the rows that move tell beside each other what they do not tell one by one."""
    rows = [cell for cell in cells if cell.of_people and cell.variables <= 1]
    steps = {cell.id[1]: _step(cell, policy, remembered, unmoved.get(cell.id[1])) for cell in rows}
    wholes = {cell.series: cell.id[1] for cell in rows if cell.whole}
    tables: dict[tuple[str, str], list[str]] = {}
    for cell in rows:
        if not cell.whole and cell.series in wholes:
            tables.setdefault((cell.table, cell.series), []).append(cell.id[1])
    return any(
        reveals_change(
            steps[wholes[series]], _with_outside(steps[wholes[series]], [steps[part] for part in parts]), policy
        )
        for (_table, series), parts in tables.items()
    )


def _with_outside(whole: Step, parts: list[Step]) -> list[Step]:
    """The parts and who of the whole stands in none of them: a table of heads holds heads alone."""
    states = [
        State(
            _less(of.numbers, [one.numbers for one in inside]),
            _less(of.declared, [one.declared for one in inside]),
            None,
        )
        for of, inside in ((whole.before, [p.before for p in parts]), (whole.after, [p.after for p in parts]))
    ]
    return [*parts, Step(*states)]


def _less(whole: Numbers, parts: Iterable[Numbers]) -> Numbers:
    given = list(parts)
    return {name: whole.get(name, 0) - sum(part.get(name, 0) for part in given) for name in PEOPLE}


def _step(cell: Cell, policy: Policy, remembered: Remembered, unmoved: UnmovedRow | None) -> Step:
    """A row from when anything of the meeting moved last until now; what it then and now leaves untold is its lag."""
    name = cell.id[1]
    seen, record = _seen(name, remembered), remembered.record
    before, beyond = record.numbers.get(name, {}), record.declared.get(name, {})
    stays = unmoved is not None and unmoved.since == remembered.since.get(name, {})
    now = unmoved.since if unmoved else cell.numbers
    lag, left = max(changes(seen.numbers, before)), max(changes(now, cell.numbers))
    return Step(
        State(before, beyond, None if stays else seen.printed, lag),
        State(cell.numbers, declared(cell), None if stays else _multiples(now, policy), left),
    )


def _multiples(numbers: Numbers, policy: Policy) -> Numbers:
    return {name: policy.printed(number) for name, number in numbers.items()}


def _without_sums(numbers: Numbers) -> Numbers:
    """Numbers of which each person, or each delegation, is in one."""
    if "delegations" not in numbers:
        return {name: numbers.get(name, 0) for name in PEOPLE}
    every, *kinds = (numbers[name] for name in COMPOSITION)
    return dict(zip(COMPOSITION[1:], kinds, strict=True)) | {"mixed": every - sum(kinds)}
