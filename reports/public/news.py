"""What is new in a release: the meetings and tables it adds, and what it corrects. From releases alone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.public.figures import BY_MEETING, MEETINGS, base_text, published_percent, rows_of
from reports.public.planned import upcoming
from reports.releases.published import Published

OWN = {"meeting_id", "pool_id"}
"""Rows told apart by these hold what was counted there; all others are sums over meetings."""
NAMED = 3
"""Added meetings named one by one; more are counted."""


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news; ``url`` where more of it stands, under ``more``."""

    on: datetime.date
    text: str
    url: str = ""
    more: str = ""


def news(release: Published, before: Published | None) -> list[News]:
    """What a release brought, beside the one before it; the next one announced comes last."""
    found = [*_added(release, before), *_tables(release, before), *_corrected(release)]
    return found + [
        News(one.on, _("Next release: %(title)s.") % {"title": one.title}, reverse("public:calendar"), _("Calendar"))
        for one in upcoming()[:1]
    ]


def _added(release: Published, before: Published | None) -> list[News]:
    meetings = rows_of(release, MEETINGS)
    if before is None:
        words = {"number": number_format(len(meetings))}
        first = ngettext(
            "The first release: %(number)s meeting.", "The first release: %(number)s meetings.", len(meetings)
        )
        return [News(release.dated, first % words, reverse("public:meetings"), _("All meetings"))]
    known = set(before.manifest["meetings"])
    added = [row for row in meetings if row["meeting_id"] not in known]
    new = sorted(added, key=lambda row: row["start"], reverse=True)
    counted = {row["meeting_id"]: row for row in rows_of(release, BY_MEETING)}
    lines = []
    for row in new[:NAMED]:
        url = reverse("public:meeting", args=[row["meeting_id"]])
        figures = counted.get(row["meeting_id"])
        words = {"title": row["title"], "share": published_percent(figures) if figures else ""}
        if figures and words["share"]:
            words["base"] = base_text(figures["women"], figures["women_and_men"])
            text = _("%(title)s added: %(share)s women (%(base)s).") % words
        else:
            text = _("%(title)s added.") % words
        lines.append(News(release.dated, text, url, _("The meeting")))
    if len(new) > NAMED:
        left = len(new) - NAMED
        text = ngettext("%(number)s more meeting added.", "%(number)s more meetings added.", left)
        lines.append(News(release.dated, text % {"number": number_format(left)}, reverse("public:meetings"), _("All")))
    return lines


def _tables(release: Published, before: Published | None) -> list[News]:
    """Tables that the release before did not have."""
    if before is None:
        return []
    new = [name for name in release.manifest["data"] if name not in before.manifest["data"]]
    if not new:
        return []
    titles = ", ".join(release.manifest["tables"][name]["title"] for name in new)
    text = ngettext("New table: %(titles)s.", "New tables: %(titles)s.", len(new)) % {"titles": titles}
    return [News(release.dated, text, f"{reverse('public:data')}#tables", _("All tables"))]


def _corrected(release: Published) -> list[News]:
    """How many values of the release before differ, and why where there is one reason.

    Sums over meetings are left out: they move with every meeting that is added, and with no correction alone.
    """
    keys = {name: table["key"] for name, table in release.manifest["tables"].items()}
    changes = [
        change
        for change in release.changes
        if change.get("before") is not None and not OWN.isdisjoint(keys.get(change["table"], ()))
    ]
    if not changes:
        return []
    reasons = {change["why"] for change in changes}
    words = {"number": number_format(len(changes)), "why": reasons.pop() if len(reasons) == 1 else ""}
    text = ngettext("%(number)s value corrected.", "%(number)s values corrected.", len(changes)) % words
    url = f"{reverse('public:corrections')}#release-{release.version}"
    return [News(release.dated, " ".join(part for part in (text, words["why"]) if part), url, _("See what and why"))]
