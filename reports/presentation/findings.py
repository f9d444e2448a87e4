"""Findings: what a card or a chart says first. By rules, with the number alone where the open could turn a finding."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from reports.measures.bands import BALANCED, band_position
from reports.measures.findings import MISSED, REACHED, UP, Hinge, course, direction, ends, hinge
from reports.measures.projection import Pace, Point, Projection
from reports.measures.tally import Counts
from reports.measures.wording import decimals_for, rounded
from reports.presentation.dates import from_to
from reports.presentation.marks.over_time import LONGEST_RANGE, drawable, drawn_ahead, same_pace
from reports.words import percent_text, said, signed

OK, WATCH, ACT, OPEN, NONE = "ok", "watch", "act", "open", "none"
NEARLY_ALL = Fraction(9, 10)
NARROW = Fraction(1, 10)
"""A range so wide at most around the edge of the band is a borderline; a wider one is undecided."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a set beside its number: the state and word of a chip, a sentence, one for the head of a page."""

    state: str
    word: str
    sentence: str
    outlook: str = ""


SMALL_NUMBER = gettext_noop("Fewer than ten people: counts, no percentages.")
VERDICTS = {
    "within": (OK, gettext_noop("Balanced"), gettext_noop("Women and men are each at least 40 %."), ""),
    "women_below": (WATCH, gettext_noop("Women under 40 %"), "", gettext_noop("Women are under 40 % of participants.")),
    "men_below": (WATCH, gettext_noop("Men under 40 %"), "", gettext_noop("Men are under 40 % of participants.")),
    "as_even": (OK, gettext_noop("Even"), SMALL_NUMBER, ""),
    "fewer_women": (WATCH, gettext_noop("Fewer women"), SMALL_NUMBER, ""),
    "fewer_men": (WATCH, gettext_noop("Fewer men"), SMALL_NUMBER, ""),
    "no_band": (OPEN, gettext_noop("Too few recorded"), gettext_noop("Too few are recorded to say more."), ""),
    "no_value": (OPEN, gettext_noop("Not recorded"), gettext_noop("Nobody is recorded as a woman or a man."), ""),
}
"""By the status of the band: state, word of the chip, sentence of the card, and what the head of the page says."""
WOMAN_FOR_MAN = gettext_noop("To reach 40 %%: replace %(number)s man with a woman.")
WOMEN_FOR_MEN = gettext_noop("To reach 40 %%: replace %(number)s men with women.")
MAN_FOR_WOMAN = gettext_noop("To reach 40 %%: replace %(number)s woman with a man.")
MEN_FOR_WOMEN = gettext_noop("To reach 40 %%: replace %(number)s women with men.")


def verdict(counts: Counts) -> Verdict:
    """Where a set stands in the band 40–60, or what that hangs on."""
    status = band_position(counts).status
    if status == "cannot_tell_yet":
        return _undecided(counts)
    state, word, sentence, outlook = VERDICTS[status]
    return Verdict(state, _(word), _(sentence) if sentence else _lacking(counts), _(outlook) if outlook else "")


def _undecided(counts: Counts) -> Verdict:
    low, high = ends(counts)
    found = hinge(counts)
    sentence = _hinged(found, counts) if found else _("It depends on those not recorded.")
    if high - low <= NARROW:
        return Verdict(WATCH, _("Borderline"), sentence, _("Participation is borderline."))
    return Verdict(OPEN, _("Undecided"), sentence, _("Whether participation is balanced is undecided."))


def _hinged(found: Hinge, counts: Counts) -> str:
    """What balance hangs on: of those not recorded, how many would have to be women, or men."""
    men_least = found.open - found.most
    number = max(found.least, men_least)
    words = {"open": _open_ones(counts), "number": number_format(number)}
    if found.least and men_least:
        words |= {"least": number_format(found.least), "most": number_format(found.most)}
        return _("Balanced only if %(least)s to %(most)s of the %(open)s are women.") % words
    if found.open - number >= NEARLY_ALL * found.open:
        nearly = _("Balanced, unless nearly all of the %(open)s are men.")
        return (nearly if found.least else _("Balanced, unless nearly all of the %(open)s are women.")) % words
    if found.least:
        return _("Balanced if at least %(number)s of the %(open)s are women.") % words
    return _("Balanced if at least %(number)s of the %(open)s are men.") % words


def _open_ones(counts: Counts) -> str:
    number = number_format(counts.open)
    if counts.another:
        return _("%(number)s not recorded as either") % {"number": number}
    return _("%(number)s not recorded") % {"number": number}


def _lacking(counts: Counts) -> str:
    """How many of those who are too few would have to come in place of others: a range where some are open."""
    women = counts.women < counts.men
    fewer = counts if women else counts.exchanged()
    needed = math.ceil(BALANCED.floor * counts.total) - fewer.women
    words = {"number": from_to(needed - counts.open, needed)}
    if women:
        return ngettext(WOMAN_FOR_MAN, WOMEN_FOR_MEN, needed) % words
    return ngettext(MAN_FOR_WOMAN, MEN_FOR_WOMEN, needed) % words


