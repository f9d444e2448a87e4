"""Statements and office-holders of one forum for the public, from published rows alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.measures.tally import Counts, total
from reports.presentation.findings import of
from reports.public.figures import MEETINGS, counts_of, in_per_cent, line, rows_of
from reports.public.headlines import share_text
from reports.releases.published import Published, Row

STATEMENTS, OFFICES, EVERY_GROUP = "statements_by_regional_group", "office_holders", "all"
SEATS = 30
"""Squares in a row at most: more office-holders in a year are told by their number."""


@dataclass(frozen=True)
class Spoken:
    """Statements session by session, the latest first, as lines; minutes where they were taken."""

    title: str
    lines: list[dict[str, Any]]
    table: str = STATEMENTS


@dataclass(frozen=True)
class Presided:
    """Office-holders year by year, the earliest first: a square a person where they are few enough."""

    title: str
    years: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    table: str = OFFICES


def spoken_in(release: Published, forum: str) -> Spoken | None:
    """Who delivered the statements of States at the sessions of a forum."""
    meetings = {row["meeting_id"]: row for row in rows_of(release, MEETINGS)}
    rows = [
        row
        for row in rows_of(release, STATEMENTS)
        if row["forum"] == forum and row["regional_group"] == EVERY_GROUP and row["women"] is not None
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: meetings[row["meeting_id"]]["start"], reverse=True)
    last = counts_of(rows[0])
    words = {"base": of(last), "year": rows[0]["year"]}
    title = _("Women delivered %(base)s statements in %(year)s") % words
    lines = [line(str(row["year"]), row) | {"minutes": _minutes(row)} for row in rows]
    return Spoken(title, lines)


def _minutes(row: Row) -> str:
    """The time that women spoke, where the release has it."""
    if row["minutes_women"] is None or row["minutes_men"] is None:
        return ""
    women, men = round(row["minutes_women"]), round(row["minutes_women"] + row["minutes_men"])
    words = {"women": number_format(women), "of": number_format(men)}
    if row["share_speaking_time"] is None:
        return _("%(women)s of %(of)s minutes") % words
    return _("%(share)s of the time, %(women)s of %(of)s minutes") % (
        words | {"share": in_per_cent(row["share_speaking_time"], 0)}
    )


def presided_in(release: Published, forum: str) -> Presided | None:
    """Who held the offices of a forum."""
    rows = [row for row in rows_of(release, OFFICES) if row["forum"] == forum and row["women"] is not None]
    if not rows:
        return None
    rows.sort(key=lambda row: row["year"])
    every = total(counts_of(row) for row in rows)
    first, last = rows[0]["year"], rows[-1]["year"]
    words = {"share": of(every) if every.known < 100 else share_text(every), "first": first, "last": last}
    one = _("Women held %(share)s offices in %(last)s") % words
    title = _("Women held %(share)s offices from %(first)s to %(last)s") % words if first < last else one
    return Presided(title, [_year(row) for row in rows], [line(str(row["year"]), row) for row in rows])


def _year(row: Row) -> dict[str, Any]:
    counts = counts_of(row)
    return {"year": row["year"], "counts": counts, "base": of(counts), "seats": _seats(counts)}


def _seats(counts: Counts) -> list[dict[str, Any]]:
    if counts.total > SEATS:
        return []
    who = ["woman"] * counts.women + ["open"] * counts.open + ["man"] * counts.men
    return [{"who": one, "ours": False} for one in who]
