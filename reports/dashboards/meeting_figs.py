"""The figures of a meeting's page: its sessions, delegations, regional groups and heads, each with its tools."""

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
from reports.dashboards.row_figs import of_rows
from reports.dashboards.sections import section
from reports.results import results, whole


def of_meeting(build: Callable[[OneMeeting], PlaceFigure | None]) -> Callable[[Mapping[str, str], Account], Fig | None]:
    """From the meeting of a query that the person may read to the figure of its page."""

    def built(query: Mapping[str, str], user: Account) -> Fig | None:
        meeting = meeting_for(user, query.get("meeting", ""), Right.READ_FIGURES)
        scope = replace(scope_from_query(query), meeting=meeting.slug, forum="", years=None)
        one = OneMeeting(user, meeting, scope)
        if not whole(one.people).counts.total:
            raise Http404
        place = build(one)
        return fig_of(place, one) if place else None

    return built


def with_tools(place: PlaceFigure | None, one: OneMeeting) -> PlaceFigure | None:
    """The figure as its page shows it, with every file there is of it."""
    return place and replace(place, fig=fig_of(place, one))


def fig_of(place: PlaceFigure, one: OneMeeting) -> Fig | None:
    """The finding of the page over the rows of its table; nothing of a figure without a table.

    Whom it is about is said by the table: the words of the page are about squares and dots, the picture has bars.
    """
    if place.table is None:
        return None
    query = one.people.scope.query()
    address = f"{one.meeting.get_absolute_url()}?{replace(one.people.scope, meeting='').query()}".rstrip("?")
    about = f"{one.meeting.title}. {place.table['caption']}"
    words = (place.finding, about, quotes.source_of(one.people))
    fig = of_rows(f"meeting-{place.id}", query, (one.meeting.title, address), words, place.table["rows"])
    return replace(fig, also=[(label, url) for label, url in place.files if "download.xlsx" in url])


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
