"""The API's description in OpenAPI 3.1, made from the published tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from meetings.files.formats import CSV, JSON
from reports.public.table_queries import ROW_FORMATS
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


def document(address: str, columns: Mapping[str, Sequence[str]], licence: str, most: int) -> dict[str, Any]:
    """``columns``: the columns of each table of the latest release; ``most``: rows of a page at most."""
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
                "table", "One table: its columns and its files", [VERSION, _table(columns)], {200: ANY}
            ),
            "/api/v1/releases/{version}/tables/{table}/rows": _get(
                "rows",
                "Rows of a table. Any column filters by its name, such as ?year=2024; named twice, either.",
                [VERSION, _table(columns), *_paging(most), *_filters(columns)],
                {200: _rows()},
                csv=True,
            ),
            "/api/v1/openapi.json": _get("openapi", "This document", [], {200: ANY}),
        },
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


def _table(columns: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(columns)} if columns else TEXT
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
    ]


def _filters(columns: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Columns that every table with meetings has; each table also filters by its own."""
    shared = [name for name in ("meeting_id", "year", "forum") if any(name in names for names in columns.values())]
    return [
        {"name": name, "in": "query", "description": "Only rows with this value.", "schema": TEXT} for name in shared
    ]


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


def _rows() -> dict[str, Any]:
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
            "rows": {"type": "array", "items": {"type": "object"}},
        },
    }
