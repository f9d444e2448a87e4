"""Figures of the public pages: sentences, table lines and one chart, from published rows alone.

Nothing is added up but meetings with an open list, whose numbers are exact; a share that the release does not print is
not computed here either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.vocabulary import HeadBasis, ListAccess
from reports.measures.formulas import share_of_women
from reports.measures.tally import Counts, total
from reports.measures.wording import decimals_for, rounded, share_in_words
from reports.presentation.charts import people_by_group
from reports.presentation.dates import day_text, range_text
from reports.releases.disclosure.policy import FEWER_THAN_THREE
from reports.releases.published import Published, Row, Table
from reports.words import percent_text, said

CERTAIN_HEADS = (HeadBasis.STATED, HeadBasis.ONLY_MEMBER)
FROM_TWO = 2
CONFIDENTIAL = "c"
SHOWN = {"women": "women", "men": "men", "rest": "not_recorded_as_woman_or_man", "total": "total"}
MEETINGS, BY_MEETING, BY_GROUP = "meetings", "participation_by_meeting", "participation_by_regional_group"
BY_POOL = "participation_by_pool"
CODE_LISTS = "code_lists"
HEADS, ONE_GENDER = "heads_of_delegation", "delegations_of_one_gender"


@dataclass(frozen=True, slots=True)
class Headline:
    """A sentence with its base; ``counts`` draw the bar, where there is one; ``anchor`` says how it is computed."""

    key: str
    sentence: str
    source: str
    anchor: str
    counts: Counts | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """The meetings with an open list in the last year that has one: what the first page speaks of."""

    year: int
    meetings: frozenset[str]
    symbols: tuple[str, ...]


def latest_of(release: Published) -> Latest | None:
    if not {MEETINGS, BY_MEETING} <= set(release.tables):
        return None
    counted_at = {row["meeting_id"] for row in release.table(BY_MEETING).rows if row["women"] is not None}
    meetings = [row for row in release.table(MEETINGS).rows if row["meeting_id"] in counted_at]
    open_lists = [row for row in meetings if row["list_access"] == ListAccess.OPEN]
    year = max((row["year"] for row in open_lists), default=None)
    if year is None:
        return None
    counted = [row for row in open_lists if row["year"] == year]
    symbols = tuple(row["list_symbol"] for row in counted if row["list_symbol"])
    return Latest(year, frozenset(row["meeting_id"] for row in counted), symbols)


def headlines(release: Published, latest: Latest) -> list[Headline]:
    """Participants, heads of delegation, delegations of one gender: those of the three that the release has."""
    made = [_participants(release, latest), _heads(release, latest), _one_gender(release, latest)]
    return [headline for headline in made if headline]


def meeting_headline(release: Published, meeting: Row, row: Row) -> Headline | None:
    """The share of women at one meeting, where the release prints it, with what it says of its precision."""
    if row["share_women"] is None:
        return None
    counts = counts_of(row)
    share = _("%(percent)s (%(base)s)") % {"percent": published_percent(row), "base": _base(counts.women, counts.known)}
    sentence = _("Women were %(share)s of the participants in States’ delegations.") % {"share": share}
    note = row["note"] or ""
    said_so = " ".join(part for part in (sentence, _rest(counts), note) if part)
    of_it = Latest(
        row["year"], frozenset([row["meeting_id"]]), (f"{meeting['title']}, {row['source'] or ''}".rstrip(", "),)
    )
    return _headline("meeting", said_so, release, of_it, "share_of_women", counts)


def group_rows(release: Published, latest: Latest, labels: dict[str, str]) -> list[tuple[str, Counts]]:
    """People by regional group, in the order of the table; labels are those of the release's code list."""
    found: dict[str, list[Counts]] = {}
    for row in _rows(release, BY_GROUP, latest):
        found.setdefault(row["regional_group"], []).append(counts_of(row))
    return [(labels.get(key, key), total(parts)) for key, parts in found.items()]


def group_chart(groups: list[tuple[str, Counts]]) -> dict[str, Any]:
    rest = _("Not recorded as a woman or a man")
    return people_by_group(groups, {"women": _("Women"), "men": _("Men"), "another": rest, "unknown": rest})


def counts_of(row: Row) -> Counts:
    """A published row as counts; who is not recorded as a woman or a man stays one number."""
    return Counts(row["women"], row["men"], 0, row["not_recorded_as_woman_or_man"])


def line(label: str, row: Row, url: str = "") -> dict[str, Any]:
    """A published row as a line of public/figures_table.html: nothing where the release prints nothing."""
    shown = row["women"] is not None and row["men"] is not None
    share = published_percent(row)
    return {
        "label": label,
        "url": url,
        "women": row["women"],
        "men": row["men"],
        "rest": row["not_recorded_as_woman_or_man"],
        "total": row["total"],
        "told": {key: _shown(row, column) for key, column in SHOWN.items()},
        "share": share,
        "base": _base(row["women"], row["women_and_men"]) if share else "",
        "range": _published_range(row) if share and row["not_recorded_as_woman_or_man"] else "",
        "bar": shown and bool(share) and row["not_recorded_as_woman_or_man"] is not None,
        "flag": row["flag"] or "",
        "note": row["note"] or "",
    }


def published_percent(row: Row) -> str:
    """The share of women as the release prints it; empty where it prints none."""
    number = _percent(row, "share_women", row["women_and_men"])
    return "" if number is None else _("%(percent)s\u00a0%%") % {"percent": number_format(number)}


