"""Panels that a person may read, filtered by the address: those ahead and those past."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Forum, Meeting, Panel
from meetings.rights import Account, Right, may_somewhere, panels_within
from reports.counting.dimensions import DIMENSIONS
from reports.counting.scope import ALL, STATES, Scope
from reports.dashboards import quotes
from reports.dashboards.cards import Squares, squares
from reports.dashboards.waiting import panel_in_short
from reports.practice_results.panels import (
    NOT_JUDGED,
    STATUS_LABELS,
    URGENT,
    FlaggedPanel,
    SeatMark,
    flagged,
    of_status,
    seat_marks,
    with_seats,
)
from reports.presentation.dates import day_text
from reports.presentation.findings import ACT, NONE, OK, OPEN, WATCH
from reports.presentation.tables import PanelTable, panel_row

ASKED = ("status", "forum", "year")


PATHS = {
    one.key: f"meeting__{one.attribute.path}" for one in DIMENSIONS.values() if one.attribute and one.attribute.path
}
"""What a scope may be narrowed by that panels have: attributes of their meetings."""


def panels_of(scope: Scope, user: Account) -> list[FlaggedPanel] | None:
    """The panels of a scope: at its meetings, in its years by their own dates. None where the person reads no panels,
    or the scope asks for what panels do not have, such as groups, roles or who checked in."""
    foreign = scope.attended or scope.category not in (STATES, ALL) or any(key not in PATHS for key, _ in scope.only)
    if foreign or not may_somewhere(user, Right.READ_PANELS):
        return None
    asked: dict[str, Any] = {PATHS[key]: value for key, value in scope.only}
    asked |= {"meeting__slug": scope.meeting} if scope.meeting else {}
    asked |= {"meeting__forum": scope.forum} if scope.forum else {}
    asked |= {"date__year__range": scope.years} if scope.years else {}
    return flagged(with_seats(panels_within(user, Right.READ_PANELS).filter(**asked)))


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A panel with its seats and its verdict; no name stands in it."""

    title: str
    url: str
    day: str
    seats: list[SeatMark]
    state: str
    word: str
    why: str


def panels_at(meeting: Meeting) -> list[PanelLine]:
    """Those of one meeting, soonest first; for who may read panels."""
    today = datetime.datetime.now(datetime.UTC).date()
    found = flagged(with_seats(meeting.panels.all()))
    return [panel_line(one, today) for one in sorted(found, key=_soonest)]


def panel_line(one: FlaggedPanel, today: datetime.date) -> PanelLine:
    day = day_text(one.panel.date) if one.panel.date else _("no date")
    state, word = verdict_of(one, ahead=not _is_past(one, today))
    why = panel_in_short(one) if one.flag.status in URGENT else ""
    return PanelLine(one.panel.title, reverse("panel", args=[one.panel.slug]), day, seat_marks(one), state, word, why)


def verdict_of(one: FlaggedPanel, *, ahead: bool) -> tuple[str, str]:
    """The state and word of a chip. Only what is still ahead calls for somebody to act."""
    status = one.flag.status
    if status == "single_gender":
        men = bool(one.flag.counted.confirmed.men)
        return (ACT if ahead else WATCH), (_("All men") if men else _("All women"))
    if status == "mixed_only_because_of_us":
        return (ACT if ahead else WATCH), _("Mixed only with our speaker")
    found = {
        "balanced": (OK, _("Balanced")),
        "mixed": (NONE, _("Women and men")),
        "cannot_tell_yet": (OPEN, _("Undecided")),
        "not_a_panel": (NONE, _("Not a panel")),
        "exempt": (NONE, _("Exempt")),
    }
    return found[status]


def announcement(one: FlaggedPanel, today: datetime.date) -> tuple[str, str] | None:
    """Whether a panel of ours that is ahead may be announced: a state and a sentence; None where nothing is to be said.

    The rule is that of invitations: one gender, or mixed by us alone, takes another line-up or a reason on record.
    """
    status = one.flag.status
    if _is_past(one, today) or status == "not_a_panel":
        return None
    if status in URGENT:
        says = _("Do not announce it yet: find other speakers, or ask the panel desk to exempt it with a reason.")
        return ACT, says
    if status == "cannot_tell_yet":
        return OPEN, _("Do not announce it yet: a name or a gender is missing.")
    return OK, _("It passes the check and may be announced.")


