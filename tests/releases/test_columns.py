"""A misspelt column fails where its row is made, in every table of a release."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

import pytest

from bodies.actions.bodies import add_body
from bodies.actions.cycles import open_cycle
from bodies.actions.stages import StageRow, record_stages
from meetings.models import Meeting
from reports.refusals import ReleaseRefused
from reports.releases import actions, designations
from reports.releases.code_lists import DESCRIBING
from reports.releases.columns import TableSpec
from reports.releases.schema import table_of
from reports.releases.tables import TABLES
from staff.actions.snapshots import CountRow, SnapshotHead, enter_snapshot, lock_snapshot
from tests.worlds.builders import (
    lock,
    make_country,
    make_delegation,
    make_forum,
    make_holder,
    make_meeting,
    make_member,
    make_office,
    make_panel,
    make_people,
    make_statement,
    make_user,
)
from tests.worlds.public_site import publish

SPECS = [*TABLES.values(), *DESCRIBING.values()]


@pytest.mark.parametrize("spec", SPECS, ids=[spec.name for spec in SPECS])
def test_a_row_refuses_a_value_without_a_column(spec: TableSpec) -> None:
    whole: dict[str, Any] = {column.name: place for place, column in enumerate(spec.columns)}
    assert spec.row(dict(reversed(whole.items()))) == whole
    for name in whole:
        assert list(spec.row({name: 1})) == list(whole), name
        with pytest.raises(TypeError, match=f"The table {spec.name} has no column {name}s; it has "):
            spec.row({f"{key}s" if key == name else key: value for key, value in whole.items()})


NEVER_GIVEN = {
    "meetings.note", "panels_summary.source", "participation_by_year.note", "participation_by_forum_and_year.note",
}  # fmt: skip
"""Columns that stand in a table with others of their kind, and that no row of it fills."""


def names_beside_key(spec: TableSpec) -> list[str]:
    return [column.name for column in spec.columns if column.name not in (*spec.key, "release")]


def renamed(spec: TableSpec) -> TableSpec:
    """The table with other names for all columns beside its key."""
    same = (*spec.key, "release")
    columns = (one if one.name in same else replace(one, name=f"{one.name}_renamed") for one in spec.columns)
    return replace(spec, columns=tuple(columns))


def lock_staff(women: int, men: int) -> None:
    """Staff of one level on a day that is old enough to be told."""
    rows = [CountRow("One", "P-4", "fixed_term", "field", women, men)]
    head = SnapshotHead(datetime.date(2023, 6, 30), "HR")
    made = enter_snapshot(head, rows, by=make_user("focal", "hr_focal_point"))
    lock_snapshot(made, by=make_user("second-focal", "hr_focal_point"))


def select_members(women: int, men: int) -> None:
    """A selection that is over, of whose members a public list is known."""
    by = make_user("selects", "selection_desk")
    body = add_body(make_forum("paper-moon", title_en="Paper Moon Experts"), by=by, kind="roster")
    day = datetime.date(2023, 6, 30)
    cycle = open_cycle(body, by=by, label="2023", status="completed", appointed=day, list_symbol="A/1")
    record_stages(cycle, [StageRow("selected", "", women, men)], as_of=day, by=by, basis="printed")


@pytest.mark.django_db
def test_every_table_of_a_release_is_checked(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The registry and the code that makes the rows must name the same columns: a rename on one side is noticed."""
    settings.PARITY_BY_DELEGATION = "Mandate 7"
    meeting, *_ = make_office()
    small = make_forum("small-group")
    for year in (2021, 2022, 2023):
        closed = make_meeting(f"small-group-{year}", forum=small, start=datetime.date(year, 9, 2))
        make_people(make_delegation(closed, "AAA"), women=15, men=30)
        lock(closed)
    make_member(make_country("AAA"), "income_group", "low")
    make_member(make_country("AAA"), "forum:conference", "group_of_one")
    for letter in "wwwwwmmmmm":  # as many as are told: fewer are withheld, and with them what they raise
        make_statement(meeting, "AAA", letter)
    make_holder(meeting, "m", "2023-05-08", "2023-05-12")
    make_panel("Opening", "wm", meeting=meeting, date=meeting.start)
    lock_staff(women=60, men=60)
    select_members(women=5, men=6)
    designations.approve_labels(["Invented Institute"], by=make_user("somebody-else", "publisher"))
    publish(notes="First.")
    Meeting.objects.filter(pk=meeting.pk).update(city="Sampleton", revision=meeting.revision + 1)
    noticed = set()
    for tables in (TABLES, DESCRIBING):
        for spec in list(tables.values()):
            monkeypatch.setitem(tables, spec.name, renamed(spec))
            with pytest.raises(TypeError) as refused:
                actions.prepare()
            monkeypatch.undo()
            found = re.match(rf"The table {spec.name} has no column (.*?); it has ", str(refused.value))
            assert found, refused.value
            noticed |= {f"{spec.name}.{name}" for name in found[1].split(", ")}
    beside_keys = {f"{spec.name}.{name}" for spec in SPECS for name in names_beside_key(spec)}
    assert noticed == beside_keys - NEVER_GIVEN
    assert {row["city"] for row in actions.prepare().contents.data[0].rows} == {"Sampleton", None}


def test_a_column_that_is_no_longer_made_is_refused_with_what_would_do() -> None:
    made = TABLES["meetings"]
    older = replace(made, columns=(*made.columns, replace(made.columns[0], name="chair_mood")))
    row = {column.name: None for column in made.columns}
    with pytest.raises(ReleaseRefused, match="no longer makes \\(chair_mood\\): use the one that made it"):
        table_of(older, [row])
