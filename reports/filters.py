"""Query string → frozen ``Scope``: all that a page shows is asked for in its address, so every page is a permalink."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting
from meetings.vocabulary import EXCLUDED_CATEGORIES, STATE_CATEGORIES, Area, Category
from reports.dimensions import DIMENSIONS, FILTERS

STATES, ALL = "states", "all"
LISTED, RECORDED = "listed", "recorded"
REGISTERED, ATTENDED = "registered", "attended"
CATEGORY_CHOICES = (STATES, ALL, *(c.value for c in Category if c not in EXCLUDED_CATEGORIES))


GOAL_YEAR, GOAL_YEARS = 2028, (2001, 2100)
"""The year of a dated goal unless another is asked for, and what may be asked for."""
TARGETS = (50, 40, 30)
"""Shares a goal may name, in per cent: 50/50, the edge of balanced, the minimum of measures.md."""


class Refused(BadRequest):
    """A question that cannot be asked; the message says what would do instead. On the web a 400."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which people a figure is about.

    ``category``: ``states`` (the four categories of States), ``all`` (everyone that is ever counted) or one category.
    ``gender_basis``: empty = each meeting's own, as listed where the list is open and as recorded where it is closed.
    ``attended``: those who checked in, instead of those in the list.
    ``only``: pairs of a dimension out of ``FILTERS`` and the one group of it that is counted, in the order of FILTERS.
    """

    meeting: str = ""
    forum: str = ""
    years: tuple[int, int] | None = None
    category: str = STATES
    gender_basis: str = ""
    attended: bool = False
    only: tuple[tuple[str, str], ...] = ()

    def query(self, **more: str) -> str:
        """The query string that asks for this scope, defaults left out, always in the same order; then ``more``."""
        first, last = self.years or (0, 0)
        asked = {
            "meeting": self.meeting,
            "forum": self.forum,
            "year": "" if not first else str(first) if first == last else f"{first}-{last}",
            "category": "" if self.category == STATES else self.category,
            "gender_basis": self.gender_basis,
            "base": ATTENDED if self.attended else "",
            **dict(self.only),
            **more,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories counted; secretariat, interpreters, press and spouses never are."""
        if self.category == STATES:
            return STATE_CATEGORIES
        if self.category == ALL:
            return tuple(category for category in Category if category not in EXCLUDED_CATEGORIES)
        return (Category(self.category),)


def scope_from_query(query: Mapping[str, str]) -> Scope:
    """The scope a query string asks for; raises Refused for a value that means nothing."""
    return Scope(
        meeting=query.get("meeting", ""),
        forum=query.get("forum", ""),
        years=read_years(query.get("year", "")),
        category=_one_of(query.get("category") or STATES, CATEGORY_CHOICES),
        gender_basis=_one_of(query.get("gender_basis", ""), ("", LISTED, RECORDED)),
        attended=_one_of(query.get("base", ""), ("", REGISTERED, ATTENDED)) == ATTENDED,
        only=read_only(query),
    )


