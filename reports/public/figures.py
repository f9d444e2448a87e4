"""Lines of the public pages from published rows alone: numbers as the release prints them, and its labels.

Nothing is added up but meetings with an open list, whose numbers are exact; a share that the release does not print is
not computed here either.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.measures.formulas import share_of_women
from reports.measures.tally import Counts
from reports.measures.wording import decimals_for, rounded
from reports.presentation.dates import range_text
from reports.releases.disclosure.policy import FEWER_THAN_THREE
from reports.releases.published import Published, Row
from reports.words import percent_text

CONFIDENTIAL = "c"
SHOWN = {"women": "women", "men": "men", "rest": "not_recorded_as_woman_or_man", "total": "total"}
MEETINGS, BY_MEETING, BY_GROUP = "meetings", "participation_by_meeting", "participation_by_regional_group"
BY_POOL = "participation_by_pool"
BY_YEAR, BY_FORUM_YEAR = "participation_by_year", "participation_by_forum_and_year"
CODE_LISTS = "code_lists"
CodeLists = dict[str, dict[str, str]]
"""Name of a list → code → label."""
HEADS, ONE_GENDER = "heads_of_delegation", "delegations_of_one_gender"


def counts_of(row: Row) -> Counts:
    """A published row as counts; who is not recorded as a woman or a man stays one number."""
    return Counts(row["women"], row["men"], 0, row["not_recorded_as_woman_or_man"])


def line(label: str, row: Row, url: str = "") -> dict[str, Any]:
    """A published row as a line of public/figures_table.html: nothing where the release prints nothing."""
    both = row["women"] is not None and row["men"] is not None
    share = published_percent(row)
    return {
        "few": "" if share or not both or not row["women_and_men"] else base_text(row["women"], row["women_and_men"]),
        "label": label,
        "url": url,
        "women": row["women"],
        "men": row["men"],
        "rest": row["not_recorded_as_woman_or_man"],
        "total": row["total"],
        "told": {key: shown(row, column) for key, column in SHOWN.items()},
        "share": share,
        "base": base_text(row["women"], row["women_and_men"]) if share else "",
        "range": _published_range(row) if share and row["not_recorded_as_woman_or_man"] else "",
        "bar": both and bool(share) and row["not_recorded_as_woman_or_man"] is not None,
        "flag": row["flag"] or "",
        "note": row["note"] or "",
    }


def published_percent(row: Row) -> str:
    """The share of women as the release prints it; empty where it prints none."""
    number = _percent(row, "share_women", row["women_and_men"])
    return "" if number is None else _("%(percent)s\u00a0%%") % {"percent": number_format(number)}


def shown(row: Row, column: str) -> str:
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


def in_per_cent(fraction: float, decimals: int) -> str:
    """A frozen fraction in per cent."""
    number = rounded(Fraction(str(fraction)) * 100, decimals)
    return _("%(percent)s\u00a0%%") % {"percent": number_format(number)}


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
        "few": "" if share or not counts.known else base_text(counts.women, counts.known),
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
        "base": base_text(counts.women, counts.known) if share else "",
        "range": range_text(counts) if share else "",
        "bar": bool(counts.total),
        "flag": "",
        "note": "",
    }


def code_labels(release: Published, name: str) -> dict[str, str]:
    """Labels of one code list as frozen with the release; empty where it has no such list."""
    return code_lists(release).get(name, {})


def code_lists(release: Published) -> CodeLists:
    """Every code list that a release was frozen with: name → code → label."""
    lists: CodeLists = {}
    for row in release.table(CODE_LISTS).rows if CODE_LISTS in release.tables else []:
        lists.setdefault(row["list"], {})[row["code"]] = row["label"]
    return lists


def data_tables(release: Published) -> list[str]:
    """The tables of figures, without those that only describe the release."""
    return [] if release.withdrawn else list(release.manifest["data"])


def rows_of(release: Published, name: str) -> list[Row]:
    """The rows of a table; none where the release has no such table."""
    return release.table(name).rows if name in release.tables else []


def base_text(women: int, known: int) -> str:
    return _("%(women)s of %(known)s") % {"women": number_format(women), "known": number_format(known)}
