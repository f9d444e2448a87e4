"""Levels of staff as lines and charts: what each needs in people, of how many appointments, and its pace in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.measures import staffing
from reports.measures.staffing import StaffPace
from reports.measures.wording import SMALL, rounded, share_in_words
from reports.practice_results.staff import LevelResult, floor, goal
from reports.presentation.dates import day_text
from reports.presentation.findings import ACT, NONE, OK, OPEN, WATCH
from reports.presentation.marks.bars import Level, diverging
from reports.presentation.marks.staff import PaceChart, Position, pace_chart, position_mark
from reports.words import percent_text, said, signed

FAR = Fraction(1, 2)
"""Below this part of the pace that the goal asks for, a level is far too slow."""


def band_text() -> str:
    """Such as 47–53."""
    return f"{int(floor() * 100)}–{100 - int(floor() * 100)}"


def goal_text() -> str:
    return day_text(goal())


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level as a line of the table: its bars, its place in the band, what it needs, and its pace in words."""

    result: LevelResult
    bars: Level
    mark: Position | None
    state: str
    need: str
    required: str
    pace: str

    @property
    def short_share(self) -> str:
        """The share alone where there is one, otherwise such as 3 of 7."""
        counts = self.result.counts
        return percent_text(Fraction(counts.women, counts.known), counts.known) if counts.known else ""


def level_rows(results: Sequence[LevelResult]) -> list[LevelRow]:
    bars = diverging([one.counts for one in results])
    return [_row(one, bar) for one, bar in zip(results, bars, strict=True)]


def _row(one: LevelResult, bars: Level) -> LevelRow:
    counts = one.counts
    drawn = counts.known >= SMALL and one.position != staffing.NO_BAND
    mark = position_mark(Fraction(counts.women, counts.known), floor()) if drawn else None
    state, need = _need(one)
    return LevelRow(one, bars, mark, state, need, required_text(one), pace_text(one.pace))


def _need(one: LevelResult) -> tuple[str, str]:
    size = {"size": number_format(one.counts.known)}
    words = {
        staffing.NOBODY: (NONE, _("Nobody in post")),
        staffing.ONE_PERSON: (NONE, _("One post")),
        staffing.NO_BAND: (OPEN, _("Too few recorded")),
        staffing.UNDECIDED: (OPEN, _("Undecided")),
        staffing.WITHIN: (OK, _("In the band")),
        staffing.AS_EVEN: (OK, _("As even as %(size)s allow") % size),
    }
    return words[one.position] if one.position in words else (_urgency(one), people_needed(one))


def people_needed(one: LevelResult) -> str:
    """Such as 2 more women, in the place of men."""
    number = {"number": number_format(one.needed)}
    if one.men_below:
        return ngettext("%(number)s more man", "%(number)s more men", one.needed) % number
    return ngettext("%(number)s more woman", "%(number)s more women", one.needed) % number


def _urgency(one: LevelResult) -> str:
    if (one.appointments and not one.appointments.reachable) or far_too_slow(one.pace):
        return ACT
    return WATCH


def far_too_slow(pace: StaffPace | None) -> bool:
    """Whether a level is not even half as fast as the goal asks, or moves away from it."""
    if pace is None or pace.required is None or pace.enough:
        return False
    return abs(pace.required) * FAR > pace.actual * (1 if pace.required > 0 else -1)


def required_text(one: LevelResult) -> str:
    """Such as 2 of 4 appointments to women; or what keeps it from being reached."""
    if one.leaves_more_than_there_are:
        return _("The plan lets more people leave than there are: correct it.")
    found = one.appointments
    if found is None or one.position == staffing.ONE_PERSON:
        return ""
    words = {
        "women": number_format(found.women),
        "posts": number_format(found.posts),
        "short": number_format(found.short),
    }
    if not found.size:
        return _("nobody is left then")
    if not found.reachable:
        return _("not reachable by appointments alone: short by %(short)s") % words
    if not found.women:
        return _("any appointments will do")
    if one.men_below:
        return _("%(women)s of %(posts)s appointments to men") % words
    return _("%(women)s of %(posts)s appointments to women") % words


def pace_text(pace: StaffPace | None) -> str:
    """Such as +1.5 a year; needs +5.4."""
    if pace is None:
        return "–"
    words = {"actual": points(pace.actual), "required": "" if pace.required is None else points(pace.required)}
    if pace.required is None:
        return _("%(actual)s a year") % words
    if not pace.required:
        return _("%(actual)s a year; in the band") % words
    return _("%(actual)s a year; needs %(required)s") % words


def points(value: Fraction) -> str:
    """Percentage points with their sign, one decimal."""
    number = rounded(value * 100, 1)
    sign = "−" if number < 0 else "+" if number > 0 else "±"
    return signed(f"{sign}{number_format(abs(number), decimal_pos=1)}")


@dataclass(frozen=True, slots=True)
class PaceCard:
    """A level whose pace is drawn: how fast it is, how many are women, what would be enough."""

    level: str
    title: str
    about: str
    chart: PaceChart
    notes: list[str]
    table: list[tuple[str, str]]


def pace_card(one: LevelResult) -> PaceCard | None:
    """None where the level bears no share today or before, or the goal is over."""
    pace = one.pace
    if pace is None or pace.required is None:
        return None
    days = [(dated.day, dated.share) for dated in one.days if dated.bears_a_share]
    words = {"level": one.level, "share": one.text}
    title = _("%(level)s: nearly fast enough") if not far_too_slow(pace) else _("%(level)s: far too slow")
    about = _("Women: %(share)s.") % words
    if one.turnover:
        words |= {"posts": number_format(one.turnover.posts), "goal": goal_text()}
        about += (
            " "
            + ngettext(
                "%(posts)s post is filled by %(goal)s.", "%(posts)s posts are filled by %(goal)s.", one.turnover.posts
            )
            % words
        )
    ahead = one.projection
    notes = [said(ahead.sentence)] if ahead and not one.men_below else []
    return PaceCard(
        one.level,
        (_("%(level)s: fast enough") if pace.enough else title) % words,
        about,
        pace_chart(
            days,
            goal(),
            pace,
            floor(),
            needed=points(pace.required),
            actual=points(pace.actual),
            today=percent_text(days[-1][1], one.counts.known),
            spoken=f"{one.level}: {pace_text(pace)}",
        ),
        [*([f"{required_text(one)}."] if required_text(one) else []), *notes],
        [(day_text(dated.day), said(share_in_words(dated.counts.women, dated.counts.known))) for dated in one.days],
    )
