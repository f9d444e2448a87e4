"""Fast writing of many rows: COPY on PostgreSQL, one prepared statement on SQLite.

Only actions call this. Values are those of the columns (ids, texts, JSON as text, times by ``stamp``).
"""

import datetime
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

Values = tuple[Any, ...]
# As many values per IN (...) as both engines take comfortably.
CHUNK = 5_000
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def stamp(moment: datetime.datetime) -> Any:
    """A time as the engine's column takes it."""
    return moment if connection.vendor == "postgresql" else str(moment.astimezone(datetime.UTC).replace(tzinfo=None))


def as_json(value: Any) -> str | None:
    """A JSON column's text; None stays NULL."""
    return None if value is None else _ENCODE(value)


def reserve_ids(model: type[Model], count: int) -> Sequence[int]:
    """``count`` primary keys nobody else will use; on SQLite the transaction already holds the write lock."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        first = (last[0] if last else 0) + 1
        return range(first, first + count)


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Add ``rows`` (tuples in the order of ``columns``) to the model's table; any conflict is an error."""
    table, names = _quoted(model, columns)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            _copy(cursor, table, names, rows)
    else:
        _execute_many(f"INSERT INTO {table} ({names}) VALUES ({_places(columns)})", rows)


def insert_missing(model: type[Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Add those of ``rows`` that no unique constraint refuses; another import may have been first."""
    table, names = _quoted(model, columns)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE arriving ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
            _copy(cursor, "arriving", names, rows)
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM arriving ON CONFLICT DO NOTHING")
            cursor.execute("DROP TABLE arriving")
    else:
        _execute_many(f"INSERT INTO {table} ({names}) VALUES ({_places(columns)}) ON CONFLICT DO NOTHING", rows)


def _copy(cursor: Any, table: str, names: str, rows: Iterable[Values]) -> None:
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _execute_many(statement: str, rows: Iterable[Values]) -> None:
    """On the driver's own connection, row by row: the framework's cursor would keep every row in memory."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        connection.connection.executemany(statement, rows)


def update(model: type[Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Set ``columns`` of the rows whose primary key stands last in each tuple."""
    settings = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {_quoted(model, columns)[0]} SET {settings} WHERE id = %s", list(rows))


def chunks(keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """``keys`` in pieces that fit one statement."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _quoted(model: type[Model], columns: Sequence[str]) -> tuple[str, str]:
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), ", ".join(quote(column) for column in columns)


def _places(columns: Sequence[str]) -> str:
    return ", ".join("?" * len(columns))