def read_only(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The groups a scope is narrowed to; raises Refused for a value that its vocabulary does not know."""
    asked = [(key, query[key]) for key in FILTERS if query.get(key)]
    for key, value in asked:
        if vocabulary := DIMENSIONS[key].vocabulary:
            _one_of(value, tuple(vocabulary.values))
    return tuple(asked)


def read_years(text: str) -> tuple[int, int] | None:
    """``2024`` or ``2019-2024``; raises Refused for anything else."""
    if not text.strip():
        return None
    first, dash, last = text.partition("-")
    ends = (first.strip(), last.strip() if dash else first.strip())
    if not all(end.isascii() and end.isdigit() and len(end) == 4 for end in ends) or ends[0] > ends[1]:
        raise Refused(
            _("“%(found)s” is no year: write a year, such as 2024, or two, such as 2019-2024.") % {"found": text}
        )
    return int(ends[0]), int(ends[1])


def read_goal(query: Mapping[str, str]) -> tuple[int, int]:
    """The year and the per cent of a dated goal; raises Refused for what is no year, or none of TARGETS."""
    year, target = query.get("goal") or str(GOAL_YEAR), query.get("target") or str(TARGETS[0])
    first, last = GOAL_YEARS
    if not (year.isascii() and year.isdigit() and first <= int(year) <= last):
        words = {"found": year, "first": first, "last": last}
        raise Refused(_("“%(found)s” is no year of a goal: write one from %(first)s to %(last)s.") % words)
    return int(year), int(_one_of(target, tuple(map(str, TARGETS))))


def _one_of(value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        wanted = ", ".join(choice for choice in choices if choice)
        raise Refused(
            _("“%(found)s” is not known here: choose one of %(wanted)s.") % {"found": value, "wanted": wanted}
        )
    return value


class CountedForm(forms.Form):
    """Who is counted on a page, and by which gender; the answers stand in the page's address."""

    category = forms.ChoiceField(
        label=gettext_lazy("Who is counted"),
        required=False,
        choices=[
            (STATES, gettext_lazy("States’ delegations")),
            (ALL, gettext_lazy("Everyone")),
            *((c.value, c.label) for c in Category if c not in EXCLUDED_CATEGORIES),
        ],
    )
    gender_basis = forms.ChoiceField(
        label=gettext_lazy("Gender"),
        required=False,
        choices=[
            ("", gettext_lazy("as this list is counted")),
            (LISTED, gettext_lazy("as listed")),
            (RECORDED, gettext_lazy("as recorded")),
        ],
    )
    base = forms.ChoiceField(
        label=gettext_lazy("Present"),
        required=False,
        choices=[(REGISTERED, gettext_lazy("in the list")), (ATTENDED, gettext_lazy("checked in"))],
    )

    kept: Sequence[tuple[str, str]] = ()
    """What else the address asks for: it goes along unseen, so that an answer loses nothing."""

    @classmethod
    def showing(cls, scope: Scope, **more: str) -> Self:
        """The form as answered; ``more`` is asked beside the scope, and goes along."""
        base = ATTENDED if scope.attended else REGISTERED
        counted = {"category": scope.category, "gender_basis": scope.gender_basis, "base": base}
        asked = parse_qsl(scope.query(**more))
        form = cls(initial=dict(asked) | counted)
        form.kept = [(name, value) for name, value in asked if name not in form.fields]
        return form


class GoalForm(forms.Form):
    """The dated goal that a forum's pace is held against; the scope of the page goes along."""

    goal = forms.IntegerField(
        label=gettext_lazy("To be reached by"), required=False, min_value=GOAL_YEARS[0], max_value=GOAL_YEARS[1]
    )
    target = forms.ChoiceField(label=gettext_lazy("Share of women"), required=False)

    def __init__(self, scope: Scope, year: int, percent: int) -> None:
        super().__init__(initial={"goal": year, "target": percent})
        choices = [(target, _("%(percent)s\u00a0%%") % {"percent": target}) for target in TARGETS]
        self.fields["target"].choices = choices  # type: ignore[attr-defined]
        self.kept = parse_qsl(scope.query())


class StatesForm(CountedForm):
    """Of which regional group, before who is counted."""

    field_order = ("regional_group", "category", "gender_basis", "base")
    regional_group = forms.ChoiceField(label=gettext_lazy("Regional group"), required=False)

    @classmethod
    def among(cls, scope: Scope, groups: Sequence[tuple[str, str]]) -> Self:
        """``groups``: keys and names of those on file."""
        form = cls.showing(scope)
        form.fields["regional_group"].choices = [("", _("all groups")), *groups]  # type: ignore[attr-defined]
        return form


class OverviewForm(CountedForm):
    """Of which years and which area, before who is counted."""

    field_order = ("year", "area", "category", "gender_basis", "base")
    year = forms.ChoiceField(label=gettext_lazy("Years"), required=False)
    area = forms.ChoiceField(
        label=gettext_lazy("Area of work"), required=False, choices=[("", gettext_lazy("all areas")), *Area.choices]
    )

    @classmethod
    def over(cls, scope: Scope, years: Sequence[int]) -> OverviewForm:
        """The form as answered; ``years`` are those in which somebody took part."""
        form = cls.showing(scope)
        choices = [(str(year), str(year)) for year in reversed(years)]
        if len(years) > 1:
            first, last = years[0], years[-1]
            choices.append((f"{first}-{last}", _("all years, %(first)s–%(last)s") % {"first": first, "last": last}))
        asked = str(form.initial.get("year", ""))
        if asked and asked not in dict(choices):  # the page is about these years, so the field must not name others
            choices.insert(0, (asked, asked.replace("-", "–")))
        form.fields["year"].choices = choices  # type: ignore[attr-defined]
        return form


class MeetingsForm(forms.Form):
    """Which meetings a list of meetings shows."""

    forum = forms.ChoiceField(label=gettext_lazy("Forum"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    kept: Sequence[tuple[str, str]] = ()

    def __init__(self, query: Mapping[str, str], forums: list[tuple[str, str]], years: list[int]) -> None:
        super().__init__({name: query.get(name, "") for name in ("forum", "year")})
        self.fields["forum"].choices = [("", _("all forums")), *forums]  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", _("all years")), *((year, year) for year in years)]  # type: ignore[attr-defined]

    def chosen(self, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
        """The meetings asked for; none where the question is not one of those offered."""
        if not self.is_valid():
            return meetings.none()
        if forum := self.cleaned_data["forum"]:
            meetings = meetings.filter(forum=forum)
        if year := self.cleaned_data["year"]:
            meetings = meetings.filter(start__year=year)
        return meetings.select_related("forum")

    @property
    def asked(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.values())
