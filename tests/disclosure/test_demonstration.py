"""All attacks on the releases of the demonstration, and broken releases of it to prove that they find something."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from meetings.models import Meeting, Participation
from meetings.vocabulary import Gender
from reports.releases import published
from reports.releases.disclosure.policy import CLOSED, PANEL_INVITATIONS, PEOPLE, Policy
from reports.releases.freeze import ready_meetings
from reports.releases.panel_rows import panels_by_quarter
from reports.releases.proceedings_rows import OFFICE_HOLDERS, STATEMENTS, TOPICS
from tests.disclosure import test_proceedings as proceedings
from tests.disclosure.attacks import Knowledge, Terms
from tests.disclosure.locked_worlds import tables_of_release
from tests.disclosure.release_rows import Rows, given_away, read_editions, too_well_known

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database, pytest.mark.gate]
PANELS = "panels_summary"


def test_the_demonstration_gives_nothing_away(demonstration: None) -> None:
    out = [{name: one.table(name).rows for name in one.tables} for one in published.published()]
    assert len(out) == 2
    closed = set(Meeting.objects.exclude(list_access="open").values_list("slug", flat=True))
    for tables in (*out, tables_of_release()):
        assert given_away(tables) == set()
        for table in proceedings.PLACES:
            assert tables[table]
            assert proceedings.given_away(table, tables[table]) == set()
        for table in (STATEMENTS, TOPICS):
            assert tables[table]
            assert not {row["meeting_id"] for row in tables[table]} & closed
        years = {row["year"]: row["forums"] for row in tables["participation_by_year"]}
        assert years == dict.fromkeys(range(2018, 2024), "demo-conference demo-treaty")
    assert all(PANELS in tables for tables in out)
    assert quarters_given_away([tables[PANELS] for tables in out]) == set()
    _broken_releases(out[0])


def test_editions_side_by_side_keep_the_candidates_of_closed_lists(demonstration: None) -> None:
    """By linear programming over whole numbers, with every row about meetings, groups and sums of all editions."""
    editions = [{name: one.table(name).rows for name in one.tables} for one in published.published()]
    editions.append(tables_of_release())
    closed = {row["meeting_id"] for row in editions[0]["participation_by_meeting"] if row["flag"] == "c"}
    assert closed == {"demo-experts-2021", "demo-experts-2022", "demo-experts-2024"}
    assert too_well_known(read_editions([(tables, CLOSED) for tables in editions], closed), closed) == set()

    in_threes = replace(CLOSED, rounding=3, candidates=2)
    rounded_anew = _rounded(editions[0], closed, in_threes)
    assert too_well_known(read_editions([(rounded_anew, in_threes)], closed), closed) == set()
    side_by_side = read_editions([(editions[1], CLOSED), (rounded_anew, in_threes)], closed)
    assert too_well_known(side_by_side, closed), "each edition alone keeps three candidates, and both together do not"

    summed = {**editions[0], "participation_by_year": [_year_with_closed_lists(2021)]}
    found = too_well_known(read_editions([(editions[1], CLOSED), (summed, CLOSED)], closed), closed)
    assert {("demo-experts-2021", column) for column in (*PEOPLE, "total")} <= found, "a sum less the open lists"


def _numbers(meetings: list[str]) -> dict[str, int]:
    """What the record says of people in States' delegations: the row that must not be printed of a closed list."""
    people = Participation.objects.filter(meeting__slug__in=meetings, delegation__country__isnull=False)
    counted = Counter(people.values_list("recorded_gender", flat=True))
    women, men = counted[Gender.WOMAN], counted[Gender.MAN]
    total = counted.total()
    return dict(zip(PEOPLE, (women, men, total - women - men), strict=True)) | {
        "total": total,
        "women_and_men": women + men,
    }


def _rounded(tables: dict[str, Rows], closed: set[str], policy: Policy) -> dict[str, Rows]:
    """The release with closed lists rounded otherwise."""
    rows = [
        row | {name: policy.printed(_numbers([row["meeting_id"]])[name]) for name in (*PEOPLE, "total")}
        if row["meeting_id"] in closed
        else row
        for row in tables["participation_by_meeting"]
    ]
    return {**tables, "participation_by_meeting": rows}


def _year_with_closed_lists(year: int) -> dict[str, Any]:
    """The year's exact sum over all its meetings, also those with closed lists."""
    meetings = list(Meeting.objects.filter(start__year=year, demonstration=True).values_list("slug", flat=True))
    return {"year": year, "meeting_ids": " ".join(meetings), **_numbers(meetings)}


def _broken_releases(tables: dict[str, Rows]) -> None:
    """What the same attacks find where a whole is hidden beside its parts, and where a year is told twice."""
    rows = tables[STATEMENTS]
    hidden = [row | dict.fromkeys((*PEOPLE, "total")) if row["regional_group"] == "all" else row for row in rows]
    assert proceedings.given_away(STATEMENTS, hidden)
    holders = [row | {"women": None} if row["forum"] == "all" else row for row in tables[OFFICE_HOLDERS]]
    assert proceedings.given_away(OFFICE_HOLDERS, holders)
    quarters = panels_by_quarter(ready_meetings())
    (small, missing), *_rest = [one for one in quarters.items() if one[1].number < PANEL_INVITATIONS]
    of_year = {place: found for place, found in quarters.items() if place[0][:4] == small.period[:4]}
    whole = sum(found.single_gender for place, found in of_year.items() if place.area == small.area)
    told: Rows = [
        {"period": place.period, "area": place.area, "single_gender": found.single_gender, "panels": found.number}
        for place, found in of_year.items()
        if place.area == small.area and place != small
    ]
    told.append({"period": small.period[:4], "area": small.area, "single_gender": whole, "panels": missing.number})
    assert (small.period, small.area) in quarters_given_away([told])


def quarters_given_away(releases: list[Rows]) -> set[tuple[str, str]]:
    """Quarters with too few panels of which it follows, from all these releases, how many were of one gender."""
    quarters, known = panels_by_quarter(ready_meetings()), Knowledge()
    for row in (row for rows in releases for row in rows if row["panels"] is not None):
        period, area = row["period"], row["area"]
        inside = [one for one in quarters if one.area == area and one.period.startswith(period)]
        terms: Terms = {tuple(one): Fraction(1) for one in inside}
        known.equations.append((terms, Fraction(row["single_gender"])))
    few = [one for one, found in quarters.items() if found.number < PANEL_INVITATIONS]
    return {(one.period, one.area) for one in few if known.determined({tuple(one): Fraction(1)})}
