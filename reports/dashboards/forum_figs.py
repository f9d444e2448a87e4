"""The figures of a forum's page: its trend, heads, delegations of one gender, offices and statements, with tools."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import Http404
from django.urls import reverse

from meetings.rights import Account
from reports.counting.scope import TARGETS, read_goal, scope_from_query
from reports.dashboards import forum_figures, one_gender_years
from reports.dashboards.fig import Fig
from reports.dashboards.forum import OneForum
from reports.dashboards.permitted import population_for
from reports.dashboards.place_figure import PlaceFigure
from reports.dashboards.row_figs import of_place
from reports.dashboards.trend_figure import TrendFigure, trend_fig
from reports.measures.projection import GOAL_YEAR

Goal = tuple[int, int]
"""A year and the per cent that is to be reached by then."""
OF_ITS_OWN = {"one-gender": one_gender_years.with_workbook}
"""Figures that count no people, and so are no table of figures, by their place on the page."""


def goal_query(goal: Goal) -> dict[str, str]:
    """The dated goal as the address asks for it; nothing where it is taken for granted."""
    by, percent = goal
    return {"goal": "" if by == GOAL_YEAR else str(by), "target": "" if percent == TARGETS[0] else str(percent)}


def of_forum(build: Callable[[OneForum, Goal], Fig | None]) -> Callable[[Mapping[str, str], Account], Fig | None]:
    """From the forum of a query, at whose meetings the person may read, to the figure of its page."""

    def built(query: Mapping[str, str], user: Account) -> Fig | None:
        scope = replace(scope_from_query(query), meeting="")
        if not scope.forum:
            raise Http404
        found = OneForum(scope.forum, population_for(user, scope), datetime.datetime.now(datetime.UTC).year)
        if not found.sessions:
            raise Http404
        return build(found, read_goal(query))

    return built


def trend(found: OneForum, goal: Goal, shown: TrendFigure | None = None) -> Fig:
    """The share of women year by year, with what is said of its future."""
    query, page = found.people.scope.query(**goal_query(goal)), _page(found, goal)
    fig = trend_fig("forum-trend", query, page, found.yearly, shown or found.trend(*goal))
    return replace(fig, about=f"{page[0]}. {fig.about}")


def heads(found: OneForum, goal: Goal) -> Fig | None:
    return _fig(found, forum_figures.heads(found, found.heads()))


def one_gender(found: OneForum, goal: Goal) -> Fig | None:
    return _fig(found, one_gender_years.one_gender(found))


def offices(found: OneForum, goal: Goal) -> Fig | None:
    return _fig(found, forum_figures.offices(found))


def statements(found: OneForum, goal: Goal) -> Fig | None:
    return _fig(found, forum_figures.statements(found))


def with_tools(places: list[PlaceFigure], found: OneForum) -> list[PlaceFigure]:
    """The figures as the page shows them, each with every file there is of it."""
    return [replace(one, fig=_fig(found, one)) for one in places]


def _fig(found: OneForum, place: PlaceFigure | None) -> Fig | None:
    if place is None:
        return None
    page, query = _page(found), found.people.scope.query()
    if place.id in OF_ITS_OWN:
        return OF_ITS_OWN[place.id](found, place, page)
    return of_place(place, f"forum-{place.id}", found.settled, page, query)


def _page(found: OneForum, goal: Goal = (GOAL_YEAR, TARGETS[0])) -> tuple[str, str]:
    """Title and address of the forum's page."""
    asked = replace(found.people.scope, forum="").query(**goal_query(goal))
    address = reverse("reports:forum", args=[found.code])
    return found.sessions[-1].meeting.forum_name, f"{address}?{asked}".rstrip("?")
