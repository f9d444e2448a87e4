"""Releases are attacked; so are releases made as they must not be, to prove that the attacks work.

Protected is every number of a closed list, and of any list what is behind *not recorded as a woman or a man*.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings

from reports.disclosure.cells import Cell, Published, people
from reports.disclosure.policy import CLOSED, OPEN, PEOPLE, REST, Policy
from reports.disclosure.publishable import Publication, publishable
from reports.disclosure.remembered import Memory
from reports.tally import Counts
from tests.attacks import Knowledge, Move, Terms, about, outed, read
from tests.closed_meetings import BY_MEETING, Delegate, cells_of, fixtures, made_up
from tests.series import Series

ROSTERS = Path(settings.BASE_DIR).parent / "shared" / "data" / "rosters" / "inc-1-to-6.csv"
GROUPINGS = Path(settings.BASE_DIR) / "meetings" / "reference" / "groupings.csv"
RELEASES, SAMPLE, SEQUENCES, EDITS = 200, 16, (0, 1, 2, 3, 4, 7), 40
ROUNDED_ONLY = replace(CLOSED, candidates=1)
STORED = fixtures()


def release(cells: Sequence[Cell], policy: Policy, previous: Memory | None = None) -> Publication:
    return publishable(cells, {cell.meeting: policy for cell in cells}, previous)


def narrowest(known: Knowledge, cells: Sequence[Cell]) -> int:
    """How many numbers the number of which the reader knows most can be."""
    spans = [known.span(about(cell, column)) for cell in cells if cell.of_people for column in (*PEOPLE, "total")]
    return min(high - low + 1 for low, high in spans)


def split(cells: Sequence[Cell], gender: str) -> Iterator[Terms]:
    """One gender of each cell that holds somebody of the rest."""
    for cell in cells:
        if cell.of_people and cell.everyone > cell.known:
            yield {(*cell.id, gender): Fraction(1)}


# Equations.


def test_no_protected_number_follows_from_the_equations_of_200_releases() -> None:
    for seed in range(RELEASES):
        cells = cells_of(made_up(seed, 20 + 2 * seed))
        opened, closed = (read(release(cells, policy).cells, policy) for policy in (OPEN, CLOSED))
        for gender in ("another", "unknown"):
            assert not [terms for terms in split(cells, gender) if opened.determined(terms)]
        assert not [
            cell.id for cell in cells if cell.of_people for name in PEOPLE if closed.determined(about(cell, name))
        ]
        assert opened.determined(about(cells[1], "women"))


def test_control_a_column_of_known_gives_the_split_away() -> None:
    """K = women + men + another gender: a number the office has, and must not print."""
    cells = cells_of(made_up(3, 200))
    rows = [
        replace(row, numbers=row.numbers | {"known": row.cell.known}) if row.cell.of_people else row
        for row in release(cells, OPEN).cells
    ]
    known = read(rows, OPEN)
    for gender in ("another", "unknown"):
        found = [known.determined(terms) for terms in split(cells, gender)]
        assert found
        assert all(found)


def test_control_primary_suppression_alone_is_undone() -> None:
    """Numbers below 3 withheld, all others exact: the totals give them back."""
    hidden, recovered = 0, 0
    for seed in range(40):
        cells = cells_of(made_up(seed, 150))
        rows = [_suppressed(row) for row in release(cells, OPEN).cells]
        known = read(rows, OPEN)
        gone = [(row.cell, name) for row in rows for name in PEOPLE if row.numbers.get(name, 0) is None]
        hidden += len(gone)
        recovered += sum(known.determined(about(cell, name)) for cell, name in gone)
    assert hidden > 200
    assert recovered > hidden * 3 / 4


def _suppressed(row: Published) -> Published:
    few = {name: None for name in PEOPLE if 0 < (row.numbers.get(name) or 0) < 3}
    return replace(row, numbers={**row.numbers, **few, "women_and_men": None}) if row.cell.of_people else row


# Everything a reader knows, over whole numbers.


@pytest.mark.parametrize("seed", range(SAMPLE))
def test_every_number_of_a_closed_meeting_keeps_its_candidates(seed: int) -> None:
    cells = cells_of(made_up(seed))
    assert narrowest(read(release(cells, CLOSED).cells, CLOSED), cells) >= CLOSED.candidates


@pytest.mark.parametrize("name", STORED)
def test_stored_meetings_that_rounding_alone_gives_away(name: str) -> None:
    cells = STORED[name]
    assert narrowest(read(release(cells, ROUNDED_ONLY).cells, ROUNDED_ONLY), cells) == 1
    assert narrowest(read(release(cells, CLOSED).cells, CLOSED), cells) >= CLOSED.candidates


@pytest.mark.skipif(not ROSTERS.is_file(), reason="../shared/data/rosters is not here: no real lists to read.")
@pytest.mark.parametrize("meeting", [f"INC {number}" for number in range(1, 7)])
def test_real_lists_treated_as_closed(meeting: str) -> None:
    cells = cells_of(_real(meeting))
    rows = release(cells, CLOSED).cells
    assert not rows[0].withheld
    assert narrowest(read(rows, CLOSED), cells) >= CLOSED.candidates


def _real(meeting: str) -> list[Delegate]:
    with GROUPINGS.open(encoding="utf-8", newline="") as file:
        groups = {row["code"]: row["group"] for row in csv.DictReader(file) if row["grouping"] == "regional_group"}
    with ROSTERS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Meeting"] == meeting and row["Group_Type"] == "Parties"]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(row["Delegation"] for row in rows))}
    genders = {"1": "woman", "0": "man"}
    return [
        Delegate(
            genders.get(row["Female"], "unknown"),
            groups.get(row["Delegation_ISO"], "none"),
            "representative" if row["Job_Title"] else "unknown",
            numbers[row["Delegation"]],
        )
        for row in rows
    ]


# One release after another.


@pytest.mark.parametrize("declared", ["woman", "another"])
@pytest.mark.parametrize("seed", SEQUENCES)
def test_who_holds_the_printed_lists_does_not_learn_what_somebody_declared(seed: int, declared: str) -> None:
    series = Series(seed, CLOSED, declared)
    for _number in range(EDITS):
        series.edit()
        assert not series.publish()
    assert series.moves


def test_control_numbers_that_move_at_once_out_somebody() -> None:
    series = Series(0, CLOSED, "woman", forgets=True)
    for _number in range(EDITS):
        series.edit()
        if series.publish():
            return
    pytest.fail("Nobody was outed.")


def test_control_five_changes_in_the_meeting_are_not_enough_for_each_row() -> None:
    """Five came and one of them to the group: were its row to move along, it would out that one."""
    then = people(BY_MEETING, "m", Counts(12, 60), variables=0)
    now = people(BY_MEETING, "m", Counts(13, 60), variables=0)
    before, after = (release([cell], CLOSED).cells[0] for cell in (then, now))
    assert outed([Move(before, after, then=(), now=("1 now",))], CLOSED, {}) == {("1 now", "women")}


def test_a_row_moves_with_the_list_until_enough_is_declared() -> None:
    """Six men came by the print, and one who stood there as a man declared otherwise. Without looking at the print the
    row would move with all seven, and out the one whom the print does not explain."""
    first = release([_whole(Counts(37, 100), Counts(37, 100))], CLOSED)
    before, recorded = first.cells[0], Counts(38, 105)
    with_list = release([_whole(recorded, Counts(37, 106))], CLOSED, first.memory).cells[0]
    with_all = release([_whole(recorded, recorded)], CLOSED, first.memory).cells[0]
    assert (with_list.numbers["women"], with_all.numbers["women"]) == (35, 40)
    came = tuple(f"{number} now" for number in range(6))
    known = dict.fromkeys((*came, "6 then"), "men")
    move = Move(before, with_all, then=("6 then",), now=(*came, "6 now"))
    assert outed([move], CLOSED, known) == {("6 now", "women")}
    many = release([_whole(Counts(42, 101), Counts(37, 106))], CLOSED, first.memory).cells[0]
    assert many.numbers["women"] == 40


def _whole(recorded: Counts, listed: Counts) -> Cell:
    return people(BY_MEETING, "m", recorded, variables=0, listed=listed)
