"""Attacks on releases, and on broken releases to prove that the attacks work.

Protected is every number of a closed list, and of any list what is behind *not recorded as a woman or a man*.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings

from reports.measures.tally import Counts
from reports.releases.disclosure.cells import Cell, Published, people
from reports.releases.disclosure.memory import Memory
from reports.releases.disclosure.policy import CLOSED, OPEN, PEOPLE, REST, Policy, of_one_gender
from reports.releases.disclosure.publishable import Publication, publishable
from tests.disclosure.attacks import EVERYONE, Knowledge, Move, Terms, about, outed, read
from tests.disclosure.closed_meetings import BY_MEETING, Delegate, cells_of, fixtures, made_up
from tests.disclosure.release_sequences import Series
from tests.worlds.places import SHARED
from tests.worlds.seeds import daily

ROSTERS = SHARED / "data" / "rosters" / "inc-1-to-6.csv"
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


@pytest.mark.parametrize("seed", daily(4, range(SAMPLE)))
def test_every_number_of_a_closed_meeting_keeps_its_candidates(seed: int) -> None:
    cells = cells_of(made_up(seed))
    assert narrowest(read(release(cells, CLOSED).cells, CLOSED), cells) >= CLOSED.candidates


@pytest.mark.parametrize("name", STORED)
def test_stored_meetings_that_rounding_alone_gives_away(name: str) -> None:
    cells = STORED[name]
    assert narrowest(read(release(cells, ROUNDED_ONLY).cells, ROUNDED_ONLY), cells) == 1
    assert narrowest(read(release(cells, CLOSED).cells, CLOSED), cells) >= CLOSED.candidates


@pytest.mark.skipif(not ROSTERS.is_file(), reason="../shared/data/rosters is not here: no real lists to read.")
@pytest.mark.parametrize("meeting", daily(2, [f"INC {number}" for number in range(1, 7)]))
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
@pytest.mark.parametrize("seed", daily(2, SEQUENCES))
def test_who_holds_the_printed_lists_does_not_learn_what_somebody_declared(seed: int, declared: str) -> None:
    series = Series(seed, CLOSED, declared)
    for _number in range(EDITS):
        series.edit_some()
        assert not series.publish()
    assert series.moves


def test_control_numbers_that_move_at_once_out_somebody() -> None:
    series = Series(0, CLOSED, "woman", forgets=True)
    for _number in range(EDITS):
        series.edit_some()
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


# Delegations of one gender.

KINDS = ("all_women", "all_men", "undetermined", "mixed")


def read_compositions(row: Published, policy: Policy) -> tuple[Knowledge, list[Terms]]:
    """What a reader knows of delegations by composition, and the sums that are protected."""
    cell, known = row.cell, Knowledge()
    of = {kind: {(*cell.id, kind): Fraction(1)} for kind in KINDS}
    of["delegations"] = {(*cell.id, kind): Fraction(1) for kind in KINDS}
    for column, number in row.numbers.items():
        if number is not None and column in of:
            ends = policy.behind(number) if row.rounded else (number, number)
            known.ranges.append((of[column], *ends))
    known.ranges.append((of["delegations"], policy.row_delegations, EVERYONE))
    return known, [terms for column, terms in of.items() if column != "mixed"]


def published_compositions() -> Iterator[Published]:
    for seed in range(RELEASES):
        row = release(cells_of(made_up(seed, 200 + seed)), CLOSED).cells[-1]
        if not row.withheld:
            yield row


def test_delegations_of_one_gender_keep_their_candidates() -> None:
    rows = list(published_compositions())[:SAMPLE]
    assert len(rows) == SAMPLE
    for row in rows:
        known, protected = read_compositions(row, CLOSED)
        spans = [known.span(terms) for terms in protected]
        assert min(high - low + 1 for low, high in spans) >= CLOSED.candidates
        determinable, _share = of_one_gender(row.numbers, CLOSED)
        assert determinable is not None
        assert determinable % CLOSED.rounding == 0


def test_control_the_share_of_the_true_numbers_gives_delegations_away() -> None:
    """A share that is not made of the printed numbers is an equation between the true ones."""
    broken = 0
    for row in list(published_compositions())[:SAMPLE]:
        known, protected = read_compositions(row, CLOSED)
        true = row.cell.numbers
        share = Fraction(true["all_women"] + true["all_men"], true["delegations"] - true["undetermined"])
        terms: Terms = {(*row.cell.id, kind): Fraction(1) for kind in ("all_women", "all_men")}
        terms |= {(*row.cell.id, kind): terms.get((*row.cell.id, kind), Fraction(0)) - share for kind in KINDS[:2]}
        terms[(*row.cell.id, "mixed")] = -share
        known.equations.append((terms, Fraction(0)))
        spans = [known.span(terms) for terms in protected]
        broken += min(high - low + 1 for low, high in spans) < CLOSED.candidates
    assert broken > SAMPLE / 2


# Another gender on its own.


def forum_years() -> Iterator[tuple[Knowledge, list[Cell], int]]:
    """Open meetings, one to three a year, with five of another gender and five not recorded: what a reader knows of
    them, the meetings, and how many are of another gender."""
    for seed in range(RELEASES):
        chance = random.Random(seed)
        wholes = [cells_of(made_up(3 * seed + n, 200), f"m{n}")[0] for n in range(chance.randint(1, 3))]
        rest = sum(cell.numbers[REST] for cell in wholes)
        another = sum(chance.random() < 1 / 3 for _ in range(rest))
        if another >= 5 and rest - another >= 5:
            yield read(release(wholes, OPEN).cells, OPEN), wholes, another


def test_control_another_gender_on_its_own_gives_both_away() -> None:
    """Why it is nowhere, not even for a whole forum and year from five of both on: the rest is exact everywhere else.

    Exact, its number is the other's; rounded, the row alone tells that both are five at least, so that a rest of ten is
    five and five, and who of several meetings has no rest has nobody behind it.
    """
    published, given_away = 0, 0
    for known, wholes, another in forum_years():
        published += 1
        everywhere: dict[str, Terms] = {
            gender: {(*cell.id, gender): Fraction(1) for cell in wholes} for gender in ("another", "unknown")
        }
        exact = Knowledge([*known.equations, (everywhere["another"], Fraction(another))])
        assert exact.determined(everywhere["unknown"])
        known.ranges.append((everywhere["another"], *CLOSED.behind(CLOSED.printed(another))))
        known.ranges += [(terms, 5, EVERYONE) for terms in everywhere.values()]
        spans = [known.span(terms) for terms in (everywhere["another"], *split(wholes, "another"))]
        given_away += min(high - low + 1 for low, high in spans) < CLOSED.candidates
    assert published > 50
    assert given_away > published / 10
