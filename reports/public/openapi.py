"""The API's description in OpenAPI 3.1, made from the published tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from meetings.files.formats import CSV, JSON
from reports.public.table_queries import RESERVED, ROW_FORMATS
from reports.releases.columns import Column
from reports.releases.versions import PATTERN

DESCRIPTION = (
    "Read-only access to the frozen tables of every release. Nothing is computed on request; a release never changes."
    f" An address without a suffix answers JSON, or CSV when the Accept header asks for {CSV.media_type}. Every answer"
    " carries an ETag; sending it back in If-None-Match saves the transfer."
)
VERSION = {
    "name": "version",
    "in": "path",
    "required": True,
    "description": "A version such as 2026-r1, or latest.",
    "schema": {"type": "string", "pattern": f"^({PATTERN}|latest)$"},
}
TEXT, NUMBER, ANY = {"type": "string"}, {"type": "integer"}, {"type": "object"}


def document(address: str, tables: Mapping[str, Sequence[Column]], licence: str, most: int) -> dict[str, Any]:
    """``tables``: the columns of each table of the latest release; ``most``: rows of a page at most.

    Every table has an address of its own for its rows, with all its filters by name and a row typed by its columns.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Parity: participation in disarmament meetings, by gender",
            "version": "1",
            "description": DESCRIPTION,
            **({"license": {"name": licence}} if licence else {}),
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": {
            "/api/v1/": _get("start", "Where the API begins", [], {200: ANY}),
            "/api/v1/releases": _get("releases", "Every release, newest first", [], {200: _listing()}),
            "/api/v1/releases/{version}": _get("release", "One release", [VERSION], {200: _release(), 410: _release()}),
            "/api/v1/releases/{version}/tables/{table}": _get(
                "table", "One table: its columns and its files", [VERSION, _table(tables)], {200: ANY}
            ),
            **{
                f"/api/v1/releases/{{version}}/tables/{name}/rows": _get(
                    f"rows_of_{name}",
                    f"Rows of the table {name}. A filter named twice means either.",
                    [VERSION, *_paging(most), *_filters(columns)],
                    {200: _rows(name)},
                    csv=True,
                )
                for name, columns in tables.items()
            },
            "/api/v1/openapi.json": _get("openapi", "This document", [], {200: ANY}),
        },
        "components": {"schemas": {_row_name(name): _row(columns) for name, columns in tables.items()}},
    }


def _get(
    name: str, summary: str, parameters: list[dict[str, Any]], answers: dict[int, Any], csv: bool = False
) -> dict[str, Any]:
    responses = {str(status): _json_answer(schema, csv) for status, schema in answers.items()}
    responses["304"] = {"description": "You have it already."}
    responses["429"] = _problem("Too many requests in a minute; Retry-After says how long to wait.")
    if parameters:
        responses["404"] = _problem("No such release or table.")
        responses.setdefault("410", _problem("The release was withdrawn; the detail says why."))
    if csv:
        responses["400"] = _problem("An unknown column or an impossible number.")
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}}


def _json_answer(schema: dict[str, Any], csv: bool) -> dict[str, Any]:
    content: dict[str, Any] = {JSON.media_type: {"schema": schema}}
    if csv:
        content[CSV.media_type] = {"schema": TEXT}
    headers = {"ETag": {"schema": TEXT}, "X-RateLimit-Remaining": {"schema": TEXT}}
    return {"description": "The answer.", "headers": headers, "content": content}


def _problem(description: str) -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["title", "status", "detail"],
        "properties": {"title": TEXT, "status": NUMBER, "detail": TEXT},
    }
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


def _table(tables: Mapping[str, Sequence[Column]]) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(tables)} if tables else TEXT
    return {"name": "table", "in": "path", "required": True, "schema": schema}


def _paging(most: int) -> list[dict[str, Any]]:
    def number(name: str, limit: int, about: str) -> dict[str, Any]:
        return {
            "name": name,
            "in": "query",
            "description": about,
            "schema": {"type": "integer", "minimum": 1, "maximum": limit},
        }

    return [
        number("page", 1_000_000, "Page of the rows found."),
        number("per_page", most, "Rows of a page; 1000 when not said."),
        {
            "name": "columns",
            "in": "query",
            "description": "Names of columns, separated by commas.",
            "schema": TEXT,
        },
        {"name": "format", "in": "query", "schema": {"type": "string", "enum": [one.extension for one in ROW_FORMATS]}},
        {
            "name": "sort",
            "in": "query",
            "description": "Name of a column to sort by; a minus before it puts the largest first.",
            "schema": TEXT,
        },
    ]


def _filters(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Every column of a table by its name, but those whose names ask for something else."""
    return [
        {
            "name": column.name,
            "in": "query",
            "description": f"{column.title}: only rows with one of these values.",
            "style": "form",
            "explode": True,
            "schema": {"type": "array", "items": _typed(column)},
        }
        for column in columns
        if column.name not in RESERVED
    ]


def _typed(column: Column) -> dict[str, Any]:
    """The type of a value that is there."""
    return {"type": "string", "format": "date"} if column.type == "date" else {"type": column.type}


def _row(columns: Sequence[Column]) -> dict[str, Any]:
    """A row: every value may be missing, and the reader may have asked for fewer columns."""
    return {"type": "object", "properties": {column.name: _cell(column) for column in columns}}


def _cell(column: Column) -> dict[str, Any]:
    typed = _typed(column)
    return {**typed, "type": [typed["type"], "null"], "title": column.title, "description": column.description}


def _row_name(table: str) -> str:
    return f"row_of_{table}"


def _listing() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["releases"],
        "properties": {"releases": {"type": "array", "items": _release()}},
    }


def _release() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["version", "title", "published", "licence", "tables"],
        "properties": {
            "version": TEXT,
            "title": TEXT,
            "published": {"type": "string", "format": "date-time"},
            "licence": TEXT,
            "withdrawn": {"type": ["string", "null"], "description": "Why it was withdrawn."},
            "tables": {"type": "object", "additionalProperties": TEXT},
        },
    }


def _rows(table: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["release", "table", "found", "page", "pages", "next", "rows"],
        "properties": {
            "release": TEXT,
            "table": TEXT,
            "found": NUMBER,
            "page": NUMBER,
            "pages": NUMBER,
            "next": {"type": ["string", "null"]},
            "rows": {"type": "array", "items": {"$ref": f"#/components/schemas/{_row_name(table)}"}},
        },
    }
