"""Sequences of releases of closed meetings while entries change, and who is revealed by them."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from reports.releases.disclosure.cells import Cell, Published
from reports.releases.disclosure.memory import Memory, Remembered
from reports.releases.disclosure.policy import PEOPLE, REST, Policy
from reports.releases.disclosure.pools import TABLE, WHOLE, Occasion
from reports.releases.disclosure.publishable import publishable
from tests.disclosure.attacks import Move, outed
from tests.disclosure.closed_meetings import Delegate, cells_of, made_up

COLUMN = {"woman": "women", "man": "men", "another": REST, "unknown": REST}
Row = tuple[str, str]


class Series:
    """Meetings of one forum over a sequence of releases.

    ``printed`` is what the lists say of everyone; a record may come to say otherwise. An office that
    ``forgets`` does not look at the release before. ``told`` are the people behind a row as the office holds it,
    printed or left out; ``read`` is each row as it was printed last, with the people behind that.
    """

    def __init__(
        self, seed: int, policy: Policy, declared: str, sizes: tuple[int, ...] = (260,), *, forgets: bool = False
    ) -> None:
        self.chance, self.policy, self.declared = random.Random(seed), policy, declared
        self.forgets = forgets
        everyone = [(place, one) for place, size in enumerate(sizes) for one in made_up(seed + place, size)]
        self.people: dict[int, Delegate] = {number: one for number, (_place, one) in enumerate(everyone)}
        self.meeting_of = {number: f"m{place}" for number, (place, _one) in enumerate(everyone)}
        self.meetings = [f"m{place}" for place in range(len(sizes))]
        self.printed, self.ever = dict(self.people), dict(self.people)
        self.next = len(self.people)
        self.told: dict[Row, dict[int, Delegate]] = {}
        self.read: dict[Row, tuple[Published, dict[int, Delegate]]] = {}
        self.memory: Memory = {}
        self.moves = self.moves_of_pools = 0
        self.publish()

    def remembered(self, place: str) -> Remembered:
        entry = self.memory[place]
        assert isinstance(entry, Remembered)
        return entry

    def edit(self) -> None:
        """Somebody comes, goes, or declares another gender than the list prints."""
        someone = self.chance.choice([one for one, as_is in self.people.items() if as_is == self.printed[one]])
        kind = self.chance.choice(("came", "went", "declared", "declared"))
        if kind == "went":
            del self.people[someone], self.printed[someone]
        elif kind == "came":
            self.people[self.next] = self.printed[self.next] = self.ever[self.next] = self.printed[someone]
            self.meeting_of[self.next] = self.meeting_of[someone]
            self.next += 1
        else:
            self.people[someone] = replace(self.people[someone], gender=self.declared)

    def edit_some(self) -> None:
        """What happens between two releases: mostly to one person, at times to several."""
        for _number in range(self.chance.choice((1, 1, 1, 3, 7))):
            self.edit()

    def publish(self) -> set[tuple[str, str]]:
        """Who is outed by this release to a reader who is told which rows were printed anew."""
        cells = [cell for meeting in self.meetings for cell in self._cells(meeting) if cell.of_people]
        policies = dict.fromkeys(self.meetings, self.policy)
        occasions = {meeting: Occasion("experts", 2001 + place) for place, meeting in enumerate(self.meetings)}
        publication = publishable(cells, policies, {} if self.forgets else self.memory, occasions)
        before, self.memory = self.memory, publication.memory
        moves: list[Move] = []
        for row in [*publication.cells, *(row for _pool, row in publication.pools)]:
            place, name = row.cell.id
            was, after = before.get(place), self.remembered(place)
            if was and was.since[name] == after.since[name]:
                continue
            now = self.told[row.cell.id] = self._told_now(row.cell, after.declared[name])
            self._check(row, now)
            if row.withheld:
                continue
            if was and row.cell.id in self.read:
                old, then = self.read[row.cell.id]
                moves.append(self._move(old, row, then, now))
                self.moves_of_pools += row.cell.table == TABLE
            self.read[row.cell.id] = row, now
        self.moves += len(moves)
        return outed(moves, self.policy, {f"{one} printed": COLUMN[was.gender] for one, was in self.ever.items()})

    def _check(self, row: Published, people: dict[int, Delegate]) -> None:
        """That the people of the attack are those whom the office counts: an attack on others would prove nothing."""
        counted = Counter(COLUMN[one.gender] for one in people.values())
        numbers = {name: counted[name] for name in PEOPLE}
        assert row.withheld or all(row.numbers[name] == self.policy.printed(numbers[name]) for name in PEOPLE)
        place, name = row.cell.id
        assert numbers == self.remembered(place).since[name], f"The attack counts other people than {place} does."

    def _cells(self, meeting: str) -> list[Cell]:
        """Its rows: recorded, and by the print."""
        own, listed = (
            [as_is for one, as_is in people.items() if self.meeting_of[one] == meeting]
            for people in (self.people, self.printed)
        )
        return cells_of(own, meeting, listed)

    def _told_now(self, cell: Cell, declared: dict[str, int]) -> dict[int, Delegate]:
        """The people of a row as its new numbers count them: with what they declared, or as before; of a pool as
        those rows of its meetings count them that were printed last: one that is left out was read all the same."""
        if cell.table == TABLE and self.remembered(cell.meeting).rows:
            places = [(meeting, WHOLE) for meeting in self.remembered(cell.meeting).pool.meetings]
            rows = [self.read[place][1] if place in self.read else self.told[place] for place in places]
            return {one: as_is for row in rows for one, as_is in row.items()}
        inside = [one for one, as_is in self.people.items() if self._stands_in(one, as_is, cell)]
        everything = {name: cell.numbers[name] - cell.listed[name] for name in PEOPLE} == declared
        if everything:
            return {one: self.people[one] for one in inside}
        return {one: self.told[cell.id].get(one, self.printed[one]) for one in inside}

    def _stands_in(self, one: int, as_is: Delegate, cell: Cell) -> bool:
        if cell.table == TABLE:
            return self.meeting_of[one] in self.remembered(cell.meeting).pool.meetings
        return self.meeting_of[one] == cell.meeting and (cell.whole or cell.key[0] in (as_is.group, as_is.role))

    def _move(self, old: Published, new: Published, then: dict[int, Delegate], now: dict[int, Delegate]) -> Move:
        return Move(
            old,
            new,
            then=tuple(self._name(one, then[one]) for one in then if now.get(one) != then[one]),
            now=tuple(self._name(one, now[one]) for one in now if now[one] != then.get(one)),
        )

    def _name(self, one: int, as_is: Delegate) -> str:
        """Somebody as the list prints them, or as they declared."""
        return f"{one} printed" if as_is == self.ever[one] else f"{one} declared"
