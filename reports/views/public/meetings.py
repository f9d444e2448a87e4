"""Public pages of meetings, from the frozen rows of the latest release."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.folding import fold_name, plainly
from reports.presentation.dates import days
from reports.public.edition import cached
from reports.public.figures import BY_MEETING, BY_POOL, MEETINGS, code_labels, line
from reports.public.headlines import meeting_headline
from reports.releases import published
from reports.releases.published import Published, Row
from reports.views.public.data import citation_of
from reports.views.public.frame import latest_or_404, show

DIVIDED = (
    ("participation_by_regional_group", "regional_group"),
    ("participation_by_category", "category"),
    ("participation_by_role", "role"),
    ("heads_of_delegation", "head_basis"),
    ("participation_by_delegation", "country_name"),
    ("statements_by_regional_group", "regional_group"),
)
"""The tables that divide a meeting, and the column that tells their rows apart."""
SEARCHED = ("title", "forum_name", "list_symbol", "city", "year", "start")
LONGEST_QUESTION = 100


@require_safe
@cached
def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting of the latest release, latest first."""
    release = published.latest()
    if release is None:
        return show(request, "nothing_yet", {})
    by_meeting = {row["meeting_id"]: row for row in _rows(release, BY_MEETING)}
    found = sorted(_rows(release, MEETINGS), key=lambda row: (row["start"], row["meeting_id"]), reverse=True)
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    lines = [_of_list(row, by_meeting.get(row["meeting_id"])) for row in found if _answers(row, asked)]
    return show(request, "meetings", {"release": release, "lines": lines, "asked": asked, "all": len(found)})


def _answers(row: Row, asked: str) -> bool:
    """Whether every word that is asked for stands in what the release says of a meeting."""
    said = " ".join(str(row[name] or "") for name in SEARCHED)
    folded = plainly(fold_name(said))
    return all(word in folded for word in plainly(fold_name(asked)).split())


@require_safe
@cached
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting: every published row about it, table by table."""
    release = latest_or_404()
    found = next((row for row in _rows(release, MEETINGS) if row["meeting_id"] == slug), None)
    if found is None:
        raise Http404
    whole = [row for row in _rows(release, BY_MEETING) if row["meeting_id"] == slug]
    context = {
        "release": release,
        "meeting": found,
        "details": details(release, found),
        "whole": [line(_("All"), row) for row in whole],
        "headline": meeting_headline(release, found, whole[0]) if whole else None,
        "sections": [section for section in [*_sections(release, slug), *_pool(release, slug)] if section["lines"]],
        "citation": citation_of(release),
    }
    return show(request, "meeting", context)


def details(release: Published, row: Row) -> list[tuple[str, str]]:
    """Dates, symbol, city and how the people were counted, in words."""
    named = [
        (_("Forum"), row["forum_name"]),
        (_("Dates"), dates(row)),
        (_("City"), row["city"]),
        (_("Format"), code_labels(release, "format").get(row["format"], row["format"])),
        (_("List"), row["list_symbol"] or row["source"]),
        (_("List access"), code_labels(release, "list_access").get(row["list_access"], row["list_access"])),
        (_("Status of the list"), code_labels(release, "list_status").get(row["list_status"], row["list_status"])),
        (_("Counted"), code_labels(release, "counted_as").get(row["counted_as"], row["counted_as"])),
    ]
    return [(name, value) for name, value in named if value]


def dates(row: Row) -> str:
    return days(*(datetime.date.fromisoformat(row[end]) for end in ("start", "end")))


def _of_list(row: Row, counted: Row | None) -> dict[str, Any]:
    """A meeting as a line; of one whose number of participants is not published only what it was."""
    url = reverse("public:meeting", args=[row["meeting_id"]])
    own = {"dates": dates(row), "forum": row["forum_name"], "symbol": row["list_symbol"] or "", "url": url}
    return own | {"label": row["title"], "figures": line(row["title"], counted, url) if counted else None}


def _sections(release: Published, slug: str) -> list[dict[str, Any]]:
    sections = []
    for name, column in DIVIDED:
        if name not in release.tables:
            continue
        table = release.table(name)
        divided = next(one for one in table.columns if one.name == column)
        labels = code_labels(release, divided.codes)
        rows = [row for row in table.rows if row["meeting_id"] == slug]
        lines = [line(labels.get(row[column], row[column] or "–"), row) for row in rows]
        words = {"title": table.title, "caption": table.description, "dimension": divided.title}
        sections.append({"name": name, "lines": lines, "rows": f"meeting_id={quote(slug)}"} | words)
    return sections


def _pool(release: Published, slug: str) -> list[dict[str, Any]]:
    """The pool in which a small meeting with a closed list is counted with others; no meeting stands in two."""
    row = next((row for row in _rows(release, BY_POOL) if slug in row["meeting_ids"].split()), None)
    if row is None:
        return []
    table = release.table(BY_POOL)
    words = {"title": table.title, "caption": table.description, "dimension": _("Years")}
    years = (
        f"{row['first_year']}–{row['last_year']}" if row["first_year"] != row["last_year"] else str(row["last_year"])
    )
    return [{"name": BY_POOL, "lines": [line(years, row)], "rows": f"pool_id={quote(row['pool_id'])}"} | words]


def _rows(release: Published, name: str) -> list[Row]:
    return release.table(name).rows if name in release.tables else []
