"""Forms of the dashboards: who is counted, which years, which goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self
from urllib.parse import parse_qsl

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting
from meetings.vocabulary import EXCLUDED_CATEGORIES, Area, Category
from reports.counting.scope import ALL, ATTENDED, GOAL_YEARS, LISTED, RECORDED, REGISTERED, STATES, TARGETS, Scope


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

    hidden_query: Sequence[tuple[str, str]] = ()
    """What else the address asks for: it goes along unseen, so that an answer loses nothing."""

    @classmethod
    def showing(cls, scope: Scope, **more: str) -> Self:
        """The form as answered; ``more`` is asked beside the scope, and goes along."""
        base = ATTENDED if scope.attended else REGISTERED
        counted = {"category": scope.category, "gender_basis": scope.gender_basis, "base": base}
        asked = parse_qsl(scope.query(**more))
        form = cls(initial=dict(asked) | counted)
        form.hidden_query = [(name, value) for name, value in asked if name not in form.fields]
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
        self.hidden_query = parse_qsl(scope.query())


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
    """Of which years, which forum and which area, before who is counted."""

    field_order = ("year", "forum", "area", "category", "gender_basis", "base")
    year = forms.ChoiceField(label=gettext_lazy("Years"), required=False)
    forum = forms.ChoiceField(label=gettext_lazy("Forum"), required=False)
    area = forms.ChoiceField(
        label=gettext_lazy("Area of work"), required=False, choices=[("", gettext_lazy("all areas")), *Area.choices]
    )

    @classmethod
    def over(cls, scope: Scope, years: Sequence[int], forums: Mapping[str, str] | None = None) -> OverviewForm:
        """The form as answered; ``years`` are those in which somebody took part, ``forums`` names by code."""
        form = cls.showing(scope)
        choices = [(str(year), str(year)) for year in reversed(years)]
        if len(years) > 1:
            first, last = years[0], years[-1]
            choices.append((f"{first}-{last}", _("all years, %(first)s–%(last)s") % {"first": first, "last": last}))
        asked = str(form.initial.get("year", ""))
        if asked and asked not in dict(choices):  # the page is about these years, so the field must not name others
            choices.insert(0, (asked, asked.replace("-", "–")))
        form.fields["year"].choices = choices  # type: ignore[attr-defined]
        named = sorted((forums or {}).items(), key=lambda pair: pair[1])
        if scope.forum and scope.forum not in dict(named):
            named.insert(0, (scope.forum, scope.forum))
        form.fields["forum"].choices = [("", _("all forums")), *named]  # type: ignore[attr-defined]
        return form


class MeetingsForm(forms.Form):
    """Which meetings a list of meetings shows."""

    forum = forms.ChoiceField(label=gettext_lazy("Forum"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    hidden_query: Sequence[tuple[str, str]] = ()

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
