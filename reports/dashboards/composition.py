"""Composition of delegations: other ways to count, heads, delegations of one gender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.vocabulary import HeadBasis
from reports.counting.closed_lists import LEFT_OUT
from reports.counting.dimensions import DIMENSIONS
from reports.counting.narrowing import latest
from reports.counting.population import Population
from reports.dashboards.sections import Section
from reports.measures.formulas import Value
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts, OneGender
from reports.measures.wording import share_in_words
from reports.presentation import dates, sentences
from reports.presentation.heads import heads as heads_in_words
from reports.presentation.tables import Link, based_on, figure_row, figure_rows
from reports.results import COUNTS_ONLY, Result, delegations_of_one_gender, heads_by_basis, results, whole
from reports.words import percent_text, points_text, said

WAYS = ("pooled_share", "mean_share", "median_share")
OF_HEADS = METRICS["heads_of_delegation"]
GAP = METRICS["leadership_gap"]
ONE_GENDER = ((1, METRICS["delegations_of_one_gender"]), (2, METRICS["delegations_of_one_gender_min2"]))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to count the share of women of a scope, in words; ``base`` says how many stand behind it."""

    title: str
    share: str
    base: str
    definition: str
    result: Result


def composition_unsaid(people: Population) -> str:
    """Why nothing is said here of how delegations are made up; empty where it is said."""
    if people.divided:
        return _("Only part of each delegation is counted here, so delegations by composition are not shown.")
    return str(LEFT_OUT) if people.meetings and not people.without_closed_lists().meetings else ""


def composition_of(people: Population) -> list[Way]:
    """Pooled, mean and median: over the delegations of one meeting, else over the meetings of the scope.

    None where a meeting's delegations are not shown.
    """
    if people.divided or (people.scope.meeting and composition_unsaid(people)):
        return []
    ways = []
    for key in WAYS:
        found = whole(people, METRICS[key])
        share = percent_text(found.value.value, found.precision_base) or _(COUNTS_ONLY)
        ways.append(
            Way(_(METRICS[key].title), share, based_on(found) or _("no value"), _(METRICS[key].definition), found)
        )
    return ways


def heads_by_meeting(people: Population, number: int, link: Link | None = None) -> Section:
    """Heads of delegation at the last so many meetings, oldest first; below the table how they are known."""
    found, every = results(latest(people, number), OF_HEADS, DIMENSIONS["meeting"]), whole(people, OF_HEADS).counts
    headed = [result for result in found if result.counts.total]
    return {
        "results": headed,
        "id": "heads",
        "heading": _("Heads of delegation"),
        "title": DIMENSIONS["meeting"].title,
        "caption": _("Heads of delegation that the lists state, and only members of a delegation"),
        "rows": figure_rows(headed, link),
        "total": figure_row(_("All"), every),
        "show_another": bool(every.another),
        "chart": None,
        "notes": heads_in_words(people)[1:],
    }


def heads_and_roles(people: Population) -> str:
    """In what a role in the list differs from the heads that are counted: who came alone leads, whatever the role."""
    words = {"number": number_format(heads_by_basis(people).get(HeadBasis.ONLY_MEMBER, Counts()).total)}
    return (
        _("Roles as the list states them. As heads of delegation also count people who came alone: %(number)s.") % words
    )


def leadership_gap(people: Population) -> str:
    """The share among heads minus the share among participants, in points; nothing where either is counts only, or of
    a single State."""
    gap = whole(people, GAP)
    points = "" if sentences.names_a_state(people) else points_text(gap.value.value, gap.precision_base)
    sentence = _("Leadership gap: %(points)s (share among heads minus share among participants).")
    return sentence % {"points": points} if points else ""


def of_one_gender(people: Population) -> list[dict[str, Any]]:
    """Delegations by composition, at both sizes: one person is of one gender by necessity. None where it is unsaid."""
    if composition_unsaid(people):
        return []
    labels = {1: _("All delegations"), 2: _("Of two people or more")}
    tallies = delegations_of_one_gender(people, *(size for size, _metric in ONE_GENDER))
    return [
        _one_size(labels[size], tally, whole(people, metric).value)
        for (size, metric), tally in zip(ONE_GENDER, tallies, strict=True)
    ]


def if_no_delegation_were_all_men(people: Population) -> str:
    """What would come of it if no delegation of two people or more were without those who are fewer; names none."""
    counts = whole(people).counts
    if not counts.known or counts.women == counts.men or composition_unsaid(people) or sentences.names_a_state(people):
        return ""
    (tally,) = delegations_of_one_gender(people, 2)
    fewer_women = counts.women < counts.men
    without = tally.all_men if fewer_women else tally.all_women
    if not without:
        return ""
    moved = without if fewer_women else -without
    share = said(share_in_words(counts.women + moved, counts.known))
    words = {"number": number_format(without), "share": share}
    if fewer_women:
        sentence = ngettext(
            "If the one all-men delegation of two people or more replaced one man with a woman, women would be "
            "%(share)s.",
            "If each of the %(number)s all-men delegations of two people or more replaced one man with a woman, "
            "women would be %(share)s.",
            without,
        )
    else:
        sentence = ngettext(
            "If the one all-women delegation of two people or more replaced one woman with a man, women would be "
            "%(share)s.",
            "If each of the %(number)s all-women delegations of two people or more replaced one woman with a man, "
            "women would be %(share)s.",
            without,
        )
    return sentence % words


def _one_size(label: str, tally: OneGender, value: Value) -> dict[str, Any]:
    """A line of the table. Delegations stand where people do in a share: certain, mixed, cannot be told."""
    certain = tally.all_women + tally.all_men
    mixed = tally.determinable - certain
    return {
        "label": label,
        "delegations": tally.delegations,
        "all_women": tally.all_women,
        "all_men": tally.all_men,
        "mixed": mixed,
        "undetermined": tally.undetermined,
        "share": percent_text(value.value, value.base),
        "base": _("%(part)s of %(base)s") % {"part": certain, "base": tally.determinable} if value.base else "",
        "range": dates.range_text(Counts(certain, mixed, 0, tally.undetermined)),
    }
