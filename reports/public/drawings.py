"""The figures of the public site: what each shows, says, is drawn as and rests on, for pages, frames and pictures.

A figure is known by its key everywhere: ``women``, ``heads``, ``one-gender``, ``trend``, ``groups``, ``forum-CODE``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.measures.tally import Counts, OneGender, total
from reports.presentation.findings import of
from reports.public.figures import (
    BY_FORUM_YEAR,
    BY_GROUP,
    BY_MEETING,
    BY_POOL,
    BY_YEAR,
    MEETINGS,
    code_labels,
    counts_of,
    line,
    pooled_line,
    rows_of,
)
from reports.public.headlines import HEADS_KEY, ONE_GENDER_KEY, WOMEN, Headline, headlines, rest, source_of
from reports.public.leading import Latest, latest_among, latest_of, open_meetings
from reports.public.over_years import Years, years_of
from reports.public.seats import Room, room_of
from reports.releases.published import Published, Row

TREND, GROUPS, FORUM = "trend", "groups", "forum-"
Line = dict[str, Any]


@dataclass(frozen=True)
class Drawing:
    """One figure. ``plot`` names how it is drawn: room, share, delegations, trend, bars; what that needs is beside it.
    ``alt`` says the same numbers to who does not see it; ``lines`` are its table; ``table`` that of the release."""

    key: str
    title: str
    about: str
    plot: str
    alt: str
    sentence: str
    source: str
    anchor: str
    table: str
    caption: str = ""
    dimension: str = ""
    lines: list[Line] = field(default_factory=list)
    total: Line | None = None
    number: str = ""
    counts: Counts | None = None
    delegations: OneGender | None = None
    room: Room | None = None
    years: Years | None = None

    @property
    def base(self) -> str:
        """Such as 81 of 206."""
        return of(self.counts) if self.counts else ""

    @property
    def mixed(self) -> int:
        """Delegations of which women and men are both known to be part."""
        return self.delegations.mixed if self.delegations else 0


def drawings(release: Published) -> dict[str, Drawing]:
    """The figures of the first page, by key, in the order in which it shows them; none where no list is open."""
    latest = latest_of(release)
    if latest is None:
        return {}
    by_key = {headline.key: headline for headline in headlines(release, latest)}
    forums, all_forums = forum_lines(release, latest)
    found: list[Drawing | None] = [
        _room(by_key[WOMEN], latest, forums, all_forums) if WOMEN in by_key else None,
        _trend(release, years_of(release, latest.year), TREND, ""),
        _share(by_key[HEADS_KEY], latest) if HEADS_KEY in by_key else None,
        _delegations(by_key[ONE_GENDER_KEY], latest) if ONE_GENDER_KEY in by_key else None,
        _groups(release, latest),
    ]
    return {one.key: one for one in found if one}


def drawing_of(release: Published, key: str) -> Drawing | None:
    """One figure by its key, those of forums among them."""
    if not key.startswith(FORUM):
        return drawings(release).get(key)
    code = key.removeprefix(FORUM)
    rows = [row for row in open_meetings(release) if row["forum"] == code]
    if not rows:
        return None
    last = max(row["year"] for row in rows)
    name = rows[0]["forum_name"]
    years = years_of(release, last, code)
    if years:
        return _trend(release, years, key, name)
    latest = latest_among([row for row in rows if row["year"] == last])
    found = next((one for one in headlines(release, latest) if one.key == WOMEN), None)
    if found is None:
        return None
    return _room(found, latest, [], None, key=key, name=name)


def forum_lines(release: Published, latest: Latest) -> tuple[list[Line], Line]:
    """The forums of the year that leads, each with its meetings of that year together, and all of them."""
    by_meeting = {row["meeting_id"]: counts_of(row) for row in rows_of(release, BY_MEETING) if row["women"] is not None}
    parts: dict[str, list[Counts]] = {}
    names: dict[str, str] = {}
    for row in open_meetings(release):
        if row["meeting_id"] in latest.meetings:
            parts.setdefault(row["forum"], []).append(by_meeting[row["meeting_id"]])
            names[row["forum"]] = row["forum_name"]
    lines = [
        pooled_line(names[code], total(found)) | {"url": reverse("public:forum", args=[code]), "key": code}
        for code, found in parts.items()
    ]
    return lines, pooled_line(_("All"), total(one for found in parts.values() for one in found))


def latest_of_forums(release: Published, leading: Latest) -> list[Line]:
    """Every forum with open lists in its last year that counts, which is named where it is not the one that leads."""
    found = []
    rows = [row for row in open_meetings(release) if row["year"] <= leading.year]
    for code in dict.fromkeys(row["forum"] for row in rows):
        own = [row for row in rows if row["forum"] == code]
        year = max(row["year"] for row in own)
        lines, _total = forum_lines(release, latest_among([row for row in own if row["year"] == year]))
        found += [one | ({} if year == leading.year else {"of_year": year}) for one in lines]
    return found


def closed_lines(release: Published) -> list[Line]:
    """Forums whose lists are closed: the latest pool of each, as published, or nothing but the name."""
    opened = {row["forum"] for row in open_meetings(release)}
    names = {row["forum"]: row["forum_name"] for row in rows_of(release, MEETINGS) if row["forum"] not in opened}
    pools: dict[str, Row] = {}
    for row in rows_of(release, BY_POOL):
        pools[row["forum"]] = max(row, pools.get(row["forum"], row), key=lambda pool: pool["last_year"])
    found = []
    for code, name in names.items():
        url = reverse("public:forum", args=[code])
        pool = pools.get(code)
        own: Line = {"label": name, "url": url, "share": "", "few": "", "base": "", "closed": _("closed lists")}
        if pool:
            years = {"first": pool["first_year"], "last": pool["last_year"]}
            own = line(name, pool, url) | {"closed": _("closed lists: %(first)s–%(last)s together") % years}
        found.append(own)
    return found


def _room(
    found: Headline, latest: Latest, lines: list[Line], all_of_them: Line | None, key: str = WOMEN, name: str = ""
) -> Drawing:
    counts = found.counts
    assert counts is not None
    room = room_of(counts)
    about = _("Participants in States’ delegations, %(year)s. %(rest)s") % {
        "year": latest.year,
        "rest": rest(counts),
    }
    return Drawing(
        key, found.title, f"{name}. {about}" if name else about, "room", room_alt(counts, room.people),
        found.sentence, found.source, found.anchor, found.table,
        caption=_("Participants in States’ delegations in %(year)s, meetings with open lists") % {"year": latest.year},
        dimension=_("Forum"), lines=lines, total=all_of_them if len(lines) > 1 else None, number=found.number,
        counts=counts, room=room,
    )  # fmt: skip


def room_alt(counts: Counts, people: int = 1) -> str:
    words = {
        "total": number_format(counts.total),
        "women": number_format(counts.women),
        "men": number_format(counts.men),
        "open": number_format(counts.open),
        "people": people,
    }
    told = _(
        "%(total)s people: %(women)s women, %(open)s not recorded as a woman or a man, %(men)s men. The line marks half"
        " of the seats."
    )
    return told % words if people == 1 else f"{told % words} {_('One seat stands for %(people)s people.') % words}"


def _share(found: Headline, latest: Latest) -> Drawing:
    counts = found.counts
    assert counts is not None
    about = _("Heads that the lists state, and only members, %(year)s. %(rest)s") % {
        "year": latest.year,
        "rest": rest(counts),
    }
    row = pooled_line(_("Heads of delegation"), counts)
    return Drawing(
        found.key, found.title, about, "share", bar_alt(counts), found.sentence, found.source, found.anchor,
        found.table, caption=_("Heads of delegation, %(year)s") % {"year": latest.year}, dimension=_("Whom"),
        lines=[row], number=found.number, counts=counts,
    )  # fmt: skip


def bar_alt(counts: Counts) -> str:
    words = {"women": counts.women, "men": counts.men, "open": counts.open}
    return _("Women %(women)s, not recorded as a woman or a man %(open)s, men %(men)s") % words


def _delegations(found: Headline, latest: Latest) -> Drawing:
    one = found.delegations
    assert one is not None
    words = {
        "men": one.all_men,
        "women": one.all_women,
        "open": one.undetermined,
        "both": one.mixed,
        "year": latest.year,
    }
    about = _("Delegations of two people or more, %(year)s. %(open)s are undecided.") % words
    alt = _("Men only %(men)s, undecided %(open)s, women and men %(both)s, women only %(women)s") % words
    return Drawing(
        found.key, found.title, about, "delegations", alt, found.sentence, found.source, found.anchor, found.table,
        number=found.number, delegations=one,
    )  # fmt: skip


def _trend(release: Published, years: Years | None, key: str, name: str) -> Drawing | None:
    if years is None:
        return None
    first, last = years.points[0], years.points[-1]
    words = {
        "first": str(first.year),
        "was": years.first_text,
        "base": of(first.counts),
        "last": str(last.year),
        "share": years.last_text,
        "now": years.last_base,
    }
    sentence = _(
        "Women were %(was)s of the participants in %(first)s (%(base)s) and %(share)s in %(last)s (%(now)s)."
    ) % words  # fmt: skip
    who, table = name or _in_words(years), BY_FORUM_YEAR if name else BY_YEAR
    told = " ".join(part for part in (f"{who}:" if who else "", sentence, rest(last.counts)) if part)
    return Drawing(
        key, years.finding, years.about, "trend", years.spoken, told, source_of(release, told), "share_of_women",
        table if table in release.tables else BY_MEETING, caption=_("Share of women among participants, by year"),
        dimension=_("Year"), lines=years.lines, number=years.last_text, years=years,
        counts=last.counts,
    )  # fmt: skip


def _in_words(years: Years) -> str:
    number = len(years.forums)
    if not number:
        return ""
    if number == 1:
        return years.forums[0]
    words = {"number": number_format(number)}
    return ngettext("%(number)s forum that met every year", "%(number)s forums that met every year", number) % words


def _groups(release: Published, latest: Latest) -> Drawing | None:
    labels = code_labels(release, "regional_group")
    parts: dict[str, list[Counts]] = {}
    for row in rows_of(release, BY_GROUP):
        if row["meeting_id"] in latest.meetings and row["women"] is not None:
            parts.setdefault(row["regional_group"], []).append(counts_of(row))
    if not parts:
        return None
    lines = [pooled_line(labels.get(key, key), total(found)) for key, found in parts.items()]
    every = total(one for found in parts.values() for one in found)
    told = _said_of(lines)
    words = {"year": latest.year, "groups": told}
    sentence = _("Women among participants in %(year)s by regional group: %(groups)s.") % words
    return Drawing(
        GROUPS, _("Women by regional group, %(year)s") % words,
        _("Participants in States’ delegations, %(year)s. %(rest)s") % {"year": latest.year, "rest": rest(every)},
        "bars", told, sentence, source_of(release, sentence, latest.symbols), "share_of_women", BY_GROUP,
        caption=_("Participants in States’ delegations in %(year)s, by regional group") % words,
        dimension=_("Regional group"), lines=lines, total=pooled_line(_("All"), every), counts=every,
    )  # fmt: skip


def _said_of(lines: Iterable[Line]) -> str:
    """Each line with its share and base, one after another."""
    told = []
    for one in lines:
        words = {"label": one["label"], "share": one["share"], "base": one["base"]}
        plain = {"label": one["label"], "women": one["women"], "total": one["total"]}
        text = _("%(label)s %(share)s (%(base)s)") % words
        told.append(text if one["share"] else _("%(label)s %(women)s of %(total)s") % plain)
    return "; ".join(told)
