"""The figures of a meeting's page: sessions, delegations, regional groups, heads and statements, with tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import Http404

from meetings.rights import Account, Right, meeting_for
from reports.counting.dimensions import DIMENSIONS
from reports.counting.scope import scope_from_query
from reports.dashboards import glance, quotes
from reports.dashboards.fig import Fig
from reports.dashboards.meeting import OneMeeting
from reports.dashboards.place_figure import PlaceFigure
from reports.dashboards.row_figs import of_place
from reports.dashboards.sections import section
from reports.presentation.proceedings import proceedings_at
from reports.results import results, whole


def of_meeting(
    build: Callable[[OneMeeting], PlaceFigure | None], *, of_people: bool = True
) -> Callable[[Mapping[str, str], Account], Fig | None]:
    """From the meeting of a query that the person may read to the figure of its page; one ``of_people`` needs some."""

    def built(query: Mapping[str, str], user: Account) -> Fig | None:
        meeting = meeting_for(user, query.get("meeting", ""), Right.READ_FIGURES)
        scope = replace(scope_from_query(query), meeting=meeting.slug, forum="", years=None)
        one = OneMeeting(user, meeting, scope)
        place = build(one) if not of_people or whole(one.people).counts.total else None
        if place is None:
            raise Http404
        return fig_of(place, one)

    return built


def with_tools(place: PlaceFigure | None, one: OneMeeting) -> PlaceFigure | None:
    """The figure as its page shows it, with every file there is of it."""
    return place and replace(place, fig=fig_of(place, one))


def fig_of(place: PlaceFigure, one: OneMeeting) -> Fig | None:
    """The figure of one card of the meeting's page."""
    query = one.people.scope.query()
    address = f"{one.meeting.get_absolute_url()}?{replace(one.people.scope, meeting='').query()}".rstrip("?")
    return of_place(place, f"meeting-{place.id}", one.people, (one.meeting.title, address), query)


def rooms(one: OneMeeting) -> PlaceFigure | None:
    return glance.rooms(one.people, one.meeting, one.before(), quotes.participants(one.people), one.is_settled)


def groups(one: OneMeeting) -> PlaceFigure | None:
    before = one.before()
    was = results(before.people, dimension=DIMENSIONS["regional_group"]) if before else []
    return glance.groups(section("regional_group", one.people), was)


def heads(one: OneMeeting) -> PlaceFigure | None:
    return glance.heads(one.people, one.meeting, one.before())


def delegations(one: OneMeeting) -> PlaceFigure | None:
    """Of a closed list only for those who may read its delegations."""
    if not one.people.without_closed_lists().meetings:
        return None
    return glance.delegations(one.people, section("delegation", one.people))


def statements(one: OneMeeting) -> PlaceFigure | None:
    return glance.proceedings(proceedings_at(one.people))
