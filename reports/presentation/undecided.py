"""What waits behind a figure, in sentences: how many people an open question or a list not yet imported touches."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.counting.population import Population
from reports.scope_results import undecided


def undecided_notes(people: Population) -> list[str]:
    """Sentences to print beside every figure of a scope; none where nothing waits."""
    found = undecided(people)
    notes = [_asked(found.people, found.unplaced)] if found.people else []
    if found.arriving:
        sentence = ngettext(
            "A list waiting for import holds %(number)s person not yet counted.",
            "Lists waiting for import hold %(number)s people not yet counted.",
            found.arriving,
        )
        notes.append(sentence % {"number": number_format(found.arriving)})
    if found.being_read:
        sentence = ngettext(
            "%(number)s list is still being read or was interrupted; its people are not counted yet.",
            "%(number)s lists are still being read or were interrupted; their people are not counted yet.",
            found.being_read,
        )
        notes.append(sentence % {"number": number_format(found.being_read)})
    return notes


def _asked(people: int, unplaced: int) -> str:
    """Those on record, and how many of them may belong elsewhere."""
    sentence = ngettext(
        "%(number)s person waits for an answer to an open question",
        "%(number)s people wait for an answer to open questions",
        people,
    ) % {"number": number_format(people)}
    if not unplaced:
        return _("%(waiting)s.") % {"waiting": sentence}
    words = {"waiting": sentence, "unplaced": number_format(unplaced)}
    return _("%(waiting)s; %(unplaced)s are in delegations not yet recognized.") % words
