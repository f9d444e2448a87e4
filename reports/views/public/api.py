"""The API over frozen tables: what the pages show, for programs.

No account, no query language, nothing live.

An address without a suffix answers JSON, or CSV where the reader's Accept header asks for it; with ``.json`` or
``.csv`` it answers that, and these are the addresses that links use, because a copy on any web server has them too.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.files.formats import CSV, JSON
from meetings.files.spreadsheet_cells import csv_text
from reports.public.edition import cached, is_copy, negotiated
from reports.public.openapi import document
from reports.public.table_queries import MOST, ROW_FORMATS, Answer, CannotAsk, ask, read_query
from reports.releases import published
from reports.releases.published import FileInfo, Published, Table
from reports.views.public.frame import FRESH, absolute
from reports.views.public.rate import RateLimited, count_request

Answers = Callable[..., HttpResponse]
ROWS_AS = tuple(one.extension for one in ROW_FORMATS)


class Withdrawn(Exception):
    """The release was withdrawn; its text is the reason."""


def endpoint(view: Answers) -> Answers:
    """What every address of the API does: GET and HEAD from anywhere, errors as JSON, a limit per minute."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            left = count_request(request)
            response = cached(view)(request, *args, **kwargs)
            response["X-RateLimit-Remaining"] = str(left)
        except RateLimited as refusal:
            response = problem(429, "Too many requests", str(refusal))
            response["Retry-After"] = str(refusal.seconds)
        except CannotAsk as refusal:
            response = problem(400, "This question cannot be answered", str(refusal))
        except Withdrawn as release:
            response = problem(410, "Withdrawn", str(release))
        except Http404:
            response = problem(404, "Not found", "No such release, table or address. Start from /api/v1/.")
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, X-RateLimit-Remaining"
        return response

    return answered


def problem(status: int, title: str, detail: str) -> HttpResponse:
    """An error as RFC 9457 writes it; it repeats of the request only what was misunderstood."""
    body = json.dumps({"title": title, "status": status, "detail": detail}, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type="application/problem+json")


@endpoint
def start(request: HttpRequest) -> HttpResponse:
    """Where the API begins."""
    links = {
        "releases": _link("api-releases"),
        "latest": _link("api-release", "latest"),
        "openapi": absolute(reverse("public:openapi")),
        "documentation": absolute(reverse("public:api-page")),
    }
    return _json(links)


@endpoint
def releases(request: HttpRequest) -> HttpResponse:
    """Every release, newest first; a withdrawn one with the reason and without files."""
    out = [_release(one) for one in published.published()]
    gone = [_release(one) for one in published.withdrawn()]
    return _json({"releases": out + gone})


@endpoint
def release(request: HttpRequest, version: str) -> HttpResponse:
    found = _find(version)
    body = _release(found) | {
        "notes": found.notes,
        "disclaimer": found.disclaimer,
        "files": [_file(found, info) for info in found.files],
        "changes": found.changes,
    }
    return _json(body, status=410 if found.withdrawn else 200)


@endpoint
def table(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """One table: what its columns mean, and where its rows are."""
    found, frozen = _find_table(version, name)
    columns = [{key: value for key, value in column.as_json().items() if value} for column in frozen.columns]
    files = [_file(found, info) for info in found.files if info.name.startswith(f"{name}.")]
    rows = {form: _link("api-rows", found.version, name, suffix=form) for form in ROWS_AS}
    body: dict[str, Any] = {"release": found.version, "table": name}
    body |= {"title": frozen.title, "description": frozen.description}
    body |= {"key": list(frozen.key), "rows_count": len(frozen.rows), "columns": columns, "rows": rows, "files": files}
    return _json(body)


@endpoint
def rows(request: HttpRequest, version: str, name: str, form: str = "") -> HttpResponse:
    """Rows of a table: ``?column=value`` filters, ``columns=``, ``page=`` and ``per_page=``; CSV gives all at once."""
    found, frozen = _find_table(version, name)
    form = form or request.GET.get("format", "") or (CSV if negotiated(request) else JSON).extension
    if form not in ROWS_AS:
        raise CannotAsk(f"format is {' or '.join(ROWS_AS)}.")
    names = [column.name for column in frozen.columns]
    whole = is_copy(request) or (form == CSV.extension and "page" not in request.GET)
    query = read_query(dict(request.GET.lists()), names, per_page=len(frozen.rows) or 1 if whole else 1_000)
    answer = ask(frozen.rows, query)
    if form == CSV.extension:
        return _csv(answer)
    body = {"release": found.version, "table": name, "licence": found.licence, "found": answer.found}
    body |= {"page": query.page, "pages": answer.pages, "next": _next(found, name, answer, names)}
    records = [dict(zip(query.columns, row, strict=True)) for row in answer.rows]
    return _json(body | {"rows": records})


@endpoint
def openapi(request: HttpRequest) -> HttpResponse:
    found = published.latest()
    tables = {name: found.spec(name).columns for name in found.tables} if found else {}
    return _json(document(absolute("/"), tables, found.licence if found else "", MOST))


@endpoint
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Addresses of the API that do not exist answer as the API does."""
    raise Http404


def _find(version: str) -> Published:
    found = published.latest() if version == "latest" else published.version(version)
    if found is None:
        raise Http404
    return found


def _find_table(version: str, name: str) -> tuple[Published, Table]:
    found = _find(version)
    if found.withdrawn:
        raise Withdrawn(found.withdrawn_reason)
    if name not in found.tables:
        raise Http404
    return found, found.table(name)


def _release(found: Published) -> dict[str, Any]:
    body: dict[str, Any] = {
        "version": found.version,
        "title": found.title,
        "published": found.published_at.isoformat(),
        "dated": found.dated.isoformat(),
        "licence": found.licence,
        "withdrawn": found.withdrawn_reason or None,
        "demonstration": found.demonstration,
        "self": _link("api-release", found.version),
    }
    return body | {"tables": {name: _link("api-table", found.version, name) for name in found.tables}}


def _file(found: Published, info: FileInfo) -> dict[str, Any]:
    address = absolute(reverse("public:file", args=[found.version, info.name]))
    body = {"name": info.name, "media_type": info.media_type, "size": info.size, "rows": info.rows}
    return body | {"sha256": info.sha256, "address": address}


def _next(found: Published, name: str, answer: Answer, names: list[str]) -> str | None:
    """The address of the page after this one, its filters kept."""
    query = answer.query
    if query.page >= answer.pages:
        return None
    asked = query.address(names, page=query.page + 1, per_page=query.per_page)
    return f"{_link('api-rows', found.version, name)}?{asked}"


def _csv(answer: Answer) -> HttpResponse:
    """Published values as the files write them, texts that a spreadsheet would run made safe."""
    text = csv_text([answer.query.columns, *answer.rows])
    return _cached(HttpResponse(text, content_type=CSV.content_type))


def _json(body: dict[str, Any], status: int = 200) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return _cached(HttpResponse(text, status=status, content_type=JSON.content_type))


def _cached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = FRESH
    response["Vary"] = "Accept"
    return response


def _link(name: str, *args: str, suffix: str = "json") -> str:
    return absolute(f"{reverse(f'public:{name}', args=args)}.{suffix}")
