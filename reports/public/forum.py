"""One forum for the public: its years, sessions, heads, delegations of one gender, from published rows alone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from meetings.vocabulary import ListAccess
from reports.measures.projection import Point
from reports.measures.tally import Counts, OneGender, total
from reports.presentation.dates import days
from reports.presentation.findings import moved, of
from reports.presentation.marks import over_time
from reports.presentation.marks.bars import Columns, columns, most_of_one_gender
from reports.presentation.marks.over_time import Line
from reports.public.drawings import FORUM, Drawing, drawing_of
from reports.public.figures import BY_MEETING, BY_POOL, HEADS, MEETINGS, ONE_GENDER, counts_of, line, rows_of
from reports.public.headlines import CERTAIN_HEADS, FROM_TWO, one_gender_of, rest, share_text
from reports.releases.published import Published, Row


@dataclass(frozen=True)
class Session:
    """One meeting of the forum as a line: ``row`` as published, heads and delegations where the release has them."""

    title: str
    url: str
    about: str
    year: int
    row: dict[str, Any] | None
    heads: Counts | None
    one_gender: OneGender | None

    @property
    def heads_text(self) -> str:
        return share_text(self.heads) if self.heads and self.heads.known else ""

    @property
    def heads_base(self) -> str:
        if not self.heads:
            return ""
        words = {"base": of(self.heads), "open": number_format(self.heads.open)}
        return _("%(base)s · %(open)s not recorded") % words


@dataclass(frozen=True)
class Forum:
    """A forum of a release. ``drawing``: its years, or its one session; ``closed``: its lists are not open."""

    code: str
    name: str
    sessions: list[Session]
    drawing: Drawing | None
    finding: str
    since: str
    closed: bool
    pools: list[dict[str, Any]] = field(default_factory=list)
    heads: Line | None = None
    heads_years: list[Point] = field(default_factory=list)
    delegations: Columns | None = None
    delegation_years: dict[int, OneGender] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, int]:
        found = [session.year for session in self.sessions]
        return min(found), max(found)


def forum_of(release: Published, code: str) -> Forum | None:
    """One forum with its sessions, the latest first; nothing where the release has no meeting of it."""
    rows = [row for row in rows_of(release, MEETINGS) if row["forum"] == code]
    if not rows:
        return None
    rows.sort(key=lambda row: (row["start"], row["meeting_id"]), reverse=True)
    sessions = [_session(release, row) for row in rows]
    opened = {row["meeting_id"] for row in rows if row["list_access"] == ListAccess.OPEN}
    heads = _by_year(
        (row["year"], counts_of(row)) for row in rows_of(release, HEADS)
        if row["meeting_id"] in opened and row["head_basis"] in CERTAIN_HEADS and row["women"] is not None
    )  # fmt: skip
    heads_points = [Point(year, total(found)) for year, found in sorted(heads.items())]
    one_gender = _one_gender_by_year(release, opened)
    years = sorted(one_gender)
    finding, since = _said(release, rows, opened)
    return Forum(
        code, rows[0]["forum_name"] or code, sessions, drawing_of(release, f"{FORUM}{code}"), finding, since,
        not opened, _pools(release, code), over_time.spark(heads_points, height=120), heads_points,
        columns(one_gender, years[0], years[-1], most_of_one_gender(one_gender.values()), height=170, ends=(6, 94))
        if years else None, one_gender,
    )  # fmt: skip


def forums_of(release: Published) -> list[tuple[str, str, int, list[int]]]:
    """Code, name, number of meetings and first and last year of every forum, in the order of their names."""
    found: dict[str, tuple[str, list[int]]] = {}
    for row in rows_of(release, MEETINGS):
        found.setdefault(row["forum"], (row["forum_name"] or row["forum"], []))[1].append(row["year"])
    lines = [(code, name, len(years), [min(years), max(years)]) for code, (name, years) in found.items()]
    return sorted(lines, key=lambda one: one[1])


def _session(release: Published, row: Row) -> Session:
    slug = row["meeting_id"]
    counted = next((one for one in rows_of(release, BY_MEETING) if one["meeting_id"] == slug), None)
    heads = [
        counts_of(one) for one in rows_of(release, HEADS)
        if one["meeting_id"] == slug and one["head_basis"] in CERTAIN_HEADS and one["women"] is not None
    ]  # fmt: skip
    of_one = [
        one for one in rows_of(release, ONE_GENDER)
        if one["meeting_id"] == slug and one["min_size"] == FROM_TWO and one["all_women"] is not None
    ]  # fmt: skip
    opened = row["list_access"] == ListAccess.OPEN
    when = days(*(datetime.date.fromisoformat(row[end]) for end in ("start", "end")))
    parts = [when, row["list_symbol"] or "", "" if opened else _("closed list")]
    url = reverse("public:meeting", args=[slug])
    return Session(
        row["title"], url, " · ".join(part for part in parts if part), row["year"],
        line(row["title"], counted, url) if counted else None,
        total(heads) if heads and opened else None, one_gender_of(of_one) if of_one and opened else None,
    )  # fmt: skip


def _by_year(pairs: Any) -> dict[int, list[Counts]]:
    found: dict[int, list[Counts]] = {}
    for year, counts in pairs:
        found.setdefault(year, []).append(counts)
    return found


def _one_gender_by_year(release: Published, opened: set[str]) -> dict[int, OneGender]:
    found: dict[int, list[Row]] = {}
    for row in rows_of(release, ONE_GENDER):
        if row["meeting_id"] in opened and row["min_size"] == FROM_TWO and row["all_women"] is not None:
            found.setdefault(row["year"], []).append(row)
    return {year: one_gender_of(rows) for year, rows in found.items()}


def _pools(release: Published, code: str) -> list[dict[str, Any]]:
    """The pools of a forum with closed lists, the latest first."""
    found = []
    for row in rows_of(release, BY_POOL):
        if row["forum"] == code:
            one = row["first_year"] == row["last_year"]
            years = str(row["first_year"]) if one else f"{row['first_year']}–{row['last_year']}"
            found.append(line(years, row))
    return found[::-1]


def _said(release: Published, rows: list[Row], opened: set[str]) -> tuple[str, str]:
    """The last year with an open list, and how it moved since the one before."""
    counted = {one["meeting_id"]: counts_of(one) for one in rows_of(release, BY_MEETING) if one["women"] is not None}
    by_year = _by_year(
        (row["year"], counted[row["meeting_id"]]) for row in rows if row["meeting_id"] in opened & set(counted)
    )
    if not by_year:
        return "", ""
    last, *earlier = sorted(by_year, reverse=True)
    counts = total(by_year[last])
    words = {"share": share_text(counts), "year": str(last), "base": of(counts), "rest": rest(counts)}
    finding = _("%(share)s women in %(year)s (%(base)s).") % words
    told = [rest(counts)]
    before = total(by_year[earlier[0]]) if earlier else Counts()
    change = moved(before, counts) if before.known else None
    if change and change.points:
        words = {"points": change.points, "year": str(earlier[0]), "before": share_text(before)}
        told.append(_("%(points)s from %(before)s in %(year)s.") % words)
    return finding, " ".join(told)
