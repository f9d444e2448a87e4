"""A meeting at a glance: who is in the room, one mark a person, and its delegations, one dot each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from meetings.models import Meeting
from reports.counting.population import Population
from reports.dashboards.composition import composition_unsaid
from reports.dashboards.meeting import Before
from reports.dashboards.sections import Section
from reports.measures.formulas import share_of_women
from reports.measures.tally import Counts
from reports.presentation import sentences
from reports.presentation.findings import of
from reports.presentation.marks.room import Marks, Stack, dot_stack, waffle
from reports.results import whole
from reports.words import percent_text

MOST = 600
"""People that are drawn one by one; of more the share alone is shown."""


@dataclass(frozen=True, slots=True)
class Room:
    """Everyone at one session: its year, share and base in words, and a mark for each."""

    year: int
    share: str
    base: str
    counts: Counts
    marks: Marks


def rooms(people: Population, meeting: Meeting, before: Before | None) -> list[Room]:
    """This session and the one before it; none of a single State, of which nothing is held against a half."""
    if sentences.names_a_state(people):
        return []
    shown = [(meeting.start.year, whole(people).counts)]
    shown += [(before.meeting.start.year, before.counts)] if before else []
    return list(_drawn(shown))


def _drawn(shown: list[tuple[int, Counts]]) -> Iterator[Room]:
    for year, counts in shown:
        if 0 < counts.total <= MOST:
            share = percent_text(share_of_women(counts).value, counts.known)
            words = {"of": of(counts), "open": number_format(counts.open)}
            yield Room(year, share, _("%(of)s · %(open)s not recorded as either") % words, counts, waffle(counts))


def delegations(people: Population, section: Section | None) -> Stack | None:
    """Delegations by their share of women; None where a reader may not see them, or sees only some of their people."""
    if section is None or composition_unsaid(people) or sentences.names_a_state(people):
        return None
    return dot_stack([row.counts for row in section["results"]])
