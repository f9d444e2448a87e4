"""Every migration backwards and forwards on a filled record, with nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from meetings.actions.accounts import command_line_account
from meetings.actions.trail import note_read
from meetings.models import (
    Change,
    FindingMark,
    ImportBatch,
    ImportRow,
    ListDocument,
    Meeting,
    ProceedingsImport,
    SentBack,
    Statement,
)
from reports.models import PlannedRelease
from tests.conftest import described_tables
from tests.worlds.builders import make_holder, make_panel, make_statement
from tests.worlds.public_site import publish_office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
OURS = ("meetings", "reports")
Rows = dict[str, dict[Any, tuple[Any, ...]]]
Columns = dict[str, list[str]]
RENAMED = {
    "meetings_statementimport": "meetings_proceedingsimport",
    "meetings_voiceimport": "meetings_proceedingsimport",
}
"""Tables that an older version calls by the first name."""
RENAMED_COLUMNS = {"told_id": "last_public_id", "behind": "confidential_counts"}
"""Columns of releases that an older version calls by the first name."""


@pytest.fixture
def everything_migrated(migrated_tables: object) -> Iterator[None]:
    """Whatever happens in the test, the next one finds the newest tables."""
    yield
    call_command("migrate", verbosity=0)


def populate() -> None:
    meeting = publish_office()[0]
    by, at = command_line_account(), timezone.now()
    document = ListDocument.objects.create(meeting=meeting, printed_people=9, difference_reason="counted by hand")
    batch = ImportBatch.objects.create(
        document=document, file="list.csv", sha256="0" * 64, by=by, at=at, state="committed", committed_at=at
    )
    FindingMark.objects.create(meeting=meeting, finding="gone", about="1", said="stays", by=by, at=at)
    SentBack.objects.create(meeting=meeting, note="Look at row 2.", by=by, at=at)
    ImportRow.objects.create(batch=batch, number=2, cells={"full_name": "Ada Okoro"}, problems=[{"code": "x"}])
    make_panel("Opening", "wm", meeting=Meeting.objects.order_by("pk").last())
    PlannedRelease.objects.create(on=timezone.localdate(), title="Spring", changed_at=at)
    about = {"sha256": "0" * 64, "by": by, "at": at, "state": "committed", "committed_at": at, "rows": [{"number": 1}]}
    spoken = ProceedingsImport.objects.create(meeting=meeting, file="speakers.txt", **about)
    make_statement(meeting, "AAA", "w", batch=spoken, line=1)
    note_read(by=by, meeting=meeting, shown=[meeting, spoken], subject=f"proceedingsimport:{spoken.pk}")


def preside() -> None:
    """Lists of office-holders, which no older version knows, and who came by them."""
    meeting, by, at = Meeting.objects.get(slug="conference-2023"), command_line_account(), timezone.now()
    for number, where in enumerate(({"meeting": meeting}, {"forum": meeting.forum})):
        batch = ProceedingsImport.objects.create(
            **where, holds="offices", file="b.txt", sha256=f"{number}" * 64, by=by, at=at
        )
        make_holder(next(iter(where.values())), "w", batch=batch, line=1, corrected=["title"])


def columns() -> Columns:
    """The columns of our tables as the database has them, whatever the models say."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith(OURS)]
        described = {name: connection.introspection.get_table_description(cursor, name) for name in tables}
    return {
        RENAMED.get(name, name): sorted(RENAMED_COLUMNS.get(column.name, column.name) for column in described[name])
        for name in tables
    }


def rows(wanted: Columns) -> Rows:
    """The rows of these columns by their key, which is the first value."""
    found = {}
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        for known, names in wanted.items():
            table = known if known in there else next(old for old in RENAMED if RENAMED[old] == known and old in there)
            described = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            older = {new: old for old, new in RENAMED_COLUMNS.items() if old in described}
            key = connection.introspection.get_primary_key_column(cursor, table)
            assert key
            there_called = [key, *(older.get(name, name) for name in names)]
            cursor.execute(f"SELECT {', '.join(map(quote, there_called))} FROM {quote(table)}")
            found[known] = {row[0]: tuple(map(as_now, row[1:])) for row in cursor.fetchall()}
    return found


