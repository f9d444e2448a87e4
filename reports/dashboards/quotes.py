"""Sentences to quote elsewhere, each with base, source and date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting
from reports.counting.narrowing import Years
from reports.counting.population import Population
from reports.counting.scope import LISTED, RECORDED
from reports.measures.panel_flags import RULE_VERSION
from reports.measures.tally import Counts
from reports.practice_results.panels import NOT_JUDGED, FlaggedPanel
from reports.presentation import dates, sentences
from reports.presentation.dates import years_text
from reports.presentation.heads import heads as heads_in_words
from reports.results import whole
from reports.scope_results import meetings_with_people

SYMBOLS = 12
"""Symbols named in a source; of more meetings the rest is a number."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence to quote. ``sentence`` says what is the case, ``source`` where it is from; ``notes`` stand beside it
    on the page alone."""

    key: str
    title: str
    sentence: str
    source: str
    notes: Sequence[str] = ()
    counts: Counts | None = None

    @property
    def text(self) -> str:
        return f"{self.sentence} {self.source}"


def every(people: Population, flagged: Sequence[FlaggedPanel] | None) -> list[Quote]:
    """Participants, heads of delegation, and panels (None: whoever asks reads none, or the scope has none)."""
    found = [participants(people), heads(people)]
    return found if flagged is None else [*found, panels(flagged, people.scope.years)]


def participants(people: Population) -> Quote:
    """The headline: women among the people of the scope; of a single State counts alone, without a judgement."""
    sentence, notes = sentences.headline(people), sentences.notes(people)
    return Quote("participants", _("Participants"), sentence, source_of(people), notes, whole(people).counts)


def heads(people: Population) -> Quote:
    """Women among heads of delegation, and how the heads are known."""
    sentence, *notes = heads_in_words(people)
    return Quote("heads", _("Heads of delegation"), sentence, source_of(people), notes)


BY_KEY = {"participants": participants, "heads": heads}


def panels(flagged: Sequence[FlaggedPanel], years: Years | None = None) -> Quote:
    """How many panels were of one gender, how many without us, how many are undecided. Its source is no list."""
    period = years_text(years or (0, 0))
    on_record = _("Panels on record, %(period)s") % {"period": period} if period else _("Panels on record")
    moderators = _("moderators and chairs counted") if settings.PARITY_COUNT_MODERATORS else _("moderators not counted")
    rule = _("rule for panels, version %(version)s (%(moderators)s)") % {
        "version": RULE_VERSION,
        "moderators": moderators,
    }
    source = _signed(f"{on_record}; {rule}", [one.panel.meeting for one in flagged if one.panel.meeting])
    return Quote("panels", _("Panels"), panels_sentence(flagged), source)


def panels_sentence(flagged: Sequence[FlaggedPanel]) -> str:
    """Exempt panels and sessions of one speaker are no part of the base."""
    judged = [panel for panel in flagged if panel.flag.status not in NOT_JUDGED]
    if not judged:
        return _("No panel is recorded.")
    single = [panel for panel in judged if panel.flag.status == "single_gender"]
    women = sum(1 for panel in single if not panel.flag.counted.confirmed.men)
    words = ngettext(
        "%(single)s of %(panels)s panel had only men or only women (men: %(men)s, women: %(women)s); "
        "%(by_us)s mixed by us alone; %(open)s undecided.",
        "%(single)s of %(panels)s panels had only men or only women (men: %(men)s, women: %(women)s); "
        "%(by_us)s mixed by us alone; %(open)s undecided.",
        len(judged),
    )
    open_ones = sum(1 for panel in judged if panel.flag.status == "cannot_tell_yet")
    by_us = sum(1 for panel in judged if panel.flag.status == "mixed_only_because_of_us")
    numbers = {"by_us": by_us, "panels": len(judged), "single": len(single), "men": len(single) - women, "women": women}
    return words % {name: number_format(number) for name, number in {**numbers, "open": open_ones}.items()}


def source_of(people: Population) -> str:
    """The meetings with the symbols of their lists, the basis of gender, and the day of the figure."""
    counted = meetings_with_people(people)
    bases = people.gender_bases(counted=True)
    said = {frozenset({LISTED}): _("gender as listed"), frozenset({RECORDED}): _("gender as recorded")}
    basis = said.get(frozenset(bases), _("gender as listed, in closed lists as recorded")) if counted else ""
    parts = [_meetings(counted), basis, _("without meetings with closed lists") if people.left_out else ""]
    return _signed("; ".join(part for part in parts if part), counted)


def _signed(named: str, meetings: Sequence[Meeting]) -> str:
    return signed(named, invented=bool(sentences.invented(meetings)))


def signed(named: str, *, invented: bool) -> str:
    """What a figure rests on, who gives it and when; first of all that it is invented, where it is."""
    parts = (sentences.INVENTED if invented else "", f"{named}." if named else "", f"{_('Parity')}, {_today()}.")
    return " ".join(str(part) for part in parts if part)


def _today() -> str:
    return dates.day_text(datetime.datetime.now(datetime.UTC).date())


def _meetings(counted: Sequence[Meeting]) -> str:
    if not counted:
        return ""
    if len(counted) == 1:
        only = counted[0]
        return ", ".join(part for part in (only.title, only.symbol, dates.dates(only)) if part)
    symbols = [meeting.symbol for meeting in counted if meeting.symbol]
    named = ", ".join(symbols[:SYMBOLS])
    rest = len(counted) - len(symbols[:SYMBOLS])
    words = {
        "number": number_format(len(counted)),
        "days": dates.days(min(m.start for m in counted), max(m.end for m in counted)),
    }
    text = _("%(number)s meetings, %(days)s") % words
    if named and rest:
        return _("%(text)s: %(symbols)s and %(rest)s more") % {"text": text, "symbols": named, "rest": rest}
    return f"{text}: {named}" if named else text
