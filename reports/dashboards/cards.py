"""The four cards of the overview, one for each practice; a practice without data says what to enter first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.counting.narrowing import Years
from reports.counting.population import Population
from reports.dashboards.waiting import panel_in_short
from reports.measures.projection import Point
from reports.measures.tally import Counts
from reports.measures.wording import SMALL, percentage
from reports.practice_results.panels import NOT_JUDGED, FlaggedPanel, SeatMark, seat_marks
from reports.presentation import sentences
from reports.presentation.dates import day_text, years_text
from reports.presentation.findings import ACT, NONE, OK, OPEN, WATCH, Moved, of, verdict
from reports.presentation.marks.bars import Share, share
from reports.presentation.marks.over_time import Line, spark
from reports.results import whole

STRIPS = 2
"""Panels ahead that are drawn seat by seat."""
SQUARES = 24
"""Panels of a year that are drawn one by one; of more the number alone is shown."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A panel ahead that calls for somebody: its seats, its day, what is wrong with it."""

    title: str
    url: str
    seats: list[SeatMark]
    day: str
    short: str


@dataclass(frozen=True, slots=True)
class Squares:
    """The panels of a period as squares: of one gender, by us alone not, undecided, others; ``text`` says it in
    numbers."""

    period: str
    text: str
    one_gender: range
    by_us: range
    undecided: range
    others: range

    @property
    def drawn(self) -> bool:
        return len(self.one_gender) + len(self.by_us) + len(self.undecided) + len(self.others) <= SQUARES


@dataclass(frozen=True, slots=True)
class Card:
    """One practice. ``big`` and ``unit`` are its number, ``base`` the lines below it; ``first`` says what to enter
    where there is none, ``outlook`` what the head of the page says of it. Of its marks each may be missing."""

    key: str
    title: str
    url: str = ""
    state: str = NONE
    word: str = ""
    big: str = ""
    unit: str = ""
    base: Sequence[str] = ()
    say: str = ""
    outlook: str = ""
    first: str = ""
    text: str = ""
    gauge: Share | None = None
    spark: Line | None = None
    squares: Sequence[Squares] = ()
    ahead: Sequence[Ahead] = ()
    moved: Moved | None = None
    since: str = ""


def participation(people: Population, points: Sequence[Point], change: Moved | None, since: str) -> Card:
    """Women among the people of the period; of a single State counts alone, without a verdict."""
    counts = whole(people).counts
    url = f"{reverse('reports:explore')}?{people.scope.query(by='forum')}"
    card = Card("participation", _("Participation"), url, base=_base(counts))
    percent = percentage(whole(people).share.value, counts.known)
    if sentences.names_a_state(people) or percent is None:
        big, unit = number_format(counts.women), _("of %(known)s") % {"known": number_format(counts.known)}
    else:
        big, unit = number_format(percent), "%"
    found = verdict(counts)
    if sentences.names_a_state(people):
        return replace(card, big=big, unit=unit, say=_("Counts only for a single State."))
    return replace(
        card,
        state=found.state,
        word=found.word,
        big=big,
        unit=unit,
        say=found.sentence,
        outlook=found.outlook,
        text=whole(people).text,
        gauge=share(counts) if counts.known >= SMALL else None,
        spark=spark(points),
        moved=change,
        since=since if change else "",
    )


def _base(counts: Counts) -> list[str]:
    """What the share is a share of, and whom it does not count."""
    rest = [_("%(number)s not recorded") % {"number": number_format(counts.unknown)}]
    if counts.another:
        rest.append(_("%(number)s another gender") % {"number": number_format(counts.another)})
    return [_("%(of)s are women") % {"of": of(counts)}, " · ".join(rest)]


def panels(every: Sequence[FlaggedPanel], ahead: Sequence[FlaggedPanel], years: Years) -> Card:
    """Panels of one gender in the period, the period before, and those ahead that call for somebody."""
    first, last = years
    now = [one for one in _judged(every) if _in(one, years)]
    before_years = (first - (last - first + 1), first - 1)
    before = [one for one in _judged(every) if _in(one, before_years)]
    card = Card("panels", _("Panels"), reverse("panels"))
    if not now and not ahead:
        return replace(card, word=_("Nothing yet"), first=_("Add a panel as soon as somebody is invited."))
    drawn = [squares(found, period) for found, period in ((before, before_years), (now, years)) if found]
    single, by_us, undecided = _of_note(now)
    state, word = _panel_word(len(ahead), single, by_us, undecided)
    words = {"period": years_text(years), "number": number_format(undecided), "by_us": number_format(by_us)}
    base = [_("panels of one gender in %(period)s") % words]
    if by_us:
        base.append(_("%(by_us)s more mixed by us alone") % words)
    if undecided:
        base.append(_("%(number)s of them undecided") % words)
    say = ngettext(
        "%(number)s upcoming panel needs a decision.", "%(number)s upcoming panels need a decision.", len(ahead)
    )
    said = say % {"number": capfirst(str(apnumber(len(ahead))))}
    return replace(
        card,
        state=state,
        word=word,
        big=number_format(single),
        unit=_("of %(known)s") % {"known": number_format(len(now))},
        base=base,
        squares=drawn if all(one.drawn for one in drawn) else (),
        ahead=[_ahead(one) for one in ahead[:STRIPS]],
        say=said if ahead else _("No upcoming panel needs a decision."),
        outlook=said if ahead else "",
        since=squares(before, before_years).text if before else "",
    )


def _of_note(found: Sequence[FlaggedPanel]) -> tuple[int, int, int]:
    """How many are of one gender, how many are mixed by us alone, how many are undecided."""
    return (
        _number(found, "single_gender"), _number(found, "mixed_only_because_of_us"), _number(found, "cannot_tell_yet"),
    )  # fmt: skip


def _panel_word(ahead: int, single: int, by_us: int, undecided: int) -> tuple[str, str]:
    if ahead:
        return ACT, _("Act now")
    if single or by_us:
        return WATCH, _("One gender") if single else _("Mixed by us alone")
    return (OPEN, _("Undecided")) if undecided else (OK, _("None of one gender"))


def _ahead(one: FlaggedPanel) -> Ahead:
    day = day_text(one.panel.date) if one.panel.date else ""
    return Ahead(one.panel.title, reverse("panel", args=[one.panel.slug]), seat_marks(one), day, panel_in_short(one))


def squares(found: Sequence[FlaggedPanel], years: Years) -> Squares:
    single, by_us, undecided = _of_note(found)
    words = {"single": number_format(single), "panels": number_format(len(found)), "period": years_text(years)}
    text = _("%(period)s: %(single)s of %(panels)s") % words
    others = len(found) - single - by_us - undecided
    return Squares(years_text(years), text, range(single), range(by_us), range(undecided), range(others))


def _judged(every: Sequence[FlaggedPanel]) -> list[FlaggedPanel]:
    return [one for one in every if one.flag.status not in NOT_JUDGED]


def _in(one: FlaggedPanel, years: Years) -> bool:
    return bool(one.panel.date and years[0] <= one.panel.date.year <= years[1])


def _number(found: Sequence[FlaggedPanel], status: str) -> int:
    return sum(one.flag.status == status for one in found)


def without_data() -> list[Card]:
    """The practices of which nothing can be on record yet."""
    nothing = _("Nothing yet")
    return [
        Card(
            "bodies",
            _("Expert bodies"),
            word=nothing,
            first=_("Enter the bodies, their seats and a cycle."),
        ),
        Card(
            "staff",
            _("Staff"),
            word=nothing,
            first=_("Start with staff by level on one day."),
        ),
    ]
