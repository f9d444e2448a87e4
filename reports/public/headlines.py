"""Headlines of the public pages: who was in the room, who headed delegations, delegations of one gender.

Each is a finding with its base and with those not recorded, and carries its source when it is copied or drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.vocabulary import HeadBasis
from reports.measures.formulas import share_of_women
from reports.measures.tally import Counts, OneGender, total
from reports.measures.wording import share_in_words
from reports.presentation.dates import day_text
from reports.public.figures import BY_MEETING, HEADS, ONE_GENDER, base_text, counts_of, published_percent, rows_of
from reports.public.leading import Latest
from reports.releases.published import Published, Row
from reports.words import percent_text, said

CERTAIN_HEADS = (HeadBasis.STATED, HeadBasis.ONLY_MEMBER)
FROM_TWO = 2
WOMEN, HEADS_KEY, ONE_GENDER_KEY = "women", "heads", "one-gender"


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding: ``title`` says it, ``sentence`` with its base and who is not recorded, ``source`` with where it is
    from. ``counts`` draw it; ``delegations`` where it counts delegations. ``anchor`` says how it is computed,
    ``table`` which table of the release it is made of, ``number`` is what is printed large."""

    key: str
    title: str
    sentence: str
    source: str
    anchor: str
    table: str
    number: str = ""
    counts: Counts | None = None
    delegations: OneGender | None = None


def headlines(release: Published, latest: Latest) -> list[Headline]:
    """Participants, heads of delegation, delegations of one gender: those of the three that the release has."""
    made = [participants(release, latest), heads(release, latest), delegations_of_one_gender(release, latest)]
    return [headline for headline in made if headline]


def room_title(counts: Counts, year: int) -> str:
    """What is said of the room whoever the not recorded are; else the number alone."""
    if 2 * (counts.women + counts.open) < counts.total:
        return _("Women do not reach the middle of the room")
    if 2 * counts.women > counts.total:
        return _("Women fill more than half of the room")
    if 2 * counts.women == counts.total:
        return _("Women fill half of the room")
    words = {"share": share_text(counts), "year": str(year)}
    return _("Women were %(share)s of the people in the room in %(year)s") % words


def room_doubt(counts: Counts) -> str:
    """What those not recorded could change, beside the share."""
    if not counts.open:
        return _("Everybody is recorded as a woman or a man.")
    words, alone = {"open": number_format(counts.open)}, counts.open == 1
    if 2 * (counts.women + counts.open) < counts.total:
        told = _("Even if all %(open)s not recorded were women, most would be men.")
        return _("Even if the one person not recorded were a woman, most would be men.") if alone else told % words
    if 2 * counts.women > counts.total:
        told = _("Even if all %(open)s not recorded were men, most would be women.")
        return _("Even if the one person not recorded were a man, most would be women.") if alone else told % words
    return rest(counts)


def participants(release: Published, latest: Latest) -> Headline | None:
    counts = total(counts_of(row) for row in _rows(release, BY_MEETING, latest))
    if not counts.known:
        return None
    sentence = _("In %(year)s women were %(share)s of the participants in States’ delegations at %(meetings)s.")
    words = {"year": latest.year, "share": said(share_in_words(counts.women, counts.known))}
    sentence %= words | {"meetings": _meetings(latest)}
    return _headline(
        WOMEN, room_title(counts, latest.year), f"{sentence} {rest(counts)}", release, latest, "share_of_women",
        BY_MEETING, share_text(counts), counts,
    )  # fmt: skip


def heads(release: Published, latest: Latest) -> Headline | None:
    rows = [row for row in _rows(release, HEADS, latest) if row["head_basis"] in CERTAIN_HEADS]
    counts = total(counts_of(row) for row in rows)
    if not counts.known:
        return None
    words = {"year": latest.year, "share": said(share_in_words(counts.women, counts.known))}
    sentence = _("In %(year)s women were %(share)s of the heads of delegation.") % words
    title = _("Women headed %(share)s of delegations in %(year)s") % {"share": share_text(counts), "year": latest.year}
    return _headline(
        HEADS_KEY, title, f"{sentence} {rest(counts)}", release, latest, "heads_of_delegation", HEADS,
        share_text(counts), counts,
    )  # fmt: skip