@dataclass(frozen=True, slots=True)
class Moved:
    """How a share moved: ``way`` is up or down where the open cannot turn it; ``points`` signed, empty in counts."""

    way: str
    points: str
    before: str
    after: str


def moved(before: Counts, after: Counts) -> Moved | None:
    """Between two sets that both have a share."""
    if not before.known or not after.known:
        return None
    exact = Fraction(after.women, after.known) - Fraction(before.women, before.known)
    decimals = decimals_for(min(before.known, after.known))
    points = "" if decimals is None else points_moved(exact, decimals)
    return Moved(direction(before, after), points, of(before), of(after))


def points_moved(exact: Fraction, decimals: int) -> str:
    """Such as +0.4 points."""
    found = rounded(exact * 100, decimals)
    sign = "−" if found < 0 else "+" if found > 0 else "±"
    words = {"points": signed(f"{sign}{number_format(abs(found))}")}
    return (_("%(points)s point") if abs(found) == 1 else _("%(points)s points")) % words


def of(counts: Counts) -> str:
    """Such as 79 of 189."""
    return _("%(women)s of %(known)s") % {"women": number_format(counts.women), "known": number_format(counts.known)}


def trend_finding(points: Sequence[Point], pace: Pace | None) -> str:
    """Up 10.6 points since 2018, but not fast enough for half in 2028; or what of it may be said."""
    shown = drawable(points)
    if not shown or (len(shown) == 1 and len(points) > 1):
        return _("Too few people in each year for a trend")
    first, last = shown[0], shown[-1]
    words = {"year": str(last.year), "share": percent_text(last.share, last.counts.known)}
    if first.year == last.year:
        return _("Women were %(share)s in %(year)s") % words
    words |= {"first": str(first.year), "was": percent_text(first.share, first.counts.known)}
    way = direction(first.counts, last.counts)
    if not way:
        since = _("Women were %(share)s in %(year)s and %(was)s in %(first)s") % words
    else:
        decimals = decimals_for(min(first.counts.known, last.counts.known)) or 0
        words["points"] = number_format(abs(rounded((last.share - first.share) * 100, decimals)))
        up, down = _("Up %(points)s points since %(first)s"), _("Down %(points)s points since %(first)s")
        since = (up if way == UP else down) % words
    return _and_the_goal(since, shown, pace)


def _and_the_goal(since: str, shown: Sequence[Point], pace: Pace | None) -> str:
    if pace is None:
        return since
    words = {"since": since, "goal": str(pace.by_year)}
    found = course(shown, pace.by_year)
    if found == MISSED:
        return _("%(since)s, but not fast enough for half in %(goal)s") % words
    if found == REACHED:
        return _("%(since)s, and on course for half in %(goal)s") % words
    if not pace.required:
        return since
    words |= {"required": number_format(rounded(pace.required * 100, 1)), "actual": _per_year(pace.actual)}
    if same_pace(pace):
        return _("%(since)s; half in %(goal)s needs today’s pace") % words
    return _("%(since)s; half in %(goal)s needs %(required)s a year, today’s pace is %(actual)s") % words


def _per_year(slope: Fraction) -> str:
    found = rounded(slope * 100, 1)
    return signed(f"−{number_format(-found)}" if found < 0 else number_format(found))


def pace_note(projection: Projection | None, no_projection: str) -> str:
    """Why no fan is drawn, where none is."""
    if projection is None:
        return no_projection
    if drawn_ahead(projection):
        return ""
    latest, earliest = projection.reached_latest, projection.reached_earliest
    if isinstance(latest, int) and isinstance(earliest, int) and latest - earliest > LONGEST_RANGE:
        return _("Too few years to tell when half would be reached.")
    return said(projection.sentence)


def forums_finding(latest: Sequence[Counts], year: int) -> str:
    """In how many forums women and men were each at least 40 %, and of how many it cannot be told."""
    statuses = [band_position(counts).status for counts in latest]
    judged = [one for one in statuses if one not in ("no_value", "no_band")]
    sure = sum(one in ("within", "as_even") for one in judged)
    unsure = sum(one == "cannot_tell_yet" for one in judged)
    if not judged:
        return _("Share of women, forum by forum")
    words = {"sure": apnumber(sure), "of": apnumber(len(judged)), "unsure": apnumber(unsure), "year": str(year)}
    if not sure:
        balanced = (
            _("No forum was certainly balanced in %(year)s") if unsure else _("No forum was balanced in %(year)s")
        )
    else:
        balanced = ngettext(
            "%(sure)s of %(of)s forums was balanced in %(year)s",
            "%(sure)s of %(of)s forums were balanced in %(year)s",
            sure,
        )
    said_first = str(capfirst(balanced % words))
    if not unsure:
        return said_first
    words["balanced"] = said_first
    told = ngettext("%(balanced)s; one is undecided", "%(balanced)s; %(unsure)s are undecided", unsure)
    return told % words
