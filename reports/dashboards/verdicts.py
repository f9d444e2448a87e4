"""Verdicts on line-ups in words: of a check that was written down, or of speakers that were only pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.actions.panels import Seat
from meetings.vocabulary import Gender, PanelRole
from panels.actions.checking import VIEWS, judge, numbers_of
from panels.models import Check, LineUp, LineUpSeat
from reports.practice_results.panels import OPEN_SEAT, SeatMark

WORDS = {
    "single_gender": ("act", gettext_lazy("One gender")),
    "mixed_only_because_of_us": ("act", gettext_lazy("One gender without us")),
    "cannot_tell_yet": ("open", gettext_lazy("Undecided")),
    "balanced": ("ok", gettext_lazy("Balanced")),
    "mixed": ("ok", gettext_lazy("Mixed")),
    "not_a_panel": ("none", gettext_lazy("Not a panel")),
    "": ("open", gettext_lazy("No names yet")),
}
"""The status of a check: how its mark looks, and its word."""
TITLES = {
    "others": gettext_lazy("The others only"),
    "with_us": gettext_lazy("With our speaker"),
    "with_moderator": gettext_lazy("With the moderator"),
}


@dataclass(frozen=True, slots=True)
class OnePerson:
    """A place on the panel: what may be shown of its gender, the name, and what the person does there."""

    who: str
    ours: bool
    name: str
    does: str


@dataclass(frozen=True, slots=True)
class OneView:
    """One way to count a line-up: its marks, its status with its word, a sentence, and its numbers for the table.

    ``rest`` never tells who is of another gender.
    """

    title: str
    state: str
    word: str
    sentence: str
    marks: list[SeatMark]
    women: int
    men: int
    rest: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule said of a line-up: mark and word, the finding, everybody on it, the three ways to count it."""

    status: str
    state: str
    word: str
    finding: str
    people: list[OnePerson]
    views: list[OneView]


def verdict_of(check: Check | None, line_up: LineUp | None) -> Verdict:
    """Of a check as it was written down; of nobody where there is none."""
    seats = list(line_up.seats.all()) if line_up else []
    return _verdict(check.status if check else "", check.views if check else {}, seats)


def verdict_on(seats: Sequence[Seat]) -> Verdict:
    """Of speakers that are not on record yet, by the rule in force."""
    flag = judge(seats)
    return _verdict(flag.status, numbers_of(flag), seats) if seats else _verdict("", {}, ())


def _verdict(status: str, views: Mapping[str, Mapping[str, Any]], seats: Sequence[Seat | LineUpSeat]) -> Verdict:
    state, word = WORDS[status]
    shown = [_view(name, views[name], seats) for name in VIEWS if name in views]
    if status == "mixed_only_because_of_us":
        shown = [_by_us_alone(one) if _counts(one) == _counts(shown[1]) else one for one in shown]
    return Verdict(status, state, str(word), finding_of(status, views), [_person(one) for one in seats], shown)


def _counts(view: OneView) -> tuple[int, int, int]:
    return view.women, view.men, view.rest


def _by_us_alone(view: OneView) -> OneView:
    """A view that is mixed, and would not be without our speaker."""
    return replace(view, state="watch", word=_("Mixed by us alone"))


def finding_of(status: str, views: Mapping[str, Mapping[str, Any]]) -> str:
    """The verdict as a sentence that says what is so."""
    if status in ("single_gender", "mixed_only_because_of_us"):
        ours = status == "mixed_only_because_of_us"
        return _of_one_gender(views["others" if ours else "with_us"], but_us=ours)
    return {
        "cannot_tell_yet": _("Undecided yet: a name or a gender is missing."),
        "not_a_panel": _("This is no panel: fewer than two speak."),
        "": _("Nobody is named yet."),
    }.get(status) or _("This panel is not of one gender.")


def _of_one_gender(view: Mapping[str, Any], *, but_us: bool) -> str:
    if but_us:
        women = _("Without our speaker, this panel is all women.")
        return women if view["women"] else _("Without our speaker, this panel is all men.")
    number = view["women"] or view["men"]
    if view["women"]:
        return ngettext("The speaker is a woman.", "All %(number)s speakers are women.", number) % {"number": number}
    return ngettext("The speaker is a man.", "All %(number)s speakers are men.", number) % {"number": number}


def _view(name: str, view: Mapping[str, Any], seats: Sequence[Seat | LineUpSeat]) -> OneView:
    status = str(view["status"])
    state, word = WORDS[status]
    if status == "single_gender":
        word = gettext_lazy("All women") if view["women"] else gettext_lazy("All men")
    known = view["women"] + view["men"]
    total = known + view["another"] + view["unknown"] + view["to_be_confirmed"]
    numbers = {"women": view["women"], "men": view["men"], "total": total, "rest": total - known}
    said = _("Women: %(women)s, men: %(men)s") % numbers
    if numbers["rest"]:
        said = _("Women: %(women)s, men: %(men)s, open or not recorded: %(rest)s") % numbers
    marks = [mark_of(one) for one in seats if _is_in(name, one)]
    return OneView(str(TITLES[name]), state, str(word), said, marks, view["women"], view["men"], numbers["rest"])


def _is_in(view: str, seat: Seat | LineUpSeat) -> bool:
    speaks = seat.role == PanelRole.SPEAKER
    return {"others": speaks and not seat.ours, "with_us": speaks, "with_moderator": True}[view]


def mark_of(seat: Seat | LineUpSeat) -> SeatMark:
    """A seat as a mark; nobody shows as of another gender, nor before they are confirmed."""
    shown = seat.confirmed and seat.seat_gender in (Gender.WOMAN, Gender.MAN)
    return SeatMark(seat.seat_gender if shown else OPEN_SEAT, seat.ours)


def _person(seat: Seat | LineUpSeat) -> OnePerson:
    mark, role = mark_of(seat), str(PanelRole(seat.role).label)
    if seat.ours:
        role = _("our speaker") if seat.role == PanelRole.SPEAKER else _("ours, %(role)s") % {"role": role}
    elif seat.role != PanelRole.SPEAKER:
        role = _("%(role)s, not counted") % {"role": role}
    does = role if seat.confirmed else _("%(role)s, to be confirmed") % {"role": role}
    return OnePerson(mark.who, mark.ours, f"{seat.title} {seat.name}".strip() or _("not named yet"), does)
