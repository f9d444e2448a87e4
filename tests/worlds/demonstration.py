"""The demonstration as ``quickstart`` makes it: loaded once for a run, copied into each test that wants it.

Loading it takes half a minute. SQLite copies the pages of a file, PostgreSQL makes a database from a template; the
files that belong to it are copied along.
"""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection


def open_demonstration(run: Path) -> None:
    """Let the empty database and the empty data folder of this test hold it. ``run``: the folder of this run."""
    kept = run / "demonstration"
    with (run / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one process makes it, the others wait; no template is copied twice at once
        if kept.exists():
            _copy_database(run, keep=False)
        else:
            call_command("quickstart", "--no-serve")
            _copy_database(run, keep=True)
            shutil.copytree(settings.PARITY_DATA, kept)  # last: when this stands here, all of it does
            return
    shutil.copytree(kept, settings.PARITY_DATA, dirs_exist_ok=True)


def drop_demonstration() -> None:
    """When a run ends. SQLite's copy lies in the folder of the run."""
    if connection.vendor == "postgresql":
        _on_the_server(f'DROP DATABASE IF EXISTS "{_template()}"')


def _copy_database(run: Path, *, keep: bool) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(run / "demonstration.sqlite3")) as file:
            source, target = (connection.connection, file) if keep else (file, connection.connection)
            source.backup(target)
        return
    own = connection.settings_dict["NAME"]
    source, target = (own, _template()) if keep else (_template(), own)
    connection.close()
    _on_the_server(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'",
        f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)',
        f'CREATE DATABASE "{target}" TEMPLATE "{source}"',
    )


def _template() -> str:
    """One for all processes of a run: their databases are ``test_NAME_gw0`` …"""
    name = settings.DATABASES["default"]["NAME"].removeprefix("test_").partition("_gw")[0]
    return f"demonstration_of_{name}"


def _on_the_server(*commands: str) -> None:
    """Commands about whole databases, which no transaction and no connection to one of them may surround."""
    import psycopg

    with psycopg.connect(**connection.get_connection_params() | {"dbname": "postgres"}, autocommit=True) as server:
        for command in commands:
            server.execute(command)
