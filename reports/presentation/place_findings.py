"""Findings of the pages of one place: a session, its heads, delegations, groups, statements, and sessions in time.

As in ``findings.py``: a direction or a majority is said only where no answer of the open could turn it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.vocabulary import HeadBasis
from reports.counting.population import Population
from reports.measures.bands import band_position
from reports.measures.findings import UP, direction, fewer_for_sure
from reports.measures.formulas import share_of_women
from reports.measures.metrics import METRICS
from reports.measures.projection import HALF, Point
from reports.measures.tally import Counts, OneGender
from reports.measures.wording import decimals_for, rounded
from reports.presentation.findings import of
from reports.presentation.marks.over_time import drawable
from reports.presentation.sentences import people_text
from reports.results import heads_by_basis, whole
from reports.words import percent_text


def share_or_counts(counts: Counts) -> str:
    """Such as 41.8 %; below ten such as 3 of 8."""
    return percent_text(share_of_women(counts).value, counts.known) or of(counts)


def session_finding(counts: Counts, before: Counts | None) -> str:
    """Women among the participants of a session; beside the session before where the direction is sure."""
    if not counts.known:
        return _("Nobody is recorded as a woman or a man")
    words = {"share": share_or_counts(counts)}
    if before is None or not before.known:
        return _("Women were %(share)s of the participants") % words
    words["was"] = share_or_counts(before)
    way = direction(before, counts)
    if not way:
        return _("Women were %(share)s of the participants, %(was)s the session before") % words
    decimals = decimals_for(min(before.known, counts.known))
    if decimals is None:
        up, down = _("Women were %(share)s, up from %(was)s"), _("Women were %(share)s, down from %(was)s")
        return (up if way == UP else down) % words
    moved = Fraction(counts.women, counts.known) - Fraction(before.women, before.known)
    points = abs(rounded(moved * 100, decimals))
    words["points"] = number_format(points)
    if points == 1:
        up = _("Women were %(share)s, %(points)s point more than the session before")
        down = _("Women were %(share)s, %(points)s point fewer than the session before")
    else:
        up = _("Women were %(share)s, %(points)s points more than the session before")
        down = _("Women were %(share)s, %(points)s points fewer than the session before")
    return (up if way == UP else down) % words


def room_note(counts: Counts) -> str:
    """What the open could make of a share, and how many women or men short of half it is."""
    if not counts.known:
        return ""
    found = []
    if counts.open:
        low, high = share_or_counts(counts.if_rest_men()), share_or_counts(counts.if_rest_women())
        words = {"number": number_format(counts.open), "low": low, "high": high}
        found.append(
            ngettext(
                "If the %(number)s person not recorded as either were a man, %(low)s; a woman, %(high)s.",
                "If the %(number)s people not recorded as either were all men, %(low)s; all women, %(high)s.",
                counts.open,
            )
            % words
        )
    return " ".join([*found, *_short_of_half(counts)])


def _short_of_half(counts: Counts) -> list[str]:
    women = counts.women < counts.men
    fewer = counts if women else counts.exchanged()
    needed = METRICS["people_needed_same_size"].of(participants=fewer, target=HALF)
    if counts.women == counts.men or not needed.value:
        return []
    if women:
        said = ngettext(
            "To reach 50 %%: replace %(number)s man with a woman.",
            "To reach 50 %%: replace %(number)s men with women.",
            int(needed.value),
        )
    else:
        said = ngettext(
            "To reach 50 %%: replace %(number)s woman with a man.",
            "To reach 50 %%: replace %(number)s women with men.",
            int(needed.value),
        )
    return [said % {"number": people_text(needed)}]


def several_note(found: OneGender) -> str:
    """The same of delegations of two people or more: one person is of one gender by necessity."""
    if not found.delegations:
        return _("All delegations are of one person.")
    numbers = {"men": found.all_men, "women": found.all_women, "of": found.determinable, "open": found.undetermined}
    words = {name: number_format(number) for name, number in numbers.items()}
    return (
        _("Of two people or more: men only %(men)s of %(of)s, women only %(women)s of %(of)s; %(open)s undecided.")
        % words
    )


def heads_note(people: Population) -> str:
    """How the heads are known, and what comes of counting those who are listed first."""
    found = heads_by_basis(people)
    stated, alone = (found.get(one, Counts()).total for one in (HeadBasis.STATED, HeadBasis.ONLY_MEMBER))
    words = {"stated": number_format(stated), "alone": number_format(alone)}
    said = [_("Stated in the list: %(stated)s; came alone: %(alone)s.") % words]
    if found.get(HeadBasis.FIRST_LISTED, Counts()).total:
        every = women_of_known(whole(people, METRICS["heads_incl_first_listed"]).counts)
        said.append(_("Counting people listed first too: %(of)s.") % {"of": every})
    return " ".join(said)


def women_of_known(counts: Counts) -> str:
    """Such as 19 of 50."""
    return of(counts) if counts.known else _("no value")


def heads_of_session(counts: Counts) -> str:
    """Women among the heads of delegation of one session."""
    if not counts.total:
        return _("No head of delegation is stated")
    if not counts.known:
        return _("Heads of delegation: not recorded")
    return ngettext("%(of)s head of delegation was a woman", "%(of)s heads of delegation were women", counts.known) % {
        "of": of(counts)
    }


def delegations_finding(found: OneGender) -> str:
    """How many delegations are of one gender; what cannot be told is no part of it."""
    if not found.all_men and not found.all_women:
        return _("No delegation is known to be of one gender")
    men = ngettext("%(men)s delegation of men only", "%(men)s delegations of men only", found.all_men)
    words = {"men": number_format(found.all_men), "women": number_format(found.all_women)}
    words["first"] = men % words
    return ngettext("%(first)s, %(women)s of women only", "%(first)s, %(women)s of women only", found.all_women) % words


def groups_finding(latest: Sequence[Counts]) -> str:
    """In how many groups women and men were each at least 40 %, and of how many it cannot be told."""
    statuses = [band_position(counts).status for counts in latest]
    judged = [one for one in statuses if one not in ("no_value", "no_band")]
    sure, unsure = sum(one in ("within", "as_even") for one in judged), judged.count("cannot_tell_yet")
    if not judged:
        return _("Share of women by group")
    words = {"sure": apnumber(sure), "of": apnumber(len(judged)), "unsure": apnumber(unsure)}
    if sure:
        balanced = ngettext("%(sure)s of %(of)s groups is balanced", "%(sure)s of %(of)s groups are balanced", sure)
    else:
        balanced = _("No group is surely balanced") if unsure else _("No group is balanced")
    said = str(capfirst(balanced % words))
    if not unsure:
        return said
    words["balanced"] = said
    return ngettext("%(balanced)s; one is undecided", "%(balanced)s; %(unsure)s are undecided", unsure) % words


def statements_finding(said: Counts, held: Counts) -> str:
    """Who spoke, else who held office."""
    if said.known:
        words = {"of": of(said)}
        return ngettext("Women read %(of)s statement", "Women read %(of)s statements", said.known) % words
    if held.known:
        return ngettext("Women held %(of)s office", "Women held %(of)s offices", held.known) % {"of": of(held)}
    return _("Statements and office-holders")


def offices_finding(held: Counts) -> str:
    return statements_finding(Counts(), held)


def heads_over_time(points: Sequence[Point]) -> str:
    """Heads of delegation from the first year to the last that bear a percentage."""
    shown = drawable(points)
    if not shown:
        return _("Heads of delegation: too few in each year for a share")
    first, last = shown[0], shown[-1]
    words = {"share": share_or_counts(last.counts), "year": str(last.year)}
    words |= {"was": share_or_counts(first.counts), "first": str(first.year)}
    if first.year == last.year:
        return _("Women were %(share)s of heads of delegation in %(year)s") % words
    way = direction(first.counts, last.counts)
    if not way:
        return _("Women were %(share)s of heads in %(year)s, %(was)s in %(first)s") % words
    up = _("Heads of delegation: up from %(was)s to %(share)s")
    down = _("Heads of delegation: down from %(was)s to %(share)s")
    return (up if way == UP else down) % words


def men_only_over_time(first: OneGender, last: OneGender, year: int) -> str:
    """Delegations of men only, then and now; fewer or more is said where what cannot be told does not turn it."""
    words = {"was": number_format(first.all_men), "now": number_format(last.all_men), "year": str(year)}
    if fewer_for_sure(first, last):
        return _("Fewer delegations of men only: %(was)s to %(now)s") % words
    if fewer_for_sure(last, first):
        return _("More delegations of men only: %(was)s to %(now)s") % words
    told = ngettext(
        "%(now)s delegation was of men only in %(year)s",
        "%(now)s delegations were of men only in %(year)s",
        last.all_men,
    )
    return told % words