def _shown(row: Row, column: str) -> str:
    """A published number in words: of a closed list a zero is *fewer than 3*."""
    number = row[column]
    if number is None:
        return "–"
    rounded_off = number == 0 and CONFIDENTIAL in (row["flag"] or "").split()
    return _(FEWER_THAN_THREE) if rounded_off else str(number_format(number))


def _published_range(row: Row) -> str:
    low, high = (_percent(row, name, row["total"]) for name in ("share_if_rest_men", "share_if_rest_women"))
    if low is None or high is None:
        return ""
    ends = number_format(low) if low == high else f"{number_format(low)}–{number_format(high)}"
    return _("%(range)s\u00a0%%") % {"range": ends}


def _percent(row: Row, column: str, base: int) -> Decimal | None:
    """A frozen fraction in per cent, with the decimals it was frozen with: of rounded numbers (c) it has none."""
    if row[column] is None:
        return None
    decimals = 0 if CONFIDENTIAL in (row["flag"] or "").split() else decimals_for(base) or 0
    return rounded(Fraction(str(row[column])) * 100, decimals)


def pooled_line(label: str, counts: Counts) -> dict[str, Any]:
    """Exact counts added up, as a line of the same table."""
    share = percent_text(share_of_women(counts).value, counts.known)
    return {
        "label": label,
        "url": "",
        "women": counts.women,
        "men": counts.men,
        "rest": counts.open,
        "total": counts.total,
        "told": {
            "women": number_format(counts.women),
            "men": number_format(counts.men),
            "rest": number_format(counts.open),
            "total": number_format(counts.total),
        },
        "share": share,
        "base": _base(counts.women, counts.known) if share else "",
        "range": range_text(counts) if share else "",
        "bar": bool(counts.total),
        "flag": "",
        "note": "",
    }


def code_labels(release: Published, name: str) -> dict[str, str]:
    """Labels of one code list as frozen with the release; empty where it has no such list."""
    return code_lists(release).get(name, {})


def code_lists(release: Published) -> dict[str, dict[str, str]]:
    """Every code list that a release was frozen with: name → code → label."""
    lists: dict[str, dict[str, str]] = {}
    for row in release.table(CODE_LISTS).rows if CODE_LISTS in release.tables else []:
        lists.setdefault(row["list"], {})[row["code"]] = row["label"]
    return lists


def data_tables(release: Published) -> list[str]:
    """The tables of figures, without those that only describe the release."""
    return [] if release.withdrawn else list(release.manifest["data"])


def _participants(release: Published, latest: Latest) -> Headline | None:
    counts = total(counts_of(row) for row in _rows(release, BY_MEETING, latest))
    if not counts.known:
        return None
    sentence = _("In %(year)s women were %(share)s of the participants in States’ delegations at %(meetings)s.")
    said_so = sentence % {"year": latest.year, "share": _share(counts), "meetings": _meetings(latest)}
    return _headline("participants", f"{said_so} {_rest(counts)}", release, latest, "share_of_women", counts)


def _heads(release: Published, latest: Latest) -> Headline | None:
    rows = [row for row in _rows(release, HEADS, latest) if row["head_basis"] in CERTAIN_HEADS]
    counts = total(counts_of(row) for row in rows)
    if not counts.known:
        return None
    sentence = _("Women were %(share)s of the heads of delegation.") % {"share": _share(counts)}
    return _headline("heads", f"{sentence} {_rest(counts)}", release, latest, "heads_of_delegation", counts)


def _one_gender(release: Published, latest: Latest) -> Headline | None:
    rows = [row for row in _rows(release, ONE_GENDER, latest, "all_women") if row["min_size"] == FROM_TWO]
    sums = {key: sum(row[key] or 0 for row in rows) for key in ("all_women", "all_men", "determinable", "undetermined")}
    if not sums["determinable"]:
        return None
    sentence = _(
        "Of %(determinable)s delegations of two people or more, %(all_men)s were of men only and %(all_women)s of women"
        " only."
    )
    if sums["undetermined"]:
        sentence += " " + _("Another %(undetermined)s are undecided.")
    sentence %= {key: number_format(value) for key, value in sums.items()}
    return _headline("one-gender", sentence, release, latest, "delegations_of_one_gender_min2")


def _headline(
    key: str, sentence: str, release: Published, latest: Latest, anchor: str, counts: Counts | None = None
) -> Headline:
    words = {"sentence": sentence, "title": release.title, "version": release.version, "day": day_text(release.dated)}
    words["lists"] = ", ".join(latest.symbols)
    source = _("%(sentence)s Source: %(title)s, release %(version)s of %(day)s; lists as printed: %(lists)s.") % words
    return Headline(key, sentence, source, anchor, counts)


def _rows(release: Published, name: str, latest: Latest, filled: str = "women") -> Iterable[Row]:
    """The rows of a table about these meetings that carry a number; none where the release has no such table."""
    table: Table | None = release.table(name) if name in release.tables else None
    rows = table.rows if table else []
    return [row for row in rows if row["meeting_id"] in latest.meetings and row[filled] is not None]


def _share(counts: Counts) -> str:
    return said(share_in_words(counts.women, counts.known))


def _base(women: int, known: int) -> str:
    return _("%(women)s of %(known)s") % {"women": number_format(women), "known": number_format(known)}


def _rest(counts: Counts) -> str:
    return _("Not recorded as a woman or a man: %(number)s.") % {"number": number_format(counts.open)}


def _meetings(latest: Latest) -> str:
    number = len(latest.meetings)
    return ngettext("one meeting with an open list", "%(number)s meetings with open lists", number) % {"number": number}
