"""What is new in a release, in words: meetings that are new, revised, gone or the same, and how many rows and cells."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.models import Release
from reports.presentation.dates import days
from reports.public.figures import BY_MEETING, counts_of, published_percent
from reports.public.headlines import Headline, headlines
from reports.public.leading import latest_of
from reports.releases import published
from reports.releases.changes import ADDED, MEETINGS, REMOVED, WHOLE_ROW
from reports.releases.published import Published, Row, frozen_rows

NAMED = 6
"""Meetings of a kind that are named; the rest is a number."""


@dataclass(frozen=True, slots=True)
class News:
    """One meeting: ``kind`` is new, revised or gone; ``title`` leads the sentence ``text``."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A release against the one before. Rows are those of the tables of figures; in a revised one some cell differs."""

    news: list[News]
    more: int
    meetings: int
    same: int
    rows_new: int
    rows_revised: int
    rows_same: int
    rows_gone: int
    cells: int

    @property
    def finding(self) -> str:
        """Such as: One meeting new, two revised."""
        kinds = [one.kind for one in self.news]
        words = [
            (kinds.count("new"), ngettext("%(number)s meeting new", "%(number)s meetings new", kinds.count("new"))),
            (
                kinds.count("revised"),
                ngettext("%(number)s meeting revised", "%(number)s meetings revised", kinds.count("revised")),
            ),
            (kinds.count("gone"), ngettext("%(number)s meeting gone", "%(number)s meetings gone", kinds.count("gone"))),
        ]
        said = [text % {"number": apnumber(number)} for number, text in words if number]
        return str(capfirst(", ".join(said))) if said else _("Nothing differs from the release before")

    @property
    def shown(self) -> list[News]:
        return self.news[:NAMED]

    @property
    def rows(self) -> str:
        """How many rows are new, revised and the same, with the cells that differ."""
        words = {
            "new": ngettext("%(number)s row new", "%(number)s rows new", self.rows_new),
            "revised": ngettext("%(number)s revised", "%(number)s revised", self.rows_revised),
            "same": ngettext("%(number)s the same", "%(number)s the same", self.rows_same),
            "cells": ngettext("%(number)s cell differs", "%(number)s cells differ", self.cells),
        }
        numbers = {"new": self.rows_new, "revised": self.rows_revised, "same": self.rows_same, "cells": self.cells}
        said = {name: text % {"number": number_format(numbers[name])} for name, text in words.items()}
        return _("%(new)s, %(revised)s, %(same)s; %(cells)s") % said


def difference(release: Release) -> Difference:
    """Against the release before; of the first release every meeting is new."""
    changes = frozen_rows(release, "changes")
    tables = {name: frozen_rows(release, name) for name in release.manifest["data"]}
    meetings = {row["meeting_id"]: row for row in tables.get(MEETINGS, [])}
    first = release.previous_id is None
    whole = [one for one in changes if one["column"] == WHOLE_ROW]
    added = {one["row"] for one in whole if one["table"] == MEETINGS and one["after"] == ADDED}
    new = set(meetings) if first else added
    gone = [one["row"] for one in whole if one["table"] == MEETINGS and one["after"] == REMOVED]
    cells = [one for one in changes if one["column"] != WHOLE_ROW]
    lone_rows = sum(one["after"] == ADDED and one["table"] != MEETINGS for one in whole)
    rows = sum(map(len, tables.values()))
    of_new = sum(row.get("meeting_id") in new for table in tables.values() for row in table)
    rows_new = rows if first else of_new + lone_rows
    revised_rows = len({(one["table"], one["row"]) for one in cells})
    revised = _by_meeting(cells, meetings)
    news = [*_new(sorted(new), meetings, tables), *_revised(revised, meetings), *_gone(gone)]
    return Difference(
        news=news,
        more=max(0, len(news) - NAMED),
        meetings=len(meetings),
        same=len(meetings.keys() - new - revised.keys()),
        rows_new=rows_new,
        rows_revised=revised_rows,
        rows_same=rows - rows_new - revised_rows,
        rows_gone=sum(one["after"] == REMOVED for one in whole),
        cells=len(cells),
    )


def public_headlines(release: Release) -> list[Headline]:
    """What the first page of the public site would say of this release, word for word."""
    return _headlines(Published(release))


def public_headline_now() -> Headline | None:
    """What it says today."""
    latest = published.latest()
    found = _headlines(latest) if latest else []
    return found[0] if found else None


def _headlines(of: Published) -> list[Headline]:
    latest = latest_of(of)
    return headlines(of, latest) if latest else []


def _by_meeting(cells: Sequence[Row], meetings: dict[Any, Row]) -> dict[str, list[Row]]:
    """Cells by their meeting, which is the first part of a row's key; cells of no single meeting are in none."""
    found: dict[str, list[Row]] = {}
    for one in cells:
        meeting = str(one["row"]).split(" / ")[0]
        if meeting in meetings:
            found.setdefault(meeting, []).append(one)
    return found


def _new(new: Sequence[str], meetings: dict[Any, Row], tables: dict[str, list[Row]]) -> Iterator[News]:
    shares = {row["meeting_id"]: row for row in tables.get(BY_MEETING, []) if row["category"] == "states"}
    for meeting in new:
        row, share = meetings[meeting], shares.get(meeting)
        ends = days(datetime.date.fromisoformat(row["start"]), datetime.date.fromisoformat(row["end"]))
        yield News("new", row["title"], f"{ends}; {_share(share)}" if share else ends)


def _share(row: Row) -> str:
    """The published share of a meeting in words: of a closed list there is none, and it is said so."""
    if row["share_women"] is None or row["women"] is None:
        return _("no share is published")
    counts = counts_of(row)
    words = {
        "share": published_percent(row),
        "women": number_format(counts.women),
        "known": number_format(counts.known),
        "open": number_format(counts.open),
    }
    return _("women %(share)s (%(women)s of %(known)s), %(open)s not recorded as a woman or a man") % words


def _revised(revised: dict[str, list[Row]], meetings: dict[Any, Row]) -> Iterator[News]:
    for meeting, cells in sorted(revised.items()):
        words = {"number": number_format(len(cells))}
        count = ngettext("%(number)s cell differs", "%(number)s cells differ", len(cells)) % words
        why = " ".join(dict.fromkeys(one["why"] for one in cells if one["why"]))
        yield News("revised", meetings[meeting]["title"], f"{why} {count}." if why else f"{count}.")


def _gone(gone: Sequence[str]) -> Iterator[News]:
    for meeting in gone:
        yield News("gone", meeting, _("no longer in the release."))
