"""The public first page: one number, one picture, one sentence; then figures, news, downloads, citation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.public.description import downloads
from reports.public.drawings import GROUPS, TREND, Drawing, closed_lines, drawings, latest_of_forums
from reports.public.edition import cached
from reports.public.figures import MEETINGS, data_tables, rows_of
from reports.public.headlines import HEADS_KEY, ONE_GENDER_KEY, WOMEN, room_doubt, source_of
from reports.public.leading import latest_of
from reports.public.news import news
from reports.releases import published
from reports.releases.published import FileInfo, Published, Table
from reports.views.public.data import citation_of, format_name
from reports.views.public.frame import show
from reports.views.public.pictures import framed, with_files

OFFERED = (
    "participation_by_meeting",
    "participation_by_year",
    "participation_by_regional_group",
    "heads_of_delegation",
    "delegations_of_one_gender",
    "statements_by_regional_group",
    "office_holders",
)
"""The tables whose files the first page offers, where a release has them; the page of the data has all of them."""


@require_safe
@cached
def home(request: HttpRequest) -> HttpResponse:
    """The year that leads, in seats; then what follows from it."""
    release = published.latest()
    if release is None:
        return show(request, "nothing_yet", {})
    found = drawings(release)
    before = published.version(name) if (name := release.manifest.get("previous")) else None
    context: dict[str, Any] = {
        "release": release,
        "citation": citation_of(release),
        "news": news(release, before),
        "meetings": len(rows_of(release, MEETINGS)),
        "closed": closed_lines(release),
        "offered": [offered(release, name) for name in OFFERED if name in release.tables],
        "tables": len(data_tables(release)),
    }
    return show(request, "home", context | _figures(release, found))


def offered(release: Published, name: str) -> tuple[Table, list[tuple[str, FileInfo]]]:
    """A table with its files, each under the name of its format."""
    files = [(format_name(info), info) for info in downloads(release, name)]
    return release.table(name), files


def _figures(release: Published, found: dict[str, Drawing]) -> dict[str, Any]:
    """Empty where no list is open: figures of closed lists stand in the tables, never added up."""
    latest = latest_of(release)
    room = found.get(WOMEN)
    if latest is None or room is None or room.counts is None:
        return {"room": None, "by_forum": []}
    trend = found.get(TREND)
    return {
        "room": with_files(release, room),
        "year": latest.year,
        "doubt": room_doubt(room.counts),
        "later": latest.later,
        "by_forum": latest_of_forums(release, latest),
        "trend": with_files(release, trend) if trend else None,
        "heads": found.get(HEADS_KEY),
        "one_gender": found.get(ONE_GENDER_KEY),
        "groups": with_files(release, found[GROUPS]) if GROUPS in found else None,
        "frame": framed(release, room),
        "frames": [framed(release, one) for one in found.values()],
        "three": [one.sentence for one in found.values()][:3],
        "plain_source": source_of(release, "", latest.symbols).strip(),
    }