def delegations_of_one_gender(release: Published, latest: Latest) -> Headline | None:
    rows = [row for row in _rows(release, ONE_GENDER, latest, "all_women") if row["min_size"] == FROM_TWO]
    found = one_gender_of(rows)
    if not found.determinable:
        return None
    numbers = {
        "men": number_format(found.all_men),
        "women": number_format(found.all_women),
        "of": number_format(found.determinable),
        "open": number_format(found.undetermined),
        "year": latest.year,
    }
    sentence = _(
        "In %(year)s, of %(of)s delegations of two people or more, %(men)s were of men only and %(women)s of women"
        " only."
    )
    if found.undetermined:
        sentence += " " + _("Another %(open)s are undecided.")
    title = ngettext(
        "%(men)s of %(of)s delegations was of men only in %(year)s",
        "%(men)s of %(of)s delegations were of men only in %(year)s",
        found.all_men,
    )
    return _headline(
        ONE_GENDER_KEY, title % numbers, sentence % numbers, release, latest, "delegations_of_one_gender_min2",
        ONE_GENDER, _("%(men)s of %(of)s") % numbers, None, found,
    )  # fmt: skip


def one_gender_of(rows: Iterable[Row]) -> OneGender:
    """Rows of delegations of two people or more, added up."""
    sums = dict.fromkeys(("delegations", "all_women", "all_men", "undetermined"), 0)
    for row in rows:
        for key in sums:
            sums[key] += row[key] or 0
    return OneGender(**sums)


def meeting_headline(release: Published, meeting: Row, row: Row) -> Headline | None:
    """The share of women at one meeting, where the release prints it, with what it says of its precision."""
    if row["share_women"] is None:
        return None
    counts = counts_of(row)
    share = published_percent(row)
    words = {"share": _("%(percent)s (%(base)s)") % {"percent": share, "base": base_text(counts.women, counts.known)}}
    sentence = _("Women were %(share)s of the participants in States’ delegations.") % words
    of_it = Latest(
        row["year"], frozenset([row["meeting_id"]]), (f"{meeting['title']}, {row['source'] or ''}".rstrip(", "),)
    )
    told = " ".join(part for part in (sentence, rest(counts), row["note"] or "") if part)
    title = _("Women were %(share)s of the participants") % {"share": share}
    return _headline("meeting", title, told, release, of_it, "share_of_women", BY_MEETING, share, counts)


def share_text(counts: Counts) -> str:
    """A share as it is printed large: per cent where the base bears it, else counts."""
    text = percent_text(share_of_women(counts).value, counts.known)
    return text or base_text(counts.women, counts.known)


def rest(counts: Counts) -> str:
    return _("Not recorded as a woman or a man: %(number)s.") % {"number": number_format(counts.open)}


def source_of(release: Published, sentence: str, lists: Iterable[str] = ()) -> str:
    """A sentence with the release it is from, as it may be quoted."""
    words = {"sentence": sentence, "title": release.title, "version": release.version, "day": day_text(release.dated)}
    words["lists"] = ", ".join(lists)
    if not words["lists"]:
        return _("%(sentence)s Source: %(title)s, release %(version)s of %(day)s.") % words
    return _("%(sentence)s Source: %(title)s, release %(version)s of %(day)s; lists as printed: %(lists)s.") % words


def _headline(
    key: str,
    title: str,
    sentence: str,
    release: Published,
    latest: Latest,
    anchor: str,
    table: str,
    number: str = "",
    counts: Counts | None = None,
    delegations: OneGender | None = None,
) -> Headline:
    source = source_of(release, sentence, latest.symbols)
    return Headline(key, title, sentence, source, anchor, table, number, counts, delegations)


def _rows(release: Published, name: str, latest: Latest, filled: str = "women") -> list[Row]:
    """The rows of a table about these meetings that carry a number."""
    rows = rows_of(release, name)
    return [row for row in rows if row["meeting_id"] in latest.meetings and row[filled] is not None]


def _meetings(latest: Latest) -> str:
    number = len(latest.meetings)
    return ngettext("one meeting with an open list", "%(number)s meetings with open lists", number) % {"number": number}