class PanelsForm(forms.Form):
    """Which panels are shown; the choices are those of the panels in reach."""

    status = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False, choices=[("", gettext_lazy("all")), *STATUS_LABELS.items()]
    )
    forum = forms.ChoiceField(label=gettext_lazy("Forum"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    hidden_query = ()

    def __init__(self, query: Mapping[str, str], seen: QuerySet[Panel]) -> None:
        super().__init__({name: query.get(name, "") for name in ASKED})
        found = Forum.objects.filter(meetings__panels__in=seen.order_by()).distinct()
        forums = [(forum.pk, str(forum)) for forum in sorted(found, key=str)]
        years = [year for year in seen.order_by("-date__year").values_list("date__year", flat=True).distinct() if year]
        self.fields["forum"].choices = [("", _("all forums")), *forums]  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", _("all years")), *((str(y), str(y)) for y in years)]  # type: ignore[attr-defined]

    def chosen(self, seen: QuerySet[Panel]) -> QuerySet[Panel]:
        """Those asked for, of any status: it is worked out later. None where the question is not one offered."""
        if not self.is_valid():
            return seen.none()
        paths = {"forum": "meeting__forum", "year": "date__year"}
        return seen.filter(**{path: self.cleaned_data[name] for name, path in paths.items() if self.cleaned_data[name]})

    def query(self) -> str:
        """The canonical query string."""
        return urlencode([(name, self.data[name]) for name in ASKED if self.data[name]])


class PanelList:
    """Panels as a page lists them. ``ahead``: soonest first, undated ones last. ``past``: latest first."""

    def __init__(self, form: PanelsForm, seen: QuerySet[Panel], today: datetime.date) -> None:
        every = flagged(with_seats(form.chosen(seen)))
        self.every = every
        found = of_status(every, form.data["status"])
        self.any = bool(found)
        self.ahead = sorted((one for one in found if not _is_past(one, today)), key=_soonest)
        past = [one for one in found if _is_past(one, today)]
        self.past = sorted(past, key=lambda one: (_day_of(one) or today, one.panel.pk), reverse=True)
        year = int(form.cleaned_data["year"]) if form.is_valid() and form.cleaned_data["year"] else None
        self.quote = replace(quotes.panels(every, (year, year) if year else None), notes=self._notes())
        self.finding = panels_finding(every)
        self.years = squares_by_year(every)
        self.urgent = [panel_line(one, today) for one in self.ahead if one.flag.status in URGENT]
        self.demo = any(one.panel.meeting and one.panel.meeting.demonstration for one in found)

    def _notes(self) -> list[str]:
        """How many are ahead, how many of them call for somebody to act, and what a panel is."""
        urgent = sum(one.flag.status in URGENT for one in self.ahead)
        numbers = {"ahead": len(self.ahead), "urgent": urgent}
        ahead = _("%(ahead)s upcoming; %(urgent)s to act on now.") % numbers
        counted = _(
            "A panel has at least two speakers. Moderators are counted separately; each panel’s page shows both."
        )
        return [ahead, counted]


def panels_finding(every: Sequence[FlaggedPanel]) -> str:
    """How many are of one gender, of those that are judged; the undecided are told beside them."""
    judged = [one for one in every if one.flag.status not in NOT_JUDGED]
    if not judged:
        return _("No panel is recorded")
    single = sum(one.flag.status == "single_gender" for one in judged)
    undecided = sum(one.flag.status == "cannot_tell_yet" for one in judged)
    words = {"single": number_format(single), "of": number_format(len(judged)), "open": number_format(undecided)}
    said = ngettext(
        "%(single)s of %(of)s panel is of one gender", "%(single)s of %(of)s panels are of one gender", len(judged)
    )
    words["said"] = said % words
    return _("%(said)s; %(open)s undecided") % words if undecided else words["said"]


def squares_by_year(every: Sequence[FlaggedPanel]) -> list[Squares]:
    """The judged panels of each year that has some, oldest first; of a year with very many there are numbers alone."""
    dated = [(one.panel.date.year, one) for one in every if one.panel.date and one.flag.status not in NOT_JUDGED]
    years = sorted({year for year, _one in dated})
    return [squares([one for at, one in dated if at == year], (year, year)) for year in years]


def table_of(found: Sequence[FlaggedPanel], caption: str, today: datetime.date) -> PanelTable:
    """Panels as a table, each with its verdict."""
    table = PanelTable([panel_row(one, panel_line(one, today)) for one in found])
    table.caption = caption
    return table


def _is_past(one: FlaggedPanel, today: datetime.date) -> bool:
    """Over by its own day, else by that of its meeting: what is over is never ahead."""
    day = _day_of(one)
    return bool(day and day < today)


def _day_of(one: FlaggedPanel) -> datetime.date | None:
    return one.panel.date or (one.panel.meeting.end if one.panel.meeting else None)


def _soonest(one: FlaggedPanel) -> tuple[datetime.date, str]:
    return one.panel.date or datetime.date.max, one.panel.title
