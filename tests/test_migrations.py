"""Every migration goes back and forward again on a record that holds something; nothing the older one knew is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from meetings.actions.accounts import command_line_account
from meetings.models import ImportBatch, ImportRow, ListDocument, Meeting
from reports.models import PlannedRelease
from tests.builders import make_panel
from tests.public_site import publish_office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
OURS = ("meetings", "reports")
Rows = dict[str, dict[Any, tuple[Any, ...]]]
Columns = dict[str, list[str]]


@pytest.fixture
def everything_migrated() -> Iterator[None]:
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
    ImportRow.objects.create(batch=batch, number=2, cells={"full_name": "Ada Okoro"}, problems=[{"code": "x"}])
    make_panel("Opening", "wm", meeting=Meeting.objects.order_by("pk").last())
    PlannedRelease.objects.create(on=timezone.localdate(), title="Spring", changed_at=at)


def columns() -> Columns:
    """The columns of our tables as the database has them, whatever the models say."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith(OURS)]
        described = {name: connection.introspection.get_table_description(cursor, name) for name in tables}
    return {name: sorted(column.name for column in described[name]) for name in tables}


def rows(wanted: Columns) -> Rows:
    """The rows of these columns by their key, which is the first value."""
    found = {}
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, names in wanted.items():
            key = connection.introspection.get_primary_key_column(cursor, table)
            assert key
            cursor.execute(f"SELECT {', '.join(map(quote, [key, *names]))} FROM {quote(table)}")
            found[table] = {row[0]: tuple(map(str, row[1:])) for row in cursor.fetchall()}
    return found


def steps() -> list[tuple[str, str]]:
    """Our migrations in the order in which they are applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    return [(one.app_label, one.name) for one, _backwards in plan if one.app_label in OURS]


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
