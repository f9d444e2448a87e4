"""Public pages of forums with their years, from the frozen rows of the latest release."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.presentation.findings import of
from reports.public.description import downloads
from reports.public.drawings import FORUM
from reports.public.edition import cached
from reports.public.figures import BY_MEETING, pooled_line
from reports.public.forum import Forum, forum_of, forums_of
from reports.public.headlines import share_text
from reports.public.planned import upcoming
from reports.public.proceedings import presided_in, spoken_in
from reports.releases import published
from reports.views.public.data import citation_of, format_name
from reports.views.public.frame import latest_or_404, show
from reports.views.public.pictures import framed, with_files


@require_safe
@cached
def forums(request: HttpRequest) -> HttpResponse:
    """Every forum of the latest release, with its last year."""
    release = published.latest()
    if release is None:
        return show(request, "nothing_yet", {})
    lines = [forum_of(release, code) for code, *_rest in forums_of(release)]
    return show(request, "forums", {"release": release, "forums": lines})


@require_safe
@cached
def forum(request: HttpRequest, code: str) -> HttpResponse:
    """One forum: its trend, heads and delegations by year, and session by session."""
    release = latest_or_404()
    found = forum_of(release, code)
    if found is None:
        raise Http404
    context = {
        "release": release,
        "forum": found,
        "taken": with_files(release, found.drawing) if found.drawing else None,
        "frame": framed(release, found.drawing) if found.drawing else None,
        "heads": _heads(found),
        "one_gender": sorted(found.delegation_years.items()),
        "files": [(format_name(info), info) for info in downloads(release, BY_MEETING)],
        "citation": citation_of(release, f"{FORUM}{code}"),
        "planned": upcoming()[:1],
        "spoken": spoken_in(release, code),
        "presided": presided_in(release, code),
    }
    return show(request, "forum", context)


def _heads(found: Forum) -> dict[str, object] | None:
    """Heads of delegation by year: finding, last value, table."""
    points = [point for point in found.heads_years if point.counts.known]
    if not points:
        return None
    first, last = points[0], points[-1]
    words = {"share": share_text(last.counts), "year": str(last.year), "was": share_text(first.counts)}
    words["first"] = str(first.year)
    one = _("Women headed %(share)s of delegations in %(year)s") % words
    more = _("Women headed %(was)s of delegations in %(first)s, %(share)s in %(year)s") % words
    return {
        "title": more if first.year < last.year else one,
        "number": share_text(last.counts),
        "base": of(last.counts),
        "open": last.counts.open,
        "line": found.heads,
        "first": share_text(first.counts),
        "year": last.year,
        "lines": [pooled_line(str(point.year), point.counts) for point in found.heads_years],
    }
