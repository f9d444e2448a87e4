"""Attacks on the sums of a release: years beside the meetings they are made of, in one release and in the next.

Protected is every number of a closed list and of a meeting too small to stand alone, and what is behind *not recorded*.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

from meetings.models import DelegationCount, Meeting, Participation
from meetings.vocabulary import Gender, GenderBasis
from reports.counting.narrowing import during
from reports.counting.population import population_at
from reports.counting.scope import Scope
from reports.measures.tally import Counts, total
from reports.releases import yearly_rows
from reports.releases.disclosure.cells import Cell, people
from reports.releases.disclosure.policy import CLOSED, PEOPLE
from reports.releases.disclosure.publishable import publishable
from reports.releases.freeze import ready_meetings
from reports.results import by_forum_and_year
from reports.series import by_year
from tests.disclosure.attacks import GENDERS, Knowledge, Terms, about, read
from tests.disclosure.closed_meetings import BY_GROUP, BY_MEETING
from tests.disclosure.locked_worlds import locked_world, tables_of_release
from tests.disclosure.release_rows import SUMS, Rows, given_away
from tests.worlds.seeds import daily

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FEW, MANY = range(2), range(2, 8)
OPEN_ALONE = (*SUMS, "participation_by_income_group", "participation_by_forum_group")
SEEDS = daily(len(FEW), [*FEW, *MANY])


def sums(tables: dict[str, Rows]) -> list[dict[str, Any]]:
    return [row for table in SUMS for row in tables[table]]


def of_open_lists(tables: dict[str, Rows]) -> dict[str, Rows]:
    """The tables that tell of open lists alone; of meetings too small to stand alone only that they are."""
    shown = {name: [row for row in tables[name] if row["total"] is not None] for name in OPEN_ALONE}
    assert all(shown.values())
    return shown


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_give_nothing_away_that_the_meetings_keep(seed: int) -> None:
    locked_world(seed)
    assert given_away(tables_of_release()) == set()


def everyone(meetings: list[Meeting], _by_meeting: Rows) -> list[Meeting]:
    return list(meetings)


def broken(monkeypatch: pytest.MonkeyPatch, summed: Callable[..., list[Meeting]]) -> dict[str, Rows]:
    with monkeypatch.context() as patched:
        patched.setattr(yearly_rows, "summed", summed)
        return tables_of_release()


def test_control_sums_of_every_meeting_give_closed_and_small_ones_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A year that counts everybody less its open lists is what the release withholds or rounds."""
    found: set[tuple[str, str]] = set()
    for seed in FEW:
        with transaction.atomic():
            locked_world(seed)
            found |= given_away(broken(monkeypatch, everyone))
            transaction.set_rollback(True)
    closed = {slug for slug, column in found if column == "women"}
    assert len(closed) > len(FEW)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_table_of_open_lists_depends_on_who_is_protected(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever closed lists, small meetings, declarations and *not recorded* hold: from one release to the next the
    tables stay byte by byte, so that no difference tells of it. With everybody in the sums they do not."""
    locked_world(seed)
    before, of_everyone = of_open_lists(tables_of_release()), sums(broken(monkeypatch, everyone))
    summed_up = {slug for name in SUMS for row in before[name] for slug in row["meeting_ids"].split()}
    protected = Participation.objects.exclude(meeting__slug__in=summed_up)
    protected.update(
        listed_gender=Gender.WOMAN, listed_basis=GenderBasis.PRINTED,
        recorded_gender=Gender.WOMAN, recorded_basis=GenderBasis.PRINTED,
    )  # fmt: skip
    counts = DelegationCount.objects.exclude(delegation__meeting__slug__in=summed_up)
    counts.update(women=F("women") + F("men"), men=0)
    inside = Participation.objects.filter(meeting__slug__in=summed_up)
    inside.update(recorded_gender=Gender.WOMAN, recorded_basis=GenderBasis.SELF_DECLARED)
    inside.filter(listed_gender=Gender.ANOTHER).update(listed_gender=Gender.UNKNOWN, listed_basis=GenderBasis.NONE)
    for meeting in Meeting.objects.all():
        Meeting.objects.filter(pk=meeting.pk).update(revision=meeting.revision + 1)
    assert of_open_lists(tables_of_release()) == before
    assert sums(broken(monkeypatch, everyone)) != of_everyone


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_are_what_the_pages_count(seed: int) -> None:
    """The rows of a forum's years and of the constant panel are those of ``results`` and ``series`` at these meetings,
    and the sums of the published rows of their meetings."""
    locked_world(seed)
    tables = tables_of_release()
    shown = {row["meeting_id"]: row for row in tables["participation_by_meeting"]}
    kept = [one for one in ready_meetings() if one.list_access == "open" and shown[one.slug]["total"] is not None]
    counted = population_at(kept, Scope())
    by_forum = {(row["forum"], row["year"]): _three(row) for row in tables["participation_by_forum_and_year"]}
    assert by_forum == {key: _seen(counts) for key, counts in by_forum_and_year(counted).items()}
    panel = tables["participation_by_year"]
    series = by_year(during(counted, (panel[0]["year"], panel[-1]["year"])), constant=True)
    assert [(str(row["year"]), _three(row)) for row in panel] == [(p.key, _seen(p.counts)) for p in series.points]
    assert {row["forums"] for row in panel} == {" ".join(code for code, _name in series.forums)}
    for row in sums(tables):
        behind = [shown[slug] for slug in row["meeting_ids"].split()]
        assert len(behind) == row["meetings"]
        assert _three(row) == tuple(sum(part) for part in zip(*map(_three, behind), strict=True))


def _three(row: dict[str, Any]) -> tuple[int, ...]:
    return row["women"], row["men"], row["not_recorded_as_woman_or_man"]


def _seen(counts: Counts) -> tuple[int, ...]:
    return counts.women, counts.men, counts.open


def test_control_a_second_grouping_of_a_closed_list_tells_what_the_first_hides() -> None:
    """Why income groups of closed lists are not told: where two regional groups are one income group, as everybody can
    look up, the three rounded numbers leave too little open, and no sum of the one table with its whole says so."""
    groups = {"africa": Counts(33, 33), "asia": Counts(33, 33), "elsewhere": Counts(40, 60)}
    cells = [people(BY_MEETING, "m", total(groups.values()), variables=0)]
    cells += [people(BY_GROUP, "m", counts, (name,)) for name, counts in groups.items()]
    income = {"low": groups["africa"] + groups["asia"], "high": groups["elsewhere"]}
    cells += [people("participation_by_income_group", "m", counts, (name,)) for name, counts in income.items()]
    published = publishable(cells, {"m": CLOSED}).cells
    assert not any(row.withheld for row in published)
    known = read(published, CLOSED)
    assert _fewest(known, cells) >= CLOSED.candidates
    low, africa, asia = cells[4], cells[1], cells[2]
    for gender in GENDERS:
        terms: Terms = {(*one.id, gender): Fraction(1) for one in (africa, asia)}
        terms[*low.id, gender] = Fraction(-1)
        known.equations.append((terms, Fraction(0)))
    vars(known).pop("_program", None)
    assert _fewest(known, cells) < CLOSED.candidates


def _fewest(known: Knowledge, cells: list[Cell]) -> int:
    spans = [known.span(about(cell, column)) for cell in cells for column in PEOPLE[:2]]
    return min(high - low + 1 for low, high in spans)
