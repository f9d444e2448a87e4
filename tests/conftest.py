"""What holds for every test: required engines, strict templates, hypothesis without deadlines."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.engine import Engine
from hypothesis import settings as hypothesis_settings

# The machine decides how long an example takes; a test never asserts it.
hypothesis_settings.register_profile("parity", deadline=None)
hypothesis_settings.load_profile("parity")

REQUIRED = frozenset(filter(None, os.environ.get("PARITY_REQUIRE", "").split(",")))
"""``postgres``, ``browser``: what must be there, so that its absence is a failure and not a skip."""


def need(what: str, present: bool, advice: str) -> None:
    """Skip the test when ``what`` is absent; fail it when PARITY_REQUIRE names it."""
    if present:
        return
    if what in REQUIRED:
        pytest.fail(f"PARITY_REQUIRE names {what}, but it is not here. {advice}")
    pytest.skip(f"no {what} here. {advice}")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a run that would quietly test SQLite where PostgreSQL was asked for."""
    unknown = REQUIRED - {"postgres", "browser"}
    if unknown:
        raise pytest.UsageError(f"PARITY_REQUIRE knows postgres and browser, not {', '.join(sorted(unknown))}.")
    if "postgres" in REQUIRED and not on_postgres():
        raise pytest.UsageError("PARITY_REQUIRE names postgres: set DATABASE_URL to a PostgreSQL server.")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        from tests.worlds.demonstration import drop_demonstration

        drop_demonstration()


def on_postgres() -> bool:
    return str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql")


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """The models make the tables, in a second instead of a quarter of a minute a process; see ``migrated_tables``."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tables of the models, recorded as migrated: whoever migrates from here finds the newest version.

    A server thread of a test may still hold its connection when the test database is to be dropped.
    """
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    settings.MIGRATION_MODULES = {}  # which pytest-django had emptied
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        for app, name in MigrationLoader(None).disk_migrations:
            recorder.record_applied(app, name)
    yield
    if on_postgres():
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(others, [connection.settings_dict["NAME"]])


@pytest.fixture(scope="session")
def migrated_tables(django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """From here on the tables are those the migrations make; returned are those the models made, on PostgreSQL."""
    from django.core.management import call_command
    from django.db import connection

    with django_db_blocker.unblock():
        of_the_models = described_tables() if on_postgres() else {}
        cascade = " CASCADE" if on_postgres() else ""
        with connection.constraint_checks_disabled(), connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")
        call_command("migrate", verbosity=0)
    return of_the_models


def described_tables() -> dict[str, Any]:
    """Our tables as PostgreSQL has them: columns with type and null, and constraints with what they hold."""
    from django.db import connection

    found: dict[str, Any] = {}
    ask = connection.introspection
    with connection.cursor() as cursor:
        for table in ask.table_names(cursor):
            if not table.startswith(("meetings_", "panels_", "bodies_", "staff_", "reports_")):
                continue
            columns = {
                column.name: (column.type_code, column.null_ok, column.default, column.collation)
                for column in ask.get_table_description(cursor, table)
            }
            held = sorted(
                repr((sorted(about["columns"] or []), *(about[kind] for kind in CONSTRAINTS)))
                for about in ask.get_constraints(cursor, table).values()
            )
            named = sorted(name for name, about in ask.get_constraints(cursor, table).items() if about["check"])
            found[table] = {"columns": columns, "constraints": held, "checks": named}
    return found


CONSTRAINTS = ("primary_key", "unique", "foreign_key", "check", "index")


@pytest.fixture
def postgres(db: None) -> None:
    """For the few tests that only PostgreSQL can run."""
    need("postgres", on_postgres(), "Set DATABASE_URL=postgres://postgres@127.0.0.1:5432/parity.")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Debian's Chromium is; Playwright's own download is never used."""
    path = shutil.which("chromium")
    need("browser", path is not None, "On Debian or Ubuntu: apt install chromium.")
    assert path
    return path


@pytest.fixture(scope="module")
def one_browser(chromium: str) -> Iterator[Any]:
    """Debian's Chromium, which reaches this machine only; it starts once for a module.

    Beside playwright's event loop Django opens another connection; the one from before would be in the way.
    """
    from django.db import connections
    from playwright.sync_api import sync_playwright

    connections.close_all()
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with pytest.MonkeyPatch.context() as around, sync_playwright() as playwright:
        around.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs an event loop in this thread
        opened = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield opened
        opened.close()


@pytest.fixture
def browser(one_browser: Any) -> Iterator[Any]:
    """The browser without anything of the test before: its tabs and cookies go with it."""
    yield one_browser
    for context in one_browser.contexts:
        context.close()


@pytest.fixture
def demonstration(transactional_db: None, tmp_path: Path, run_folder: Path, settings: Any) -> None:
    """What ``quickstart`` makes, in the database and in a data folder of this test; ``live_server`` comes before."""
    from tests.worlds.demonstration import open_demonstration

    settings.PARITY_DATA = tmp_path / "data"
    of_releases = settings.STORAGES["releases"] | {"OPTIONS": {"location": settings.PARITY_DATA / "releases"}}
    settings.STORAGES = settings.STORAGES | {"releases": of_releases}
    open_demonstration(run_folder)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


class MisspeltVariable(str):
    """Stands in for a variable that a template of ours names and no view passed: the test fails."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: Any) -> str:
        context = sys._getframe(1).f_locals["context"]
        template = Path(context.render_context.template.origin.name)
        if template.is_relative_to(settings.BASE_DIR / "templates"):
            pytest.fail(f"{template.relative_to(settings.BASE_DIR)} names {variable}, which nothing passes to it.")
        return ""


@pytest.fixture(autouse=True, scope="session")
def strict_templates() -> Iterator[None]:
    """Misspelt variables fail in our templates; Django's own rely on empty ones."""
    engine = Engine.get_default()
    before, engine.string_if_invalid = engine.string_if_invalid, MisspeltVariable("%s")
    yield
    engine.string_if_invalid = before


@pytest.fixture(scope="module")
def reference(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The project's own reference data, loaded once for a module and gone after it."""
    from django.contrib.auth.models import Group

    from meetings.actions.reference import load_reference
    from meetings.models import (
        Alias,
        Country,
        Forum,
        Grouping,
        GroupMember,
        Honorific,
        Organisation,
        PublishedFigure,
        Source,
    )

    own = (PublishedFigure, Source, GroupMember, Grouping, Alias, Honorific, Country, Organisation, Forum, Group)
    with django_db_blocker.unblock():
        load_reference()
    yield
    with django_db_blocker.unblock():
        for model in own:
            model.objects.all().delete()


@pytest.fixture(scope="module")
def held_for_the_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """What fixtures of a module record within ``unblock()``, once: what a test changes goes back after it, and all of
    it after the module. No test of such a module may be transactional."""
    from django.db import transaction

    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
    yield django_db_blocker
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def published_office(held_for_the_module: Any) -> None:
    """``publish_office``, once for a module."""
    from tests.worlds.public_site import publish_office

    with held_for_the_module.unblock():
        publish_office()
