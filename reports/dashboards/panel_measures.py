"""Measures of the panel desk as a page shows them: ours beside what others published, and by group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import PublishedFigure
from meetings.models.published import PublishedMeasure
from meetings.vocabulary import Area
from panels.models import Invitation
from panels.vocabulary import OrganiserType
from reports.dashboards.published_by_others import beside_desk, published
from reports.measures.formulas import Value
from reports.measures.panel_desk import (
    DESK_MEASURES,
    DeskMeasure,
    History,
    measured,
    part_of,
    repeated,
)
from reports.measures.wording import rounded, share_in_words
from reports.practice_results.panels import histories
from reports.presentation.marks.bars import Share, of_value
from reports.words import said


@dataclass(frozen=True, slots=True)
class Grouping:
    """By what invitations are sorted: its title, the key of one, the label of a key."""

    title: object
    key_of: Callable[[History], str]
    label: Callable[[str], str]


def _quarter(key: str) -> str:
    return _("%(year)s, quarter %(number)s") % {"year": key[:4], "number": key[-1]}


def _named(labels: Mapping[str, object]) -> Callable[[str], str]:
    return lambda key: str(labels.get(key, key)) if key else _("not said")


GROUPINGS = {
    "organiser_type": Grouping(
        gettext_lazy("Kind of organizer"), lambda one: one.organiser_type, _named(dict(OrganiserType.choices))
    ),
    "unit": Grouping(gettext_lazy("Unit of the office"), lambda one: one.unit, _named({})),
    "area": Grouping(gettext_lazy("Area"), lambda one: one.area, _named(dict(Area.choices))),
    "quarter": Grouping(gettext_lazy("Quarter received"), lambda one: one.quarter, _quarter),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: its words, its value, its base in words, how many are open, what others published of the same."""

    measure: DeskMeasure
    title: str
    definition: str
    base: str
    text: str
    open: int
    bar: Share | None
    published: PublishedFigure | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: how many invitations, and every measure of them in words."""

    label: str
    number: int
    texts: list[str]


class PanelMeasures:
    """The measures of the invitations of a year, or of all; events of our own are a series of their own."""

    def __init__(self, query: Mapping[str, str]) -> None:
        every = histories(Invitation.objects.all())
        self.years = sorted({one.received.year for one in every}, reverse=True)
        asked = query.get("year", "")
        self.year = int(asked) if asked.isdecimal() and int(asked) in self.years else None
        self.by = query.get("by", "") if query.get("by", "") in GROUPINGS else "organiser_type"
        within = [one for one in every if self.year is None or one.received.year == self.year]
        self.invitations = [one for one in within if one.organiser_type != OrganiserType.OWN_OFFICE]
        self.own = [one for one in within if one.organiser_type == OrganiserType.OWN_OFFICE]
        self.demo = Invitation.objects.filter(demonstration=True).exists()

    @cached_property
    def lines(self) -> list[Line]:
        return _lines(self.invitations)

    @cached_property
    def own_lines(self) -> list[Line]:
        return _lines(self.own) if self.own else []

    @property
    def headline(self) -> str:
        """What matters first: how often we asked, and whether it changed anything."""
        number = len(self.invitations)
        if not number:
            return _("No invitation is recorded.")
        values = measured(self.invitations)
        asked, changed = values["asked"], values["changed_after_asking"]
        words = {"asked": number_format(part_of(asked)), "number": number_format(number)}
        said_so = ngettext(
            "We asked for another line-up in %(asked)s of %(number)s invitation.",
            "We asked for another line-up in %(asked)s of %(number)s invitations.",
            number,
        )
        if not changed.base:
            return said_so % words
        after = {"changed": number_format(part_of(changed)), "base": number_format(changed.base)}
        then = ngettext(
            "Of %(base)s that answered, %(changed)s changed it.", "Of %(base)s that answered, %(changed)s changed it.",
            changed.base,
        )  # fmt: skip
        return f"{said_so % words} {then % after}"

    @property
    def groups(self) -> list[GroupLine]:
        """By kind, unit, area or quarter, in the order of their vocabulary or of time; what is not said comes last."""
        grouping, sorted_in = GROUPINGS[self.by], dict[str, list[History]]()
        for one in self.invitations:
            sorted_in.setdefault(grouping.key_of(one), []).append(one)
        order = {"organiser_type": OrganiserType.values, "area": Area.values}.get(self.by, sorted(sorted_in))
        keys = sorted(sorted_in, key=lambda key: order.index(key) if key in order and key else len(order))
        return [
            GroupLine(grouping.label(key), len(sorted_in[key]), [_text(m, m.of(sorted_in[key])) for m in DESK_MEASURES])
            for key in keys
        ]

    @property
    def grouping(self) -> object:
        return GROUPINGS[self.by].title

    @property
    def groupings(self) -> list[tuple[str, object]]:
        return [(key, one.title) for key, one in GROUPINGS.items()]

    @property
    def titles(self) -> list[str]:
        return [_(one.title) for one in DESK_MEASURES]

    @property
    def repeated(self) -> list[tuple[str, int, int]]:
        return repeated(self.invitations)

    @property
    def published(self) -> list[PublishedFigure]:
        """What others published of panels that no measure of ours asks."""
        return list(published([PublishedMeasure.PANEL_PARITY]))


def _lines(some: Sequence[History]) -> list[Line]:
    beside = beside_desk()
    values = measured(some)
    return [
        Line(
            one, _(one.title), _(one.definition), _(one.base.value), _text(one, values[one.key]), values[one.key].open,
            of_value(values[one.key]) if one.unit == "share" else None, beside.get(one.key),
        )
        for one in DESK_MEASURES
    ]  # fmt: skip


def _text(measure: DeskMeasure, value: Value) -> str:
    """Such as 3 of 8, or 41 % (12 of 29); a dash where there is no value, which is never 0."""
    if value.value is None:
        return "–"
    if measure.unit == "share":
        return said(share_in_words(part_of(value), value.base))
    days = rounded(value.value, 1)
    words = number_format(int(days) if days == int(days) else days)
    return ngettext("%(days)s day", "%(days)s days", int(days) if days == int(days) else 2) % {"days": words}
