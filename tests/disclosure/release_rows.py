"""What a reader knows from the rows of a whole release, table beside table: meetings, and sums of them.

The reader holds every row and column, knows which meetings there are and the rules. Variables are the people in States'
delegations at a meeting, by gender.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from reports.releases.contents import Contents
from reports.releases.disclosure.policy import CLOSED, OPEN, PEOPLE, Policy
from tests.disclosure.attacks import EVERYONE, GENDERS, MEANS, Knowledge, Terms

Rows = list[dict[str, Any]]
SUMS = ("participation_by_year", "participation_by_forum_and_year")
PARTS = {
    "participation_by_regional_group": "regional_group",
    "participation_by_income_group": "income_group",
    "participation_by_forum_group": "forum_group",
}
"""Tables that divide the people of a meeting, and by what."""
TOLD = (*PEOPLE, "total")


def rows_of(contents: Contents) -> dict[str, Rows]:
    return {table.spec.name: table.rows for table in contents.data}


def people_at(meetings: Iterable[str], column: str) -> Terms:
    """What a column says of people at meetings, as a sum of unknowns."""
    return {(meeting, gender): Fraction(1) for meeting in meetings for gender in MEANS[column]}


def read_release(tables: Mapping[str, Rows], policy: Policy = CLOSED) -> Knowledge:
    """Everything that follows from the rows about meetings, about their groups of States and about sums of them.
    ``policy``: how it rounds closed lists."""
    known = Knowledge()
    whole = {row["meeting_id"] for row in tables["participation_by_meeting"]}
    for table, column in PARTS.items():
        _read_parts(known, table, column, tables[table], whole, policy)
    for row in tables["participation_by_meeting"]:
        _read_meeting(known, row, policy)
    for table in SUMS:
        for row in tables[table]:
            for column in TOLD:
                known.equations.append((people_at(row["meeting_ids"].split(), column), Fraction(row[column])))
    return known


def read_editions(editions: Iterable[tuple[Mapping[str, Rows], Policy]], closed: set[str]) -> Knowledge:
    """Everything that follows from editions side by side. Lists of the ``closed`` meetings did not change between them;
    an open one may have, and is another unknown in each."""
    known = Knowledge()

    def of_edition(number: int, terms: Terms) -> Terms:
        shared = {
            name: name if name[0].partition("/")[0] in closed else (f"{number}:{name[0]}", *name[1:]) for name in terms
        }
        return {shared[name]: factor for name, factor in terms.items()}

    for number, (tables, policy) in enumerate(editions):
        one = read_release(tables, policy)
        known.equations += [(of_edition(number, terms), value) for terms, value in one.equations]
        known.ranges += [(of_edition(number, terms), low, high) for terms, low, high in one.ranges]
    return known


def too_well_known(known: Knowledge, meetings: Iterable[str]) -> set[tuple[str, str]]:
    """The numbers of meetings with closed lists for which a reader has too few candidates."""
    found = set()
    for meeting in meetings:
        for column in (*TOLD, "another", "unknown"):
            terms = people_at([meeting], column) if column in TOLD else {(meeting, column): Fraction(1)}
            low, high = known.span(terms)
            if high - low + 1 < CLOSED.candidates:
                found.add((meeting, column))
    return found


def _read_parts(known: Knowledge, table: str, column: str, rows: Rows, meetings: set[str], policy: Policy) -> None:
    """The printed groups, each number by number; where all of an open list are printed they make up the whole."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        group, confidential = f"{row['meeting_id']}/{table}/{row[column]}", "c" in (row["flag"] or "").split()
        groups.setdefault(row["meeting_id"], []).append(group)
        for one in PEOPLE if row["total"] is not None else ():
            if confidential:
                known.ranges.append((people_at([group], one), *policy.behind(row[one])))
            else:
                known.equations.append((people_at([group], one), Fraction(row[one])))
    for meeting in meetings & groups.keys():
        for gender in GENDERS:
            terms: Terms = {(group, gender): Fraction(1) for group in groups[meeting]}
            # Groups of a closed list are left out where they are small: the printed ones are some of the whole.
            terms[meeting, gender] = Fraction(-1)
            terms[f"{meeting}/{table}/left out", gender] = Fraction(1)
            known.equations.append((terms, Fraction(0)))


def _read_meeting(known: Knowledge, row: Mapping[str, Any], policy: Policy) -> None:
    confidential = "c" in (row["flag"] or "").split()
    known.ranges.append((people_at([row["meeting_id"]], "total"), 0, EVERYONE))
    if row["total"] is None:
        # Too small to stand alone, or left out beside a pool: no more is told.
        return
    for column in TOLD:
        terms = people_at([row["meeting_id"]], column)
        if not confidential:
            known.equations.append((terms, Fraction(row[column])))
        elif column != "total":
            known.ranges.append((terms, *policy.behind(row[column])))
    if confidential:
        known.ranges.append((people_at([row["meeting_id"]], "total"), policy.meeting_people, EVERYONE))


def given_away(tables: Mapping[str, Rows]) -> set[tuple[str, str]]:
    """Protected numbers that a reader knows too well: of closed lists those with too few candidates, of meetings that
    are withheld those that are certain, and another gender or not recorded on its own wherever somebody is either."""
    known, found = read_release(tables), set()
    for row in tables["participation_by_meeting"]:
        meeting, confidential = row["meeting_id"], "c" in (row["flag"] or "").split()
        candidates = CLOSED.candidates if confidential and row["total"] is not None else OPEN.candidates + 1
        if confidential:
            for column in TOLD:
                low, high = known.span(people_at([meeting], column))
                if high - low + 1 < candidates:
                    found.add((meeting, column))
        for gender in ("another", "unknown"):
            alone: Terms = {(meeting, gender): Fraction(1)}
            if row["not_recorded_as_woman_or_man"] != 0 and known.determined(alone):
                found.add((meeting, gender))
    return found
