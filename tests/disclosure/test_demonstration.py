"""All attacks on the releases of the demonstration, and broken releases of it to prove that they find something."""

from __future__ import annotations

from fractions import Fraction

import pytest

from meetings.models import Meeting
from reports.releases import published
from reports.releases.disclosure.policy import PANEL_INVITATIONS, PEOPLE
from reports.releases.freeze import ready_meetings
from reports.releases.panel_rows import panels_by_quarter
from reports.releases.proceedings_rows import OFFICE_HOLDERS, STATEMENTS, TOPICS
from tests.disclosure import test_proceedings as proceedings
from tests.disclosure.attacks import Knowledge, Terms
from tests.disclosure.locked_worlds import tables_of_release
from tests.disclosure.release_rows import Rows, given_away

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
