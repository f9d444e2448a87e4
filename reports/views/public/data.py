"""Public pages of releases, tables and files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.files.formats import SPSS, STATA, with_charset
from reports.public import table_page
from reports.public.citations import Citation
from reports.public.description import downloads
from reports.public.drawings import FORUM
from reports.public.edition import cached, without_question
from reports.public.figures import BY_MEETING, CodeLists, code_lists, data_tables
from reports.public.forum import forums_of
from reports.public.table_queries import CannotAsk, TableQuery, as_text, ask, read_query
from reports.releases import published
from reports.releases.everything import FORMATS
from reports.releases.everything import everything as all_of
from reports.releases.published import CHANGES, FileInfo, Published, Table
from reports.releases.versions import order_of
from reports.views.public.frame import FRESH, LASTING, absolute, latest_or_404, release_or_404, show

FILTERS = (
    "year",
    "meeting_id",
    "pool_id",
    "forum",
    "regional_group",
    "income_group",
    "forum_group",
    "role",
    "category",
    "head_basis",
    "period",
    "quarter",
)
MOST_CHOICES = 400
MOST_LINES = 200
CHANGED = ("table", "row", "column", "before", "after", "why")


@require_safe
@cached
def data(request: HttpRequest) -> HttpResponse:
    """The latest release with its tables, and every version before it."""
    return show(request, "data", _of_release(published.latest()) | {"history": history()})


@require_safe
@cached
def release(request: HttpRequest, version: str) -> HttpResponse:
    """One release; of a withdrawn one the tombstone, with the reason."""
    found = release_or_404(version)
    if found.withdrawn:
        return show(request, "withdrawn", {"release": found, "history": history()}, status=410)
    context = {"history": history(), "newest": published.latest(), "log": _changes(found)}
    return show(request, "release", _of_release(found) | context)


@require_safe
@cached
def table(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """The first rows of a table as the address asks for them, and all of it to take away."""
    found = release_or_404(version)
    if found.withdrawn or name not in found.tables:
        return release_gone(request, found)
    frozen = found.table(name)
    names = [column.name for column in frozen.columns]
    try:
        first = table_page.first_columns(names, name)
        query = read_query(
            dict(request.GET.lists()),
            names,
            table_page.PER_PAGE,
            first,
            "-year" if "year" in names else "",
            most=table_page.MOST,
        )
    except CannotAsk as refusal:
        return show(request, "cannot_ask", {"release": found, "sentence": str(refusal), "table": frozen}, status=400)
    files = [(_short(info), info) for info in downloads(found, name)]
    context = {"release": found, "table": frozen, "downloads": files, "newest": published.latest()}
    return show(request, "table", context | _view(found, frozen, query) | {"citation": citation_of(found, name)})


@require_safe
@cached
def file(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """The bytes of one file, as they were frozen."""
    found = release_or_404(version)
    info = next((info for info in found.files if info.name == name), None)
    if info is None:
        return release_gone(request, found)
    response = HttpResponse(found.read(name), content_type=content_type(info))
    response["Content-Disposition"] = f'attachment; filename="{found.version}-{info.name}"'
    response["Cache-Control"] = LASTING
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@without_question
@cached
def everything(request: HttpRequest, version: str, form: str) -> HttpResponse:
    """The whole release in one file, put together once for each edition."""
    found = release_or_404(version)
    if found.withdrawn or form not in FORMATS:
        return release_gone(request, found)
    response = HttpResponse(all_of(found, form), content_type=FORMATS[form])
    response["Content-Disposition"] = f'attachment; filename="{found.version}.{form}"'
    response["Cache-Control"] = LASTING
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def latest_file(request: HttpRequest, name: str) -> HttpResponse:
    """Where this file of the latest release is: an address to keep in a script."""
    found = latest_or_404()
    if name not in {info.name for info in found.files}:
        raise Http404
    return _moved(reverse("public:file", args=[found.version, name]))


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    return _moved(reverse("public:release", args=[latest_or_404().version]))


def release_gone(request: HttpRequest, found: Published) -> HttpResponse:
    """A withdrawn release answers 410 with its reason everywhere; of the others, the thing was never there."""
    if not found.withdrawn:
        raise Http404
    return show(request, "withdrawn", {"release": found, "history": history()}, status=410)


@require_safe
@cached
def corrections(request: HttpRequest) -> HttpResponse:
    """What the latest release changed in the one before it; what earlier ones did stands on their own pages."""
    out = published.published()
    release = out[0] if out else None
    latest = [_changes(release)] if release else []
    earlier = [{"release": one, "number": _number_of_changes(one)} for one in out[1:]]
    context = {"release": release, "logs": latest, "earlier": earlier, "withdrawn": published.withdrawn()}
    return show(request, "corrections", context)


def _changes(one: Published) -> dict[str, Any]:
    return {"release": one, "lines": _lines(one), "more": max(0, len(one.changes) - MOST_LINES)}


def _number_of_changes(one: Published) -> int:
    """How many cells a release changed, without reading which."""
    return next((info.rows or 0 for info in one.files if info.name == CHANGES), 0)


def _lines(one: Published) -> list[list[str]]:
    """The cells that a release changed, and why."""
    return [[as_text(change[name]) for name in CHANGED] for change in one.changes[:MOST_LINES]]


def history() -> list[Published]:
    """Every release that is or was out, newest first."""
    found = published.published() + published.withdrawn()
    return sorted(found, key=lambda one: order_of(one.version), reverse=True)


def citation_of(found: Published, part: str = "") -> Citation:
    """Of a release, or of a part of it: a table by its name, or ``forum-CODE``. Http404 where it has none.

    The page of a forum moves on with every release, so its citation leads to the release that it names.
    """
    address = absolute(reverse("public:release", args=[found.version]))
    whole = Citation(
        settings.PARITY_PUBLISHER, found.title, found.version, found.dated, address, found.licence, found.demonstration
    )
    if not part:
        return whole
    if part in found.tables:
        title, address = found.spec(part).title, absolute(reverse("public:table", args=[found.version, part]))
    else:
        code = part.removeprefix(FORUM)
        names = {one: name for one, name, *_rest in forums_of(found)} if part.startswith(FORUM) else {}
        if code not in names:
            raise Http404
        title = names[code]
    return replace(whole, title=f"{found.title}: {title}", address=address, part=part)


def content_type(info: FileInfo) -> str:
    return with_charset(info.media_type)


def _moved(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response["Cache-Control"] = FRESH
    response["Access-Control-Allow-Origin"] = "*"
    return response


def format_name(info: FileInfo) -> str:
    """The format of a file as people call it."""
    ending = info.name.rpartition(".")[2]
    return {STATA.extension: "Stata", SPSS.extension: "SPSS"}.get(ending, ending.upper())


def _short(info: FileInfo) -> dict[str, Any]:
    """A file of a table named by its format alone."""
    return {"name": info.name, "suffix": format_name(info), "size": info.size, "rows": info.rows}


def _of_release(found: Published | None) -> dict[str, Any]:
    if found is None:
        return {"release": None}
    files = {name: downloads(found, name) for name in data_tables(found)}
    tables = [{"table": found.spec(name), "short": [_short(info) for info in files[name]]} for name in files]
    held = {info.name for infos in files.values() for info in infos}
    return {
        "release": found,
        "tables": tables,
        "other_files": [info for info in found.files if info.name not in held],
        "labelled": STATA.named(BY_MEETING) in held,
        "citation": citation_of(found),
    }


def _view(found: Published, frozen: Table, query: TableQuery) -> dict[str, Any]:
    """The page of rows with what surrounds it: chosen columns, filters, the addresses before and after."""
    names = [column.name for column in frozen.columns]
    answer = ask(frozen.rows, query)
    codes = code_lists(found)
    return {
        "answer": answer,
        "heads": table_page.heads(frozen, query),
        "lines": table_page.lines(found, frozen, answer, codes),
        "picker": [(column, column.name in query.columns) for column in frozen.columns],
        "chosen": len(query.columns),
        "filters": [_filter(frozen, name, query, codes) for name in FILTERS if name in names],
        "sort": query.sort,
        "this_view": query.address(names),
        "previous": f"?{query.address(names, page=query.page - 1)}" if query.page > 1 else "",
        "next": f"?{query.address(names, page=query.page + 1)}" if query.page < answer.pages else "",
        "flags": sorted({flag for row in answer.records for flag in (row.get("flag") or "").split()}),
        "flag_words": codes.get("flag", {}),
    }


def _filter(frozen: Table, name: str, query: TableQuery, codes: CodeLists) -> dict[str, Any]:
    """The values of one column to choose from, in the order in which they stand in the table."""
    column = next(column for column in frozen.columns if column.name == name)
    labels = codes.get(column.codes, {})
    values = list(dict.fromkeys(as_text(row[name]) for row in frozen.rows))[:MOST_CHOICES]
    chosen = dict(query.filters).get(name, ())
    options = [(value, labels.get(value, value), value in chosen) for value in values if value]
    return {"column": column, "options": options, "any": _("all")}