def as_now(value: Any) -> str:
    """A value as text; the trail calls a record by its model, and an older one by the older name."""
    return re.sub("(statement|voice)import:", "proceedingsimport:", str(value))


@pytest.mark.gate
def test_the_migrations_make_the_tables_of_the_models(postgres: None, migrated_tables: dict[str, Any]) -> None:
    """All other tests run on tables that were made from the models in one step."""
    made = described_tables()
    assert len(made) > 40
    assert sorted(made) == sorted(migrated_tables)
    for table, described in made.items():
        assert described == migrated_tables[table], table


@pytest.mark.gate
def test_lists_of_office_holders_go_with_the_version_that_knows_them(everything_migrated: None) -> None:
    populate()
    preside()
    trail = list(Change.objects.order_by("pk").values_list("subject", "after"))
    call_command("migrate", "meetings", "0004", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT file FROM meetings_statementimport")
        assert cursor.fetchall() == [("speakers.txt",)]
        cursor.execute("SELECT subject FROM meetings_change WHERE subject LIKE 'statementimport:%'")
        assert len(cursor.fetchall()) == 1
        cursor.execute("SELECT COUNT(*) FROM meetings_officeholder")
        assert cursor.fetchone() == (2,)
    call_command("migrate", "meetings", verbosity=0)
    assert list(Change.objects.order_by("pk").values_list("subject", "after")) == trail
    assert list(ProceedingsImport.objects.values_list("holds", "file", "statements__line")) == [
        ("statements", "speakers.txt", 1)
    ]


def steps() -> list[tuple[str, str]]:
    """Our migrations in the order in which they are applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    return [(one.app_label, one.name) for one, _backwards in plan if one.app_label in OURS]


@pytest.mark.gate
def test_every_migration_goes_back_and_forward_on_a_record_that_holds_something(everything_migrated: None) -> None:
    populate()
    newest, walked = columns(), list(pairwise_of_each_app())
    assert walked
    for app, older, _newer in reversed(walked):
        shape, full = columns(), rows(columns())
        call_command("migrate", app, older, verbosity=0)
        held = {table: [one for one in names if one in shape[table]] for table, names in columns().items()}
        assert rows(held) == {table: only(full[table], shape[table], names) for table, names in held.items()}, older
    oldest, known = columns(), rows(columns())
    for app, _older, newer in walked:
        call_command("migrate", app, newer, verbosity=0)
        assert rows(oldest) == known, f"{app} {newer} changes what the older version knew"
    assert columns() == newest
    connection.check_constraints()
    assert Meeting.objects.get(slug="conference-2023").participations.exists()


def pairwise_of_each_app() -> Iterator[tuple[str, str, str]]:
    """Each of our migrations but the first ones, in the order in which they are applied, with the one before it."""
    last: dict[str, str] = {}
    for app, name in steps():
        if app in last:
            yield app, last[app], name
        last[app] = name


def only(held: dict[Any, tuple[Any, ...]], had: list[str], names: list[str]) -> dict[Any, tuple[Any, ...]]:
    """The same rows with these columns alone."""
    places = [had.index(name) for name in names]
    return {key: tuple(row[place] for place in places) for key, row in held.items()}


@pytest.mark.gate
def test_no_number_of_a_record_is_given_out_twice_after_a_table_was_made_anew(everything_migrated: None) -> None:
    """The trail names records by number: one that was removed is no other one later."""
    populate()
    statement = Statement.objects.get()
    gone = make_statement(statement.meeting, "BBB", "m").pk
    Statement.objects.filter(pk=gone).delete()
    call_command("migrate", "meetings", "0005", verbosity=0)
    call_command("migrate", "meetings", verbosity=0)
    assert make_statement(statement.meeting, "BBB", "m").pk > gone
