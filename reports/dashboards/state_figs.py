"""The figures of a State's page: who came, and its group beside it, each with its tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from meetings.models import Country
from meetings.rights import Account
from reports.counting.narrowing import latest
from reports.counting.population import Population
from reports.counting.scope import Scope, scope_from_query
from reports.dashboards import state_figures
from reports.dashboards.fig import Fig
from reports.dashboards.permitted import population_for
from reports.dashboards.place_figure import PlaceFigure
from reports.dashboards.row_figs import of_place
from reports.dashboards.sections import Section
from reports.dashboards.state import SHOWN, by_meeting, group_of
from reports.results import whole


class OneState:
    """A State at the meetings that it came to; of no other anything is said."""

    def __init__(self, user: Account, country: Country, scope: Scope) -> None:
        self.user, self.country = user, country
        self.scope = replace(scope, only=(("country", country.pk),), meeting="")
        self.in_reach = population_for(user, self.scope)
        self.people: Population = latest(self.in_reach, len(self.in_reach.meetings))

    @cached_property
    def sessions(self) -> Section:
        return by_meeting(self.people, self.user, self.country.pk)

    @cached_property
    def group(self) -> tuple[str, Population] | None:
        return group_of(self.people, self.in_reach)

    @property
    def came(self) -> PlaceFigure:
        """Every person of its delegations."""
        rows, heads, framed = (self.sessions[name] for name in ("results", "heads", "framed"))
        forums = state_figures.delegations(latest(self.people, SHOWN), rows, heads, framed)
        return self._with_tools(state_figures.who_came(self.people, forums, self.sessions), self.people)

    @property
    def beside(self) -> PlaceFigure | None:
        """Its regional group over the years, where it is in one."""
        if self.group is None:
            return None
        label, people = self.group
        shown = state_figures.beside_group(people, label, self.people, str(self.country))
        return self._with_tools(shown, people) if shown else None

    def _with_tools(self, place: PlaceFigure, of: Population) -> PlaceFigure:
        query = replace(self.scope, only=()).query()
        address = reverse("reports:state", args=[self.country.pk])
        page = (str(self.country), f"{address}?{query}".rstrip("?"))
        return replace(place, fig=of_place(place, f"state-{place.id}", of, page, self.scope.query()))


def of_state(build: Callable[[OneState], PlaceFigure | None]) -> Callable[[Mapping[str, str], Account], Fig | None]:
    """From the State of a query to the figure of its page; only of one with somebody in reach."""

    def built(query: Mapping[str, str], user: Account) -> Fig | None:
        country = Country.objects.filter(pk=query.get("country", "")).first()
        one = OneState(user, country, scope_from_query(query)) if country else None
        if one is None or not whole(one.people).counts.total:
            raise Http404
        place = build(one)
        return place.fig if place else None

    return built


def came(one: OneState) -> PlaceFigure:
    return one.came


def beside(one: OneState) -> PlaceFigure | None:
    return one.beside
