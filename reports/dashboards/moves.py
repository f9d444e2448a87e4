"""What changed: the last session of each forum beside the one before, in one sentence a forum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from reports.counting.dimensions import DIMENSIONS
from reports.counting.narrowing import at_meetings
from reports.counting.population import Population
from reports.measures.tally import Counts
from reports.measures.wording import LARGE, SMALL, rounded
from reports.presentation import sentences
from reports.presentation.findings import Moved, moved
from reports.results import results
from reports.series import HEADS, ForumChange, changes_since_last
from reports.words import percent_text

SHOWN = 3
"""Forums whose change is shown at once: those that met last. All of them are in the list below."""


@dataclass(frozen=True, slots=True)
class Move:
    """One forum: how its share moved, and what is to be known beside it; ``text`` is the change in full."""

    forum: str
    session: Meeting
    before: Meeting
    moved: Moved | None
    share: str
    beside: str
    text: str


def moves(people: Population) -> list[Move]:
    """Every forum that has met twice, alphabetical; those that met last with their heads of delegation."""
    changes = changes_since_last(people)
    heads = _heads(people, sorted(changes, key=lambda one: one.latest.start)[-SHOWN:])
    return [_move(one, heads, sentences.names_a_state(people)) for one in changes]


def latest(found: Sequence[Move]) -> list[Move]:
    """Those that met last, the last one first."""
    return sorted(found, key=lambda one: one.session.start, reverse=True)[:SHOWN]


def _heads(people: Population, changes: list[ForumChange]) -> dict[str, Counts]:
    asked = {meeting.pk for one in changes for meeting in (one.latest, one.previous)}
    found = results(at_meetings(people, asked), HEADS, DIMENSIONS["meeting"]) if asked else []
    return {row.key: row.counts for row in found}


def _move(one: ForumChange, heads: dict[str, Counts], named: bool) -> Move:
    before, after = one.change.before, one.change.after
    known = after.known
    found = moved(before, after)
    if found and named:  # of a single State counts, and nothing that judges
        found = replace(found, way="", points="")
    share = percent_text(Fraction(after.women, known), known) if known else ""
    led, leads = heads.get(one.previous.slug, Counts()), heads.get(one.latest.slug, Counts())
    return Move(
        one.name,
        one.latest,
        one.previous,
        found,
        share,
        _people(before, after) or _led(led, leads),
        one.text,
    )


def _people(before: Counts, after: Counts) -> str:
    """What the share alone would not tell: that fewer came, or how far one person moves it."""
    if not (before.known and after.known):
        return ""
    if after.known < LARGE:
        if after.known < SMALL:
            return ""
        points = rounded(Fraction(100, after.known))
        one = ngettext("One person moves it %(points)s point.", "One person moves it %(points)s points.", int(points))
        return one % {"points": number_format(points)}
    women, men = after.women - before.women, after.men - before.men
    rose = after.women * before.known > before.women * after.known
    if women < 0 and rose:
        words = {"women": number_format(-women), "men": number_format(-men)}
        return _("Fewer women (%(women)s), but even fewer men (%(men)s).") % words
    if women > 0 and not rose:
        words = {"women": number_format(women), "men": number_format(men)}
        return _("More women (%(women)s), but even more men (%(men)s).") % words
    return ""


def _led(before: Counts, after: Counts) -> str:
    """Women among the heads of delegation, where both sessions have some."""
    found = moved(before, after)
    return (
        _("Heads of delegation: %(after)s, before %(before)s.") % {"after": found.after, "before": found.before}
        if found
        else ""
    )
